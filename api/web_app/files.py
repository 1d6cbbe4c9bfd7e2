"""The built front end, as it lies in the package; read once."""

from collections.abc import Mapping
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


@dataclass(frozen=True)
class BuiltApp:
    """An app of the front end; without files when it was not built.

    Parameters
    ----------
    pages
        Files with fixed names: its page, its terms, a service worker.
    assets
        Files whose names change with their contents.
    """

    pages: Mapping[str, BuiltFile]
    assets: Mapping[str, BuiltFile]


@cache
def officer_app() -> BuiltApp:
    """Return the officers' app on the phone."""
    return _app(files("api").joinpath("web", "dist"))


@cache
def console_app() -> BuiltApp:
    """Return the console on the desk."""
    return _app(files("api").joinpath("web", "dist", "console"))


def _app(folder: Traversable) -> BuiltApp:
    return BuiltApp(_read(folder), _read(folder.joinpath("assets")))


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
