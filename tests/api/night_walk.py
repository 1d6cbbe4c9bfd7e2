"""One night at 长诏, from first sight to returned gear, as calls of the API: docs/night.md."""

from hashlib import sha256
from typing import Any
from uuid import UUID

from api_world import World
from askers import gadget
from evidence_files import RECORDED
from night_record import Night

from geo_patrol.evidence.records import Subject, evidence_id

MADE_BY = "<!-- Written by `make docs`; change the program, not this page. -->"
INTRODUCTION = """\
# 一夜：从发现到退还 · One night, from first sight to returned gear

{made_by}

在长诏水库，夜里发现地笼，到器具退还、没收。每一步是一次真实的接口调用和回答（只摘要紧的字段），
由 `tests/api/test_night.py` 在两种数据库上重走。人和事都是编的；法条是否核实，以回答里的为准。

A walk on invented facts: real calls and answers, of which only some members are shown.
"""


def _id(number: int) -> UUID:
    return UUID(int=0x0199_0452_6B00_7C11_9A01_0000_0000_0000 + number)


ALERT, ANSWER, INCIDENT, DECISION, SEIZURE = (_id(n) for n in range(1, 6))
MOVED, APPROVED, BEGUN, ENDED, INSPECTED, DECIDED, TAKEN, BACK, AGAIN = (
    _id(n) for n in range(6, 15)
)
OFFICERS = (_id(101), _id(102))
LEADER = _id(103)
PHOTO = (RECORDED / "photo.heic").read_bytes()
"""Its bytes, and so the id of the evidence, depend on no library that makes pictures."""
DIGEST = sha256(PHOTO).hexdigest()
IMAGE = str(evidence_id(Subject("incident", INCIDENT), DIGEST))


def walk(world: World) -> Night:
    """Go through the night over the sample areas; each step must be taken as it is sent."""
    night = Night(world)
    for number, one in enumerate(OFFICERS, 1):
        night.add(one, "officer", f"N{number}")
    night.add(LEADER, "leader", "N3")
    _seen(night)
    _lawful(night)
    _seized(night)
    _afterwards(night)
    _ended(night)
    return night


def page_of(night: Night) -> str:
    """Return docs/night.md."""
    return INTRODUCTION.format(made_by=MADE_BY) + "\n" + "\n".join(night.lines).rstrip() + "\n"


def _seen(night: Night) -> None:
    night.at("2026-09-01T22:40:00+08:00", "摄像头报警 · first sight")
    alert = {
        "camera": "大坝东 2 号",
        "at": "2026-09-01T22:39:20+08:00",
        "kind": "person",
        "lon": 121.0085,
        "lat": 29.4285,
    }
    night.put(gadget(night.world, "camera"), f"/api/v1/camera-alerts/{ALERT}", alert, "area")
    night.at("2026-09-01T23:10:00+08:00", "到场，记事件 · the incident")
    crew = night.by(OFFICERS[0])
    incident = {
        "point": {"lon": 121.0085, "lat": 29.4285},
        "accuracy_m": 6,
        "placed_by": "gps",
        "occurred_at": "2026-09-01T23:02:00+08:00",
        "category": "netting",
        "source": "camera",
        "narrative": "坝东岸段，一人收地笼",
        "outcomes": [{"kind": "ordered", "people": 1}, {"kind": "seized"}],
        "persons": [{"note": "当事人，未带证件"}],
    }
    night.put(crew, f"/api/v1/incidents/{INCIDENT}", incident, "area", "cell", "persons_shown")
    answer = {
        "alert_id": str(ALERT),
        "incident_id": str(INCIDENT),
        "at": "2026-09-01T23:10:00+08:00",
        "result": "true",
        "text": "",
    }
    night.put(crew, f"/api/v1/alert-answers/{ANSWER}", answer, "result")
    path = f"/api/v1/evidence/{DIGEST}?record=incident/{INCIDENT}"
    assert crew.put_raw(path, PHOTO, "image/heic").status_code == 201


def _lawful(night: Night) -> None:
    night.at("2026-09-01T23:12:00+08:00", "适用什么规定 · what applies")
    crew = night.by(OFFICERS[0])
    told = night.get(
        crew,
        f"/api/v1/incidents/{INCIDENT}/law",
        "zone",
        "acts.officers_needed",
        "acts.certain",
        "remarks.reason_zh",
    )
    [act] = told["acts"]
    [answer] = act["answers"]
    [applied] = answer["applies"]
    night.answers["law"] = told
    rule = applied["rule"]
    ways = [f"{one['subject']}：{one['on_the_spot']}" for one in applied["procedures"]]
    night.say(
        f"适用：{rule['law']['zh']}（`{rule['id']}`），"
        f"罚款 {rule['fine']['min']}–{rule['fine']['max']} 元，渔具 `{rule['gear']}`；"
        f"当场处罚：{'、'.join(ways)}。提示："
    )
    night.say(*(f"- {one['reason_zh']}" for one in act["remarks"]))
    decision = {
        "at": "2026-09-01T23:13:00+08:00",
        "act": act["act"]["id"],
        "edition": told["edition"],
        "rules": [rule["id"]],
        "remarks": [one["key"] for one in act["remarks"]],
        "applied": rule["id"],
        "decision": "责令停止，暂扣地笼",
        "reason": "条号未核实，回队对照原文后再定处罚",
    }
    path = f"/api/v1/incidents/{INCIDENT}/law-decisions/{DECISION}"
    night.put(crew, path, decision, "applied", "flags")


