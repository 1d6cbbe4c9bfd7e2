"""Setups and rosters as leaders send them, and a squad that plans with them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from api_world import Client, World

from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.people import Officer

SETUPS = "/api/v1/roster-setups"
PROFILES = "/api/v1/officer-profiles"
ROSTERS = "/api/v1/rosters"
FIRST = date(2022, 11, 7)


def day(n: int) -> str:
    """Return the n-th day as it is sent."""
    return (FIRST + timedelta(days=n)).isoformat()


def setup_body(**changes: Any) -> dict[str, Any]:
    """Return two shifts, and a post in each that wants two people."""
    shifts = [
        {"code": "早", "kind": "early", "start": "08:00", "end": "16:00"},
        {"code": "夜", "kind": "night", "start": "22:00", "end": "06:00"},
    ]
    two = {"workday": 2, "weekend": 2, "holiday": 2}
    posts = [
        {"code": "gate", "name": "大门", "shift": "早", **two},
        {"code": "lake", "name": "水库", "shift": "夜", **two},
    ]
    return {"shifts": shifts, "posts": posts, **changes}


def roster_body(*duties: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a draft of a week."""
    body = {"first_day": day(0), "n_days": 7, "state": "draft", "duties": list(duties)}
    return {**body, **changes}


def duty(officer: Officer, n: int, shift: str = "早") -> dict[str, Any]:
    """Return an officer's duty of the n-th day."""
    post = "gate" if shift == "早" else "lake"
    return {"officer_id": str(officer.id), "day": day(n), "shift": shift, "post": post}


class Station:
    """A squad of its own: a leader, three officers and an auxiliary."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.squad = f"s-{uuid4().hex[:6]}"
        with world.store.upkeep() as session:
            people.ensure_squad(session, self.squad, self.squad, self.squad)
        self.leader = world.member("leader", self.squad)
        self.officers = [world.officer("officer", self.squad) for _ in range(3)]
        self.officers.append(world.officer("auxiliary", self.squad, certified=False))

    def set_up(self, **changes: Any) -> UUID:
        """Write the squad's setup."""
        return self.write(SETUPS, setup_body(**changes))

    def keep(self, *duties: dict[str, Any], **changes: Any) -> UUID:
        """Write a roster."""
        return self.write(ROSTERS, roster_body(*duties, **changes))

    def write(self, path: str, body: dict[str, Any]) -> UUID:
        """Write a record of a new id, which must be taken."""
        made = uuid4()
        answer = self.leader.put(f"{path}/{made}", body)
        assert answer.status_code == 201, answer.text
        return made

    def told(self, path: str, client: Client | None = None) -> Any:
        """Return what an address says."""
        answer = (client or self.leader).get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()
