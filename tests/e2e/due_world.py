"""Seizures and a case whose periods run, sent as phones send them, at times that are near."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from officer_app import App
from officer_site import ON_THE_WATER, officer_id

LATE, SOON, EASY = "示例存〔2026〕第1号", "示例扣〔2026〕第2号", "示例扣〔2026〕第3号"


@dataclass(frozen=True)
class Running:
    """What has periods: one that is overdue, one that is due soon, one with time, and a case."""

    late: UUID
    soon: UUID
    easy: UUID
    case: UUID


def set_running(app: App) -> Running:
    """Have a leader's phone send them; overdue: days, due soon: within hours."""
    case = send(app, "incidents", incident("filed_ordinary", days=88))
    met = send(app, "incidents", incident("seized", days=0.8))
    late = send(app, "seizures", seizure(app, LATE, "preservation", days=30))
    soon = send(app, "seizures", seizure(app, SOON, "emergency_seizure", days=0.8, incident_id=met))
    easy = send(app, "seizures", seizure(app, EASY, "seizure", days=3))
    return Running(late, soon, easy, case)


def send(app: App, room: str, body: dict[str, Any]) -> UUID:
    """Write a new record past the app; return its id."""
    record_id = uuid4()
    answer = app.ask("PUT", f"{room}/{record_id}", body)
    assert answer.status == 201, answer.body
    return record_id


def incident(outcome: str, days: float) -> dict[str, Any]:
    """Return a net in the water, some days ago."""
    lon, lat = ON_THE_WATER["longitude"], ON_THE_WATER["latitude"]
    return {
        "point": {"lon": lon, "lat": lat},
        "accuracy_m": 6,
        "placed_by": "gps",
        "occurred_at": ago(days=days),
        "category": "netting",
        "source": "patrol",
        "narrative": "坝东岸段，一人收地笼",
        "outcomes": [{"kind": outcome}],
        "persons": [{"name": "张三", "note": "未带证件"}],
    }


def seizure(
    app: App, number: str, measure: str, days: float, incident_id: UUID | None = None
) -> dict[str, Any]:
    """Return two kinds of gear that were seized some days ago."""
    items = [
        {"number": 1, "kind": "ground_cage", "quantity": 3, "unit": "set", "condition": "完好"},
        {"number": 2, "kind": "rod", "quantity": 1, "unit": "piece", "seal_number": "F-2"},
    ]
    return {
        "number": number,
        "measure": measure,
        "at": ago(days=days),
        "officers": [str(one.id) for one in app.site.officers[:2]],
        "items": [{**one, "storage_place": "巡查艇"} for one in items],
        "incident_id": None if incident_id is None else str(incident_id),
        "party": None if incident_id is None else 1,
        "signatures": [
            {
                "signer": "party",
                "at": ago(days=days - 0.01),
                "refused": True,
                "recorded_by": str(officer_id(app.site, "R-07")),
                "reason": "不愿签字",
            }
        ],
    }


def ago(days: float) -> str:
    """Return a moment in the past, as phones write it."""
    moment = datetime.now(UTC).replace(microsecond=0) - timedelta(days=days)
    return moment.isoformat()
