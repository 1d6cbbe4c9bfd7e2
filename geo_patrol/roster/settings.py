"""How strict each rule is, what it weighs, and its numbers: the program's, or an office's own."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.roster.violations import Violation

Strength = Literal["hard", "soft", "off"]
"""A rule that must hold, one that costs where it does not, one that nobody looks at."""
STRENGTHS: tuple[Strength, ...] = get_args(Strength)

HEAVIEST = 100_000

RANGES: Mapping[str, tuple[int, int]] = {
    "hours": (0, 24),
    "most": (1, 30),
    "days": (0, 14),
    "least": (1, 14),
    "people": (1, 10),
    "per_workday_hours": (1, 24),
    "overtime_hours": (0, 300),
    "tolerance_hours": (0, 300),
}
"""The least and the most that each number of a rule may be, by its name."""
_LARGEST_FILE = 1_000_000


@dataclass(frozen=True)
class RuleSetting:
    """How one rule is applied.

    Attributes
    ----------
    weight
        What each unit of its amount costs. Of a hard rule: what giving it up weighs, when not all
        hard rules can hold.
    numbers
        The rule's own numbers, by name.
    """

    name: str
    kind: Strength
    weight: int
    numbers: Mapping[str, int]

    def __getitem__(self, number: str) -> int:
        return self.numbers[number]

    def broken(
        self,
        amount: int,
        *days: date,
        officer: str | None = None,
        post: str | None = None,
        factor: int = 1,
    ) -> Violation:
        """Return the violation of the rule by some amount, with its price.

        ``factor`` is what this case weighs against others of the same rule.
        """
        penalty = amount * factor * self.weight
        hard = self.kind == "hard"
        return Violation(self.name, hard, officer, post, days, amount, penalty)


@dataclass(frozen=True)
class RuleSettings:
    """The settings of all rules, by name."""

    rules: Mapping[str, RuleSetting]

    def __getitem__(self, name: str) -> RuleSetting:
        return self.rules[name]

    def changed(self, changes: Mapping[str, Mapping[str, object]]) -> "RuleSettings":
        """Return the settings with changes: rule → kind, weight or a number → value.

        >>> builtin_rules().changed({"fair_nights": {"kind": "hard"}})["fair_nights"].kind
        'hard'

        Raises
        ------
        InvalidInput
            With a finding for each thing that is wrong.
        """
        bad: list[Finding] = []
        rules = dict(self.rules)
        for name, values in changes.items():
            rule = rules.get(name)
            if rule is None or not isinstance(values, Mapping):
                bad.append(finding(name, "roster.rules_unknown"))
                continue
            for item, value in values.items():
                found = _with(rule, item, value)
                if isinstance(found, Finding):
                    bad.append(found)
                else:
                    rule = found
            rules[name] = rule
        if bad:
            raise InvalidInput("roster.rules_bad", findings=tuple(bad), n=len(bad))
        return RuleSettings(rules)

    def only(self, *names: str) -> "RuleSettings":
        """Return the settings with all other rules off."""
        return RuleSettings(
            {
                name: rule if name in names else replace(rule, kind="off")
                for name, rule in self.rules.items()
            }
        )


@cache
def builtin_rules() -> RuleSettings:
    """Return the settings that come with the package."""
    document = tomllib.loads((files(__package__) / "rules.toml").read_text(encoding="utf-8"))
    return RuleSettings(
        {
            name: RuleSetting(name, values.pop("kind"), values.pop("weight"), values)
            for name, values in document.items()
        }
    )


@cache
def rules_of(path: Path | None) -> RuleSettings:
    """Return an office's settings from its file, read once; the program's own without one.

    Raises
    ------
    InvalidInput
        When the file can't be read, or with a finding for each thing wrong in it.
    """
    if path is None:
        return builtin_rules()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InvalidInput("roster.rules_unreadable", path=str(path)) from error
    return read_rules(data)


def read_rules(data: bytes) -> RuleSettings:
    """Return settings from TOML that says only what is other than the program's own.

    Raises
    ------
    InvalidInput
        With a finding for each thing that is wrong; a file with any is not used.
    """
    try:
        if len(data) > _LARGEST_FILE:
            raise ValueError("too large")
        document = tomllib.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise InvalidInput("roster.rules_no_toml", reason=str(error)[:200]) from error
    return builtin_rules().changed(document)


def _with(rule: RuleSetting, item: str, value: object) -> RuleSetting | Finding:
    where = f"{rule.name}.{item}"
    if item == "kind":
        for kind in STRENGTHS:
            if value == kind:
                return replace(rule, kind=kind)
        return finding(where, "roster.rules_kind", kinds=", ".join(STRENGTHS))
    if item == "weight":
        least, most = 0, HEAVIEST
    elif item in rule.numbers:
        least, most = RANGES[item]
    else:
        return finding(where, "roster.rules_unknown")
    # True is an int to Python: here it is not one.
    if type(value) is not int or not least <= value <= most:
        return finding(where, "roster.rules_number", least=least, most=most)
    changed: dict[str, Any] = {"weight": value}
    if item != "weight":
        changed = {"numbers": {**rule.numbers, item: value}}
    return replace(rule, **changed)
