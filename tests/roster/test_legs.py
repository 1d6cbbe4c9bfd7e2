"""Ways through cells: in time, along the shore, and nearly as much as there is to gain."""

from itertools import permutations

import numpy as np
import pytest
from suggestion_making import ground, scattered, seconds_of

from geo_patrol.grid.records import CellKind
from geo_patrol.patrols import Mode
from geo_patrol.roster.ground import CellGround, Travel
from geo_patrol.roster.legs import best_way


def test_along_a_shore_the_cells_come_in_their_order() -> None:
    shore = ground(["shoreline"] * 30)
    way = best_way(shore, np.ones(30), Travel("boat"), 3600)
    assert way is not None
    assert way.cells in (tuple(range(30)), tuple(reversed(range(30))))
    assert way.gain == 30


@pytest.mark.parametrize("mode", ["boat", "car", "foot"])
@pytest.mark.parametrize("dark", [False, True])
def test_no_way_takes_longer_than_there_is_time(mode: Mode, dark: bool) -> None:
    area, travel = scattered(400), Travel(mode, dark)
    for minutes in (5, 20, 60):
        way = best_way(area.ground, area.risk, travel, minutes * 60)
        assert way is not None
        assert len(set(way.cells)) == len(way.cells)
        took_s = seconds_of(area.ground, travel, way.cells)
        assert took_s == pytest.approx(way.seconds)
        assert len(way.cells) == 1 or took_s <= minutes * 60 + 1e-6


def test_a_way_gains_nearly_as_much_as_the_best_one() -> None:
    shares = []
    for seed in range(12):
        rng = np.random.default_rng(seed)
        n = 7
        cells = CellGround(
            rng.uniform(0, 1500, n),
            rng.uniform(0, 1500, n),
            np.full(n, "shoreline"),
            np.full(n, 100.0),
            np.full(n, np.nan),
        )
        gain, travel, time_s = rng.uniform(0.5, 3, n), Travel("foot"), 2400.0
        found = best_way(cells, gain, travel, time_s)
        assert found is not None
        best = max(
            float(gain[list(way)].sum())
            for k in range(1, n + 1)
            for way in permutations(range(n), k)
            if seconds_of_fast(cells, travel, way) <= time_s
        )
        assert found.gain <= best + 1e-9
        shares.append(found.gain / best)
    assert np.mean(shares) > 0.9


def seconds_of_fast(cells: CellGround, travel: Travel, way: tuple[int, ...]) -> float:
    at = np.array(way)
    return float(np.hypot(np.diff(cells.x[at]), np.diff(cells.y[at])).sum() / travel.own_m_s)


def test_where_nothing_is_to_gain_there_is_no_way() -> None:
    shore = ground(["shoreline"] * 5)
    assert best_way(shore, np.zeros(5), Travel("boat"), 3600) is None
    assert best_way(ground([]), np.zeros(0), Travel("boat"), 3600) is None


def test_a_single_cell_is_a_way() -> None:
    way = best_way(ground(["access"]), np.ones(1), Travel("car"), 60)
    assert way is not None
    assert (way.cells, way.seconds) == ((0,), 0.0)


def test_a_car_crew_drives_where_a_road_is_and_walks_from_it() -> None:
    between: list[CellKind] = ["hinterland"] * 9
    road = ground(["access", *between, "access"])
    ends, beside = np.array([0, 10]), np.array([1, 9])
    driven = 1000 * 1.5 / (15 / 3.6)
    assert Travel("car").between_s(road, ends)[0, 1] == pytest.approx(driven)
    walked = 2 * 100 * 1.5 / (3.5 / 3.6)
    by_road = Travel("car").between_s(road, beside)[0, 1]
    assert by_road == pytest.approx(walked + 800 * 1.5 / (15 / 3.6))
    assert Travel("foot").between_s(road, ends)[0, 1] > Travel("car").between_s(road, ends)[0, 1]
    assert Travel("car").to_all_s(road, road.spot(1))[9] == pytest.approx(by_road)
    assert Travel("car").from_to_s(road.spot(1), road.spot(9)) == pytest.approx(by_road)


def test_without_a_road_a_car_crew_walks() -> None:
    wild = ground(["hinterland"] * 4)
    some = np.arange(4)
    on_foot = Travel("foot").between_s(wild, some)
    assert np.array_equal(Travel("car").between_s(wild, some), on_foot)


def test_what_must_be_seen_is_crossed_more_often_where_people_see_less_far() -> None:
    field = ground(["hinterland"], seen_share=0.9)
    by_day, by_night = Travel("foot").within_s(field), Travel("foot", dark=True).within_s(field)
    assert by_day[0] == 0
    assert by_night[0] == pytest.approx(2 * 100 / (3.5 / 3.6 * 0.75))
    assert Travel("foot", dark=True).within_s(ground(["hinterland"]))[0] == 0
