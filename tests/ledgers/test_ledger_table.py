"""Sheets and CSV files: the right sheet, the header, the lines, and hostile files."""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from geo_patrol.errors import GeoPatrolError, InvalidInput, TooLarge
from geo_patrol.ledgers import Formula, Table, read_table
from geo_patrol.ledgers import table as table_module
from geo_patrol.ledgers import workbook as workbook_module

DATA = Path(__file__).resolve().parents[1] / "data" / "ledgers"
HEADER = ["时间", "经度", "纬度", "类别"]


def book(*sheets: list[list[object]], titles: tuple[str, ...] = ()) -> bytes:
    wb = openpyxl.Workbook()
    wb.remove(wb.worksheets[0])
    for i, rows in enumerate(sheets):
        ws = wb.create_sheet(titles[i] if titles else None)
        for row in rows:
            ws.append(row)
    return saved(wb)


def saved(wb: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    wb.save(out)
    return out.getvalue()


def refused(data: bytes | Path, name: str = "台账.xlsx", **choice: str) -> GeoPatrolError:
    with pytest.raises(GeoPatrolError) as caught:
        read_table(data, name, **choice)
    assert caught.value.text("zh") and caught.value.text("en")
    return caught.value


def lines(table: Table) -> list[int]:
    return [row.line for row in table.rows]


def test_an_offices_workbook_is_read_below_its_title_and_double_header() -> None:
    table = read_table(DATA / "incidents.xlsx")
    assert table.columns == (
        "序号", "台账编号", "时间", "地点", "经度", "纬度", "违法行为", "劝离人数", "钓竿(根)",
        "地笼(只)", "处理结果", "来源", "备注",
    )  # fmt: skip
    assert lines(table) == [4, 5, 6, 7, 8]
    assert table.rows[0].cells[2] == datetime(2022, 10, 3, 21, 40)
    assert table.rows[-1].cells[7] == Formula("=SUM(H4:H7)")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_the_encodings_of_chinese_offices(codec: str) -> None:
    data = "执法台账\r\n时间,经度,纬度,类别\r\n\r\n2022-10-03 21:40,120.9,29.5,垂钓\r\n".encode(
        codec
    )
    table = read_table(data, "台账.csv")
    assert table.columns == tuple(HEADER)
    assert [(row.line, row.cells) for row in table.rows] == [
        (4, ("2022-10-03 21:40", "120.9", "29.5", "垂钓"))
    ]


def test_cells_come_as_what_they_are() -> None:
    wb = openpyxl.Workbook()
    ws = wb.worksheets[0]
    ws.append([f"列{i}" for i in range(10)])
    moment = datetime(2022, 10, 3, 21, 40)
    duration = timedelta(hours=21, minutes=40)
    ws.append(
        [" 文字 ", 3, 2.5, moment, moment.date(), time(21, 40), True, "=1+1", duration, "'=x"]
    )
    ws["J2"].data_type = "s"
    ws["J2"].value = "备注"
    (row,) = read_table(saved(wb), "台账.xlsx").rows
    assert row.cells == (
        "文字", 3, 2.5, moment, date(2022, 10, 3), time(21, 40), "True", Formula("=1+1"),
        time(21, 40), "备注",
    )  # fmt: skip


def test_text_that_a_spreadsheet_would_run_is_a_formula_in_csv_too() -> None:
    table = read_table(b"name,badge_no\n=cmd|' /C calc'!A0,1\n", "officers.csv")
    assert table.rows[0].cells[0] == Formula("=cmd|' /C calc'!A0")


def test_empty_rows_and_columns_count_for_nothing_but_keep_the_lines() -> None:
    table = read_table(book([HEADER, [None] * 4, [], ["x"], [None], ["y", 1]]), "台账.xlsx")
    assert [(row.line, row.cells[0]) for row in table.rows] == [(4, "x"), (6, "y")]


def test_columns_of_the_same_name_are_told_apart() -> None:
    table = read_table("时间,经度,备注,备注,,\n1,2,a,b,c,d\n".encode(), "台账.csv")
    assert table.columns == ("时间", "经度", "备注", "备注 (2)", "", "")


def test_the_header_may_be_pointed_at() -> None:
    data = book([["时间", "类别"], ["甲", "乙"], ["1", "2"]])
    assert read_table(data, "台账.xlsx", header_row=2).columns == ("甲", "乙")
    assert read_table(data, "台账.xlsx").columns == ("时间", "类别")
    with pytest.raises(InvalidInput):
        read_table(data, "台账.xlsx", header_row=9)


def test_the_only_sheet_that_looks_like_a_ledger_is_taken() -> None:
    notes: list[list[object]] = [["填表说明"], ["时间写到分钟"]]
    ledger: list[list[object]] = [HEADER, ["2022-10-03 21:40", 120.9, 29.5, "垂钓"]]
    assert read_table(book(notes, ledger, []), "台账.xlsx").columns == tuple(HEADER)
    error = refused(book(ledger, notes, ledger, titles=("九月", "说明", "十月")))
    assert error.key == "ledgers.sheet_needed"
    assert (
        "九月" in error.text("zh") and "十月" in error.text("zh") and "说明" not in error.text("zh")
    )
    several = book(ledger, notes, [*ledger, ["x"]], titles=("九月", "说明", "十月"))
    assert len(read_table(several, "台账.xlsx", "十月").rows) == 2
    assert refused(several, sheet="十二月").key == "ledgers.sheet_unknown"


def test_a_hidden_sheet_is_only_taken_when_asked_for() -> None:
    wb = openpyxl.load_workbook(
        io.BytesIO(book([HEADER, ["x"]], [HEADER, ["y"]], titles=("a", "b")))
    )
    wb["a"].sheet_state = "hidden"
    data = saved(wb)
    assert read_table(data, "台账.xlsx").rows[0].cells[0] == "y"
    assert read_table(data, "台账.xlsx", "a").rows[0].cells[0] == "x"


def test_a_workbook_of_an_old_macintosh_says_how_it_counts_days() -> None:
    wb = openpyxl.load_workbook(io.BytesIO(book([HEADER, ["x"]])))
    assert not read_table(saved(wb), "台账.xlsx").epoch_1904
    wb.epoch = CALENDAR_MAC_1904
    assert read_table(saved(wb), "台账.xlsx").epoch_1904


@pytest.mark.parametrize(
    ("data", "name", "key"),
    [
        (b"", "台账.xlsx", "ledgers.empty"),
        (b"\n\n", "台账.csv", "ledgers.empty"),
        (book([]), "台账.xlsx", "ledgers.empty"),
        (b"PK\x03\x04 not really", "台账.xlsx", "ledgers.xlsx_broken"),
        (b"name,badge_no\n", "台账.xlsx", "ledgers.xlsx_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "台账.xlsx", "ledgers.old_or_locked"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "台账.xls", "ledgers.old_or_locked"),
        (b"%PDF-1.7", "台账.pdf", "ledgers.unknown_format"),
        (book([HEADER]), "台账.csv", "ledgers.unknown_format"),
        (b'a,b\n"x,y\n', "台账.csv", "tracks.csv_broken"),
    ],
)
def test_what_is_no_ledger_is_refused_with_the_reason(data: bytes, name: str, key: str) -> None:
    assert refused(data, name).key == key


def test_a_file_that_is_not_there_is_a_clear_problem(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone.csv", "gone.csv").key == "ledgers.file_unreadable"


def test_any_cut_of_a_workbook_is_refused_and_never_a_crash() -> None:
    data = (DATA / "incidents.xlsx").read_bytes()
    for at in range(0, len(data), 499):
        assert isinstance(refused(data[:at]), InvalidInput)


def replaced(data: bytes, member: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, content if name == member else old.read(name))
    return out.getvalue()


def shared(text: bytes) -> bytes:
    """Make a workbook that keeps its texts apart, as Excel does."""
    data = book([HEADER, ["x"]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml")
        sheet = archive.read("xl/worksheets/sheet1.xml")
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    entry = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    data = replaced(data, "[Content_Types].xml", types.replace(b"</Types>", entry))
    cell = re.compile(rb'<c r="A2"[^>]*>.*?</c>')
    assert cell.search(sheet)
    sheet = cell.sub(b'<c r="A2" t="s"><v>0</v></c>', sheet)
    data = replaced(data, "xl/worksheets/sheet1.xml", sheet)
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        head = (BOMB if b"&" in text else b"") + b'<sst xmlns="' + space + b'">'
        archive.writestr("xl/sharedStrings.xml", head + b"<si><t>" + text + b"</t></si></sst>")
    return out.getvalue()


BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_in_a_workbook_are_refused(member: str) -> None:
    data = book([HEADER, ["2022-10-03 21:40", 120.9, 29.5, "垂钓"]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read(member)
    if content.startswith(b"<?xml"):
        content = content.partition(b"?>")[2]
    assert refused(replaced(data, member, BOMB + content)).key == "ledgers.xlsx_broken"


def test_texts_kept_apart_are_read_and_their_entities_refused() -> None:
    assert read_table(shared("夜钓".encode()), "台账.xlsx").rows[0].cells[0] == "夜钓"
    assert refused(shared(b"&b;")).key == "ledgers.xlsx_broken"


def test_a_workbook_that_unpacks_beyond_reason_is_refused_unread() -> None:
    bomb = replaced(book([HEADER]), "xl/worksheets/sheet1.xml", b" " * 60_000_000)
    assert len(bomb) < 200_000
    error = refused(bomb)
    assert isinstance(error, TooLarge)
    assert error.key == "ledgers.xlsx_bomb"


def test_rows_columns_and_bytes_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = [f"列{i}" for i in range(201)]
    assert refused(book([wide])).key == "ledgers.too_many_columns"
    assert refused(",".join(wide).encode(), "台账.csv").key == "ledgers.too_many_columns"
    three = [HEADER, ["a"], ["b"], ["c"]]
    csv = ("\n".join(map(",".join, three))).encode()
    for module in (table_module, workbook_module):
        monkeypatch.setattr(module, "MAX_ROWS", 3)
    assert len(read_table(book(three), "台账.xlsx").rows) == 3
    for module in (table_module, workbook_module):
        monkeypatch.setattr(module, "MAX_ROWS", 2)
    assert refused(book(three)).key == "ledgers.too_many_rows"
    assert refused(csv, "台账.csv").key == "ledgers.too_many_rows"
    monkeypatch.setattr(table_module, "MAX_BYTES", 10)
    assert refused(csv, "台账.csv").key == "ledgers.too_large"
    assert refused(DATA / "incidents.csv", "台账.csv").key == "ledgers.too_large"


def test_a_row_far_below_everything_does_not_take_forever() -> None:
    data = book([HEADER, ["x"]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    far = sheet.replace(b'<row r="2"', b'<row r="999999999"').replace(b'r="A2"', b'r="A999999999"')
    assert far != sheet
    assert refused(replaced(data, "xl/worksheets/sheet1.xml", far)).key == "ledgers.too_many_rows"
