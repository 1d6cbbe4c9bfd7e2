"""Shapefiles, zipped: names of fields have ten letters, so what they mean goes beside them."""

import csv
import io
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pyarrow as pa
import pyogrio
from pyproj import CRS

from api.csv_marks import BYTE_ORDER_MARK
from api.exports.about_file import about_text
from api.exports.arrow_table import GEOMETRY, arrow_table
from api.exports.field_names import field_names
from api.exports.records import Column, Export
from api.exports.said_values import said_values
from api.exports.titles import meaning, title
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import Language, text

MOST_TEXT_BYTES = 254
"""A field of a DBF holds no more; what is longer is cut between two letters."""

PARTS = ("shp", "shx", "dbf", "prj", "cpg", "qml")


def write_shapefile(export: Export, path: Path, epsg: int, language: Language) -> None:
    """Write a table as a zipped Shapefile, named after its figure.

    Beside it are ``.qml``, from which QGIS shows the fields' names in words; a table of fields,
    their names and meanings; and the page about the table. Text is UTF-8, which ``.cpg`` says.

    Raises
    ------
    InvalidInput
        When rows have no shapes, or the CRS is neither EPSG:4326 nor metric.
    """
    if not export.located:
        raise InvalidInput("exports.needs_shapes", format="Shapefile")
    name = export.about.figure
    fields = field_names([one.name for one in export.columns])
    made = export.about.made_at.astimezone(export.about.zone)
    with tempfile.TemporaryDirectory() as there:
        folder = Path(there)
        pyogrio.write_arrow(
            _table(export, fields, epsg, language),
            folder / f"{name}.shp",
            driver="ESRI Shapefile",
            geometry_name=GEOMETRY,
            geometry_type=export.shape_kind,
            crs=CRS.from_epsg(epsg).to_wkt(),
            encoding="UTF-8",
            layer_options={"DBF_DATE_LAST_UPDATE": f"{made:%Y-%m-%d}"},
        )
        (folder / f"{name}.qml").write_text(_aliases(export, fields, language), encoding="utf-8")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for part in PARTS:
                _add(packed, f"{name}.{part}", (folder / f"{name}.{part}").read_bytes(), made)
            _add(packed, f"{name}.fields.csv", _field_table(export, fields, language), made)
            about = about_text(export, f"{name}.dbf", language).encode("utf-8-sig")
            _add(packed, f"{name}.about.txt", about, made)


def _add(packed: zipfile.ZipFile, name: str, data: bytes, made: datetime) -> None:
    info = zipfile.ZipInfo(name, made.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    packed.writestr(info, data)


def _table(export: Export, fields: list[str], epsg: int, language: Language) -> pa.Table:
    whole, _ = arrow_table(export, epsg)
    columns = [_field(one, export, language) for one in export.columns]
    return pa.table([*columns, whole[GEOMETRY]], names=[*fields, GEOMETRY])


def _field(one: Column, export: Export, language: Language) -> pa.Array:
    if pa.types.is_integer(one.values.type) or pa.types.is_floating(one.values.type):
        return one.values
    said = [
        None if value is None else _cut(str(value)) for value in said_values(one, export, language)
    ]
    return pa.array(said, pa.string())


def _cut(value: str) -> str:
    return value.encode()[:MOST_TEXT_BYTES].decode(errors="ignore")


def _aliases(export: Export, fields: list[str], language: Language) -> str:
    """Return a style of QGIS that has nothing but names for the fields."""
    lines = [
        f'    <alias index="{place}" field={quoteattr(field)}'
        f" name={quoteattr(title(one.name, language))}/>"
        for place, (field, one) in enumerate(zip(fields, export.columns, strict=True))
    ]
    return "\n".join(
        [
            "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>",
            '<qgis version="3.22" styleCategories="Fields">',
            "  <aliases>",
            *lines,
            "  </aliases>",
            "</qgis>",
            "",
        ]
    )


def _field_table(export: Export, fields: list[str], language: Language) -> bytes:
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(
        text(key, language)
        for key in ("exports.fields.field", "exports.fields.title", "exports.fields.meaning")
    )
    for field, one in zip(fields, export.columns, strict=True):
        rows.writerow((field, title(one.name, language), meaning(one.name, language)))
    return BYTE_ORDER_MARK + file.getvalue().encode()
