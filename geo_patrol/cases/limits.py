"""How long each stage of a case may take, by category: the program's table, or an office's own."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

from geo_patrol.errors import Finding, InvalidInput, finding

LimitOf = Literal["accept", "dispatch", "handle", "verify", "close", "total"]
"""What may take so long: to accept a report, to give it out, to solve it, to look whether it was
solved, to close it; and all of that together."""
LIMITS: tuple[LimitOf, ...] = get_args(LimitOf)

LimitUnit = Literal["hours", "working_minutes", "working_hours", "working_days"]
UNITS: tuple[LimitUnit, ...] = get_args(LimitUnit)

ANY = "*"
MOST = 10_000
"""Longer limits are a slip of the pen."""

_LENGTH = re.compile(r"(\d{1,6}) (\w+)")
_HOURS = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
_LARGEST_FILE = 1_000_000


@dataclass(frozen=True)
class Limit:
    """How long something may take."""

    length: int
    unit: LimitUnit

    @property
    def working(self) -> timedelta:
        """The length of one in working minutes or hours."""
        minutes = self.unit == "working_minutes"
        return timedelta(minutes=self.length) if minutes else timedelta(hours=self.length)


Limits = Mapping[LimitOf, Limit]


@dataclass(frozen=True)
class LimitRule:
    """The limits of some categories, for what is reported from a local day on."""

    categories: tuple[str, ...]
    since: date | None
    limits: Limits


@dataclass(frozen=True)
class LimitTable:
    """All limits, and the office hours they are counted in."""

    hours: tuple[tuple[time, time], ...]
    rules: tuple[LimitRule, ...] = ()

    def of(self, category: str, day: date) -> Limits:
        """Return the limits of a category for what is reported on a local day; empty without any.

        What names the category goes before what is for all others; of several, the one that
        began last.
        """
        for name in (category, ANY):
            found = [
                one
                for one in self.rules
                if name in one.categories and (one.since is None or one.since <= day)
            ]
            if found:
                return max(found, key=lambda one: one.since or date.min).limits
        return {}


@cache
def builtin_limits() -> LimitTable:
    """Return the table that comes with the package."""
    return read_limits((files(__package__) / "limits.toml").read_bytes())


@cache
def limits_of(path: Path | None) -> LimitTable:
    """Return an office's table from its file, read once; the program's own without one.

    Raises
    ------
    InvalidInput
        When the file can't be read, or with a finding for each thing wrong in it.
    """
    if path is None:
        return builtin_limits()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InvalidInput("cases.limits_unreadable", path=str(path)) from error
    return read_limits(data)


def read_limits(data: bytes) -> LimitTable:
    """Return a table of limits from TOML.

    Raises
    ------
    InvalidInput
        With a finding for each thing that is wrong; a table with any is not used.
    """
    try:
        if len(data) > _LARGEST_FILE:
            raise ValueError("too large")
        document = tomllib.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise InvalidInput("cases.limits_no_toml", reason=str(error)[:200]) from error
    read = _Reading()
    table = read.table(document)
    if read.bad:
        raise InvalidInput("cases.limits_bad", findings=tuple(read.bad), n=len(read.bad))
    return table


@dataclass
class _Reading:
    bad: list[Finding] = field(default_factory=list)

    def table(self, document: Mapping[str, Any]) -> LimitTable:
        self._known(document, ("office_hours", "limits"), "")
        hours = tuple(self._hours(document.get("office_hours")))
        given = document.get("limits")
        if not isinstance(given, list) or not given:
            self._wrong("limits", "cases.limits_none")
            given = []
        rules = tuple(self._rule(one, f"limits[{n}]") for n, one in enumerate(given))
        self._once(rules)
        return LimitTable(hours, rules)

    def _hours(self, given: object) -> Iterator[tuple[time, time]]:
        last = time.min
        spells = given if isinstance(given, list) and given else [None]
        for number, one in enumerate(spells):
            found = _HOURS.fullmatch(one) if isinstance(one, str) else None
            try:
                spell = None if found is None else _spell(*map(int, found.groups()))
            except ValueError:
                spell = None
            if spell is None or not last <= spell[0] < spell[1]:
                self._wrong(f"office_hours[{number}]", "cases.limits_hours")
                continue
            last = spell[1]
            yield spell

    def _rule(self, given: object, where: str) -> LimitRule:
        if not isinstance(given, dict):
            self._wrong(where, "cases.limits_no_rule")
            return LimitRule((), None, {})
        self._known(given, ("categories", "from", *LIMITS), f"{where}.")
        names = given.get("categories")
        if not (isinstance(names, list) and names and all(isinstance(one, str) for one in names)):
            self._wrong(f"{where}.categories", "cases.limits_categories")
            names = []
        since = given.get("from")
        # A moment is a date to Python: here it is not one.
        if since is not None and type(since) is not date:
            self._wrong(f"{where}.from", "cases.limits_date")
            since = None
        limits = {name: self._limit(given[name], f"{where}.{name}") for name in _in(given)}
        return LimitRule(
            tuple(names), since, {name: one for name, one in limits.items() if one is not None}
        )

    def _limit(self, given: object, where: str) -> Limit | None:
        found = _LENGTH.fullmatch(given) if isinstance(given, str) else None
        for unit in UNITS:
            if found is not None and found[2] == unit and 0 < int(found[1]) <= MOST:
                return Limit(int(found[1]), unit)
        self._wrong(where, "cases.limits_length", units=", ".join(UNITS), most=MOST)
        return None

    def _once(self, rules: Iterable[LimitRule]) -> None:
        seen: set[tuple[str, date | None]] = set()
        for number, rule in enumerate(rules):
            for name in rule.categories:
                if (name, rule.since) in seen:
                    self._wrong(f"limits[{number}]", "cases.limits_twice", category=name)
                seen.add((name, rule.since))

    def _known(self, given: Mapping[str, Any], names: Iterable[str], where: str) -> None:
        for name in given.keys() - set(names):
            self._wrong(f"{where}{name}", "cases.limits_unknown")

    def _wrong(self, where: str, key: str, **params: Any) -> None:
        self.bad.append(finding(where, key, **params))


def _in(given: Mapping[str, Any]) -> list[LimitOf]:
    return [name for name in LIMITS if name in given]


def _spell(from_hour: int, from_minute: int, to_hour: int, to_minute: int) -> tuple[time, time]:
    return time(from_hour, from_minute), time(to_hour, to_minute)
