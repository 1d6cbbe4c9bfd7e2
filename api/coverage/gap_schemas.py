"""Gaps on the wire."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from uuid import UUID

from pydantic import BaseModel, Field

from api.coverage.schemas import AreaPeriod
from geo_patrol.coverage.gaps import GAP_CLASSES, NEVER_US, Compliance, GapClass, GapSpans
from geo_patrol.coverage.rollup import SHIFT_KINDS
from geo_patrol.patrols import ShiftKind
from geo_patrol.workflows.coverage import GapTable

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class GapQuery(AreaPeriod):
    """Query of an area's gaps."""

    spans: bool = Field(
        False, description="List every gap of every cell too; a month of an area may have 100,000."
    )


class GapSpan(BaseModel):
    """A span without a visit that is longer than required."""

    start: datetime
    end: datetime
    never: bool = Field(description="No visit before it is known: it may have begun earlier.")
    open: bool = Field(description="No visit ended it by `as_of`.")


class CellGaps(BaseModel):
    """How a cell stands, and what it missed in the period."""

    code: str
    kind: str
    gap_class: GapClass
    ratio: float | None = Field(
        description="Time since last seen ÷ required interval; null where never, or not required."
    )
    last_seen: datetime | None
    required_interval_s: int | None
    windows: int = Field(description="Required intervals in the period.")
    met: int = Field(description="Those of them with a visit.")
    n_gaps: int
    longest_gap_s: float | None
    spans: list[GapSpan] | None = None


class GapsOut(BaseModel):
    """An area's gaps in a period, as known at a moment, cell by cell."""

    area: str
    start: datetime
    end: datetime = Field(description="Exclusive.")
    as_of: datetime = Field(description="End of the period, or now if that is earlier.")
    counts: dict[GapClass, int] = Field(description="Cells of each class.")
    compliance: float | None = Field(description="Share of required intervals that were met.")
    compliance_by_shift: dict[ShiftKind, float | None] = Field(
        description="The same, for intervals of one shift."
    )
    untracked_patrols: list[UUID] = Field(description="Patrols without a usable track.")
    items: list[CellGaps]

    @classmethod
    def of(cls, table: GapTable, *, with_spans: bool) -> GapsOut:
        """Return a table's form on the wire."""
        counted = Counter(table.gap_class)
        return cls(
            area=table.area.code,
            start=table.start,
            end=table.end,
            as_of=table.as_of,
            counts={name: counted[name] for name in GAP_CLASSES},
            compliance=_share(table.compliance, None),
            compliance_by_shift={kind: _share(table.compliance, kind) for kind in SHIFT_KINDS},
            untracked_patrols=[one.id for one in table.untracked],
            items=_cells(table, with_spans),
        )


def _cells(table: GapTable, with_spans: bool) -> list[CellGaps]:
    by_cell = _spans(table.spans)
    windows = table.compliance.windows.sum(axis=1).tolist()
    met = table.compliance.met.sum(axis=1).tolist()
    last_us, ratio = table.last_leave_us.tolist(), table.ratio.tolist()
    made = []
    for idx, cell in enumerate(table.grid.cells):
        spans = by_cell.get(idx, [])
        made.append(
            CellGaps(
                code=cell.code,
                kind=cell.kind,
                gap_class=table.gap_class[idx],
                ratio=None if math.isnan(ratio[idx]) else round(ratio[idx], 4),
                last_seen=None if last_us[idx] == NEVER_US else _moment(last_us[idx]),
                required_interval_s=cell.required_interval_s,
                windows=windows[idx],
                met=met[idx],
                n_gaps=len(spans),
                longest_gap_s=max(((to - begin) / 1e6 for begin, to, _, _ in spans), default=None),
                spans=[_span(*one) for one in spans] if with_spans else None,
            )
        )
    return made


def _spans(spans: GapSpans) -> dict[int, list[tuple[int, int, bool, bool]]]:
    by_cell: dict[int, list[tuple[int, int, bool, bool]]] = defaultdict(list)
    columns = (spans.cell, spans.from_us, spans.to_us, spans.never, spans.open)
    for cell, *span in zip(*(column.tolist() for column in columns), strict=True):
        by_cell[cell].append(tuple(span))
    return by_cell


def _span(begin_us: int, end_us: int, never: bool, still: bool) -> GapSpan:
    return GapSpan(start=_moment(begin_us), end=_moment(end_us), never=never, open=still)


def _share(compliance: Compliance, kind: ShiftKind | None) -> float | None:
    share = compliance.share(kind)
    return None if math.isnan(share) else round(share, 4)


def _moment(us: int) -> datetime:
    return _EPOCH + timedelta(microseconds=us)
