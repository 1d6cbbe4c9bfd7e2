"""A camera: where it stands, which way it looks, and when."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import NamedTuple
from uuid import UUID


class Hours(NamedTuple):
    """A span of the local day, half-open; it passes midnight when it ends before it begins.

    An end that is the beginning again means the whole day.
    """

    start: time
    end: time


@dataclass(frozen=True)
class Camera:
    """A fixed camera in one setting; turned another way, it is another record.

    Attributes
    ----------
    lon, lat
        Degrees of EPSG:4326.
    azimuth_deg
        Middle of the view, clockwise from true north, ``[0, 360)``.
    fov_deg
        Width of the view, ``[0, 360]``: 0 sees nothing, 360 all round.
    range_m
        How far a person is made out; 0 sees nothing.
    hours
        When it works, by the local clock; none means round the clock.
    valid_from, valid_to
        When it stood so, half-open; None is without limit.
    """

    id: UUID
    code: str
    name: str
    lon: float
    lat: float
    azimuth_deg: float
    fov_deg: float
    range_m: float
    hours: tuple[Hours, ...] = ()
    valid_from: datetime | None = None
    valid_to: datetime | None = None
