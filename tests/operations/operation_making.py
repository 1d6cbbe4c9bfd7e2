"""Operations, links, incidents and patrols for tests, each sound unless it is changed."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from geo_patrol.incidents.records import Incident, Outcome, SeizedItem
from geo_patrol.operations.belonging import Candidate
from geo_patrol.operations.records import Force, Operation, OperationLink, Transfer
from geo_patrol.operations.totals import Ride

START = datetime(2022, 10, 8, tzinfo=UTC)
END = START + timedelta(days=1)
NOW = END + timedelta(days=1)


def operation(**changes: Any) -> Operation:
    """Return a joint operation of one day on one lake."""
    values: dict[str, Any] = {
        "id": uuid4(),
        "squad_code": "reservoir",
        "kind": "joint",
        "name": "联合执法",
        "starts_at": START,
        "ends_at": END,
        "area_codes": ("lake",),
        "agencies": (Force("agriculture", people=6, vehicles=2), Force("water", people=3)),
    }
    return Operation(**{**values, **changes})


def candidate(hours: float = 1.0, **changes: Any) -> Candidate:
    """Return an incident of the operation's kind, so many hours after it began."""
    values: dict[str, Any] = {
        "id": uuid4(),
        "at": START + timedelta(hours=hours),
        "area_code": "lake",
        "source": "joint",
    }
    return Candidate(**{**values, **changes})


def link(target: UUID, kind: Any = "incident", removed: str = "") -> OperationLink:
    """Return somebody's word on whether a record belongs to an operation."""
    return OperationLink(uuid4(), uuid4(), kind, target, removed)


def incident(*outcomes: Outcome, seized: tuple[SeizedItem, ...] = (), **changes: Any) -> Incident:
    """Return an incident with what came of it."""
    values: dict[str, Any] = {
        "id": uuid4(),
        "squad_code": "reservoir",
        "occurred_at": START,
        "lon": 120.99,
        "lat": 29.47,
        "accuracy_m": 5.0,
        "placed_by": "gps",
        "category": "netting",
        "source": "joint",
    }
    return Incident(**{**values, **changes}, outcomes=outcomes, seized=seized)


def ride(hours: float | None = 2.0, **changes: Any) -> Ride:
    """Return a boat's patrol of so many hours; None for one that goes on."""
    end = None if hours is None else START + timedelta(hours=hours)
    values: dict[str, Any] = {"id": uuid4(), "mode": "boat", "start": START, "end": end}
    return Ride(**{**values, "way_m": 5000.0, **changes})


def transfer(of: Incident, **changes: Any) -> Transfer:
    """Return the case of an incident, handed to the police an hour later."""
    values: dict[str, Any] = {
        "id": uuid4(),
        "incident_id": of.id,
        "agency": "public_security",
        "at": of.occurred_at + timedelta(hours=1),
        "reason": "涉嫌犯罪",
    }
    return Transfer(**{**values, **changes})
