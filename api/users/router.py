"""Routes of people and their accounts."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.answers import record
from api.auth.permissions import Caller, allow
from api.auth.random_passwords import random_password
from api.bodies import JsonBody
from api.history.wire import told_on_the_wire
from api.services import Serving
from api.users.schemas import EXAMPLES, FreshPassword, UserBody, UserOut, Users
from api.versions import IfMatch, current_version
from geo_patrol.store.repositories import accounts, people
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.accounts import (
    drop_second_factor,
    end_sessions,
    known_officer,
    put_officer,
    set_disabled,
    set_password,
)

router = APIRouter(prefix="/api/v1/users", tags=["users"])

UserSent = Annotated[UserBody, Depends(JsonBody(UserBody, EXAMPLES))]
Keeper = Annotated[Caller, allow("accounts.manage")]


@router.get("", summary="List people", response_model=Users)
def read_all(caller: Keeper, services: Serving) -> JSONResponse:
    """List all people with what is known of their accounts."""
    with services.store.reader() as session:
        found = people.officers(session, SYSTEM)
        items = [UserOut.of(one, accounts.account(session, one.id)) for one in found]
    return JSONResponse(Users(items=items).model_dump(mode="json"))


@router.get("/{user_id}", summary="Read a person", response_model=UserOut)
def read_one(user_id: UUID, caller: Keeper, services: Serving) -> JSONResponse:
    """Read one person; the version is the answer's ETag."""
    with services.store.reader() as session:
        return _answer(session, user_id, 200)


@router.put("/{user_id}", summary="Write a person", response_model=UserOut)
def put(
    user_id: UUID, caller: Keeper, sent: UserSent, if_match: IfMatch, services: Serving
) -> JSONResponse:
    """Write a person under an id that the client made.

    They cannot sign in before a password is set; when role, squads or certificate change, their
    sessions end.
    """
    with told_on_the_wire("officer", caller.scope):
        written = put_officer(
            services.store,
            caller.scope,
            sent.officer(user_id),
            now=services.now(),
            if_match=if_match,
        )
    with services.store.reader() as session:
        return _answer(session, user_id, 201 if written.created else 200)


@router.post("/{user_id}/password", summary="Give a new password", response_model=FreshPassword)
async def give_password(user_id: UUID, caller: Keeper, services: Serving) -> JSONResponse:
    """Give a person a random password, shown this once; they must change it when they sign in."""
    fresh = random_password()

    def work() -> None:
        set_password(
            services.store,
            caller.scope,
            user_id,
            services.desk.passwords.hash(fresh),
            services.settings.password_policy,
            now=services.now(),
            change_due=True,
        )

    await services.desk.serve(work, known=True)
    return JSONResponse(FreshPassword(password=fresh).model_dump(mode="json"))


@router.post("/{user_id}/disable", summary="Close an account", status_code=204)
def disable(user_id: UUID, caller: Keeper, services: Serving) -> Response:
    """Let a person sign in no more; their sessions end, their records stay."""
    set_disabled(services.store, caller.scope, user_id, disabled=True, now=services.now())
    return Response(status_code=204)


@router.post("/{user_id}/enable", summary="Open an account again", status_code=204)
def enable(user_id: UUID, caller: Keeper, services: Serving) -> Response:
    """Let a person sign in again."""
    set_disabled(services.store, caller.scope, user_id, disabled=False, now=services.now())
    return Response(status_code=204)


@router.delete("/{user_id}/sessions", summary="End a person's sessions", status_code=204)
def end_all(user_id: UUID, caller: Keeper, services: Serving) -> Response:
    """End all sessions of a person: a lost phone."""
    end_sessions(services.store, caller.scope, user_id, now=services.now())
    return Response(status_code=204)


@router.delete("/{user_id}/second-factor", summary="Drop a second factor", status_code=204)
def drop_factor(user_id: UUID, caller: Keeper, services: Serving) -> Response:
    """Let a person sign in without a code: a lost phone and no recovery code left."""
    drop_second_factor(services.store, caller.scope, user_id, now=services.now())
    return Response(status_code=204)


def _answer(session: Session, user_id: UUID, status: int) -> JSONResponse:
    version = current_version(session, "officer", user_id)
    officer = known_officer(session, user_id)
    return record(UserOut.of(officer, accounts.account(session, user_id)), version, status)
