"""Officers from the office's list."""

from pathlib import Path

import pytest

from geo_patrol.errors import InvalidInput
from geo_patrol.ledgers import LedgerRead, OfficerRow, officers_from, read_table

DATA = Path(__file__).resolve().parents[1] / "data" / "ledgers"


def read(text: str, squad: str | None = None) -> LedgerRead[OfficerRow]:
    return officers_from(read_table(text.encode(), "人员.csv"), squad=squad)


def problems(found: LedgerRead[OfficerRow]) -> list[tuple[str, str]]:
    for item in found.bad:
        assert item.text("zh") and item.text("en")
    return [(item.where, item.key.removeprefix("ledgers.")) for item in found.bad]


def test_an_offices_list_is_read() -> None:
    found = officers_from(read_table(DATA / "officers.xlsx"))
    assert found.bad == ()
    assert [(o.squad_code, o.badge_no, o.login, o.role, o.certified) for o in found.rows] == [
        ("reservoir", "SL-0001", "sl-0001", "leader", True),
        ("reservoir", "SL-0002", "sl-0002", "officer", True),
        ("park", "SL-0003", "sl-0003", "officer", True),
        ("park", "XF-0004", "xf-0004", "auxiliary", False),
        ("reservoir", "SL-0005", "sl-0005", "briefing", False),
    ]
    assert dict(found.columns)["badge_no"] == "执法证号"


def test_ids_come_from_squad_and_badge_number_alone() -> None:
    once = read("name,badge_no,squad,role\nA,7,park,officer\n").rows[0]
    renamed = read("name,badge_no,squad,role\nB,7,园区,leader\n").rows[0]
    elsewhere = read("name,badge_no,squad\nA,7,reservoir\n").rows[0]
    assert once.id == renamed.id
    assert once.id != elsewhere.id
    assert str(once.id) == "85f85e01-26db-5f96-a309-bac005db0021"


def test_every_problem_of_a_row_is_told_at_its_line() -> None:
    found = read(
        "姓名,警号,队伍,职务,是否持证\n"
        "甲,1,库区,队员,是\n"
        ",2,库区,队员,是\n"
        "丙,,库区,队员,是\n"
        "丁,4,水警,所长,待考\n"
        "戊,5,,队员,是\n"
        "己,=5+1,库区,队员,是\n"
        f"庚,{'9' * 65},库区,队员,是\n"
    )
    assert problems(found) == [
        ("3", "cell_empty"),
        ("4", "cell_empty"),
        ("5", "squad_unknown"),
        ("5", "role_unknown"),
        ("6", "squad_missing"),
        ("7", "formula"),
        ("8", "text_too_long"),
    ]
    assert (found.n_read, len(found.rows), found.n_bad) == (7, 1, 6)


def test_a_squad_may_be_given_for_all() -> None:
    found = read("姓名,警号\n甲,1\n", squad="park")
    assert [o.squad_code for o in found.rows] == ["park"]
    with pytest.raises(InvalidInput) as caught:
        read("姓名,警号\n甲,1\n")
    assert caught.value.key == "ledgers.columns_missing"
    assert "队伍" in caught.value.text("zh")


def test_badge_numbers_and_logins_are_taken_once() -> None:
    found = read("姓名,警号,队伍,登录名\n甲,1,库区,a\n乙,1,库区,b\n丙,1,园区,c\n丁,2,园区,a\n")
    assert [o.name for o in found.rows] == ["甲", "丙"]
    assert [(i.where, dict(i.params)["line"]) for i in found.bad] == [("3", 2), ("5", 2)]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("姓名,警号,队伍", "甲,1,库区", False),
        ("姓名,执法证号,队伍", "甲,1,库区", True),
        ("姓名,警号,队伍,执法证号", "甲,1,库区,浙D-1", True),
        ("姓名,警号,队伍,执法证号", "甲,1,库区,", False),
        ("姓名,警号,队伍,执法证号", "甲,1,库区,无", False),
        ("姓名,警号,队伍,是否持证,职务", "甲,1,库区,是,协辅人员", False),
    ],
)
def test_a_certificate_is_never_assumed(header: str, row: str, expected: bool) -> None:
    (officer,) = read(f"{header}\n{row}\n").rows
    assert officer.certified is expected


def test_a_word_that_is_neither_yes_nor_no_is_a_problem() -> None:
    assert problems(read("姓名,警号,队伍,是否持证\n甲,1,库区,待考\n")) == [("2", "not_yes_or_no")]


def test_a_list_without_rows_gives_none() -> None:
    found = read("姓名,警号,队伍\n")
    assert (found.rows, found.bad, found.n_read) == ((), (), 0)
