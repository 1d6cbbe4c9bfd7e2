"""An office's own table: what it corrects and extends, and what is wrong with one."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from geo_patrol.errors import GeoPatrolError, InvalidInput, TooLarge
from geo_patrol.law import TableRead, applicable, builtin_table, read_rules

ZONE = ZoneInfo("Asia/Shanghai")

ENTRY = """
  - id: {id}
    series: {series}
    levels: [first]
    acts: [{act}]
    law: {{zh: 某条例, en: Some regulation}}
    article: 12
    verified: true
    source: 本局核对
    fine: {{min: 0, max: {most}}}
    gear: none
"""


def entry(
    id: str = "own-1", series: str = "own", act: str = "washing", most: int = 500, **more: str
) -> str:
    lines = "".join(f"    {field}: {value}\n" for field, value in more.items())
    return ENTRY.format(id=id, series=series, act=act, most=most).lstrip("\n") + lines


def read(*entries: str, section: str = "rules") -> TableRead:
    found = read_rules(f"{section}:\n{''.join(entries)}".encode(), "own.yaml")
    for item in (*found.bad, *found.changes):
        assert item.text("zh") and item.text("en")
    return found


def keys(found: TableRead) -> list[tuple[str, str]]:
    return [(item.where, item.key) for item in found.bad]


def texts_on(found: TableRead, act: str, day: date) -> list[int | None]:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=ZONE)
    answers = applicable(found.table, "first", act, at, today=day, tz=ZONE).answers
    return [one.then.fine.max if one.then.fine else None for one in answers]


def test_a_new_id_extends_the_table_and_leaves_the_packages_own_alone(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("\ufeffrules:\n" + entry(), encoding="utf-8")
    found = read_rules(path)
    assert keys(found) == []
    assert [(item.where, item.key) for item in found.changes] == [("2 own-1", "law.added")]
    assert texts_on(found, "washing", date(2026, 9, 1)) == [500]
    assert found.table.rules[-1].article == "12"
    assert "own-1" not in {rule.id for rule in builtin_table().rules}


def test_a_correction_counts_from_its_day_and_what_it_corrects_stays_before() -> None:
    own = entry("eec-1145-individual", "water-individual", "angling, swimming, tourism", 400)
    found = read(own + "    valid_from: 2026-10-01\n")
    assert keys(found) == []
    assert [item.key for item in found.changes] == ["law.changed"]
    assert texts_on(found, "angling", date(2026, 9, 30)) == [500]
    assert texts_on(found, "angling", date(2026, 10, 1)) == [400]
    assert found.table.superseded == ()


def test_a_correction_for_a_time_leaves_the_old_text_before_and_after() -> None:
    own = entry("eec-1145-individual", "water-individual", "angling, swimming, tourism", 400)
    found = read(own + "    valid_from: 2026-10-01\n    valid_to: 2026-10-31\n")
    assert keys(found) == []
    days = (date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1))
    assert [texts_on(found, "angling", day) for day in days] == [[500], [400], [400], [500]]


def test_a_text_that_is_wholly_covered_decides_nothing_and_is_kept_to_be_seen() -> None:
    own = entry("wpl-91-individual", "water-individual", "angling, swimming, tourism", 450)
    found = read(own + "    valid_to: 2026-08-14\n")
    assert keys(found) == []
    assert texts_on(found, "angling", date(2026, 8, 14)) == [450]
    assert [one.id for one in found.table.superseded] == ["wpl-91-individual"]
    again = read_rules(("rules:\n" + own).encode(), "own.yaml", base=found.table)
    assert len(again.table.superseded) >= 1


def test_a_hole_between_two_texts_is_told_with_its_days() -> None:
    found = read(entry(valid_to="2026-01-31"), entry("own-2", valid_from="2026-02-03"))
    (hole,) = found.bad
    assert (hole.where, hole.key) == ("13 own-2", "law.hole")
    assert dict(hole.params) == {"other": "own-1", "first": "2026-02-01", "last": "2026-02-02"}
    assert "2026-02-01 至 2026-02-02" in hole.text("zh")


def test_texts_that_follow_on_the_next_day_have_no_hole() -> None:
    found = read(entry(valid_to="2026-01-31"), entry("own-2", valid_from="2026-02-01"))
    assert keys(found) == []


def test_two_texts_on_one_day_are_an_overlap() -> None:
    found = read(entry(valid_to="2026-02-01"), entry("own-2", valid_from="2026-02-01"))
    assert keys(found) == [("13 own-2", "law.overlap")]
    found = read(entry(), entry("own-2"))
    assert keys(found) == [("12 own-2", "law.overlap_from_ever")]


def test_a_hole_inside_a_longer_text_is_none() -> None:
    found = read(
        entry(valid_to="2026-12-31"),
        entry("own-2", valid_from="2026-02-01", valid_to="2026-02-02"),
        entry("own-3", valid_from="2026-06-01", valid_to="2026-06-02"),
    )
    assert [key for _, key in keys(found)] == ["law.overlap", "law.overlap"]


def test_a_shortened_text_that_leaves_a_hole_is_found_in_the_merged_table() -> None:
    own = entry("wpl-91-individual", "water-individual", "angling, swimming, tourism", 450)
    found = read(own + "    valid_from: 2027-01-01\n")
    assert [key for _, key in keys(found)] == ["law.overlap"]


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ("    valid_from: 2026-02-30\n", "law.field_date"),
        ("    valid_from: 2026-02-01\n    valid_to: 2026-01-31\n", "law.dates_reversed"),
        ("    colour: red\n", "law.field_unknown"),
        ("    serious: {min: 9, max: 3}\n", "law.range_reversed"),
        ("    serious: {min: many, max: 3}\n", "law.field_wrong"),
        ("    kind: rumour\n", "law.field_choice"),
        ("    kind: pointer\n", "law.no_penalty"),
        ("    why: {zh: 存疑, en: doubtful}\n", "law.not_verified"),
    ],
)
def test_a_bad_entry_is_told_by_line_and_id_and_left_out(more: str, key: str) -> None:
    found = read(entry() + more)
    assert keys(found) == [("2 own-1", key)]
    assert len(found.table.rules) == len(builtin_table().rules)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("    source: 本局核对\n", "", "law.field_missing"),
        ("verified: true", "verified: false", "law.why_missing"),
        ("verified: true", "verified: yes", "law.field_wrong"),
        ("    article: 12\n", "", "law.not_verified"),
        ("acts: [washing]", 'acts: ["*"]', "law.any_act"),
        ("acts: [washing]", "acts: [flying]", "law.rule_of_unknown_act"),
        ("levels: [first]", "levels: [third]", "law.field_choice"),
        ("id: own-1", "id: 一号", "law.field_wrong"),
    ],
)
def test_what_is_missing_or_unknown_in_an_entry_is_told(old: str, new: str, key: str) -> None:
    assert old in entry()
    assert [found for _, found in keys(read(entry().replace(old, new)))] == [key]


def test_an_id_that_stands_twice_and_an_unknown_section_are_told() -> None:
    assert ("12 own-1", "law.id_twice") in keys(read(entry(), entry()))
    assert keys(read("  - id: x\n", section="lows")) == [("2", "law.section_unknown")]


def test_acts_of_an_office_need_categories_that_there_are() -> None:
    act = "  - {id: drone, zh: 放无人机, en: Flying a drone, categories: [CATEGORY]}\n"
    assert keys(read(act.replace("CATEGORY", "noise"), section="acts")) == []
    assert [key for _, key in keys(read(act.replace("CATEGORY", "drones"), section="acts"))] == [
        "law.act_of_unknown_category"
    ]


def test_periods_and_duties_are_corrected_by_the_same_way() -> None:
    own = """periods:
  - id: apl-60-case
    period: case
    length: 120
    unit: calendar_days
    law: {zh: 行政处罚法, en: Administrative Penalty Law}
    article: "60"
    valid_from: 2027-01-01
    verified: true
    source: 本局核对
    text: {zh: 一百二十日, en: 120 days}
