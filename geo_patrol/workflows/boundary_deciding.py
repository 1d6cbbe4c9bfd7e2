"""Putting a boundary that was brought in in force, from a day on; and the cells that follow it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.errors import Conflict, GeoPatrolError, InvalidInput, Unavailable, finding
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import PLACES, hold
from geo_patrol.store.repositories import boundary_imports, grids, places
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows import regridding
from geo_patrol.workflows.boundary_applying import apply
from geo_patrol.workflows.boundary_comparing import compare, figures_of, following
from geo_patrol.workflows.boundary_imports import found_import
from geo_patrol.workflows.gridding import grid_id, ground_of
from geo_patrol.zones.bringing import BoundaryImport, plain_finding

FARTHEST_AHEAD = timedelta(days=366)


def put_in_force(
    store: Store,
    scope: Scope,
    import_id: UUID,
    *,
    valid_from: datetime,
    reason: str,
    epsg: int,
    zone: ZoneInfo,
    now: datetime,
) -> BoundaryImport:
    """Put a draft in force, at once or when its day comes.

    Zones of the level end where it begins. An outline has no past: it holds from a day on that is
    not over, and the figures of all days are then those of its cells. The same again changes
    nothing.

    Raises
    ------
    NotFound
        When the import is out of reach.
    Conflict
        When something else became of it meanwhile.
    InvalidInput
        When the day cannot be, or the boundary does not fit any more.
    """
    with store.reader() as session:
        found = found_import(session, scope, import_id).record
        if found.state == "draft":
            _require_day(session, found, valid_from, zone, now)
            figures = figures_of(compare(session, found, epsg=epsg, now=now))
    with store.writer() as session:
        hold(session, PLACES)
        kept = found_import(session, scope, import_id)
        record = kept.record
        if record.state in ("waiting", "in_force"):
            if (record.valid_from, record.reason) == (valid_from, reason):
                return record
            raise _decided(record)
        if record.state != "draft":
            raise _decided(record)
        record = replace(
            record,
            state="waiting",
            valid_from=valid_from,
            reason=reason,
            decided_at=now,
            decided_by=scope.officer_id,
            figures=figures,
        )
        if valid_from <= now:
            record = apply(session, record, now)
        boundary_imports.save(session, record)
        details = {**_details(record), "valid_from": valid_from.isoformat()}
        _note(session, scope, "put_in_force", kept.squad_code, record, now, details)
    return record


def discard(
    store: Store, scope: Scope, import_id: UUID, *, reason: str, now: datetime
) -> BoundaryImport:
    """Decide that a draft never counts; one whose day is still to come, too.

    Raises
    ------
    NotFound
        When the import is out of reach.
    Conflict
        When it is in force.
    """
    with store.writer() as session:
        hold(session, PLACES)
        kept = found_import(session, scope, import_id)
        record = kept.record
        if record.state == "discarded":
            return record
        if record.state == "in_force":
            raise _decided(record)
        record = replace(
            record,
            state="discarded",
            reason=reason,
            decided_at=now,
            decided_by=scope.officer_id,
        )
        boundary_imports.save(session, record)
        _note(session, scope, "discard", kept.squad_code, record, now, _details(record))
    return record


def go_on(store: Store, *, epsg: int, now: datetime) -> int:
    """Put in force what waits for a day that has come, and have cells follow; return how many.

    Raises
    ------
    Unavailable
        When the store is busy or away; what was done before stays done.
    """
    with store.reader() as session:
        found = boundary_imports.unfinished(session, now)
    for one in found:
        if one.state == "waiting":
            _come_due(store, one.id, epsg=epsg, now=now)
        follow(store, one.id, now=now)
    return len(found)


def follow(store: Store, import_id: UUID, *, now: datetime) -> None:
    """Have the cells follow a boundary that is in force: a grid for it is on its way then.

    Raises
    ------
    Unavailable
        When the store is busy or away.
    """
    with store.reader() as session:
        record = found_import(session, SYSTEM, import_id).record
        if not record.grid_due:
            return
        stored = grids.grid_in_use(session, record.area_code)
        ground = ground_of(session, record.area_code, now)
        try:
            grid = None if stored is None else following(session, ground, stored.grid)
        except InvalidInput as error:
            # It could be made when it was looked at: what lies around it has changed since.
            grid, record = None, _told(record, error)
    new_id = None
    if grid is not None and stored is not None:
        new_id = grid_id(grid)
        regridding.begin(store, grid, new_id, now=now)
    with store.upkeep() as session:
        boundary_imports.save(session, replace(record, grid_id=new_id, grid_due=False))


def _come_due(store: Store, import_id: UUID, *, epsg: int, now: datetime) -> None:
    with store.reader() as session:
        try:
            compare(session, found_import(session, SYSTEM, import_id).record, epsg=epsg, now=now)
            fault: GeoPatrolError | None = None
        except Unavailable:
            raise
        except GeoPatrolError as error:
            fault = error
    with store.writer() as session:
        hold(session, PLACES)
        kept = found_import(session, SYSTEM, import_id)
        record = kept.record
        if record.state != "waiting":
            return
        act = "put_in_force"
        if fault is None:
            record = apply(session, record, now)
        else:
            act, record = "refuse", replace(_told(record, fault), state="draft", valid_from=None)
        boundary_imports.save(session, record)
        _note(session, SYSTEM, act, kept.squad_code, record, now, _details(record))


def _require_day(
    session: Session,
    record: BoundaryImport,
    valid_from: datetime,
    zone: ZoneInfo,
    now: datetime,
) -> None:
    today = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    wrong = None
    if valid_from > now + FARTHEST_AHEAD:
        wrong = finding("valid_from", "boundaries.day_too_far")
    elif record.level is None and valid_from < today:
        wrong = finding("valid_from", "boundaries.day_over")
    elif record.level is not None:
        there = places.all_zones(session, record.area_code, record.level, draft=False)
        # What begins before others ends where they begin: it would not be what was looked at.
        later = max((one.valid_from for one in there), default=valid_from)
        if later > valid_from:
            day = later.astimezone(zone).date().isoformat()
            wrong = finding("valid_from", "boundaries.day_before_others", day=day)
    if wrong is not None:
        raise InvalidInput("api.invalid", findings=(wrong,))


def _told(record: BoundaryImport, error: GeoPatrolError) -> BoundaryImport:
    said = [finding("", error.key, **error.params), *error.findings]
    return replace(record, findings=(*record.findings, *map(plain_finding, said)))


def _decided(record: BoundaryImport) -> Conflict:
    return Conflict("boundaries.decided", current={"state": record.state})


def _details(record: BoundaryImport) -> dict[str, Any]:
    return {"area": record.area_code, "part": record.part, "sha256": record.sha256}


def _note(
    session: Session,
    scope: Scope,
    action: str,
    squad_code: str,
    record: BoundaryImport,
    now: datetime,
    details: Mapping[str, Any],
) -> None:
    note(session, Act(squad_code, scope.actor, action, f"boundary/{record.id}", now, details))
