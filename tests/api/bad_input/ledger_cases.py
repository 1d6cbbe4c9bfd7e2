"""Bad ledgers for the command line."""

import io
from typing import Any

import openpyxl
from bad_import import MB, Import, bomb
from file_bytes import Maker, laughs, zipped
from hostile_text import HOSTILE

OFFICERS = ("officers", "--squad", "reservoir")
INCIDENTS = ("incidents",)


def sheet(*rows: list[Any]) -> bytes:
    """Return a workbook of one sheet."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEADER = ["时间", "类别", "经度", "纬度", "劝离人数", "钓竿", "备注"]
ROW: list[Any] = ["2022-10-03 21:40", "垂钓", 121.0, 29.432, 2, 3, ""]

CELLS: list[tuple[int, Any, str]] = [
    (0, "", "ledgers.time_missing"),
    (0, "昨天", "ledgers.time_unreadable"),
    (0, "2022-02-30 10:00", "ledgers.time_unreadable"),
    (0, "2022-10-03 25:00", "ledgers.time_unreadable"),
    (0, "=NOW()", "ledgers.formula"),
    (0, "2022-10-03", "ledgers.time_of_day_missing"),
    (0, "1970-01-01 10:00", "ledgers.too_old"),
    (0, "2100-01-01 10:00", "ledgers.future"),
    (0, "9999-12-31 23:59", "ledgers.future"),
    (0, "0000-01-01 10:00", "ledgers.time_unreadable"),
    (1, "", "ledgers.cell_empty"),
    (1, "钓鱼岛", "ledgers.category_unknown"),
    (1, HOSTILE["script"], "ledgers.category_unknown"),
    (1, HOSTILE["sql"], "ledgers.category_unknown"),
    (1, HOSTILE["formula"], "ledgers.formula"),
    (1, "x" * 30_000, "ledgers.category_unknown"),
    (2, "", "ledgers.place_missing"),
    (2, "east", "ledgers.not_a_number"),
    (2, "NaN", "ledgers.not_a_number"),
    (2, "1e400", "ledgers.not_a_number"),
    (2, "181", "ledgers.outside"),
    (2, "=1+120", "ledgers.formula"),
    (4, "-1", "ledgers.count_negative"),
    (4, "1.5", "ledgers.count_not_whole"),
    (4, "several", "ledgers.not_a_number"),
    (4, "9" * 30, "ledgers.not_a_number"),
    (4, "999999999", "ledgers.count_too_large"),
    (5, "10001", "ledgers.count_too_large"),
    (5, "=2*3", "ledgers.formula"),
    (5, HOSTILE["template"], "ledgers.not_a_number"),
    (6, "长" * 10_001, "ledgers.text_too_long"),
    (6, "=cmd|' /C calc'!A0", "ledgers.formula"),
    (6, "a" * 2000 + "\x00", "ledgers.control"),
    (6, "a\x1b[2J", "ledgers.control"),
    (6, "txt.\u202eexe", "ledgers.control"),
]


def _table(rows: list[list[Any]]) -> bytes:
    def quoted(cell: Any) -> str:
        return '"' + str(cell).replace('"', '""') + '"'

    return "\n".join(",".join(map(quoted, row)) for row in [HEADER, *rows]).encode()


def _with(column: int, value: Any) -> list[Any]:
    return [*ROW[:column], value, *ROW[column + 1 :]]


LEDGERS: list[tuple[str, tuple[str, ...], str, bytes | Maker, str]] = [
    ("empty", INCIDENTS, "a.csv", b"", "ledgers.empty"),
    ("blanks", INCIDENTS, "a.csv", b"\n\n\n", "ledgers.empty"),
    ("an unknown ending", INCIDENTS, "a.docx", b"PK", "ledgers.unknown_format"),
    ("an old workbook", INCIDENTS, "a.xls", b"\xd0\xcf\x11\xe0" * 9, "ledgers.old_or_locked"),
    ("a locked workbook", INCIDENTS, "a.xlsx", b"\xd0\xcf\x11\xe0" * 9, "ledgers.old_or_locked"),
    ("a workbook that is none", INCIDENTS, "a.xlsx", b"PK\x03\x04", "ledgers.xlsx_broken"),
    (
        "a workbook cut short",
        INCIDENTS,
        "a.xlsx",
        lambda: sheet(HEADER, ROW)[:-200],
        "ledgers.xlsx_broken",
    ),
    ("a zip of no workbook", INCIDENTS, "a.xlsx", zipped({"a.txt": b"x"}), "ledgers.xlsx_broken"),
    (
        "a workbook with entities",
        INCIDENTS,
        "a.xlsx",
        zipped(
            {
                "xl/workbook.xml": laughs("workbook").encode() + b"<workbook/>",
                "[Content_Types].xml": laughs("Types").encode() + b"<Types>&l9;</Types>",
            }
        ),
        "ledgers.xlsx_broken",
    ),
    (
        "a workbook bomb",
        INCIDENTS,
        "a.xlsx",
        bomb("xl/worksheets/sheet1.xml", 301),
        "ledgers.xlsx_bomb",
    ),
    (
        "a picture as CSV",
        INCIDENTS,
        "a.csv",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        "ledgers.unknown_format",
    ),
    (
        "quotes that do not pair up",
        INCIDENTS,
        "a.csv",
        '时间,类别\n"x,y\n'.encode(),
        "tracks.csv_broken",
    ),
    ("no encoding", INCIDENTS, "a.csv", b"\xff\xff\xff", "tracks.encoding"),
    ("no such columns", INCIDENTS, "a.csv", b"a,b\n1,2\n", "ledgers.columns_missing"),
    ("columns of scripts", INCIDENTS, "a.csv", b"<script>,=cmd\n1,2\n", "ledgers.columns_missing"),
    (
        "201 columns",
        INCIDENTS,
        "a.csv",
        b",".join([b"a"] * 201) + b"\n",
        "ledgers.too_many_columns",
    ),
    (
        "a million rows",
        INCIDENTS,
        "a.csv",
        lambda: "时间,类别,经度,纬度\n".encode() + b"1,2,3,4\n" * 1_000_000,
        "ledgers.too_many_rows",
    ),
    ("over 50 MB", INCIDENTS, "a.csv", lambda: b"a" * (50 * MB + 1), "ledgers.too_large"),
    (
        "in Shanghai",
        INCIDENTS,
        "a.csv",
        _table([[*_with(2, "121.47")[:3], 31.23, 1, 1, ""]]),
        "ledgers.rows_refused",
    ),
    (
        "officers without names",
        OFFICERS,
        "o.csv",
        "姓名,执法证号\n,Z1\n".encode(),
        "ledgers.not_clean",
    ),
    (
        "an officer twice",
        OFFICERS,
        "o.csv",
        "姓名,执法证号\n甲,Z1\n乙,Z1\n".encode(),
        "ledgers.not_clean",
    ),
    (
        "an officer of no squad",
        ("officers",),
        "o.csv",
        "姓名,执法证号,中队\n甲,Z1,' OR 1=1\n".encode(),
        "ledgers.not_clean",
    ),
    (
        "an officer of no role",
        OFFICERS,
        "o.csv",
        "姓名,执法证号,职务\n甲,Z1,root\n".encode(),
        "ledgers.not_clean",
    ),
    (
        "an officer with a bell in the name",
        OFFICERS,
        "o.csv",
        "姓名,执法证号\n甲\x07,Z1\n".encode(),
        "ledgers.not_clean",
    ),
    (
        "an officer with a name read backwards",
        OFFICERS,
        "o.csv",
        "姓名,执法证号\n甲\u202e乙,Z1\n".encode(),
        "ledgers.not_clean",
    ),
    (
        "an officer with a NUL far down",
        OFFICERS,
        "o.csv",
        ("姓名,执法证号\n" + "甲,Z1\n" * 400 + "乙\x00,Z2\n").encode(),
        "ledgers.not_clean",
    ),
    (
        "an officer with a name of 5,000",
        OFFICERS,
        "o.csv",
        f"姓名,执法证号\n{'甲' * 5000},Z1\n".encode(),
        "ledgers.not_clean",
    ),
    (
        "an officer with a badge of 65",
        OFFICERS,
        "o.csv",
        f"姓名,执法证号\n甲,{'Z' * 65}\n".encode(),
        "ledgers.not_clean",
    ),
    (
        "an officer whose name is a formula",
        OFFICERS,
        "o.csv",
        "姓名,执法证号\n=cmd|' /C calc'!A0,Z1\n".encode(),
        "ledgers.not_clean",
    ),
]

LEDGER_IMPORTS = [
    *(
        Import(f"ledger: {name}", words, file, data, code)
        for name, words, file, data, code in LEDGERS
    ),
    *(
        Import(
            f"ledger: {HEADER[column]} {ascii(value)[:30]}",
            INCIDENTS,
            "a.csv",
            _table([_with(column, value)]),
            "ledgers.not_clean",
            {"2": key},
        )
        for column, value, key in CELLS
    ),
    Import(
        "ledger: swapped",
        INCIDENTS,
        "a.csv",
        _table([[*ROW[:2], 29.432, 121.0, 1, 1, ""]]),
        "ledgers.not_clean",
        {"2": "ledgers.swapped"},
    ),
]
