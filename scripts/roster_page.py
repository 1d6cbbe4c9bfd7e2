"""The page of rosters: written by hand, but for the table of its rules."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs/roster.md"
BEGIN = "<!-- rules: written by `make docs` from geo_patrol/roster/rules.toml and the messages -->"
END = "<!-- end of rules -->"


def roster_page() -> str:
    """Return the page with its table as the program has it."""
    found = PAGE.read_text(encoding="utf-8")
    between = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.S)
    if not between.search(found):
        raise SystemExit(f"{PAGE.name} has no place for the table of rules")
    return between.sub(lambda _: "\n".join([BEGIN, "", *rules_table(), "", END]), found)


def rules_table() -> list[str]:
    """Return a row for each rule, those of an officer's line first."""
    from geo_patrol.roster.rules import RULES
    from geo_patrol.roster.settings import builtin_rules
    from geo_patrol.roster.words import meaning, name_of

    settings = builtin_rules()
    families = {"officer": "人", "post": "岗"}
    rows = ["| | 规则 | 默认 | 分 | 意思 | meaning |", "| --- | --- | --- | --- | --- | --- |"]
    for name, rule in RULES.items():
        one = settings[name]
        cells = (
            families[rule.family],
            f"{name_of(name, 'zh')} `{name}`",
            one.kind,
            str(one.weight),
            meaning(one, "zh"),
            meaning(one, "en"),
        )
        rows.append("| " + " | ".join(cells) + " |")
    return rows
