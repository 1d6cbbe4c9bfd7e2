"""Day and night by the sun, and tracks over dusk and dawn."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from coverage_oracle import OPEN
from seen_oracle import ALWAYS_DAY, ALWAYS_NIGHT, even, image, square, walk

from geo_patrol.coverage.seen.daylight import Daylight, daylight
from geo_patrol.coverage.seen.raster import pack, unite
from geo_patrol.coverage.seen.records import Sight
from geo_patrol.coverage.seen.sighting import see_track

ZONE = ZoneInfo("Asia/Shanghai")
LON, LAT = 120.9, 29.5
SIGHT = Sight(day_m=60, night_m=20)


def us(moment: datetime) -> int:
    return round(moment.timestamp() * 1e6)


def local(*args: int) -> int:
    return us(datetime(*args, tzinfo=ZONE))


def changes(from_us: int, to_us: int, lon: float = LON, lat: float = LAT) -> list[str]:
    """Return local times of day of the changes within a period."""
    light = daylight(lon, lat, from_us, to_us)
    kept = light.change_us[(light.change_us >= from_us) & (light.change_us < to_us)]
    return [datetime.fromtimestamp(one / 1e6, ZONE).strftime("%H:%M") for one in kept]


@pytest.mark.parametrize(
    ("day", "dawn", "dusk"),
    # By hand, at the solstices: declination 23.44 degrees, the sun's noon at 11:58.2 and 11:54.6,
    # cos h = (sin -6 - sin 29.5 sin d) / (cos 29.5 cos d), h = 7.473 and 5.562 hours.
    [((2022, 6, 21), "04:30", "19:27"), ((2022, 12, 21), "06:21", "17:28")],
)
def test_day_is_from_the_beginning_to_the_end_of_civil_twilight(day, dawn, dusk):
    found = changes(local(*day), local(*day) + 86_400_000_000)
    wanted = [datetime.strptime(one, "%H:%M") for one in (dawn, dusk)]
    got = [datetime.strptime(one, "%H:%M") for one in found]
    assert len(got) == 2
    assert all(abs(a - b) <= timedelta(minutes=2) for a, b in zip(got, wanted, strict=True))


def test_noon_is_light_and_midnight_dark_all_year_round_the_world():
    for lon in range(-180, 181, 30):
        days = np.arange(0, 365, 13) * 86_400_000_000 + us(datetime(2022, 1, 1, tzinfo=UTC))
        light = daylight(lon, LAT, int(days[0]), int(days[-1]))
        noon = days + round((12 - lon / 15) * 3_600_000_000)
        assert not light.is_dark(noon).any()
        assert light.is_dark(noon + 43_200_000_000).all()


def test_changes_take_turns():
    light = daylight(LON, LAT, local(2022, 1, 1), local(2023, 1, 1))
    dark = light.is_dark(light.change_us)
    assert (dark[1:] != dark[:-1]).all()
    assert dark[0] != light.dark_first
    assert (np.diff(light.change_us) > 8 * 3_600_000_000).all()


def test_where_the_sun_does_not_set_it_is_day_and_where_it_does_not_rise_night():
    for month, is_dark in ((6, False), (12, True)):
        begin, end = local(2022, month, 10), local(2022, month, 12)
        light = daylight(15.0, 78.0, begin, end)
        assert len(light.change_us) == 0
        assert light.is_dark(np.array([begin, end])).tolist() == [is_dark] * 2


def test_a_change_belongs_to_what_follows():
    light = Daylight(np.array([100, 200]), False)
    assert light.is_dark(np.array([99, 100, 199, 200])).tolist() == [False, True, True, False]


def test_a_track_over_dusk_sees_far_before_and_near_after():
    t_ms = np.array([0, 100_000])
    x, y = np.array([300.0, 1700.0]), np.full(2, 1000.0)
    light = Daylight(np.array([50_000_000]), False)
    seen = image(see_track(t_ms, x, y, [5, 5], square(), OPEN, SIGHT, light))
    before, after = seen[:, : 1000 // 5], seen[:, 1000 // 5 + 13 :]
    assert before.sum(axis=0).max() == 24
    assert after.sum(axis=0).max() == 8


def test_a_cut_at_dusk_leaves_no_gap_and_counts_each_part_by_its_light():
    t_ms, x, y, accuracy_m = walk(200, 8)
    change_ms = 777_123
    whole = see_track(
        t_ms, x, y, accuracy_m, square(), OPEN, SIGHT, Daylight(np.array([change_ms * 1000]), False)
    )
    at = np.searchsorted(t_ms, change_ms)
    share = (change_ms - t_ms[at - 1]) / (t_ms[at] - t_ms[at - 1])
    middle = [c[at - 1] + share * (c[at] - c[at - 1]) for c in (x, y)]
    parts = []
    for part, light, put in ((slice(at), ALWAYS_DAY, at), (slice(at, None), ALWAYS_NIGHT, 0)):
        moment = np.insert(t_ms[part], put, change_ms)
        xs, ys = (np.insert(c[part], put, m) for c, m in zip((x, y), middle, strict=True))
        nothing_known = np.full(len(xs), np.nan)
        parts.append(see_track(moment, xs, ys, nothing_known, square(), OPEN, SIGHT, light))
    assert pack(whole) == pack(unite(square(), parts))


def test_a_change_at_a_fix_or_beyond_the_track_cuts_nothing():
    t_ms, x, y, accuracy_m = walk(50, 8)
    for change_ms in (-5, 0, int(t_ms[-1]), int(t_ms[-1]) + 5):
        light = Daylight(np.array([change_ms * 1000]), False)
        by_day = change_ms > 0
        seen = see_track(t_ms, x, y, accuracy_m, square(), OPEN, SIGHT, light)
        alone = ALWAYS_DAY if by_day else ALWAYS_NIGHT
        assert pack(seen) == pack(see_track(t_ms, x, y, accuracy_m, square(), OPEN, SIGHT, alone))


def test_without_light_to_tell_apart_the_light_does_not_matter():
    track = walk(50, 2)
    light = Daylight(np.array([123_456_789]), True)
    seen = [see_track(*track, square(), OPEN, even(40), one) for one in (light, ALWAYS_DAY)]
    assert pack(seen[0]) == pack(seen[1])
