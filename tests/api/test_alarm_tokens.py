"""Calling for help when the session has expired: what the token can do, and when it cannot."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from api_world import Client, World, shift_body
from askers import bearer, gadget
from calling import (
    ALARMS,
    ALIVE,
    NOTICES,
    POSITIONS,
    SIGNS,
    TOKEN,
    call,
    out,
    phone_of,
    position_body,
    sos_body,
)
from signing_in import HASH, sign_in, signed_in
from sqlalchemy import text

from geo_patrol.store.repositories import accounts
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.sessions import OUTLIVES
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.accounts import end_sessions, put_officer, set_disabled

UUID_OF_NOTHING = "018f3a52-6b00-7c11-9a01-5d0c6e1f0001"


def token_of(client: Client) -> str:
    answer = client.ask("POST", TOKEN)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["token"])


def expired(world: World, officer: Officer) -> Client:
    """Return a phone that has nothing left but an alarm token."""
    client = phone_of(world, officer)
    phone = bearer(world, token_of(client))
    world.clock.move(timedelta(hours=world.settings.phone_session_hours))
    assert client.get("/api/v1/session").status_code == 401
    return phone


def test_an_officer_whose_session_has_expired_can_still_call_for_help(fresh_world: World) -> None:
    world, officer = fresh_world, fresh_world.officer("officer")
    patrol_id = out(world, officer)
    phone = expired(world, officer)
    alarm_id = uuid4()
    body = sos_body(world, patrol_id=str(patrol_id), text="a")
    answers = [phone.put(f"{ALARMS}/{alarm_id}", body) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 200]
    told = answers[0].json()
    assert (told["officer_id"], told["squad"], told["text"]) == (str(officer.id), "reservoir", "a")
    assert told["flags"] == ["by_token"]
    moved = phone.put(f"{POSITIONS}/{uuid4()}", position_body(world, alarm_id))
    assert moved.status_code == 201
    entry = world.member("auditor").get(f"/api/v1/audit?object=alarm/{alarm_id}").json()["items"]
    assert [one["actor"] for one in entry] == [f"officer/{officer.id}"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", f"{ALARMS}"),
        ("GET", f"{ALARMS}/{UUID_OF_NOTHING}"),
        ("GET", NOTICES),
        ("GET", "/api/v1/shifts"),
        ("GET", "/api/v1/tracks"),
        ("GET", "/api/v1/session"),
        ("PUT", f"/api/v1/shifts/{UUID_OF_NOTHING}"),
        ("PUT", f"{SIGNS}/{UUID_OF_NOTHING}"),
        ("PUT", ALIVE),
        ("POST", TOKEN),
    ],
)
def test_a_token_does_nothing_but_call(world: World, method: str, path: str) -> None:
    phone = bearer(world, token_of(world.member("officer")))
    body = shift_body() if method == "PUT" else None
    assert phone.ask(method, path, json=body).status_code == 401


def test_a_token_does_not_say_where_others_are_or_read_what_they_said(world: World) -> None:
    other = call(world, world.member("officer"), text="b")
    phone = bearer(world, token_of(world.member("officer")))
    position = phone.put(f"{POSITIONS}/{uuid4()}", position_body(world, other))
    assert (position.status_code, position.json()["code"]) == (403, "alarm.not_yours")
    taken = phone.put(f"{ALARMS}/{other}", sos_body(world))
    assert taken.status_code == 409
    assert (taken.json()["current"]["text"], taken.json()["current"]["officer_id"]) == ("", None)
    elsewhere = call(world, world.member("officer", "park"))
    assert phone.put(f"{ALARMS}/{elsewhere}", sos_body(world)).status_code == 404


def calls(world: World, phone: Client) -> int:
    return phone.put(f"{ALARMS}/{uuid4()}", sos_body(world)).status_code


def test_a_token_outlives_its_session_by_a_day_and_no_longer(fresh_world: World) -> None:
    world = fresh_world
    client = phone_of(world, world.officer("officer"))
    told = client.ask("POST", TOKEN).json()
    phone = bearer(world, told["token"])
    begun = world.clock()
    lasts = timedelta(hours=world.settings.phone_session_hours) + OUTLIVES
    assert told["good_until"].startswith((begun + lasts).isoformat()[:19])
    world.clock.move(lasts - timedelta(seconds=1))
    # Somebody else signs in meanwhile, and what has expired is cleared away.
    world.member("officer")
    assert calls(world, phone) == 201
    world.clock.move(timedelta(seconds=1))
    answer = phone.put(f"{ALARMS}/{uuid4()}", sos_body(world))
    assert (answer.status_code, answer.json()["code"]) == (401, "alarm.bad_token")


def test_signing_out_ends_the_token(world: World) -> None:
    client, _ = signed_in(world, "officer", kind="phone")
    phone = bearer(world, token_of(client))
    assert calls(world, phone) == 201
    client.ask("DELETE", "/api/v1/session")
    assert calls(world, phone) == 401


def test_a_second_officer_on_the_same_phone_ends_the_first_one_s_token(world: World) -> None:
    client, _ = signed_in(world, "officer", kind="phone")
    first = bearer(world, token_of(client))
    second = world.officer("officer", password_hash=HASH)
    assert sign_in(client, second.login, kind="phone").status_code == 200
    assert calls(world, first) == 401
    assert calls(world, bearer(world, token_of(client))) == 201


def test_a_closed_account_s_token_is_good_no_more_though_its_session_had_expired(
    fresh_world: World,
) -> None:
    world, officer = fresh_world, fresh_world.officer("officer")
    phone = expired(world, officer)
    set_disabled(world.store, SYSTEM, officer.id, disabled=True, now=world.clock())
    assert calls(world, phone) == 401
    set_disabled(world.store, SYSTEM, officer.id, disabled=False, now=world.clock())
    assert calls(world, phone) == 401


def test_a_lost_phone_s_token_ends_with_the_person_s_sessions(fresh_world: World) -> None:
    world, officer = fresh_world, fresh_world.officer("officer")
    phone = expired(world, officer)
    assert end_sessions(world.store, SYSTEM, officer.id, now=world.clock()) == 1
    assert calls(world, phone) == 401


def test_who_is_given_another_role_has_no_token_any_more(fresh_world: World) -> None:
    world, officer = fresh_world, fresh_world.officer("officer")
    phone = expired(world, officer)
    known = Officer(**{**vars(officer), "role": "briefing"})
    put_officer(world.store, SYSTEM, officer, now=world.clock())
    put_officer(world.store, SYSTEM, known, now=world.clock(), if_match=1)
    assert calls(world, phone) == 401


def test_a_new_token_takes_the_place_of_the_one_before(world: World) -> None:
    client = world.member("officer")
    first, second = token_of(client), token_of(client)
    assert [calls(world, bearer(world, one)) for one in (first, second)] == [401, 201]


def test_a_token_comes_before_a_cookie_and_a_bad_one_is_not_made_good_by_it(world: World) -> None:
    officer = world.officer("officer")
    client = world.signed_in(officer)
    token = token_of(phone_of(world, officer))
    named = {"authorization": f"Bearer {token}", "geo-patrol-officer": str(officer.id)}
    path, body = f"{ALARMS}/{uuid4()}", sos_body(world)
    assert client.put(path, body, **named).json()["flags"] == ["by_token"]
    bad = client.put(f"{ALARMS}/{uuid4()}", body, authorization="Bearer gpa_made-up")
    assert (bad.status_code, bad.json()["code"]) == (401, "alarm.bad_token")
    other = {**named, "geo-patrol-officer": str(uuid4())}
    assert client.put(f"{ALARMS}/{uuid4()}", body, **other).status_code == 401


def test_who_must_change_their_password_can_call_for_help_first(world: World) -> None:
    officer = world.officer("officer")
    client = world.signed_in(officer)
    with world.store.upkeep() as session:
        account = accounts.account(session, officer.id)
        accounts.save_account(session, replace(account, change_due=True))
    assert client.get(ALARMS).json()["code"] == "accounts.change_due"
    assert calls(world, client) == 201


def test_who_may_not_call_gets_no_token(world: World) -> None:
    for role in ("briefing", "auditor", "admin"):
        assert world.member(role).ask("POST", TOKEN).status_code == 403
    assert world.stranger().ask("POST", TOKEN).status_code == 401
    assert gadget(world, "tracker").ask("POST", TOKEN).status_code == 403


def test_the_store_has_digests_of_tokens_only_and_the_chain_that_one_was_given(
    fresh_world: World,
) -> None:
    world, officer = fresh_world, fresh_world.officer("officer")
    token = token_of(world.signed_in(officer))
    with world.store.reader() as session:
        [kept] = session.execute(text("SELECT alarm_sha256 FROM sessions")).scalars()
    assert token not in kept
    about = f"/api/v1/audit?object=officer/{officer.id}"
    told = world.member("auditor").get(about).json()["items"]
    assert [one["action"] for one in told] == ["alarm_token.give"]
    assert token not in str(told)
