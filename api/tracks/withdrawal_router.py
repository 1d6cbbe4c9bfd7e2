"""Routes of withdrawals of tracks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.answers import record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.history.wire import told_on_the_wire
from api.services import Serving
from api.tracks.withdrawal_schemas import EXAMPLES, WithdrawalBody, WithdrawalOut
from api.versions import IfMatch, current_version
from geo_patrol.coverage.warming import wait_until_warm
from geo_patrol.store.repositories import duty, history, tracks
from geo_patrol.store.repositories.track_standings import WITHDRAWALS
from geo_patrol.store.scope import Scope
from geo_patrol.tracks.ids import withdrawal_id
from geo_patrol.workflows.withdrawing import KIND, put_withdrawal

router = APIRouter(
    prefix="/api/v1/patrols/{patrol_id}/tracks/{track_id}/withdrawal", tags=["tracks"]
)

WithdrawalSent = Annotated[WithdrawalBody, Depends(JsonBody(WithdrawalBody, EXAMPLES))]


@router.put("", summary="Withdraw a track, or take that back", response_model=WithdrawalOut)
def put(
    patrol_id: UUID,
    track_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: WithdrawalSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Say that a track does not count, or that it does after all, and why. The track is kept.

    For who sent the track, and for leaders of the squad. It may come before the track.
    """
    wait_until_warm()
    with told_on_the_wire(KIND, caller.scope):
        written = put_withdrawal(
            services.store,
            caller.scope,
            sent.said(patrol_id, track_id),
            now=services.now(),
            zone=services.settings.zone,
            if_match=if_match,
        )
    with services.store.reader() as session:
        status = 201 if written.created else 200
        return _answer(session, patrol_id, track_id, caller.scope, status)


@router.get("", summary="Read whether a track is withdrawn", response_model=WithdrawalOut)
def read_one(
    patrol_id: UUID,
    track_id: UUID,
    caller: Annotated[Caller, allow("tracks.read")],
    services: Serving,
) -> JSONResponse:
    """Read what was last said of a track; its version is the answer's ETag."""
    with services.store.reader() as session:
        return _answer(session, patrol_id, track_id, caller.scope, 200)


def _answer(
    session: Session, patrol_id: UUID, track_id: UUID, scope: Scope, status: int
) -> JSONResponse:
    if duty.patrol(session, patrol_id, scope) is None:
        raise history.not_there(session, "patrol", patrol_id, "records.no_patrol")
    key = withdrawal_id(patrol_id, track_id)
    version = current_version(session, KIND, key)
    found = WITHDRAWALS.one(session, key, scope)
    if found is None:
        raise history.not_there(session, KIND, key, "records.not_found")
    view = tracks.track(session, track_id, scope)
    # One that came under another patrol is none that this was said of.
    standing = view.standing if view is not None and view.patrol_id == patrol_id else None
    return record(WithdrawalOut.of(found, standing), version, status)
