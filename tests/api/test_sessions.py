"""Signing in and out, and how long a session lasts."""

from datetime import datetime, timedelta

import pytest
from api_world import World, make_world
from askers import said
from pwdlib import PasswordHash
from signing_in import HASH, RIGHT, SESSION, account_of, bearing, entered, sign_in, signed_in

from api.auth.passwords import Passwords
from api.auth.tokens import token_digest
from geo_patrol.roles import Role
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.tables import SessionRow


@pytest.fixture
def officer(world: World) -> Officer:
    return world.officer("officer", password_hash=HASH)


def kept(world: World, officer: Officer) -> SessionRow:
    with world.store.reader() as session:
        return session.query(SessionRow).filter_by(officer_id=officer.id).one()


def test_who_signs_in_is_told_who_they_are(world: World, officer: Officer) -> None:
    client = world.stranger()
    answer = sign_in(client, officer.login)
    assert answer.status_code == 200
    told = answer.json()
    assert (told["role"], told["certified"], told["squads"]) == ("officer", True, ["reservoir"])
    assert {"records.write", "measures.take"} <= set(told["permissions"])
    assert told["password_change_due"] is False
    assert client.get(SESSION).json() == told


def test_without_a_session_nobody_is_signed_in(world: World) -> None:
    assert world.stranger().get(SESSION).status_code == 401


def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(
    world: World, officer: Officer
) -> None:
    cookies = sign_in(world.stranger(), officer.login).headers.get_list("set-cookie")
    assert [one.partition("=")[0] for one in cookies] == ["gp", "gp-known"]
    for cookie in cookies:
        assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
        assert "Secure" not in cookie


def test_over_tls_the_cookies_are_bound_to_the_host(world: World, officer: Officer) -> None:
    tls = make_world(world.store, world.loop, secure_cookies=True)
    client = tls.stranger(tls=True)
    cookies = sign_in(client, officer.login).headers.get_list("set-cookie")
    assert [one.partition("=")[0] for one in cookies] == ["__Host-gp", "__Host-gp-known"]
    for cookie in cookies:
        assert "Secure" in cookie
        assert "Domain" not in cookie
    assert client.get(SESSION).status_code == 200
    assert "max-age" in client.get(SESSION).headers["strict-transport-security"]
    tls.close()


def test_the_store_keeps_the_token_s_hash_only(world: World) -> None:
    client, officer = signed_in(world)
    token = client.http.cookies["gp"]
    assert len(token) >= 43
    assert kept(world, officer).token_sha256 == token_digest(token) != token


def test_signing_in_again_ends_the_session_before(world: World) -> None:
    client, officer = signed_in(world)
    before = client.http.cookies["gp"]
    sign_in(client, officer.login)
    assert client.http.cookies["gp"] != before
    assert bearing(world, before).get(SESSION).status_code == 401


def test_a_token_that_was_planted_is_not_taken_over(world: World, officer: Officer) -> None:
    client = bearing(world, "planted-by-somebody-else-before-the-log-in-")
    sign_in(client, officer.login)
    assert client.get(SESSION).status_code == 200
    planted = bearing(world, "planted-by-somebody-else-before-the-log-in-")
    assert planted.get(SESSION).status_code == 401


def test_signing_out_ends_the_session_for_good(world: World) -> None:
    client, officer = signed_in(world)
    token = client.http.cookies["gp"]
    assert client.ask("DELETE", SESSION).status_code == 204
    assert "gp" not in client.http.cookies
    assert bearing(world, token).get(SESSION).status_code == 401
    about = f"officer/{officer.id}"
    assert entered(world, about=about) == [("sign_in", about, "done"), ("sign_out", about, "done")]


def test_signing_out_without_a_session_is_no_fault(world: World) -> None:
    assert world.stranger().ask("DELETE", SESSION).status_code == 204
    assert bearing(world, "x").ask("DELETE", SESSION).status_code == 204


def test_a_console_that_is_not_used_for_half_an_hour_is_signed_out(world: World) -> None:
    client, _ = signed_in(world)
    world.clock.move(timedelta(minutes=30) - timedelta(seconds=1))
    assert client.get(SESSION).status_code == 200
    world.clock.move(timedelta(minutes=30))
    assert client.get(SESSION).status_code == 401


def test_a_console_in_use_stays_signed_in_for_twelve_hours_and_no_longer(world: World) -> None:
    client, _ = signed_in(world)
    for _ in range(24):
        world.clock.move(timedelta(minutes=29))
        assert client.get(SESSION).status_code == 200
    world.clock.move(timedelta(hours=12) - 24 * timedelta(minutes=29) - timedelta(seconds=1))
    assert client.get(SESSION).status_code == 200
    world.clock.move(timedelta(seconds=1))
    assert client.get(SESSION).status_code == 401


