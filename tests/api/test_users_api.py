"""People and their accounts, as who keeps them does it."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import Client, World
from keeping import USERS, body_of, taken_over, user
from signing_in import (
    refusals,
)

from geo_patrol.store.repositories import people


@pytest.fixture
def admin(world: World) -> Client:
    return world.member("admin")


def test_a_person_is_written_once_and_edited_by_version(world: World, admin: Client) -> None:
    path, body = f"{USERS}/{uuid4()}", user()
    first = admin.put(path, body)
    assert (first.status_code, first.headers["etag"]) == (201, '"1"')
    assert admin.put(path, body).status_code == 200
    other = {**body, "name": "队员乙"}
    assert admin.put(path, other).status_code == 409
    assert admin.put(path, other, If_Match='"4"').status_code == 412
    edited = admin.put(path, other, If_Match='"1"')
    assert (edited.status_code, edited.headers["etag"]) == (200, '"2"')
    read = admin.get(path)
    assert read.json() == edited.json()
    assert (read.json()["name"], read.json()["has_password"]) == ("队员乙", False)
    assert read.json() in admin.get(USERS).json()["items"]


def test_a_conflict_shows_the_person_as_they_are_sent(admin: Client) -> None:
    path, body = f"{USERS}/{uuid4()}", user()
    admin.put(path, body)
    current = admin.put(path, {**body, "role": "leader"}).json()["current"]
    assert current == {**body, "more_squads": []}
    assert admin.put(path, current).status_code == 200
    assert admin.put(path, {**body, "role": "leader"}, If_Match='"9"').json()["current"] == current


def test_an_invented_person_stays_marked_as_one(world: World, admin: Client) -> None:
    officer = replace(world.officer(), demo=True)
    with world.store.upkeep() as session:
        people.save_officer(session, officer)
    path = taken_over(admin, officer)
    edited = admin.put(path, body_of(officer, name="队员丙"), If_Match='"1"')
    assert (edited.json()["name"], edited.json()["demo"]) == ("队员丙", True)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"squad": "river"}, ("squads", "there is no squad 'river'")),
        ({"more_squads": ["river"]}, ("squads", "there is no squad 'river'")),
        ({"squad": None}, ("squad", "this role needs a squad")),
    ],
    ids=str,
)
def test_a_person_belongs_to_squads_that_there_are(
    admin: Client, changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    path = f"{USERS}/{uuid4()}"
    answer = admin.put(path, user(**changes))
    assert (answer.status_code, refusals(answer)) == (422, [expected])
    assert admin.get(path).status_code == 404


def test_log_in_name_and_badge_are_one_person_s(admin: Client) -> None:
    body = user()
    admin.put(f"{USERS}/{uuid4()}", body)
    again = admin.put(f"{USERS}/{uuid4()}", body)
    assert [where for where, _ in refusals(again)] == ["login", "badge_no"]
    elsewhere = user(badge_no=body["badge_no"], squad="park")
    assert admin.put(f"{USERS}/{uuid4()}", elsewhere).status_code == 201


def test_auditors_and_administrators_need_no_squad(admin: Client) -> None:
    for role in ("auditor", "admin"):
        written = admin.put(f"{USERS}/{uuid4()}", user(role=role, squad=None, certified=False))
        assert (written.status_code, written.json()["squad"]) == (201, None)


def test_an_auxiliary_holds_no_certificate(admin: Client) -> None:
    written = admin.put(f"{USERS}/{uuid4()}", user(role="auxiliary", certified=True))
    assert (written.status_code, written.json()["certified"]) == (201, False)


@pytest.mark.parametrize(
    "changes",
    [
        {"role": "king"},
        {"login": "with space"},
        {"login": ""},
        {"name": "\u0000"},
        {"certified": "yes"},
        {"password": "x"},
        {"more_squads": "park"},
        {"demo": True},
    ],
    ids=str,
)
def test_a_person_of_another_shape_is_refused(admin: Client, changes: dict[str, Any]) -> None:
    answer = admin.put(f"{USERS}/{uuid4()}", user(**changes))
    assert answer.status_code == 422
    assert [where.partition("[")[0] for where, _ in refusals(answer)] == list(changes)


@pytest.mark.parametrize(
    ("method", "what"),
    [
        ("GET", ""),
        ("POST", "/password"),
        ("POST", "/disable"),
        ("POST", "/enable"),
        ("DELETE", "/sessions"),
        ("DELETE", "/second-factor"),
    ],
)
def test_nobody_of_that_id_is_told(admin: Client, method: str, what: str) -> None:
    answer = admin.ask(method, f"{USERS}/{uuid4()}{what}")
    assert (answer.status_code, answer.json()["code"]) == (404, "accounts.no_officer")


def test_what_an_administrator_does_is_entered_under_their_id(world: World) -> None:
    keeper = world.officer("admin")
    path = f"{USERS}/{uuid4()}"
    world.signed_in(keeper).put(path, user())
    about = f"officer/{UUID(path.rpartition('/')[2])}"
    [entry] = world.member("auditor").get(f"/api/v1/audit?object={about}").json()["items"]
    assert (entry["action"], entry["actor"]) == ("create", f"officer/{keeper.id}")
    assert entry["chain"] == "@administration"
    assert "队员甲" not in str(entry)
