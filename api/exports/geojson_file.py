"""GeoJSON after RFC 7946: WGS-84, seven digits, outer rings against the clock."""

import json
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from api.exports.clocks import iso_moments
from api.exports.columns import DEGREE_DIGITS
from api.exports.records import Export, stated


def geojson_bytes(export: Export) -> bytes:
    """Return a table as a feature collection; what must be known to read it is in ``about``.

    What is not known is null; moments are ISO 8601 with offset.
    """
    shapes = [*_written(export.shapes), "null"]  # the last is what rows without a shape have
    head = json.dumps({"about": stated(export.about, 4326)}, ensure_ascii=False)[1:-1]
    names = [one.name for one in export.columns]
    columns = [_values(one.values, export) for one in export.columns]
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
    features = ",\n".join(
        f'{{"type":"Feature","geometry":{shapes[shape]},'
        f'"properties":{encode(dict(zip(names, row, strict=True)))}}}'
        for shape, row in zip(export.shape_of.tolist(), zip(*columns, strict=True), strict=True)
    )
    whole = f'{{"type":"FeatureCollection",{head},"features":[\n{features}\n]}}\n'
    return whole.encode()


def _written(shapes: NDArray[np.object_]) -> list[str]:
    rounded = shapely.transform(shapes, lambda places: places.round(DEGREE_DIGITS))
    turned = shapely.orient_polygons(rounded)
    return [str(one) for one in shapely.to_geojson(turned)]


def _values(values: pa.Array, export: Export) -> list[Any]:
    if pa.types.is_timestamp(values.type):
        values = iso_moments(values, export.about.zone)
    listed: list[Any] = values.to_pylist()
    return listed
