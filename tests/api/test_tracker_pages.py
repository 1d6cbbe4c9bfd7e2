"""The page of trackers: an address for a phone, as each app wants it, shown once."""

import base64
import html
import json
import re
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import uuid4

import pytest
from api_world import Client, World
from askers import device

from geo_patrol.store.repositories import devices
from geo_patrol.store.repositories.devices import Device

PAGE = "/account/trackers"
T = 1665158400


def added(client: Client, **form: str) -> str:
    answer = client.ask("POST", PAGE, data=form or {"name": ""})
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


def token_in(page: str) -> str:
    [token] = set(re.findall(r"/ingest/(gpd_[\w-]{43})", page))
    return token


def carried(world: World, client: Client) -> Device:
    with world.store.reader() as session:
        [found] = [one for one in devices.devices(session) if one.officer_id == officer_id(client)]
    return found


def officer_id(client: Client) -> object:
    from uuid import UUID

    return UUID(client.get("/api/v1/session").json()["id"])


def test_an_officer_sets_the_own_phone_up(world: World) -> None:
    officer = world.member("officer")
    assert "还没有定位器" in officer.get(PAGE).text
    page = added(officer, name="我的手机")
    for app in ("OwnTracks", "Traccar Client", "OsmAnd", "GPSLogger"):
        assert app in page
    assert page.count("<svg") == 4
    made = carried(world, officer)
    assert (made.name, made.squad_code, made.kind) == ("我的手机", "reservoir", "tracker")
    report = f"/ingest/{token_in(page)}?lat=29.47&lon=120.99&timestamp={T}"
    assert world.stranger().get(report).status_code == 200
    listed = officer.get(PAGE).text
    assert "我的手机" in listed
    assert token_in(page) not in listed


def test_the_addresses_are_what_each_app_takes(world: World) -> None:
    page = added(world.member("officer"))
    token = token_in(page)
    [link] = re.findall(r'href="(owntracks:[^"]+)"', page)
    inline = parse_qs(urlsplit(link).query)["inline"][0]
    configuration = json.loads(base64.b64decode(unquote(inline)))
    assert configuration["url"] == f"http://patrol.test/ingest/{token}"
    assert (configuration["_type"], configuration["mode"]) == ("configuration", 3)
    [client] = re.findall(r'href="(http://patrol.test/ingest/[^"]+)"', page)
    assert client.startswith(f"http://patrol.test/ingest/{token}?id=")
    assert f"/ingest/{token}?lat={{0}}&lon={{1}}&timestamp={{2}}" in page
    assert f"/ingest/{token}?lat=%LAT&lon=%LON&t=%TIMESTAMP" in page


def test_a_template_filled_in_is_what_the_door_takes(world: World) -> None:
    page = added(world.member("officer"))
    [template] = re.findall(r"http://patrol.test(/ingest/\S+%LAT\S+)</pre>", page)
    filled = template.replace("%LAT", "29.47").replace("%LON", "120.99").replace("%ACC", "5.0")
    filled = filled.replace("%TIMESTAMP", str(T)).replace("%SPD", "2.5").replace("%AID", "9774d5")
    assert world.stranger().get(filled).status_code == 200
    [osmand] = re.findall(r"http://patrol.test(/ingest/\S+\{0\}\S+)</pre>", page)
    filled = osmand.format("29.47", "120.99", T * 1000, "5.0", "128.0", "2.5", "270.0")
    assert world.stranger().get(filled).status_code == 200


def test_a_new_address_ends_the_one_before_and_a_tracker_can_be_switched_off(world: World) -> None:
    officer = world.member("officer")
    first = token_in(added(officer))
    form = {"device": str(carried(world, officer).id)}
    again = officer.ask("POST", f"{PAGE}/token", data=form)
    second = token_in(html.unescape(again.text))
    assert first != second

    def heard(token: str) -> int:
        address = f"/ingest/{token}?lat=29.47&lon=120.99&timestamp={T}"
        return world.stranger().get(address).status_code

    assert (heard(first), heard(second)) == (404, 200)
    assert officer.ask("POST", f"{PAGE}/revocation", data=form).status_code == 303
    assert heard(second) == 404


def test_who_keeps_accounts_adds_one_for_an_officer(world: World) -> None:
    admin, officer = world.member("admin"), world.officer("officer")
    assert officer.login not in admin.get(PAGE).text
    added(admin, officer=str(officer.id), name="巡查艇")
    with world.store.reader() as session:
        [made] = devices.devices_of(session, officer.id)
    assert (made.name, made.squad_code) == ("巡查艇", "reservoir")
    assert "巡查艇 · 王强" in admin.get(PAGE).text
    for nobody in ("", "x", str(uuid4())):
        answer = admin.ask("POST", PAGE, data={"officer": nobody, "name": "x"})
        assert answer.status_code == 422


def test_nobody_sees_or_sets_up_the_tracker_of_somebody_else(world: World) -> None:
    officer, other = world.member("officer"), world.member("officer")
    added(officer, name="别人看不到")
    form = {"device": str(carried(world, officer).id)}
    assert "别人看不到" not in other.get(PAGE).text
    for what in ("token", "revocation"):
        assert other.ask("POST", f"{PAGE}/{what}", data=form).status_code == 404
    camera, _ = device(world, "camera")
    answer = world.member("admin").ask("POST", f"{PAGE}/token", data={"device": str(camera.id)})
    assert answer.status_code == 404


@pytest.mark.parametrize("role", ["briefing", "auditor"])
def test_who_goes_on_no_patrol_is_told_so(world: World, role: str) -> None:
    client = world.member(role)  # type: ignore[arg-type]
    assert "用不着定位应用" in client.get(PAGE).text
    assert "needs no tracking app" in client.get(f"{PAGE}?lang=en").text
    assert client.ask("POST", PAGE, data={"name": "x"}).status_code == 403


def test_nobody_has_more_than_a_few_and_a_name_is_a_line(world: World) -> None:
    officer = world.member("officer")
    assert officer.ask("POST", PAGE, data={"name": "a\nb"}).status_code == 422
    assert officer.ask("POST", PAGE, data={"name": "长" * 65}).status_code == 422
    for _ in range(5):
        added(officer)
    assert officer.ask("POST", PAGE, data={"name": "x"}).status_code == 422


def test_a_name_is_text_wherever_it_stands(world: World) -> None:
    officer = world.member("officer")
    marked = "<script>alert(1)</script>"
    answer = officer.ask("POST", PAGE, data={"name": marked})
    for page in (answer.text, officer.get(PAGE).text):
        assert marked not in page
        assert html.escape(marked) in page
