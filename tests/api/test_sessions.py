"""Signing in and out."""

import asyncio
from datetime import timedelta
from threading import Barrier, Lock

import pytest
from api_world import Client, World, make_world
from pwdlib import PasswordHash

from api.auth.passwords import Passwords
from api.auth.sessions import token_digest
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.tables import OfficerRow, SessionRow

RIGHT = "long enough 长"
HASH = Passwords().hash(RIGHT)
SESSION = "/api/v1/session"


@pytest.fixture
def officer(world: World) -> Officer:
    return world.officer("officer", password_hash=HASH)


def sign_in(client: Client, login: str, password: str = RIGHT):
    return client.ask("POST", SESSION, json={"login": login, "password": password})


def test_who_signs_in_is_told_who_they_are(world: World, officer: Officer) -> None:
    client = world.stranger()
    answer = sign_in(client, officer.login)
    assert answer.status_code == 200
    assert answer.json()["role"] == "officer"
    assert "records.write" in answer.json()["permissions"]
    assert client.get(SESSION).json() == answer.json()


def test_without_a_session_nobody_is_signed_in(world: World) -> None:
    assert world.stranger().get(SESSION).status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    world: World, officer: Officer
) -> None:
    cookie = sign_in(world.stranger(), officer.login).headers["set-cookie"]
    assert cookie.startswith("gp=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert "Secure" not in cookie


def test_over_tls_the_cookie_is_bound_to_the_host(world: World, officer: Officer) -> None:
    tls = make_world(world.store, world.loop, secure_cookies=True)
    client = tls.stranger(tls=True)
    cookie = sign_in(client, officer.login).headers["set-cookie"]
    assert cookie.startswith("__Host-gp=")
    assert "Secure" in cookie
    assert "Domain" not in cookie
    assert client.get(SESSION).status_code == 200
    assert "max-age" in client.get(SESSION).headers["strict-transport-security"]
    tls.close()


def test_the_store_keeps_the_token_s_hash_only(world: World, officer: Officer) -> None:
    client = world.stranger()
    sign_in(client, officer.login)
    token = client.http.cookies["gp"]
    assert len(token) >= 43
    with world.store.reader() as session:
        kept = session.query(SessionRow).filter_by(officer_id=officer.id).one()
    assert kept.token_sha256 == token_digest(token) != token


def test_signing_in_again_ends_the_session_before(world: World, officer: Officer) -> None:
    client = world.stranger()
    sign_in(client, officer.login)
    before = client.http.cookies["gp"]
    sign_in(client, officer.login)
    assert client.http.cookies["gp"] != before
    old = world.stranger()
    old.http.cookies.set("gp", before)
    assert old.get(SESSION).status_code == 401


def test_signing_out_ends_the_session_for_good(world: World, officer: Officer) -> None:
    client = world.stranger()
    sign_in(client, officer.login)
    token = client.http.cookies["gp"]
    assert client.ask("DELETE", SESSION).status_code == 204
    assert "gp" not in client.http.cookies
    client.http.cookies.set("gp", token)
    assert client.get(SESSION).status_code == 401


def test_signing_out_without_a_session_is_no_fault(world: World) -> None:
    assert world.stranger().ask("DELETE", SESSION).status_code == 204


def test_a_session_ends_by_itself(fresh_world: World) -> None:
    client = fresh_world.member()
    fresh_world.clock.move(fresh_world.settings.session_length - timedelta(seconds=1))
    assert client.get(SESSION).status_code == 200
    fresh_world.clock.move(timedelta(seconds=1))
    assert client.get(SESSION).status_code == 401


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "../../x", "%00"])
def test_a_forged_token_opens_nothing(world: World, token: str) -> None:
    client = world.stranger()
    client.http.cookies.set("gp", token)
    assert client.get(SESSION).status_code == 401


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(
    world: World, officer: Officer
) -> None:
    wrong = sign_in(world.stranger(), officer.login, "wrong")
    unknown = sign_in(world.stranger(), "nobody-of-that-name", "wrong")
    assert wrong.status_code == unknown.status_code == 401
    drop = ("request_id",)
    said = [{k: v for k, v in one.json().items() if k not in drop} for one in (wrong, unknown)]
    assert said[0] == said[1]
    assert "set-cookie" not in wrong.headers