def test_it_is_kept_once_a_minute_that_a_session_was_used(world: World) -> None:
    client, officer = signed_in(world)
    begun = world.clock()
    world.clock.move(timedelta(seconds=59))
    client.get(SESSION)
    assert kept(world, officer).seen_at == begun
    world.clock.move(timedelta(seconds=1))
    client.get(SESSION)
    assert kept(world, officer).seen_at == begun + timedelta(minutes=1)


@pytest.mark.parametrize("role", ["officer", "auxiliary", "leader"])
def test_a_phone_stays_signed_in_for_a_shift_without_being_used(world: World, role: Role) -> None:
    client, _ = signed_in(world, role, kind="phone")
    told = client.get(SESSION).json()
    assert told["kind"] == "phone"
    assert datetime.fromisoformat(told["expires_at"]) - world.clock() == timedelta(hours=10)
    world.clock.move(timedelta(hours=10) - timedelta(seconds=1))
    assert client.get(SESSION).status_code == 200
    world.clock.move(timedelta(seconds=1))
    assert client.get(SESSION).status_code == 401


@pytest.mark.parametrize("role", ["briefing", "auditor", "admin"])
def test_who_does_not_go_out_gets_a_console_s_session_on_a_phone_too(
    world: World, role: Role
) -> None:
    client, _ = signed_in(world, role, kind="phone")
    assert client.get(SESSION).json()["kind"] == "console"
    world.clock.move(timedelta(minutes=30))
    assert client.get(SESSION).status_code == 401


def test_the_cookie_lasts_as_long_as_the_session(world: World, officer: Officer) -> None:
    for kind, seconds in (("console", 43_200), ("phone", 36_000)):
        answer = sign_in(world.stranger(), officer.login, kind=kind)
        assert f"Max-Age={seconds};" in answer.headers.get_list("set-cookie")[0]


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "../../x", "%00", "a" * 43])
def test_a_forged_token_opens_nothing(world: World, token: str) -> None:
    assert bearing(world, token).get(SESSION).status_code == 401


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(
    world: World, officer: Officer
) -> None:
    without_password = world.officer("officer").login
    wrong = sign_in(world.stranger(), officer.login, "wrong")
    for login in ("nobody-of-that-name", without_password):
        unknown = sign_in(world.stranger(), login, "wrong")
        assert wrong.status_code == unknown.status_code == 401
        assert said(wrong) == said(unknown)
        assert "set-cookie" not in unknown.headers


def test_a_wrong_password_and_an_unknown_name_leave_the_same_trail(
    world: World, officer: Officer
) -> None:
    before = len(entered(world))
    sign_in(world.stranger(), officer.login, "wrong")
    sign_in(world.stranger(), "nobody-of-that-name", "wrong")
    assert entered(world)[before:] == [
        ("sign_in", f"officer/{officer.id}", "refused"),
        ("sign_in", "officer/-", "refused"),
    ]


def test_an_unknown_name_costs_a_hash_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = []
    real = PasswordHash.verify

    def watched(self: PasswordHash, password: str | bytes, password_hash: str) -> bool:
        checked.append(password_hash)
        return real(self, password, password_hash)

    monkeypatch.setattr(PasswordHash, "verify", watched)
    sign_in(world.stranger(), "nobody", "wrong")
    sign_in(world.stranger(), world.officer("officer").login, "wrong")
    costs = [one.rsplit("$", 2)[0] for one in checked]
    assert costs == [HASH.rsplit("$", 2)[0]] * 2


def test_a_hash_of_another_cost_is_made_anew_when_its_owner_signs_in(world: World) -> None:
    from pwdlib.hashers.argon2 import Argon2Hasher

    cheap = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),)).hash(RIGHT)
    officer = world.officer("officer", password_hash=cheap)
    assert sign_in(world.stranger(), officer.login, "wrong").status_code == 401
    assert account_of(world, officer).password_hash == cheap
    assert sign_in(world.stranger(), officer.login).status_code == 200
    renewed = account_of(world, officer).password_hash
    assert renewed is not None
    assert renewed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert Passwords().matches(RIGHT, renewed).right
    assert sign_in(world.stranger(), officer.login).status_code == 200
    assert account_of(world, officer).password_hash == renewed


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
        {"login": "a", "password": "x", "kind": "for ever"},
    ],
    ids=lambda body: str(body)[:40],
)
def test_a_log_in_of_another_shape_is_refused(world: World, body: dict[str, object]) -> None:
    answer = world.stranger().ask("POST", SESSION, json=body)
    assert answer.status_code == 422
    assert "x" * 20 not in answer.text


def test_work_sent_for_somebody_else_than_who_is_signed_in_is_not_taken(world: World) -> None:
    client, officer = signed_in(world)
    other = world.officer("officer", password_hash=HASH)
    for named, status in ((officer.id, 200), (other.id, 401), ("", 401), ("né", 401)):
        headers = {"Geo-Patrol-Officer": str(named).encode()}
        assert client.get("/api/v1/areas", headers=headers).status_code == status
    # The session is as good as before.
    assert client.get(SESSION).status_code == 200
