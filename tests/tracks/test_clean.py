"""Which fixes are kept, and what the others are listed under."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_patrol.errors import InvalidInput
from geo_patrol.tracks.clean import clean, count_by_reason, looks_swapped

NOW = datetime(2022, 10, 4, tzinfo=UTC)
T0 = 1_664_800_000_000
NAN, INF = float("nan"), float("inf")
XINCHANG = (120.6, 29.2, 121.2, 29.8)


def reasons(
    t_ms: list[int], lon: list[float] | None = None, lat: list[float] | None = None
) -> list[tuple[str, str]]:
    n = len(t_ms)
    x = [120.9 + i * 1e-4 for i in range(n)] if lon is None else lon
    y = [29.5] * n if lat is None else lat
    fixes, bad = clean(np.array(t_ms), x, y, now=NOW)
    assert len(fixes) + len(bad) == n
    return [(item.where, item.key) for item in bad]


@pytest.mark.parametrize(
    ("lon", "lat", "key"),
    [
        (NAN, 29.5, "tracks.not_a_number"),
        (120.9, INF, "tracks.not_a_number"),
        (-INF, 29.5, "tracks.not_a_number"),
        (180.0001, 29.5, "tracks.outside"),
        (120.9, -90.0001, "tracks.outside"),
    ],
)
def test_a_place_that_cannot_be_is_bad(lon: float, lat: float, key: str) -> None:
    assert reasons([T0, T0 + 1000, T0 + 2000], [120.9, lon, 120.91], [29.5, lat, 29.5]) == [
        ("2", key)
    ]


def test_the_borders_of_the_world_are_in_it() -> None:
    assert reasons([T0, T0 + 1], [180.0, -180.0], [90.0, -90.0]) == []


def test_missing_and_unreadable_times_are_told_apart() -> None:
    times = ["2022-10-03T12:00:00Z", None, "  ", "soon", "2022-10-03T12:00:05Z"]
    fixes, bad = clean(times, [120.9] * 5, [29.5] * 5, now=NOW)
    assert [(item.where, item.key) for item in bad] == [
        ("2", "tracks.time_missing"),
        ("3", "tracks.time_missing"),
        ("4", "tracks.time_unreadable"),
    ]
    assert fixes.t_ms.tolist() == [1_664_798_400_000, 1_664_798_405_000]


def test_a_clock_may_be_fast_by_a_day() -> None:
    edge = round((NOW + timedelta(days=1)).timestamp() * 1000)
    assert reasons([edge, edge + 1]) == [("2", "tracks.future")]


def test_overflowed_clocks_are_too_old() -> None:
    edge = round(datetime(1990, 1, 1, tzinfo=UTC).timestamp() * 1000)
    assert reasons([-2_147_483_648_000, edge - 1, edge]) == [
        ("1", "tracks.too_old"),
        ("2", "tracks.too_old"),
    ]


def test_time_going_back_is_judged_against_the_last_good_fix() -> None:
    assert reasons([T0, T0 + 3000, T0 + 1000, T0 + 2000, T0 + 4000]) == [
        ("3", "tracks.time_back"),
        ("4", "tracks.time_back"),
    ]


def test_a_bad_fix_does_not_push_the_clock() -> None:
    far = round((NOW + timedelta(days=1, seconds=1)).timestamp() * 1000)
    assert reasons([T0, far, T0 + 1000]) == [("2", "tracks.future")]
    assert reasons([T0, T0 + 9000, T0 + 1000], [120.9, 999.0, 120.9], [29.5, 29.5, 29.5]) == [
        ("2", "tracks.outside")
    ]


def test_twice_the_same_fix_is_a_duplicate_and_two_places_at_once_are_not() -> None:
    assert reasons([T0, T0, T0], [120.9, 120.9, 120.91], [29.5] * 3) == [
        ("2", "tracks.duplicate"),
        ("3", "tracks.same_time"),
    ]


def test_a_repeat_of_an_older_fix_goes_back_in_time() -> None:
    assert reasons([T0, T0 + 1000, T0], [120.9, 120.91, 120.9], [29.5] * 3) == [
        ("3", "tracks.time_back")
    ]


def test_what_the_source_calls_junk_is_listed_as_that() -> None:
    fixes, bad = clean(
        np.array([T0, T0 + 1000]),
        [120.9, NAN],
        [29.5, 29.5],
        now=NOW,
        junk=np.array([False, True]),
    )
    assert len(fixes) == 1
    assert [item.key for item in bad] == ["tracks.junk"]


def test_findings_say_what_to_look_up() -> None:
    _, bad = clean(
        np.array([T0, T0 + 1]), [120.9, 400], [29.5, 29.5], None, [7, 12], now=NOW, where="row {}"
    )
    assert bad[0].where == "row 12"
    assert bad[0].text("en").startswith("row 12: outside")
    assert "400" in bad[0].text("zh")


def test_accuracies_that_say_nothing_become_unknown() -> None:
    fixes, _ = clean(
        np.array([T0, T0 + 1, T0 + 2, T0 + 3]),
        [120.9] * 4,
        [29.5] * 4,
        [4.5, -1, INF, 1e300],
        now=NOW,
    )
    assert fixes.accuracy_m.dtype == np.float32
    assert fixes.accuracy_m[0] == 4.5
    assert np.isnan(fixes.accuracy_m[1:]).all()


def test_nothing_in_nothing_out() -> None:
    fixes, bad = clean([], [], [], now=NOW)
    assert (len(fixes), bad) == (0, ())


def test_times_without_a_zone_are_refused_until_one_is_given() -> None:
    with pytest.raises(InvalidInput) as caught:
        clean(["2022-10-03 20:00:00"], [120.9], [29.5], now=NOW)
    assert caught.value.key == "tracks.times_without_zone"
    assert "2022-10-03 20:00:00" in caught.value.text("zh")
    fixes, _ = clean(
        ["2022-10-03 20:00:00"], [120.9], [29.5], now=NOW, tz=ZoneInfo("Asia/Shanghai")
    )
    assert fixes.t_ms.tolist() == [1_664_798_400_000]


numbers = st.floats(-200, 200) | st.sampled_from([NAN, INF, -INF])


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(T0 - 5, T0 + 20) | st.sampled_from([0, 2**60]), numbers, numbers),
        max_size=30,
    )
)
def test_every_fix_is_either_good_or_listed_and_the_good_ones_are_sound(
    rows: list[tuple[int, float, float]],
) -> None:
    t_ms = np.array([row[0] for row in rows], dtype=np.int64)
    lon, lat = [row[1] for row in rows], [row[2] for row in rows]
    fixes, bad = clean(t_ms, lon, lat, now=NOW)
    assert len(fixes) + len(bad) == len(rows)
    assert len({item.where for item in bad}) == len(bad)
    assert np.all(np.diff(fixes.t_ms) > 0)
    assert np.all(np.abs(fixes.lon) <= 180) and np.all(np.abs(fixes.lat) <= 90)
    assert _one_by_one(rows) == [int(item.where) for item in bad]


def _one_by_one(rows: list[tuple[int, float, float]]) -> list[int]:
    """Say which fixes are bad, judged in a plain loop."""
    bad, last = [], None
    for number, (t, x, y) in enumerate(rows, start=1):
        sound = abs(x) <= 180 and abs(y) <= 90 and 631_152_000_000 <= t <= 1_664_841_900_000
        if not sound or (last is not None and t <= last):
            bad.append(number)
        else:
            last = t
    return bad


def test_cleaning_what_is_clean_changes_nothing() -> None:
    rng = np.random.default_rng(3)
    t_ms = T0 + np.arange(500) * 1000
    once, _ = clean(t_ms, 120.9 + rng.normal(0, 1e-3, 500), [29.5] * 500, now=NOW)
    twice, bad = clean(once.t_ms, once.lon, once.lat, once.accuracy_m, now=NOW)
    assert bad == ()
    np.testing.assert_array_equal(twice.lon, once.lon)


def test_reasons_are_counted_the_frequent_ones_first() -> None:
    _, bad = clean(np.array([0, T0, 0, T0]), [120.9] * 4, [29.5] * 4, now=NOW)
    assert list(count_by_reason(bad).items()) == [("tracks.too_old", 2), ("tracks.duplicate", 1)]


def test_swapped_places_are_recognised_by_home() -> None:
    lon, lat = np.full(9, 120.9), np.full(9, 29.5)
    assert looks_swapped(lat, lon, XINCHANG)
    assert not looks_swapped(lon, lat, XINCHANG)
    assert not looks_swapped([14.3] * 5, [45.8] * 5, XINCHANG)
    assert not looks_swapped([], [], XINCHANG)
    assert looks_swapped([29.5, NAN, 29.6], [120.9, NAN, 121.0], XINCHANG)
