"""What areas, blocks and cells come to in a period: required visits made, and cases settled.

A block that changes in a period is counted with the cells that it has at each time: the period is
cut there, and a required window that lies on both sides of a cut is in neither piece.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo_patrol.cases.standing import CaseStanding, Terms
from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.park.blocks import block_of_cell, blocks_at, pieces
from geo_patrol.park.records import Block
from geo_patrol.store.repositories import grids, places
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.repositories.responsibility import blocks_of
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.area_cells import AreaCells, area_cells
from geo_patrol.workflows.case_standings import standings_between
from geo_patrol.workflows.cell_figures import gap_figures

Ints = NDArray[np.int64]

MOST_PIECES = 62
"""Blocks that change more often in a period are not counted: each piece reads its visits anew."""


@dataclass(frozen=True, eq=False)
class Piece:
    """A part of a period in which an area's blocks stay the same.

    ``windows`` and ``met`` are in order of the cells; ``rows`` are the places of each block's
    cells, those of no block under None.
    """

    start: datetime
    end: datetime
    blocks: tuple[Block, ...]
    rows: Mapping[str | None, Ints]
    windows: Ints
    met: Ints


@dataclass(frozen=True, eq=False)
class AreaMeasures:
    """An area in a period: required windows by cell, and its cases."""

    area: Area
    cells: AreaCells
    blocks: tuple[Block, ...]
    windows: Ints
    met: Ints
    pieces: tuple[Piece, ...]
    cases: tuple[CaseStanding, ...]

    def block_codes(self) -> list[str]:
        """Return the codes of the blocks that there were in the period."""
        return sorted({one.code for piece in self.pieces for one in piece.blocks})

    def block_name(self, code: str) -> str:
        """Return what a block was called last in the period."""
        named = (one for piece in self.pieces for one in piece.blocks if one.code == code)
        return [one.name for one in named][-1]

    def cases_by_block(self) -> Mapping[str | None, list[CaseStanding]]:
        """Return the cases by the block that their cell was in when they were reported."""
        found: dict[str | None, list[CaseStanding]] = defaultdict(list)
        for one in self.cases:
            block = block_of_cell(self.blocks, one.reported_at).get(one.cell_code or "")
            found[None if block is None else block.code].append(one)
        return found


def grid_areas(
    session: Session, scope: Scope, *, squad: str | None = None, area: str | None = None
) -> list[Area]:
    """Return the areas within reach that have a grid.

    Raises
    ------
    NotFound
        When a squad or an area is named that is out of reach or has none.
    """
    reached = [
        one
        for one in places.areas(session, scope)
        if squad in (None, one.squad_code) and area in (None, one.code)
    ]
    if not reached and area is not None:
        raise NotFound("records.no_area", area=area)
    if not reached and squad is not None:
        raise NotFound("records.no_squad", squad=squad)
    found = [one for one in reached if grids.grid_ids_of(session, one.code)]
    if not found and reached:
        raise NotFound("boundaries.no_grid", area=reached[0].code)
    return found


def place_measures(
    session: Session,
    scope: Scope,
    areas: Sequence[Area],
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    terms: Terms,
) -> Iterator[AreaMeasures]:
    """Yield what areas come to in ``[start, end)``, up to ``terms.now``.

    Raises
    ------
    InvalidInput
        When the period has not begun, or blocks change too often in it.
    """
    as_of = min(end, terms.now)
    if as_of <= start:
        raise InvalidInput("ranking.not_begun")
    cases: dict[str, list[CaseStanding]] = defaultdict(list)
    for one in standings_between(session, scope, Span(start, end), terms):
        if one.counts and one.area_code is not None:
            cases[one.area_code].append(one)
    for area in areas:
        of = area_cells(session, scope, area.code)
        blocks = tuple(one.record for one in blocks_of(session, area.code))
        cut = pieces(blocks, start, as_of)
        if len(cut) > MOST_PIECES:
            raise InvalidInput("ranking.too_many_changes", area=area.code, most=MOST_PIECES)
        whole = _windows(session, scope, of, start, end, zone, terms.now)
        found = [
            _piece(
                of,
                blocks,
                *span,
                whole if len(cut) == 1 else _windows(session, scope, of, *span, zone, terms.now),
            )
            for span in cut
        ]
        yield AreaMeasures(area, of, blocks, *whole, tuple(found), tuple(cases[area.code]))


def _windows(
    session: Session,
    scope: Scope,
    of: AreaCells,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    now: datetime,
) -> tuple[Ints, Ints]:
    found = gap_figures(session, scope, of, start, end, zone, now=now).watched.compliance
    return found.windows.sum(axis=1), found.met.sum(axis=1)


def _piece(
    of: AreaCells,
    blocks: Sequence[Block],
    start: datetime,
    end: datetime,
    counted: tuple[Ints, Ints],
) -> Piece:
    block_of = block_of_cell(blocks, start)
    rows: dict[str | None, list[int]] = defaultdict(list)
    for row, code in enumerate(of.demands.codes):
        block = block_of.get(code)
        rows[None if block is None else block.code].append(row)
    return Piece(
        start,
        end,
        tuple(blocks_at(blocks, start)),
        {code: np.array(found, np.int64) for code, found in rows.items()},
        *counted,
    )
