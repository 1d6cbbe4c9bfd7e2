"""Several phones at once: each record once, and figures that miss nobody."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import numpy as np
import pytest
from duty_making import EARLY, NOW, ZONE, make_patrol, send, walk_over

from geo_patrol.errors import Conflict, PreconditionFailed
from geo_patrol.patrols import Shift
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import duty, grids, history, tracks
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.scope import SYSTEM
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.workflows.coverage import coverage_table
from geo_patrol.workflows.records import put_patrol, put_shift

AT_ONCE = 6
DAY = EARLY.replace(hour=0)


def at_once(jobs: list[Callable[[], object]]) -> list[object]:
    """Run jobs in as many threads; return answers, or the errors raised on purpose."""

    def answer(job: Callable[[], object]) -> object:
        try:
            return job()
        except (Conflict, PreconditionFailed) as error:
            return error

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(answer, jobs))


def test_the_same_record_sent_by_several_at_once_is_written_once(loaded_store: Store) -> None:
    shift = Shift(uuid4(), "reservoir", "early", EARLY, EARLY + timedelta(hours=8))

    def send_it() -> bool:
        return put_shift(loaded_store, SYSTEM, shift, now=NOW).created

    assert sorted(map(str, at_once([send_it] * AT_ONCE))) == ["False"] * (AT_ONCE - 1) + ["True"]
    with loaded_store.reader() as session:
        assert len(history.versions(session, "shift", shift.id)) == 1


def test_of_several_edits_of_one_version_one_is_taken(loaded_store: Store) -> None:
    shift = Shift(uuid4(), "reservoir", "early", EARLY, EARLY + timedelta(hours=8))
    put_shift(loaded_store, SYSTEM, shift, now=NOW)

    def edit(number: int) -> Callable[[], int]:
        edited = replace(shift, note=f"第 {number} 次")
        return lambda: put_shift(loaded_store, SYSTEM, edited, now=NOW, if_match=1).version

    answers = at_once([edit(number) for number in range(AT_ONCE)])
    assert answers.count(2) == 1
    assert sum(isinstance(one, PreconditionFailed) for one in answers) == AT_ONCE - 1


def test_tracks_that_arrive_at_once_are_all_in_the_figures(loaded_store: Store) -> None:
    patrols = [make_patrol(loaded_store) for _ in range(AT_ONCE)]
    fixes = walk_over(loaded_store, "changzhao", range(200, 230), EARLY)

    def arrive(number: int) -> Callable[[], object]:
        return lambda: send(loaded_store, patrols[number], fixes, device=f"phone-{number}")

    at_once([arrive(number) for number in range(AT_ONCE)])
    with loaded_store.reader() as session:
        table = coverage_table(session, SYSTEM, "changzhao", DAY, DAY + timedelta(days=1), ZONE)
        grid_id = {a: g for g, a in grids.grid_ids_in_use(session, "reservoir")}["changzhao"]
        crews = tracks.visits_by_patrol(session, grid_id, Span())
    spent_s = sum(
        float((one.leave_us - one.enter_us)[one.cell >= 0].sum()) / 1e6
        for crew in crews.values()
        for one in crew
    )
    assert len(crews) == AT_ONCE
    assert table.presence_s.sum() == pytest.approx(spent_s, abs=1e-2)


def test_another_way_of_moving_has_the_tracks_traced_again(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    walk = walk_over(loaded_store, "changzhao", range(200, 206), EARLY, step_s=5)
    # About 72 km/h: too fast for a boat, not for a car.
    send(loaded_store, patrol, Fixes(walk.t_ms, walk.lon, walk.lat, walk.accuracy_m))

    def presence_s() -> float:
        with loaded_store.reader() as session:
            end = DAY + timedelta(days=1)
            table = coverage_table(session, SYSTEM, "changzhao", DAY, end, ZONE)
        return float(np.sum(table.presence_s))

    before = presence_s()
    car = replace(patrol, mode="car")
    put_patrol(loaded_store, SYSTEM, car, now=NOW, zone=ZONE, if_match=1)
    assert presence_s() > before
    boat = replace(patrol, note="又改回来")
    put_patrol(loaded_store, SYSTEM, boat, now=NOW, zone=ZONE, if_match=2)
    assert presence_s() == before
    with loaded_store.reader() as session:
        assert duty.patrol(session, UUID(str(patrol.id)), SYSTEM) == boat
