"""One builder for each rule, found by the rule's name."""

from collections.abc import Callable, Mapping

from geo_patrol.roster.cpsat import line, posts, settled, sums
from geo_patrol.roster.cpsat.draft import Draft
from geo_patrol.roster.rules import RULES
from geo_patrol.roster.settings import RuleSetting

Build = Callable[[Draft, RuleSetting], None]

_ALL: tuple[Build, ...] = (
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
    settled.requests,
    sums.fair_nights,
    sums.fair_weekends,
    sums.fair_holidays,
    sums.fair_hours,
    settled.changed,
    settled.day_off_taken,
    posts.cover,
    posts.certified,
    posts.auxiliaries_alone,
    posts.boat_licence,
    posts.driver,
    posts.skills,
    posts.overstaffed,
    posts.lending,
)
BUILDERS: Mapping[str, Build] = {one.__name__: one for one in _ALL}


def build_all(draft: Draft) -> None:
    """Build every rule that is not off into a draft."""
    for name in RULES:
        rule = draft.settings[name]
        if rule.kind != "off":
            BUILDERS[name](draft, rule)
