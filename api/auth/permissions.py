"""Every route says who may use it; this is where it says so, and where it is held to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.params import Depends
from starlette.routing import BaseRoute

from api.auth.sessions import officer_of
from api.services import Services, services_of
from geo_patrol.errors import Forbidden, NotSignedIn
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.scope import PERMISSIONS, Permission, Scope, scope_of

Access = Permission | Literal["public", "signed_in"]


@dataclass(frozen=True)
class Caller:
    """Who asks, and how far they reach."""

    officer: Officer
    scope: Scope

    def may(self, permission: Permission) -> bool:
        """Tell whether the caller's role includes a permission."""
        return permission in PERMISSIONS[self.officer.role]


def caller_of(request: Request, services: Services) -> Caller | None:
    """Return who asks, or None without a session that still lasts."""
    officer = officer_of(request, services)
    if officer is None:
        return None
    return Caller(officer, scope_of(officer.id, officer.squad_code, officer.role))


@dataclass(frozen=True)
class Gate:
    """The dependency that a route declares its access by."""

    access: Access

    def admit(self, request: Request) -> Caller:
        """Return who asks.

        Raises
        ------
        NotSignedIn
            Without a session that still lasts.
        Forbidden
            When the role does not include the permission.
        """
        caller = caller_of(request, services_of(request))
        if caller is None:
            raise NotSignedIn("api.not_signed_in")
        if self.access != "signed_in" and self.access not in PERMISSIONS[caller.officer.role]:
            raise Forbidden("api.not_permitted")
        return caller


class RoleGate(Gate):
    """Lets in who is signed in with a role that has the permission."""

    def __call__(self, request: Request) -> Caller:
        """Return who asks; see `Gate.admit`."""
        return self.admit(request)


class OpenGate(Gate):
    """Lets everybody in."""

    def __call__(self) -> None:
        """Let the request pass."""


def allow(permission: Permission) -> Any:
    """Return the dependency that gives a `Caller` whose role has a permission."""
    return Depends(RoleGate(permission))


def signed_in() -> Any:
    """Return the dependency that gives a `Caller` of any role."""
    return Depends(RoleGate("signed_in"))


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
