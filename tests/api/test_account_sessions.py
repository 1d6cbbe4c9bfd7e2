"""Where one is signed in, as the account page lists and ends it; how long a phone stays."""

import re
from uuid import uuid4

import pytest
from account_forms import HASH, account_of, log_in, send, show
from api_world import Client, World

from geo_patrol.roles import Role
from geo_patrol.store.repositories.people import Officer

SESSION = "/api/v1/session"
PHONE = "Mozilla/5.0 (Linux; Android 14; 23049RAD8C) AppleWebKit/537.36 Chrome/126.0 Mobile"


@pytest.fixture
def officer(world: World) -> Officer:
    return world.officer("officer", password_hash=HASH)


def at_phone(world: World, officer: Officer) -> Client:
    client = world.stranger()
    client.http.headers["user-agent"] = PHONE
    assert log_in(client, officer, kind="phone").status_code == 303
    return client


def end_buttons(page: str) -> list[str]:
    return re.findall(r'action="(/account/sessions/[0-9a-f-]{36}/end)"', page)


def test_sessions_are_listed_with_what_tells_them_apart(world: World, officer: Officer) -> None:
    at_phone(world, officer)
    page = show(world.signed_in(officer), "/account").text
    assert "Chrome · Android" in page
    assert "手机，一个班" in page
    assert "10-31 22:00" in page
    assert "23049RAD8C" not in page
    assert page.count("就是这里") == 1
    assert len(end_buttons(page)) == 1


def test_one_session_is_ended_and_no_other(world: World, officer: Officer) -> None:
    phone, kept, here = at_phone(world, officer), world.signed_in(officer), world.stranger()
    log_in(here, officer)
    others = end_buttons(show(here, "/account").text)
    assert len(others) == 2
    answered = []
    for path in others:
        answer = send(here, path)
        assert answer.headers["location"] == "/account?done=session"
        answered.append([one.get(SESSION).status_code for one in (phone, kept)])
    assert sorted(answered[0]) == [200, 401]
    assert answered[1] == [401, 401]
    assert "那处登录已结束" in show(here, "/account?done=session").text


def test_all_other_sessions_are_ended_at_once(world: World, officer: Officer) -> None:
    others, here = [world.signed_in(officer) for _ in range(3)], world.signed_in(officer)
    stranger = world.member()
    assert "另外 3 处" in show(here, "/account").text
    assert send(here, "/account/sessions/end").status_code == 303
    assert [one.get(SESSION).status_code for one in others] == [401] * 3
    assert here.get(SESSION).status_code == stranger.get(SESSION).status_code == 200


@pytest.mark.parametrize("named", ["another's", "nobody's", "no id"])
def test_only_one_s_own_sessions_can_be_ended(world: World, officer: Officer, named: str) -> None:
    victim = world.signed_in(officer)
    at_phone(world, officer)
    path = {
        "another's": end_buttons(show(victim, "/account").text)[0],
        "nobody's": f"/account/sessions/{uuid4()}/end",
        "no id": "/account/sessions/x/end",
    }[named]
    answer = send(world.member(), path)
    assert answer.status_code == (422 if named == "no id" else 404)
    assert victim.get(SESSION).status_code == 200


def test_ending_this_very_session_leads_to_the_log_in_form(world: World, officer: Officer) -> None:
    here, other = world.signed_in(officer), world.signed_in(officer)
    own = end_buttons(show(other, "/account").text)[0]
    assert send(here, own).status_code == 303
    assert show(here, "/account").status_code == 401


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("officer", "phone"),
        ("auxiliary", "phone"),
        ("leader", "phone"),
        ("briefing", "console"),
        ("admin", "console"),
    ],
)
def test_a_shift_long_session_is_for_those_on_patrol(world: World, role: Role, kind: str) -> None:
    officer = world.officer(role, password_hash=HASH)
    client = at_phone(world, officer)
    assert client.get(SESSION).json()["kind"] == kind
    assert account_of(world, officer).password_hash == HASH


def test_without_the_tick_a_session_is_a_console_s(world: World, officer: Officer) -> None:
    client = world.stranger()
    log_in(client, officer, kind="forever")
    assert client.get(SESSION).json()["kind"] == "console"


@pytest.mark.parametrize("word", ["", "nothing", "<script>", "setup.done"])
def test_an_address_cannot_make_the_page_say_anything(world: World, word: str) -> None:
    page = show(world.member(), f"/account?done={word}").text
    assert 'role="status"' not in page
    assert "<script" not in page
