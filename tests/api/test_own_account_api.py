"""One's own account: sessions seen and ended, the password changed as the profile asks."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from uuid import uuid4

import pytest
from api_world import Client, World, make_world
from askers import gadget, said
from signing_in import (
    HASH,
    RIGHT,
    SESSION,
    SESSIONS,
    account_of,
    bearing,
    count_by_clock,
    entered,
    refusals,
    sign_in,
    signed_in,
)

from geo_patrol.accounts.policy import POLICIES
from geo_patrol.store.repositories import accounts
from geo_patrol.store.repositories.accounts import Account
from geo_patrol.store.repositories.people import Officer

GOOD = [
    "夜泊枫桥 7 lanterns",
    "Zither-unlock 42 雨",
    "9 herons left Quietly",
    "木槿 Copper.trombone 3",
]
PHONE = "Mozilla/5.0 (Linux; Android 14; ABC-123) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537"


def change(client: Client, new: str, current: str = RIGHT):
    body = {"current": current, "new": new}
    return client.ask("POST", f"{SESSION}/password", json=body)


def listed(client: Client) -> list[dict[str, object]]:
    return client.get(SESSIONS).json()["items"]


def test_one_sees_where_one_is_signed_in_the_newest_first(world: World) -> None:
    client, officer = signed_in(world)
    world.clock.move(timedelta(minutes=1))
    phone = world.stranger()
    phone.http.headers["user-agent"] = PHONE
    sign_in(phone, officer.login, kind="phone")
    first, second = listed(client)
    assert (first["kind"], first["client"], first["present"]) == (
        "phone",
        "Chrome · Android",
        False,
    )
    assert (second["kind"], second["present"]) == ("console", True)
    assert [one["present"] for one in listed(phone)] == [True, False]
    assert "ABC-123" not in client.get(SESSIONS).text


def test_a_session_that_has_ended_is_not_listed(world: World) -> None:
    _, officer = signed_in(world)
    world.clock.move(timedelta(minutes=30))
    client = world.stranger()
    sign_in(client, officer.login)
    assert len(listed(client)) == 1


def test_one_of_one_s_sessions_is_ended(world: World) -> None:
    client, officer = signed_in(world)
    lost = world.stranger()
    sign_in(lost, officer.login, kind="phone")
    [other] = [one["id"] for one in listed(client) if not one["present"]]
    assert client.ask("DELETE", f"{SESSIONS}/{other}").status_code == 204
    assert lost.get(SESSION).status_code == 401
    assert client.get(SESSION).status_code == 200
    assert entered(world, about=f"officer/{officer.id}")[-1][0] == "session.end"
    assert client.ask("DELETE", f"{SESSIONS}/{other}").status_code == 404


def test_somebody_else_s_session_is_not_there(world: World) -> None:
    client, _ = signed_in(world)
    leader, _ = signed_in(world, "leader")
    [present] = listed(client)
    theirs = leader.ask("DELETE", f"{SESSIONS}/{present['id']}")
    nobody_s = leader.ask("DELETE", f"{SESSIONS}/{uuid4()}")
    assert theirs.status_code == nobody_s.status_code == 404
    assert said(theirs) == said(nobody_s)
    assert client.get(SESSION).status_code == 200


def test_all_other_sessions_are_ended_at_once(world: World) -> None:
    client, officer = signed_in(world)
    others = [world.signed_in(officer) for _ in range(2)]
    neighbour, _ = signed_in(world)
    assert client.ask("DELETE", SESSIONS).status_code == 204
    assert [one.get(SESSION).status_code for one in others] == [401, 401]
    assert client.get(SESSION).status_code == neighbour.get(SESSION).status_code == 200
    assert client.ask("DELETE", SESSIONS).status_code == 204


def test_a_new_password_gives_a_new_token_and_ends_all_sessions(world: World) -> None:
    client, officer = signed_in(world)
    before, other = client.http.cookies["gp"], world.signed_in(officer)
    answer = change(client, GOOD[0])
    assert answer.status_code == 200, answer.text
    assert client.http.cookies["gp"] != before
    assert client.get(SESSION).status_code == 200
    assert bearing(world, before).get(SESSION).status_code == 401
    assert other.get(SESSION).status_code == 401
    assert sign_in(world.stranger(), officer.login).status_code == 401
    assert sign_in(world.stranger(), officer.login, GOOD[0]).status_code == 200


def test_a_new_password_keeps_the_kind_of_session(world: World) -> None:
    client, _ = signed_in(world, kind="phone")
    assert change(client, GOOD[0]).json()["kind"] == "phone"


def test_a_password_is_changed_by_who_knows_the_present_one(world: World) -> None:
    client, officer = signed_in(world)
    answer = change(client, GOOD[0], current="wrong")
    assert (answer.status_code, [where for where, _ in refusals(answer)]) == (422, ["current"])
    assert sign_in(world.stranger(), officer.login).status_code == 200


def test_the_present_password_cannot_be_guessed_in_an_open_browser(fresh_world: World) -> None:
    count_by_clock(fresh_world, fresh_world.clock)
    client, officer = signed_in(fresh_world)
    tried = [change(client, GOOD[0], current=f"guess-{n}").status_code for n in range(30)]
    assert tried.count(422) == 20
    assert tried[20:] == [429] * 10
    fresh_world.clock.move(timedelta(minutes=15))
    assert change(client, GOOD[0]).status_code == 200
    assert sign_in(fresh_world.stranger(), officer.login, GOOD[0]).status_code == 200


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("too short", "must have at least 12 characters"),
        ("password123456", "holds a password that many people use"),
        ("aaaaaaaaaaaaaaaa", "repeats the same again"),
        ("geo-patrol 库区 2022", "is mostly a name, a squad or a word of the trade"),
        (RIGHT + RIGHT, ""),
    ],
)
def test_a_password_that_others_guess_is_refused_with_the_reason(
    world: World, new: str, reason: str
) -> None:
    client, _ = signed_in(world)
    answer = change(client, new)
    if not reason:
        assert answer.status_code == 200
        return
    assert answer.status_code == 422
    assert {where for where, _ in refusals(answer)} == {"new"}
    assert any(reason in said for _, said in refusals(answer))
    assert new not in answer.text


def test_the_present_password_is_no_new_one(world: World) -> None:
    client, _ = signed_in(world)
    assert change(client, GOOD[0]).status_code == 200
    again = change(client, GOOD[0], current=GOOD[0])
    assert refusals(again) == [("new", "is the present password")]


def test_under_asvs_a_password_never_ends_and_may_come_back(world: World) -> None:
    client, officer = signed_in(world)
    assert change(client, GOOD[0]).status_code == 200
    assert change(client, GOOD[1], current=GOOD[0]).status_code == 200
    assert change(client, GOOD[0], current=GOOD[1]).status_code == 200
    assert account_of(world, officer).past_hashes == ()
    world.clock.move(timedelta(days=3000))
    later = sign_in(world.stranger(), officer.login, GOOD[0])
    assert later.json()["password_change_due"] is False


@pytest.fixture
def assessed(world: World) -> Iterator[World]:
    """Give an application over the same store under 等保's profile."""
    settings = {"password_profile": "mlps"}
    with closing(make_world(world.store, world.loop, **settings)) as made:
        yield made


