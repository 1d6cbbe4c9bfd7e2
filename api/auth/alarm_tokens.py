"""Alarm tokens: ``Authorization: Bearer gpa_…``, for a call for help without a session."""

import secrets
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import Request
from fastapi.params import Depends

from api.auth.permissions import Caller, Gate, caller_of, is_meant
from api.auth.tokens import TOKEN_BYTES, token_digest
from api.pressure import ADMIT_AGAIN
from api.services import Services, services_of
from geo_patrol.errors import Forbidden, NotSignedIn
from geo_patrol.roles import permissions_of
from geo_patrol.store.repositories import alarm_tokens
from geo_patrol.store.scope import Scope

PREFIX = "gpa_"
"""By which a token that got into a log or a repository is recognised for what it is."""


def new_alarm_token() -> str:
    """Return a token for calls for help: 256 random bits."""
    return PREFIX + secrets.token_urlsafe(TOKEN_BYTES)


def has_alarm_token(request: Request) -> bool:
    """Whether a request brings an alarm token, be it good or not."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return kind.lower() == "bearer" and token.strip().startswith(PREFIX)


@dataclass(frozen=True)
class AlarmGate(Gate):
    """Lets in who may call for help: by a session, or by an alarm token.

    A password that should be changed is no obstacle: it can be changed afterwards.
    """

    def __call__(self, request: Request) -> Caller:
        """Return who asks; see `admit`."""
        return self.admit(request)

    def admit(self, request: Request) -> Caller:
        """Return who asks.

        Raises
        ------
        NotSignedIn
            Without a session that still lasts and a token that is good, or when the sender means
            somebody else.
        Forbidden
            When the role does not include it.
        """
        services = services_of(request)
        if has_alarm_token(request):
            caller = _holder(request, services)
        else:
            found = caller_of(request, services)
            if found is None:
                raise NotSignedIn("api.not_signed_in")
            caller = found
        if not is_meant(request, caller):
            raise NotSignedIn("api.other_officer")
        request.state.actor = caller.scope.actor
        if not caller.may("alarms.raise"):
            raise Forbidden("api.not_permitted")
        setattr(request.state, ADMIT_AGAIN, partial(self.admit, request))
        return caller


def may_call_for_help() -> Any:
    """Return the dependency that gives a `Caller` who may call for help, signed in or not."""
    return Depends(AlarmGate("alarms.raise"))


def _holder(request: Request, services: Services) -> Caller:
    token = request.headers["authorization"].partition(" ")[2].strip()
    with services.store.reader() as session:
        officer = alarm_tokens.holder(session, token_digest(token), services.now())
    if officer is None:
        raise NotSignedIn("alarm.bad_token")
    granted = permissions_of(officer.role, certified=officer.certified) & {"alarms.raise"}
    # The squads stay: what the officer calls from must be within reach.
    reach = officer.scope.squads
    return Caller(Scope(officer.id, reach, frozenset(granted)), officer)