"""
    found = read_rules(own.encode(), "own.yaml")
    assert found.bad == ()
    lengths = [found.table.period("case", date(y, m, d)).length for y, m, d in _BORDER]
    assert lengths == [90, 120]
    with pytest.raises(InvalidInput):
        read_rules(b"", "own.yaml", base=_EMPTY).table.period("case", date(2026, 1, 1))


_BORDER = [(2026, 12, 31), (2027, 1, 1)]
_EMPTY = type(builtin_table())({}, (), (), ())


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"\xd6\xd0\xce\xc4", "law.not_utf8"),
        (b"rules: [", "law.not_yaml"),
        (b"- a\n", "law.not_yaml"),
        (b"rules:\n  - text\n", "law.not_yaml"),
        (b"rules: 3\n", "law.not_a_list"),
        (b"rules:\nrules:\n", "law.key_twice"),
        (b"rules:\n  - {id: a, id: b}\n", "law.key_twice"),
        (b"a: &a [x]\nb: *a\n", "law.anchor"),
        (b"rules:\n  - {id: !!python/name:os.system ''}\n", "law.not_yaml"),
        (b"rules:\n  - {id: !Own x}\n", "law.not_yaml"),
        (b"rules:\n  - {id: " + b"[" * 3000 + b"]" * 3000 + b"}\n", "law.not_yaml"),
    ],
)
def test_what_is_no_such_file_is_refused_in_words(data: bytes, key: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_rules(data, "own.yaml")
    assert refused.value.key == key
    assert refused.value.text("zh") and refused.value.text("en")


def test_a_file_that_is_missing_or_huge_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as missing:
        read_rules(tmp_path / "no.yaml")
    assert missing.value.key == "law.file_unreadable"
    with pytest.raises(TooLarge) as huge:
        read_rules(b"#" * (1024**2 + 1), "own.yaml")
    assert isinstance(huge.value, GeoPatrolError) and huge.value.text("zh")


def test_an_empty_file_changes_nothing() -> None:
    assert read_rules(b"# nothing yet\n", "own.yaml").table == builtin_table()
