"""Routes of outboxes."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from api.auth.permissions import Caller, allow
from api.outbox.schemas import OutboxKeyOut, PublicKeyOut
from api.services import Serving
from geo_patrol.outbox import claim_of, outbox_key

router = APIRouter(prefix="/api/v1/outbox-key", tags=["session"])


@router.get("", summary="The key that unsent work is sealed to", response_model=OutboxKeyOut)
async def read(
    caller: Annotated[Caller, allow("records.write")], services: Serving
) -> JSONResponse:
    """Return the server's public key, and the asker's claim to an outbox.

    A phone seals the key of its queue to it, so that the queue can be saved to a file that
    `geo-patrol import outbox` opens: also when the officer's PIN is forgotten.
    """
    key = outbox_key(services.keys, services.settings.outbox_key_number)
    claim = claim_of(services.keys.claims_key, caller.officer.id, key.kid, services.now())
    told = OutboxKeyOut(id=key.kid, public_jwk=PublicKeyOut(**key.public_jwk), claim=claim)
    return JSONResponse(told.model_dump(mode="json"))