def test_under_mlps_a_password_mixes_kinds_of_characters(assessed: World) -> None:
    client, _ = signed_in(assessed)
    refused = change(client, "copper trombone heron")
    assert (
        "new",
        "must mix at least 3 of capitals, small letters, digits and others; it has 2",
    ) in (refusals(refused))
    assert change(client, "Copper trombone heron 3").status_code == 200


def test_under_mlps_the_last_five_passwords_do_not_come_back(assessed: World) -> None:
    client, _ = signed_in(assessed)
    current = RIGHT
    for new in GOOD[:3]:
        assert change(client, new, current=current).status_code == 200
        current = new
    again = change(client, GOOD[0], current=current)
    assert refusals(again) == [("new", "must differ from the last 5 passwords")]
    assert POLICIES["mlps"].history == 5


def test_under_mlps_a_password_must_be_changed_after_ninety_days(assessed: World) -> None:
    _, officer = signed_in(assessed)
    assessed.clock.move(timedelta(days=90) - timedelta(seconds=1))
    client = assessed.stranger()
    assert sign_in(client, officer.login).json()["password_change_due"] is False
    assert client.get("/api/v1/areas").status_code == 200
    assessed.clock.move(timedelta(seconds=1))
    refused = client.get("/api/v1/areas")
    assert (refused.status_code, refused.json()["code"]) == (403, "accounts.change_due")
    assert sign_in(client, officer.login).json()["password_change_due"] is True
    assert change(client, GOOD[0]).status_code == 200
    assert client.get("/api/v1/areas").status_code == 200


def due(world: World, role: str = "officer") -> tuple[Client, Officer]:
    """Return who is signed in with a password that somebody gave them."""
    officer = world.officer(role)  # type: ignore[arg-type]
    with world.store.upkeep() as session:
        given = Account(officer.id, HASH, world.clock(), change_due=True)
        accounts.save_account(session, given)
    client = world.stranger()
    assert sign_in(client, officer.login).json()["password_change_due"] is True
    return client, officer


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/incidents"),
        ("GET", "/api/v1/areas"),
        ("GET", "/api/v1/maps/zones?area=lake"),
        ("PUT", "/api/v1/shifts/018f3a52-6b00-7c11-9a01-5d0c6e1f0001"),
        ("POST", f"{SESSION}/second-factor"),
        ("POST", f"{SESSION}/second-factor/confirmation"),
    ],
)
def test_with_a_given_password_nothing_works(world: World, method: str, path: str) -> None:
    answer = due(world)[0].ask(method, path)
    assert (answer.status_code, answer.json()["code"]) == (403, "accounts.change_due")


def test_an_administrator_s_given_password_must_be_changed_too(world: World) -> None:
    answer = due(world, "admin")[0].get("/api/v1/users")
    assert (answer.status_code, answer.json()["code"]) == (403, "accounts.change_due")


def test_with_a_given_password_one_gets_at_one_s_own_account_and_changes_it(world: World) -> None:
    client, officer = due(world)
    assert client.get(SESSION).status_code == client.get(SESSIONS).status_code == 200
    assert client.ask("DELETE", SESSIONS).status_code == 204
    assert change(client, GOOD[0]).json()["password_change_due"] is False
    assert client.get("/api/v1/areas").status_code == 200
    assert account_of(world, officer).change_due is False


def test_a_device_has_no_account(world: World) -> None:
    tracker = gadget(world, "tracker")
    for method, path in (("GET", SESSION), ("GET", SESSIONS), ("POST", f"{SESSION}/password")):
        answer = tracker.ask(method, path)
        assert (answer.status_code, answer.json()["code"]) == (403, "api.not_permitted")
