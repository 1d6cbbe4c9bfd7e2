"""Outboxes by file hold all that phones write, and every kind is written as a phone would."""

import re
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import (
    World,
    incident_body,
    patrol_body,
    put_patrol,
    put_shift,
    route_body,
    shift_body,
    track_rows,
)
from calling import call, position_body, sign_body, sos_body
from camera_bodies import review_body
from case_bodies import at, step_body
from fastapi.routing import APIRoute
from field_bodies import (
    alert_answer_body,
    check_in_body,
    handover_body,
    put_alert,
    put_check_point,
    put_task,
    task_answer_body,
    task_body,
)
from outbox_desk import Desk, results
from roster_duties import publish, told
from seizing import (
    LATER,
    clock_body,
    custody_body,
    put_incident,
    put_seizure,
    seizure_body,
    two_officers,
)
from test_transfers_api import add_photo

from api.app import create_app
from api.law.decision_schemas import EXAMPLES as LAW_DECISIONS
from geo_patrol.cases.records import case_id_of
from geo_patrol.evidence.records import Subject, evidence_id
from geo_patrol.field.tags import tag_of
from geo_patrol.messages import text
from geo_patrol.outbox.records import KINDS, target_of
from geo_patrol.settings import Settings

PHONE = Path(__file__).resolve().parents[2] / "api" / "web" / "src"
ADDRESS = re.compile(r"[`\"](/api/v1/[^`\"?]*)")
GAP = re.compile(r"\$\{[^}]*\}")
AN_ID = "018f3a52-6b00-7c11-9a01-5d0c6e1f0001"

NOT_KEPT = {
    f"/api/v1/notices/{AN_ID}/seen": "of use at that moment only, and told again if it was lost",
    "/api/v1/my/alive": "a sign of life of long ago is none",
    f"/api/v1/evidence/{AN_ID}": "kept as files are, with its bytes",
}
"""What a phone writes and no outbox keeps as a record, and why."""


def written_by_phones() -> set[str]:
    """Return the addresses in the phone's code that the application takes writes at."""
    routes = create_app(Settings(_env_file=None)).routes
    puts = [one for one in routes if isinstance(one, APIRoute) and "PUT" in one.methods]
    found = set()
    for source in PHONE.rglob("*.ts*"):
        # What a desk writes is sent at once, and kept nowhere.
        if ".test." not in source.name and PHONE / "console" not in source.parents:
            code = source.read_text(encoding="utf-8")
            found |= {GAP.sub(AN_ID, one) for one in ADDRESS.findall(code)}
    return {path for path in found if any(one.path_regex.match(path) for one in puts)}


def test_all_that_phones_write_is_taken_from_a_file_or_left_out_for_a_reason() -> None:
    written = written_by_phones()
    assert len(written) > len(NOT_KEPT)
    assert {one for one in written if target_of(one) is None} == set(NOT_KEPT)


def test_the_kinds_are_those_that_the_phone_s_outbox_has() -> None:
    types = (PHONE / "outbox" / "types.ts").read_text(encoding="utf-8")
    union = re.search(r"export type ItemKind =([^;]*);", types)
    assert union is not None
    assert set(re.findall(r"\w+", union[1])) == set(KINDS)


@pytest.fixture
def desk(world: World, tmp_path: Path) -> Desk:
    return Desk(world, tmp_path)


@pytest.mark.parametrize("path", sorted(NOT_KEPT))
def test_what_no_outbox_keeps_is_refused_in_words(world: World, desk: Desk, path: str) -> None:
    outbox = desk.outbox(world.officer("officer"))
    outbox.add(path, {"at": world.clock().isoformat()})
    [item] = desk.bring(outbox)
    assert item.result == "refused"
    assert [one.text("zh") for one in item.reasons] == [text("outbox.no_such_record", "zh")]


