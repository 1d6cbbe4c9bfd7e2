"""A boundary file as it came over the wire: its shapes, and what it says of itself."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, get_args

import shapely
from shapely import MultiPolygon

from geo_patrol.crs import Datum
from geo_patrol.errors import Finding, InvalidInput, TooLarge
from geo_patrol.typed_text import is_plain
from geo_patrol.zones.records import Status, zone_columns

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

Bounds = tuple[float, float, float, float]

MAX_FILE_MB = 20
MAX_SHAPES = 2000
"""Shapes of one boundary; a file of more is something else."""
MAX_POINTS = 400_000
_LONGEST_STEM = 60
_LONGEST_TEXT = 200


@dataclass(frozen=True, eq=False)
class NamedShape:
    """A shape of a boundary, EPSG:4326; ``number`` is its place in the file, from 1."""

    number: int
    code: str
    name: str
    geometry: MultiPolygon


@dataclass(frozen=True, eq=False)
class BoundaryFile:
    """What a file holds; code, name, status, source and licence are empty where it says nothing."""

    name: str
    shapes: tuple[NamedShape, ...]
    repaired: tuple[Finding, ...]
    status: Status | None
    source: str
    licence: str


def read_boundary(
    data: bytes, name: str, *, datum: Datum | None, home: Bounds | None
) -> BoundaryFile:
    """Read a boundary file from its bytes.

    Parameters
    ----------
    data
        GeoJSON, zipped Shapefile, GeoPackage, KML or KMZ.
    name
        What the sender calls it: its ending tells the format.
    datum
        What the sender declares, as in `geo_patrol.vector.read_polygons`.
    home
        West, south, east, north (degrees) that all shapes must lie in; None knows no bounds.

    Raises
    ------
    InvalidInput
        When the file cannot be taken whole, or lies elsewhere.
    TooLarge
        When it is over a limit of size, shapes or points.
    """
    from geo_patrol.vector import read_polygons

    called = file_name(name)
    with TemporaryDirectory(prefix="geo-patrol-") as folder:
        path = Path(folder) / called
        path.write_bytes(data)
        read = read_polygons(path, datum=datum, home=home)
    frame = read.frame
    if len(frame) > MAX_SHAPES:
        raise TooLarge("space.too_many_features", name=called, limit=MAX_SHAPES)
    shapes = frame.geometry.to_numpy()
    if int(shapely.get_num_coordinates(shapes).sum()) > MAX_POINTS:
        raise TooLarge("space.too_many_vertices", name=called, limit=MAX_POINTS)
    if home is not None and not shapely.box(*home).covers(shapely.box(*frame.total_bounds)):
        raise InvalidInput("boundaries.outside_home", name=called)
    names, codes = zone_columns(frame)
    return BoundaryFile(
        name=called,
        shapes=tuple(
            NamedShape(
                number=int(number),
                code=_plain(codes.get(number, "")),
                name=_plain(names.get(number, "")),
                geometry=MultiPolygon(list(shapely.get_parts(shape))),
            )
            for number, shape in zip(frame.index, shapes, strict=True)
        ),
        repaired=read.repaired,
        status=_status(_told(frame, "status")),
        source=_told(frame, "source"),
        licence=_told(frame, "licence"),
    )


def file_name(told: str) -> str:
    """Return a name that is safe as a file's: the last part of a path, on one line, not long."""
    last = PurePosixPath(told.replace("\\", "/")).name
    plain = "".join(sign for sign in last if sign.isprintable() and sign != "/")
    stem, suffix = Path(plain).stem[:_LONGEST_STEM], Path(plain).suffix[:10]
    return f"{stem or 'file'}{suffix}"


def _told(frame: "GeoDataFrame", name: str) -> str:
    if name not in frame.columns:
        return ""
    values = (_plain(str(value)) for value in frame[name].dropna())
    return next((value for value in values if value), "")


def _status(told: str) -> Status | None:
    return next((one for one in get_args(Status) if one == told.lower()), None)


def _plain(told: str) -> str:
    """Return what a file says on one line; what cannot stand there is nothing."""
    text = " ".join(told.split())[:_LONGEST_TEXT]
    return text if is_plain(text, lines=False) else ""
