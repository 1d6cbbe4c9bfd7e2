"""Papers of seizures over HTTP: who may print them, what they name, and that it is entered."""

import io
import json
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pypdfium2
import pytest
from api_world import Client, World, incident_body
from lettering import needs_font
from PIL import Image, ImageDraw
from sqlalchemy import text

from geo_patrol.evidence.records import Subject, evidence_id
from geo_patrol.store.repositories import personal
from geo_patrol.workflows.persons import expire

pytestmark = needs_font

PERSONS = [{"name": "李䶮"}, {"name": "张三", "id_number": "330624190001010000"}]


def put_incident(client: Client) -> UUID:
    incident_id = uuid4()
    body = incident_body(outcomes=[{"kind": "seized"}], persons=PERSONS)
    assert client.put(f"/api/v1/incidents/{incident_id}", body).status_code == 201
    return incident_id


def put_seizure(client: Client, world: World, incident_id: UUID, **changes: Any) -> UUID:
    seizure_id = uuid4()
    officers = [world.officer("officer"), world.officer("auxiliary")]
    body = {
        "incident_id": str(incident_id),
        "number": "测扣〔2022〕第0108号",
        "measure": "emergency_seizure",
        "at": "2022-10-08T02:05:00+08:00",
        "officers": [str(one.id) for one in officers],
        "party": 2,
        "items": [
            {
                "number": 1,
                "kind": "ground_cage",
                "quantity": 3,
                "unit": "set",
                "storage_place": "squad_store",
            }
        ],
    }
    answer = client.put(f"/api/v1/seizures/{seizure_id}", {**body, **changes})
    assert answer.status_code == 201, answer.text
    return seizure_id


def paper(client: Client, seizure_id: UUID, name: str = "inventory") -> str:
    answer = client.get(f"/api/v1/seizures/{seizure_id}/papers/{name}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    with pypdfium2.PdfDocument(answer.content) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def acts(world: World, seizure_id: UUID) -> list[tuple[str, dict[str, str]]]:
    asked = text("SELECT action, details FROM audit_log WHERE object = :name ORDER BY seq")
    with world.store.reader() as session:
        rows = session.execute(asked, {"name": f"seizure/{seizure_id}"}).all()
    return [(action, json.loads(details)) for action, details in rows]


def test_a_paper_says_what_the_record_says_in_chinese(world: World) -> None:
    client = world.member("officer")
    said = paper(client, put_seizure(client, world, put_incident(client)))
    for part in (
        "暂扣物品清单",
        "张三",
        "330624190001010000",
        "2022年10月8日02:05",
        "29.47000°N,120.99000°E",
        "垂钓",
        "1地笼3套中队暂扣物品仓库",
        "（无执法证）",
    ):
        assert part in said, part
    assert "李" not in said


@pytest.mark.parametrize("name", ["inventory", "decision", "receipt"])
def test_that_it_was_printed_is_entered_in_the_squads_chain(world: World, name: str) -> None:
    client = world.member("officer")
    seizure_id = put_seizure(client, world, put_incident(client))
    paper(client, seizure_id, name)
    assert acts(world, seizure_id)[-1] == ("print", {"paper": name})


def test_only_who_may_see_names_prints_them(world: World) -> None:
    client = world.member("officer")
    seizure_id = put_seizure(client, world, put_incident(client))
    path = f"/api/v1/seizures/{seizure_id}/papers/inventory"
    before = acts(world, seizure_id)
    for role in ("auxiliary", "briefing", "auditor", "admin"):
        assert world.member(role).get(path).status_code == 403
    assert world.member("leader", "park").get(path).status_code == 404
    assert world.stranger().get(path).status_code == 401
    assert acts(world, seizure_id) == before


def test_an_approval_and_the_last_day_stand_on_the_decision(world: World) -> None:
    client = world.member("officer")
    seizure_id = put_seizure(client, world, put_incident(client))
    assert "批准人（签名）王强" not in paper(client, seizure_id, "decision")
    body = {
        "seizure_id": str(seizure_id),
        "kind": "approved",
        "at": "2022-10-08T09:00:00+08:00",
    }
    answer = world.member("leader").put(f"/api/v1/clock-events/{uuid4()}", body)
    assert answer.status_code == 201, answer.text
    said = paper(client, seizure_id, "decision")
    assert "批准人（签名）王强2022年10月8日09:00" in said
    assert "2022年11月7日止" in said
    assert "未经核实" in said


def test_a_signature_that_came_as_evidence_stands_on_the_paper(world: World) -> None:
    client = world.member("officer")
    incident_id = put_incident(client)
    image = Image.new("RGB", (600, 240), "white")
    ImageDraw.Draw(image).rectangle((30, 90, 570, 150), fill="red")
    file = io.BytesIO()
    image.save(file, "PNG")
    digest = sha256(file.getvalue()).hexdigest()
    signed = {
        "signer": "party",
        "at": "2022-10-08T02:10:00+08:00",
        "image": str(evidence_id(Subject("incident", incident_id), digest)),
    }
    seizure_id = put_seizure(client, world, incident_id, signatures=[signed])
    assert "签名图片还没有传到" in paper(client, seizure_id)
    address = f"/api/v1/evidence/{digest}?record=incident/{incident_id}"
    assert client.put_raw(address, file.getvalue(), "image/png").status_code == 201
    path = f"/api/v1/seizures/{seizure_id}/papers/inventory"
    with pypdfium2.PdfDocument(client.get(path).content) as document:
        drawn = document[0].render(scale=1).to_pil().convert("RGB")
    colours = {colour for _, colour in drawn.getcolors(1 << 20) or ()}
    assert any(red > 240 and green < 15 and blue < 15 for red, green, blue in colours)


def test_a_party_that_the_incident_does_not_have_is_left_blank(world: World) -> None:
    client = world.member("officer")
    for changes in ({"party": 9}, {"party": None}):
        said = paper(client, put_seizure(client, world, put_incident(client), **changes))
        assert "当事人身份证号" in said
    ownerless = put_seizure(client, world, put_incident(client), ownerless=True)
    assert "无主物品" in paper(client, ownerless)


def test_names_that_were_destroyed_in_time_are_on_no_paper(fresh_world: World) -> None:
    client = fresh_world.member("officer")
    seizure_id = put_seizure(client, fresh_world, put_incident(client))
    with fresh_world.store.reader() as session:
        [due] = personal.due_keys(session, fresh_world.clock().replace(year=2098), limit=9)
    assert expire(fresh_world.store, now=due.due_at) == 1
    said = paper(client, seizure_id)
    assert "已过保存期" in said
    assert "张三" not in said


@pytest.mark.parametrize("name", ["poster", "INVENTORY", "inventory.pdf"])
def test_papers_that_there_are_not_are_refused(world: World, name: str) -> None:
    client = world.member("officer")
    seizure_id = put_seizure(client, world, put_incident(client))
    assert client.get(f"/api/v1/seizures/{seizure_id}/papers/{name}").status_code == 422
    missing = client.get(f"/api/v1/seizures/{uuid4()}/papers/inventory")
    assert (missing.status_code, missing.json()["code"]) == (404, "seizures.no_seizure")
