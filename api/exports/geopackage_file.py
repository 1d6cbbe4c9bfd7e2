"""GeoPackage for GIS programs: one layer, with its CRS, and each column's meaning."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC
from pathlib import Path

import pyogrio
from pyproj import CRS

from api.exports.arrow_table import GEOMETRY, arrow_table
from api.exports.records import Export, stated
from api.exports.titles import meaning, title
from geo_patrol.messages import text

_CURRENT_DATE = "OGR_CURRENT_DATE"

_COLUMN_WORDS = """
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
  mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name)
);
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
  min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value)
);
INSERT INTO gpkg_extensions VALUES
  ('gpkg_data_columns', NULL, 'gpkg_schema',
   'http://www.geopackage.org/spec121/#extension_schema', 'read-write'),
  ('gpkg_data_column_constraints', NULL, 'gpkg_schema',
   'http://www.geopackage.org/spec121/#extension_schema', 'read-write');
"""


def write_geopackage(export: Export, path: Path, epsg: int) -> None:
    """Write a table as the one layer of a GeoPackage, named after its figure.

    What must be known to read it is in the layer's metadata, and in short in its description.

    Raises
    ------
    InvalidInput
        When the CRS is neither EPSG:4326 nor metric.
    """
    table, _ = arrow_table(export, epsg)
    layer = export.about.figure
    made_at = export.about.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    path.unlink(missing_ok=True)
    pyogrio.set_gdal_config_options({_CURRENT_DATE: made_at})
    located = {
        "geometry_name": GEOMETRY,
        "geometry_type": export.shape_kind,
        "crs": CRS.from_epsg(epsg).to_wkt(),
    }
    try:
        pyogrio.write_arrow(
            table,
            path,
            layer=layer,
            driver="GPKG",
            **(located if export.located else {}),
            layer_metadata={
                "GEO_PATROL": json.dumps(stated(export.about, epsg), ensure_ascii=False)
            },
            layer_options={"DESCRIPTION": _described(export), "GEOMETRY_NAME": GEOMETRY},
        )
    finally:
        pyogrio.set_gdal_config_options({_CURRENT_DATE: None})
    with closing(sqlite3.connect(path)) as file, file:
        file.executescript(_COLUMN_WORDS)
        file.executemany(
            "INSERT INTO gpkg_data_columns VALUES (?, ?, NULL, ?, ?, NULL, NULL)",
            [
                (layer, one.name, title(one.name, "zh"), meaning(one.name, "zh"))
                for one in export.columns
            ],
        )


def _described(export: Export) -> str:
    about = export.about
    notes = [text("exports.demo", "zh")] if about.demo else []
    notes += sorted({area.status_note for area in about.areas if area.status != "approved"})
    days = [moment.astimezone(about.zone).isoformat() for moment in (about.start, about.end)]
    return " · ".join([*notes, f"[{days[0]}, {days[1]})"])
