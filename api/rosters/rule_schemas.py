"""The rules of rosters on the wire."""

from __future__ import annotations

from pydantic import BaseModel

from geo_patrol.roster.rules import RULES, Family
from geo_patrol.roster.settings import RuleSetting, RuleSettings, Strength
from geo_patrol.roster.words import meaning, name_of


class RosterRuleOut(BaseModel):
    """A rule as the office, or a squad, has it."""

    rule: str
    family: Family
    name_zh: str
    name_en: str
    kind: Strength
    weight: int
    numbers: dict[str, int]
    means_zh: str
    means_en: str

    @classmethod
    def of(cls, name: str, family: Family, one: RuleSetting) -> RosterRuleOut:
        """Return it on the wire."""
        return cls(
            rule=name,
            family=family,
            name_zh=name_of(name, "zh"),
            name_en=name_of(name, "en"),
            kind=one.kind,
            weight=one.weight,
            numbers=dict(one.numbers),
            means_zh=meaning(one, "zh"),
            means_en=meaning(one, "en"),
        )


class RosterRules(BaseModel):
    """All rules."""

    items: list[RosterRuleOut]

    @classmethod
    def of(cls, settings: RuleSettings) -> RosterRules:
        """Return settings on the wire."""
        return cls(items=[RosterRuleOut.of(n, one.family, settings[n]) for n, one in RULES.items()])
