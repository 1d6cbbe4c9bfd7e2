"""Cases handed on over HTTP: the list of evidence stays, and the incident says where it is."""

import json
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import Client, World, incident_body, where
from evidence_files import numbered
from lettering import needs_font
from operating import (
    TRANSFERS,
    put_incident,
    put_operation,
    put_transfer,
    text_of_pdf,
    transfer_body,
)
from sqlalchemy import func, select, text

from geo_patrol.store.tables import VersionRow
from geo_patrol.workflows.auditing import verify

RECEIVED = {"by": "派出所值班民警", "at": "2022-10-09T11:00:00+08:00"}


def add_photo(client: Client, incident_id: UUID, number: int, note: str = "") -> str:
    data = numbered(number)
    digest = sha256(data).hexdigest()
    path = f"/api/v1/evidence/{digest}?record=incident/{incident_id}&note={note}"
    answer = client.ask("PUT", path, content=data, headers={"content-type": "image/jpeg"})
    assert answer.status_code == 201, answer.text
    return digest


def outcomes(client: Client, incident_id: UUID) -> list[Any]:
    told = client.get(f"/api/v1/incidents/{incident_id}").json()["outcomes"]
    return [(one["kind"], one["agency"]) for one in told]


def test_the_evidence_of_that_moment_is_listed_and_stays_listed(world: World) -> None:
    leader = world.member("leader")
    incident = put_incident(leader)
    digest = add_photo(leader, incident, 1)
    path, body = f"{TRANSFERS}/{uuid4()}", transfer_body(incident)
    made = leader.put(path, body)
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    assert made.json()["evidence"] == [
        {
            "sha256": digest,
            "size_bytes": len(numbered(1)),
            "media_type": "image/jpeg",
            "note": "",
        }
    ]
    late = add_photo(leader, incident, 2)
    again = leader.put(path, body)
    assert (again.status_code, len(again.json()["evidence"])) == (200, 1)
    signed = leader.put(path, {**body, "received": RECEIVED}, If_Match='"1"')
    assert (signed.status_code, len(signed.json()["evidence"])) == (200, 1)
    with_late = {**body, "received": RECEIVED, "evidence": [digest, late]}
    refused = leader.put(path, with_late, If_Match='"2"')
    assert (refused.status_code, where(refused)) == (422, ["evidence"])


def test_that_it_was_received_is_not_taken_back_to_change_what_was_signed_for(
    world: World,
) -> None:
    leader = world.member("leader")
    incident = put_incident(leader)
    add_photo(leader, incident, 7)
    transfer = put_transfer(leader, incident, received=RECEIVED)
    path = f"{TRANSFERS}/{transfer}"
    undone = leader.put(path, transfer_body(incident), If_Match='"1"')
    assert (undone.status_code, where(undone)) == (422, ["received.by", "received.at"])
    voided = transfer_body(incident, received=RECEIVED, voided="退回补充")
    told = leader.put(path, voided, If_Match='"1"')
    assert (told.status_code, told.json()["counts"]) == (200, False)


def test_before_it_is_received_the_list_can_be_drawn_up_anew(world: World) -> None:
    leader = world.member("leader")
    incident = put_incident(leader)
    transfer = put_transfer(leader, incident)
    late = add_photo(leader, incident, 3)
    path = f"{TRANSFERS}/{transfer}"
    assert leader.get(path).json()["evidence"] == []
    anew = leader.put(path, transfer_body(incident, evidence=[late]), If_Match='"1"')
    assert [one["sha256"] for one in anew.json()["evidence"]] == [late]
    unknown = leader.put(path, transfer_body(incident, evidence=[late, "0" * 64]), If_Match='"2"')
    assert (unknown.status_code, where(unknown)) == (422, ["evidence[1]"])


def test_the_incident_says_so_once_and_no_more_when_the_transfer_is_voided(world: World) -> None:
    leader = world.member("leader")
    incident = put_incident(leader)
    before = outcomes(leader, incident)
    transfer = put_transfer(leader, incident)
    handed = ("transferred", "public_security")
    assert outcomes(leader, incident) == [*before, handed]
    told = leader.get(f"/api/v1/incidents/{incident}")
    assert told.headers["etag"] == '"2"'
    path = f"{TRANSFERS}/{transfer}"
    leader.put(path, transfer_body(incident, note="补充材料后送"), If_Match='"1"')
    assert outcomes(leader, incident) == [*before, handed]
    to_another = transfer_body(incident, agency="agriculture")
    assert leader.put(path, to_another, If_Match='"2"').status_code == 200
    assert outcomes(leader, incident) == [*before, ("transferred", "agriculture")]
    leader.put(path, {**to_another, "voided": "退回补充"}, If_Match='"3"')
    assert outcomes(leader, incident) == before


