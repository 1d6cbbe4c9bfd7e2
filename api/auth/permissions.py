"""Every route says who may use it; this is where it says so, and where it is held to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.params import Depends
from starlette.routing import BaseRoute

from api.auth.bearers import device_of
from api.auth.presence import present
from api.pressure import ADMIT_AGAIN
from api.services import Services, services_of
from geo_patrol.errors import Forbidden, NotSignedIn
from geo_patrol.roles import Permission
from geo_patrol.store.repositories.devices import Device
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.sessions import LogIn
from geo_patrol.store.scope import Scope

Access = Permission | Literal["public", "signed_in", "own_account"]
"""``own_account`` is ``signed_in`` that who must change their password still reaches."""


@dataclass(frozen=True)
class Caller:
    """Who asks, and how far they reach: a person with a session, or a device."""

    scope: Scope
    who: Officer | Device
    session: LogIn | None = None
    change_due: bool = False

    @property
    def officer(self) -> Officer:
        """The person who asks.

        Raises
        ------
        Forbidden
            When it is a device.
        """
        if isinstance(self.who, Device):
            raise Forbidden("api.not_permitted")
        return self.who

    @property
    def log_in(self) -> LogIn:
        """The session that the person asks in.

        Raises
        ------
        Forbidden
            When it is a device.
        """
        if self.session is None:
            raise Forbidden("api.not_permitted")
        return self.session

    @property
    def own_squad(self) -> str | None:
        """The squad that is meant when none is named."""
        return self.who.squad_code

    def may(self, permission: Permission) -> bool:
        """Tell whether the caller's role includes a permission."""
        return self.scope.may(permission)


MEANT = "geo-patrol-officer"
"""Header in which a shared phone says whose work it sends: another officer may have signed in
since, and the work of one must not be taken for the other's."""

ON_BEHALF = "geo_patrol.on_behalf"
"""In the ASGI scope of a request that the program itself makes: its `Caller`. No network can put
anything there."""


def caller_of(request: Request, services: Services) -> Caller | None:
    """Return who asks, or None without a session that still lasts or a token that is good."""
    on_behalf = request.scope.get(ON_BEHALF)
    if isinstance(on_behalf, Caller):
        return on_behalf
    device = device_of(request, services)
    if device is not None:
        return Caller(device.scope, device)
    found = present(request, services)
    if found is None:
        return None
    return Caller(found.officer.scope, found.officer, found.session, found.change_due)


def is_meant(request: Request, caller: Caller) -> bool:
    """Whether the caller is who the sender takes them for, if the sender says so."""
    meant = request.headers.get(MEANT)
    return meant is None or meant.lower() == str(caller.who.id)


@dataclass(frozen=True)
class Gate:
    """The dependency that a route declares its access by."""

    access: Access

    def admit(self, request: Request) -> Caller:
        """Return who asks.

        Raises
        ------
        NotSignedIn
            Without a session that still lasts, or when the sender means somebody else.
        Forbidden
            When the role does not include the permission, or the password must be changed first.
        """
        caller = caller_of(request, services_of(request))
        if caller is None:
            raise NotSignedIn("api.not_signed_in")
        if not is_meant(request, caller):
            raise NotSignedIn("api.other_officer")
        request.state.actor = caller.scope.actor
        if not self._lets_in(caller):
            raise Forbidden("api.not_permitted")
        if caller.change_due and self.access != "own_account":
            raise Forbidden("accounts.change_due")
        setattr(request.state, ADMIT_AGAIN, partial(self.admit, request))
        return caller

    def _lets_in(self, caller: Caller) -> bool:
        match self.access:
            case "public":
                return True
            case "signed_in" | "own_account":
                return isinstance(caller.who, Officer)
            case permission:
                return caller.may(permission)


class RoleGate(Gate):
    """Lets in who is signed in with a role that has the permission."""

    def __call__(self, request: Request) -> Caller:
        """Return who asks; see `Gate.admit`."""
        return self.admit(request)


class OpenGate(Gate):
    """Lets everybody in."""

    async def __call__(self) -> None:
        """Let the request pass."""


def allow(permission: Permission) -> Any:
    """Return the dependency that gives a `Caller` whose role has a permission."""
    return Depends(RoleGate(permission))


def signed_in() -> Any:
    """Return the dependency that gives a `Caller` of any role."""
    return Depends(RoleGate("signed_in"))


def own_account() -> Any:
    """Return the dependency that gives a `Caller` to who may have to change their password."""
    return Depends(RoleGate("own_account"))


PUBLIC = Depends(OpenGate("public"))
"""Declares that a route needs no session."""


def declared(route: BaseRoute) -> list[Access]:
    """Return what a route declares: one access on each of ours, none on a route that forgot."""
    dependant = getattr(route, "dependant", None)
    return [] if dependant is None else [gate.access for gate in _gates(dependant)]


def _gates(dependant: Dependant) -> Iterator[Gate]:
    call: object = dependant.call
    if isinstance(call, Gate):
        yield call
    for inner in dependant.dependencies:
        yield from _gates(inner)
