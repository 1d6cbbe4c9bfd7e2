"""A month's figures of blocks, never of persons (行政处罚法 74)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy.orm import Session

from geo_patrol.cases.standing import Terms
from geo_patrol.cases.timeliness import timeliness
from geo_patrol.reports.monthly import BlockMonth
from geo_patrol.reports.ranking import Part
from geo_patrol.store.repositories import incidents
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.cell_figures import cell_figures
from geo_patrol.workflows.place_measures import AreaMeasures, grid_areas, place_measures
from geo_patrol.workflows.standing import is_demo


@dataclass(frozen=True)
class BlockFigures:
    """The blocks of ``[start, end)``, as known at ``as_of``, by area and code."""

    start: datetime
    end: datetime
    as_of: datetime
    rows: tuple[BlockMonth, ...]
    demo: bool


def block_figures(
    session: Session,
    scope: Scope,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    terms: Terms,
    *,
    squad: str | None = None,
    area: str | None = None,
) -> BlockFigures:
    """Return the figures of the blocks within reach, and beside them of what is in no block.

    Areas without blocks in the period are left out.

    Raises
    ------
    NotFound
        When a squad or area is out of reach or has no grid.
    InvalidInput
        When the period has not begun.
    """
    areas = grid_areas(session, scope, squad=squad, area=area)
    rows: list[BlockMonth] = []
    for one in place_measures(session, scope, areas, start, end, zone, terms):
        if one.block_codes():
            rows += _rows(session, scope, one, Span(start, end), zone, terms)
    return BlockFigures(start, end, terms.now, tuple(rows), is_demo(session))


@dataclass
class _Sums:
    met: int = 0
    windows: int = 0
    presence_us: int = 0
    way_um: int = 0
    n_visits: int = 0
    n_incidents: int = 0
    n_cells: int = 0


def _rows(
    session: Session,
    scope: Scope,
    found: AreaMeasures,
    span: Span,
    zone: ZoneInfo,
    terms: Terms,
) -> Iterator[BlockMonth]:
    sums: dict[str | None, _Sums] = {code: _Sums() for code in (*found.block_codes(), None)}
    codes = found.cells.demands.codes
    for piece in found.pieces:
        spent = cell_figures(session, found.cells, piece.start, piece.end, zone, now=terms.now)
        by_code = incidents.n_by_cell(session, scope, found.area.code, piece.start, piece.end)
        n = np.array([by_code.get(code, 0) for code in codes], np.int64)
        for code, rows in piece.rows.items():
            one = sums[code]
            one.met += int(piece.met[rows].sum())
            one.windows += int(piece.windows[rows].sum())
            one.presence_us += int(spent.presence_us[rows].sum())
            one.way_um += int(spent.way_um[rows].sum())
            one.n_visits += int(spent.n_visits[rows].sum())
            one.n_incidents += int(n[rows].sum())
        # What lies in no cell, or in one of an older grid, is in no block either.
        sums[None].n_incidents += sum(by_code.values()) - int(n.sum())
        for code, one in sums.items():
            one.n_cells = len(piece.rows.get(code, ()))
    cases = found.cases_by_block()
    if sums[None] == _Sums() and not cases.get(None):
        del sums[None]
    for code, one in sums.items():
        yield BlockMonth(
            area_code=found.area.code,
            code=code,
            name="" if code is None else found.block_name(code),
            n_cells=one.n_cells,
            compliance=Part(one.met, one.windows),
            presence_s=one.presence_us / 1e6,
            length_m=one.way_um / 1e6,
            n_visits=one.n_visits,
            n_incidents=one.n_incidents,
            cases=timeliness(cases.get(code, ()), span),
        )
