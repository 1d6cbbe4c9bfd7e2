"""Tables of tens of thousands of cells on the wire, made of columns without a model for each."""

import gzip
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from fastapi import Request
from fastapi.responses import Response
from numpy.typing import NDArray
from pydantic import BaseModel
from pydantic_core import to_json

from api.answers import feature
from api.queries import GEOJSON, wants_geojson

COMPRESS_FROM_BYTES = 100_000
"""Smaller answers are compressed as all others are."""

COMPRESS_LEVEL = 1
"""Half the time of the others' level, for a sixth more bytes."""

Columns = Mapping[str, Sequence[Any]]
Shapes = Callable[[], Sequence[shapely.Geometry]]


def table(request: Request, head: BaseModel, columns: Columns, shapes: Shapes) -> Response:
    """Return a table whose ``items`` are rows of columns; as GeoJSON when that is asked for.

    ``head`` is the answer without its items. ``shapes`` are those of the rows: they are fetched
    only when they are wanted.
    """
    items = rows(columns)
    body = head.model_dump(mode="json", exclude={"items"})
    if not wants_geojson(request):
        return _compressed(request, to_json({**body, "items": items}))
    features = [
        feature(item["code"], shape, item) for item, shape in zip(items, shapes(), strict=True)
    ]
    collection = {"type": "FeatureCollection", **body, "features": features}
    return Response(to_json(collection), media_type=GEOJSON)


def rows(columns: Columns) -> list[dict[str, Any]]:
    """Return columns of the same length as dictionaries."""
    names = tuple(columns)
    return [dict(zip(names, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _compressed(request: Request, body: bytes) -> Response:
    """Return a JSON body, compressed here where that is accepted: lightly, for it is megabytes."""
    accepted = "gzip" in request.headers.get("accept-encoding", "")
    if len(body) < COMPRESS_FROM_BYTES or not accepted:
        return Response(body, media_type="application/json")
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    packed = gzip.compress(body, COMPRESS_LEVEL, mtime=0)
    return Response(packed, media_type="application/json", headers=headers)


def moments(us: NDArray[np.int64]) -> list[str]:
    """Return Unix µs as ISO 8601 in UTC, as models print moments."""
    told = np.datetime_as_string(us.astype("datetime64[us]"), unit="us").tolist()
    return [f"{one.removesuffix('.000000')}Z" for one in told]


def known(values: Sequence[Any], is_known: NDArray[np.bool_]) -> list[Any]:
    """Return values, with None for those that are not known."""
    return [
        value if there else None for value, there in zip(values, is_known.tolist(), strict=True)
    ]
