"""Routes of rosters."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from api.answers import listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody, squad_meant
from api.history.wire import told_on_the_wire
from api.received import find
from api.rosters.bodies import BYTES, EXAMPLES, MAX_OFFICERS, MEMBERS, RosterBody
from api.rosters.queries import RostersQuery
from api.rosters.schemas import RosterOut, RosterRowOut, Rosters
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.errors import InvalidInput, finding
from geo_patrol.roster.records import KeptRoster
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.rosters import ROSTERS, rosters_meeting
from geo_patrol.workflows.roster_judging import plan_for
from geo_patrol.workflows.rosters import ROSTER, put_roster

router = APIRouter(prefix="/api/v1/rosters", tags=["rosters"])

RosterSent = Annotated[
    RosterBody,
    Depends(JsonBody(RosterBody, EXAMPLES, most_bytes=BYTES, most_members=MEMBERS)),
]


@router.put("/{roster_id}", summary="Write a roster", response_model=RosterOut)
def put(
    roster_id: UUID,
    caller: Annotated[Caller, allow("duty.plan")],
    sent: RosterSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write a roster of a squad; publishing, changing what is published, withdrawing are edits.

    A draft may break rules. One that is published may not have anybody in two places, and needs a
    reason where it breaks rules that must hold; so does each change of it. Officers whose duties
    became others are told, and the squad gets its records of the shifts.
    """
    one = as_sent(services, caller, roster_id, sent)
    with told_on_the_wire(ROSTER, caller.scope):
        written = put_roster(
            services.store,
            caller.scope,
            one,
            office=services.settings.roster_rules,
            zone=services.settings.zone,
            now=services.now(),
            if_match=if_match,
        )
    return _answer(roster_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List rosters", response_model=Rosters)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[RostersQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the rosters that have days in a period, in the order in which they came.

    What stands in each is read from it.
    """
    with services.store.reader() as session:
        page = ROSTERS.page(
            session,
            caller.scope,
            Span(),
            *rosters_meeting(query.from_, query.to, query.state),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = [RosterRowOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{roster_id}", summary="Read a roster", response_model=RosterOut)
def read_one(
    roster_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one roster; its version is the answer's ETag, its versions are in its history."""
    return _answer(roster_id, caller, services, 200)


def as_sent(
    services: Services, caller: Caller, roster_id: UUID, sent: RosterBody, *, kept: bool = True
) -> KeptRoster:
    """Return the roster that a body means, with the plan that it leaves out.

    Raises
    ------
    NotFound
        When the squad is out of reach.
    InvalidInput
        When it leaves out what the squad has not either, or names too many people.
    """
    if sent.n_officers > MAX_OFFICERS:
        many = finding("duties", "rosters.too_many_officers", most=MAX_OFFICERS)
        raise InvalidInput("api.invalid", findings=(many,))
    squad = squad_meant(sent.squad, caller.own_squad)
    with services.store.reader() as session:
        plan = plan_for(session, roster_id if kept else None, squad, caller.scope)
    if plan is not None:
        return sent.roster(roster_id, squad, plan)
    if sent.shifts is None or sent.posts is None:
        raise InvalidInput("rosters.no_setup")
    return sent.whole(roster_id, squad)


def _answer(roster_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, ROSTERS, ROSTER, roster_id, caller.scope)
    return record(RosterOut.of(found, caller.scope), version, status)
