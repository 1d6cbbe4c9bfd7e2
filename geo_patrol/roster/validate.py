"""What makes a problem, or a roster, unusable: told in words, all of it at once."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from geo_patrol.errors import Finding, finding
from geo_patrol.roster.people import RosterOfficer
from geo_patrol.roster.problem import DAY_MINUTES, Assignment, Problem, ShiftType
from geo_patrol.roster.settings import HEAVIEST

MOST_DAYS = 400
MOST_OFFICERS = 2000
MOST_PEOPLE = 1000
"""At one post: more are a slip of the pen, as are more days or officers."""


def problem_faults(problem: Problem) -> tuple[Finding, ...]:
    """Return what is wrong with a problem; empty when it can be worked with.

    What only cannot be met (more leave than people, say) is not wrong: see `doubts`.
    """
    if not 1 <= problem.n_days <= MOST_DAYS:
        return (finding("", "roster.bad_horizon", most=MOST_DAYS),)
    if problem.first_day.year + 2 > date.max.year:
        return (finding("", "roster.bad_first_day"),)
    return tuple(
        chain(
            _about_shifts(problem),
            _about_officers(problem),
            _about_posts(problem),
            _about_settled(problem),
            _about_published(problem),
        )
    )


def roster_faults(problem: Problem, roster: Iterable[Assignment]) -> tuple[Finding, ...]:
    """Return the assignments that the problem has no place for; the order does not matter."""
    known = _Known(problem)
    found = [one for each in roster if not known.fits(each) for one in known.faults(each)]
    return tuple(sorted(found, key=str))


class _Known:
    """Which ids and days there are."""

    def __init__(self, problem: Problem) -> None:
        self.officers = {one.id for one in problem.officers}
        self.shifts = {one.code for one in problem.shifts}
        self.shift_of = {one.id: one.shift for one in problem.posts}
        self.days = set(problem.days)

    def fits(self, one: Assignment) -> bool:
        """Tell whether there is nothing wrong; much quicker than to say what is."""
        right = one.officer in self.officers and one.day in self.days and one.shift in self.shifts
        return right and (one.post is None or self.shift_of.get(one.post) == one.shift)

    def faults(self, one: Assignment) -> Iterator[Finding]:
        place = (one.officer, one.day.isoformat(), one.shift, *([one.post] if one.post else []))
        where = ", ".join(place)
        yield from self.ids(where, one.officer, one.shift, one.post)
        if one.day not in self.days:
            yield finding(where, "roster.day_outside", day=one.day.isoformat())

    def ids(
        self, where: str, officer: str, shift: str | None, post: str | None
    ) -> Iterator[Finding]:
        if officer not in self.officers:
            yield finding(where, "roster.no_officer", officer=officer)
        if shift is not None and shift not in self.shifts:
            yield finding(where, "roster.no_shift", shift=shift)
        if post is not None and post not in self.shift_of:
            yield finding(where, "roster.no_post", post=post)
        elif post is not None and shift is not None and shift != self.shift_of[post]:
            yield finding(where, "roster.wrong_shift", post=post, shift=self.shift_of[post])


def _about_shifts(problem: Problem) -> Iterator[Finding]:
    codes = [one.code for one in problem.shifts]
    yield from _twice("shifts", codes)
    for one in problem.shifts:
        where = f"shifts[{one.code}]"
        if not (0 <= one.start < DAY_MINUTES and 0 < one.end <= DAY_MINUTES):
            yield finding(where, "roster.bad_times")
        elif one.paid_minutes is not None and not _pays(one):
            yield finding(where, "roster.bad_paid_minutes", most=one.finish - one.start)
        for code in sorted(one.forbidden_next - set(codes)):
            yield finding(where, "roster.no_shift", shift=code)


def _pays(shift: ShiftType) -> bool:
    return 0 <= shift.minutes <= shift.finish - shift.start


def _about_officers(problem: Problem) -> Iterator[Finding]:
    if len(problem.officers) > MOST_OFFICERS:
        yield finding("officers", "roster.too_many_officers", most=MOST_OFFICERS)
    squads: dict[str, list[str]] = {}
    for one in problem.officers:
        squads.setdefault(one.id, []).append(one.squad)
    for officer, named in squads.items():
        where = f"officers[{officer}]"
        if len(set(named)) > 1:
            joined = ", ".join(sorted(set(named)))
            yield finding(where, "roster.officer_in_two_squads", squads=joined)
        elif len(named) > 1:
            yield finding(where, "roster.stands_twice")
    codes = {one.code for one in problem.shifts}
    for one in problem.officers:
        yield from _about_officer(one, codes, problem.first_day)


def _about_officer(
    officer: RosterOfficer, codes: Collection[str], first_day: date
) -> Iterator[Finding]:
    where = f"officers[{officer.id}]"
    if officer.first_day and officer.last_day and officer.last_day < officer.first_day:
        yield finding(where, "roster.contract_backwards")
    for code, most in officer.limits.most_of:
        if code not in codes:
            yield finding(where, "roster.no_shift", shift=code)
        if most < 0:
            yield finding(where, "roster.below_zero")
    limits = officer.limits
    runs = (limits.most_run, limits.least_run, limits.least_off)
    if any(one is not None and not 1 <= one <= 30 for one in runs):
        yield finding(where, "roster.bad_run_limit", most=30)
    others = (limits.most_minutes, limits.least_minutes, limits.most_weekends)
    if any(one is not None and one < 0 for one in others):
        yield finding(where, "roster.below_zero")
    past = officer.history
    if past is None:
        return
    if past.last_shift not in codes:
        yield finding(where, "roster.no_shift", shift=past.last_shift)
    if past.last_day >= first_day:
        yield finding(where, "roster.history_inside", day=past.last_day.isoformat())
    if past.run_days < 1 or not 0 <= past.run_nights <= past.run_days:
        yield finding(where, "roster.bad_history")
    if past.last_end is not None and past.last_end.tzinfo is not None:
        yield finding(where, "roster.history_offset")


def _about_posts(problem: Problem) -> Iterator[Finding]:
    yield from _twice("posts", [one.id for one in problem.posts])
    codes = {one.code for one in problem.shifts}
    for one in problem.posts:
        where = f"posts[{one.id}]"
        if one.shift not in codes:
            yield finding(where, "roster.no_shift", shift=one.shift)
        need = one.need
        numbers = [need.workday, need.weekend, need.holiday]
        numbers += [people for _, people in (*need.more_at_risk, *one.need_on, *one.skills)]
        if not all(0 <= number <= MOST_PEOPLE for number in numbers):
            yield finding(where, "roster.bad_need", most=MOST_PEOPLE)
        if not (0 <= one.under <= HEAVIEST and 0 <= one.over <= HEAVIEST):
            yield finding(where, "roster.bad_weight", most=HEAVIEST)
        for day, n in Counter(day for day, _ in one.need_on).items():
            if n > 1:
                yield finding(where, "roster.need_twice", day=day.isoformat())
    for (area, day), n in Counter((one.area, one.day) for one in problem.risks).items():
        if n > 1:
            yield finding(f"risks[{area}]", "roster.risk_twice", day=day.isoformat())


def _about_settled(problem: Problem) -> Iterator[Finding]:
    known = _Known(problem)
    for leave in problem.leave:
        where = f"leave[{leave.officer}]"
        yield from known.ids(where, leave.officer, None, None)
        if leave.last < leave.first:
            yield finding(where, "roster.backwards")
    for one in problem.forbidden:
        where = f"forbidden[{one.officer}]"
        yield from known.ids(where, one.officer, one.shift, one.post)
        if one.last < one.first:
            yield finding(where, "roster.backwards")
    for settled in problem.fixed:
        where = f"fixed[{settled.officer}, {settled.day}]"
        yield from known.ids(where, settled.officer, settled.shift, settled.post)
        if settled.day not in known.days:
            yield finding(where, "roster.day_outside", day=settled.day.isoformat())
    for wish in problem.requests:
        where = f"requests[{wish.officer}, {wish.day}]"
        yield from known.ids(where, wish.officer, wish.shift, None)
        if wish.day not in known.days:
            yield finding(where, "roster.day_outside", day=wish.day.isoformat())
        if not 0 <= wish.weight <= HEAVIEST:
            yield finding(where, "roster.bad_weight", most=HEAVIEST)


def _about_published(problem: Problem) -> Iterator[Finding]:
    known = _Known(problem)
    told = set(problem.published)
    bad = [one for each in told if not known.fits(each) for one in known.faults(each)]
    yield from sorted((replace(one, where=f"published[{one.where}]") for one in bad), key=str)
    for day in sorted({one.day for one in told if one.day in known.days} - problem.published_days):
        yield finding("published", "roster.not_published", day=day.isoformat())
    for day in sorted(problem.published_days - known.days):
        yield finding("published_days", "roster.day_outside", day=day.isoformat())
    for day in sorted(problem.frozen_days - problem.published_days):
        yield finding("frozen_days", "roster.not_published", day=day.isoformat())


def _twice(what: str, names: Iterable[str]) -> Iterator[Finding]:
    for name, n in Counter(names).items():
        if n > 1:
            yield finding(f"{what}[{name}]", "roster.stands_twice")
