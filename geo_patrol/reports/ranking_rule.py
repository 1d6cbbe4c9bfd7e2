"""The rule that places are ranked by: the program's own, or an office's from its file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

from geo_patrol.errors import Finding, InvalidInput, finding

Measure = Literal["compliance", "timeliness", "closure"]
"""Share of the required visits that were made; of the cases whose limit is known to be kept or
not, those that kept it; of all cases, those that are closed."""
MEASURES: tuple[Measure, ...] = get_args(Measure)

MOST = 1_000_000
_LARGEST_FILE = 100_000


@dataclass(frozen=True)
class RankingRule:
    """How places are ranked.

    Attributes
    ----------
    weights
        Percent of the score by measure, together 100; 0 is shown and not counted.
    least
        From how many visits or cases on a place's share counts.
    places_percent
        A measure is used in a list when at least so many percent of its places have enough.
    """

    weights: Mapping[Measure, int]
    least: Mapping[Measure, int]
    places_percent: int


@cache
def builtin_rule() -> RankingRule:
    """Return the rule that comes with the package."""
    return read_rule((files(__package__) / "ranking_rule.toml").read_bytes())


@cache
def rule_of(path: Path | None) -> RankingRule:
    """Return an office's rule from its file, read once; the program's own without one.

    Raises
    ------
    InvalidInput
        When the file can't be read, or with a finding for each thing wrong in it.
    """
    if path is None:
        return builtin_rule()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InvalidInput("ranking.rule_unreadable", path=str(path)) from error
    return read_rule(data)


def read_rule(data: bytes) -> RankingRule:
    """Return a rule from TOML.

    Raises
    ------
    InvalidInput
        With a finding for each thing that is wrong; a rule with any is not used.
    """
    try:
        if len(data) > _LARGEST_FILE:
            raise ValueError("too large")
        document = tomllib.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise InvalidInput("ranking.rule_no_toml", reason=str(error)[:200]) from error
    read = _Reading()
    rule = read.rule(document)
    if read.bad:
        raise InvalidInput("ranking.rule_bad", findings=tuple(read.bad), n=len(read.bad))
    return rule


@dataclass
class _Reading:
    bad: list[Finding] = field(default_factory=list)

    def rule(self, document: Mapping[str, Any]) -> RankingRule:
        for name in document.keys() - {"weights", "least", "list"}:
            self._wrong(name, "ranking.rule_unknown")
        weights = self._numbers(document, "weights", MEASURES, 0, 100)
        least = self._numbers(document, "least", MEASURES, 1, MOST)
        share = self._numbers(document, "list", ("places_percent",), 1, 100)
        if len(weights) == len(MEASURES) and sum(weights.values()) != 100:
            self._wrong("weights", "ranking.rule_sum", n=sum(weights.values()))
        return RankingRule(
            {name: weights.get(name, 0) for name in MEASURES},
            {name: least.get(name, 1) for name in MEASURES},
            share.get("places_percent", 1),
        )

    def _numbers(
        self, document: Mapping[str, Any], table: str, names: tuple[str, ...], low: int, high: int
    ) -> dict[str, int]:
        given = document.get(table)
        if not isinstance(given, dict):
            self._wrong(table, "ranking.rule_missing")
            return {}
        for name in given.keys() - set(names):
            self._wrong(f"{table}.{name}", "ranking.rule_unknown")
        found: dict[str, int] = {}
        for name in names:
            value = given.get(name)
            # True is a number to Python: here it is none.
            if type(value) is int and low <= value <= high:
                found[name] = value
            else:
                self._wrong(f"{table}.{name}", "ranking.rule_number", low=low, high=high)
        return found

    def _wrong(self, where: str, key: str, **params: Any) -> None:
        self.bad.append(finding(where, key, **params))
