"""Where a file and the record it is evidence of do not go together: codes for a person to look at.

A camera's clock may be wrong, and a photo may be of something found earlier: nothing is refused
for it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pyproj import Geod

from geo_patrol.evidence.records import EvidenceFile

TIME_TOLERANCE = timedelta(minutes=30)
PLACE_TOLERANCE_M = 300.0
CLOCK_TOLERANCE = timedelta(minutes=10)

_EARTH = Geod(ellps="WGS84")


@dataclass(frozen=True)
class Told:
    """When and where a record says that it was: ``[start, end]``, and a place if it names one.

    What ``goes_on`` has no end yet: ``end`` is the last that was heard of it.
    """

    start: datetime
    end: datetime
    lon: float | None = None
    lat: float | None = None
    accuracy_m: float = 0.0
    goes_on: bool = False


def doubts(file: EvidenceFile, told: Told) -> tuple[str, ...]:
    """Return codes of what does not go together.

    ``time_missing`` and ``place_missing`` (a photo whose EXIF tells none), ``time_differs`` (more
    than half an hour outside the record's time), ``place_differs`` (more than 300 m beyond the
    place's accuracy), ``time_ahead`` (taken after it came in, by the camera's clock).
    """
    seen = file.seen
    found = []
    if seen.taken_at is None:
        found += ["time_missing"] if seen.kind == "photo" else []
    else:
        begins, ends = told.start - TIME_TOLERANCE, told.end + TIME_TOLERANCE
        if seen.taken_at < begins or (seen.taken_at > ends and not told.goes_on):
            found.append("time_differs")
        if seen.taken_at > file.stored_at + CLOCK_TOLERANCE:
            found.append("time_ahead")
    if seen.lon is None or seen.lat is None:
        found += ["place_missing"] if seen.kind == "photo" else []
    elif told.lon is not None and told.lat is not None:
        _, _, away_m = _EARTH.inv(seen.lon, seen.lat, told.lon, told.lat)
        if away_m > PLACE_TOLERANCE_M + told.accuracy_m:
            found.append("place_differs")
    return tuple(found)
