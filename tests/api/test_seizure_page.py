"""The page of a seizure: what the QR code on its papers leads to, for whom, in which words."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from account_forms import HASH, HTML, RIGHT
from api_world import Client, World
from fastapi import Request
from seizing import (
    AT,
    CLOCKS,
    CUSTODY,
    LATER,
    SEIZURES,
    clock_body,
    custody_body,
    item_body,
    put_incident,
    put_new,
    put_seizure,
    seizure_body,
)
from test_check_point_sheet import HOSTILE, Words

from api.papers.address import address_of
from geo_patrol.messages import text
from geo_patrol.settings import Settings


def read(client: Client, seizure_id: UUID, query: str = "") -> str:
    answer = client.get(f"/seizures/{seizure_id}{query}", headers=HTML)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def said(html: str) -> str:
    """Return a page's words, with single spaces."""
    return " ".join(" ".join(Words(html).said).split())


def test_it_says_where_each_item_is_what_was_done_and_what_falls_due(world: World) -> None:
    leader = world.member("leader")
    incident_id = put_incident(leader, persons=[{"name": "李䶮", "note": "未带证件"}])
    seizure_id = put_seizure(leader, world, incident_id=str(incident_id), party=1)
    put_new(leader, CUSTODY, custody_body(seizure_id))
    returned = custody_body(
        seizure_id, "returned", items=[2], to="当事人", at="2022-10-09T09:00:00+08:00"
    )
    for _ in range(2):
        put_new(leader, CUSTODY, returned)
    put_new(leader, CLOCKS, clock_body(seizure_id, "approved", LATER))
    words = said(read(leader, seizure_id))
    for part in (
        "新综执扣〔2022〕第0108号",
        "当场扣押（先扣后批）",
        "在办 在库 1 已退还 1",
        "1 钓竿 2 支",
        "封条 F-1 完好",
        "在库 长诏库房 2022-10-08 05:40 起",
        "已退还 交给当事人 2022-10-09 09:00 起",
        "转移 1–2 号 巡查艇 → 长诏库房 王强",
        "2 号已退还，之后不可能再有这一步",
        "扣押期限 还有 7 天 12 小时",
        "行政强制法",
        "未核实",
        "批准 王强",
        "事件记录里的第 1 人",
        "1–2 号 · 没有照片",
    ):
        assert part in words, part
    assert "李" not in words and "未带证件" not in words


def test_it_speaks_both_languages(world: World) -> None:
    leader = world.member("leader")
    seizure_id = put_seizure(leader, world)
    zh, en = read(leader, seizure_id), read(leader, seizure_id, "?lang=en")
    assert 'lang="zh-CN"' in zh and "地笼 3 支" in said(zh)
    assert 'lang="en"' in en and "Ground cage 3 支" in said(en)
    assert f"/seizures/{seizure_id}?lang=zh" in en


def test_the_code_on_the_papers_holds_its_address() -> None:
    seizure_id = uuid4()
    headers = [(b"host", b"patrol.test")]
    scope = {"type": "http", "scheme": "http", "path": "/", "headers": headers}
    for secure, scheme in ((False, "http"), (True, "https")):
        settings = Settings(_env_file=None, secure_cookies=secure)
        address = address_of(Request(scope), settings, seizure_id)
        assert address == f"{scheme}://patrol.test/seizures/{seizure_id}"


def test_who_is_not_signed_in_signs_in_and_is_led_back(world: World) -> None:
    seizure_id = put_seizure(world.member("leader"), world)
    officer = world.officer("officer", password_hash=HASH)
    client, wanted = world.stranger(), f"/seizures/{seizure_id}"
    asked = client.get(wanted, headers=HTML)
    assert asked.status_code == 401
    assert f'name="next" value="{wanted}"' in asked.text
    assert "新综执扣" not in asked.text
    typed = {"login": officer.login, "password": RIGHT, "next": wanted}
    answer = client.ask("POST", "/login", data=typed)
    assert (answer.status_code, answer.headers["location"]) == (303, wanted)
    assert "新综执扣〔2022〕第0108号" in read(client, seizure_id)


def test_another_squad_s_is_not_there_in_words(world: World) -> None:
    seizure_id = put_seizure(world.member("leader"), world)
    other = world.member("leader", "park")
    there = other.get(f"/seizures/{seizure_id}", headers=HTML)
    nowhere = other.get(f"/seizures/{uuid4()}", headers=HTML)
    assert there.status_code == nowhere.status_code == 404
    assert text("seizures.no_seizure", "zh") in there.text
    assert said(there.text).split("·")[0] == said(nowhere.text).split("·")[0]
    assert "新综执扣" not in there.text


