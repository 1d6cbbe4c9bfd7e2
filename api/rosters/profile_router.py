"""Routes of what squads plan their people by."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from api.answers import listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.history.wire import told_on_the_wire
from api.queries import read_span
from api.received import find
from api.rosters.plan_bodies import PROFILE_EXAMPLES, ProfileBody
from api.rosters.queries import ProfilesQuery
from api.rosters.schemas import OfficerProfileOut, OfficerProfiles
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.rosters import PROFILES, of_officer
from geo_patrol.workflows.roster_setup import PROFILE, put_profile

router = APIRouter(prefix="/api/v1/officer-profiles", tags=["rosters"])

ProfileSent = Annotated[ProfileBody, Depends(JsonBody(ProfileBody, PROFILE_EXAMPLES))]


@router.put("/{profile_id}", summary="Write a profile", response_model=OfficerProfileOut)
def put(
    profile_id: UUID,
    caller: Annotated[Caller, allow("duty.plan")],
    sent: ProfileSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write what a squad plans an officer by: licences, days, limits; one for each of the two.

    Who has none is an officer or auxiliary with no licences, rostered all the time; a leader is
    rostered only with one that says so.
    """
    one = sent.profile(profile_id, caller.own_squad)
    with told_on_the_wire(PROFILE, caller.scope):
        written = put_profile(
            services.store, caller.scope, one, now=services.now(), if_match=if_match
        )
    return _answer(profile_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List profiles", response_model=OfficerProfiles)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[ProfilesQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the profiles that came in a period, in the order in which they came."""
    with services.store.reader() as session:
        page = PROFILES.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *of_officer(query.officer),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = [OfficerProfileOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{profile_id}", summary="Read a profile", response_model=OfficerProfileOut)
def read_one(
    profile_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one profile; its version is the answer's ETag."""
    return _answer(profile_id, caller, services, 200)


def _answer(profile_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, PROFILES, PROFILE, profile_id, caller.scope)
    return record(OfficerProfileOut.of(found, caller.scope), version, status)
