"""The second factor, from the QR code to the lost phone, over HTTP."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from api_world import Client, World
from askers import said
from signing_in import (
    SESSION,
    account_of,
    code_at,
    count_by_clock,
    entered,
    sign_in,
    signed_in,
    with_second_factor,
)

from geo_patrol.store.repositories.people import Officer

OFFER = f"{SESSION}/second-factor"


@pytest.fixture
def guarded(world: World) -> tuple[Client, Officer, str, list[str]]:
    """Give a client, an officer with a second factor, its secret, and the recovery codes."""
    client, officer = signed_in(world)
    return client, officer, *with_second_factor(world, client)


Guarded = tuple[Client, Officer, str, list[str]]


def test_the_offer_is_an_address_that_an_authenticator_app_reads(world: World) -> None:
    client, officer = signed_in(world)
    offer = client.ask("POST", OFFER).json()
    uri = urlsplit(offer["uri"])
    assert (uri.scheme, uri.netloc) == ("otpauth", "totp")
    assert uri.path == f"/geo-patrol:{officer.login}"
    assert parse_qs(uri.query)["secret"] == [offer["secret"]]


def test_an_offer_that_nobody_confirmed_asks_for_no_code(world: World) -> None:
    client, officer = signed_in(world)
    client.ask("POST", OFFER)
    assert sign_in(world.stranger(), officer.login).status_code == 200


def test_the_secret_is_not_in_the_store_as_it_is(world: World, guarded: Guarded) -> None:
    _, officer, secret, codes = guarded
    kept = account_of(world, officer)
    assert kept.totp_sealed is not None
    assert secret not in str(kept)
    assert not [code for code in codes if code in str(kept)]
    assert len(kept.recovery) == len(codes) == 8


def test_signing_in_takes_password_and_code(world: World, guarded: Guarded) -> None:
    _, officer, secret, _ = guarded
    asked = sign_in(world.stranger(), officer.login)
    assert (asked.status_code, asked.json()["code"]) == (401, "accounts.code_needed")
    assert "set-cookie" not in asked.headers
    code = code_at(secret, world.clock())
    assert sign_in(world.stranger(), officer.login, code=code).status_code == 200


def test_only_who_has_the_password_is_told_that_a_code_is_needed(
    world: World, guarded: Guarded
) -> None:
    _, officer, secret, codes = guarded
    plain = sign_in(world.stranger(), "nobody-of-that-name", "wrong")
    for code in ("", "000000", code_at(secret, world.clock()), codes[0]):
        wrong = sign_in(world.stranger(), officer.login, "wrong", code=code)
        assert said(wrong) == said(plain)
    assert len(account_of(world, officer).recovery) == 8


def test_a_code_is_good_once(world: World, guarded: Guarded) -> None:
    _, officer, secret, _ = guarded
    code = code_at(secret, world.clock())
    assert sign_in(world.stranger(), officer.login, code=code).status_code == 200
    replayed = sign_in(world.stranger(), officer.login, code=code)
    assert (replayed.status_code, replayed.json()["code"]) == (
        401,
        "accounts.wrong_second_factor",
    )
    world.clock.move(timedelta(seconds=30))
    following = code_at(secret, world.clock())
    assert sign_in(world.stranger(), officer.login, code=following).status_code == 200


def test_the_code_that_confirmed_it_is_spent(world: World) -> None:
    client, officer = signed_in(world)
    secret, _ = with_second_factor(world, client)
    spent = code_at(secret, world.clock() - timedelta(seconds=30))
    assert sign_in(world.stranger(), officer.login, code=spent).status_code == 401


def test_a_recovery_code_stands_in_for_a_lost_phone_once(world: World, guarded: Guarded) -> None:
    _, officer, _, codes = guarded
    typed = codes[3].lower().replace("-", " ")
    assert sign_in(world.stranger(), officer.login, code=typed).status_code == 200
    assert sign_in(world.stranger(), officer.login, code=codes[3]).status_code == 401
    assert sign_in(world.stranger(), officer.login, code=codes[4]).status_code == 200
    assert len(account_of(world, officer).recovery) == 6


def test_another_officer_s_code_is_none(world: World, guarded: Guarded) -> None:
    _, officer, _, _ = guarded
    client, _ = signed_in(world)
    secret, codes = with_second_factor(world, client)
    for code in (code_at(secret, world.clock()), codes[0]):
        assert sign_in(world.stranger(), officer.login, code=code).status_code == 401


def test_wrong_codes_are_counted_as_wrong_passwords_are(fresh_world: World) -> None:
    count_by_clock(fresh_world, fresh_world.clock)
    client, officer = signed_in(fresh_world)
    with_second_factor(fresh_world, client)
    tried = [
        sign_in(fresh_world.stranger(address=f"10.1.{n}.1"), officer.login, code="000000")
        for n in range(11)
    ]
    assert [one.status_code for one in tried] == [401] * 10 + [429]


def test_asking_for_the_code_is_no_failure(fresh_world: World) -> None:
    client, officer = signed_in(fresh_world)
    secret, _ = with_second_factor(fresh_world, client)
    for n in range(12):
        asked = sign_in(fresh_world.stranger(address=f"10.1.{n}.1"), officer.login)
        assert asked.json()["code"] == "accounts.code_needed"
    code = code_at(secret, fresh_world.clock())
    assert sign_in(fresh_world.stranger(), officer.login, code=code).status_code == 200


def test_a_wrong_code_confirms_nothing(world: World) -> None:
    client, officer = signed_in(world)
    none = client.ask("POST", f"{OFFER}/confirmation", json={"code": "000000"})
    assert (none.status_code, none.json()["code"]) == (422, "accounts.second_factor_not_offered")
    client.ask("POST", OFFER)
    wrong = client.ask("POST", f"{OFFER}/confirmation", json={"code": "abc"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "accounts.wrong_second_factor")
    assert sign_in(world.stranger(), officer.login).status_code == 200


def test_there_is_one_second_factor_and_no_new_offer_replaces_it(
    world: World, guarded: Guarded
) -> None:
    client, officer, secret, _ = guarded
    again = client.ask("POST", OFFER)
    assert (again.status_code, again.json()["code"]) == (422, "accounts.second_factor_there")
    code = code_at(secret, world.clock())
    assert sign_in(world.stranger(), officer.login, code=code).status_code == 200


def test_it_is_given_up_by_a_last_code(world: World, guarded: Guarded) -> None:
    client, officer, secret, _ = guarded
    wrong = client.ask("POST", f"{OFFER}/removal", json={"code": "000000"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "accounts.wrong_second_factor")
    assert sign_in(world.stranger(), officer.login).status_code == 401
    code = code_at(secret, world.clock())
    assert client.ask("POST", f"{OFFER}/removal", json={"code": code}).status_code == 204
    assert sign_in(world.stranger(), officer.login).status_code == 200


def test_the_last_code_cannot_be_guessed_in_an_open_browser(fresh_world: World) -> None:
    client, _ = signed_in(fresh_world)
    with_second_factor(fresh_world, client)
    tried = [
        client.ask("POST", f"{OFFER}/removal", json={"code": "000000"}).status_code
        for _ in range(25)
    ]
    assert (tried.count(422), tried[-1]) == (20, 429)


def test_each_step_is_entered_without_what_is_secret(world: World, guarded: Guarded) -> None:
    client, officer, secret, codes = guarded
    client.ask("POST", f"{OFFER}/removal", json={"code": codes[0]})
    about = f"officer/{officer.id}"
    acts = [action for action, _, _ in entered(world, about=about)]
    assert acts == ["sign_in", "totp.offer", "totp.on", "totp.off"]
    auditor = world.member("auditor")
    told = auditor.get(f"/api/v1/audit?object={about}").text
    assert secret not in told
    assert not [code for code in codes if code in told]
