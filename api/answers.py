"""Answers that routes share: pages of items, GeoJSON, records with their version."""

import json
from collections.abc import Sequence
from typing import Any

import shapely
from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from api.queries import GEOJSON, wants_geojson
from api.versions import etag

GEOJSON_TOO: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A page of items; as GeoJSON when asked for.",
        "content": {
            GEOJSON: {"schema": {"type": "object", "required": ["type", "features", "next"]}}
        },
    }
}
"""What the OpenAPI document says of lists."""

DEGREE_DIGITS = 7
"""A centimetre; what is stored is no finer."""


def listing(
    request: Request,
    items: Sequence[BaseModel],
    geometries: Sequence[shapely.Geometry | None],
    following: str | None,
) -> JSONResponse:
    """Return a page of items as JSON, or as GeoJSON when that is asked for."""
    bodies = [item.model_dump(mode="json") for item in items]
    if not wants_geojson(request):
        return JSONResponse({"items": bodies, "next": following})
    features = [
        feature(body.get("id", body.get("code")), shape, body)
        for body, shape in zip(bodies, geometries, strict=True)
    ]
    collection = {"type": "FeatureCollection", "features": features, "next": following}
    return JSONResponse(collection, media_type=GEOJSON)


def table(
    request: Request,
    whole: BaseModel,
    rows: Sequence[BaseModel],
    geometries: Sequence[shapely.Geometry],
) -> JSONResponse:
    """Return a table whose ``items`` are ``rows``; as GeoJSON its other members stand beside."""
    body = whole.model_dump(mode="json", exclude={"items"})
    items = [row.model_dump(mode="json") for row in rows]
    if not wants_geojson(request):
        return JSONResponse({**body, "items": items})
    features = [
        feature(item["code"], shape, item) for item, shape in zip(items, geometries, strict=True)
    ]
    collection = {"type": "FeatureCollection", **body, "features": features}
    return JSONResponse(collection, media_type=GEOJSON)


def feature(key: object, shape: shapely.Geometry | None, properties: dict[str, Any]) -> Any:
    """Return a GeoJSON feature."""
    return {
        "type": "Feature",
        "id": key,
        "geometry": None if shape is None else geojson_geometry(shape),
        "properties": properties,
    }


def geojson_geometry(shape: shapely.Geometry) -> Any:
    """Return a geometry as GeoJSON, its degrees rounded to a centimetre; None for an empty one."""
    if shapely.is_empty(shape):
        return None
    rounded = shapely.transform(shape, lambda places: places.round(DEGREE_DIGITS))
    return json.loads(shapely.to_geojson(rounded))


def point_of(lon: float | None, lat: float | None) -> shapely.Point | None:
    """Return a place as a point, None where it is not known."""
    return None if lon is None or lat is None else shapely.Point(lon, lat)


def record(item: BaseModel, version: int | None, status: int = 200) -> JSONResponse:
    """Return one record; its version is its entity tag."""
    headers = {} if version is None else {"ETag": etag(version)}
    return JSONResponse(item.model_dump(mode="json"), status, headers=headers)
