"""The catalogue as a list in a spreadsheet, there and back."""

from dataclasses import replace

import pytest

from geo_patrol.incidents.catalogue import Catalogue, built_in
from geo_patrol.incidents.terms import Term
from geo_patrol.ledgers import LedgerRead, read_table
from geo_patrol.ledgers.catalogue_list import as_csv, as_workbook, terms_from
from geo_patrol.messages import LANGUAGES, Language

HOSTILE = Term("gear", "odd", "=1+1", "'-<b>&\"")
OWN = built_in().with_terms(
    [
        HOSTILE,
        Term("outcomes", "mediated", "调解", "Mediated", counts_people=True),
        replace(built_in().categories["washing"], retired=True),
    ]
)


def read(data: bytes, name: str = "list.csv", known: Catalogue = OWN) -> LedgerRead[Term]:
    return terms_from(read_table(data, name, header_row=1), known)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_list_that_was_exported_says_what_there_is(language: Language, suffix: str) -> None:
    data = as_csv(OWN, language) if suffix == "csv" else as_workbook(OWN, language)
    back = read(data, f"list.{suffix}", built_in())
    assert back.bad == ()
    assert set(back.rows) == set(OWN.terms)


def test_nothing_in_a_list_runs() -> None:
    assert "\r\n物品种类,odd,'=1+1,\"''-<b>" in as_csv(OWN, "zh").decode("utf-8-sig")
    table = read_table(as_workbook(OWN, "zh"), "list.xlsx")
    assert {type(cell) for row in table.rows for cell in row.cells} <= {str, type(None)}


def test_what_a_list_does_not_say_stays_as_it_is() -> None:
    [term] = read("目录,代码,名称,英文名称\n类别,washing,洗衣,Laundry\n".encode()).rows
    assert term == replace(OWN.categories["washing"], zh="洗衣", en="Laundry")


def test_terms_that_ledgers_name_columns_by_are_no_header() -> None:
    rows = "目录,代码,名称,英文名称\n结果,persuaded,劝离,Persuaded to leave\n"
    assert read(rows.encode()).rows == (OWN.outcomes["persuaded"],)


def test_groups_come_before_what_is_in_them() -> None:
    rows = "目录,代码,名称,英文名称,上级\n类别,kites,风筝,Kites,sky\n类别组,sky,空中,Sky,\n"
    assert [one.code for one in read(rows.encode()).rows] == ["sky", "kites"]


def test_what_is_wrong_with_a_row_is_told_with_its_line() -> None:
    rows = (
        "目录,代码,名称,英文名称,停用,顺序\n"
        "法条,a,甲,A,,\n"
        "物品,b,乙,B,也许,\n"
        "物品,c,丙,C,,一\n"
        "物品,d,丁,D,否,7\n"
        "物品,d,戊,E,否,8\n"
        "物品,e,=1,E,,\n"
    )
    found = read(rows.encode())
    assert [(one.where, one.key) for one in found.bad] == [
        ("2", "catalogue.no_group"),
        ("3", "ledgers.not_yes_or_no"),
        ("4", "ledgers.not_a_number"),
        ("6", "catalogue.twice"),
        ("7", "ledgers.formula"),
    ]
    assert [one.code for one in found.rows] == ["d"]
