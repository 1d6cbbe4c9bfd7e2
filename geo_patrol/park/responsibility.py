"""Who answers for which cell at a moment, and where nobody does.

Whoever answers for a cell goes before who answers for its block. Somebody who left does not answer
any more: nobody takes their place by themselves, and that is told.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from geo_patrol.park.blocks import block_of_cell, holds, meet
from geo_patrol.park.records import Block, Responsibility, ResponsibilityHandover, Target

Vacancy = Literal["nobody", "left", "moved"]
"""Why nobody answers: nobody was named, who was named has left, or serves elsewhere now."""


@dataclass(frozen=True)
class Member:
    """Somebody who may answer for cells; from ``gone_at`` on they do not, and ``gone`` says why."""

    officer_id: UUID
    gone_at: datetime | None = None
    gone: Vacancy | None = None


class Tenure(NamedTuple):
    """Somebody's time with a block or a cell, half-open; ``end`` is None while it goes on."""

    target: Target
    officer_id: UUID
    start: datetime
    end: datetime | None
    responsibility_id: UUID


@dataclass(frozen=True)
class CellDuty:
    """Who answers for a cell at a moment.

    ``tenure`` is None where nobody was named. ``vacancy`` is None where somebody answers.
    """

    cell_code: str
    block: Block | None
    tenure: Tenure | None
    vacancy: Vacancy | None


class Hole(NamedTuple):
    """A time in which nobody answers for a block, half-open."""

    target: Target
    start: datetime
    end: datetime
    why: Vacancy


def chain(
    responsibility: Responsibility, handovers: Iterable[ResponsibilityHandover]
) -> list[Tenure]:
    """Return who has a responsibility one after the other; a voided hand-over never was."""
    if responsibility.voided:
        return []
    counting = (
        one for one in handovers if not one.voided and one.responsibility_id == responsibility.id
    )
    found: list[Tenure] = []
    officer, since = responsibility.holder_id, responsibility.starts_at
    for one in sorted(counting, key=lambda one: (one.at, one.id)):
        found.append(Tenure(responsibility.target, officer, since, one.at, responsibility.id))
        officer, since = one.to_officer_id, one.at
    end = responsibility.ends_at
    return [*found, Tenure(responsibility.target, officer, since, end, responsibility.id)]


def tenures(
    responsibilities: Iterable[Responsibility], handovers: Iterable[ResponsibilityHandover]
) -> list[Tenure]:
    """Return all times of all holders, by target and time."""
    of: dict[UUID, list[ResponsibilityHandover]] = defaultdict(list)
    for handover in handovers:
        of[handover.responsibility_id].append(handover)
    found = (each for one in responsibilities for each in chain(one, of[one.id]))
    return sorted(found, key=lambda one: (one.target, one.start, one.responsibility_id))


def duties(
    cells: Sequence[str],
    area_code: str,
    blocks: Iterable[Block],
    found: Iterable[Tenure],
    members: Mapping[UUID, Member],
    at: datetime,
) -> list[CellDuty]:
    """Say who answers for each cell of an area at a moment, in order of the cells.

    Who stands in ``found`` and not in ``members`` is nobody known, and counts as gone elsewhere.
    """
    block_of = block_of_cell(blocks, at)
    holding = {one.target: one for one in found if holds(one.start, one.end, at)}
    told: list[CellDuty] = []
    for code in cells:
        block = block_of.get(code)
        tenure = holding.get(Target("cell", area_code, code))
        if tenure is None and block is not None:
            tenure = holding.get(Target("block", area_code, block.code))
        told.append(CellDuty(code, block, tenure, vacancy_at(tenure, members, at)))
    return told


def vacancy_at(
    tenure: Tenure | None, members: Mapping[UUID, Member], at: datetime
) -> Vacancy | None:
    """Say why nobody answers at a moment, though ``tenure`` holds then; None if somebody does."""
    if tenure is None:
        return "nobody"
    member = members.get(tenure.officer_id)
    if member is None:
        return "moved"
    return member.gone if member.gone_at is not None and member.gone_at <= at else None


def holes(
    blocks: Iterable[Block],
    found: Sequence[Tenure],
    members: Mapping[UUID, Member],
    start: datetime,
    end: datetime,
) -> list[Hole]:
    """Return when nobody answers for a block in ``[start, end)`` while there is such a block.

    By block and time. Cells that somebody answers for by themselves do not fill a block's hole.
    """
    told: list[Hole] = []
    for block in sorted(blocks, key=lambda one: (one.area_code, one.code, one.starts_at)):
        begins, ends = max(start, block.starts_at), _earliest(end, block.ends_at)
        if not block.voided and begins < ends:
            target = Target("block", block.area_code, block.code)
            own = [one for one in found if one.target == target]
            told += _holes(target, own, members, begins, ends)
    return told


def _holes(
    target: Target,
    own: Iterable[Tenure],
    members: Mapping[UUID, Member],
    start: datetime,
    end: datetime,
) -> Iterator[Hole]:
    at = start
    for one in sorted(own, key=lambda one: one.start):
        if not meet(one.start, one.end, at, end):
            continue
        if at < one.start:
            yield Hole(target, at, one.start, "nobody")
        at = max(at, one.start)
        until = _earliest(end, one.end)
        member = members.get(one.officer_id, Member(one.officer_id, start, "moved"))
        if member.gone_at is not None and member.gone is not None and member.gone_at < until:
            yield Hole(target, max(at, member.gone_at), until, member.gone)
        at = until
    if at < end:
        yield Hole(target, at, end, "nobody")


def _earliest(end: datetime, other: datetime | None) -> datetime:
    return end if other is None else min(end, other)
