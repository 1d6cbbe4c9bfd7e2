"""A table with its shapes as WKB: what GeoParquet and GeoPackage are made of."""

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from api.exports.records import Export
from api.exports.titles import meaning
from geo_patrol.crs import project

GEOMETRY = "geometry"


def arrow_table(export: Export, epsg: int) -> tuple[pa.Table, NDArray[np.float64]]:
    """Return a table whose last column is the shape of each row, and the bounds; NaN without rows.

    Shapes are points or multipolygons in a CRS: 4326, or a metric one. Each column's meaning is
    in its field's metadata, as ``description``.

    Rows without shapes make a table without that column.

    Raises
    ------
    InvalidInput
        When the CRS is neither EPSG:4326 nor metric.
    """
    fields = [
        pa.field(one.name, one.values.type, metadata={"description": _both(one.name)})
        for one in export.columns
    ]
    columns = [one.values for one in export.columns]
    if not export.located:
        return pa.table(columns, pa.schema(fields)), np.full(4, np.nan)
    shapes = export.shapes if epsg == 4326 else project(export.shapes, epsg)
    many = shapes if export.shape_kind == "Point" else _as_many(shapes)
    used = many[np.unique(export.shape_of)]
    bounds = shapely.total_bounds(used) if len(used) else np.full(4, np.nan)
    wkb = pa.array(shapely.to_wkb(many), pa.binary()).take(pa.array(export.shape_of, pa.int64()))
    schema = pa.schema([*fields, pa.field(GEOMETRY, pa.binary())])
    return pa.table([*columns, wkb], schema), bounds


def _as_many(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    parts, part_of = shapely.get_parts(shapes, return_index=True)
    many = np.full(len(shapes), shapely.MultiPolygon(), np.object_)
    if len(parts):
        shapely.multipolygons(parts, indices=part_of, out=many)
    return many


def _both(name: str) -> str:
    return f"{meaning(name, 'zh')} · {meaning(name, 'en')}"