def test_an_unknown_name_costs_a_hash_too(
    fresh_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = []
    real = PasswordHash.verify

    def watched(self: PasswordHash, password: str, password_hash: str) -> bool:
        checked.append(password_hash)
        return real(self, password, password_hash)

    monkeypatch.setattr(PasswordHash, "verify", watched)
    sign_in(fresh_world.stranger(), "nobody", "wrong")
    sign_in(fresh_world.stranger(), fresh_world.officer("officer").login, "wrong")
    costs = [one.rsplit("$", 2)[0] for one in checked]
    assert costs == [HASH.rsplit("$", 2)[0]] * 2


def test_no_more_than_two_passwords_are_checked_at_once(
    fresh_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair, lock = Barrier(2), Lock()
    at_work, most = 0, 0

    def matches(*_args: object) -> bool:
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
        pair.wait(10)
        with lock:
            at_work -= 1
        return False

    monkeypatch.setattr(Passwords, "matches", matches)
    clients = [fresh_world.stranger(address=f"10.0.9.{n}") for n in range(6)]

    async def all_at_once() -> list[int]:
        body = {"login": "nobody", "password": "x"}
        asked = (client.http.post(SESSION, json=body) for client in clients)
        return [answer.status_code for answer in await asyncio.gather(*asked)]

    assert fresh_world.loop.run(all_at_once()) == [401] * 6
    assert most == 2


def test_an_officer_without_a_password_has_no_account(world: World) -> None:
    officer = world.officer("officer")
    assert sign_in(world.stranger(), officer.login, "").status_code == 422
    assert sign_in(world.stranger(), officer.login, "anything").status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        {"login": "a"},
        {"login": 1, "password": "x"},
        {"login": "a", "password": ""},
        {"login": "a", "password": "x" * 1025},
        {"login": "a" * 65, "password": "x"},
        {"login": "a", "password": "x", "admin": True},
    ],
    ids=lambda body: str(body)[:40],
)
def test_a_log_in_of_another_shape_is_refused(world: World, body: dict[str, object]) -> None:
    answer = world.stranger().ask("POST", SESSION, json=body)
    assert answer.status_code == 422
    assert "x" * 20 not in answer.text


def test_too_many_failures_close_the_account_for_a_while(fresh_world: World) -> None:
    officer = fresh_world.officer("officer", password_hash=HASH)
    for number in range(10):
        client = fresh_world.stranger(address=f"10.0.1.{number}")
        assert sign_in(client, officer.login, "wrong").status_code == 401
    refused = sign_in(fresh_world.stranger(address="10.0.2.1"), officer.login)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    other = fresh_world.officer("officer", password_hash=HASH)
    assert sign_in(fresh_world.stranger(address="10.0.2.1"), other.login).status_code == 200


def test_too_many_failures_close_the_address_for_a_while(fresh_world: World) -> None:
    officer = fresh_world.officer("officer", password_hash=HASH)
    client = fresh_world.stranger(address="10.0.3.1")
    for number in range(10):
        assert sign_in(client, f"guess-{number}", "wrong").status_code == 401
    assert sign_in(client, officer.login).status_code == 429
    elsewhere = fresh_world.stranger(address="10.0.3.2")
    assert sign_in(elsewhere, officer.login).status_code == 200


def test_a_squad_behind_one_address_may_sign_in_all_at_once(fresh_world: World) -> None:
    for _ in range(12):
        officer = fresh_world.officer("officer", password_hash=HASH)
        client = fresh_world.stranger(address="10.0.4.1")
        assert sign_in(client, officer.login).status_code == 200


def test_hashes_are_argon2id_of_the_agreed_cost(world: World) -> None:
    assert HASH.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    passwords = Passwords()
    assert passwords.matches(RIGHT, HASH)
    assert not passwords.matches("other", HASH)
    assert not passwords.matches(RIGHT, None)
    assert not passwords.matches(RIGHT, "plain")


def test_a_new_password_ends_all_sessions(world: World, officer: Officer) -> None:
    client = world.signed_in(officer)
    with world.store.writer() as session:
        people.set_password(session, officer.id, HASH)
    assert client.get(SESSION).status_code == 401


def test_no_password_stands_in_the_store(world: World, officer: Officer) -> None:
    with world.store.reader() as session:
        row = session.query(OfficerRow).filter_by(id=officer.id).one()
    assert RIGHT not in str(vars(row))
