"""Gaps on the wire."""

from __future__ import annotations

import math
from datetime import datetime
from itertools import compress
from typing import Any, Literal
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field

from api.coverage.answering import Columns, known, moments, rows
from api.coverage.schemas import AreaPeriod
from geo_patrol.coverage.gaps import GAP_CLASSES, NEVER_US, Compliance, GapClass, GapSpans
from geo_patrol.coverage.rollup import SHIFT_KINDS
from geo_patrol.grid.records import CellKind
from geo_patrol.patrols import ShiftKind
from geo_patrol.workflows.area_cells import AreaCells
from geo_patrol.workflows.cell_figures import GapFigures
from geo_patrol.zones import ZoneLevel

Mask = NDArray[np.bool_]


class GapQuery(AreaPeriod):
    """Query of an area's gaps."""

    zone_level: ZoneLevel | Literal["none"] | None = Field(
        None, description="Only cells of this protection zone; `none`: outside all."
    )
    kind: CellKind | None = Field(None, description="Only cells of this kind.")
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
    overdue_s: float = Field(
        description="Time of the period in which the required interval had passed without a visit."
    )
    spans: list[GapSpan] | None = None


class GapsOut(BaseModel):
    """An area's gaps in a period, as known at a moment, cell by cell."""

    area: str
    start: datetime
    end: datetime = Field(description="Exclusive.")
    as_of: datetime = Field(
        description="End of the period; now, or when the area was given up, if that is earlier."
    )
    counts: dict[GapClass, int] = Field(description="Cells of each class.")
    compliance: float | None = Field(description="Share of required intervals that were met.")
    compliance_by_shift: dict[ShiftKind, float | None] = Field(
        description="The same, for intervals of one shift."
    )
    untracked_patrols: list[UUID] = Field(description="Patrols without a usable track.")
    items: list[CellGaps]

    @classmethod
    def head_of(cls, found: GapFigures, chosen: Mask) -> GapsOut:
        """Return figures' form on the wire, without the cells, counting only the chosen ones."""
        counted = np.bincount(found.standing.gap_class[chosen], minlength=len(GAP_CLASSES))
        compliance = found.watched.compliance
        return cls(
            area=found.cells.area.code,
            start=found.start,
            end=found.end,
            as_of=found.as_of,
            counts=dict(zip(GAP_CLASSES, counted.tolist(), strict=True)),
            compliance=_share(compliance, None, chosen),
            compliance_by_shift={kind: _share(compliance, kind, chosen) for kind in SHIFT_KINDS},
            untracked_patrols=[one.id for one in found.untracked],
            items=[],
        )


def chosen_cells(of: AreaCells, query: GapQuery) -> Mask:
    """Return which of an area's cells a query is about."""
    chosen = np.ones(len(of), np.bool_)
    if query.kind is not None:
        chosen &= np.array(of.demands.kinds, object) == query.kind
    if query.zone_level is not None:
        level = None if query.zone_level == "none" else query.zone_level
        chosen &= np.array([one == level for one in of.demands.levels], np.bool_)
    return chosen


def gap_columns(found: GapFigures, chosen: Mask, *, with_spans: bool) -> Columns:
    """Return the chosen cells' figures as the columns of `CellGaps`."""
    demands, stands, watched = found.cells.demands, found.standing, found.watched
    required = demands.required_s[chosen]
    wanted = ~np.isnan(required)
    ratio, last_us = stands.ratio[chosen], stands.last_leave_us[chosen]
    n_gaps = watched.n_gaps[chosen]
    return {
        "code": list(compress(demands.codes, chosen.tolist())),
        "kind": list(compress(demands.kinds, chosen.tolist())),
        "gap_class": [GAP_CLASSES[code] for code in stands.gap_class[chosen].tolist()],
        "ratio": known([round(one, 4) for one in ratio.tolist()], ~np.isnan(ratio)),
        "last_seen": known(moments(last_us), last_us != NEVER_US),
        "required_interval_s": known(np.nan_to_num(required).astype(int).tolist(), wanted),
        "windows": watched.compliance.windows[chosen].sum(axis=1).tolist(),
        "met": watched.compliance.met[chosen].sum(axis=1).tolist(),
        "n_gaps": n_gaps.tolist(),
        "longest_gap_s": known((watched.longest_us[chosen] / 1e6).tolist(), n_gaps > 0),
        "overdue_s": (watched.overdue_us[chosen] / 1e6).tolist(),
        "spans": _spans(found.spans, chosen) if with_spans else [None] * len(last_us),
    }


def _spans(spans: GapSpans, chosen: Mask) -> list[list[dict[str, Any]]]:
    listed = rows(
        {
            "start": moments(spans.from_us),
            "end": moments(spans.to_us),
            "never": spans.never.tolist(),
            "open": spans.open.tolist(),
        }
    )
    of = np.flatnonzero(chosen)
    begins = np.searchsorted(spans.cell, of).tolist()
    ends = np.searchsorted(spans.cell, of, "right").tolist()
    return [listed[begin:end] for begin, end in zip(begins, ends, strict=True)]


def _share(compliance: Compliance, kind: ShiftKind | None, chosen: Mask) -> float | None:
    share = compliance.share(kind, chosen)
    return None if math.isnan(share) else round(share, 4)
