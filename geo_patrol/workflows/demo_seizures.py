"""The seizures of a demo, in the store: with the season, and at every start."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.seizures import ClockFact
from geo_patrol.seizures.custody_records import CustodyRecord
from geo_patrol.seizures.invented import Hands, Invented, present
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import people, seizures
from geo_patrol.store.repositories.custody import CLOCK_EVENTS, CUSTODY_EVENTS
from geo_patrol.store.repositories.history import Version
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.custody import write_clock_event, write_custody_event
from geo_patrol.workflows.seizing import refresh, seizure_body, terms_of, write_seizure
from geo_patrol.workflows.writing import Submission, canonical, first_version, remember

if TYPE_CHECKING:
    from geo_patrol.demo import Season

NAMESPACE = UUID("c1b9a3b0-6a0e-5f0a-9c0b-0d9f2f6f7a55")
_SQUAD = "reservoir"
_NEEDED = 2


def save_seizures(session: Session, season: "Season", zone: ZoneInfo, now: datetime) -> int:
    """Keep a season's seizures, marked as demo; return how many there are.

    They are new and sound by how they are drawn: no look-ups, and how each stands is told once,
    when all of it is there.
    """
    # As the season itself: later starts go without what it needs.
    from geo_patrol.demo.seizures import seizures as drawn_from

    made = drawn_from(season, zone)
    remember(session, [one for each in made for one in _kept(session, each, now)], SYSTEM)
    terms = terms_of(session, now, zone)
    for each in made:
        refresh(session, each.seizure.id, terms)
    return len(made)


def _kept(session: Session, made: Invented, now: datetime) -> Iterable[Version]:
    seizure = made.seizure
    squad = seizure.squad_code

    def found(by: UUID) -> Found:
        return Found(squad, now, by, demo=True)

    seizures.save_seizure(session, seizure, found(made.officer_id), new=True)
    yield first_version("seizure", seizure.id, seizure_body(seizure), squad, now)
    for event in made.custody:
        CUSTODY_EVENTS.save(session, event, found(made.officer_id), new=True)
        yield first_version("custody_event", event.id, canonical(event), squad, now)
    for fact, by in made.facts:
        CLOCK_EVENTS.save(session, fact, found(by), new=True)
        yield first_version("clock_event", fact.id, canonical(fact), squad, now)


def keep_present_seizures(store: Store, zone: ZoneInfo, seed: int, *, now: datetime) -> int:
    """Give a demo the seizures of this month, some of which fall due; return how many are new.

    What is there already stays as it is. A squad without two certified officers and a leader
    seizes nothing.
    """
    with store.writer() as session:
        hands = _hands(session)
        if hands is None:
            return 0
        made = present(now, zone, lambda name: uuid5(NAMESPACE, f"{seed}/{name}"), hands)
        new = [one for one in made if seizures.squad_of_seizure(session, one.seizure.id) is None]
        for one in new:
            _write(session, one, zone, now)
    return len(new)


def _hands(session: Session) -> Hands | None:
    squad = people.crew_members(session, Scope(None, frozenset({_SQUAD})))
    certified = sorted(one.id for one in squad if one.certified and one.role == "officer")
    leaders = sorted(one.id for one in squad if one.role == "leader")
    if len(certified) < _NEEDED or not leaders:
        return None
    return Hands(tuple(certified[:_NEEDED]), leaders[0])


def _write(session: Session, made: Invented, zone: ZoneInfo, now: datetime) -> None:
    def sent(kind: str, record: CustodyRecord | ClockFact) -> Submission:
        return Submission(SYSTEM, kind, record.id, canonical(record), now)

    seizure, by = made.seizure, made.officer_id
    whole = Submission(SYSTEM, "seizure", seizure.id, seizure_body(seizure), now)
    write_seizure(session, whole, seizure, tz=zone, officer_id=by, demo=True)
    for event in made.custody:
        told = sent("custody_event", event)
        write_custody_event(session, told, event, tz=zone, officer_id=by, demo=True)
    for fact, who in made.facts:
        told = sent("clock_event", fact)
        write_clock_event(session, told, fact, tz=zone, officer_id=who, demo=True)
