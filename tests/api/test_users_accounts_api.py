"""How people come to sign in, and no more: what who keeps accounts does to them."""

from typing import Any
from uuid import uuid4

import pytest
from api_world import Client, World
from askers import said
from keeping import USERS, body_of, taken_over, user
from signing_in import (
    HASH,
    RIGHT,
    SESSION,
    account_of,
    entered,
    sign_in,
    signed_in,
    with_second_factor,
)


@pytest.fixture
def admin(world: World) -> Client:
    return world.member("admin")


def test_a_new_person_cannot_sign_in_before_they_are_given_a_password(
    world: World, admin: Client
) -> None:
    path, body = f"{USERS}/{uuid4()}", user()
    admin.put(path, body)
    assert sign_in(world.stranger(), body["login"]).status_code == 401
    given = admin.ask("POST", f"{path}/password").json()["password"]
    client = world.stranger()
    assert sign_in(client, body["login"], given).json()["password_change_due"] is True
    assert client.get("/api/v1/incidents").json()["code"] == "accounts.change_due"
    change = {"current": given, "new": "Zither-unlock 42 雨"}
    assert client.ask("POST", f"{SESSION}/password", json=change).status_code == 200
    assert client.get("/api/v1/incidents").status_code == 200


def test_given_passwords_are_random_and_end_the_sessions_there_were(
    world: World, admin: Client
) -> None:
    client, officer = signed_in(world)
    path = taken_over(admin, officer)
    given = [admin.ask("POST", f"{path}/password").json()["password"] for _ in range(2)]
    assert given[0] != given[1]
    assert client.get(SESSION).status_code == 401
    assert sign_in(world.stranger(), officer.login).status_code == 401
    assert sign_in(world.stranger(), officer.login, given[0]).status_code == 401
    assert sign_in(world.stranger(), officer.login, given[1]).status_code == 200


def test_a_password_is_told_once_and_kept_as_a_hash(world: World, admin: Client) -> None:
    officer = world.officer("officer", password_hash=HASH)
    path = taken_over(admin, officer)
    given = admin.ask("POST", f"{path}/password").json()["password"]
    kept = account_of(world, officer).password_hash
    assert kept is not None
    assert kept.startswith("$argon2id$")
    for told in (admin.get(path), admin.get(USERS), world.member("auditor").get("/api/v1/audit")):
        assert given not in told.text
        assert "argon2" not in told.text


@pytest.mark.parametrize(
    "change",
    [
        {"role": "briefing"},
        {"squad": "park"},
        {"more_squads": ["park"]},
        {"certified": False},
    ],
    ids=str,
)
def test_another_role_squad_or_certificate_ends_the_sessions(
    world: World, admin: Client, change: dict[str, Any]
) -> None:
    client, officer = signed_in(world)
    path = taken_over(admin, officer)
    assert client.get(SESSION).status_code == 200
    assert admin.put(path, body_of(officer, **change), If_Match='"1"').status_code == 200
    assert client.get(SESSION).status_code == 401
    assert sign_in(client, officer.login).status_code == 200


def test_another_name_ends_no_session(world: World, admin: Client) -> None:
    client, officer = signed_in(world)
    path = taken_over(admin, officer)
    assert admin.put(path, body_of(officer, name="王强强"), If_Match='"1"').status_code == 200
    assert client.get(SESSION).json()["name"] == "王强强"


def test_a_disabled_account_is_closed_at_once_and_opened_again(world: World, admin: Client) -> None:
    client, officer = signed_in(world)
    path = taken_over(admin, officer)
    phone = world.stranger()
    sign_in(phone, officer.login, kind="phone")
    assert admin.ask("POST", f"{path}/disable").status_code == 204
    assert client.get(SESSION).status_code == phone.get(SESSION).status_code == 401
    closed = sign_in(world.stranger(), officer.login)
    assert said(closed) == said(sign_in(world.stranger(), "nobody-of-that-name"))
    assert admin.get(path).json()["disabled_at"] is not None
    assert admin.ask("POST", f"{path}/enable").status_code == 204
    assert client.get(SESSION).status_code == 401
    assert sign_in(world.stranger(), officer.login).status_code == 200
    acts = [action for action, _, _ in entered(world, about=f"officer/{officer.id}")]
    assert acts[-4:] == ["disable", "sign_in", "enable", "sign_in"]


def test_closing_twice_is_entered_once(world: World, admin: Client) -> None:
    officer = world.officer("officer", password_hash=HASH)
    path = taken_over(admin, officer)
    for _ in range(2):
        assert admin.ask("POST", f"{path}/disable").status_code == 204
    acts = [action for action, _, _ in entered(world, about=f"officer/{officer.id}")]
    assert acts == ["create", "disable"]


def test_the_sessions_of_a_lost_phone_are_ended(world: World, admin: Client) -> None:
    client, officer = signed_in(world, kind="phone")
    path = taken_over(admin, officer)
    for _ in range(2):
        assert admin.ask("DELETE", f"{path}/sessions").status_code == 204
    assert client.get(SESSION).status_code == 401
    acts = [action for action, _, _ in entered(world, about=f"officer/{officer.id}")]
    assert acts == ["sign_in", "create", "session.end"]


def test_a_lost_second_factor_is_dropped(world: World, admin: Client) -> None:
    client, officer = signed_in(world)
    path = taken_over(admin, officer)
    with_second_factor(world, client)
    assert admin.get(path).json()["has_second_factor"] is True
    assert sign_in(world.stranger(), officer.login).status_code == 401
    assert admin.ask("DELETE", f"{path}/second-factor").status_code == 204
    assert admin.get(path).json()["has_second_factor"] is False
    assert sign_in(world.stranger(), officer.login).status_code == 200
    assert account_of(world, officer).recovery == ()


def test_the_last_administrator_stays(fresh_world: World) -> None:
    client, officer = signed_in(fresh_world, "admin")
    path = taken_over(client, officer)
    for refused in (
        client.ask("POST", f"{path}/disable"),
        client.put(path, body_of(officer, role="auditor"), If_Match='"1"'),
    ):
        assert (refused.status_code, refused.json()["code"]) == (422, "accounts.last_administrator")
    assert client.get(SESSION).json()["role"] == "admin"
    second, _ = signed_in(fresh_world, "admin")
    assert second.ask("POST", f"{path}/disable").status_code == 204
    assert client.get(SESSION).status_code == 401


def test_a_right_password_is_not_in_any_answer(world: World, admin: Client) -> None:
    client, officer = signed_in(world)
    taken_over(admin, officer)
    for told in (client.get(SESSION), client.get("/api/v1/sessions"), admin.get(USERS)):
        assert RIGHT not in told.text
