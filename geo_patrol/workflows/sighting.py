"""From fixes to what was seen of every grid, and to the patrols that saw enough of a cell."""

from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo_patrol.coverage.gate import GatedPath
from geo_patrol.coverage.records import Visits
from geo_patrol.coverage.seen.grids import SeenGrid
from geo_patrol.coverage.seen.looks import only
from geo_patrol.coverage.seen.raster import unite
from geo_patrol.coverage.seen.shares import shares
from geo_patrol.patrols import Mode
from geo_patrol.store.repositories import grids, seen
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.seen import SeenBlock
from geo_patrol.tracks.fixes import Fixes

GRIDS_KEPT = 16
"""How many grids' rasters are remembered: one of 30,000 cells is about 10 MB."""


@lru_cache(maxsize=GRIDS_KEPT)
def _remembered(_grid_id: UUID) -> list[SeenGrid]:
    return []


def seen_grid(session: Session, grid_id: UUID) -> SeenGrid:
    """Return a grid's raster and cells; a grid version never changes, so it is made once."""
    kept = _remembered(grid_id)
    if not kept:
        kept.append(SeenGrid(grids.grid(session, grid_id)))
    return kept[0]


@lru_cache(maxsize=256)
def _remembered_rule(_grid_id: UUID) -> list[bool]:
    return []


def has_seen_rule(session: Session, grid_id: UUID) -> bool:
    """Tell whether a grid has cells that count as visited when seen."""
    kept = _remembered_rule(grid_id)
    if not kept:
        kept.append(grids.has_seen_rule(session, grid_id))
    return kept[0]


def watched_cells(session: Session, grid_id: UUID) -> NDArray[np.int32]:
    """Return the cells of a grid that count as visited when seen: ``(n,)`` ascending indices."""
    watched = seen_grid(session, grid_id).watched
    return np.empty(0, np.int32) if watched is None else watched.cell


def seen_blocks_of(
    session: Session,
    found: Iterable[tuple[UUID, UUID, Mode, Fixes]],
    grid_ids: Iterable[UUID],
) -> Iterable[SeenBlock]:
    """Yield what tracks (track id, patrol id, mode, fixes) saw of grids.

    A grid of which a track saw nothing gets no block.
    """
    rasters = [(grid_id, seen_grid(session, grid_id)) for grid_id in grid_ids]
    for track_id, patrol_id, mode, fixes in found:
        paths: dict[int, GatedPath] = {}
        for grid_id, raster in rasters:
            if raster.epsg not in paths:
                paths[raster.epsg] = raster.path(fixes, mode)
            sighting = raster.look(paths[raster.epsg], mode)
            if sighting is not None:
                yield SeenBlock(track_id, grid_id, patrol_id, sighting)


def counted_looks(session: Session, grid_id: UUID, span: Span) -> dict[UUID, list[Visits]]:
    """Return the looks that are visits, by patrol: those at cells of which it saw enough.

    A patrol's tracks count together, all of them and each pixel once, those beyond the span too:
    so it matters neither in which order they came nor how often. Looks are whole, not cut to the
    span. A grid without cells that count as visited when seen gives none.
    """
    if not has_seen_rule(session, grid_id):
        return {}
    raster = seen_grid(session, grid_id)
    watched = raster.watched
    if watched is None:
        return {}
    counted: dict[UUID, list[Visits]] = {}
    for patrol_id, blocks in seen.looks_by_patrol(session, grid_id, span).items():
        share = shares(unite(raster.frame, (bits for bits, _looks in blocks)), raster.cells)
        enough = np.zeros(len(raster.cells), np.bool_)
        # A share is counted in pixels: one that is asked for exactly may be off by a rounding.
        enough[watched.cell] = share[watched.cell] >= watched.least - 1e-9
        counted[patrol_id] = [only(looks, enough[looks.cell]) for _bits, looks in blocks]
    return counted
