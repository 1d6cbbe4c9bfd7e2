"""What a roster costs by the rules of a problem: the same prices as the checker's, as tables."""

from collections.abc import Callable, Sequence

import numpy as np

from geo_patrol.roster.anneal.cells import cell_prices
from geo_patrol.roster.anneal.tables import LinePrices, Prices, SumPrices, UnitPrices
from geo_patrol.roster.cpsat.units import Unit
from geo_patrol.roster.frame import BEFORE, OFF, UNKNOWN, Frame, Ints
from geo_patrol.roster.problem import DAY_MINUTES
from geo_patrol.roster.rules import sums
from geo_patrol.roster.rules.fair import fair_minutes
from geo_patrol.roster.settings import RuleSetting, RuleSettings
from geo_patrol.roster.shares import Measure, shares_of

HARD = 10
"""A broken hard rule counts so many times what it weighs."""

_HOUR = 60
_SATURDAY, _SUNDAY = 5, 6
_FIRST_DAYS = 4
"""On later days of a roster nobody still needs rest from a shift before it."""


def prices_of(frame: Frame, settings: RuleSettings, units: Sequence[Unit]) -> Prices:
    """Return the prices of a problem by its rules."""
    off = np.where(frame.employed, OFF, UNKNOWN)
    return Prices(
        _line(frame, settings),
        _sums(frame, settings),
        _units(frame, settings, units),
        np.concatenate([frame.before, off], axis=1),
    )


def price(rule: RuleSetting) -> int:
    """Return what each unit of a rule's amount costs; nothing when it is off."""
    return {"off": 0, "soft": 1, "hard": HARD}[rule.kind] * rule.weight