def test_what_an_officer_wrote_of_it_already_is_left_as_it_is(world: World) -> None:
    leader = world.member("leader")
    told = {"kind": "transferred", "agency": "public_security", "note": "当场移交"}
    incident = put_incident(leader, outcomes=[told])
    transfer = put_transfer(leader, incident)
    assert leader.get(f"/api/v1/incidents/{incident}").headers["etag"] == '"1"'
    voided = transfer_body(incident, voided="文书有误")
    assert leader.put(f"{TRANSFERS}/{transfer}", voided, If_Match='"1"').status_code == 200
    assert outcomes(leader, incident) == [("transferred", "public_security")]


def test_an_edit_of_a_voided_transfer_takes_nothing_from_the_incident(world: World) -> None:
    leader = world.member("leader")
    incident = put_incident(leader)
    transfer = put_transfer(leader, incident)
    voided = transfer_body(incident, voided="退回")
    path = f"{TRANSFERS}/{transfer}"
    assert leader.put(path, voided, If_Match='"1"').status_code == 200
    anew = put_transfer(leader, incident)
    edited = leader.put(path, {**voided, "note": "原件已收回"}, If_Match='"2"')
    assert edited.status_code == 200
    assert outcomes(leader, incident).count(("transferred", "public_security")) == 1
    assert leader.get(f"{TRANSFERS}/{anew}").json()["counts"]


def test_who_was_named_in_the_incident_stays_named(world: World) -> None:
    leader = world.member("leader")
    incident = put_incident(leader, persons=[{"name": "张三"}])
    put_transfer(leader, incident)
    told = leader.get(f"/api/v1/incidents/{incident}").json()
    assert [one["name"] for one in told["persons"]] == ["张三"]
    assert verify(world.store).sound
    edited = incident_body(source="joint", persons=[{"name": "李四"}], outcomes=told["outcomes"])
    answer = leader.put(f"/api/v1/incidents/{incident}", edited, If_Match='"2"')
    assert (answer.status_code, answer.json()["persons"][0]["name"]) == (200, "李四")


def test_a_case_goes_to_one_agency_once_and_to_several_each(world: World) -> None:
    leader = world.member("leader")
    incident = put_incident(leader)
    first = put_transfer(leader, incident)
    twice = leader.put(f"{TRANSFERS}/{uuid4()}", transfer_body(incident))
    assert (twice.status_code, twice.json()["code"]) == (422, "operations.handed_already")
    put_transfer(leader, incident, agency="agriculture")
    voided = transfer_body(incident, voided="退回")
    leader.put(f"{TRANSFERS}/{first}", voided, If_Match='"1"')
    put_transfer(leader, incident)
    listed = leader.get(f"{TRANSFERS}?incident={incident}").json()["items"]
    assert sorted(one["counts"] for one in listed) == [False, True, True]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"agency": "tax"}, "agency"),
        ({"at": "2022-10-08T01:00:00+08:00"}, "at"),
        ({"at": "2022-11-09T10:00:00+08:00"}, "at"),
        ({"received": {"by": "值班员", "at": "2022-10-09T09:00:00+08:00"}}, "received.at"),
    ],
    ids=str,
)
def test_a_letter_that_makes_no_sense_is_refused_and_changes_nothing(
    world: World, changes: dict[str, Any], place: str
) -> None:
    leader = world.member("leader")
    incident = put_incident(leader)
    answer = leader.put(f"{TRANSFERS}/{uuid4()}", transfer_body(incident, **changes))
    assert (answer.status_code, answer.json()["code"]) == (422, "operations.invalid")
    assert where(answer) == [place]
    with world.store.reader() as session:
        found = select(func.count()).where(VersionRow.record_id == incident)
        assert session.scalar(found) == 1


def test_what_does_not_count_is_not_handed_on(world: World) -> None:
    leader = world.member("leader")
    incident = put_incident(leader)
    leader.put(f"/api/v1/incidents/{incident}/void", {"void": True, "reason": "误报"})
    answer = leader.put(f"{TRANSFERS}/{uuid4()}", transfer_body(incident))
    assert (answer.status_code, answer.json()["code"]) == (422, "operations.incident_void")


