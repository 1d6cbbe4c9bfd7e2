"""What was seen of an area, by patrols and by cameras, and what by nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo_patrol.cameras.views import sector_of, works
from geo_patrol.coverage.seen.blind import SeenTable, seen_table
from geo_patrol.coverage.seen.grids import SeenGrid
from geo_patrol.coverage.seen.raster import unite
from geo_patrol.coverage.seen.records import Frame, SeenBits
from geo_patrol.coverage.seen.sectors import Sector, see_sectors
from geo_patrol.coverage.seen.shares import shares
from geo_patrol.errors import InvalidInput
from geo_patrol.grid import Grid
from geo_patrol.store.repositories import cameras, seen
from geo_patrol.store.repositories.cameras import StoredCamera
from geo_patrol.store.repositories.grids import StoredGrid
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.coverage import area_grid
from geo_patrol.workflows.sighting import counted_looks, seen_grid

__all__ = ["SeenReport", "counted_looks", "seen_by_cameras", "seen_report"]

UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MS = timedelta(milliseconds=1)


@dataclass(frozen=True, eq=False)
class SeenReport:
    """By whom each cell of an area was seen in ``[start, as_of)``; shares in order of the cells.

    Attributes
    ----------
    end, as_of
        The end that was asked for, and where the period is cut: nobody saw what is to come.
    cameras
        Those that worked at some moment of the period, and stand in sight of the area's grid.
    n_done, n_tracks
        How many of the tracks that came before this program kept what they saw are looked at, of
        how many. What patrols saw is whole when these are equal.
    """

    area: Area
    grid: Grid
    start: datetime
    end: datetime
    as_of: datetime
    table: SeenTable
    cameras: tuple[StoredCamera, ...]
    n_done: int
    n_tracks: int

    @property
    def complete(self) -> bool:
        """Whether all tracks are looked at."""
        return self.n_done == self.n_tracks


def seen_report(
    session: Session,
    scope: Scope,
    area_code: str,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    *,
    now: datetime,
) -> SeenReport:
    """Return what was seen of an area. A period that goes on later is cut at ``now``.

    Tracks are cut to the period exactly. A camera that worked at any moment of it counts with its
    whole view.

    Raises
    ------
    NotFound
        When the area is out of reach or has no grid.
    InvalidInput
        When the period is empty, or has not begun.
    """
    as_of = min(end, now)
    if as_of <= start:
        raise InvalidInput("records.end_before_start")
    area, stored = area_grid(session, scope, area_code)
    raster = seen_grid(session, stored.id)
    by_patrols = _seen_by_patrols(session, stored, raster, start, as_of)
    working, sectors = _cameras(session, scope, area, raster, start, as_of, zone)
    by_cameras = see_sectors(sectors, raster.frame)
    backlog = seen.backlog(session, stored.id)
    n_done, n_tracks = (0, 0) if backlog is None else seen.count_backlog(session, backlog)
    return SeenReport(
        area=area,
        grid=stored.grid,
        start=start,
        end=end,
        as_of=as_of,
        table=seen_table(by_patrols, by_cameras, raster.cells),
        cameras=working,
        n_done=n_done,
        n_tracks=n_tracks,
    )


def seen_by_cameras(
    session: Session,
    scope: Scope,
    area: Area,
    grid_id: UUID,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
) -> NDArray[np.float64]:
    """Return the share of each cell that cameras see which work at some moment of a period."""
    raster = seen_grid(session, grid_id)
    _working, sectors = _cameras(session, scope, area, raster, start, end, zone)
    return shares(see_sectors(sectors, raster.frame), raster.cells)


def _seen_by_patrols(
    session: Session, stored: StoredGrid, raster: SeenGrid, start: datetime, end: datetime
) -> SeenBits:
    whole, over = seen.seen_within(session, stored.id, start, end)
    from_ms, to_ms = _ms(start), _ms(end)

    def parts() -> Iterable[SeenBits]:
        yield from whole
        for one in over:
            yield raster.part(one.fixes, one.mode, from_ms, to_ms)

    return unite(raster.frame, parts())


def _ms(moment: datetime) -> int:
    return (moment - UNIX_EPOCH) // MS


def _cameras(
    session: Session,
    scope: Scope,
    area: Area,
    raster: SeenGrid,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
) -> tuple[tuple[StoredCamera, ...], list[Sector]]:
    """Return the squad's cameras that matter here, with their views."""
    found, sectors = [], []
    for one in cameras.cameras(session, scope, squad=area.squad_code):
        if works(one.camera, start, end, zone):
            sector = sector_of(one.camera, raster.epsg)
            if _reaches(sector, raster.frame):
                found.append(one)
                sectors.append(sector)
    return tuple(found), sectors


def _reaches(sector: Sector, frame: Frame) -> bool:
    """Whether a camera's circle meets the raster, give or take a pixel."""
    across, down = sector.x - frame.x0, frame.y0 - sector.y
    far_x = max(-across, across - frame.n_cols * frame.size_m, 0.0)
    far_y = max(-down, down - frame.n_rows * frame.size_m, 0.0)
    return far_x**2 + far_y**2 <= (sector.range_m + frame.size_m) ** 2
