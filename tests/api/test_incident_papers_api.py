"""The paper of an incident over HTTP: what stands on it, for whom, and what is entered."""

import json
from typing import Any
from uuid import UUID, uuid4

import pypdfium2
from api_world import Client, World, incident_body
from lettering import needs_font
from operating import text_of_pdf
from sqlalchemy import text
from test_transfers_api import add_photo

pytestmark = needs_font

PERSON = {
    "name": "张三",
    "id_number": "330624190001010000",
    "phone": "13800000000",
    "plate": "浙D·12345",
}
HOSTILE = '#eval("1+1") $x$ <script>alert(1)</script> \\ *b* @a [c'
SECRETS = ("张三", "330624190001010000", "13800000000", "浙D·12345", "三号浮标", "劝说两次")


def put_incident(client: Client, **changes: Any) -> UUID:
    incident_id = uuid4()
    body = incident_body(
        outcomes=[{"kind": "persuaded", "people": 2, "note": "劝说两次"}],
        persons=[PERSON],
        narrative="三号浮标旁垂钓。",
    )
    answer = client.put(f"/api/v1/incidents/{incident_id}", {**body, **changes})
    assert answer.status_code == 201, answer.text
    return incident_id


def paper_of(incident_id: UUID) -> str:
    return f"/api/v1/incidents/{incident_id}/papers/incident.pdf"


def printed(client: Client, incident_id: UUID, language: str = "zh") -> bytes:
    answer = client.get(f"{paper_of(incident_id)}?language={language}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    content: bytes = answer.content
    return content


def prints(world: World, incident_id: UUID) -> list[dict[str, str]]:
    asked = text("SELECT details FROM audit_log WHERE object = :name AND action = 'print'")
    with world.store.reader() as session:
        rows = session.execute(asked, {"name": f"incident/{incident_id}"}).all()
    return [json.loads(details) for (details,) in rows]


def test_it_says_what_is_recorded_and_that_names_went_out_is_entered(world: World) -> None:
    leader = world.member("leader")
    incident = put_incident(leader)
    digest = add_photo(leader, incident, 6)
    said = text_of_pdf(printed(leader, incident))
    for part in (*SECRETS, "事件记录单", "垂钓", "29.47000°N", "劝离2", "第1版", "证据1", digest):
        assert part in said, part
    assert "按查看权限隐去" not in said
    assert prints(world, incident) == [{"paper": "incident"}]
    in_english = text_of_pdf(printed(leader, incident, "en"))
    assert "Incidentrecord" in in_english and "Angling" in in_english


def test_who_may_not_see_persons_gets_it_without_them_and_is_told_so(world: World) -> None:
    leader = world.member("leader")
    incident = put_incident(leader)
    said = text_of_pdf(printed(world.member("briefing"), incident))
    assert [one for one in SECRETS if one in said] == []
    assert "有人员记录，按查看权限隐去" in said and "劝离2" in said
    assert "王强" not in said
    # An auxiliary works with the record, without the names.
    said = text_of_pdf(printed(world.member("auxiliary"), incident))
    assert "三号浮标" in said and "张三" not in said
    assert prints(world, incident) == []


def test_a_voided_one_says_so_and_typed_text_stays_text(world: World) -> None:
    leader = world.member("leader")
    incident = put_incident(leader, narrative=HOSTILE + "\n" + "长" * 3000, persons=[])
    said = {"void": True, "reason": "与另一条重复"}
    assert leader.put(f"/api/v1/incidents/{incident}/void", said).status_code == 201
    pdf = printed(leader, incident)
    text_said = text_of_pdf(pdf)
    assert "".join(HOSTILE.split()) in text_said
    assert "已作废，原因：与另一条重复" in text_said
    assert text_said.count("长") >= 3000
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) >= 2


def test_it_is_there_for_its_squad_only(world: World) -> None:
    incident = put_incident(world.member("leader"))
    for role in ("auditor", "admin"):
        assert world.member(role).get(paper_of(incident)).status_code == 403
    assert world.member("leader", "park").get(paper_of(incident)).status_code == 404
    assert world.stranger().get(paper_of(incident)).status_code == 401
    leader = world.member("leader")
    assert leader.get(paper_of(uuid4())).status_code == 404
    assert leader.get(f"{paper_of(incident)}?language=fr").status_code == 422
