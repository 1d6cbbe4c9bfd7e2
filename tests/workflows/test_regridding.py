"""A new grid on its way into use: the old figures until it is whole, then exactly its own."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from duty_making import EARLY, NOW, ZONE, make_patrol, send, walk_over
from numpy.typing import NDArray

from geo_patrol.patrols import Patrol
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import grid_changes, grids
from geo_patrol.store.repositories.grid_changes import GridChange
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows import gridding, regridding
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.coverage import coverage_table
from geo_patrol.workflows.records import put_patrol

DAY = EARLY.replace(hour=0)
N_WALKS = 5


@pytest.fixture(autouse=True)
def _two_tracks_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regridding, "TRACKS_AT_ONCE", 2)


def ask(store: Store, **changes: Any) -> gridding.GridReport:
    """Ask for a grid of 200 m, to be made ready later."""
    options: dict[str, Any] = {
        "area_code": "changzhao",
        "size_m": 200,
        "epsg": 4549,
        "county": "330624",
        "town": None,
        "village": None,
        "villages": None,
        "provisional_sections": True,
        "code_digits": 15,
        "now": NOW,
        "zone": ZONE,
        "later": True,
    }
    return gridding.make_area_grid(store, **(options | changes))


def walk(store: Store, number: int) -> Patrol:
    """Keep a patrol with a track of its own stretch and hour."""
    patrol = make_patrol(store)
    start = 150 + 30 * number
    at = EARLY + timedelta(minutes=2 * number)
    send(store, patrol, walk_over(store, "changzhao", range(start, start + 30), at))
    return patrol


def under_way(store: Store) -> list[GridChange]:
    with store.reader() as session:
        return grid_changes.changes(session)


def go_on(store: Store) -> GridChange | None:
    """Do one step of the change that is under way."""
    (change,) = under_way(store)
    return regridding.step(store, change.grid_id, now=NOW, zone=ZONE)


def go_on_to_the_end(store: Store) -> None:
    while under_way(store):
        go_on(store)


def figures(store: Store) -> NDArray[np.float64]:
    """Return presence, effort, length and visits of each cell of the grid in use."""
    with store.reader() as session:
        found = coverage_table(session, SYSTEM, "changzhao", DAY, DAY + timedelta(days=2), ZONE)
    names = ("presence_s", "effort_s", "length_m", "n_visits")
    return np.array([getattr(found, name) for name in names]).round(6)


def made_anew(store: Store) -> NDArray[np.float64]:
    """Return the figures of the same grid when all tracks are traced through it in one go."""
    ask(store, size_m=100, later=False)
    ask(store, later=False)
    return figures(store)


def test_figures_are_the_old_grids_until_the_new_one_is_whole(loaded_store: Store) -> None:
    for number in range(N_WALKS):
        walk(loaded_store, number)
    old = figures(loaded_store)
    assert ask(loaded_store).pending
    seen = []
    while under_way(loaded_store):
        assert np.array_equal(figures(loaded_store), old)
        change = go_on(loaded_store)
        seen.append(change and (change.n_done, change.n_tracks))
    assert seen == [(2, 5), (4, 5), (5, 5), None]
    new = figures(loaded_store)
    assert new.shape != old.shape
    assert np.array_equal(new, made_anew(loaded_store))
    assert verify(loaded_store).sound


def test_tracks_that_come_meanwhile_are_in_both(loaded_store: Store) -> None:
    for number in range(N_WALKS):
        walk(loaded_store, number)
    ask(loaded_store)
    go_on(loaded_store)
    before = figures(loaded_store)
    walk(loaded_store, N_WALKS)
    assert figures(loaded_store)[0].sum() > before[0].sum()
    go_on_to_the_end(loaded_store)
    new = figures(loaded_store)
    assert np.array_equal(new, made_anew(loaded_store))


@pytest.mark.parametrize("n_steps", [0, 1, 3])
def test_a_patrol_edited_meanwhile_is_as_edited_in_the_new_grid(
    loaded_store: Store, n_steps: int
) -> None:
    patrols = [walk(loaded_store, number) for number in range(N_WALKS)]
    ask(loaded_store)
    for _ in range(n_steps):
        go_on(loaded_store)
    # On foot nobody is as fast as that: most of its segments are not valid any more.
    edited = replace(patrols[0], mode="foot")
    put_patrol(loaded_store, SYSTEM, edited, now=NOW, zone=ZONE, if_match=1)
    go_on_to_the_end(loaded_store)
    new = figures(loaded_store)
    assert np.array_equal(new, made_anew(loaded_store))


def test_asked_for_again_it_goes_on_from_where_it_is(loaded_store: Store) -> None:
    for number in range(N_WALKS):
        walk(loaded_store, number)
    ask(loaded_store)
    go_on(loaded_store)
    assert ask(loaded_store).pending
    (change,) = under_way(loaded_store)
    assert change.n_done == 2
    report = ask(loaded_store, later=False)
    assert (report.pending, report.n_tracks) == (False, N_WALKS)
    assert under_way(loaded_store) == []


def test_another_grid_asked_for_takes_its_place(loaded_store: Store) -> None:
    walk(loaded_store, 0)
    ask(loaded_store)
    (given_up,) = under_way(loaded_store)
    ask(loaded_store, size_m=250)
    (change,) = under_way(loaded_store)
    assert change.grid_id != given_up.grid_id
    step = regridding.step(loaded_store, given_up.grid_id, now=NOW, zone=ZONE)
    assert step is None
    go_on_to_the_end(loaded_store)
    with loaded_store.reader() as session:
        stored = grids.grid_in_use(session, "changzhao")
    assert stored is not None and stored.grid.size_m == 250
    assert verify(loaded_store).sound


def test_asking_for_the_grid_in_use_gives_up_the_one_on_its_way(loaded_store: Store) -> None:
    walk(loaded_store, 0)
    old = figures(loaded_store)
    ask(loaded_store)
    go_on(loaded_store)
    report = ask(loaded_store, size_m=100)
    assert (report.new, report.pending) == (False, False)
    assert under_way(loaded_store) == []
    assert np.array_equal(figures(loaded_store), old)


def test_an_area_without_tracks_changes_at_once(loaded_store: Store) -> None:
    report = ask(loaded_store, later=False)
    assert (report.new, report.pending, report.n_tracks) == (True, False, 0)
    assert under_way(loaded_store) == []
