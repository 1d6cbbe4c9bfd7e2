"""Everybody who may ask: people of each role, devices of each kind, a squad's neighbour."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import httpx
import structlog
from api_world import Client, World

from api.auth.bearers import new_token
from api.auth.tokens import token_digest
from geo_patrol.roles import DeviceKind
from geo_patrol.store.repositories import devices
from geo_patrol.store.repositories.devices import Device


def bearer(world: World, token: str, **options: Any) -> Client:
    """Return a client that brings a device's token."""
    client = world.stranger(**options)
    client.http.headers["authorization"] = f"Bearer {token}"
    return client


def device(world: World, kind: DeviceKind, squad: str | None = "reservoir") -> tuple[Device, str]:
    """Add a device with a token; return both."""
    record, token = Device(uuid4(), squad, kind, f"{kind} 1"), new_token()
    with world.store.upkeep() as session:
        devices.save_device(session, record)
        devices.set_token(session, record.id, token_digest(token), now=world.clock())
    return record, token


def gadget(world: World, kind: DeviceKind, squad: str | None = "reservoir") -> Client:
    """Return a client of a new device."""
    return bearer(world, device(world, kind, squad)[1])


def uncertified(world: World) -> Client:
    """Return an officer without a certificate."""
    return world.signed_in(world.officer("officer", certified=False))


ASKERS: dict[str, Callable[[World], Client]] = {
    "anonymous": lambda world: world.stranger(),
    "officer": lambda world: world.member("officer"),
    "officer without certificate": uncertified,
    "auxiliary": lambda world: world.member("auxiliary"),
    "leader": lambda world: world.member("leader"),
    "briefing": lambda world: world.member("briefing"),
    "auditor": lambda world: world.member("auditor"),
    "admin": lambda world: world.member("admin"),
    "tracker": lambda world: gadget(world, "tracker"),
    "camera": lambda world: gadget(world, "camera"),
    "monitor": lambda world: gadget(world, "monitor", None),
    "leader of another squad": lambda world: world.member("leader", "park"),
}
"""Who asks, by the names that docs/authorisation.md has for them."""


def said(answer: httpx.Response) -> dict[str, Any]:
    """Return a problem without what differs from one request to the next."""
    return {key: value for key, value in answer.json().items() if key != "request_id"}


@contextmanager
def logged() -> Iterator[list[Any]]:
    """Give the log lines that are written meanwhile."""
    with structlog.testing.capture_logs() as lines:
        yield lines