def _line(frame: Frame, settings: RuleSettings) -> LinePrices:
    officers, shifts = frame.problem.officers, frame.problem.shifts
    rest, wanted = settings["rest"], settings["rest"]["hours"] * _HOUR
    banned = np.array([[b.code in a.forbidden_next for b in shifts] for a in shifts], bool)
    back = frame.rank[:, None] > frame.rank[None, :]
    follows = banned * price(settings["succession"]) + back * price(settings["forward_rotation"])

    def tired(ended: Ints, day: int) -> Ints:
        missing = ended[:, None] + wanted - day * DAY_MINUTES - frame.start[None, :]
        hours: Ints = np.maximum(0, -(-missing // _HOUR))
        return hours * price(rest)

    first = np.stack([tired(frame.last_end, day) for day in range(_FIRST_DAYS)], axis=1)
    known = frame.before[:, -1] >= 0
    first[known, 0] += follows[frame.before[known, -1]]
    gaps = np.stack([tired(frame.finish, 1) + follows, tired(frame.finish, 2)])
    names = ("run_days", "run_nights", "short_run", "short_break")
    days, nights, run, pause = (settings[name] for name in names)
    limits = [
        (
            one.limits.most_run or days["most"],
            nights["most"],
            one.limits.least_run or run["least"],
            one.limits.least_off or pause["least"],
        )
        for one in officers
    ]
    after = settings["days_off_after_nights"]
    return LinePrices(
        (frame.before != UNKNOWN).argmax(axis=1)
        + BEFORE * (frame.before == UNKNOWN).all(axis=1).astype(np.int64),
        frame.night_before,
        first,
        gaps,
        np.array(limits, np.int64).reshape(len(officers), len(names)),
        np.array([price(settings[name]) for name in names], np.int64),
        after["days"],
        price(after),
    )


def _sums(frame: Frame, settings: RuleSettings) -> SumPrices:
    problem = frame.problem
    n_days = len(problem.days)
    counts = np.arange(n_days + 1)
    limit = settings["weekends_over"]
    most = [n_days if (n := one.limits.most_weekends) is None else n for one in problem.officers]
    by_weeks = _beyond(counts, np.array(most, np.int64)[:, None]) * price(limit)
    by_shift: Ints = np.zeros((len(problem.officers), len(problem.shifts), n_days + 1), np.int64)
    for number, officer in enumerate(problem.officers):
        for code, times in officer.limits.most_of:
            beyond = _beyond(counts, times) * price(settings["shift_limits"])
            by_shift[number, frame.shift_at[code]] += beyond
    weekday = (problem.first_day.weekday() + np.arange(n_days)) % 7
    week = (problem.first_day.weekday() + np.arange(n_days)) // 7
    unit = max(1, int(np.gcd.reduce(frame.minutes))) if len(frame.minutes) else 1
    return SumPrices(
        frame.night,
        frame.weekend,
        frame.holiday,
        np.where((weekday == _SATURDAY) | (weekday == _SUNDAY), week, -1),
        frame.minutes // unit,
        _fair(frame, settings["fair_nights"], "nights", counts),
        _fair(frame, settings["fair_weekends"], "weekends", counts),
        _fair(frame, settings["fair_holidays"], "holidays", counts),
        by_weeks,
        _hours(frame, settings, unit),
        by_shift.max(axis=2, initial=0) > 0,
        by_shift,
    )


def _hours(frame: Frame, settings: RuleSettings, unit: int) -> Ints:
    """Return (o, n) what it costs to work n times ``unit`` minutes."""
    officers = frame.problem.officers
    longest = int(frame.minutes.max(initial=0)) * len(frame.problem.days)
    minutes = np.arange(0, longest + 1, unit)
    most = sums.most_minutes(frame, settings["hours_over"])[:, None]
    least = np.array([one.limits.least_minutes or 0 for one in officers], np.int64)[:, None]
    fair = settings["fair_hours"]
    fair_least, fair_most = (one[:, None] for one in fair_minutes(frame, fair))
    apart = np.maximum(_hours_beyond(minutes, fair_most), _hours_beyond(-minutes, -fair_least))
    cost: Ints = apart * price(fair)
    cost += _hours_beyond(minutes, most) * price(settings["hours_over"])
    cost += _hours_beyond(-minutes, -least) * price(settings["hours_under"])
    return cost


def _fair(frame: Frame, rule: RuleSetting, measure: Measure, counts: Ints) -> Ints:
    shares = shares_of(frame, measure)
    apart = np.maximum(
        _beyond(counts, shares.most[:, None]), _beyond(-counts, -shares.least[:, None])
    )
    cost: Ints = apart * (apart + 1) // 2 * price(rule)
    return cost


def _units(frame: Frame, settings: RuleSettings, units: Sequence[Unit]) -> UnitPrices:
    problem = frame.problem
    posts = [problem.posts[one.posts[0]] for one in units]
    asked = sorted({name for post in posts for name, _ in post.skills})
    kinds: list[tuple[str, Callable[[int], int]]] = [
        ("certified", lambda u: posts[u].enforcement * settings["certified"]["people"]),
        ("boat_licence", lambda u: _by_day(frame, posts[u].on_water, units[u], settings)),
        ("driver", lambda u: posts[u].vehicle * settings["driver"]["people"]),
        *((name, lambda u, name=name: dict(posts[u].skills).get(name, 0)) for name in asked),
    ]
    n_officers, n_units = len(problem.officers), len(units)
    able = [
        [one.certified, one.boat_licence, one.driver, *(name in one.skills for name in asked)]
        for one in problem.officers
    ]
    per = [price(settings[name if n < 3 else "skills"]) for n, (name, _) in enumerate(kinds)]
    wanted = [[of(u) * units[u].n_needed for _, of in kinds] for u in range(n_units)]
    need = np.array([one.need for one in units], np.int64)[:, None]
    counts = np.arange(n_officers + 1)
    under = np.array([one.under for one in posts], np.int64)[:, None]
    over = np.array([one.over for one in posts], np.int64)[:, None]
    by_count = _beyond(-counts, -need) * under * price(settings["cover"])
    by_count = by_count + _beyond(counts, need) * over * price(settings["overstaffed"])
    off, on = cell_prices(frame, settings, units, HARD)
    days = np.array([one.day for one in units], np.int64)
    return UnitPrices(
        np.searchsorted(days, np.arange(len(problem.days) + 1)),
        np.array([one.shift for one in units], np.int64),
        by_count.reshape(n_units, n_officers + 1),
        np.array(able, bool).reshape(n_officers, len(kinds)),
        np.array(wanted, np.int64).reshape(n_units, len(kinds)),
        np.tile(np.array(per, np.int64), (n_units, 1)),
        np.full(n_units, price(settings["auxiliaries_alone"]), np.int64),
        off,
        on,
    )


def _by_day(frame: Frame, on_water: bool, unit: Unit, settings: RuleSettings) -> int:
    by_day = on_water and not frame.night[unit.shift]
    return settings["boat_licence"]["people"] if by_day else 0


def _beyond(counts: Ints, most: Ints | int) -> Ints:
    beyond: Ints = np.maximum(0, counts - most)
    return beyond


def _hours_beyond(minutes: Ints, most: Ints) -> Ints:
    return -(-_beyond(minutes, most) // _HOUR)
