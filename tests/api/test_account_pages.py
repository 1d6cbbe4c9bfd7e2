"""The page of one's own account: who I am, my password, where I am signed in."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from account_forms import (
    FACTOR,
    FRESH,
    HASH,
    RIGHT,
    account_of,
    change,
    focused,
    log_in,
    send,
    show,
    told_at,
)
from api_world import World, make_world

from geo_patrol.messages import text
from geo_patrol.store.repositories import accounts, people
from geo_patrol.store.repositories.people import Officer

SESSION = "/api/v1/session"
POSTS = [
    "/account/password",
    "/account/sessions/end",
    "/account/sessions/018f3a52-6b00-7c11-9a01-5d0c6e1f0001/end",
    FACTOR,
    f"{FACTOR}/confirmation",
    f"{FACTOR}/removal",
]
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def officer(world: World) -> Officer:
    return world.officer("officer", password_hash=HASH)


def must_change(world: World, officer: Officer) -> None:
    with world.store.upkeep() as session:
        account = accounts.account(session, officer.id)
        accounts.save_account(session, replace(account, change_due=True))


def test_a_stranger_gets_the_log_in_form_and_goes_on_to_the_account(
    world: World, officer: Officer
) -> None:
    client = world.stranger()
    asked = show(client, "/account")
    assert asked.status_code == 401
    assert 'name="next" value="/account"' in asked.text
    answer = log_in(client, officer, next="/account")
    assert answer.headers["location"] == "/account"


@pytest.mark.parametrize("path", POSTS)
def test_after_signing_in_nobody_lands_where_only_forms_go(world: World, path: str) -> None:
    answer = send(world.stranger(), path)
    assert answer.status_code == 401
    assert 'name="next" value="/account"' in answer.text


@pytest.mark.parametrize(
    ("role", "said", "unsaid"),
    [
        ("officer", ["执法人员", "库区", "持执法证", "暂扣、立案"], ["管理账号"]),
        ("auxiliary", ["协辅人员", "由持证执法人员办理"], ["持执法证", "看当事人姓名"]),
        ("leader", ["队长", "看当事人姓名和车牌"], []),
        ("briefing", ["简报人员", "看地图和统计"], ["记巡查", "由持证"]),
        ("auditor", ["审计员", "查审计记录"], ["看地图", "由持证"]),
        ("admin", ["管理员", "管理账号和设备"], ["看地图", "由持证"]),
    ],
)
def test_the_account_says_who_i_am_and_what_i_may_do(
    world: World, role: str, said: list[str], unsaid: list[str]
) -> None:
    page = show(world.member(role), "/account").text
    assert [one for one in said if one not in page] == []
    assert [one for one in unsaid if one in page] == []


def test_a_chosen_language_stays_on_the_account_page(world: World) -> None:
    client = world.member()
    page = show(client, "/account?lang=en").text
    assert "Squad leader" in page
    assert "Where you are signed in" in page
    assert 'href="/account?lang=zh"' in page
    assert 'lang="en"' in show(client, FACTOR).text


@pytest.mark.parametrize("path", ["/account", FACTOR])
def test_account_pages_are_kept_nowhere_and_run_nothing(world: World, path: str) -> None:
    client = world.member()
    send(client, FACTOR)
    answer = show(client, path)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"].startswith("default-src 'self';")
    assert not re.search(r"<script|<style|\s(style|on\w+)=", answer.text)


def test_hostile_names_are_text(world: World) -> None:
    made = world.officer("leader")
    hostile = replace(made, name=HOSTILE, login=f"{HOSTILE}{made.login}", badge_no=HOSTILE)
    with world.store.upkeep() as session:
        people.save_officer(session, hostile)
    client = world.signed_in(hostile)
    send(client, FACTOR)
    for path in ("/", "/account", FACTOR):
        page = show(client, path).text
        assert "<script" not in page
    must_change(world, hostile)
    due = show(client, "/account").text
    assert "<script" not in due
    assert "&lt;script&gt;" in due


@pytest.mark.parametrize("path", POSTS)
def test_forms_of_other_sites_change_nothing(world: World, officer: Officer, path: str) -> None:
    client, other = world.signed_in(officer), world.signed_in(officer)
    before = account_of(world, officer)
    fields = {"current": RIGHT, "new": FRESH, "again": FRESH, "code": "000000"}
    answer = client.ask("POST", path, data=fields, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert answer.json()["code"] == "api.cross_site"
    assert account_of(world, officer) == before
    assert other.get(SESSION).status_code == 200


def test_a_new_password_gives_this_browser_a_new_token_and_ends_all_others(
    world: World, officer: Officer
) -> None:
    client, other = world.stranger(), world.signed_in(officer)
    log_in(client, officer)
    before = client.http.cookies["gp"]
    answer = change(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account?done=password")
    assert "密码已修改" in show(client, answer.headers["location"]).text
    assert client.http.cookies["gp"] != before
    assert other.get(SESSION).status_code == 401
    old = world.stranger()
    old.http.cookies.set("gp", before)
    assert old.get(SESSION).status_code == 401
    assert log_in(world.stranger(), officer).status_code == 401
    assert log_in(world.stranger(), officer, FRESH).status_code == 303


@pytest.mark.parametrize("profile", ["asvs", "mlps"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_wrong_with_a_new_password_stands_at_it(
    world: World, officer: Officer, profile: str, language: str
) -> None:
    ruled = make_world(world.store, world.loop, password_profile=profile)
    client = ruled.signed_in(officer)
    page = show(client, f"/account?lang={language}")
    rules = {"asvs": {"zh": "至少 12 个", "en": "at least 12"}}
    rules["mlps"] = {"zh": "每 90 天更换", "en": "lasts 90 days"}
    assert rules[profile][language] in page.text
    answer = change(client, "reservoir1")
    assert answer.status_code == 422
    told = told_at(answer, "new")
    assert text("accounts.password.context", language) in told
    length = text("accounts.password.too_short", language, limit=12)
    kinds = text("accounts.password.kinds", language, kinds=2, wanted=3)
    assert (length in told, kinds in told) == (profile == "asvs", profile == "mlps")
    assert focused(answer) == ["new"]
    assert "reservoir1" not in answer.text
    assert account_of(world, officer).password_hash == HASH
    ruled.close()


def test_a_wrong_present_password_and_a_mistyped_new_one_are_told_where_they_are(
    world: World, officer: Officer
) -> None:
    client = world.signed_in(officer)
    wrong = change(client, current="guessed")
    assert wrong.status_code == 422
    assert told_at(wrong, "current") == ["现用密码不对"]
    assert focused(wrong) == ["current"]
    twice = change(client, again="heron kettle 41 sluices")
    assert told_at(twice, "again") == ["两次输入的不一样"]
    assert told_at(twice, "current") == told_at(twice, "new") == []
    assert change(client, RIGHT).status_code == 422
    assert account_of(world, officer).password_hash == HASH


def test_the_longest_password_there_is_fits_into_the_form(world: World, officer: Officer) -> None:
    longest = "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(1024))
    assert change(world.signed_in(officer), longest).status_code == 303
    assert log_in(world.stranger(), officer, longest).status_code == 303


def test_who_finds_a_browser_open_cannot_try_passwords_at_leisure(fresh_world: World) -> None:
    client = fresh_world.signed_in(fresh_world.officer("officer", password_hash=HASH))
    answers = [change(client, current=f"guess {n}") for n in range(25)]
    last = answers[-1]
    assert last.status_code == 429
    assert int(last.headers["retry-after"]) > 0
    assert 'role="alert"' in last.text
    assert change(client).status_code == 429


def test_a_busy_log_in_desk_is_told_with_when_to_come_again(
    world: World, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.auth.desk.LONGEST_LINES", {False: 0, True: 0})
    for answer in (change(world.signed_in(officer)), log_in(world.stranger(), officer)):
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) > 0
        assert text("api.login_busy", "zh") in answer.text


def test_who_must_change_their_password_reaches_nothing_else(
    world: World, officer: Officer
) -> None:
    must_change(world, officer)
    client = world.stranger()
    answer = log_in(client, officer, next="/api/v1/maps/zones?area=lake")
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    for path in ("/", FACTOR, "/api/v1/maps/zones?area=lake"):
        led = show(client, path)
        assert (led.status_code, led.headers["location"]) == (303, "/account"), path
    assert client.get("/api/v1/shifts").json()["code"] == "accounts.change_due"
    page = show(client, "/account").text
    assert "先换一个密码" in page
    assert page.count("<form") == 2
    assert change(client).status_code == 303
    assert show(client, "/").status_code == 200


def test_a_password_that_has_run_out_is_to_be_changed(fresh_world: World) -> None:
    mlps = {"password_profile": "mlps"}
    ruled = make_world(fresh_world.store, fresh_world.loop, **mlps)
    officer = ruled.officer("officer", password_hash=HASH)
    client = ruled.stranger()
    assert log_in(client, officer).headers["location"] == "/"
    assert "用到 2023-01-29" in show(client, "/account").text
    ruled.clock.move(timedelta(days=90))
    assert log_in(client, officer).headers["location"] == "/account"
    ruled.close()
