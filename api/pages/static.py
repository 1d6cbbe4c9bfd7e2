"""The files that pages use, served under names that change with their content."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Request, Response

from api.auth.permissions import PUBLIC
from geo_patrol.errors import NotFound

MEDIA_TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"
FOR_NOW = "no-cache"

router = APIRouter(prefix="/static", include_in_schema=False)


@dataclass(frozen=True)
class StaticFile:
    """A file with its fingerprint."""

    content: bytes
    media_type: str
    print: str


@cache
def _files() -> dict[str, StaticFile]:
    found = {}
    for entry in files("api").joinpath("static").iterdir():
        suffix = entry.name[entry.name.rfind(".") :]
        if suffix in MEDIA_TYPES:
            content = entry.read_bytes()
            digest = hashlib.sha256(content).hexdigest()[:12]
            found[entry.name] = StaticFile(content, MEDIA_TYPES[suffix], digest)
    return found


def address_of_file(name: str) -> str:
    """Return the address of a file as it is now."""
    return f"/static/{name}?v={_files()[name].print}"


@router.get("/{name}", dependencies=[PUBLIC])
def read(name: str, request: Request) -> Response:
    """Return a file; one asked for by its fingerprint may be kept for ever."""
    found = _files().get(name)
    if found is None:
        raise NotFound("api.no_route")
    current = request.query_params.get("v") == found.print
    headers = {"Cache-Control": FOR_EVER if current else FOR_NOW, "ETag": f'"{found.print}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)
