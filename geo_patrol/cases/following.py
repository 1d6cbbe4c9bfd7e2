"""The way of a case, told from its steps, which come in any order and more than once.

Steps are put in order by the time they were taken; of one moment, by their place in the loop, then
by id. When the server had them plays no part: phones that were without signal change nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from geo_patrol.cases.records import STEP_KINDS, Act, CaseStep, Holder, Stage
from geo_patrol.cases.steps import Position, step
from geo_patrol.errors import Finding, InvalidInput, finding


class Conflict(NamedTuple):
    """What cannot have been, or should not have been: the step, and why."""

    step_id: UUID
    finding: Finding


class Stay(NamedTuple):
    """A stage of a case from when to when; ``end`` is None while it lasts."""

    stage: Stage
    start: datetime
    end: datetime | None


class Held(NamedTuple):
    """Who had a case from when on; None once it is closed."""

    holder: Holder | None
    since: datetime


@dataclass(frozen=True)
class Way:
    """The way of a case as far as it is known.

    Attributes
    ----------
    acts
        The steps that count, each once, in order.
    stays
        The stages, in order; the last one lasts.
    held
        Who had it, in order; the last one has it.
    conflicts
        In the order of the steps.
    """

    reported_at: datetime
    acts: tuple[Act, ...]
    position: Position
    stays: tuple[Stay, ...]
    held: tuple[Held, ...]
    conflicts: tuple[Conflict, ...]


def follow(reported_at: datetime, acts: Iterable[Act]) -> Way:
    """Follow a case from its report through its steps.

    The same steps give the same way in whatever order, and however often, they come. Voided ones
    are left out by whoever asks.

    Raises
    ------
    InvalidInput
        When a time has no offset.
    """
    if reported_at.utcoffset() is None:
        raise InvalidInput("seizures.no_offset")
    start = reported_at.astimezone(UTC)
    ordered = _ordered(acts)
    position = Position()
    stays, held = [Stay(position.stage, start, None)], [Held(position.holder, start)]
    conflicts: list[Conflict] = []
    for act in ordered:
        before, (position, problem) = position, step(position, act)
        if problem:
            conflicts.append(_conflict(act, problem, before))
        if act.step.at < start:
            conflicts.append(_conflict(act, "before_report", before))
        at = max(act.step.at, start)
        if position.stage != before.stage:
            stays[-1] = stays[-1]._replace(end=at)
            stays.append(Stay(position.stage, at, None))
        if position.holder != before.holder:
            held.append(Held(position.holder, at))
    return Way(start, ordered, position, tuple(stays), tuple(held), tuple(conflicts))


def _conflict(act: Act, problem: str, before: Position) -> Conflict:
    words = finding("", f"cases.step_{problem}", n=before.n_circles + 1)
    return Conflict(act.step.id, words)


def _ordered(acts: Iterable[Act]) -> tuple[Act, ...]:
    each: dict[UUID, Act] = {}
    for one in map(_plain, acts):
        before = each.setdefault(one.step.id, one)
        if before != one:
            # The store has one of an id; which of two is taken must not depend on their order.
            each[one.step.id] = min(before, one, key=repr)
    return tuple(sorted(each.values(), key=_order))


def _plain(act: Act) -> Act:
    if act.step.at.utcoffset() is None:
        raise InvalidInput("seizures.no_offset")
    if act.step.at.tzinfo is UTC:
        return act
    return Act(replace(act.step, at=act.step.at.astimezone(UTC)), act.by)


def _order(act: Act) -> tuple[datetime, int, int]:
    return order_of(act.step)


def order_of(step: CaseStep) -> tuple[datetime, int, int]:
    """Return what steps are put in order by."""
    return (step.at, STEP_KINDS.index(step.kind), step.id.int)
