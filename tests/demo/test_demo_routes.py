"""Routes: boats on the water, land crews on the bank, remote arms unseen, coverage growing."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
import shapely
from demo_input import SHANGHAI, DemoInput
from shapely.geometry import LineString, box

from geo_patrol.crs import project, to_metric
from geo_patrol.demo import Season
from geo_patrol.demo.journeys import Pace, travel
from geo_patrol.demo.lanes import Lanes
from geo_patrol.demo.lines import Ring, length_m, resample
from geo_patrol.demo.terrain import metric_roads
from geo_patrol.demo.waters import Waters
from geo_patrol.patrols import Mode, Patrol, shift_kind_at
from geo_patrol.tracks.fixes import Fixes

RESERVOIRS = ("changzhao", "qincun")


def recorded(season: Season, area_code: str, *modes: Mode) -> Iterator[tuple[Patrol, Fixes]]:
    """Yield the tracks of an area's patrols of some modes, without scraps."""
    patrols = {p.id: p for p in season.patrols if p.area_code == area_code and p.mode in modes}
    for track in season.tracks:
        if track.patrol_id in patrols and len(track.fixes) > 10:
            yield patrols[track.patrol_id], track.fixes


def waters_of(demo_input: DemoInput, code: str) -> Waters:
    return Waters(project(demo_input.water[code]), project(demo_input.dams[code]))


