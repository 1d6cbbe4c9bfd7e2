"""A grid's way into use: the squad's tracks are traced through it, some at a time, then it counts.

Until then the area's figures are those of the grid before it. How far it is stands in the store:
whoever goes on, after a restart too, goes on from there. Tracks that come meanwhile are traced
through both grids as they come (`geo_patrol.workflows.tracing`).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.grid import Grid
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import PLACES, hold, hold_coverage
from geo_patrol.store.repositories import grid_changes, grids
from geo_patrol.store.repositories.grid_changes import GridChange, TrackToTrace
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.trail import note
from geo_patrol.workflows.boundaries import known_area
from geo_patrol.workflows.locating import relocate_incidents
from geo_patrol.workflows.progress import Progress, silent
from geo_patrol.workflows.tracing import keep_blocks, refresh_days, together, touched_days

TRACKS_AT_ONCE = 20
"""Whoever writes a track waits for a step: it takes a fraction of a second."""


@dataclass(frozen=True)
class Begun:
    """A change that was asked for; ``new`` is false when the grid is in use already."""

    new: bool
    pending: bool


def begin(store: Store, grid: Grid, grid_id: UUID, *, now: datetime) -> Begun:
    """Ask for a grid to be used; one that is on its way already goes on from where it is.

    Raises
    ------
    NotFound
        When there is no such area.
    """
    with store.writer() as session:
        area = known_area(session, grid.area_code)
        hold(session, PLACES)
        hold_coverage(session, area.squad_code)
        if grid_id in grids.grid_ids_of(session, grid.area_code):
            # Whoever asks for what there is does not want what is on its way.
            _give_up(session, grid.area_code, area.squad_code, now)
            return Begun(new=False, pending=False)
        if grid_changes.change(session, grid_id) is not None:
            return Begun(new=True, pending=True)
        _give_up(session, grid.area_code, area.squad_code, now)
        grids.add_grid(session, grid_id, grid, now=now)
        grid_changes.begin(session, grid.area_code, grid_id, now=now)
        details = {"grid": str(grid_id), "cells": len(grid.cells)}
        _note(session, "prepare", grid.area_code, area.squad_code, now, details)
    return Begun(new=True, pending=True)


def step(store: Store, grid_id: UUID, *, now: datetime, zone: ZoneInfo) -> GridChange | None:
    """Go on with a change for a moment; return how far it is, None when it is done or given up.

    Raises
    ------
    Unavailable
        When the store is busy or away; what was done before stays done.
    """
    with store.upkeep() as session:
        change = grid_changes.change(session, grid_id)
        if change is None:
            return None
        hold_coverage(session, change.squad_code)
        # Somebody else may have gone on with it, or given it up, just now.
        change = grid_changes.change(session, grid_id)
        if change is None:
            return None
        batch = grid_changes.next_tracks(session, change.squad_code, change.done_pk, TRACKS_AT_ONCE)
        if batch:
            _trace(session, change, batch, zone)
            grid_changes.advance(session, grid_id, batch)
            return grid_changes.change(session, grid_id)
    return None if _finish(store, change, now) else change


def drive(
    store: Store,
    grid_id: UUID,
    *,
    now: datetime,
    zone: ZoneInfo,
    progress: Progress = silent,
) -> int:
    """Bring a change to its end; return how many tracks the squad has."""
    n_tracks = 0
    progress("progress.tracing", 0, 0)
    while change := step(store, grid_id, now=now, zone=zone):
        n_tracks = change.n_tracks
        progress("progress.tracing", change.n_done, change.n_tracks)
    progress("progress.tracing", n_tracks, n_tracks)
    return n_tracks


def _trace(session: Session, change: GridChange, batch: list[TrackToTrace], zone: ZoneInfo) -> None:
    """Trace tracks through the grid; those too that came meanwhile, and are already."""
    ids = [one.id for one in batch]
    before = touched_days(grid_changes.remove_blocks_of(session, change.grid_id, ids), zone)
    found = [(one.id, one.patrol_id, one.mode, one.fixes) for one in batch if one.counts]
    kept = keep_blocks(session, change.squad_code, found, zone, [change.grid_id])
    for grid_id, days in together(before, kept.days).items():
        refresh_days(session, grid_id, days, zone)


def _finish(store: Store, change: GridChange, now: datetime) -> bool:
    """Put the grid in use; False when another track came just before."""
    with store.writer() as session:
        area = known_area(session, change.area_code)
        hold(session, PLACES)
        hold_coverage(session, area.squad_code)
        found = grid_changes.change(session, change.grid_id)
        if found is None:
            return True
        if grid_changes.next_tracks(session, area.squad_code, found.done_pk, 1):
            return False
        grid_changes.finish(session, change.area_code, change.grid_id, now=now)
        cells = grids.grid(session, change.grid_id).cells
        details = {"grid": str(change.grid_id), "cells": len(cells)}
        _note(session, "use", change.area_code, area.squad_code, now, details)
        relocate_incidents(session, [area.geometry, *(cell.geometry for cell in cells)])
    return True


def _give_up(session: Session, area_code: str, squad_code: str, now: datetime) -> None:
    under_way = [one for one in grid_changes.changes(session) if one.area_code == area_code]
    for one in under_way:
        grid_changes.give_up(session, area_code)
        _note(session, "give_up", area_code, squad_code, now, {"grid": str(one.grid_id)})


def _note(
    session: Session,
    act: str,
    area_code: str,
    squad_code: str,
    now: datetime,
    details: dict[str, object],
) -> None:
    note(session, Act(squad_code, SYSTEM.actor, act, f"grid/{area_code}", now, details))