@pytest.mark.parametrize("role", ["auditor", "admin"])
def test_who_sees_no_records_is_told_so(world: World, role: Any) -> None:
    seizure_id = put_seizure(world.member("leader"), world)
    answer = world.member(role).get(f"/seizures/{seizure_id}", headers=HTML)
    assert answer.status_code == 403
    assert text("api.not_permitted", "zh") in answer.text
    assert "新综执扣" not in answer.text


def test_briefing_staff_see_no_names_no_free_text_and_no_papers(world: World) -> None:
    leader = world.member("leader")
    refused = {"signer": "party", "at": AT, "refused": True, "reason": "张三不愿签"}
    seizure_id = put_seizure(leader, world, signatures=[refused], note="备注里有张三")
    event = custody_body(seizure_id, note="张三在场")
    put_new(leader, CUSTODY, event)
    put_new(
        leader,
        CUSTODY,
        custody_body(seizure_id, "returned", at="2022-10-09T09:00:00+08:00", to="李四代收"),
    )
    full, part = (read(world.member(role), seizure_id) for role in ("officer", "briefing"))
    for private in (
        "王强",
        "张三",
        "李四",
        "完好",
        f"{SEIZURES}/{seizure_id}/papers",
        "/officer/#",
    ):
        assert private in full, private
        assert private not in part, private
    assert text("seizure_page.redacted", "zh") in part
    assert text("seizure_page.papers_not", "zh") in part
    assert "长诏库房" in part and "扣押期限" in part


def test_an_auxiliary_sees_the_record_and_is_offered_no_papers(world: World) -> None:
    seizure_id = put_seizure(world.member("leader"), world)
    html = read(world.member("auxiliary"), seizure_id)
    assert "王强" in html
    assert "/papers/" not in html


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_people_typed_comes_out_as_text(world: World, typed: str, lang: str) -> None:
    leader = world.member("leader")

    def page_of(words: str) -> Words:
        refused = {"signer": "party", "at": AT, "refused": True, "reason": words}
        changes: dict[str, Any] = {"condition": words, "storage_place": words, "note": words}
        item = item_body(seal_number=words[:64], unit=words[:16], **changes)
        seizure_id = put_seizure(
            leader, world, number=words[:64], items=[item], note=words, signatures=[refused]
        )
        moved = custody_body(seizure_id, items=[1], place=words, from_place=words, note=words)
        sent = put_new(leader, CUSTODY, moved)
        gone = {**moved, "voided": words}
        leader.put(f"{CUSTODY}/{sent.json()['id']}", gone, If_Match=sent.headers["etag"])
        put_new(leader, CUSTODY, custody_body(seizure_id, "returned", items=[1], to=words))
        put_new(leader, CLOCKS, clock_body(seizure_id, "decided", LATER, note=words))
        return Words(read(leader, seizure_id, f"?lang={lang}"))

    plain, seen = page_of("码头"), page_of(typed)
    assert sum(typed in one for one in seen.said) >= 8
    assert (seen.tags, seen.attributes) == (plain.tags, plain.attributes)


def test_one_that_was_voided_says_so_first(world: World) -> None:
    leader = world.member("leader")
    body = seizure_body()
    sent = put_new(leader, SEIZURES, body)
    gone = {**body, "voided": "重复录入"}
    put = leader.put(f"{SEIZURES}/{sent.json()['id']}", gone, If_Match=sent.headers["etag"])
    assert put.status_code == 200, put.text
    html = read(leader, UUID(sent.json()["id"]))
    assert "已作废：重复录入" in html
    assert 'class="clocks"' not in html
    hidden = read(world.member("briefing"), UUID(sent.json()["id"]))
    assert "已作废，不计。" in hidden and "重复录入" not in hidden


def test_the_longest_inventory_is_shown_whole(world: World) -> None:
    leader = world.member("leader")
    items = [item_body(n, seal_number="") for n in range(1, 201)]
    html = read(leader, put_seizure(leader, world, items=items))
    assert re.findall(r'class="no">(\d+)<', html) == [str(n) for n in range(1, 201)]


def test_it_runs_under_the_policy_of_pages(world: World) -> None:
    leader = world.member("leader")
    answer = leader.get(f"/seizures/{put_seizure(leader, world)}", headers=HTML)
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert not re.search(r"<style|\sstyle=|<script", answer.text)


def test_an_id_that_is_none_is_refused_in_words(world: World) -> None:
    answer = world.member("leader").get("/seizures/poster", headers=HTML)
    assert answer.status_code == 422
    assert text("api.invalid", "zh") in answer.text
