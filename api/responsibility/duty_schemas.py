"""Who answers for what at a moment, and one's own cells, on the wire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from geo_patrol.coverage.gaps import GapClass
from geo_patrol.park.records import Block, Target
from geo_patrol.park.responsibility import CellDuty, Hole, Tenure, Vacancy, vacancy_at
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.answering import AreaDuties, MyCell, MyCells

PLACES_OF_A_DEGREE = 6


class AnswersOut(BaseModel):
    """Who answers, or why nobody does."""

    holder_id: UUID | None = Field(description="Null where the asker sees no crews either.")
    name: str | None
    since: datetime | None
    until: datetime | None = Field(description="Null while it goes on.")
    responsibility_id: UUID | None
    vacant: Vacancy | None = Field(
        description="`nobody`: nobody was named; `left`: the account is closed; `moved`: of another"
        " squad or role now. Nobody else takes the place by themselves."
    )

    @classmethod
    def of(
        cls,
        tenure: Tenure | None,
        vacant: Vacancy | None,
        scope: Scope,
        names: Mapping[UUID, str],
    ) -> AnswersOut:
        """Return the form on the wire, as far as the asker may see it."""
        seen = tenure if scope.reads_in_full else None
        return cls(
            holder_id=None if seen is None else seen.officer_id,
            name=None if seen is None else names.get(seen.officer_id),
            since=None if tenure is None else tenure.start,
            until=None if tenure is None else tenure.end,
            responsibility_id=None if tenure is None else tenure.responsibility_id,
            vacant=vacant,
        )


class BlockDutyOut(AnswersOut):
    """A block and who answers for it."""

    block_id: UUID
    code: str
    block_name: str
    n_cells: int
    n_own: int = Field(description="Cells of it that somebody answers for by themselves.")


class CellDutyOut(AnswersOut):
    """A cell that somebody answers for by itself."""

    cell: str
    block: str | None


class HoleOut(BaseModel):
    """A time in which nobody answers for a block."""

    block: str
    start: datetime
    end: datetime
    why: Vacancy

    @classmethod
    def of(cls, hole: Hole) -> HoleOut:
        """Return its form on the wire."""
        return cls(block=hole.target.code, start=hole.start, end=hole.end, why=hole.why)


class AreaDutyOut(BaseModel):
    """Who answers for an area."""

    area: str
    squad: str
    n_cells: int
    n_answered: int = Field(description="Cells that somebody answers for.")
    n_vacant: int
    in_no_block: list[str] = Field(description="Cells that are in no block.")
    blocks: list[BlockDutyOut]
    cells: list[CellDutyOut]
    holes: list[HoleOut] = Field(
        description="From then on, up to 90 days ahead: when nobody answers for a block."
    )

    @classmethod
    def of(
        cls, one: AreaDuties, at: datetime, scope: Scope, names: Mapping[UUID, str]
    ) -> AreaDutyOut:
        """Return an area's form on the wire, as far as the asker may see it."""
        vacant = sum(each.vacancy is not None for each in one.cells)
        return cls(
            area=one.area.code,
            squad=one.area.squad_code,
            n_cells=len(one.cells),
            n_answered=len(one.cells) - vacant,
            n_vacant=vacant,
            in_no_block=[each.cell_code for each in one.cells if each.block is None],
            blocks=[_block(one, block, at, scope, names) for block in one.blocks],
            cells=[
                CellDutyOut(
                    **vars(AnswersOut.of(each.tenure, each.vacancy, scope, names)),
                    cell=each.cell_code,
                    block=None if each.block is None else each.block.code,
                )
                for each in _by_themselves(one)
            ],
            holes=[HoleOut.of(hole) for hole in one.holes],
        )


def _by_themselves(one: AreaDuties) -> Iterator[CellDuty]:
    return (each for each in one.cells if each.tenure and each.tenure.target.kind == "cell")


def _block(
    one: AreaDuties, block: Block, at: datetime, scope: Scope, names: Mapping[UUID, str]
) -> BlockDutyOut:
    target = Target("block", one.area.code, block.code)
    holding = (
        each
        for each in one.found
        if each.target == target and each.start <= at and (each.end is None or at < each.end)
    )
    tenure = next(holding, None)
    vacant = vacancy_at(tenure, one.members, at)
    return BlockDutyOut(
        **vars(AnswersOut.of(tenure, vacant, scope, names)),
        block_id=block.id,
        code=block.code,
        block_name=block.name,
        n_cells=len(block.cells),
        n_own=sum(each.block == block for each in _by_themselves(one)),
    )


class DutiesOut(BaseModel):
    """Who answers for what at a moment."""

    at: datetime
    redacted: bool = Field(description="True: who answers was left out for the asker.")
    areas: list[AreaDutyOut] = Field(
        description="Those that were ever divided, or the one that was asked for."
    )


class MyCellOut(BaseModel):
    """A cell that the asker answers for."""

    area: str
    cell: str
    block: str | None
    block_name: str | None
    by: Literal["block", "cell"] = Field(description="Whether it is theirs with its block.")
    lon: float = Field(description="A point in it; its shape stands in `/my/map/{area}`.")
    lat: float
    gap_class: GapClass
    last_seen: datetime | None = Field(description="When a patrol left it last; null if never.")
    due_at: datetime | None = Field(
        description="When the next visit is due; null where nothing is required or nobody came."
    )
    n_open_cases: int

    @classmethod
    def of(cls, one: MyCell) -> MyCellOut:
        """Return its form on the wire."""
        block, tenure = one.duty.block, one.duty.tenure
        return cls(
            area=one.area.code,
            cell=one.duty.cell_code,
            block=None if block is None else block.code,
            block_name=None if block is None else block.name,
            by="block" if tenure is None else tenure.target.kind,
            lon=round(one.centre[0], PLACES_OF_A_DEGREE),
            lat=round(one.centre[1], PLACES_OF_A_DEGREE),
            gap_class=one.gap_class,
            last_seen=one.last_seen,
            due_at=one.due_at,
            n_open_cases=one.n_open_cases,
        )


class TakenOut(BaseModel):
    """What came to the asker, and what was left to be done."""

    handover_id: UUID
    responsibility_id: UUID
    at: datetime
    open_points: list[str]


class MyCellsOut(BaseModel):
    """The cells that the asker answers for: those nobody came to first, then by when due."""

    at: datetime
    as_of: datetime = Field(
        description="As of when the cells stand so; in a demo its last day's end."
    )
    n_overdue: int
    cells: list[MyCellOut]
    taken: list[TakenOut] = Field(description="Hand-overs to the asker that still hold.")

    @classmethod
    def of(cls, found: MyCells, now: datetime) -> MyCellsOut:
        """Return the form on the wire."""
        cells = [MyCellOut.of(one) for one in found.cells]
        return cls(
            at=now,
            as_of=found.as_of,
            n_overdue=sum(
                one.gap_class == "never" or (one.due_at is not None and one.due_at < found.as_of)
                for one in cells
            ),
            cells=cells,
            taken=[
                TakenOut(
                    handover_id=one.id,
                    responsibility_id=one.responsibility_id,
                    at=one.at,
                    open_points=list(one.open_points),
                )
                for one in found.handed
            ],
        )
