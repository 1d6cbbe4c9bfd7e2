"""When a camera works, and what of the ground its view holds."""

import dataclasses
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from geo_patrol.cameras import Camera, Hours, sector_of, works
from geo_patrol.crs import to_metric

ZONE = ZoneInfo("Asia/Shanghai")
ALWAYS = Camera(UUID(int=1), "1", "大坝", 120.9, 29.5, 90.0, 60.0, 300.0)
DAY = dataclasses.replace(ALWAYS, hours=(Hours(time(8), time(18)),))
NIGHT = dataclasses.replace(ALWAYS, hours=(Hours(time(22), time(6)),))


def at(hour: float, day: int = 10) -> datetime:
    return datetime(2022, 8, day, tzinfo=ZONE) + timedelta(hours=hour)


@pytest.mark.parametrize(
    ("camera", "start", "end", "does"),
    [
        (ALWAYS, 3, 3.1, True),
        (ALWAYS, 3, 3, False),
        (ALWAYS, 4, 3, False),
        (DAY, 0, 8, False),
        (DAY, 0, 8.01, True),
        (DAY, 18, 24, False),
        (DAY, 17.99, 24, True),
        (DAY, 10, 10.1, True),
        (DAY, 18, 32, False),
        (DAY, 18, 32.1, True),
        (DAY, 0, 24 * 365, True),
        (NIGHT, 0, 1, True),
        (NIGHT, 5.9, 6, True),
        (NIGHT, 6, 22, False),
        (NIGHT, 6, 22.1, True),
        (NIGHT, 23, 24, True),
    ],
)
def test_a_camera_works_in_a_period_when_its_hours_touch_it(camera, start, end, does) -> None:
    assert works(camera, at(start), at(end), ZONE) is does
    assert works(camera, at(start).astimezone(UTC), at(end).astimezone(UTC), ZONE) is does


def test_a_camera_works_only_while_it_stands() -> None:
    stood = dataclasses.replace(ALWAYS, valid_from=at(0, 10), valid_to=at(0, 12))
    assert [works(stood, at(0, d), at(0, d + 1), ZONE) for d in (9, 10, 11, 12)] == [
        False,
        True,
        True,
        False,
    ]


def test_hours_and_dates_must_agree_for_a_camera_to_work() -> None:
    removed_at_seven = dataclasses.replace(DAY, valid_to=at(7))
    assert not works(removed_at_seven, at(0), at(24), ZONE)
    assert works(removed_at_seven, at(-24), at(24), ZONE)


def test_a_view_stands_where_the_camera_does() -> None:
    sector = sector_of(ALWAYS)
    assert (sector.x, sector.y) == pytest.approx([float(w) for w in to_metric(120.9, 29.5)])
    assert (sector.fov_deg, sector.range_m) == (60, 300)


@pytest.mark.parametrize("lon", [120.9, 120.0, 119.1])
def test_an_azimuth_counts_from_true_north(lon: float) -> None:
    north = dataclasses.replace(ALWAYS, lon=lon, azimuth_deg=0.0)
    # Convergence on a transverse Mercator, to the first order: true north is west of the grid's
    # on the east of the central meridian.
    convergence_deg = (lon - 120) * np.sin(np.radians(29.5))
    assert sector_of(north, 4549).bearing_deg == pytest.approx(-convergence_deg, abs=0.001)
