"""A roster with all that stands on its papers: who, where, what is wanted, how it stands."""

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import cached_property

from geo_patrol.messages import Language, text
from geo_patrol.messages.words import Words
from geo_patrol.roster.files.plain import folded
from geo_patrol.roster.people import RosterOfficer
from geo_patrol.roster.problem import Assignment, Post, Problem, Roster, ShiftType
from geo_patrol.roster.records import LeaveKind, RosterState

Place = tuple[str, date]
"""An officer's id and a day."""


@dataclass(frozen=True)
class Names:
    """What people call things; what has no name is called by its id.

    Attributes
    ----------
    officers, badges
        By the officer's id.
    posts
        By the post's id, as the squad has them.
    areas, squads
        By code.
    """

    officers: Mapping[str, str] = field(default_factory=dict)
    badges: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, Words] = field(default_factory=dict)
    squads: Mapping[str, Words] = field(default_factory=dict)

    def officer(self, id: str) -> str:
        """Return what an officer is called."""
        return self.officers.get(id, id)

    def post(self, id: str) -> str:
        """Return what a post is called."""
        return self.posts.get(id, id)

    def area(self, code: str, language: Language) -> str:
        """Return what an area is called."""
        return self.areas[code].of(language) if code in self.areas else code

    def squad(self, code: str, language: Language) -> str:
        """Return what a squad is called."""
        return self.squads[code].of(language) if code in self.squads else code


@dataclass(frozen=True)
class Month:
    """A roster of one squad as it is handed out.

    Attributes
    ----------
    problem
        What it was made for; its officers may be of several squads, its posts are of ``squad``.
    leave_kinds
        What kind of leave each day is, for those who may know; of the others none.
    before
        What was told before this version; None when nothing was.
    changed_at
        When this version came.
    unannounced
        Years whose public holidays are not known: weekends only are counted.
    """

    problem: Problem
    roster: Roster
    names: Names
    squad: str
    as_of: datetime
    zone: tzinfo
    id: str = ""
    state: RosterState = "draft"
    version: int = 1
    leave_kinds: Mapping[Place, LeaveKind] = field(default_factory=dict)
    before: Roster | None = None
    changed_at: datetime | None = None
    reason: str = ""
    unannounced: tuple[int, ...] = ()
    demo: bool = False

    @cached_property
    def people(self) -> tuple[RosterOfficer, ...]:
        """Who stands in it: the squad, and who is lent to it; the squad comes first."""
        lent = {one.officer for one in self.roster}
        own = [one for one in self.problem.officers if one.squad == self.squad]
        others = [one for one in self.problem.officers if one.squad != self.squad]
        return (*own, *(one for one in others if one.id in lent))

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The posts: by area, and through the day."""
        areas = list(dict.fromkeys(one.area for one in self.problem.posts))
        start = {one.code: (_turn(one), one.start) for one in self.problem.shifts}
        return tuple(
            sorted(self.problem.posts, key=lambda one: (areas.index(one.area), start[one.shift]))
        )

    @cached_property
    def shifts(self) -> tuple[ShiftType, ...]:
        """The kinds of shift in the order in which they are spoken of: 早, 中, 夜."""
        return tuple(sorted(self.problem.shifts, key=lambda one: (_turn(one), one.start)))

    @cached_property
    def duties(self) -> Mapping[Place, tuple[Assignment, ...]]:
        """The shifts of each officer and day, in the order of their starts."""
        return duties_of(self.problem, self.roster)

    @cached_property
    def on_leave(self) -> frozenset[Place]:
        """Who is on leave on which days."""
        return frozenset(
            (one.officer, day)
            for one in self.problem.leave
            for day in self.problem.days
            if one.first <= day <= one.last
        )

    @cached_property
    def called(self) -> Mapping[str, str]:
        """What each officer is called here; of one name two bear, the badge is told, too.

        Names that are looked up alike are one: a space tells nobody apart.
        """
        names = {one.id: self.names.officer(one.id) for one in self.people}
        times = Counter(map(folded, names.values()))
        return {
            id: f"{name} {self.names.badges.get(id, id)}" if times[folded(name)] > 1 else name
            for id, name in names.items()
        }

    def title(self, language: Language) -> str:
        """Return what stands over it, with its state."""
        return text(
            "roster_files.title",
            language,
            squad=self.names.squad(self.squad, language),
            period=period(self.problem, language),
            state=state_said(self.state, language),
        )


def duties_of(problem: Problem, roster: Roster) -> dict[Place, tuple[Assignment, ...]]:
    """Return the shifts of each officer and day, in the order of their starts."""
    start = {one.code: one.start for one in problem.shifts}
    found: dict[Place, list[Assignment]] = {}
    for one in sorted(set(roster), key=lambda it: (start[it.shift], it.shift, it.post or "")):
        found.setdefault((one.officer, one.day), []).append(one)
    return {place: tuple(had) for place, had in found.items()}


def period(problem: Problem, language: Language) -> str:
    """Return the days of a roster in words: a month by its name, others as first and last day."""
    first, last = problem.days[0], problem.days[-1]
    if first.day == 1 and problem.n_days == monthrange(first.year, first.month)[1]:
        return text("roster_files.month", language, year=first.year, month=first.month)
    year = "" if last.year == first.year else text("roster_files.year", language, year=last.year)
    return text(
        "roster_files.days",
        language,
        year=first.year,
        month=first.month,
        day=first.day,
        last_year=year,
        last_month=last.month,
        last_day=last.day,
    )


def state_said(state: RosterState, language: Language) -> str:
    """Return the state of a roster in a word."""
    return text(f"roster_files.state_{state}", language)


def licences(month: Month, officer: RosterOfficer, language: Language) -> str:
    """Return in short what somebody may do, and from which squad they are lent."""
    told = []
    if not officer.certified:
        told.append(text("roster_files.auxiliary", language))
    if officer.boat_licence:
        told.append(text("roster_files.boat", language))
    if officer.driver:
        told.append(text("roster_files.driver", language))
    if officer.squad != month.squad:
        squad = month.names.squad(officer.squad, language)
        told.append(text("roster_files.lent_from", language, squad=squad))
    return text("roster_files.licence_dot", language).join(told)


def clock(minutes: int) -> str:
    """Return minutes after midnight as a time of day.

    >>> clock(8 * 60), clock(24 * 60)
    ('08:00', '24:00')
    """
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _turn(shift: ShiftType) -> int:
    return ("early", "middle", "night").index(shift.kind)
