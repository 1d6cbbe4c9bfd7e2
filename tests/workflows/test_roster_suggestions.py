"""Suggestions of published rosters, handed to their shifts as tasks."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import numpy as np
import pytest
import shapely
from duty_making import send
from rostered_store import BOAT, CAR, ZONE, at_other_area, forget_shifts, keep_roster, shift_of

from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.field.records import Task, TaskAnswer
from geo_patrol.patrols import Patrol
from geo_patrol.roster.records import KeptRoster
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import grids, people, places
from geo_patrol.store.repositories.tasks import TASKS
from geo_patrol.store.scope import SYSTEM
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.my_shift import my_shift
from geo_patrol.workflows.records import put_patrol
from geo_patrol.workflows.roster_suggestions import Asked, Suggestions, make_suggestions
from geo_patrol.workflows.suggested_tasks import (
    HandedOut,
    hand_out,
    hand_out_everywhere,
    suggested_tasks,
    task_id,
)
from geo_patrol.workflows.tasks import put_task, put_task_answer

NOW = datetime(2022, 10, 3, 6, tzinfo=ZONE)
DAY = NOW.date()
EARLY = shift_of(DAY, "早")


@pytest.fixture
def roster(loaded_store: Store) -> KeptRoster:
    """Return a published roster: a boat by day and a car by night, for three days."""
    return keep_roster(loaded_store, DAY, 3, (BOAT, CAR), at=NOW)


def made(store: Store, asked: Asked, seed: int = 1, now: datetime = NOW) -> Suggestions:
    with store.reader() as session:
        return make_suggestions(session, SYSTEM, asked, ZONE, seed=seed, language="zh", now=now)


def handed(store: Store, asked: Asked, seed: int = 1, *, anew: bool = False) -> HandedOut:
    return hand_out(store, SYSTEM, asked, ZONE, seed=seed, language="zh", now=NOW, anew=anew)


def tasks_of(store: Store) -> list[Task]:
    with store.reader() as session:
        return sorted(TASKS.all(session), key=lambda one: (one.due or NOW, str(one.id)))


def test_each_published_shift_gets_legs_for_the_crews_of_its_posts(
    loaded_store: Store, roster: KeptRoster
) -> None:
    found = made(loaded_store, Asked("reservoir", days=2))
    told = [(one.shift.day - DAY, one.shift.code) for one in found.shifts]
    tomorrow = timedelta(days=1)
    assert told == [
        (timedelta(0), "夜"),
        (timedelta(0), "早"),
        (tomorrow, "夜"),
        (tomorrow, "早"),
        (2 * tomorrow, "夜"),
    ]
    for one in found.shifts:
        assert one.nothing is None
        assert {leg.leg.mode for leg in one.legs} == {"car" if one.shift.code == "夜" else "boat"}
        for leg in one.legs:
            assert max(one.shift.start, NOW) < leg.leg.start < leg.leg.end < one.shift.end
    assert made(loaded_store, Asked(roster_id=roster.id, days=2)) == found


def test_what_one_shift_is_to_do_is_not_suggested_to_the_next(
    loaded_store: Store, roster: KeptRoster
) -> None:
    night, early, *_ = made(loaded_store, Asked("reservoir")).shifts
    done = {cell for leg in night.legs for cell in leg.cells}
    assert done
    assert done.isdisjoint(cell for leg in early.legs for cell in leg.cells)


def test_one_shift_gets_the_same_alone_as_among_the_others(
    loaded_store: Store, roster: KeptRoster
) -> None:
    among = made(loaded_store, Asked("reservoir")).shifts[1]
    (alone,) = made(loaded_store, Asked("reservoir", shift_id=EARLY)).shifts
    assert alone == among
    assert made(loaded_store, Asked("reservoir", shift_id=EARLY), seed=2).shifts != (alone,)


def test_handed_out_legs_are_tasks_of_the_shift_on_its_officers_phones(
    loaded_store: Store, roster: KeptRoster
) -> None:
    found = handed(loaded_store, Asked("reservoir", shift_id=EARLY))
    legs = found.suggestions.shifts[0].legs
    assert (found.n_new, found.n_withdrawn, found.n_kept) == (len(legs), 0, 0)
    tasks = tasks_of(loaded_store)
    assert [(one.text, one.due, one.cell_code, one.shift_id) for one in tasks] == [
        (leg.text, leg.leg.end, leg.longest, EARLY) for leg in legs
    ]
    with loaded_store.reader() as session:
        officer = people.officer(session, roster.duties[0].officer_id)
        assert officer is not None
        shown = my_shift(session, officer.scope, officer, ZONE, now=NOW + timedelta(hours=3))
    assert {one.record.id for one in shown.tasks} == {one.id for one in tasks}
    assert verify(loaded_store).sound


def test_a_task_says_where_when_how_much_and_why_and_names_nobody(
    loaded_store: Store, roster: KeptRoster
) -> None:
    (shift,) = made(loaded_store, Asked("reservoir", shift_id=EARLY)).shifts
    leg = shift.legs[0]
    start, end = (one.astimezone(ZONE) for one in (leg.leg.start, leg.leg.end))
    assert leg.text.startswith("长诏水库")
    assert f"{start:%H:%M}–{end:%H:%M} 乘艇走 {len(leg.cells)} 个网格" in leg.text
    assert leg.text.endswith("都从来没人到过。")
    with loaded_store.reader() as session:
        told = make_suggestions(
            session, SYSTEM, Asked("reservoir"), ZONE, seed=1, language="en", now=NOW
        )
    words = told.shifts[1].legs[0].text
    assert f"{start:%H:%M}–{end:%H:%M} by boat, {len(leg.cells)} cells" in words
    assert words.endswith("None of them was ever seen.")
    assert "甲" not in leg.text + words


def test_handing_out_again_changes_nothing_whatever_chance_says(
    loaded_store: Store, roster: KeptRoster
) -> None:
    first = handed(loaded_store, Asked("reservoir"))
    before = tasks_of(loaded_store)
    again = handed(loaded_store, Asked("reservoir"), seed=99)
    assert (again.n_new, again.n_withdrawn, again.n_kept) == (0, 0, first.n_new)
    assert tasks_of(loaded_store) == before


def test_what_a_leader_changed_or_withdrew_stays_as_the_leader_left_it(
    loaded_store: Store, roster: KeptRoster
) -> None:
    handed(loaded_store, Asked("reservoir"))
    one, other, *_ = tasks_of(loaded_store)
    put_task(loaded_store, SYSTEM, replace(one, text="改到坝前"), now=NOW, if_match=1)
    put_task(loaded_store, SYSTEM, replace(other, withdrawn=True), now=NOW, if_match=1)
    handed(loaded_store, Asked("reservoir"), seed=3)
    told = {task.id: task for task in tasks_of(loaded_store)}
    assert told[one.id].text == "改到坝前"
    assert told[other.id].withdrawn


def test_asked_for_anew_open_ones_are_withdrawn_and_answered_ones_stay(
    loaded_store: Store, roster: KeptRoster
) -> None:
    asked = Asked("reservoir", shift_id=EARLY)
    first = handed(loaded_store, asked)
    done = task_id(EARLY, "changzhao", 1)
    answer = TaskAnswer(uuid4(), done, NOW, "done")
    put_task_answer(loaded_store, SYSTEM, answer, now=NOW)
    again = handed(loaded_store, asked, seed=7, anew=True)
    assert (again.n_withdrawn, again.n_kept) == (first.n_new - 1, 1)
    told = {task.id: task for task in tasks_of(loaded_store)}
    assert not told[done].withdrawn
    withdrawn = [task_id(EARLY, "changzhao", 1 + k) for k in range(1, first.n_new)]
    fresh = [task_id(EARLY, "changzhao", first.n_new + 1 + k) for k in range(again.n_new)]
    assert all(told[one].withdrawn for one in withdrawn)
    assert [told[one].text for one in fresh] == [
        leg.text for leg in again.suggestions.shifts[0].legs
    ]


def sail(store: Store, cells: tuple[str, ...], start: datetime) -> None:
    """Have a boat pass through cells of Changzhao, half a minute each."""
    patrol = Patrol(uuid4(), EARLY, "changzhao", "boat", start, start + timedelta(hours=2), ())
    put_patrol(store, SYSTEM, patrol, now=NOW + timedelta(days=1), zone=ZONE)
    with store.reader() as session:
        stored = grids.grid_in_use(session, "changzhao")
    assert stored is not None
    shapes = {one.code: one.geometry for one in stored.grid.cells}
    points = [shapes[code].representative_point() for code in cells]
    t0 = int(start.timestamp() * 1000)
    fixes = Fixes(
        t_ms=np.array([t0 + k * 30_000 for k in range(len(points))], np.int64),
        lon=np.array([point.x for point in points]),
        lat=np.array([point.y for point in points]),
        accuracy_m=np.full(len(points), 5.0, dtype=np.float32),
    )
    send(store, patrol, fixes)


def test_a_cell_that_is_then_seen_is_closed_whatever_was_answered(
    loaded_store: Store, roster: KeptRoster
) -> None:
    found = handed(loaded_store, Asked("reservoir", shift_id=EARLY))
    (shift,) = found.suggestions.shifts
    leg = shift.legs[0]

    def seen() -> list[bool]:
        later = NOW + timedelta(hours=11)
        with loaded_store.reader() as session:
            told = suggested_tasks(session, SYSTEM, shift, ZONE, now=later)
        return [one.seen for one in told if one.task.cell_code == leg.longest]

    assert seen() == [False]
    sail(loaded_store, leg.cells, leg.leg.start)
    assert seen() == [True]
    after = made(loaded_store, Asked("reservoir"), now=leg.leg.end)
    now_due = {cell for one in after.shifts[:1] for leg in one.legs for cell in leg.cells}
    assert now_due.isdisjoint(leg.cells)


def test_a_shift_without_a_record_is_shown_and_not_handed_out(loaded_store: Store) -> None:
    keep_roster(loaded_store, DAY, 1, at=NOW)
    forget_shifts(loaded_store)
    found = handed(loaded_store, Asked("reservoir"))
    assert [one.shift.shift_id for one in found.suggestions.shifts] == [None]
    assert found.suggestions.shifts[0].legs
    assert (found.n_new, tasks_of(loaded_store)) == (0, [])


def test_drafts_get_nothing_and_are_refused_by_name(loaded_store: Store) -> None:
    draft = keep_roster(loaded_store, DAY, 1, state="draft", at=NOW)
    assert made(loaded_store, Asked("reservoir")).shifts == ()
    with pytest.raises(InvalidInput, match="not published"):
        made(loaded_store, Asked(roster_id=draft.id))


def test_what_is_not_there_is_said(loaded_store: Store, roster: KeptRoster) -> None:
    with pytest.raises(NotFound):
        made(loaded_store, Asked(roster_id=uuid4()))
    with pytest.raises(NotFound):
        made(loaded_store, Asked("nobody"))
    with pytest.raises(NotFound, match="no such shift"):
        made(loaded_store, Asked("reservoir", shift_id=uuid4()))
    for days in (0, 15):
        with pytest.raises(InvalidInput, match="1 to 14"):
            made(loaded_store, Asked("reservoir", days=days))


def test_why_a_shift_has_no_legs_is_said(loaded_store: Store) -> None:
    bare = replace(
        lake(loaded_store), code="bare", geometry=shapely.MultiPolygon([shapely.box(1, 1, 2, 2)])
    )
    with loaded_store.upkeep() as session:
        places.save_area(session, bare)
    keep_roster(loaded_store, DAY, 1, (at_other_area(BOAT, "bare"),), at=NOW)
    assert [one.nothing for one in made(loaded_store, Asked("reservoir")).shifts] == ["no_grid"]
    late = NOW.replace(hour=15, minute=30)
    keep_roster(loaded_store, DAY + timedelta(days=1), 1, (CAR,), at=NOW)
    assert [one.nothing for one in made(loaded_store, Asked("reservoir"), now=late).shifts] == [
        "no_grid",
        None,
    ]
    near_end = NOW + timedelta(days=1, hours=1, minutes=30)
    told = made(loaded_store, Asked("reservoir"), now=near_end).shifts
    assert [one.nothing for one in told] == ["no_time"]


def lake(store: Store) -> places.Area:
    with store.reader() as session:
        found = places.area(session, "changzhao", SYSTEM)
    assert found is not None
    return found


def test_the_server_hands_out_to_all_squads(loaded_store: Store, roster: KeptRoster) -> None:
    def everywhere(seed: int) -> int:
        return hand_out_everywhere(loaded_store, ZONE, days=1, seed=seed, language="zh", now=NOW)

    assert everywhere(1) == len(tasks_of(loaded_store)) > 0
    assert everywhere(2) == 0
