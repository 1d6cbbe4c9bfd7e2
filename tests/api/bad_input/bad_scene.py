"""What bad input meets: records of two squads, somebody of each role, and how to count rows."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from traceback import extract_tb
from typing import Any, Protocol
from uuid import UUID

from api_world import Client, World, incident_body, put_patrol, put_shift, track_rows
from askers import device
from bad_case import Case, filled, fresh
from case_bodies import put_case
from field_bodies import put_alert, put_check_point, put_handover, put_task
from firm_bodies import put_check, put_firm, put_visit
from operating import put_operation
from seizing import put_seizure
from signing_in import HASH, SESSION, SESSIONS
from sqlalchemy import Select, func, select

from geo_patrol.messages import LANGUAGES, catalogue
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import devices
from geo_patrol.store.tables import Base

MAY_GROW = frozenset({"sessions", "store_meta"})
"""Tables that a refusal may write to."""

MAY_GROW_AT: dict[int, frozenset[str]] = {
    401: MAY_GROW | {"audit_log"},
    409: MAY_GROW | {"audit_log", "rival_versions"},
    412: MAY_GROW | {"audit_log", "rival_versions"},
}
"""By status: log-ins that fail are audited; a version that came second is kept for a person to
choose."""

UNCOUNTED = {"rate_per_caller": "1000000/minute", "rate_anonymous": "1000000/minute"}
"""Settings under which nobody asks too often."""


class Answer(Protocol):
    """An answer, in process or from a server."""

    status_code: int

    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def text(self) -> str: ...
    def json(self) -> Any: ...


Ask = Callable[[str, str, str, bytes | None, Mapping[str, str]], Answer]
"""Who asks, method, address, body, headers."""


@dataclass
class Scene:
    """Ids by name, and clients by who they are."""

    names: dict[str, str]
    clients: dict[str, Client]

    @classmethod
    def of(cls, world: World) -> "Scene":
        """Return records of both squads, and who may ask."""
        officer, foreigner = world.officer("officer"), world.officer("officer", "park")
        admin = world.officer("admin")
        clients = {
            "leader": world.member("leader"),
            "briefing": world.member("briefing"),
            "foreigner": world.member("leader", "park"),
            "auxiliary": world.member("auxiliary"),
            "admin": world.signed_in(admin),
            "auditor": world.member("auditor"),
            "member": world.signed_in(world.officer("officer", password_hash=HASH)),
            "beginner": world.member("officer"),
            "stranger": world.stranger(),
        }
        own, foreign = clients["leader"], clients["foreigner"]
        names = {"officer": officer.id, "foreign_officer": foreigner.id, "nil": UUID(int=0)}
        names["shift"] = put_shift(own)
        names["patrol"] = put_patrol(own, names["shift"])
        names["foreign_shift"] = put_shift(foreign, squad="park")
        names["foreign_patrol"] = put_patrol(foreign, names["foreign_shift"], area="block")
        names["track"], names["foreign_track"] = fresh(), fresh()
        names["incident"], names["foreign_incident"] = fresh(), fresh()
        for client, mark in ((own, ""), (foreign, "foreign_")):
            track = f"/api/v1/patrols/{names[mark + 'patrol']}/tracks/{names[mark + 'track']}"
            made = client.put(track, {"device": "a", "fixes": track_rows()})
            assert made.status_code == 201, made.text
            incident = f"/api/v1/incidents/{names[mark + 'incident']}"
            made = client.put(incident, incident_body())
            assert made.status_code == 201, made.text
        for client, mark, squad, area in (
            (own, "", "reservoir", "lake"),
            (foreign, "foreign_", "park", "block"),
        ):
            names[f"{mark}handover"] = put_handover(client, names[f"{mark}shift"])
            names[f"{mark}check_point"] = put_check_point(client, area)
            names[f"{mark}task"] = put_task(client, squad=squad)
            names[f"{mark}alert"] = put_alert(world, squad)
            names[f"{mark}seizure"] = put_seizure(client, world, squad=squad)
            names[f"{mark}operation"] = put_operation(client, areas=[area])
            names[f"{mark}case"] = put_case(client, squad=squad)
            names[f"{mark}firm"] = put_firm(client, squad=squad)
            names[f"{mark}check"] = put_check(client, names[f"{mark}firm"])
            names[f"{mark}free_check"] = put_check(client, names[f"{mark}firm"])
            names[f"{mark}visit"] = put_visit(client, names[f"{mark}firm"], names[f"{mark}check"])
        names |= {"admin": admin.id, "user": fresh(), "device": fresh()}
        enrolled = {"login": admin.login, "badge_no": admin.badge_no, "role": "admin"}
        first = {f"/api/v1/users/{admin.id}": {**enrolled, "name": admin.name}}
        for path, body in {**first, **_kept(names)}.items():
            made = clients["admin"].put(path, body)
            assert made.status_code == 201, made.text
        texts = {name: str(key) for name, key in names.items()}
        texts |= {"SHIFT": texts["shift"].upper(), "PATROL": texts["patrol"].upper()}
        texts["foreign_session"] = foreign.get(SESSIONS).json()["items"][0]["id"]
        texts |= _tokens(world)
        scene = cls(texts, clients)
        begin_second_factor(scene.ask)
        return scene

    def ask(
        self, who: str, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        """Ask in process."""
        return self.clients[who].ask(method, path, content=body, headers=dict(headers))


def _kept(names: Mapping[str, UUID]) -> dict[str, Any]:
    """Return what an administrator writes, by its address."""
    user = {"login": str(names["user"]), "badge_no": str(names["user"]), "role": "officer"}
    return {
        f"/api/v1/users/{names['user']}": {**user, "name": "队员甲", "squad": "reservoir"},
        f"/api/v1/devices/{names['device']}": {
            "kind": "tracker",
            "name": "定位器",
            "squad": "reservoir",
        },
    }


def _tokens(world: World) -> dict[str, str]:
    """Return tokens of devices of each kind, and one that was revoked since."""
    revoked, token = device(world, "tracker")
    with world.store.upkeep() as session:
        devices.set_token(session, revoked.id, None, now=world.clock())
    return {
        "tracker_token": device(world, "tracker")[1],
        "foreign_tracker_token": device(world, "tracker", "park")[1],
        "camera_token": device(world, "camera")[1],
        "monitor_token": device(world, "monitor", None)[1],
        "revoked_token": token,
    }


def begin_second_factor(ask: Ask) -> None:
    """Have the beginner offered a second factor, which no code has confirmed yet."""
    answer = ask("beginner", "POST", f"{SESSION}/second-factor", None, {})
    assert answer.status_code == 200, answer.text


@cache
def _counts() -> Select[tuple[int, ...]]:
    """Return the one query that counts the rows of all tables: it is asked after each case."""
    tables = Base.metadata.sorted_tables
    return select(
        *(select(func.count()).select_from(one).scalar_subquery().label(one.name) for one in tables)
    )


def rows(store: Store) -> dict[str, int]:
    """Return how many rows each table has."""
    with store.glance() as session:
        return dict(session.execute(_counts()).mappings().one())


def written(before: Mapping[str, int], after: Mapping[str, int], status: int = 0) -> set[str]:
    """Return the tables that changed, though a refusal of that status must not write to them."""
    free = MAY_GROW_AT.get(status, MAY_GROW)
    return {name for name in after if after[name] != before[name] and name not in free}


def faults_of(
    cases: Iterable[Case],
    names: Mapping[str, str],
    ask: Ask,
    store: Store | None = None,
    languages: tuple[str, ...] = LANGUAGES,
) -> list[str]:
    """Send all cases, one after the other; return what is wrong, with the case's name.

    With a store, each refusal is held to have left nothing in it.
    """
    found = []
    before = {} if store is None else rows(store)
    for case in cases:
        try:
            judge(case, names, ask, languages)
        except (AssertionError, LookupError, OSError, ValueError) as error:
            at = extract_tb(error.__traceback__)[-1]
            found.append(f"{case.name}: {error!r} at {at.name}: {at.line}")
        if store is not None:
            after = rows(store)
            if not case.accepted and (left := written(before, after, case.status)):
                found.append(f"{case.name}: it left something in {sorted(left)}")
            before = after
    return found


def judge(
    case: Case, names: Mapping[str, str], ask: Ask, languages: tuple[str, ...] = LANGUAGES
) -> None:
    """Send a case in each language; hold each answer to what the table says."""
    names = {**names, "new": str(fresh())}
    path, body = filled(case.path, names), case.bytes(names)
    headers = {} if body is None else {"content-type": case.media_type}
    given = filled(dict(case.headers), names)
    headers = {name: value for name, value in {**headers, **given}.items() if value}
    for language in languages:
        answer = ask(case.who, case.method, path, body, {**headers, "accept-language": language})
        assert answer.headers["x-content-type-options"] == "nosniff"
        if case.accepted:
            _taken(case, answer, body)
        else:
            _refused(case, answer, language)
    if case.method == "GET" and not case.accepted:
        _shown(case, ask(case.who, "GET", path, None, {**headers, "accept": "text/html"}))
    if case.accepted and case.method == "PUT":
        _taken(case, ask(case.who, "GET", path, None, {}), body)


def _taken(case: Case, answer: Answer, body: bytes | None) -> None:
    assert answer.status_code in (case.status, 200), answer.text
    assert answer.headers["content-type"] in ("application/json", "application/geo+json")
    for member in case.echo:
        assert answer.json()[member] == case.body[member]


def _refused(case: Case, answer: Answer, language: str) -> None:
    assert answer.status_code == case.status, answer.text
    if case.method == "HEAD":
        return
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    said = answer.json()
    assert said["code"] == case.code, said
    assert said["detail"] == said[f"detail_{language}"]
    assert says(said["detail"], case.code, language), said
    if case.says is None:
        return
    found = {one["where"]: one[f"reason_{language}"] for one in said["findings"]}
    assert set(found) == set(case.says), found
    for place, key in case.says.items():
        assert says(found[place], key, language), (key, found[place])


RUNS = ("<script>alert", "<img src=x", "<svg/onload", '"alert(1)"', "onerror=alert(1)>")


def _shown(case: Case, answer: Answer) -> None:
    """Hold the page that a person gets instead to the same: nothing typed runs there."""
    assert answer.status_code == case.status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    assert not [one for one in RUNS if one in answer.text]


def says(text: str, key: str, language: str) -> bool:
    """Tell whether a text is a sentence of the catalogue, whatever stands in its gaps."""
    parts = re.split(r"\{\w+\}", catalogue()[key][language])
    return re.fullmatch(".*".join(map(re.escape, parts)), text, re.DOTALL) is not None
