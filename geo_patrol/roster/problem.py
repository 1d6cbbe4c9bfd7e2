"""What a roster is made for, as plain records: shifts, posts, and what is settled already.

Days are local dates; times are minutes after local midnight. A shift belongs to the day on which
it begins, also when it ends on the next one, or in the next month.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, get_args

from geo_patrol.patrols import ShiftKind
from geo_patrol.roster.people import RosterOfficer

DayType = Literal["workday", "weekend", "holiday"]
DAY_TYPES: tuple[DayType, ...] = get_args(DayType)

DAY_MINUTES = 24 * 60
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class ShiftType:
    """A kind of shift, with the times it has in some squad.

    Attributes
    ----------
    start, end
        Minutes after local midnight, ``end`` up to 1440. An end that is not after the start is
        one on the next day.
    paid_minutes
        What counts as worked, when it is not the whole length.
    forbidden_next
        Codes of shifts that may not begin on the next day.
    """

    code: str
    kind: ShiftKind
    start: int
    end: int
    paid_minutes: int | None = None
    forbidden_next: frozenset[str] = frozenset()

    @property
    def crosses_midnight(self) -> bool:
        """Whether it runs into the next day; one that ends at midnight does not."""
        return self.end <= self.start

    @property
    def finish(self) -> int:
        """Its end in minutes after the midnight of the day on which it begins."""
        return self.end + DAY_MINUTES * self.crosses_midnight

    @property
    def minutes(self) -> int:
        """How many minutes count as worked."""
        return self.finish - self.start if self.paid_minutes is None else self.paid_minutes


@dataclass(frozen=True, slots=True)
class Need:
    """How many people a post needs, by type of day, and how many more at some level of risk."""

    workday: int
    weekend: int
    holiday: int
    more_at_risk: tuple[tuple[str, int], ...] = ()

    @classmethod
    def always(cls, people: int) -> "Need":
        """Return the same need on all days."""
        return cls(people, people, people)

    def on(self, day_type: DayType, risk: str | None) -> int:
        """Return the need on a day of a type, at a level of risk."""
        usual = {"workday": self.workday, "weekend": self.weekend, "holiday": self.holiday}
        return usual[day_type] + sum(more for level, more in self.more_at_risk if level == risk)


@dataclass(frozen=True, slots=True)
class Post:
    """A place to be manned in a shift, every day that needs it.

    Attributes
    ----------
    shift
        Code of its shift.
    need_on
        Days that need another number than ``need`` says: a joint operation, a storm.
    skills
        Other skills, and how many people must have each.
    on_water
        By day it goes out with a boat.
    vehicle
        It goes out with a car.
    enforcement
        It may have to punish: two certified officers (行政处罚法 42).
    under, over
        What a missing person, and one too many, weigh against those of other posts.
    """

    id: str
    squad: str
    area: str
    shift: str
    need: Need
    need_on: tuple[tuple[date, int], ...] = ()
    skills: tuple[tuple[str, int], ...] = ()
    on_water: bool = False
    vehicle: bool = False
    enforcement: bool = True
    under: int = 1
    over: int = 1


@dataclass(frozen=True, slots=True)
class Leave:
    """Days off that were granted, the last included."""

    officer: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Request:
    """A wish to work on a day, or to be off; ``shift`` None means any shift."""

    officer: str
    day: date
    on: bool
    shift: str | None = None
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Fixed:
    """An assignment that is settled; None leaves the shift, or the post, open."""

    officer: str
    day: date
    shift: str | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Forbidden:
    """What an officer must not do on some days, the last included; None means any."""

    officer: str
    first: date
    last: date
    shift: str | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class AreaRisk:
    """The level of risk of an area on a day, in the words that `Need.more_at_risk` uses."""

    area: str
    day: date
    level: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """One officer's shift of one day; without a post it counts for the officer only."""

    officer: str
    day: date
    shift: str
    post: str | None = None


Roster = tuple[Assignment, ...]
"""Assignments in any order; one that stands twice counts once."""


@dataclass(frozen=True)
class Problem:
    """All that a roster of ``n_days`` days from ``first_day`` has to be made of.

    Attributes
    ----------
    holidays, workdays
        Public holidays, and the weekends that are worked for them.
    published, published_days
        What was told to the squad, and for which days: who has no assignment on one of them was
        told to be off.
    frozen_days
        Published days on which nothing changes any more.
    """

    first_day: date
    n_days: int
    shifts: tuple[ShiftType, ...]
    officers: tuple[RosterOfficer, ...]
    posts: tuple[Post, ...]
    leave: tuple[Leave, ...] = ()
    requests: tuple[Request, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    risks: tuple[AreaRisk, ...] = ()
    published: Roster = field(default=(), repr=False)
    published_days: frozenset[date] = frozenset()
    frozen_days: frozenset[date] = frozenset()

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days of the roster."""
        return tuple(self.first_day + timedelta(days=n) for n in range(self.n_days))

    def day_type(self, day: date) -> DayType:
        """Return what kind of day it is; a weekend that is worked for a holiday is a workday."""
        if day in self.holidays:
            return "holiday"
        return "weekend" if day.weekday() >= _SATURDAY and day not in self.workdays else "workday"

    def need(self, post: Post, day: date) -> int:
        """Return how many people a post needs on a day."""
        for when, people in post.need_on:
            if when == day:
                return people
        return post.need.on(self.day_type(day), self._risk.get((post.area, day)))

    @cached_property
    def _risk(self) -> Mapping[tuple[str, date], str]:
        return {(one.area, one.day): one.level for one in self.risks}
