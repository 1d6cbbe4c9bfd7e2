"""The sheet of QR codes: every code leads to its point, and names are text."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
import segno
from api_world import Loop, World, make_world
from field_bodies import put_check_point

from api.tls.install import code
from geo_patrol.field.tags import tag_of

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    """" onmouseover="alert(1)" x='""",
    "{{7*7}}{% for x in () %}",
    "&lt;b&gt; &#x3c;script&#x3e;",
)
SHEET = "/check-points/sheet?area=lake"
ASKS = {"accept": "text/html"}


def pictures(html: str) -> set[str]:
    return set(re.findall(r'<path d="([^"]+)"', html))


def test_each_code_is_the_officer_app_s_address_with_the_point_and_its_tag(world: World) -> None:
    leader = world.member("leader")
    points = [put_check_point(leader, code=f"Q-{n}") for n in range(3)]
    key = world.app.state.services.keys.check_points_key
    html = leader.get(SHEET, headers=ASKS).text
    for one in points:
        address = f"http://patrol.test/officer/#c={one}.{tag_of(key, one)}"
        assert code(address).path in pictures(html)
        assert urlsplit(address).path == "/officer/"
        # Small enough to be read in bad light, a quarter of it dirty.
        assert segno.make_qr(address, error="q").version <= 8


def test_behind_tls_the_codes_are_https(world: World, loop: Loop) -> None:
    behind = make_world(world.store, loop, secure_cookies=True)
    leader = behind.member("leader", tls=True)
    point_id = put_check_point(leader)
    key = behind.app.state.services.keys.check_points_key
    address = f"https://patrol.test/officer/#c={point_id}.{tag_of(key, point_id)}"
    html = leader.get(SHEET, headers=ASKS).text
    assert code(address).path in pictures(html)
    assert "https" not in re.sub("<[^>]*>", "", html)
    behind.close()


def test_it_speaks_both_languages(world: World) -> None:
    leader = world.member("leader")
    put_check_point(leader)
    zh = leader.get(SHEET, headers=ASKS).text
    en = leader.get(f"{SHEET}&lang=en", headers=ASKS).text
    assert 'lang="zh-CN"' in zh and "签到点二维码 · 湖" in zh and "扫码签到" in zh
    assert 'lang="en"' in en and "QR codes of check points · Lake" in en
    assert f"{SHEET}&amp;lang=zh" in en


class Words(HTMLParser):
    """The tags, attributes and words of a page, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.said: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.said.append(data)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_call_a_point_comes_out_as_text(world: World, text: str, lang: str) -> None:
    leader = world.member("leader")
    put_check_point(leader, name="码头")
    plain = Words(leader.get(f"{SHEET}&lang={lang}", headers=ASKS).text)
    put_check_point(leader, name=text, code=text[:32])
    seen = Words(leader.get(f"{SHEET}&lang={lang}", headers=ASKS).text)
    assert text in seen.said
    assert (seen.tags, seen.attributes) == (plain.tags, plain.attributes)


def test_a_retired_point_has_no_card(world: World) -> None:
    leader = world.member("leader")
    put_check_point(leader, name="不再使用的点", retired=True)
    assert "不再使用的点" not in leader.get(SHEET, headers=ASKS).text


def test_an_area_without_points_says_so(world: World) -> None:
    leader = world.member("leader", "park")
    html = leader.get("/check-points/sheet?area=block", headers=ASKS).text
    assert "还没有签到点" in html
    assert "<article" not in html


def test_the_page_runs_under_the_policy_of_pages(world: World) -> None:
    leader = world.member("leader")
    put_check_point(leader)
    answer = leader.get(SHEET, headers=ASKS)
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert not re.search(r"<style|\sstyle=|<script", answer.text)
    sheet = re.search(r'href="(/static/check_points\.css\?v=[^"]+)"', answer.text)
    assert sheet is not None
    assert leader.get(sheet[1]).status_code == 200


@pytest.mark.parametrize("query", ["?area=block", "?area=nowhere"])
def test_another_squad_s_area_is_not_there(world: World, query: str) -> None:
    answer = world.member("leader").get(f"/check-points/sheet{query}")
    assert (answer.status_code, answer.json()["code"]) == (404, "records.no_area")


def test_it_is_for_leaders(world: World) -> None:
    assert world.member("officer").get(SHEET).status_code == 403
    assert world.stranger().get(SHEET).status_code == 401