def test_every_kind_is_written_and_written_once(world: World, desk: Desk) -> None:
    leader = world.officer("leader")
    client = world.signed_in(leader)
    aboard = [str(leader.id)]
    shift_id, patrol_id = put_shift(client), put_patrol(client, crew=aboard)
    task_id, alert_id, point_id = put_task(client), put_alert(world), put_check_point(client)
    alarm_id, incident_id = call(world, client), put_incident(client)
    subject = Subject("incident", incident_id)
    file_id = evidence_id(subject, add_photo(client, incident_id, 1))
    seizure_id, track_id = put_seizure(client, world), uuid4()
    taker, leave_id = world.officer("officer"), uuid4()
    roster = publish(world, leader, {leader: "-早", taker: "--早"})
    offer = {"roster_id": str(roster.id), "day": told(1), "taker_id": str(taker.id)}
    answer = {"target_kind": "leave", "target_id": str(leave_id), "result": "granted"}
    bodies: dict[str, Any] = {
        f"shifts/{uuid4()}": shift_body(),
        f"patrols/{uuid4()}": patrol_body(shift_id),
        f"incidents/{uuid4()}": incident_body(),
        f"handovers/{uuid4()}": handover_body(shift_id),
        f"check-ins/{uuid4()}": check_in_body(point_id),
        f"tasks/{uuid4()}": task_body(),
        f"task-answers/{uuid4()}": task_answer_body(task_id),
        f"alert-answers/{uuid4()}": alert_answer_body(alert_id),
        f"alarms/{uuid4()}": sos_body(world),
        f"alarm-signs/{uuid4()}": sign_body(world, alarm_id),
        f"alarm-positions/{uuid4()}": position_body(world, alarm_id),
        f"seizures/{uuid4()}": seizure_body(*two_officers(world), incident_id=str(incident_id)),
        f"custody-events/{uuid4()}": custody_body(seizure_id),
        f"clock-events/{uuid4()}": clock_body(seizure_id, "approved", LATER),
        f"cases/{case_id_of(incident_id)}": {"incident_id": str(incident_id)},
        f"case-steps/{uuid4()}": step_body(case_id_of(incident_id), "handled", at(10, 14)),
        f"camera-reviews/{uuid4()}": review_body(file_id),
        f"leaves/{leave_id}": {"kind": "other", "first_day": told(9), "last_day": told(9)},
        f"duty-wishes/{uuid4()}": {"day": told(8), "on": False},
        f"swaps/{uuid4()}": offer,
        f"roster-answers/{uuid4()}": {**answer, "at": world.clock().isoformat()},
        f"patrols/{patrol_id}/tracks/{track_id}": {"device": "phone-1", "fixes": track_rows()},
        f"patrols/{patrol_id}/declared-routes/{uuid4()}": route_body(),
        f"incidents/{incident_id}/law-decisions/{uuid4()}": LAW_DECISIONS["unverified"]["value"],
        f"incidents/{incident_id}/void": {"void": True, "reason": "与 02:10 的记录重复"},
        f"patrols/{patrol_id}/tracks/{track_id}/withdrawal": {"withdrawn": True, "reason": "错"},
    }
    outbox = desk.outbox(leader)
    for path, body in bodies.items():
        outbox.add(f"/api/v1/{path}", body)
    items = desk.bring(outbox)
    assert [(one.name.partition("/")[0], one.result) for one in items] == [
        (kind, "new") for kind in KINDS
    ]
    assert results(desk.bring(outbox)) == ["same"] * len(KINDS)


@pytest.mark.parametrize("good", [True, False])
def test_whether_the_code_at_a_check_point_was_read_is_judged_here(
    world: World, desk: Desk, good: bool
) -> None:
    officer = world.officer("officer")
    point_id, path = put_check_point(world.member("leader")), f"/api/v1/check-ins/{uuid4()}"
    key = world.app.state.services.keys.check_points_key
    tag = tag_of(key, point_id if good else UUID(int=0))
    outbox = desk.outbox(officer)
    outbox.add(path, check_in_body(point_id, by="qr", token=tag))
    assert results(desk.bring(outbox)) == ["new"]
    told = world.signed_in(officer).get(path).json()
    assert (told["proven"], "unproven" in told["flags"]) == (good, not good)
    assert told["officer_id"] == str(officer.id)
