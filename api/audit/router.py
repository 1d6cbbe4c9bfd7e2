"""Routes of the audit chains."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from api.audit.schemas import Anchor, AuditFilters, Entries, EntryOut, HeadOut, Verification
from api.auth.permissions import Caller, allow
from api.services import Serving
from geo_patrol.store.repositories import audit
from geo_patrol.workflows.auditing import verify

router = APIRouter(prefix="/api/v1/audit", tags=["audit"])

Auditor = Annotated[Caller, allow("audit.read")]


@router.get("", summary="List audit entries", response_model=Entries)
def read_all(
    caller: Auditor, query: Annotated[AuditFilters, Query()], services: Serving
) -> JSONResponse:
    """List entries, the newest first: of a chain, or about an object."""
    with services.store.reader() as session:
        found = audit.page(
            session,
            chain=query.chain,
            object_name=query.object,
            before=query.before,
            limit=query.limit,
        )
    items = [EntryOut.of(one) for one in found]
    return JSONResponse(Entries(items=items).model_dump(mode="json"))


@router.get("/anchor", summary="Read the chains' heads", response_model=Anchor)
def anchor(caller: Auditor, services: Serving) -> JSONResponse:
    """Return where the chains end now. Kept elsewhere, it shows later that nothing was cut off."""
    with services.store.reader() as session:
        heads = [HeadOut.of(head) for head in audit.heads(session)]
    return JSONResponse(Anchor(at=services.now(), heads=heads).model_dump(mode="json"))


@router.get("/verification", summary="Verify chains and records", response_model=Verification)
def read_verification(caller: Auditor, services: Serving) -> JSONResponse:
    """Check every chain, every version by its chain, every record by its versions.

    It takes some seconds for each 100,000 entries. An anchor is compared at the command line:
    `geo-patrol audit verify --anchor FILE`.
    """
    seen = verify(services.store)
    return JSONResponse(Verification.of(seen, services.now()).model_dump(mode="json"))
