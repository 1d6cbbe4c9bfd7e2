"""The page about the law table says what the table says."""

from pathlib import Path

from geo_patrol.law import Range, builtin_table, read_rules

PAGE = (Path(__file__).parents[2] / "docs/law.md").read_text(encoding="utf-8")
ROWS = {line.split("`")[1]: line for line in PAGE.splitlines() if line.startswith("| `")}


def amounts(fine: Range | None) -> str:
    return "" if fine is None else f"{fine.min:,}–{fine.max:,}"


def test_every_entry_stands_on_the_page_with_article_dates_amounts_and_certainty() -> None:
    table = builtin_table()
    assert set(ROWS) == {entry.id for entry in (*table.rules, *table.duties, *table.periods)}
    for entry in (*table.rules, *table.duties, *table.periods):
        row = ROWS[entry.id]
        assert f"{entry.law.zh} {entry.article or '条号未查到'}" in row
        for day in (entry.valid_from, entry.valid_to):
            assert day is None or day.isoformat() in row
    for rule in table.rules:
        assert amounts(rule.fine) in ROWS[rule.id] and amounts(rule.serious) in ROWS[rule.id]
        if rule.kind != "pointer":
            assert ("**未核实**" in ROWS[rule.id]) is not rule.verified
            assert rule.why is None or rule.why.zh in ROWS[rule.id]
    for period in table.periods:
        assert f"| {period.length} " in ROWS[period.id]
        assert ("**未核实**" in ROWS[period.id]) is not period.verified


def test_the_example_of_a_correction_is_one() -> None:
    example = PAGE.split("```yaml\n")[1].split("```")[0]
    found = read_rules(example.encode(), "own.yaml")
    assert found.bad == ()
    assert [item.key for item in found.changes] == ["law.changed"]
    assert [one.id for one in found.table.superseded] == ["fl-2025"]
