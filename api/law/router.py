"""Routes of the law table."""

import hashlib
import json
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Response
from fastapi.responses import JSONResponse

from api.auth.permissions import Caller, allow, signed_in
from api.bodies import JsonBody
from api.law.schemas import (
    EXAMPLES,
    ApplicableOut,
    LawFileOut,
    LawOut,
    LawQuery,
    LawReportOut,
    LawVersionOut,
    LawVersions,
    OfficeQuery,
    OfficeTableBody,
    TableOut,
)
from api.queries import read_moment
from api.remarks import remarks_of
from api.services import Serving
from api.versions import IfMatch
from geo_patrol.errors import InvalidInput, finding
from geo_patrol.law import applicable
from geo_patrol.store.repositories import history
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.incident_law import law_of_category
from geo_patrol.workflows.law import (
    KIND,
    LAW_ID,
    file_of_version,
    import_law,
    look_at_law,
    table_in_force,
)

MOST_VERSIONS = 1_000_000

router = APIRouter(prefix="/api/v1/law", tags=["law"])

OfficeTableSent = Annotated[OfficeTableBody, Depends(JsonBody(OfficeTableBody, EXAMPLES))]


@router.get("/applicable", summary="Ask what applies to an act", response_model=LawOut)
def read_applicable(
    caller: Annotated[Caller, signed_in()],
    query: Annotated[LawQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Say what applied when an act was done: by which article, who is competent, what is needed.

    It blocks nothing: what is unverified, or not in the table, is said; a person decides.
    """
    now, zone = services.now(), services.settings.zone
    at = now if query.at is None else read_moment("at", query.at, services.settings)
    today = query.decided or now.astimezone(zone).date()
    if query.decided is not None and query.decided < at.astimezone(zone).date():
        where = finding("query.decided", "law.decided_before_act")
        raise InvalidInput("api.invalid", findings=(where,))
    with services.store.reader() as session:
        in_force = table_in_force(session)
    if (query.act is None) is (query.category is None):
        where = finding("query.act", "law.act_or_category")
        raise InvalidInput("api.invalid", findings=(where,))
    if query.category is not None:
        found = law_of_category(in_force, query.zone, query.category, at, today=today, tz=zone)
        return JSONResponse(LawOut.of(found).model_dump(mode="json"))
    one = applicable(in_force.table, query.zone, query.act or "", at, today=today, tz=zone)
    told = LawOut(
        edition=in_force.edition,
        zone=one.level,
        at=at,
        category=None,
        acts=[ApplicableOut.of(one, in_force.table.acts[one.act])],
        remarks=remarks_of(in_force.remarks),
    )
    return JSONResponse(told.model_dump(mode="json"))


@router.get("/table", summary="Read the whole law table", response_model=TableOut)
def read_table(
    caller: Annotated[Caller, signed_in()],
    services: Serving,
    if_none_match: Annotated[
        str | None, Header(max_length=200, description="`ETag` of the answer before.")
    ] = None,
) -> Response:
    """Read the table as a phone keeps it; 304 when `If-None-Match` has it already."""
    with services.store.reader() as session:
        in_force = table_in_force(session)
    content = json.dumps(
        TableOut.content(in_force), ensure_ascii=False, separators=(",", ":")
    ).encode()
    headers = {"ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"'}
    if if_none_match is not None and headers["ETag"] in if_none_match:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)


@router.put("/office", summary="Put the office's table in force", response_model=LawReportOut)
def put_office(
    caller: Annotated[Caller, allow("law.write")],
    sent: OfficeTableSent,
    query: Annotated[OfficeQuery, Query()],
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Put the office's table in force over the program's own, if nothing is wrong with it.

    It takes the place of the one before, which stays among the versions; the same one again
    changes nothing, and an empty one leaves the program's own. With `If-Match` it is refused when
    another version than that is in force, `"0"` being none.
    """
    data = sent.text.encode()
    if query.dry_run:
        with services.store.reader() as session:
            looked = look_at_law(
                data,
                sent.name,
                in_force=table_in_force(session),
                categories=current(session).categories,
            )
        return JSONResponse(LawReportOut.of(looked).model_dump(mode="json"))
    done = import_law(
        services.store, caller.scope, data, sent.name, now=services.now(), if_match=if_match
    )
    status = 201 if done.changed and done.version == 1 else 200
    return JSONResponse(LawReportOut.of(done).model_dump(mode="json"), status)


@router.get("/office/versions", summary="List the office's tables", response_model=LawVersions)
def read_versions(caller: Annotated[Caller, allow("law.write")], services: Serving) -> JSONResponse:
    """List the tables that the office put in force: who did, when, and which file."""
    with services.store.reader() as session:
        versions = history.versions(session, KIND, LAW_ID)
    items = [
        LawVersionOut(
            version=one.version,
            name=one.body["name"],
            sha256=one.body["sha256"],
            accepted_at=one.accepted_at,
            actor_id=None if one.actor_id is None else str(one.actor_id),
        )
        for one in versions
    ]
    return JSONResponse(LawVersions(items=items).model_dump(mode="json"))


@router.get(
    "/office/versions/{version}",
    summary="Read one of the office's tables",
    response_model=LawFileOut,
)
def read_version(
    version: Annotated[int, Path(ge=1, le=MOST_VERSIONS)],
    caller: Annotated[Caller, allow("law.write")],
    services: Serving,
) -> JSONResponse:
    """Read a file as it was put in force; sent again it is in force once more."""
    with services.store.reader() as session:
        found = file_of_version(session, version)
    told = LawFileOut(version=version, name=found.name, sha256=found.sha256, text=found.text)
    return JSONResponse(told.model_dump(mode="json"))
