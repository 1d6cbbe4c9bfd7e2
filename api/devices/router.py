"""Routes of devices and their tokens."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.answers import record
from api.auth.bearers import new_token
from api.auth.permissions import Caller, allow
from api.auth.tokens import token_digest
from api.bodies import JsonBody
from api.devices.schemas import EXAMPLES, DeviceBody, DeviceOut, Devices, FreshToken
from api.history.wire import told_on_the_wire
from api.services import Serving
from api.versions import IfMatch, current_version
from geo_patrol.store.repositories import devices, trackers
from geo_patrol.workflows.devices import give_token, known_device, put_device, revoke_token

router = APIRouter(prefix="/api/v1/devices", tags=["devices"])

DeviceSent = Annotated[DeviceBody, Depends(JsonBody(DeviceBody, EXAMPLES))]
Keeper = Annotated[Caller, allow("accounts.manage")]


@router.get("", summary="List devices", response_model=Devices)
def read_all(caller: Keeper, services: Serving) -> JSONResponse:
    """List trackers, cameras and monitors."""
    with services.store.reader() as session:
        tallies = trackers.tallies(session)
        items = [DeviceOut.of(one, tallies.get(one.id)) for one in devices.devices(session)]
    return JSONResponse(Devices(items=items).model_dump(mode="json"))


@router.get("/{device_id}", summary="Read a device", response_model=DeviceOut)
def read_one(device_id: UUID, caller: Keeper, services: Serving) -> JSONResponse:
    """Read one device; the version is the answer's ETag."""
    with services.store.reader() as session:
        return _answer(session, device_id, 200)


@router.put("/{device_id}", summary="Write a device", response_model=DeviceOut)
def put(
    device_id: UUID, caller: Keeper, sent: DeviceSent, if_match: IfMatch, services: Serving
) -> JSONResponse:
    """Write a device under an id that the client made. It has no token before one is given."""
    with told_on_the_wire("device", caller.scope):
        written = put_device(
            services.store,
            caller.scope,
            sent.device(device_id),
            now=services.now(),
            if_match=if_match,
        )
    with services.store.reader() as session:
        return _answer(session, device_id, 201 if written.created else 200)


@router.post("/{device_id}/token", summary="Give a token", response_model=FreshToken)
def give(device_id: UUID, caller: Keeper, services: Serving) -> JSONResponse:
    """Give a device a token, shown this once; the one it had is good no more."""
    fresh = new_token()
    give_token(services.store, caller.scope, device_id, token_digest(fresh), now=services.now())
    return JSONResponse(FreshToken(token=fresh).model_dump(mode="json"))


@router.delete("/{device_id}/token", summary="Revoke a token", status_code=204)
def revoke(device_id: UUID, caller: Keeper, services: Serving) -> Response:
    """Take a device's token back; nothing happens without one."""
    revoke_token(services.store, caller.scope, device_id, now=services.now())
    return Response(status_code=204)


def _answer(session: Session, device_id: UUID, status: int) -> JSONResponse:
    version = current_version(session, "device", device_id)
    told = DeviceOut.of(known_device(session, device_id), trackers.tally(session, device_id))
    return record(told, version, status)
