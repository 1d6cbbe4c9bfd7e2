"""Guessing is slow, and locks nobody out who has signed in before: through the application."""

import asyncio
from datetime import timedelta
from threading import Barrier, Event, Lock

import httpx
import pytest
from api_world import Client, World
from askers import logged
from signing_in import HASH, SESSION, count_by_clock, sign_in, signed_in

from api.auth.desk import LONGEST_LINES
from api.auth.passwords import Match, Passwords
from geo_patrol.store.repositories.people import Officer

WINDOW_S = 15 * 60


def guess_from_everywhere(world: World, login: str, times: int = 10) -> list[int]:
    """Try wrong passwords at an account, each from another address."""
    return [
        sign_in(world.stranger(address=f"10.1.{number}.1"), login, "wrong").status_code
        for number in range(times)
    ]


def known_browser(world: World) -> tuple[Client, Officer]:
    """Return a browser that was signed in and out again, and whose it is."""
    client, officer = signed_in(world)
    client.ask("DELETE", SESSION)
    return client, officer


def test_too_many_failures_make_strangers_wait_at_the_account(fresh_world: World) -> None:
    officer = fresh_world.officer("officer", password_hash=HASH)
    assert guess_from_everywhere(fresh_world, officer.login) == [401] * 10
    refused = sign_in(fresh_world.stranger(address="10.2.0.1"), officer.login)
    assert (refused.status_code, refused.json()["code"]) == (429, "api.login_too_often")
    assert 1 <= int(refused.headers["retry-after"]) <= WINDOW_S
    other = fresh_world.officer("officer", password_hash=HASH)
    assert sign_in(fresh_world.stranger(address="10.2.0.1"), other.login).status_code == 200


def test_an_account_that_nobody_has_makes_strangers_wait_just_so(fresh_world: World) -> None:
    assert guess_from_everywhere(fresh_world, "nobody") == [401] * 10
    refused = sign_in(fresh_world.stranger(address="10.2.0.1"), "nobody", "wrong")
    assert (refused.status_code, refused.json()["code"]) == (429, "api.login_too_often")


def test_too_many_failures_from_an_address_make_its_strangers_wait(fresh_world: World) -> None:
    officer = fresh_world.officer("officer", password_hash=HASH)
    attempts = fresh_world.app.state.services.attempts
    for number in range(60):
        attempts.failed(f"guess-{number}", "10.3.0.1", None)
    at_it = fresh_world.stranger(address="10.3.0.1")
    assert sign_in(at_it, officer.login).status_code == 429
    elsewhere = fresh_world.stranger(address="10.3.0.2")
    assert sign_in(elsewhere, officer.login).status_code == 200


def test_strangers_cannot_lock_out_a_browser_that_has_signed_in_before(
    fresh_world: World,
) -> None:
    client, officer = known_browser(fresh_world)
    guess_from_everywhere(fresh_world, officer.login)
    assert guess_from_everywhere(fresh_world, officer.login, 1) == [429]
    assert sign_in(client, officer.login).status_code == 200


def test_a_browser_is_known_for_its_own_officers_only(fresh_world: World) -> None:
    client, _ = known_browser(fresh_world)
    other = fresh_world.officer("officer", password_hash=HASH)
    guess_from_everywhere(fresh_world, other.login)
    assert sign_in(client, other.login).status_code == 429


def test_two_officers_at_one_computer_are_both_known_there(fresh_world: World) -> None:
    client, first = known_browser(fresh_world)
    second = fresh_world.officer("officer", password_hash=HASH)
    assert sign_in(client, second.login).status_code == 200
    for officer in (first, second):
        guess_from_everywhere(fresh_world, officer.login)
        assert sign_in(client, officer.login).status_code == 200


@pytest.mark.parametrize("cookie", ["", "x", "1." + "a" * 22 + ".1667188800." + "b" * 43])
def test_a_forged_mark_makes_no_browser_known(fresh_world: World, cookie: str) -> None:
    officer = fresh_world.officer("officer", password_hash=HASH)
    guess_from_everywhere(fresh_world, officer.login)
    client = fresh_world.stranger()
    client.http.cookies.set("gp-known", cookie)
    assert sign_in(client, officer.login).status_code == 429


