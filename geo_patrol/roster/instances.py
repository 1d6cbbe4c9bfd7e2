"""Public instances of shift scheduling, in the text format of Curtois and Qu (2014).

Sections of lines with commas between: horizon, shifts, staff, days off, requests, cover. All that
concerns people is hard there; requests and cover cost their weights.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from geo_patrol.errors import InvalidInput
from geo_patrol.roster.people import Limits, RosterOfficer
from geo_patrol.roster.problem import Leave, Need, Post, Problem, Request, ShiftType
from geo_patrol.roster.settings import RuleSettings, builtin_rules

_MONDAY = date(2024, 1, 1)
"""Instances have no dates, but begin on a Monday."""
_LARGEST_FILE = 10_000_000
_SQUAD = "staff"
_HARD = (
    "leave",
    "succession",
    "run_days",
    "shift_limits",
    "hours_over",
    "hours_under",
    "weekends_over",
    "short_run",
    "short_break",
)
_SOFT = ("requests", "cover", "overstaffed")


@dataclass(frozen=True)
class Instance:
    """A problem with the rules that it is judged by."""

    problem: Problem
    settings: RuleSettings


def read_instance(path: Path) -> Instance:
    """Return an instance from its file.

    Raises
    ------
    InvalidInput
        When the file cannot be read, naming the line where there is one.
    """
    try:
        data = path.read_bytes()
        if len(data) > _LARGEST_FILE:
            raise ValueError("too large")
        words = data.decode()
    except (OSError, ValueError) as error:
        raise InvalidInput("roster.instance_unreadable", path=str(path)) from error
    read = _Sections(words)
    try:
        ((days,),) = read("HORIZON")
        n_days = int(days)
        shifts = [_shift(*row) for row in read("SHIFTS")]
        officers = [_officer(*row) for row in read("STAFF")]
        leave = [
            Leave(who, _day(one), _day(one))
            for who, *numbers in read("DAYS_OFF")
            for one in numbers
        ]
        wishes = [
            Request(who, _day(day), on == "ON", shift, int(weight))
            for on in ("ON", "OFF")
            for who, day, shift, weight in read(f"SHIFT_{on}_REQUESTS")
        ]
        needs: dict[tuple[str, int, int], list[tuple[date, int]]] = {}
        for day, shift, people, under, over in read("COVER"):
            key = (shift, int(under), int(over))
            needs.setdefault(key, []).append((_day(day), int(people)))
    except (ValueError, TypeError, OverflowError) as error:
        raise InvalidInput("roster.instance_bad", path=str(path), line=read.line) from error
    if len({shift for shift, _, _ in needs}) < len(needs):
        raise InvalidInput("roster.instance_weights", path=str(path))
    posts = tuple(
        Post(
            shift,
            _SQUAD,
            _SQUAD,
            shift,
            Need.always(0),
            need_on=tuple(on_days),
            enforcement=False,
            under=under,
            over=over,
        )
        for (shift, under, over), on_days in needs.items()
    )
    problem = Problem(
        _MONDAY,
        n_days,
        tuple(shifts),
        tuple(officers),
        posts,
        leave=tuple(leave),
        requests=tuple(wishes),
    )
    return Instance(problem, rules_of_instances())


def rules_of_instances() -> RuleSettings:
    """Return the rules of such instances: what is not theirs is off."""
    changes: dict[str, Mapping[str, object]] = {
        **{name: {"kind": "hard", "weight": 1000} for name in _HARD},
        **{name: {"kind": "soft", "weight": 1} for name in _SOFT},
    }
    return builtin_rules().changed(changes).only("one_shift_a_day", *_HARD, *_SOFT)


class _Sections:
    """The rows of a file by section; ``line`` is that of the row read last."""

    def __init__(self, words: str) -> None:
        self.line = 0
        self._rows: dict[str, list[tuple[int, list[str]]]] = {}
        rows: list[tuple[int, list[str]]] = []
        for number, line in enumerate(words.splitlines(), start=1):
            if line.startswith("SECTION_"):
                rows = self._rows.setdefault(line.strip().removeprefix("SECTION_"), [])
            elif line.strip() and not line.startswith("#"):
                rows.append((number, [one.strip() for one in line.split(",")]))

    def __call__(self, section: str) -> Iterator[list[str]]:
        for number, row in self._rows.get(section, ()):
            self.line = number
            yield row


def _shift(code: str, minutes: str, not_next: str = "") -> ShiftType:
    # No times of day: all that is said of them is what may not follow.
    forbidden = frozenset(one for one in not_next.split("|") if one)
    return ShiftType(code, "early", 0, int(minutes), forbidden_next=forbidden)


def _officer(
    id: str,
    shifts: str,
    most_minutes: str,
    least_minutes: str,
    most_run: str,
    least_run: str,
    least_off: str,
    most_weekends: str,
) -> RosterOfficer:
    most_of = tuple(
        (code, int(most)) for code, most in (one.split("=") for one in shifts.split("|") if one)
    )
    limits = Limits(
        int(most_minutes),
        int(least_minutes),
        int(most_run),
        int(least_run),
        int(least_off),
        int(most_weekends),
        most_of,
    )
    return RosterOfficer(id, _SQUAD, limits=limits)


def _day(number: str) -> date:
    return _MONDAY + timedelta(days=int(number))
