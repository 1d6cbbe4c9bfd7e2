"""All rules: each one function of a roster and its own setting, found by its name.

Whoever judges or makes rosters goes through `RULES`: the checker calls ``find``; a solver has one
builder for each name.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from geo_patrol.roster.rules import fair, line, post, settled, sums, wishes
from geo_patrol.roster.settings import RuleSetting
from geo_patrol.roster.sheet import Sheet
from geo_patrol.roster.violations import Violation

Family = Literal["officer", "post"]
"""What a rule concerns: one officer's line, or a post."""

Find = Callable[[Sheet, RuleSetting], Iterator[Violation]]


@dataclass(frozen=True)
class Rule:
    """A rule by its name, which is that of its function."""

    name: str
    family: Family
    find: Find


_OFFICER: tuple[Find, ...] = (
    settled.one_shift_a_day,
    settled.employed,
    settled.leave,
    settled.forbidden,
    settled.fixed,
    settled.frozen,
    line.rest,
    line.succession,
    line.run_days,
    line.run_nights,
    line.days_off_after_nights,
    sums.shift_limits,
    sums.hours_over,
    sums.hours_under,
    sums.weekends_over,
    line.short_run,
    line.short_break,
    line.forward_rotation,
    wishes.requests,
    fair.fair_nights,
    fair.fair_weekends,
    fair.fair_holidays,
    fair.fair_hours,
    wishes.changed,
    wishes.day_off_taken,
)
_POST: tuple[Find, ...] = (
    post.cover,
    post.certified,
    post.auxiliaries_alone,
    post.boat_licence,
    post.driver,
    post.skills,
    post.overstaffed,
    post.lending,
)


def _named(family: Family, finds: tuple[Find, ...]) -> dict[str, Rule]:
    return {find.__name__: Rule(find.__name__, family, find) for find in finds}


RULES: Mapping[str, Rule] = {**_named("officer", _OFFICER), **_named("post", _POST)}
