"""What kept rosters, setups and profiles cannot be: told with words, for they come from a desk."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.roster.clock import is_clock, shift_type
from geo_patrol.roster.problem import Need, Post, Problem
from geo_patrol.roster.records import (
    KeptRoster,
    OfficerProfile,
    PostNeed,
    RosterSetup,
    RosterState,
    RuleChange,
    ShiftTimes,
)
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.validate import problem_faults

_NEXT: dict[RosterState, tuple[RosterState, ...]] = {
    "draft": ("draft", "published", "withdrawn"),
    "published": ("published", "withdrawn"),
    "withdrawn": (),
}


def setup_faults(setup: RosterSetup, office: RuleSettings) -> Iterator[Finding]:
    """Find what is wrong with what a squad plans with, besides its areas."""
    yield from plan_faults(setup.shifts, setup.posts)
    yield from rule_faults(setup.rules, office)


def plan_faults(shifts: Sequence[ShiftTimes], posts: Sequence[PostNeed]) -> Iterator[Finding]:
    """Find what is wrong with shifts and posts, each by itself and with each other."""
    if bad := clock_faults(shifts):
        yield from bad
        return
    made = tuple(
        Post(one.code, "", one.area_code, one.shift, Need(one.workday, one.weekend, one.holiday))
        for one in posts
    )
    types = tuple(shift_type(one) for one in shifts)
    yield from problem_faults(Problem(date(2000, 1, 1), 1, types, (), made))


def clock_faults(shifts: Sequence[ShiftTimes]) -> tuple[Finding, ...]:
    """Return the shifts whose times are none."""
    return tuple(
        finding(f"shifts[{one.code}]", "rosters.bad_clock")
        for one in shifts
        if not (is_clock(one.start) and is_clock(one.end))
    )


def rule_faults(changes: Sequence[RuleChange], office: RuleSettings) -> Iterator[Finding]:
    """Find what is wrong with changes of rules; a rule is changed once."""
    for name, n in Counter(one.rule for one in changes).items():
        if n > 1:
            yield finding(f"rules[{name}]", "roster.stands_twice")
    try:
        changed_rules(office, changes)
    except InvalidInput as error:
        yield from (replace(one, where=f"rules[{one.where}]") for one in error.findings)


def changed_rules(office: RuleSettings, changes: Sequence[RuleChange]) -> RuleSettings:
    """Return an office's rules with changes.

    Raises
    ------
    InvalidInput
        With a finding for each that is wrong.
    """
    told: dict[str, dict[str, object]] = {}
    for one in changes:
        values: dict[str, object] = dict(one.numbers)
        if one.kind is not None:
            values["kind"] = one.kind
        if one.weight is not None:
            values["weight"] = one.weight
        told.setdefault(one.rule, {}).update(values)
    return office.changed(told)


def profile_faults(profile: OfficerProfile, before: OfficerProfile | None) -> Iterator[Finding]:
    """Find what is wrong with a profile; ``before`` is what it replaces."""
    if before is not None and before.officer_id != profile.officer_id:
        yield finding("officer_id", "rosters.profile_is_theirs")
    if profile.first_day and profile.last_day and profile.last_day < profile.first_day:
        yield finding("last_day", "roster.contract_backwards")
    least, most = profile.least_hours, profile.most_hours
    if least is not None and most is not None and most < least:
        yield finding("most_hours", "rosters.hours_crossed", least=least, most=most)


def state_faults(roster: KeptRoster, before: KeptRoster | None) -> Iterator[Finding]:
    """Find what is wrong with how a roster goes on from what it was.

    A new one may be published at once; one that is withdrawn stays so.
    """
    if before is None:
        if roster.state == "withdrawn":
            yield finding("state", "rosters.withdrawn_unknown")
        return
    if roster.state not in _NEXT[before.state]:
        yield finding("state", f"rosters.after_{before.state}")
    if before.state != "published":
        return
    if (roster.first_day, roster.n_days) != (before.first_day, before.n_days):
        yield finding("first_day", "rosters.days_are_told")
    if not roster.reason:
        yield finding("reason", "rosters.reason_needed")


def need_faults(roster: KeptRoster) -> Iterator[Finding]:
    """Find days of extra needs, and posts of them, that the roster has not."""
    posts = {one.code for one in roster.posts}
    for n, one in enumerate(roster.extra_needs):
        if one.post not in posts:
            yield finding(f"extra_needs[{n}]", "roster.no_post", post=one.post)
        if not 0 <= (one.day - roster.first_day).days < roster.n_days:
            yield finding(f"extra_needs[{n}]", "roster.day_outside", day=one.day.isoformat())


def duty_faults(roster: KeptRoster) -> Iterator[Finding]:
    """Find duties that stand twice, and days that were settled by hand in two ways."""
    for duty, n in Counter(roster.duties).items():
        if n > 1:
            where = f"duties[{duty.officer_id}, {duty.day}]"
            yield finding(where, "roster.stands_twice")
    for (officer, day), n in Counter((one.officer_id, one.day) for one in roster.pins).items():
        if n > 1:
            yield finding(f"pins[{officer}, {day}]", "roster.stands_twice")


def area_faults(posts: Sequence[PostNeed], own: Collection[str]) -> Iterator[Finding]:
    """Find posts in areas that are not the squad's; ``own`` are those that are."""
    for one in posts:
        if one.area_code and one.area_code not in own:
            yield finding(f"posts[{one.code}]", "rosters.no_area", area=one.area_code)


def orderly(roster: KeptRoster) -> KeptRoster:
    """Return a roster whose lists have their one order: two that say the same are the same."""
    return replace(
        roster,
        duties=tuple(sorted(roster.duties, key=lambda one: (one.day, str(one)))),
        pins=tuple(sorted(roster.pins, key=lambda one: (one.day, str(one)))),
        extra_needs=tuple(sorted(roster.extra_needs, key=lambda one: (one.day, one.post))),
    )
