"""That the default intervals ask no more than crews can do.

A reservoir has one boat crew and one car crew in each of three shifts, the park one car crew. Ways
are rounds from each cell to the nearest one left: longer than the shortest round, and straight from
cell to cell, for which land crews get half as much again.
"""

from collections import defaultdict

import numpy as np
import pytest
from numpy.typing import NDArray

from geo_patrol.crs import project
from geo_patrol.grid.classify import DAY_S, SHIFT_S
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import grids, places
from geo_patrol.store.scope import SYSTEM

BOAT_KMH, CAR_KMH, FOOT_KMH = 12.0, 15.0, 3.5
DETOUR = 1.5
USABLE_H = 6.5
"""Of eight hours: the rest is for changing over, for stops, and for whoever is met."""
SHIFTS_A_DAY, SHIFTS_A_WEEK = 3, 21


def round_km(points: NDArray[np.float64]) -> float:
    """Return the length of a round through ``(n, 2)`` metric points, to the nearest each time."""
    left, at, way_m = np.arange(1, len(points)), 0, 0.0
    while len(left):
        steps_m = np.hypot(*(points[left] - points[at]).T)
        nearest = int(steps_m.argmin())
        way_m += float(steps_m[nearest])
        at, left = left[nearest], np.delete(left, nearest)
    return way_m / 1000


def rounds_km(store: Store, area: str) -> dict[tuple[str, int], float]:
    """Return the length of a round by kind of cell and interval."""
    with store.reader() as session:
        grid = grids.grid_in_use(session, area)
    assert grid is not None
    points: dict[tuple[str, int], list[tuple[float, float]]] = defaultdict(list)
    for cell in grid.grid.cells:
        if cell.required_interval_s is not None:
            centre = project(cell.geometry).centroid
            points[cell.kind, cell.required_interval_s].append((centre.x, centre.y))
    return {key: round_km(np.array(some)) for key, some in points.items()}


@pytest.mark.parametrize("area", ["changzhao", "qincun"])
def test_one_boat_and_one_car_crew_a_shift_keep_a_reservoirs_intervals(
    loaded_store: Store, area: str
) -> None:
    km = rounds_km(loaded_store, area)
    asked = {("shoreline", SHIFT_S), ("open_water", 7 * DAY_S), ("hinterland", 7 * DAY_S)}
    assert asked <= km.keys() <= asked | {("access", SHIFT_S)}
    boat_km = km["shoreline", SHIFT_S] + km["open_water", 7 * DAY_S] / SHIFTS_A_WEEK
    car_km = DETOUR * km.get(("access", SHIFT_S), 0.0)
    foot_km = DETOUR * km["hinterland", 7 * DAY_S] / SHIFTS_A_WEEK
    assert boat_km / BOAT_KMH < USABLE_H
    assert car_km / CAR_KMH + foot_km / FOOT_KMH < USABLE_H


def test_one_car_crew_a_shift_keeps_the_parks_intervals(loaded_store: Store) -> None:
    with loaded_store.reader() as session:
        blocks = [one.code for one in places.areas(session, SYSTEM) if one.kind == "park"]
    found = [rounds_km(loaded_store, code) for code in blocks]
    assert {key for km in found for key in km} == {("park", DAY_S)}
    day_km = DETOUR * sum(km["park", DAY_S] for km in found)
    assert day_km / CAR_KMH < SHIFTS_A_DAY * USABLE_H
