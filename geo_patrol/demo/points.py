"""Check points of a demo."""

from collections.abc import Callable, Sequence
from uuid import UUID

from geo_patrol.demo.places import PLACES
from geo_patrol.demo.records import DemoArea
from geo_patrol.field.records import CheckPoint
from geo_patrol.messages import text

POINT_RADIUS_M = 80.0
_EVERY_SHIFT_S = 8 * 3600
_EVERY_DAY_S = 24 * 3600


def check_points(
    areas: Sequence[DemoArea], make_id: Callable[[str], UUID]
) -> tuple[CheckPoint, ...]:
    """Return check points: at the named places of each reservoir, in the middle of each block."""
    return tuple(point for area in areas for point in _points_of(area, make_id))


def _points_of(area: DemoArea, make_id: Callable[[str], UUID]) -> list[CheckPoint]:
    middle = area.outline.representative_point()
    spots = [(one.name, one.lon, one.lat) for one in PLACES.get(area.code, ())]
    every_s = _EVERY_SHIFT_S if area.squad_code == "reservoir" else _EVERY_DAY_S
    return [
        CheckPoint(
            id=make_id(f"check point/{area.code}/{number}"),
            area_code=area.code,
            code=f"{area.code[:2].upper()}-{number:02d}",
            name=text("season.check_point", "zh", place=name),
            lon=round(lon, 6),
            lat=round(lat, 6),
            radius_m=POINT_RADIUS_M,
            interval_s=every_s,
        )
        for number, (name, lon, lat) in enumerate(
            spots or [(area.name, middle.x, middle.y)], start=1
        )
    ]
