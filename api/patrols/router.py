"""Routes of patrols."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

import shapely
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.answers import GEOJSON_TOO, listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.history.wire import told_on_the_wire
from api.patrols.schemas import (
    EXAMPLES,
    ListedPatrol,
    PatrolBody,
    PatrolFilters,
    PatrolOut,
    Patrols,
)
from api.queries import read_asked, wants_geojson
from api.services import Serving
from api.versions import IfMatch, current_version
from geo_patrol.coverage.warming import wait_until_warm
from geo_patrol.patrols import Patrol
from geo_patrol.store.repositories import duty, history, tracks
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.paging import MAX_PAGE
from geo_patrol.store.repositories.patrol_tracks import NO_TRACKS, Untracked, tracks_of
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.cell_figures import USABLE_TRACK_S
from geo_patrol.workflows.records import patrol_as_kept, put_patrol

router = APIRouter(prefix="/api/v1/patrols", tags=["patrols"])

PatrolSent = Annotated[PatrolBody, Depends(JsonBody(PatrolBody, EXAMPLES))]

LOOSE_ENDS = timedelta(hours=1)
"""A phone may be switched on before a patrol begins, and off after it ends."""


@router.put("/{patrol_id}", summary="Write a patrol", response_model=PatrolOut)
def put(
    patrol_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: PatrolSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write a patrol with its crew under an id that the client made."""
    # Another time or mode has its tracks traced anew.
    wait_until_warm()
    patrol = sent.patrol(patrol_id)
    with told_on_the_wire("patrol", caller.scope):
        written = put_patrol(
            services.store,
            caller.scope,
            patrol,
            now=services.now(),
            zone=services.settings.zone,
            if_match=if_match,
        )
    if written.changed:
        # What is in force now is what was sent: it need not be read.
        kept = PatrolOut.of(patrol_as_kept(patrol), caller.scope)
        return record(kept, written.version, 201 if written.created else 200)
    with services.store.reader() as session:
        return _answer(session, patrol_id, caller.scope, 200)


@router.get("", summary="List patrols", response_model=Patrols, responses=GEOJSON_TOO)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[PatrolFilters, Query()],
    services: Serving,
) -> JSONResponse:
    """List the patrols that meet a period, in time order; in GeoJSON with their tracks' lines.

    The lines are simplified, for drawing: nothing is measured on them. Who may not see tracks
    gets none, and is not told how many there are; which patrols left none that is of use, gaps
    tell, too.
    """
    asked = read_asked(query, services.settings, None)
    sees_tracks = caller.may("tracks.read")
    with services.store.reader() as session:
        page = duty.patrols(
            session,
            caller.scope,
            asked.span,
            squad=asked.squad,
            area=asked.area,
            mode=query.mode,
            untracked=_untracked(query, asked.span, services.now()),
            cursor=asked.cursor,
            limit=asked.limit,
            newest_first=query.order == "newest",
        )
        told = tracks_of(session, [one.id for one in page.items]) if sees_tracks else {}
        lines = wants_geojson(request) and sees_tracks
        drawn = _lines(session, caller.scope, page.items) if lines else {}
    items = [
        ListedPatrol.listed(one, caller.scope, told.get(one.id, NO_TRACKS) if sees_tracks else None)
        for one in page.items
    ]
    return listing(request, items, [drawn.get(item.id) for item in items], page.next_cursor)


@router.get("/{patrol_id}", summary="Read a patrol", response_model=PatrolOut)
def read_one(
    patrol_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one patrol; its version is the answer's ETag."""
    with services.store.reader() as session:
        return _answer(session, patrol_id, caller.scope, 200)


def _untracked(query: PatrolFilters, span: Span, now: datetime) -> Untracked | None:
    if query.untracked is None:
        return None
    # As gaps of that period are told.
    as_of = now if span.end is None else min(now, span.end)
    return Untracked(query.untracked, min_inside_s=USABLE_TRACK_S, as_of=as_of)


def _answer(session: Session, patrol_id: UUID, scope: Scope, status: int) -> JSONResponse:
    # The version first: should an edit come between, it is the older one, and If-Match fails.
    version = current_version(session, "patrol", patrol_id)
    found = duty.patrol(session, patrol_id, scope)
    if found is None:
        raise history.not_there(session, "patrol", patrol_id, "records.not_found")
    return record(PatrolOut.of(found, scope), version, status)


def _lines(
    session: Session, scope: Scope, patrols: Sequence[Patrol]
) -> dict[UUID, shapely.MultiLineString]:
    """Return the lines of patrols that have tracks, of those tracks that count."""
    lines: dict[UUID, list[shapely.LineString]] = defaultdict(list)
    wanted = {patrol.id for patrol in patrols}
    cursor: str | None = None
    while wanted:
        page = tracks.tracks(session, scope, _around(patrols), cursor=cursor, limit=MAX_PAGE)
        for track in page.items:
            shown = track.patrol_id in wanted and track.standing == "counts"
            if shown and track.line is not None:
                lines[track.patrol_id].append(track.line)
        cursor = page.next_cursor
        if cursor is None:
            break
    return {patrol_id: shapely.MultiLineString(parts) for patrol_id, parts in lines.items()}


def _around(patrols: Sequence[Patrol]) -> Span:
    ends: list[datetime] = [one.end for one in patrols if one.end is not None]
    last = max(ends) + LOOSE_ENDS if len(ends) == len(patrols) else None
    return Span(min(one.start for one in patrols) - LOOSE_ENDS, last)
