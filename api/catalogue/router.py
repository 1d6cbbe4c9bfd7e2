"""Routes of the catalogue."""

import hashlib
import json
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Response
from fastapi.responses import JSONResponse

from api.answers import record
from api.auth.permissions import Caller, allow, signed_in
from api.bodies import JsonBody
from api.catalogue.schemas import (
    EXAMPLES,
    CatalogueOut,
    CatalogueTermOut,
    TermBody,
    TermVersionOut,
    TermVersions,
)
from api.history.wire import on_the_wire, told_on_the_wire
from api.services import Services, Serving
from api.versions import IfMatch, current_version
from geo_patrol.errors import NotFound
from geo_patrol.incidents.term_checks import CODE
from geo_patrol.incidents.terms import Group
from geo_patrol.store.repositories import history
from geo_patrol.store.repositories.catalogue import term_versions
from geo_patrol.workflows.catalogue import KIND, current, put_term, term_id

router = APIRouter(prefix="/api/v1/catalogue", tags=["catalogue"])

TermSent = Annotated[TermBody, Depends(JsonBody(TermBody, EXAMPLES))]
TermCode = Annotated[
    str, Path(pattern=f"^{CODE.pattern}$", description="Lower-case letters, digits and `_`.")
]
Keeper = Annotated[Caller, allow("catalogue.write")]


@router.get("", summary="Read the catalogue", response_model=CatalogueOut)
def read(
    caller: Annotated[Caller, signed_in()],
    services: Serving,
    if_none_match: Annotated[
        str | None, Header(max_length=200, description="`ETag` of the answer before.")
    ] = None,
) -> Response:
    """Read all terms as a phone keeps them; 304 when `If-None-Match` has them already."""
    with services.store.reader() as session:
        told = CatalogueOut.of(current(session), term_versions(session, KIND))
    content = json.dumps(
        told.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":")
    ).encode()
    headers = {"ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"'}
    if if_none_match is not None and headers["ETag"] in if_none_match:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)


@router.get("/{group}/{code}", summary="Read a term", response_model=CatalogueTermOut)
def read_one(
    group: Group, code: TermCode, caller: Annotated[Caller, signed_in()], services: Serving
) -> JSONResponse:
    """Read one term; its version is the answer's ETag, `"0"` while nobody changed it."""
    return _answer(group, code, services, 200)


@router.put("/{group}/{code}", summary="Write a term", response_model=CatalogueTermOut)
def put(
    group: Group,
    code: TermCode,
    caller: Keeper,
    sent: TermSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Make a term, or change one; it is never deleted, only retired.

    What is written goes for records that come from now on, and for the names of all there are. One
    that the program brought is edited with `If-Match: "0"`, or without.
    """
    term = sent.term(group, code)
    with told_on_the_wire(KIND, caller.scope):
        written = put_term(
            services.store, caller.scope, term, now=services.now(), if_match=if_match
        )
    return _answer(group, code, services, 201 if written.created else 200)


@router.get(
    "/{group}/{code}/versions", summary="Read a term's history", response_model=TermVersions
)
def read_versions(group: Group, code: TermCode, caller: Keeper, services: Serving) -> JSONResponse:
    """Say what a term has been, who wrote it so, and when."""
    with services.store.reader() as session:
        if code not in current(session).of(group):
            raise NotFound("catalogue.no_term", code=code)
        found = history.versions(session, KIND, term_id(group, code))
    items = [TermVersionOut.of(one, on_the_wire(KIND, one.body, caller.scope)) for one in found]
    return JSONResponse(TermVersions(items=items).model_dump(mode="json"))


def _answer(group: Group, code: str, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        # The version first: should an edit come between, it is the older one, and If-Match fails.
        version = current_version(session, KIND, term_id(group, code)) or 0
        term = current(session).of(group).get(code)
    if term is None:
        raise NotFound("catalogue.no_term", code=code)
    return record(CatalogueTermOut.of(term, version), version, status)
