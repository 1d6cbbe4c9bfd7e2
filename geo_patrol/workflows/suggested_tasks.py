"""Suggested legs handed to their shifts as tasks, and what became of those.

A task's id follows from shift, area and number, so that handing out again changes nothing. Who
wants other ones has those that are open withdrawn, and new numbers given: nothing is rewritten
under a crew's eyes. As tasks, leaders change and withdraw them like any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.coverage.gaps import NEVER_US
from geo_patrol.field.records import Task
from geo_patrol.messages import Language
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import area_lock, hold, record_lock
from geo_patrol.store.repositories import history, places
from geo_patrol.store.repositories.tasks import TASKS, is_open_one
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.area_cells import demands_of
from geo_patrol.workflows.cell_figures import as_us
from geo_patrol.workflows.roster_suggestions import (
    Asked,
    ShiftSuggestions,
    SuggestedLeg,
    Suggestions,
    make_suggestions,
)
from geo_patrol.workflows.rostered_shifts import RosteredShift
from geo_patrol.workflows.standing import area_standing
from geo_patrol.workflows.tasks import write_task
from geo_patrol.workflows.writing import Submission, canonical

_NAMESPACE = UUID("3f6f4d0e-6a0b-5d2c-9a44-0f7b5f2f9c31")


@dataclass(frozen=True)
class HandedOut:
    """What handing out led to: tasks written, withdrawn, and left as they were."""

    suggestions: Suggestions
    n_new: int
    n_withdrawn: int
    n_kept: int


@dataclass(frozen=True)
class SuggestedTask:
    """A task that came of a suggestion.

    ``seen`` tells whether somebody was in its cell since the shift began: what closes a gap is a
    visit, whatever the crew answers.
    """

    task: Task
    open: bool
    seen: bool


def task_id(shift_id: UUID, area_code: str, number: int) -> UUID:
    """Return the id of the task that comes of a shift's leg in an area."""
    return uuid5(_NAMESPACE, f"{shift_id}/{area_code}/{number}")


def hand_out(
    store: Store,
    scope: Scope,
    asked: Asked,
    zone: ZoneInfo,
    *,
    seed: int,
    language: Language,
    now: datetime,
    anew: bool = False,
) -> HandedOut:
    """Hand what shifts might do to them as tasks; a shift's area that has some keeps them.

    Parameters
    ----------
    anew
        Withdraw those that are open, and hand out new ones.

    Raises
    ------
    NotFound, InvalidInput, Unavailable
        As `roster_suggestions.make_suggestions`. A shift without a record is left out.
    """
    with store.reader() as session:
        made = make_suggestions(session, scope, asked, zone, seed=seed, language=language, now=now)
    sums = [0, 0, 0]
    for one in made.shifts:
        if one.shift.shift_id is None:
            continue
        for area_code in one.shift.areas:
            legs = [leg for leg in one.legs if leg.leg.area_code == area_code]
            with store.writer() as session:
                counted = _hand_to(session, scope, one.shift, area_code, legs, now=now, anew=anew)
            sums = [before + more for before, more in zip(sums, counted, strict=True)]
    return HandedOut(made, *sums)


def _hand_to(
    session: Session,
    scope: Scope,
    shift: RosteredShift,
    area_code: str,
    legs: Sequence[SuggestedLeg],
    *,
    now: datetime,
    anew: bool,
) -> tuple[int, int, int]:
    """Return how many tasks of an area were written, withdrawn and left."""
    if shift.shift_id is None or not scope.includes(shift.squad_code):
        return 0, 0, 0
    # Nobody else hands the same out meanwhile.
    hold(session, area_lock(area_code))
    there = _known(session, shift.shift_id, area_code)
    if there and not anew:
        return 0, 0, len(there)
    ids = [task_id(shift.shift_id, area_code, len(there) + 1 + k) for k in range(len(legs))]
    # All at once and in one order: two who write several never wait for each other.
    hold(session, *sorted({record_lock("task", one) for one in (*there, *ids)}))
    still_open = [one for one in there if is_open_one(session, one)]
    for one in still_open:
        kept = TASKS.one(session, one, scope)
        if kept is not None:
            _write(session, scope, replace(kept.record, withdrawn=True), now)
    for new_id, leg in zip(ids, legs, strict=True):
        _write(session, scope, _task(new_id, shift, shift.shift_id, leg), now)
    return len(ids), len(still_open), len(there) - len(still_open)


def _known(session: Session, shift_id: UUID, area_code: str) -> list[UUID]:
    found: list[UUID] = []
    while True:
        one = task_id(shift_id, area_code, len(found) + 1)
        if history.latest_version(session, "task", one) is None:
            return found
        found.append(one)


def _task(new_id: UUID, shift: RosteredShift, shift_id: UUID, leg: SuggestedLeg) -> Task:
    return Task(
        id=new_id,
        squad_code=shift.squad_code,
        text=leg.text,
        shift_id=shift_id,
        area_code=leg.leg.area_code,
        cell_code=leg.longest,
        lon=leg.lon,
        lat=leg.lat,
        due=leg.leg.end,
    )


def _write(session: Session, scope: Scope, task: Task, now: datetime) -> None:
    version = history.latest_version(session, "task", task.id)
    sent = Submission(scope, "task", task.id, canonical(task), now, version)
    write_task(session, sent, task)


def suggested_tasks(
    session: Session, scope: Scope, one: ShiftSuggestions, zone: ZoneInfo, *, now: datetime
) -> list[SuggestedTask]:
    """Return the tasks of a shift that came of suggestions, by area and number."""
    shift = one.shift
    if shift.shift_id is None:
        return []
    found = []
    for area_code in shift.areas:
        ids = _known(session, shift.shift_id, area_code)
        seen = _seen_since(session, scope, area_code, shift.start, zone, now) if ids else set()
        for its in ids:
            kept = TASKS.one(session, its, scope)
            if kept is not None:
                is_seen = kept.record.cell_code in seen
                found.append(SuggestedTask(kept.record, is_open_one(session, its), is_seen))
    return found


def _seen_since(
    session: Session, scope: Scope, area_code: str, since: datetime, zone: ZoneInfo, now: datetime
) -> set[str]:
    area = places.area(session, area_code, scope)
    stands = None if area is None else area_standing(session, scope, area, zone, as_of=now)
    if stands is None:
        return set()
    codes = demands_of(session, stands.grid_id).codes
    last_us = stands.cells.last_leave_us
    visited = (last_us != NEVER_US) & (last_us > as_us(since))
    return {code for code, there in zip(codes, visited.tolist(), strict=True) if there}


def hand_out_everywhere(
    store: Store, zone: ZoneInfo, *, days: int, seed: int, language: Language, now: datetime
) -> int:
    """Hand out what all squads' shifts of the next days might do; return how many tasks came."""
    with store.reader() as session:
        squads = sorted({one.squad_code for one in places.areas(session, SYSTEM)})
    return sum(
        hand_out(
            store,
            SYSTEM,
            Asked(squad, days=days),
            zone,
            seed=seed,
            language=language,
            now=now,
        ).n_new
        for squad in squads
    )
