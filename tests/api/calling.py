"""Calling for help, answering, and who is out: what the tests of alarms share."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from api_world import Client, World, put_patrol, put_shift

from api.auth.tokens import token_digest
from geo_patrol.roles import Role
from geo_patrol.store.repositories import sessions
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.sessions import LogIn

ALARMS = "/api/v1/alarms"
SIGNS = "/api/v1/alarm-signs"
POSITIONS = "/api/v1/alarm-positions"
NOTICES = "/api/v1/notices"
ALIVE = "/api/v1/my/alive"
TOKEN = "/api/v1/my/alarm-token"  # noqa: S105


def at(world: World, *, minutes: float = 0) -> str:
    """Return a moment by the world's clock, so many minutes on."""
    return (world.clock() + timedelta(minutes=minutes)).isoformat()


def sos_body(world: World, **changes: Any) -> dict[str, Any]:
    """Return a call for help from the lake, made now."""
    body = {"kind": "sos", "at": at(world), "lon": 120.99, "lat": 29.47, "accuracy_m": 8}
    return {**body, **changes}


def call(world: World, client: Client, **changes: Any) -> UUID:
    """Call for help; return the alarm's id."""
    alarm_id = uuid4()
    answer = client.put(f"{ALARMS}/{alarm_id}", sos_body(world, **changes))
    assert answer.status_code == 201, answer.text
    return alarm_id


def sign_body(world: World, alarm_id: UUID, sign: str = "seen", **changes: Any) -> dict[str, Any]:
    """Return what somebody says to an alarm now."""
    return {"alarm_id": str(alarm_id), "sign": sign, "at": at(world), **changes}


def say(world: World, client: Client, alarm_id: UUID, sign: str = "seen") -> None:
    """Say something to an alarm."""
    answer = client.put(f"{SIGNS}/{uuid4()}", sign_body(world, alarm_id, sign))
    assert answer.status_code == 201, answer.text


def position_body(world: World, alarm_id: UUID, **changes: Any) -> dict[str, Any]:
    """Return where who called for help is now."""
    body = {"alarm_id": str(alarm_id), "at": at(world), "lon": 120.991, "lat": 29.471}
    return {**body, "accuracy_m": 5, **changes}


def out(world: World, *crew: Officer, squad: str = "reservoir", **changes: Any) -> UUID:
    """Send a boat out now, by the squad's leader, in a shift of eight hours; return the patrol."""
    leader = world.member("leader", squad)
    begun: datetime = world.clock() - timedelta(minutes=10)
    until = (begun + timedelta(hours=8)).isoformat()
    shift_id = put_shift(leader, squad=squad, start=begun.isoformat(), end=until)
    area = "lake" if squad == "reservoir" else "block"
    body = {"area": area, "start": begun.isoformat(), "end": None, **changes}
    return put_patrol(leader, shift_id, crew=[str(one.id) for one in crew], **body)


def on_phone(world: World, role: Role = "officer", squad: str = "reservoir") -> Client:
    """Return a client that a new officer is signed in with for a shift."""
    return phone_of(world, world.officer(role, squad))


def phone_of(world: World, officer: Officer) -> Client:
    """Return a client with a phone's session of an officer."""
    token = uuid4().hex
    begun = LogIn(
        id=uuid4(),
        officer_id=officer.id,
        kind="phone",
        client="",
        created_at=world.clock(),
        seen_at=world.clock(),
        idle_s=None,
        expires_at=world.clock() + timedelta(hours=world.settings.phone_session_hours),
    )
    with world.store.upkeep() as session:
        sessions.open_session(session, token_digest(token), begun)
    client = world.stranger()
    client.http.cookies.set("gp", token)
    return client
