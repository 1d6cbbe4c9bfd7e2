"""A second factor by plain forms: begun, confirmed, asked for, lost, given up."""

import re
from datetime import timedelta

import pytest
from account_forms import (
    FACTOR,
    HASH,
    RIGHT,
    account_of,
    code_now,
    codes_on,
    focused,
    log_in,
    send,
    show,
    tag_of,
    told_at,
    with_factor,
)
from api_world import World

from geo_patrol.messages import text
from geo_patrol.store.repositories.people import Officer

STEP = timedelta(seconds=30)


@pytest.fixture
def officer(world: World) -> Officer:
    return world.officer("officer", password_hash=HASH)


def secret_on(page: str) -> str:
    return "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", page))


def test_a_secret_is_shown_as_picture_as_link_and_in_groups_until_it_is_confirmed(
    world: World, officer: Officer
) -> None:
    client = world.signed_in(officer)
    assert "otpauth" not in show(client, FACTOR).text
    begun = send(client, FACTOR)
    assert (begun.status_code, begun.headers["location"]) == (303, FACTOR)
    page = show(client, FACTOR).text
    secret = secret_on(page)
    assert len(secret) == 32
    assert f"otpauth://totp/geo-patrol:{officer.login}?secret={secret}&amp;" in page
    assert re.search(r'role="img" aria-label="[^"]+"><svg viewBox', page)
    assert secret_on(show(client, FACTOR).text) == secret
    send(client, FACTOR)
    assert secret_on(show(client, FACTOR).text) not in ("", secret)
    assert not account_of(world, officer).has_second_factor


def test_a_wrong_code_leaves_the_same_secret_to_try_again(world: World, officer: Officer) -> None:
    client = world.signed_in(officer)
    send(client, FACTOR)
    secret = secret_on(show(client, FACTOR).text)
    right = code_now(world, officer)
    wrong = f"{(int(right) + 500_000) % 1_000_000:06}"
    answer = send(client, f"{FACTOR}/confirmation", code=wrong)
    assert answer.status_code == 422
    assert told_at(answer, "code") == [text("accounts.wrong_second_factor", "zh")]
    assert focused(answer) == ["code"]
    assert secret_on(answer.text) == secret
    assert codes_on(send(client, f"{FACTOR}/confirmation", code=right)) != []


def test_recovery_codes_are_shown_once(world: World, officer: Officer) -> None:
    client, codes = with_factor(world, officer)
    assert len(set(codes)) == 8
    again = send(client, f"{FACTOR}/confirmation", code=code_now(world, officer))
    assert again.status_code == 422
    for page in (again, send(client, FACTOR), show(client, FACTOR), show(client, "/account")):
        assert codes_on(page) == []
        assert secret_on(page.text) == ""
    assert "备用码还剩 8 个" in show(client, "/account").text


def test_a_confirmation_before_the_beginning_is_told(world: World) -> None:
    answer = send(world.member(), f"{FACTOR}/confirmation", code="123456")
    assert answer.status_code == 422
    assert text("accounts.second_factor_not_offered", "zh") in answer.text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_signing_in_asks_for_the_code_where_it_goes(fresh_world: World, language: str) -> None:
    officer = fresh_world.officer("officer", password_hash=HASH)
    with_factor(fresh_world, officer)
    client = fresh_world.stranger()
    client.get(f"/?lang={language}")
    asked = log_in(client, officer, kind="phone", next="/account")
    assert asked.status_code == 401
    assert told_at(asked, "code") == [text("accounts.code_needed", language)]
    assert told_at(asked, "password") == []
    assert f'value="{officer.login}"' in tag_of(asked, "login")
    assert "checked" in tag_of(asked, "kind")
    assert 'name="next" value="/account"' in asked.text
    assert focused(asked) == ["password"]
    assert RIGHT not in asked.text
    wrong = log_in(client, officer, code="12345")
    assert told_at(wrong, "code") == [text("accounts.wrong_second_factor", language)]
    fresh_world.clock.move(STEP)
    assert log_in(client, officer, code=code_now(fresh_world, officer)).status_code == 303


def test_who_has_not_the_password_is_not_told_of_the_code(world: World, officer: Officer) -> None:
    with_factor(world, officer)
    answer = log_in(world.stranger(), officer, "wrong")
    assert told_at(answer, "code") == []
    assert told_at(answer, "password") == [text("api.wrong_login", "zh")]


def test_a_code_opens_once(fresh_world: World) -> None:
    officer = fresh_world.officer("officer", password_hash=HASH)
    with_factor(fresh_world, officer)
    assert (
        log_in(fresh_world.stranger(), officer, code=code_now(fresh_world, officer)).status_code
        == 401
    )
    fresh_world.clock.move(STEP)
    code = code_now(fresh_world, officer)
    assert (
        log_in(fresh_world.stranger(), officer, code=f" {code[:3]} {code[3:]} ").status_code == 303
    )
    replayed = log_in(fresh_world.stranger(), officer, code=code)
    assert replayed.status_code == 401
    assert told_at(replayed, "code") == [text("accounts.wrong_second_factor", "zh")]


@pytest.mark.parametrize("field", ["recovery", "code"])
def test_a_recovery_code_stands_in_for_the_phone_once(
    world: World, officer: Officer, field: str
) -> None:
    client, codes = with_factor(world, officer)
    typed = codes[2].lower().replace("-", " ")
    assert log_in(world.stranger(), officer, **{field: typed}).status_code == 303
    assert log_in(world.stranger(), officer, **{field: typed}).status_code == 401
    assert log_in(world.stranger(), officer, **{field: codes[3]}).status_code == 303
    assert "备用码还剩 6 个" in show(client, "/account").text


def test_a_second_factor_is_given_up_with_a_code_only(world: World, officer: Officer) -> None:
    client, codes = with_factor(world, officer)
    answer = send(client, f"{FACTOR}/removal", code="000000")
    assert answer.status_code == 422
    assert told_at(answer, "code") == [text("accounts.wrong_second_factor", "zh")]
    assert account_of(world, officer).has_second_factor
    done = send(client, f"{FACTOR}/removal", recovery=codes[0])
    assert (done.status_code, done.headers["location"]) == (303, "/account?done=second-factor")
    assert "动态口令已停用" in show(client, done.headers["location"]).text
    assert log_in(world.stranger(), officer).status_code == 303


def test_codes_cannot_be_tried_at_leisure(fresh_world: World) -> None:
    officer = fresh_world.officer("officer", password_hash=HASH)
    client, codes = with_factor(fresh_world, officer)
    answers = [send(client, f"{FACTOR}/removal", code="x") for _ in range(25)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0
    assert send(client, f"{FACTOR}/removal", recovery=codes[0]).status_code == 429
    assert account_of(fresh_world, officer).has_second_factor


def test_phones_offer_the_code_and_a_number_pad_and_letters_for_recovery(world: World) -> None:
    client = world.member()
    send(client, FACTOR)
    front, offered = show(world.stranger(), "/"), show(client, FACTOR)
    for answer in (front, offered):
        tag = tag_of(answer, "code")
        assert 'autocomplete="one-time-code"' in tag
        assert 'inputmode="numeric"' in tag
    assert "inputmode" not in tag_of(front, "recovery")
