"""A walk through the API as it goes: what was called and answered, as a page shows it."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from api_world import Client, World

from geo_patrol.roles import Role
from geo_patrol.store.repositories import accounts, people
from geo_patrol.store.repositories.accounts import Account
from geo_patrol.store.repositories.people import Officer

WIDTH = 100
"""Characters of a list that still stand on one line."""


@dataclass
class Night:
    """The walk as it goes: who is there, and what was called and answered."""

    world: World
    lines: list[str] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)

    def add(self, officer_id: UUID, role: Role, badge: str) -> None:
        """Add somebody who takes part."""
        officer = Officer(
            officer_id, "reservoir", badge, "执法人员", f"night-{badge.lower()}", role, True
        )
        with self.world.store.upkeep() as session:
            people.save_officer(session, officer)
            accounts.save_account(session, Account(officer_id, None, self.world.clock()))

    def at(self, moment: str, title: str) -> None:
        """Let it be a later moment, under a heading."""
        self.world.clock.moment = datetime.fromisoformat(moment)
        self.lines += [f"## {moment[5:16].replace('T', ' ')} {title}", ""]

    def by(self, officer_id: UUID) -> Client:
        """Return a client that somebody is signed in with now."""
        with self.world.store.reader() as session:
            officer = people.officer(session, officer_id)
        assert officer is not None
        return self.world.signed_in(officer)

    def put(self, client: Client, path: str, body: dict[str, Any], *shown: str) -> Any:
        """Write something new, and show some members of the answer."""
        answer = client.put(path, body)
        assert answer.status_code == 201, answer.text
        self._show(f"PUT {path}", body, answer.status_code, answer.json(), shown)
        return answer.json()

    def get(self, client: Client, path: str, *shown: str) -> Any:
        """Read something, and show some members of the answer."""
        answer = client.get(path)
        assert answer.status_code == 200, answer.text
        self._show(f"GET {path}", None, answer.status_code, answer.json(), shown)
        return answer.json()

    def say(self, *lines: str) -> None:
        """Add words."""
        self.lines += [*lines, ""]

    def _show(self, call: str, body: Any, status: int, answer: Any, shown: tuple[str, ...]) -> None:
        self.lines += ["```http", call]
        if body is not None:
            self.lines += ["", *form(body)]
        self.lines += ["```", f"→ {status}", "", "```json"]
        self.lines += form({name: at_path(answer, name) for name in shown})
        self.lines += ["```", ""]


def at_path(value: Any, path: str) -> Any:
    """Return what is at ``a.b``; of lists, it is looked for in each entry."""
    for name in path.split("."):
        value = [one[name] for one in value] if isinstance(value, list) else value[name]
    return value


def form(value: Any) -> list[str]:
    """Return JSON, a member a line, and what fits on a line there."""
    lines = ["{"]
    for name, one in value.items():
        text = json.dumps(one, ensure_ascii=False)
        if len(text) > WIDTH and isinstance(one, list):
            inner = ",\n    ".join(json.dumps(each, ensure_ascii=False) for each in one)
            text = f"[\n    {inner}\n  ]"
        lines.append(f"  {json.dumps(name, ensure_ascii=False)}: {text},")
    lines[-1] = lines[-1].rstrip(",")
    return "\n".join([*lines, "}"]).splitlines()