def test_a_known_browser_gives_no_access_by_itself(fresh_world: World) -> None:
    client, officer = known_browser(fresh_world)
    assert client.get(SESSION).status_code == 401
    assert sign_in(client, officer.login, "wrong").status_code == 401


def test_the_wait_ends(fresh_world: World) -> None:
    count_by_clock(fresh_world, fresh_world.clock)
    officer = fresh_world.officer("officer", password_hash=HASH)
    guess_from_everywhere(fresh_world, officer.login)
    refused = sign_in(fresh_world.stranger(), officer.login)
    assert refused.headers["retry-after"] == str(WINDOW_S)
    fresh_world.clock.move(timedelta(seconds=WINDOW_S - 1))
    assert sign_in(fresh_world.stranger(), officer.login).status_code == 429
    fresh_world.clock.move(timedelta(seconds=1))
    assert sign_in(fresh_world.stranger(), officer.login).status_code == 200


def test_a_held_up_log_in_is_logged_without_its_name(fresh_world: World) -> None:
    officer = fresh_world.officer("officer", password_hash=HASH)
    guess_from_everywhere(fresh_world, officer.login)
    with logged() as lines:
        sign_in(fresh_world.stranger(), officer.login, "my-secret")
    [line] = [line for line in lines if line["event"] == "log-in held up"]
    assert line["known_browser"] is False
    assert officer.login not in str(lines)
    assert "my-secret" not in str(lines)


def test_a_squad_behind_one_address_may_sign_in_all_at_once(fresh_world: World) -> None:
    for _ in range(12):
        officer = fresh_world.officer("officer", password_hash=HASH)
        client = fresh_world.stranger(address="10.0.4.1")
        assert sign_in(client, officer.login).status_code == 200


def test_no_more_than_two_passwords_are_checked_at_once(
    fresh_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair, lock = Barrier(2), Lock()
    at_work, most = 0, 0

    def matches(*_args: object) -> Match:
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
        pair.wait(10)
        with lock:
            at_work -= 1
        return Match(False)

    monkeypatch.setattr(Passwords, "matches", matches)
    clients = [fresh_world.stranger(address=f"10.0.9.{n}") for n in range(6)]

    async def all_at_once() -> list[int]:
        answers = await asyncio.gather(*(guess(client) for client in clients))
        return [answer.status_code for answer in answers]

    assert fresh_world.loop.run(all_at_once()) == [401] * 6
    assert most == 2


async def guess(client: Client, login: str = "nobody") -> httpx.Response:
    return await client.http.post(SESSION, json={"login": login, "password": "x"})


def test_a_flood_of_strangers_is_told_to_come_again_and_leaves_room_for_the_others(
    fresh_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, officer = known_browser(fresh_world)
    at_work = fresh_world.member()
    n_in_line, desk = LONGEST_LINES[False], fresh_world.app.state.services.desk
    go_on = Event()

    def matches(*_args: object) -> Match:
        go_on.wait(30)
        return Match(False)

    monkeypatch.setattr(Passwords, "matches", matches)
    crowd = [fresh_world.stranger(address=f"10.5.0.{n}") for n in range(n_in_line)]

    async def flood() -> None:
        waiting = [asyncio.create_task(guess(one, f"name-{n}")) for n, one in enumerate(crowd)]
        while desk.inside(known=False) < n_in_line:
            await asyncio.sleep(0)
        busy = await guess(fresh_world.stranger(address="10.5.1.1"), "one-more")
        assert (busy.status_code, busy.json()["code"]) == (503, "api.login_busy")
        assert int(busy.headers["retry-after"]) >= 1
        assert (await at_work.http.get("/api/v1/areas")).status_code == 200
        waiting.append(asyncio.create_task(guess(known, officer.login)))
        while desk.inside(known=True) < 1:
            await asyncio.sleep(0)
        go_on.set()
        assert {one.status_code for one in await asyncio.gather(*waiting)} == {401}

    fresh_world.loop.run(flood())
