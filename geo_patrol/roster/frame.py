"""A problem as arrays: what is settled before anybody is assigned.

Axes are officers (o), days (d), shift types (s) and posts (p), each in the problem's order.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from geo_patrol.errors import InvalidInput
from geo_patrol.patrols import ShiftKind
from geo_patrol.roster.people import RosterOfficer
from geo_patrol.roster.problem import DAY_MINUTES, Problem
from geo_patrol.roster.validate import problem_faults

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

BEFORE = 32
"""So many days before the roster are looked at: more than any run that rules may allow."""

OFF, UNKNOWN, WORKED = -1, -2, -3
"""What a day is when it has no shift type: off, not known, worked in a shift that is not known."""

NEVER = -(10**6)
"""Minutes: an end so long ago that no rest depends on it."""

_ROTATION: tuple[ShiftKind, ...] = get_args(ShiftKind)


@dataclass(frozen=True, eq=False)
class Frame:
    """A problem's constants.

    Attributes
    ----------
    officer_at, shift_at, post_at
        Where each id, or code, stands.
    start, finish, minutes
        (s,) minutes after the midnight of the shift's day, and minutes worked.
    night, rank
        (s,) whether it is a night, and its place in a forward rotation.
    need
        (p, d) people.
    post_shift
        (p,) index of the post's shift.
    workday, weekend, holiday
        (d,) what kind of day it is.
    employed
        (o, d) whether the contract covers the day.
    on_leave
        (o, d + 1) whether the officer is on leave; the last column is the day after the roster.
    barred
        (o, d, s) whether the shift is forbidden, at whatever post.
    before, night_before
        (o, BEFORE) index of the shift worked, or one of `OFF`, `UNKNOWN`, `WORKED`; whether it was
        a night. The last column is the day before the roster.
    last_end
        (o,) when the last shift before the roster ended, in minutes after its first midnight.
    """

    problem: Problem
    officer_at: dict[str, int]
    shift_at: dict[str, int]
    post_at: dict[str, int]
    start: Ints
    finish: Ints
    minutes: Ints
    night: Flags
    rank: Ints
    need: Ints
    post_shift: Ints
    workday: Flags
    weekend: Flags
    holiday: Flags
    employed: Flags
    on_leave: Flags
    barred: Flags
    before: Ints
    night_before: Flags
    last_end: Ints

    @cached_property
    def crosses(self) -> Flags:
        """(s,) whether the shift runs into the next day."""
        return self.finish > DAY_MINUTES

    @cached_property
    def takes_leave(self) -> Flags:
        """(o, d, s) whether the shift would take from a leave: it begins on, or runs into it."""
        into = self.on_leave[:, 1:, None] & self.crosses
        return self.on_leave[:, :-1, None] | into

    @cached_property
    def open(self) -> Flags:
        """(o, d, s) whether the officer is employed, and neither on leave nor forbidden."""
        return self.employed[:, :, None] & ~self.barred & ~self.takes_leave


def frame_of(problem: Problem) -> Frame:
    """Return a problem's constants as arrays.

    Raises
    ------
    InvalidInput
        With a finding for each thing that is wrong in the problem.
    """
    if faults := problem_faults(problem):
        raise InvalidInput("roster.bad_problem", findings=faults, n=len(faults))
    shifts, days = problem.shifts, problem.days
    shift_at = {one.code: n for n, one in enumerate(shifts)}
    officer_at = {one.id: n for n, one in enumerate(problem.officers)}
    types = [problem.day_type(day) for day in days]
    employed = np.array([[_employs(one, day) for day in days] for one in problem.officers], bool)
    employed = employed.reshape(len(officer_at), len(days))
    on_leave = np.zeros((len(officer_at), len(days) + 1), bool)
    for leave in problem.leave:
        on_leave[officer_at[leave.officer], _between(problem, leave.first, leave.last)] = True
    barred = np.zeros((len(officer_at), len(days), len(shifts)), bool)
    for one in problem.forbidden:
        if one.post is None:
            which = slice(None) if one.shift is None else shift_at[one.shift]
            row = barred[officer_at[one.officer], :, which]
            row[_between(problem, one.first, one.last)] = True
    before, night_before, last_end = _before(problem, shift_at)
    need = [[problem.need(post, day) for day in days] for post in problem.posts]
    return Frame(
        problem,
        officer_at,
        shift_at,
        {one.id: n for n, one in enumerate(problem.posts)},
        start=_ints([one.start for one in shifts]),
        finish=_ints([one.finish for one in shifts]),
        minutes=_ints([one.minutes for one in shifts]),
        night=np.array([one.kind == "night" for one in shifts], bool),
        rank=_ints([_ROTATION.index(one.kind) for one in shifts]),
        need=_ints(need).reshape(len(problem.posts), len(days)),
        post_shift=_ints([shift_at[one.shift] for one in problem.posts]),
        workday=np.array([one == "workday" for one in types], bool),
        weekend=np.array([one == "weekend" for one in types], bool),
        holiday=np.array([one == "holiday" for one in types], bool),
        employed=employed,
        on_leave=on_leave,
        barred=barred,
        before=before,
        night_before=night_before,
        last_end=last_end,
    )


def _employs(officer: RosterOfficer, day: date) -> bool:
    first, last = officer.first_day or date.min, officer.last_day or date.max
    return first <= day <= last


def _between(problem: Problem, first: date, last: date) -> slice:
    start = (first - problem.first_day).days
    stop = (last - problem.first_day).days + 1
    return slice(max(0, start), max(0, stop))


def _before(problem: Problem, shift_at: dict[str, int]) -> tuple[Ints, Flags, Ints]:
    n_officers = len(problem.officers)
    before = np.full((n_officers, BEFORE), UNKNOWN, np.int64)
    nights = np.zeros((n_officers, BEFORE), bool)
    ends = np.full(n_officers, NEVER, np.int64)
    midnight = datetime.combine(problem.first_day, time.min)
    for number, officer in enumerate(problem.officers):
        past = officer.history
        if past is None:
            continue
        shift = problem.shifts[shift_at[past.last_shift]]
        stop = BEFORE + (past.last_day - problem.first_day).days + 1
        begin = max(0, stop - past.run_days)
        # Who last worked longer ago than is looked at was off on all days that are.
        before[number, max(0, stop) :] = OFF
        if stop > 0:
            before[number, begin:stop] = WORKED
            before[number, stop - 1] = shift_at[past.last_shift]
            nights[number, max(0, stop - past.run_nights) : stop] = True
            before[number, max(0, begin - 1) : begin] = OFF
        worked = (stop - 1 - BEFORE) * DAY_MINUTES + shift.finish
        if past.last_end is not None:
            worked = int((past.last_end - midnight).total_seconds() // 60)
        ends[number] = worked
    return before, nights, ends


def _ints(values: object) -> Ints:
    return np.array(values, np.int64)