def _seized(night: Night) -> None:
    night.at("2026-09-01T23:30:00+08:00", "当场扣押，拒绝签名 · seized")
    seizure = {
        "incident_id": str(INCIDENT),
        "number": "示例扣〔2026〕第1号",
        "measure": "emergency_seizure",
        "at": "2026-09-01T23:25:00+08:00",
        "officers": [str(one) for one in OFFICERS],
        "party": 1,
        "items": [_item(1, "ground_cage", 3, "条"), _item(2, "rod", 1, "支")],
        "signatures": [
            {
                "signer": "party",
                "at": "2026-09-01T23:28:00+08:00",
                "refused": True,
                "recorded_by": str(OFFICERS[0]),
            }
        ],
    }
    night.answers["seized"] = night.put(
        night.by(OFFICERS[0]),
        f"/api/v1/seizures/{SEIZURE}",
        seizure,
        "officers.certified",
        "items.state",
        "clocks.kind",
        "clocks.due_at",
        "findings.reason_zh",
    )


def _item(number: int, kind: str, quantity: int, unit: str) -> dict[str, Any]:
    kept = {"seal_number": f"F-{number}", "storage_place": "巡查艇", "photos": [IMAGE]}
    return {"number": number, "kind": kind, "quantity": quantity, "unit": unit, **kept}


def _event(night: Night, by: UUID, event_id: UUID, kind: str, **more: Any) -> Any:
    body = {"seizure_id": str(SEIZURE), "kind": kind, **more}
    path = f"/api/v1/custody-events/{event_id}"
    return night.put(night.by(by), path, body, "received_at", "conflicts")


def _fact(night: Night, by: UUID, fact_id: UUID, kind: str, at: str) -> None:
    body = {"seizure_id": str(SEIZURE), "kind": kind, "at": at}
    night.put(night.by(by), f"/api/v1/clock-events/{fact_id}", body, "received_at")


def _afterwards(night: Night) -> None:
    night.at("2026-09-02T08:20:00+08:00", "队长看期限，批准 · due, and approved")
    shown = ("n_overdue", "items.clock.kind", "items.clock.due_at", "items.words.reason_zh")
    night.get(night.by(LEADER), "/api/v1/due?squad=reservoir", *shown)
    _fact(night, LEADER, APPROVED, "approved", "2026-09-02T08:20:00+08:00")
    night.at("2026-09-02T09:00:00+08:00", "夜里的入库，早上才传到 · moved at night, heard of now")
    moved = {"items": [1, 2], "from_place": "巡查艇", "place": "长诏库房"}
    _event(night, OFFICERS[0], MOVED, "moved", at="2026-09-02T00:50:00+08:00", **moved)
    night.at("2026-09-08T16:00:00+08:00", "检测不计入期限 · testing is not counted")
    _fact(night, OFFICERS[1], BEGUN, "testing_begun", "2026-09-03T09:00:00+08:00")
    _fact(night, OFFICERS[1], ENDED, "testing_ended", "2026-09-08T15:00:00+08:00")
    looked = {"items": [1], "place": "长诏库房", "at": "2026-09-08T15:30:00+08:00"}
    _event(night, OFFICERS[1], INSPECTED, "inspected", **looked)


def _ended(night: Night) -> None:
    night.at("2026-09-15T10:00:00+08:00", "处理决定，退还 · decided, returned")
    _fact(night, LEADER, DECIDED, "decided", "2026-09-15T09:00:00+08:00")
    taken = {"items": [1], "at": "2026-09-15T09:30:00+08:00"}
    _event(night, LEADER, TAKEN, "confiscated", **taken)
    back = {"items": [2], "at": "2026-09-15T10:00:00+08:00", "to": "当事人"}
    _event(night, OFFICERS[0], BACK, "returned", **back)
    night.say("又退还一次：照记，但指出不可能。")
    again = {"items": [2], "at": "2026-09-15T10:05:00+08:00", "to": "当事人"}
    night.answers["again"] = _event(night, OFFICERS[1], AGAIN, "returned", **again)
    night.at("2026-09-15T10:30:00+08:00", "全过程 · the whole of it")
    night.answers["end"] = night.get(
        night.by(LEADER),
        f"/api/v1/seizures/{SEIZURE}",
        "open",
        "events.kind",
        "events.at",
        "items.state",
        "items.place",
        "clocks.kind",
        "clocks.state",
        "clocks.last_day",
        "clocks.tested_days",
        "conflicts.remark.reason_zh",
        "findings",
    )
