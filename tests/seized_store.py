"""One of everything about a seizure in a store, written through the real workflows."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from geo_patrol.law.decisions import LawDecision
from geo_patrol.seizures import ClockFact, Item, Present, Seizure, Signature, SpecialDay
from geo_patrol.seizures.calendar_file import CalendarRead
from geo_patrol.seizures.custody_records import CustodyRecord
from geo_patrol.store.engine import Store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.calendars import import_calendar
from geo_patrol.workflows.custody import put_clock_event, put_custody_event
from geo_patrol.workflows.incident_law import put_law_decision
from geo_patrol.workflows.law import import_law
from geo_patrol.workflows.seizing import put_seizure

ZONE = ZoneInfo("Asia/Shanghai")
OWN_LAW = """\
rules:
  - id: own-1
    series: own-1
    levels: [first]
    acts: [washing]
    law: {zh: 某条例, en: Some regulation}
    article: 12
    verified: false
    why: {zh: 待核对, en: to be compared}
    source: 测试
    fine: {min: 0, max: 500}
"""


def a_seizure(at: datetime, incident_id: UUID | None = None, **changes: object) -> Seizure:
    """Return two items that were seized by somebody whom nobody knows."""
    items = (
        Item(1, "rod", 2, "支", "完好", "F-1", "巡查艇", (uuid4(),), "䶮"),
        Item(2, "ground_cage", 3, "条", storage_place="巡查艇"),
    )
    made = Seizure(
        id=uuid4(),
        squad_code="reservoir",
        number="新综执扣〔2022〕第0108号",
        measure="emergency_seizure",
        at=at,
        items=items,
        officers=(Present(uuid4(), False),),
        signatures=(Signature("party", at, refused=True, recorded_by=uuid4(), reason="拒签"),),
        incident_id=incident_id,
        party=1,
    )
    return Seizure(**{**vars(made), **changes})


def custody(seizure: Seizure, kind: str, hours: float, *items: int, **more: str) -> CustodyRecord:
    """Return what was done with some items so many hours after the seizure."""
    at = seizure.at + timedelta(hours=hours)
    return CustodyRecord(uuid4(), seizure.id, kind, items, at, **more)  # type: ignore[arg-type]


def add_seizure(store: Store, at: datetime, now: datetime, incident_id: UUID) -> Seizure:
    """Write a seizure of an incident, what became of it, and the office's tables."""
    given = {"now": now, "tz": ZONE}
    seizure = a_seizure(at, incident_id)
    put_seizure(store, SYSTEM, seizure, **given)  # type: ignore[arg-type]
    moved = custody(seizure, "moved", 3, 1, 2, place="库房", from_place="巡查艇")
    for event in (moved, custody(seizure, "returned", 200, 1, handed_to="当事人")):
        put_custody_event(store, SYSTEM, event, **given)  # type: ignore[arg-type]
    fact = ClockFact(uuid4(), "reported", at + timedelta(hours=4), seizure.id)
    put_clock_event(store, SYSTEM, fact, **given)  # type: ignore[arg-type]
    decided = LawDecision(
        uuid4(),
        incident_id,
        at,
        "angling",
        "0",
        ("own-1",),
        ("law.unverified",),
        None,
        "劝离",
        "初犯",
    )
    put_law_decision(store, SYSTEM, decided, now=now)
    import_law(store, SYSTEM, OWN_LAW.encode(), "own.yaml", now=now)
    days = (SpecialDay(date(2027, 2, 5), "holiday", "春节"),)
    import_calendar(store, SYSTEM, CalendarRead(days, (), 1), now=now)
    return seizure
