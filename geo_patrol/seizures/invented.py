"""Seizures that a demo has at the present: invented, of nobody's gear, and so marked.

Apart from `geo_patrol.demo`, which loads what draws a season: this is made at every start.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from uuid import UUID

from geo_patrol.incidents.catalogue import built_in
from geo_patrol.messages import text
from geo_patrol.seizures.custody_records import CustodyRecord
from geo_patrol.seizures.events import EventKind
from geo_patrol.seizures.facts import ClockFact, FactKind
from geo_patrol.seizures.records import Item, Measure, Present, Seizure

MakeId = Callable[[str], UUID]
Deed = tuple[ClockFact, UUID]
"""An act about periods, and who did it."""

_AT_NIGHT = time(22, 40)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Invented:
    """A seizure with what became of it.

    Attributes
    ----------
    officer_id
        Who wrote it, and what was done with its items.
    facts
        Acts that start, stop or lengthen its periods.
    """

    seizure: Seizure
    officer_id: UUID
    custody: tuple[CustodyRecord, ...] = ()
    facts: tuple[Deed, ...] = ()


@dataclass(frozen=True)
class Hands:
    """Who seizes, the writer first, and who approves."""

    officers: tuple[UUID, ...]
    leader: UUID


@dataclass(frozen=True)
class Story:
    """Makes what is told of one seizure, with ids that follow from it."""

    seizure: Seizure
    hands: Hands
    make_id: MakeId

    def told(
        self, *, custody: Iterable[CustodyRecord] = (), facts: Iterable[Deed] = ()
    ) -> Invented:
        """Return it with what became of it."""
        return Invented(self.seizure, self.hands.officers[0], tuple(custody), tuple(facts))

    def approved(self) -> Deed:
        """Return that the leader approved: of what is urgent some hours later, else before."""
        urgent = self.seizure.measure == "emergency_seizure"
        after = timedelta(hours=5) if urgent else -timedelta(minutes=10)
        return self.fact("approved", self.seizure.at + after), self.hands.leader

    def act(
        self,
        kind: EventKind,
        at: datetime,
        items: tuple[int, ...] = (),
        *,
        place: str = "",
        from_place: str = "",
        notice_ends: datetime | None = None,
        handed_to: str = "",
    ) -> CustodyRecord:
        """Return what was done with items, all of them if none are named."""
        return CustodyRecord(
            id=self.make_id(f"custody/{self.seizure.id}/{kind}/{at.isoformat()}"),
            seizure_id=self.seizure.id,
            kind=kind,
            items=items or tuple(one.number for one in self.seizure.items),
            at=at,
            place=place,
            from_place=from_place,
            notice_ends=notice_ends,
            handed_to=handed_to,
        )

    def fact(self, kind: FactKind, at: datetime, days: int | None = None) -> ClockFact:
        """Return an act about its periods."""
        made = self.make_id(f"clock/{self.seizure.id}/{kind}")
        return ClockFact(made, kind, at, self.seizure.id, days=days)


def present(now: datetime, zone: tzinfo, make_id: MakeId, hands: Hands) -> tuple[Invented, ...]:
    """Return what a demo holds at the present; the same month gives the same ids.

    One seizure is overdue, one is nearly due, one has its notice posted, one is extended, and one
    of last night has not been reported yet: the lists of what falls due show something.
    """
    local = now.astimezone(zone)

    def story(number: int, measure: Measure, at: datetime, *items: Item) -> Story:
        nth = local.month * 100 + number
        seizure = Seizure(
            id=make_id(f"seizure/{local:%Y-%m}/{number}"),
            squad_code="reservoir",
            number=text("season.seizure.number", "zh", year=f"{local:%Y}", number=nth),
            measure=measure,
            at=at,
            items=items,
            officers=tuple(Present(one, True) for one in hands.officers),
            ownerless=True,
            note=text("season.seizure.present", "zh"),
        )
        return Story(seizure, hands, make_id)

    def night(days_ago: int) -> datetime:
        return datetime.combine(local.date() - days_ago * _DAY, _AT_NIGHT, zone)

    overdue = story(1, "preservation", night(24), _item(1, "electro_set", 1))
    nearly = story(2, "seizure", night(27), _item(1, "ground_cage", 4))
    longer = story(3, "seizure", night(36), _item(1, "ground_cage", 6))
    granted = longer.fact("extended", longer.seizure.at + 28 * _DAY, days=30)
    noticed = story(4, "seizure", night(6), _item(1, "gill_net", 2), _item(2, "raft", 1))
    posted = noticed.seizure.at + _DAY / 2
    notice = noticed.act("notice_posted", posted, notice_ends=posted + 30 * _DAY)
    unreported = story(5, "emergency_seizure", now - _DAY * 19 / 24, _item(1, "rod", 3))
    return (
        overdue.told(facts=(overdue.approved(),)),
        nearly.told(facts=(nearly.approved(),)),
        longer.told(facts=(longer.approved(), (granted, hands.leader))),
        noticed.told(custody=(notice,), facts=(noticed.approved(),)),
        unreported.told(),
    )


def storeroom() -> str:
    """Return where squads keep what they hold, in the words that phones write."""
    return built_in().storage_places["squad_store"].zh


def _item(number: int, kind: str, quantity: int) -> Item:
    return Item(number, kind, quantity, "set", storage_place=storeroom())
