"""What blocks and responsibilities cannot be: told with words, for it was decided at a desk."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from geo_patrol.errors import Finding, finding
from geo_patrol.park.blocks import meet
from geo_patrol.park.records import Block, Responsibility, ResponsibilityHandover
from geo_patrol.park.responsibility import Member, Tenure, chain

Record = TypeVar("Record", Block, Responsibility, ResponsibilityHandover)

MOST_TOLD = 20
"""Cells that are told one by one; of a block laid over another there may be hundreds."""


@dataclass(frozen=True)
class Around:
    """What there is besides a record that is to be checked, all of its area.

    ``blocks`` and ``responsibilities`` leave out the record itself and voided ones; ``cells`` are
    codes of the grid in use; ``members`` who may answer for cells.
    """

    cells: Collection[str] = ()
    blocks: Sequence[Block] = ()
    responsibilities: Sequence[Responsibility] = ()
    members: Mapping[UUID, Member] | None = None


def block_faults(block: Block, around: Around, before: Block | None = None) -> Iterator[Finding]:
    """Find what is wrong with a block; ``before`` is what it replaces.

    Cells that it had already may have gone with an older grid.
    """
    yield from _about_period(block)
    if before is not None:
        if before.area_code != block.area_code:
            yield finding("area", "park.stays_in_its_area")
        if before.code != block.code:
            yield finding("code", "park.code_is_fixed")
    if block.voided:
        yield from _about_voiding(block, before)
        return
    if not block.cells:
        yield finding("cells", "park.no_cells")
    had = frozenset(() if before is None else before.cells)
    known = frozenset(around.cells) | had
    wrong = [
        *(
            finding("cells", "park.cell_twice", cell=code)
            for code, n in Counter(block.cells).items()
            if n > 1
        ),
        *(finding("cells", "park.no_cell", cell=code) for code in block.cells if code not in known),
    ]
    others = [
        one
        for one in around.blocks
        if meet(block.starts_at, block.ends_at, one.starts_at, one.ends_at)
    ]
    for one in others:
        if one.code == block.code:
            yield finding("code", "park.block_twice", code=one.code, name=one.name)
        wrong += [
            finding("cells", "park.cell_in_other_block", cell=code, code=one.code, name=one.name)
            for code in sorted(set(block.cells) & set(one.cells))
        ]
    yield from wrong[:MOST_TOLD]
    if len(wrong) > MOST_TOLD:
        yield finding("cells", "park.more_cells", n=len(wrong) - MOST_TOLD)


def responsibility_faults(
    one: Responsibility,
    around: Around,
    handovers: Sequence[ResponsibilityHandover] = (),
    before: Responsibility | None = None,
) -> Iterator[Finding]:
    """Find what is wrong with a responsibility; ``before`` is what it replaces.

    ``handovers`` are all of its hand-overs: they must still be possible.
    """
    yield from _about_period(one)
    where = "block" if one.block_code is not None else "cell"
    if before is not None and before.target != one.target:
        yield finding(where, "park.target_is_fixed")
    if one.voided:
        yield from _about_voiding(one, before)
        return
    if one.block_code is not None:
        times = [each for each in around.blocks if each.code == one.block_code]
        if not any(
            meet(one.starts_at, one.ends_at, each.starts_at, each.ends_at) for each in times
        ):
            yield finding(where, "park.no_block", code=one.block_code)
    elif one.cell_code not in around.cells and before is None:
        yield finding(where, "park.no_cell", cell=one.cell_code)
    for other in around.responsibilities:
        if other.target == one.target and meet(
            one.starts_at, one.ends_at, other.starts_at, other.ends_at
        ):
            yield finding("start", "park.overlaps", id=str(other.id), since=_day(other))
    found = chain(one, handovers)
    yield from _about_chain("end", one, found, handovers)
    if before is None or before.holder_id != one.holder_id:
        yield from _about_member("holder_id", found[0], around.members)


def handover_faults(
    handover: ResponsibilityHandover,
    of: Responsibility,
    others: Sequence[ResponsibilityHandover],
    members: Mapping[UUID, Member],
    before: ResponsibilityHandover | None = None,
) -> Iterator[Finding]:
    """Find what is wrong with a hand-over; ``others`` are those of the same responsibility."""
    if before is not None and before.responsibility_id != handover.responsibility_id:
        yield finding("responsibility_id", "park.target_is_fixed")
        return
    if of.voided:
        yield finding("responsibility_id", "park.does_not_count")
        return
    every = [*others, handover]
    found = chain(of, every)
    if handover.voided:
        yield from _about_voiding(handover, before)
    else:
        if handover.from_officer_id == handover.to_officer_id:
            yield finding("to_officer_id", "park.to_oneself")
        if any(one.at == handover.at and not one.voided for one in others):
            yield finding("at", "park.handed_twice")
            return
        taken = next((one for one in found if one.start == handover.at), found[-1])
        yield from _about_member("to_officer_id", taken, members)
    where = "voided" if handover.voided else "from_officer_id"
    yield from _about_chain(where, of, found, every)


def _about_chain(
    where: str,
    of: Responsibility,
    found: Sequence[Tenure],
    handovers: Iterable[ResponsibilityHandover],
) -> Iterator[Finding]:
    """Find hand-overs outside their responsibility, or by who did not have it."""
    counting = sorted(
        (one for one in handovers if not one.voided), key=lambda one: (one.at, one.id)
    )
    for one, tenure in zip(counting, found, strict=False):
        if one.at <= of.starts_at or (of.ends_at is not None and one.at >= of.ends_at):
            yield finding("at" if where != "end" else where, "park.handed_outside", id=str(one.id))
        elif one.from_officer_id != tenure.officer_id:
            yield finding(where, "park.not_the_holder", id=str(one.id))


def _about_member(
    where: str, tenure: Tenure, members: Mapping[UUID, Member] | None
) -> Iterator[Finding]:
    member = (members or {}).get(tenure.officer_id)
    if member is None or member.gone == "moved":
        yield finding(where, "park.cannot_answer")
    elif member.gone_at is not None and (tenure.end is None or tenure.end > member.gone_at):
        yield finding(where, "park.has_left")


def _about_voiding(one: Record, before: Record | None) -> Iterator[Finding]:
    """Find what a record that does not count any more says besides why."""
    if before is None:
        yield finding("voided", "park.nothing_to_void")
    elif replace(before, voided=one.voided) != one:
        yield finding("voided", "park.void_alone")


def _about_period(one: Block | Responsibility) -> Iterator[Finding]:
    if one.ends_at is not None and one.ends_at <= one.starts_at:
        yield finding("end", "records.end_before_start")


def _day(one: Responsibility) -> str:
    return one.starts_at.isoformat(timespec="minutes")
