"""An incident with all that belongs to it, and seizures whose periods run, written at a desk."""

import base64
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from console_page import Desk
from officer_site import ON_THE_WATER, OfficerSite, officer_id
from PIL import Image

from geo_patrol.roles import Role

LEADER, BRIEFING, OFFICERS = "R-01", "R-02", ("R-07", "R-08")
PEOPLE: Mapping[str, tuple[str, Role]] = {
    LEADER: ("演示队长", "leader"),
    BRIEFING: ("演示内勤", "briefing"),
    OFFICERS[0]: ("演示甲", "officer"),
    OFFICERS[1]: ("演示乙", "officer"),
}

_SEND = """async ([method, path, body, file]) => {
    const headers = { "Content-Type": file ? "image/jpeg" : "application/json" };
    const bytes = file && Uint8Array.from(atob(file), (one) => one.charCodeAt(0));
    const answer = await fetch(path, { method, headers, body: bytes ?? JSON.stringify(body) });
    return [answer.status, await answer.text()];
}"""


@dataclass(frozen=True)
class Typed:
    """What people typed, and who they met."""

    narrative: str = "坝东岸段，一人收地笼"
    note: str = "态度配合"
    person: Mapping[str, str] = field(default_factory=lambda: {"name": "张三"})
    number: str = "示例扣〔2026〕第1号"
    condition: str = "完好"
    seal: str = "F-1"
    place: str = "巡查艇"
    reason: str = "不愿签字"


@dataclass(frozen=True)
class Records:
    """Ids of what was written."""

    incident: str
    seizure: str
    photo: str


def add_people(site: OfficerSite) -> None:
    """Add the squad: a leader, two officers, and one who makes briefings of both squads."""
    for badge_no, (name, role) in PEOPLE.items():
        more = ("park",) if role == "briefing" else ()
        site.add_officer(name, badge_no, role=role, more_squads=more)


def write(opened: Desk, typed: Typed, *, days: float = 0.8, category: str = "netting") -> Records:
    """Write an incident with a photo, what was decided of it, and what was seized, some days ago.

    It is an emergency seizure: its report is due within a day, and a leader approves it.
    """
    incident, seizure, decision = str(uuid4()), str(uuid4()), str(uuid4())
    send(opened, "PUT", f"incidents/{incident}", incident_body(typed, days, category))
    photo = put_photo(opened, f"incident/{incident}", typed.note)
    send(opened, "PUT", f"seizures/{seizure}", seizure_body(opened.site, typed, days, incident))
    decided = {
        "at": ago(days),
        "act": "net_fishing",
        "edition": "0123456789abcdef",
        "rules": [],
        "decision": typed.note,
        "reason": typed.reason,
    }
    send(opened, "PUT", f"incidents/{incident}/law-decisions/{decision}", decided)
    return Records(incident, seizure, photo)


def incident_body(typed: Typed, days: float, category: str) -> dict[str, Any]:
    """Return a net in the water, with somebody beside it."""
    lon, lat = ON_THE_WATER["longitude"], ON_THE_WATER["latitude"]
    return {
        "point": {"lon": lon, "lat": lat},
        "accuracy_m": 6,
        "placed_by": "gps",
        "occurred_at": ago(days),
        "category": category,
        "source": "patrol",
        "narrative": typed.narrative,
        "outcomes": [{"kind": "persuaded", "people": 1, "note": typed.note}, {"kind": "seized"}],
        "seized": [{"kind": "ground_cage", "quantity": 2, "unit": "条", "note": typed.note}],
        "persons": [dict(typed.person)],
    }


def seizure_body(site: OfficerSite, typed: Typed, days: float, incident: str) -> dict[str, Any]:
    """Return what was taken there, for which the party would not sign."""
    refusal = {
        "signer": "party",
        "at": ago(days - 0.01),
        "refused": True,
        "recorded_by": str(officer_id(site, OFFICERS[0])),
        "reason": typed.reason,
    }
    item = {
        "number": 1,
        "kind": "ground_cage",
        "quantity": 2,
        "unit": "条",
        "condition": typed.condition,
        "seal_number": typed.seal,
        "storage_place": typed.place,
        "note": typed.note,
    }
    return {
        "number": typed.number,
        "measure": "emergency_seizure",
        "at": ago(days),
        "officers": [str(officer_id(site, one)) for one in OFFICERS],
        "items": [item],
        "incident_id": incident,
        "party": 1,
        "signatures": [refusal],
        "note": typed.note,
    }


def put_photo(opened: Desk, record: str, note: str) -> str:
    """Bring a photo in as evidence of a record; return its digest."""
    made = io.BytesIO()
    Image.effect_noise((320, 240), 60).convert("RGB").save(made, "JPEG")
    digest = hashlib.sha256(made.getvalue()).hexdigest()
    file = base64.b64encode(made.getvalue()).decode()
    path = f"evidence/{digest}?record={record}&note={quote(note, safe='')}"
    send(opened, "PUT", path, None, file)
    return digest


def send(opened: Desk, method: str, path: str, body: object, file: str | None = None) -> str:
    """Send something as the console does; it must be taken."""
    status, text = opened.page.evaluate(_SEND, [method, f"/api/v1/{path}", body, file])
    assert status in (200, 201), (path, text)
    return str(text)


def ago(days: float) -> str:
    """Return a moment in the past."""
    return (datetime.now(UTC).replace(microsecond=0) - timedelta(days=days)).isoformat()
