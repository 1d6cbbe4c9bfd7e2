"""How a seizure stands: where its items are, which of its periods run, what a person should see."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from uuid import UUID, uuid5

from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.law import LawTable
from geo_patrol.seizures.calendar import WorkCalendar
from geo_patrol.seizures.clocks import Clock, ClockKind, run_clock
from geo_patrol.seizures.custody import Chain, chain
from geo_patrol.seizures.events import CustodyEvent
from geo_patrol.seizures.facts import Facts
from geo_patrol.seizures.records import CLOCKS, Seizure, check_seizure

FIRST = datetime(1970, 1, 1, tzinfo=UTC)
"""When a seizure itself counts as received: of one moment it comes before whatever follows it."""


@dataclass(frozen=True)
class Terms:
    """What a seizure is measured by."""

    table: LawTable
    calendar: WorkCalendar
    gear: Collection[str]
    tz: tzinfo
    today: date


@dataclass(frozen=True)
class Standing:
    """How a seizure stands.

    ``findings`` are what would not hold up in review, conflicts of its custody apart.
    """

    chain: Chain
    clocks: tuple[Clock, ...]
    findings: tuple[Finding, ...]

    @property
    def is_open(self) -> bool:
        """Whether any period still runs, or could not be told."""
        told = any(one.key == "law.period_missing" for one in self.findings)
        return told or any(one.met_at is None for one in self.clocks)


def standing(
    seizure: Seizure, events: Iterable[CustodyEvent], facts: Facts, terms: Terms
) -> Standing:
    """Say how a seizure stands; the same events and facts in any order give the same.

    Its items count as seized by the seizure itself, but for those that an event of that kind
    names. A seizure that was voided has no periods.
    """
    approved = replace(seizure, approval=facts.approval)
    day = seizure.at.astimezone(terms.tz).date()
    duty = terms.table.duty("officers", day)
    numbers = {one.number for one in seizure.items}
    found = chain(with_seizing(seizure, events), numbers)
    findings = [*check_seizure(approved, kinds=terms.gear, duty=duty), *facts.findings]
    clocks: list[Clock] = []
    for kind in () if seizure.voided else CLOCKS[seizure.measure]:
        try:
            clocks.append(_clock(seizure, kind, found, facts, terms))
        except InvalidInput as error:
            # A table without such a period must not hide the seizure.
            findings.append(finding(kind, error.key, **error.params))
    return Standing(found, tuple(clocks), tuple(findings))


def with_seizing(seizure: Seizure, events: Iterable[CustodyEvent]) -> tuple[CustodyEvent, ...]:
    """Return the events with the seizure itself, an event for each place that items came to."""
    given = tuple(events)
    named = {number for one in given if one.kind == "seized" for number in one.items}
    places: dict[str, list[int]] = {}
    for item in seizure.items:
        if item.number not in named:
            places.setdefault(item.storage_place, []).append(item.number)
    own = (
        CustodyEvent(
            seizing_id(seizure.id, place), "seized", tuple(items), seizure.at, FIRST, place
        )
        for place, items in places.items()
    )
    return (*own, *given)


def seizing_id(seizure_id: UUID, place: str) -> UUID:
    """Return the id of the event that a seizure is of itself."""
    return uuid5(seizure_id, f"seized/{place}")


def _clock(seizure: Seizure, kind: ClockKind, found: Chain, facts: Facts, terms: Terms) -> Clock:
    return run_clock(
        str(seizure.id),
        kind,
        seizure.at,
        table=terms.table,
        calendar=terms.calendar,
        tz=terms.tz,
        today=terms.today,
        extension=facts.extension,
        testing=facts.testing,
        met_at=facts.reported_at if kind == "seizure_report" else _settled(found, facts),
    )


def _settled(found: Chain, facts: Facts) -> datetime | None:
    """Return when it was decided what becomes of the items: said so, or done to each of them."""
    done = None
    if found.items and not found.never_seized:
        whereabouts = found.items.values()
        if all(one.state != "held" for one in whereabouts):
            done = max(one.since for one in whereabouts)
    return min((one for one in (facts.decided_at, done) if one is not None), default=None)
