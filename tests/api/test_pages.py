"""The front door: pages made by the server, for people."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from account_forms import HASH, HTML, RIGHT, focused, told_at
from api_world import NOW, Client, World, put_shift

from api.pages.targets import safe_target
from geo_patrol.messages import text
from geo_patrol.patrols import Patrol, Shift
from geo_patrol.roles import ROLES, Role
from geo_patrol.store.repositories import duty


def log_in(client: Client, login: str, password: str, **more: str):
    return client.ask("POST", "/login", data={"login": login, "password": password, **more})


def test_who_is_not_signed_in_sees_the_log_in_form(world: World) -> None:
    answer = world.stranger().get("/")
    assert answer.status_code == 200
    assert 'lang="zh-CN"' in answer.text
    assert 'action="/login"' in answer.text
    assert 'type="password"' in answer.text


def test_signing_in_leads_to_the_areas(world: World) -> None:
    officer = world.officer("leader", password_hash=HASH)
    client = world.stranger()
    answer = log_in(client, officer.login, RIGHT)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    home = client.get("/").text
    assert "湖" in home
    assert 'value="lake"' in home
    assert 'value="block"' not in home


def test_a_wrong_password_is_told_where_it_was_typed(world: World) -> None:
    officer = world.officer("leader", password_hash=HASH)
    answer = log_in(world.stranger(), officer.login, "guess 17")
    assert answer.status_code == 401
    assert 'role="alert"' in answer.text
    assert f'value="{officer.login}"' in answer.text
    assert told_at(answer, "password") == ["登录名或密码不对。"]
    assert focused(answer) == ["password"]
    assert "guess 17" not in answer.text


def test_who_failed_too_often_is_told_how_long_to_wait(fresh_world: World) -> None:
    officer = fresh_world.officer("leader", password_hash=HASH)
    for n in range(10):
        log_in(fresh_world.stranger(address=f"10.0.8.{n}"), officer.login, "guess 17")
    answer = log_in(fresh_world.stranger(address="10.0.9.1"), officer.login, RIGHT)
    assert answer.status_code == 429
    wait_s = answer.headers["retry-after"]
    assert text("api.login_too_often", "zh", retry_s=wait_s) in answer.text
    assert told_at(answer, "password") == told_at(answer, "code") == []


def test_what_was_typed_is_escaped(world: World) -> None:
    typed = '"><script>alert(1)</script>'
    answer = log_in(world.stranger(), typed, "x")
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_signing_out_leads_back_to_the_form(world: World) -> None:
    client = world.member()
    assert client.ask("POST", "/logout").status_code == 303
    assert 'action="/login"' in client.get("/").text


def test_the_language_is_chosen_once(world: World) -> None:
    client = world.stranger()
    assert "Sign in" in client.get("/?lang=en").text
    again = client.get("/")
    assert 'lang="en"' in again.text
    assert 'lang="zh-CN"' in client.get("/?lang=zh").text
    assert 'lang="zh-CN"' in world.stranger().get("/?lang=fr").text


def test_there_is_no_inline_script_or_style(world: World) -> None:
    for client in (world.stranger(), world.member(), world.member("admin")):
        html = client.get("/").text
        assert "<script" not in html
        assert "<style" not in html
        assert not re.search(r"\s(style|on\w+)=", html)


def test_the_demo_is_marked(fresh_world: World) -> None:
    client = fresh_world.member()
    assert 'class="demo"' not in client.get("/").text
    with fresh_world.store.upkeep() as session:
        shift_id, start = uuid4(), NOW - timedelta(days=1)
        shift = Shift(shift_id, "reservoir", "early", start, start + timedelta(hours=8))
        duty.save_shift(session, shift, new=True, demo=True)
        patrol = Patrol(uuid4(), shift_id, "lake", "foot", start, NOW, ())
        duty.save_patrol(session, patrol, "reservoir", new=True, demo=True)
    assert 'class="demo"' in client.get("/").text


def test_an_empty_store_says_what_to_do(fresh_world: World) -> None:
    client = fresh_world.member()
    assert "geo-patrol import tracks" in client.get("/").text
    put_shift(client)
    nothing = fresh_world.member("leader", "park").get("/").text
    assert "geo-patrol import tracks" in nothing


def test_an_administrator_is_told_how_accounts_are_kept_and_offered_no_maps(world: World) -> None:
    html = world.member("admin").get("/").text
    assert "geo-patrol users add" in html
    assert 'href="/api/v1/users"' in html
    assert "湖" in html
    assert "formaction" not in html


def test_an_auditor_is_told_how_to_verify_and_shown_no_areas(world: World) -> None:
    client = world.member("auditor")
    html = client.get("/").text
    assert "geo-patrol audit verify" in html
    assert "湖" not in html
    assert "geo-patrol import" not in html
    addresses = re.findall(r'href="(/api/[^"]+)"', html)
    assert len(addresses) == 3
    assert [client.get(one).status_code for one in addresses] == [200, 200, 200]


@pytest.mark.parametrize("role", ROLES)
def test_everybody_finds_their_account_from_the_start_page(world: World, role: Role) -> None:
    assert 'class="tool" href="/account"' in world.member(role).get("/").text


def test_leaders_find_the_sheet_of_check_points_and_the_trackers(world: World) -> None:
    leader = world.member("leader")
    home = leader.get("/").text
    assert 'formaction="/check-points/sheet"' in home
    assert 'href="/account/trackers"' in home
    # As the form sends it: with what the maps of the same area need.
    asked = "/check-points/sheet?area=lake&lang=zh&from=2022-10-01&through=2022-10-31"
    assert text("field.sheet.title", "zh") in leader.get(asked).text
    assert leader.get("/account/trackers").status_code == 200
    for role in ("officer", "auxiliary", "briefing"):
        assert "/check-points/sheet" not in world.member(role).get("/").text


def test_a_link_to_a_map_asks_for_a_log_in_and_then_goes_on(world: World) -> None:
    officer = world.officer("leader", password_hash=HASH)
    client = world.stranger()
    wanted = "/api/v1/maps/gaps?area=lake&from=2022-10-01"
    asked = client.get(wanted, headers=HTML)
    assert asked.status_code == 401
    assert 'value="/api/v1/maps/gaps?area=lake&amp;from=2022-10-01"' in asked.text
    answer = log_in(client, officer.login, RIGHT, next=wanted)
    assert answer.headers["location"] == wanted


@pytest.mark.parametrize(
    "target",
    [
        "http://evil.test/",
        "//evil.test",
        "/\\evil.test",
        "\\evil",
        "/a\nb",
        "javascript:1",
        "x",
        "",
    ],
)
def test_nobody_is_led_to_another_site(world: World, target: str) -> None:
    assert safe_target(target) == "/"
    officer = world.officer("leader", password_hash=HASH)
    answer = log_in(world.stranger(), officer.login, RIGHT, next=target)
    assert answer.headers["location"] == "/"


def test_a_person_gets_a_page_and_a_program_a_document(world: World) -> None:
    client = world.member()
    page = client.get("/nowhere", headers=HTML)
    assert page.status_code == 404
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["x-request-id"] in page.text
    document = client.get("/nowhere", headers={"accept": "*/*"})
    assert document.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b'{"login": "a"}', "application/json", 415),
        (b"login=%FF&password=x", "application/x-www-form-urlencoded", 400),
        (b"login=%00&password=x", "application/x-www-form-urlencoded", 401),
        (b"a=1&" * 50, "application/x-www-form-urlencoded", 400),
        (b"", "application/x-www-form-urlencoded", 401),
    ],
)
def test_a_form_of_another_shape_is_no_fault(
    world: World, content: bytes, media_type: str, status: int
) -> None:
    answer = world.stranger().ask(
        "POST", "/login", content=content, headers={"content-type": media_type}
    )
    assert answer.status_code == status


def test_static_files_may_be_kept_by_their_fingerprint(world: World) -> None:
    client = world.stranger()
    address = re.search(r'href="(/static/start\.css\?v=[0-9a-f]+)"', client.get("/").text)[1]
    answer = client.get(address)
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]
    assert client.get("/static/start.css").headers["cache-control"] == "no-cache"
    again = client.get(address, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["..%2fapp.py", "%2e%2e/app.py", "router.py", "", "x.css"])
def test_nothing_else_is_served_as_a_file(world: World, name: str) -> None:
    assert world.stranger().get(f"/static/{name}").status_code == 404