@pytest.mark.parametrize("role", ["officer", "auxiliary", "briefing", "admin"])
def test_only_a_leader_hands_a_case_on(world: World, role: Any) -> None:
    answer = world.member(role).put(f"{TRANSFERS}/{uuid4()}", transfer_body(uuid4()))
    assert (answer.status_code, answer.json()["code"]) == (403, "api.not_permitted")


def test_cases_of_another_squad_are_not_there(world: World) -> None:
    leader, other = world.member("leader"), world.member("leader", "park")
    incident = put_incident(leader)
    digest = add_photo(leader, incident, 4)
    transfer = put_transfer(leader, incident)
    assert other.get(f"{TRANSFERS}/{transfer}").status_code == 404
    assert str(transfer) not in other.get(f"{TRANSFERS}?limit=1000").text
    for evidence in (None, [digest], ["0" * 64]):
        body = transfer_body(incident, agency="water", evidence=evidence)
        answer = other.put(f"{TRANSFERS}/{uuid4()}", body)
        assert (answer.status_code, answer.json()["code"]) == (404, "field.no_incident")


def test_an_incident_whose_case_was_handed_on_stays_with_its_squad(world: World) -> None:
    both = world.signed_in(world.officer("leader", more_squads=("park",)))
    incident = put_incident(both)
    put_transfer(both, incident)
    moved = incident_body(source="joint", squad="park")
    answer = both.put(f"/api/v1/incidents/{incident}", moved, If_Match='"2"')
    assert (answer.status_code, answer.json()["code"]) == (422, "operations.incident_stays")


def test_who_sees_no_free_text_sees_that_it_was_handed_on(world: World) -> None:
    leader, briefing = world.member("leader"), world.member("briefing")
    transfer = put_transfer(leader, put_incident(leader), received=RECEIVED, note="线人提供")
    told = briefing.get(f"{TRANSFERS}/{transfer}").json()
    assert (told["agency"], told["at"]) == ("public_security", "2022-10-09T02:00:00Z")
    assert (told["redacted"], told["reason"], told["note"]) == (True, "", "")
    assert told["received"]["by"] == ""
    assert "线人" not in briefing.get(f"/api/v1/history/transfer/{transfer}").text


def test_a_version_in_a_history_can_be_sent_as_it_stands(world: World) -> None:
    leader = world.member("leader")
    incident = put_incident(leader)
    add_photo(leader, incident, 5)
    transfer = put_transfer(leader, incident, received=RECEIVED)
    [version] = leader.get(f"/api/v1/history/transfer/{transfer}").json()["versions"]
    assert leader.put(f"{TRANSFERS}/{transfer}", version["body"]).status_code == 200


@needs_font
def test_its_letter_names_the_party_and_that_it_was_printed_is_entered(world: World) -> None:
    leader = world.member("leader")
    incident = put_incident(leader, persons=[{"name": "张三"}])
    digest = add_photo(leader, incident, 6)
    transfer = put_transfer(leader, incident)
    path = f"{TRANSFERS}/{transfer}/papers/letter.pdf"
    answer = leader.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    said = text_of_pdf(answer.content)
    for part in ("案件移送函", "公安机关：", "发现张三涉嫌垂钓", digest, "劝离2人"):
        assert part in said, part
    asked = text("SELECT action, details FROM audit_log WHERE object = :name ORDER BY seq")
    with world.store.reader() as session:
        rows = session.execute(asked, {"name": f"transfer/{transfer}"}).all()
    assert [(act, json.loads(details)) for act, details in rows][-1] == (
        "print",
        {"paper": "letter"},
    )
    for role in ("auxiliary", "briefing", "auditor", "admin"):
        assert world.member(role).get(path).status_code == 403


def test_an_operation_tells_its_cases_that_nobody_signed_for(world: World) -> None:
    leader = world.member("leader")
    period = {"start": "2022-10-20T00:00:00+08:00", "end": "2022-10-21T00:00:00+08:00"}
    operation = put_operation(leader, **period)
    incident = put_incident(leader, occurred_at="2022-10-20T09:00:00+08:00")
    put_transfer(leader, incident, at="2022-10-20T10:00:00+08:00")
    report = leader.get(f"/api/v1/operations/{operation}/report").json()
    assert report["totals"]["cases"]["transferred"] == 1
    assert [one["agency"] for one in report["transfers"]] == ["public_security"]
    assert "operations.n_awaited" in [one["key"] for one in report["remarks"]]
