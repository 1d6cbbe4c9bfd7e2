"""The first administrator, made on a page by a one-time code."""

import re

import pytest
from account_forms import FRESH, focused, send, show, tag_of, told_at
from api_world import Client, World, make_world

from geo_patrol.messages import text
from geo_patrol.store.repositories import people
from geo_patrol.workflows.accounts import offer_setup

CODE = "7K3M-Q0XT-A1B2-C3D4"
SESSION = "/api/v1/session"


@pytest.fixture
def opened(fresh_world: World) -> World:
    assert offer_setup(fresh_world.store, CODE, now=fresh_world.clock())
    return fresh_world


def make(client: Client, **changes: str):
    fields = {"code": CODE, "name": "陈静", "login": "chief", "password": FRESH, "again": FRESH}
    return send(client, "/setup", **{**fields, **changes})


def has_login(world: World, login: str) -> bool:
    with world.store.reader() as session:
        return people.officer_of_login(session, login) is not None


def test_without_a_code_on_offer_there_is_no_such_page(fresh_world: World) -> None:
    client = fresh_world.stranger()
    page = show(client, "/setup")
    assert page.status_code == 404
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert make(client).status_code == 404
    assert client.get("/setup").json()["code"] == "api.no_route"
    assert 'href="/setup"' not in show(client, "/").text


def test_the_front_door_leads_to_it_while_it_is_open(opened: World) -> None:
    client = opened.stranger()
    assert 'href="/setup"' in show(client, "/").text
    page = show(client, "/setup")
    assert page.status_code == 200
    assert focused(page) == ["code"]
    assert page.headers["cache-control"] == "no-store"
    assert not re.search(r"<script|<style|\s(style|on\w+)=", page.text)
    assert page.text.count('autocomplete="new-password"') == 2


def test_the_administrator_is_made_once_and_is_signed_in(opened: World) -> None:
    client = opened.stranger()
    answer = make(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account?done=setup")
    assert client.get(SESSION).json()["role"] == "admin"
    assert "管理员账号已建好" in show(client, "/account?done=setup").text
    assert make(opened.stranger(), login="second").status_code == 404
    assert show(opened.stranger(), "/setup").status_code == 404
    assert not has_login(opened, "second")


def test_a_code_is_understood_as_it_is_read_aloud(opened: World) -> None:
    assert make(opened.stranger(), code="7k3m qoxt aib2 c3d4").status_code == 303


def test_a_wrong_code_makes_nobody_and_is_told_at_the_code(opened: World) -> None:
    answer = make(opened.stranger(), code="7K3M-Q0XT-A1B2-C3D5")
    assert answer.status_code == 422
    assert told_at(answer, "code") == [text("accounts.wrong_code", "zh")]
    assert focused(answer) == ["code"]
    assert 'value="chief"' in tag_of(answer, "login")
    assert 'value="陈静"' in tag_of(answer, "name")
    assert FRESH not in answer.text
    assert "C3D5" not in answer.text
    assert not has_login(opened, "chief")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_codes_cannot_be_tried_at_leisure(opened: World, language: str) -> None:
    for n in range(10):
        client = opened.stranger(address=f"10.0.5.{n}")
        assert make(client, code=f"guess {n}").status_code == 422
    client = opened.stranger(address="10.0.6.1")
    client.get(f"/?lang={language}")
    answer = make(client)
    assert answer.status_code == 429
    retry_s = answer.headers["retry-after"]
    assert text("account_pages.setup.too_often", language, retry_s=retry_s) in answer.text
    assert not has_login(opened, "chief")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("profile", ["asvs", "mlps"])
def test_the_password_policy_holds_for_the_first_one_too(
    opened: World, profile: str, language: str
) -> None:
    ruled = make_world(opened.store, opened.loop, password_profile=profile)
    client = ruled.stranger()
    client.get(f"/?lang={language}")
    leaning = "Magistrate-77"
    answer = make(client, login="magistrate", password=leaning, again=leaning)
    assert answer.status_code == 422
    assert text("accounts.password.context", language) in told_at(answer, "password")
    assert focused(answer) == ["password"]
    assert leaning not in answer.text
    ruled.close()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", " "),
        ("name", "x" * 65),
        ("name", "a\x00b"),
        ("name", "a\u202eb"),
        ("login", ""),
        ("login", "two words"),
        ("login", "x\ny"),
        ("login", "x" * 65),
        ("password", ""),
        ("again", "another"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(opened: World, field: str, typed: str) -> None:
    answer = make(opened.stranger(), **{field: typed})
    assert answer.status_code == 422
    place = "again" if field == "password" else field
    assert len(told_at(answer, place)) >= 1


def test_a_log_in_name_of_somebody_else_is_told_and_the_code_stays_good(opened: World) -> None:
    taken = opened.officer("leader").login
    client = opened.stranger()
    answer = make(client, login=taken)
    assert told_at(answer, "login") == [text("accounts.login_taken", "zh", login=taken)]
    assert make(client).status_code == 303


def test_hostile_names_are_text(opened: World) -> None:
    typed = '"><script>alert(1)</script>'
    client = opened.stranger()
    refused = make(client, name=typed, login=typed, code="wrong")
    assert refused.status_code == 422
    assert "<script" not in refused.text
    assert make(client, name=typed, login=typed).status_code == 303
    assert "<script" not in show(client, "/account").text


def test_another_site_s_form_makes_nobody(opened: World) -> None:
    fields = {"code": CODE, "name": "x", "login": "evil", "password": FRESH, "again": FRESH}
    client = opened.stranger()
    answer = client.ask("POST", "/setup", data=fields, headers={"origin": "http://evil.test"})
    assert answer.status_code == 403
    assert not has_login(opened, "evil")
