"""Published rosters for tests of the API: who has which shift on which day from Monday on."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
from api_world import Client, World

from geo_patrol.messages import catalogue
from geo_patrol.roster.records import Duty, KeptRoster, PostNeed, RosterState, ShiftTimes
from geo_patrol.store.repositories import history
from geo_patrol.store.repositories.people import Officer
from geo_patrol.workflows.rosters import put_roster

MONDAY = date(2022, 10, 31)
"""The world's day; it is noon there."""

SHIFTS = (
    ShiftTimes("早", "early", "08:00", "16:00"),
    ShiftTimes("中", "middle", "16:00", "24:00"),
    ShiftTimes("夜", "night", "22:00", "06:00"),
)

LEAVES, WISHES = "/api/v1/leaves", "/api/v1/duty-wishes"
SWAPS, ANSWERS = "/api/v1/swaps", "/api/v1/roster-answers"
MINE = "/api/v1/my/roster"


def day(n: int) -> date:
    """Return the n-th day, the world's own being 0."""
    return MONDAY + timedelta(days=n)


def told(n: int) -> str:
    """Return the n-th day as it is sent."""
    return day(n).isoformat()


def post(code: str, shift: str, area: str = "lake", **changes: Any) -> PostNeed:
    """Return a post for one, who need not be certified."""
    none = PostNeed(code, f"{area} {shift}", area, shift, 1, 1, 1, enforcement=False)
    return replace(none, **changes)


def duties(lines: dict[UUID, str]) -> tuple[Duty, ...]:
    """Return the duties of officers, each a line of a letter a day from Monday on."""
    return tuple(
        Duty(who, day(n), shift, f"p-{shift}")
        for who, line in lines.items()
        for n, shift in enumerate(line)
        if shift in "早中夜"
    )


def publish(
    world: World,
    leader: Officer,
    lines: dict[Officer, str],
    *,
    area: str = "lake",
    n_days: int = 14,
    state: RosterState = "published",
    **changes: Any,
) -> KeptRoster:
    """Publish a roster of a leader's squad for all shifts there are; its faults have a reason."""
    roster = KeptRoster(
        uuid4(),
        str(leader.squad_code),
        MONDAY,
        n_days,
        state,
        SHIFTS,
        tuple(post(f"p-{one.code}", one.code, area) for one in SHIFTS),
        duties({one.id: line for one, line in lines.items()}),
        reason="人手不够",
    )
    return write(world, leader, replace(roster, **changes))


def write(world: World, leader: Officer, roster: KeptRoster) -> KeptRoster:
    """Write a roster, over the version that there is."""
    with world.store.reader() as session:
        version = history.latest_version(session, "roster", roster.id)
    put_roster(
        world.store,
        leader.scope,
        roster,
        office=world.settings.roster_rules,
        zone=world.settings.zone,
        now=world.clock(),
        if_match=version,
    )
    return roster


def put(client: Client, path: str, body: dict[str, Any]) -> UUID:
    """Write a request of a new id, and return the id."""
    made = uuid4()
    answer = client.put(f"{path}/{made}", body)
    assert answer.status_code == 201, answer.text
    return made


def say(world: World, client: Client, kind: str, target: UUID, result: str, **changes: Any) -> UUID:
    """Answer a leave or a swap."""
    at = world.clock().isoformat()
    body = {"target_kind": kind, "target_id": str(target), "at": at, "result": result}
    return put(client, ANSWERS, {**body, **changes})


def reasons(answer: httpx.Response) -> list[str]:
    """Return why a request was refused, each reason by its name in its room."""
    return [_name_of(one["reason_zh"]) for one in answer.json()["findings"]]


def _name_of(words: str) -> str:
    for key, message in catalogue().items():
        room, _, name = key.partition(".")
        form = re.sub(r"\\{\w+\\}", ".*", re.escape(message["zh"]))
        if room == "roster_requests" and re.fullmatch(form, words):
            return name
    return words
