"""Rules as an office sets them: kind, weight and numbers."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.errors import InvalidInput
from geo_patrol.roster.settings import HEAVIEST, builtin_rules, read_rules, rules_of


def wrong(text: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as raised:
        read_rules(text.encode())
    assert raised.value.key == "roster.rules_bad"
    return [(one.where, one.key) for one in raised.value.findings]


def test_a_file_changes_what_it_says_and_nothing_else() -> None:
    own = read_rules(b'[fair_nights]\nkind = "hard"\n[rest]\nhours = 12\n')
    usual = builtin_rules()
    assert own["fair_nights"].kind == "hard" and usual["fair_nights"].kind == "soft"
    assert own["fair_nights"].weight == usual["fair_nights"].weight
    assert (own["rest"]["hours"], usual["rest"]["hours"]) == (12, 11)
    same = set(usual.rules) - {"fair_nights", "rest"}
    assert all(own[name] == usual[name] for name in same)


def test_without_a_file_the_programs_own_rules_hold() -> None:
    assert rules_of(None) is builtin_rules()
    assert read_rules(b"").rules == builtin_rules().rules


def test_the_programs_own_rules_would_be_accepted_as_a_file() -> None:
    usual = builtin_rules()
    given = {
        name: {"kind": rule.kind, "weight": rule.weight, **rule.numbers}
        for name, rule in usual.rules.items()
    }
    assert usual.changed(given).rules == usual.rules


def test_all_that_is_wrong_is_told_at_once() -> None:
    text = """
        [rest]
        kind = "harder"
        weight = -1
        hours = 25
        minutes = 5
        [siesta]
        [run_days]
        most = true
    """
    assert wrong(text) == [
        ("rest.kind", "roster.rules_kind"),
        ("rest.weight", "roster.rules_number"),
        ("rest.hours", "roster.rules_number"),
        ("rest.minutes", "roster.rules_unknown"),
        ("siesta", "roster.rules_unknown"),
        ("run_days.most", "roster.rules_number"),
    ]
    assert wrong("rest = 11") == [("rest", "roster.rules_unknown")]


@pytest.mark.parametrize("data", [b"[rest", b"\xff", b"a = " + b"[" * 5000, b"#" * 1_000_001])
def test_what_is_no_toml_is_told(data: bytes) -> None:
    with pytest.raises(InvalidInput) as raised:
        read_rules(data)
    assert raised.value.key == "roster.rules_no_toml"


def test_a_file_is_read_from_its_place_or_told_to_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text("[cover]\nweight = 7\n", encoding="utf-8")
    assert rules_of(path)["cover"].weight == 7
    with pytest.raises(InvalidInput) as raised:
        rules_of(tmp_path / "none.toml")
    assert raised.value.key == "roster.rules_unreadable"


@given(st.sampled_from(sorted(builtin_rules().rules)), st.integers(0, HEAVIEST))
def test_a_weight_is_what_each_unit_costs(name: str, weight: int) -> None:
    rule = builtin_rules().changed({name: {"weight": weight}})[name]
    assert rule.broken(3, factor=2).penalty == 6 * weight
