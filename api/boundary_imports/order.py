"""A boundary file to read: what is handed to the process that does."""

from dataclasses import dataclass

from geo_patrol.crs import Datum


@dataclass(frozen=True)
class BoundaryOrder:
    """A file; `geo_patrol.zones.files.read_boundary` has what the fields mean."""

    data: bytes
    name: str
    datum: Datum | None
    home: tuple[float, float, float, float] | None
