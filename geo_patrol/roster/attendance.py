"""Who was on patrol as planned: published duties held against patrols, which are what happened.

Nothing is refused for it. That somebody is absent says no more than that no patrol has their name:
a phone may be offline still. A patrol is a round of a shift, and the shift decides when it goes
out: nobody is late by it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

AttendanceState = Literal["present", "absent", "elsewhere", "on_leave", "not_yet"]
ATTENDANCE_STATES: tuple[AttendanceState, ...] = get_args(AttendanceState)
"""``elsewhere``: on a patrol of another squad. ``not_yet``: the shift goes on, or is to come."""

THERE: frozenset[AttendanceState] = frozenset({"present", "elsewhere"})
SETTLED: frozenset[AttendanceState] = THERE | {"absent"}
"""What a person's share is made of: leave is no absence."""

GRACE = timedelta(minutes=30)
"""A patrol that begins so long before a shift, or ends so long after it, is still the shift's."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A duty of a published roster in half-open ``[starts_at, ends_at)``, aware."""

    officer_id: UUID
    day: date
    shift: str
    post: str | None
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Outing:
    """One person on one patrol; ``ended_at`` is None while it goes on."""

    officer_id: UUID
    patrol_id: UUID
    squad_code: str
    started_at: datetime
    ended_at: datetime | None

    def meets(self, start: datetime, end: datetime) -> bool:
        """Tell whether it meets a half-open stretch of time."""
        return self.started_at < end and (self.ended_at is None or self.ended_at > start)


@dataclass(frozen=True, slots=True)
class Attended:
    """What became of a duty.

    Attributes
    ----------
    first_at, last_at
        When the first of their patrols began, and the last one ended; None when there is none, or
        it goes on.
    out_minutes
        How long they were on patrol within the shift, as far as it has come.
    """

    turn: Turn
    state: AttendanceState
    first_at: datetime | None = None
    last_at: datetime | None = None
    out_minutes: int = 0
    patrols: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a person's duties of a week they were there for; ``monday`` names the week."""

    officer_id: UUID
    monday: date
    planned: int
    there: int


@dataclass(frozen=True)
class Attendance:
    """A roster held against patrols; ``unplanned`` are outings of who had no duty then."""

    turns: tuple[Attended, ...]
    unplanned: tuple[Outing, ...]

    @property
    def totals(self) -> Mapping[AttendanceState, int]:
        """How many duties came to each state."""
        found = Counter(one.state for one in self.turns)
        return {state: found[state] for state in ATTENDANCE_STATES}

    @property
    def shares(self) -> tuple[Share, ...]:
        """Each person's weeks in which a duty is settled, by person and week."""
        weeks: dict[tuple[UUID, date], list[AttendanceState]] = defaultdict(list)
        for one in self.turns:
            if one.state in SETTLED:
                monday = one.turn.day - timedelta(days=one.turn.day.weekday())
                weeks[one.turn.officer_id, monday].append(one.state)
        return tuple(
            Share(officer, monday, len(states), sum(one in THERE for one in states))
            for (officer, monday), states in sorted(
                weeks.items(), key=lambda item: (str(item[0][0]), item[0][1])
            )
        )


def attendance(
    turns: Sequence[Turn],
    outings: Iterable[Outing],
    *,
    squad: str,
    now: datetime,
    on_leave: Collection[tuple[UUID, date]] = (),
    also_planned: Sequence[Turn] = (),
) -> Attendance:
    """Hold duties against patrols; without duties all outings are unplanned.

    Parameters
    ----------
    turns
        The duties of a roster.
    outings
        Those of its people with whatever squad, and of everybody with ``squad``; ones that are
        only planned are left aside.
    squad
        Whose roster it is.
    on_leave
        Officers and the days on which a leave of theirs counts.
    also_planned
        Duties of the squad's rosters before and after, which outings may belong to.
    """
    by_officer: dict[UUID, list[Outing]] = defaultdict(list)
    for one in sorted(outings, key=lambda each: (each.started_at, str(each.patrol_id))):
        if one.started_at <= now:
            by_officer[one.officer_id].append(one)
    found = [
        _attended(turn, by_officer[turn.officer_id], squad, now, on_leave)
        for turn in sorted(turns, key=lambda each: (each.starts_at, str(each.officer_id)))
    ]
    planned: dict[UUID, list[Turn]] = defaultdict(list)
    for turn in (*turns, *also_planned):
        planned[turn.officer_id].append(turn)
    unplanned = [
        one
        for officer, theirs in by_officer.items()
        for one in theirs
        if one.squad_code == squad
        and not any(
            one.meets(turn.starts_at - GRACE, turn.ends_at + GRACE) for turn in planned[officer]
        )
    ]
    unplanned.sort(key=lambda one: (one.started_at, str(one.officer_id)))
    return Attendance(tuple(found), tuple(unplanned))


def _attended(
    turn: Turn,
    theirs: Sequence[Outing],
    squad: str,
    now: datetime,
    on_leave: Collection[tuple[UUID, date]],
) -> Attended:
    met = [one for one in theirs if one.meets(turn.starts_at, turn.ends_at)]
    own = [one for one in met if one.squad_code == squad]
    if not met:
        if (turn.officer_id, turn.day) in on_leave:
            return Attended(turn, "on_leave")
        return Attended(turn, "absent" if now >= turn.ends_at else "not_yet")
    seen = own or met
    first = min(one.started_at for one in seen)
    ends = [one.ended_at for one in seen if one.ended_at is not None]
    last = max(ends) if len(ends) == len(seen) else None
    state: AttendanceState = "present" if own else "elsewhere"
    patrols = tuple(dict.fromkeys(one.patrol_id for one in seen))
    return Attended(turn, state, first, last, _out_minutes(turn, seen, now), patrols)


def _out_minutes(turn: Turn, outings: Sequence[Outing], now: datetime) -> int:
    """Return whole minutes of a shift that outings cover; ``outings`` are by their begin."""
    until, covered = turn.starts_at, timedelta()
    for one in outings:
        start = max(one.started_at, until)
        end = min(one.ended_at or now, turn.ends_at)
        if end > start:
            covered += end - start
            until = end
    return int(covered.total_seconds() // 60)
