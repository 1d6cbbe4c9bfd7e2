"""The rules of rosters on the wire."""

from __future__ import annotations

from pydantic import BaseModel, Field

from geo_patrol.roster.rules import RULES, Family
from geo_patrol.roster.settings import RANGES, RuleSetting, RuleSettings, Strength
from geo_patrol.roster.words import meaning, meaning_pattern, name_of


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
    pattern_zh: str = Field(description="The sentence, with its numbers by name in braces.")
    pattern_en: str
    ranges: dict[str, tuple[int, int]] = Field(description="What each number may be, by name.")

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
            pattern_zh=meaning_pattern(name, "zh"),
            pattern_en=meaning_pattern(name, "en"),
            ranges={number: RANGES[number] for number in one.numbers},
        )


class RosterRules(BaseModel):
    """All rules."""

    items: list[RosterRuleOut]

    @classmethod
    def of(cls, settings: RuleSettings) -> RosterRules:
        """Return settings on the wire."""
        return cls(items=[RosterRuleOut.of(n, one.family, settings[n]) for n, one in RULES.items()])
