"""The built front end, as it lies in the package; read once."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True)
class BuiltFile:
    """A file with its fingerprint."""

    content: bytes
    media_type: str
    print: str


def page(name: str) -> BuiltFile | None:
    """Return a file with a fixed name (`officer.html`, `officer-sw.js`); None when not built."""
    return _pages().get(name)


def asset(name: str) -> BuiltFile | None:
    """Return a file whose name changes with its content; None when there is none of it."""
    return _assets().get(name)


def asset_names() -> list[str]:
    """Return the names of all files whose names change; empty when not built."""
    return sorted(_assets())


@cache
def _pages() -> dict[str, BuiltFile]:
    return _read(files("api").joinpath("web", "dist"))


@cache
def _assets() -> dict[str, BuiltFile]:
    return _read(files("api").joinpath("web", "dist", "assets"))


def _read(folder: Traversable) -> dict[str, BuiltFile]:
    if not folder.is_dir():
        return {}
    found = {}
    for entry in folder.iterdir():
        suffix = entry.name[entry.name.rfind(".") :]
        if suffix in MEDIA_TYPES and entry.is_file():
            content = entry.read_bytes()
            found[entry.name] = BuiltFile(
                content, MEDIA_TYPES[suffix], sha256(content).hexdigest()[:16]
            )
    return found
