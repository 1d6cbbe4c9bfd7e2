"""The route of tracking apps: each in its own format, under one address."""

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.auth.bearers import PREFIX as TOKEN_PREFIX
from api.auth.permissions import PUBLIC
from api.auth.tokens import token_digest
from api.bodies import read_body
from api.ingest.tokens import PREFIX
from api.services import Services, Serving
from geo_patrol.store.repositories import devices
from geo_patrol.store.repositories.devices import Device
from geo_patrol.tracks.ingest.read import CSV_BYTES, read_request
from geo_patrol.workflows.trackers import take_in

router = APIRouter(include_in_schema=False)

NO_ROUTE = 404


@router.get(f"{PREFIX}{{token}}", dependencies=[PUBLIC])
@router.post(f"{PREFIX}{{token}}", dependencies=[PUBLIC])
async def receive(token: str, request: Request, services: Serving) -> Response:
    """Take in what a tracking app reports.

    The token is the permission: one that is none, or is good no more, finds no such address. What
    an app says in its format is answered 200 whatever becomes of it, since apps repeat anything
    else for ever, and hold back all that comes after.
    """
    tracker = await run_in_threadpool(_tracker, services, token)
    request.state.actor = tracker.scope.actor
    body = await read_body(request, CSV_BYTES) if request.method == "POST" else b""
    await run_in_threadpool(_take_in, services, tracker, request.url.query, body)
    # OwnTracks reads what it is answered: a list of messages for it. The others don't look.
    return JSONResponse([])


def _tracker(services: Services, token: str) -> Device:
    if token.startswith(TOKEN_PREFIX):
        with services.store.glance() as session:
            found = devices.device_of_token(session, token_digest(token))
        if found is not None and found.kind == "tracker":
            return found
    raise HTTPException(NO_ROUTE)


def _take_in(services: Services, tracker: Device, query: str, body: bytes) -> None:
    message = read_request(query, body)
    take_in(services.store, tracker, message, now=services.now())
