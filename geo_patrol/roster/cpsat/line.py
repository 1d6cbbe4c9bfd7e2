"""Builders of the rules about one officer's days in a row; each mirrors its namesake there.

Days are counted as in `Sheet.works`: those before the roster come first.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

from geo_patrol.roster.cpsat.draft import Draft, Lit, inverse
from geo_patrol.roster.frame import BEFORE
from geo_patrol.roster.problem import DAY_MINUTES
from geo_patrol.roster.settings import RuleSetting

_HOUR = 60
_FARTHEST = 2
"""Days from one shift to the next that may still leave less rest than a day."""


def rest(draft: Draft, rule: RuleSetting) -> None:
    """Two shifts that follow each other too soon: days between them are off."""
    frame, wanted = draft.frame, rule["hours"] * _HOUR
    n_shifts, n_days = len(frame.problem.shifts), len(frame.problem.days)
    finish, start = frame.finish.tolist(), frame.start.tolist()
    for officer in range(len(frame.problem.officers)):
        for apart in range(1, _FARTHEST + 1):
            for first in range(n_shifts):
                missing = _hours(finish[first] + wanted - apart * DAY_MINUTES, start)
                for day in range(n_days - apart):
                    between = _off(draft, officer, BEFORE + day + 1, BEFORE + day + apart)
                    before = draft.shift(officer, BEFORE + day, first)
                    _after(draft, rule, officer, BEFORE + day + apart, [before, *between], missing)
        ended = int(frame.last_end[officer])
        for day in range(n_days):
            missing = _hours(ended + wanted - day * DAY_MINUTES, start)
            if not missing:
                break
            between = _off(draft, officer, BEFORE, BEFORE + day)
            _after(draft, rule, officer, BEFORE + day, between, missing)


def succession(draft: Draft, rule: RuleSetting) -> None:
    """Count shifts on the day after one that forbids them."""
    shifts = draft.frame.problem.shifts
    _next_days(draft, rule, [[b.code in a.forbidden_next for b in shifts] for a in shifts])


def forward_rotation(draft: Draft, rule: RuleSetting) -> None:
    """Count shifts on the day after a later one."""
    rank = draft.frame.rank.tolist()
    _next_days(draft, rule, [[before > after for after in rank] for before in rank])


def run_days(draft: Draft, rule: RuleSetting) -> None:
    """Count days after as many in a row as are allowed."""
    limits = [one.limits.most_run or rule["most"] for one in draft.frame.problem.officers]
    _too_long(draft, rule, draft.works, limits)


def run_nights(draft: Draft, rule: RuleSetting) -> None:
    """Count nights after as many in a row as are allowed."""
    limits = [rule["most"]] * len(draft.frame.problem.officers)
    _too_long(draft, rule, draft.night, limits)


def days_off_after_nights(draft: Draft, rule: RuleSetting) -> None:
    """Work that is no night too soon after the last night of a run."""
    for officer, at in _days(draft):
        for gone in range(rule["days"]):
            stop = at - gone
            if stop < 1:
                continue
            # On the day after the run there is no night; with strict rules no work either.
            between = [inverse(draft.night(officer, stop))]
            if not draft.strict(rule):
                between += _off(draft, officer, stop, at)
            draft.never(
                rule,
                [draft.night(officer, stop - 1), *between, draft.works(officer, at)],
                rule["days"] - gone,
            )


def short_run(draft: Draft, rule: RuleSetting) -> None:
    """Fewer days on than are wanted, between two days off."""
    limits = [one.limits.least_run or rule["least"] for one in draft.frame.problem.officers]
    _too_short(draft, rule, draft.works, draft.off, limits)


def short_break(draft: Draft, rule: RuleSetting) -> None:
    """Fewer days off than are wanted, between two days on."""
    limits = [one.limits.least_off or rule["least"] for one in draft.frame.problem.officers]
    _too_short(draft, rule, draft.off, draft.works, limits)


_Look = Callable[[int, int], Lit]


def _days(draft: Draft) -> Iterator[tuple[int, int]]:
    for officer in range(len(draft.frame.problem.officers)):
        for day in range(len(draft.frame.problem.days)):
            yield officer, BEFORE + day


def _off(draft: Draft, officer: int, begin: int, stop: int) -> list[Lit]:
    return [inverse(draft.works(officer, at)) for at in range(begin, stop)]


def _hours(minutes: int, starts: list[int]) -> dict[int, list[int]]:
    """Return the shifts that begin too early, by the hours that are missing."""
    found: dict[int, list[int]] = defaultdict(list)
    for shift, start in enumerate(starts):
        if minutes > start:
            found[-(-(minutes - start) // _HOUR)].append(shift)
    return found


def _after(
    draft: Draft,
    rule: RuleSetting,
    officer: int,
    at: int,
    before: list[Lit],
    missing: dict[int, list[int]],
) -> None:
    """Let any of some shifts on a day cost the hours that it lacks after ``before``."""
    for hours, shifts in missing.items():
        draft.never(rule, [*before, draft.one_of(officer, at, frozenset(shifts))], hours)


def _next_days(draft: Draft, rule: RuleSetting, banned: list[list[bool]]) -> None:
    for officer, at in _days(draft):
        for first, row in enumerate(banned):
            later = frozenset(shift for shift, is_banned in enumerate(row) if is_banned)
            if later:
                before = draft.shift(officer, at - 1, first)
                draft.never(rule, [before, draft.one_of(officer, at, later)])


def _too_long(draft: Draft, rule: RuleSetting, look: _Look, limits: list[int]) -> None:
    for officer, at in _days(draft):
        begin = at - limits[officer]
        draft.never(rule, [look(officer, day) for day in range(begin, at + 1)])


def _too_short(
    draft: Draft, rule: RuleSetting, look: _Look, edge: _Look, limits: list[int]
) -> None:
    for officer, stop in _days(draft):
        for length in range(1, limits[officer]):
            begin = stop - length
            run = [look(officer, at) for at in range(begin, stop)]
            ends = [edge(officer, begin - 1), edge(officer, stop)]
            draft.never(rule, [*ends, *run], limits[officer] - length)
