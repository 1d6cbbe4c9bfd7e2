"""The OpenAPI document: what FastAPI knows, and what our own dependencies say of themselves."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from api.auth.permissions import Access, declared
from api.bodies import JsonBody
from api.boundary_imports.file import BoundaryFileReader
from api.evidence.uploading import StretchReader
from api.new_areas.file import NewAreaReader
from api.openapi_links import links_of
from api.problems import MEDIA_TYPE, TITLES
from api.queries import GEOJSON
from api.roster_files.form import CONTENT as ROSTER_FILE
from api.roster_files.form import RosterFileReader
from api.tracks.bodies import JSON, TrackBody, TrackReader
from api.tracks.examples import EXAMPLES as TRACK_EXAMPLES
from geo_patrol.messages import text
from geo_patrol.roles import DEVICE_PERMISSIONS

REF = "#/components/schemas/{model}"
COOKIE = "session"
BEARER = "device"
ANY_FILE = "application/octet-stream"

DESCRIPTION = """\
Patrols, tracks and incidents of enforcement squads, and what their areas' coverage looks like.

- **Writes are idempotent.** The client makes an id (UUID, version 7) and PUTs the record under it:
  201 when it is new, 200 when the same body came before, 409 with the server's version when
  another one did. An edit carries `If-Match` with the version it is based on; 412 when that is
  not the latest.
- **Out of reach is not there:** records of other squads answer 404.
- **Problems** are documents (RFC 9457) in Chinese and English with a stable `code`.
- Places are in degrees, EPSG:4326; times are ISO 8601 with an offset.
"""


ETAG: dict[str, Any] = {
    "description": "Version of the record, for If-Match.",
    "schema": {"type": "string", "examples": ['"1"']},
}


class FindingDocument(BaseModel):
    """One thing wrong in what was sent: where, and why."""

    where: str
    reason_zh: str
    reason_en: str


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    detail_zh: str
    detail_en: str
    code: str
    findings: list[FindingDocument]
    request_id: str
    current: dict[str, Any] | None = None
    confirm: list[str] | None = None


def document(app: FastAPI) -> dict[str, Any]:
    """Return an application's OpenAPI document."""
    made = get_openapi(
        title="geo-patrol", version=app.version, description=DESCRIPTION, routes=app.routes
    )
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    routes = [r for r in app.routes if isinstance(r, APIRoute) and r.include_in_schema]
    schemas.update(_schemas(routes))
    made["components"]["securitySchemes"] = {
        COOKIE: {
            "type": "apiKey",
            "in": "cookie",
            "name": "gp",
            "description": "Set by signing in; named `__Host-gp` behind TLS.",
        },
        BEARER: {
            "type": "http",
            "scheme": "bearer",
            "description": "A device's token, `gpd_…`: for trackers, cameras, monitors.",
        },
    }
    for route in routes:
        for method in route.methods or ():
            _complete(made["paths"][route.path_format][method.lower()], route, method)
    return made


def _schemas(routes: list[APIRoute]) -> dict[str, Any]:
    models = {body.model for route in routes for body in json_bodies(route)}
    models |= {TrackBody, Problem}
    ordered = sorted(models, key=lambda model: model.__name__)
    _, made = models_json_schema([(model, "validation") for model in ordered], ref_template=REF)
    definitions: dict[str, Any] = made["$defs"]
    return definitions


def json_bodies(route: APIRoute) -> list[JsonBody[Any]]:
    """Return the JSON bodies that a route reads: one, or none."""
    return [call for call in _calls(route.dependant) if isinstance(call, JsonBody)]


def _calls(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for inner in dependant.dependencies:
        yield from _calls(inner)


def _complete(operation: dict[str, Any], route: APIRoute, method: str) -> None:
    access = declared(route)[0]
    operation["x-permission"] = access
    if access != "public":
        operation["security"] = [{COOKIE: []}]
        if any(access in granted for granted in DEVICE_PERMISSIONS.values()):
            operation["security"].append({BEARER: []})
    body = _request_body(route)
    if body is not None:
        operation["requestBody"] = body
    for status in _problem_statuses(route, method, access, body is not None):
        operation["responses"][str(status)] = _problem(status)
    if method in ("GET", "PUT") and route.path.endswith("_id}") and route.tags != ["history"]:
        operation["responses"]["200"]["headers"] = {"ETag": ETAG}
    _complete_geojson(operation, route)
    links = links_of(method, route.path_format)
    if links:
        operation["responses"]["200"]["links"] = links
    if method == "PUT":
        operation["responses"]["201"] = {
            **operation["responses"]["200"],
            "description": "New: it was written.",
        }
        operation["responses"]["200"]["description"] = "The same came before: nothing changed."


def _complete_geojson(operation: dict[str, Any], route: APIRoute) -> None:
    """Say what a list's answer holds as GeoJSON: of pages, where the next one is."""
    answer = operation["responses"].get("200", {}).get("content", {}).get(GEOJSON)
    members: dict[str, Any] = getattr(route.response_model, "model_fields", {})
    if answer is not None and "next" not in members:
        answer["schema"] = {"type": "object", "required": ["type", "features"]}


def _request_body(route: APIRoute) -> dict[str, Any] | None:
    for body in json_bodies(route):
        schema = {"$ref": REF.format(model=body.model.__name__)}
        return {"required": True, "content": {JSON: {"schema": schema, "examples": body.examples}}}
    if any(isinstance(call, TrackReader) for call in _calls(route.dependant)):
        content: dict[str, Any] = {
            media_type: {"schema": {"type": "string"}, "examples": examples}
            for media_type, examples in TRACK_EXAMPLES.items()
        }
        content[JSON]["schema"] = {"$ref": REF.format(model=TrackBody.__name__)}
        content["application/geo+json"]["schema"] = {"type": "object"}
        return {"required": True, "content": content}
    if any(
        isinstance(call, StretchReader | BoundaryFileReader | NewAreaReader)
        for call in _calls(route.dependant)
    ):
        return {"content": {ANY_FILE: {"schema": {"type": "string", "format": "binary"}}}}
    if any(isinstance(call, RosterFileReader) for call in _calls(route.dependant)):
        return {"required": True, "content": ROSTER_FILE}
    return None


def _problem_statuses(route: APIRoute, method: str, access: Access, body: bool) -> list[int]:
    statuses = {422, 429, 503}
    if access != "public":
        statuses |= {401}
        statuses |= {403, 404}
    if body:
        statuses |= {408, 413, 415}
    if method != "GET":
        statuses |= {403}
    if method == "PUT":
        statuses |= {409}
    if method == "PUT" and json_bodies(route):
        statuses |= {412}
    if method == "POST":
        statuses |= {401}
    return sorted(statuses)


def _problem(status: int) -> dict[str, Any]:
    return {
        "description": text(TITLES[status], "en"),
        "content": {MEDIA_TYPE: {"schema": {"$ref": REF.format(model="Problem")}}},
    }
