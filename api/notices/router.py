"""Routes of notices."""

import hashlib
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.alarms.sight import leads, on_duty_by_session
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.notices.schemas import EXAMPLES, NoticeOut, Notices, SeenBody, SeenOut
from api.services import Serving
from geo_patrol.store.repositories import notices
from geo_patrol.store.repositories.notices import Reader
from geo_patrol.workflows.notices import see

router = APIRouter(prefix="/api/v1/notices", tags=["notices"])

SeenSent = Annotated[SeenBody, Depends(JsonBody(SeenBody, EXAMPLES))]


class Asked(BaseModel):
    """Query of notices."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    after: str | None = Field(
        None,
        pattern=r"^[0-9]{1,18}$",
        description="`next` of an answer before: only what is new or changed since.",
    )


@router.get("", summary="Read notices", response_model=Notices)
def read(
    caller: Annotated[Caller, allow("records.write")],
    query: Annotated[Asked, Query()],
    services: Serving,
    if_none_match: Annotated[
        str | None, Header(max_length=200, description="`ETag` of the answer before.")
    ] = None,
) -> Response:
    """Read what the asker should know now; 304 when `If-None-Match` has it already.

    It is made to be asked every few seconds.
    """
    reader = Reader(
        caller.scope, caller.officer.id, leads=leads(caller), on_duty=on_duty_by_session(caller)
    )
    after = None if query.after is None else int(query.after)
    with services.store.glance() as session:
        found = notices.notices(session, reader, now=services.now(), after=after)
    following = str(found[-1].revision) if found else query.after
    told = Notices(items=[NoticeOut.of(one) for one in found], next=following)
    content = told.model_dump_json()
    tag = f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag}
    if if_none_match is not None and tag in if_none_match:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)


@router.put("/{notice_id}/seen", summary="Say that one has seen a notice", response_model=SeenOut)
def seen(
    notice_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: SeenSent,
    services: Serving,
) -> Response:
    """Say that one has seen a notice: for oneself only; the first time counts."""
    see(services.store, caller.scope, notice_id, at=sent.at, now=services.now())
    return JSONResponse(SeenOut(id=notice_id, seen=True).model_dump(mode="json"))