def squares(fixes: Fixes) -> set[tuple[int, int]]:
    """Return the 100 m squares that fixes lie in."""
    x, y = to_metric(fixes.lon, fixes.lat)
    return set(zip((x // 100).astype(int).tolist(), (y // 100).astype(int).tolist(), strict=True))


@pytest.mark.parametrize("code", RESERVOIRS)
def test_boats_stay_on_the_water(demo_season: Season, demo_input: DemoInput, code: str) -> None:
    shares = [
        shapely.contains_xy(demo_input.water[code], fixes.lon, fixes.lat).mean()
        for _, fixes in recorded(demo_season, code, "boat")
    ]

    assert len(shares) > 50
    assert min(shares) >= 0.97


@pytest.mark.parametrize("code", RESERVOIRS)
def test_land_crews_keep_to_the_bank_and_the_roads(
    demo_season: Season, demo_input: DemoInput, code: str
) -> None:
    water = project(demo_input.water[code])
    afloat = water.buffer(-20)
    roads = shapely.MultiLineString(metric_roads(demo_input.roads))
    shapely.prepare((water, afloat, roads))
    astray = []
    for _, fixes in recorded(demo_season, code, "car", "foot"):
        x, y = to_metric(fixes.lon, fixes.lat)
        # A climb from the lower lane to the upper may cross a corner of a bay.
        assert shapely.contains_xy(afloat, x, y).mean() < 0.03
        points = shapely.points(x, y)
        near = shapely.dwithin(water, points, 250.0) | shapely.dwithin(roads, points, 60.0)
        astray.append(~near)

    assert np.concatenate(astray).mean() < 0.01


@pytest.mark.parametrize("code", RESERVOIRS)
def test_fixes_are_fifteen_to_twenty_seconds_apart(demo_season: Season, code: str) -> None:
    for _, fixes in recorded(demo_season, code, "boat", "car", "foot"):
        apart_s = np.diff(fixes.t_ms) / 1000
        assert 15 <= apart_s.min()
        assert 15 <= np.median(apart_s) <= 20


@pytest.mark.parametrize("code", RESERVOIRS)
def test_remote_arms_are_never_seen_and_the_dam_all_the_time(
    demo_season: Season, demo_input: DemoInput, code: str
) -> None:
    waters = waters_of(demo_input, code)
    times: Counter[tuple[int, int]] = Counter()
    for _, fixes in recorded(demo_season, code, "boat", "car", "foot"):
        times.update(squares(fixes))
    visits = np.array([times[x, y] for x, y in (waters.nodes // 100).astype(int).tolist()])

    assert np.median(visits[waters.farness < 0.3]) > 30
    assert (visits[waters.farness > 0.93] == 0).all()


@pytest.mark.parametrize("code", RESERVOIRS)
def test_nights_keep_close_to_the_dam_and_road_ends(demo_season: Season, code: str) -> None:
    seen: dict[bool, set[tuple[int, int]]] = {True: set(), False: set()}
    for patrol, fixes in recorded(demo_season, code, "boat", "car", "foot"):
        seen[shift_kind_at(patrol.start, SHANGHAI) == "night"] |= squares(fixes)

    assert len(seen[True]) < 0.75 * len(seen[False])


def test_coverage_grows_from_august_to_october(demo_season: Season) -> None:
    def seen_in(month: int) -> int:
        seen: set[tuple[int, int]] = set()
        for code in RESERVOIRS:
            for patrol, fixes in recorded(demo_season, code, "boat", "car", "foot"):
                if patrol.start.astimezone(SHANGHAI).month == month:
                    seen |= squares(fixes)
        return len(seen)

    assert seen_in(10) > 1.15 * seen_in(8)


def test_park_crews_go_over_their_block_but_neglect_some_corners(
    demo_season: Season, demo_input: DemoInput
) -> None:
    for area in demo_input.areas:
        if area.squad_code != "park":
            continue
        lon, lat = (
            np.concatenate(
                [getattr(f, axis) for _, f in recorded(demo_season, area.code, "car", "foot")]
            )
            for axis in ("lon", "lat")
        )
        cells = [cell.geometry for cell in demo_input.grids[area.code]]
        tree = shapely.STRtree(cells)
        _, visited = tree.query(shapely.points(lon, lat), predicate="within")
        visits = np.bincount(visited, minlength=len(cells))
        assert (visits > 0).mean() > 0.8
        assert (visits < 0.1 * np.median(visits)).sum() >= 2


def test_a_round_that_may_go_farther_is_no_shorter(demo_input: DemoInput) -> None:
    waters = waters_of(demo_input, "changzhao")
    lengths = [waters.shore_round(reach, 25.0).length_m for reach in (0.2, 0.4, 0.6, 0.8, 1.0)]

    assert lengths == sorted(lengths)
    assert lengths[-1] > 3 * lengths[0]


def test_a_reservoir_without_roads_has_only_its_base(demo_input: DemoInput) -> None:
    water, dam = waters_of(demo_input, "qincun").water, project(demo_input.dams["qincun"])

    assert Lanes(water, (), dam).road_ends == ()
    assert len(Lanes(water, metric_roads(demo_input.roads), dam).road_ends) == 2


def test_a_journey_takes_the_time_asked_for() -> None:
    line = resample(np.array([[0.0, 0.0], [4000.0, 0.0], [4000.0, 3000.0]]))
    pace = Pace(speed_kmh=14.0, n_stops=3, stood_s=600.0)

    journey = travel(np.random.default_rng(3), line, pace.filling(5400.0, length_m(line)))

    assert journey.duration_s == pytest.approx(5400.0)
    assert np.all(np.diff(journey.t_s) >= 0)
    x, y = journey.at(np.array([0.0, 5400.0]))
    assert np.allclose(x, [0.0, 4000.0])
    assert np.allclose(y, [0.0, 3000.0])


def test_a_journey_of_no_way_is_a_stand() -> None:
    here = np.array([[5.0, 6.0]])

    journey = travel(np.random.default_rng(3), here, Pace(10.0, 2, 900.0))

    assert journey.duration_s == 900.0
    assert set(journey.x) == {5.0}


def test_a_ring_is_cut_forward_and_backward_across_its_seam() -> None:
    ring = Ring(box(0, 0, 1000, 1000).exterior)

    forward, backward = ring.cut(3900.0, 300.0), ring.cut(200.0, -300.0)

    assert length_m(forward) == pytest.approx(300.0, abs=1.0)
    assert np.allclose(forward[0], ring.at(-100.0))
    assert np.allclose(forward, backward[::-1])
    assert LineString(forward).distance(shapely.Point(ring.at(0.0))) < 1.0
