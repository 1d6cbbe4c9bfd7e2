"""Papers of operations: every figure in its place, typed text stays text, drafts are marked."""

from dataclasses import replace
from typing import Any

import pytest
from lettering import needs_font
from operation_sheets import START, closing, letter, operation, said_by, set_sheet
from paper_making import pages_of, plain

from geo_patrol.operations.records import Force, ListedFile
from maps.documents.closing import closing_report
from maps.documents.handing_on import transfer_letter

pytestmark = needs_font

TYPST = '#panic("x") $a_1$ \\ @ref <label> *b* `r` #read("/etc/passwd") // c "q" ~ [z] {y}'


def test_a_closing_report_says_who_joined_in_and_what_it_came_to() -> None:
    said = said_by(closing(6))
    for part in (
        "联合执法行动总结报告",
        "长诏水库禁捕联合执法",
        "行动目的：查处一级保护区内的电鱼、网捕",
        "农业农村部门6211查验网具",
        "共2个单位：10人，车辆4辆，船艇1艘，无人机1架",
        "巡查1次（车巡0次、船巡1次），参加1人，共3.0小时、21.5公里",
        "发现违法行为6起",
        "劝离12人",
        "暂扣渔网18套",
        "暂扣电鱼器6套",
        "渔获物15公斤",
        "简易程序6起、一般程序0起",
        "罚款1,200元",
        "五、移送",
        "未签收",
        "下一步加密夜间巡查",
        "有1起移送还没有签收。",
        "截至2022年10月10日00:00",
    ):
        assert part in said, part
    assert "演示" not in said
    assert "未结束" not in said


def test_headings_are_numbered_without_a_hole() -> None:
    said = said_by(closing(0, transfers=(), remarks=()))
    assert "三、查处" in said
    assert "四、小结" in said
    assert "事件" not in said.partition("四、小结")[0].partition("三、查处")[2]


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"demo": True}, "演示数据不作执法使用"),
        ({"operation": operation(closed_at=None, summary="")}, "行动未结束"),
        ({"operation": operation(voided="取消")}, "已作废"),
        ({"operation": operation(kind="campaign")}, "集中整治行动总结报告"),
        ({"operation": operation(agencies=())}, "没有其他单位参加"),
        ({"operation": operation(area_codes=())}, "中队全部辖区"),
        ({"redacted": True}, "按查看权限略去"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_report_is_not_is_said_on_it(changes: dict[str, Any], mark: str) -> None:
    assert mark in said_by(closing(**changes))


def test_many_incidents_go_over_pages_with_the_head_on_each() -> None:
    pages = pages_of(set_sheet(closing(120)))
    assert len(pages) > 3
    heads = [one for one in pages if "序号时间类别地点处置" in one]
    assert len(heads) >= len(pages) - 1


def test_typed_text_is_shown_and_never_run() -> None:
    of = operation(
        name=TYPST, aim=TYPST, summary=TYPST, agencies=(Force("agriculture", task=TYPST),)
    )
    said = said_by(closing(operation=of))
    assert said.count(plain(TYPST)) == 4
    sent = letter(reason=TYPST, note=TYPST, number=TYPST, parties=(TYPST,))
    assert said_by(sent).count(plain(TYPST)) >= 4


def test_each_typed_line_is_a_paragraph_and_a_midnight_end_is_read_as_24_00() -> None:
    report = closing_report(closing(operation=operation(aim="查处电鱼\n\n　清理地笼")))
    assert report.sections[0].paragraphs == ("　　行动目的：查处电鱼", "　　清理地笼")
    assert ("结束", "2022年10月8日24:00") in [
        (name, plain(value)) for name, value in report.sections[0].facts
    ]
    sent = transfer_letter(letter(reason="涉嫌犯罪\n依法移送"))
    assert "　　依法移送" in sent.sections[0].paragraphs


def test_a_letter_lists_each_file_by_its_digest_and_leaves_room_to_sign() -> None:
    said = said_by(letter(3))
    for part in (
        "案件移送函",
        "测执移〔2022〕第0012号",
        "公安机关：",
        "执法人员发现张䶮涉嫌电鱼",
        "移送原因：使用电鱼器捕捞",
        "移送证据3件",
        "1照片469KB电鱼器" + "0" * 64,
        "2录像938KB现场录像" + "0" * 63 + "1",
        "共3件，2.7MB",
        "接收人（签名）公安机关",
        "2022年10月9日",
    ):
        assert part in said, part


def test_who_signed_for_a_case_stands_on_its_letter() -> None:
    said = said_by(letter(taken_by="派出所值班民警", taken_at=START.replace(day=9, hour=11)))
    assert "派出所值班民警2022年10月9日11:00" in said


def test_a_letter_without_evidence_or_names_leaves_them_blank() -> None:
    said = said_by(letter(evidence=(), parties=(), outcomes=""))
    assert "共0件" in said
    assert "发现＿＿＿＿＿＿＿＿涉嫌电鱼" in said
    assert "个人信息已过保存期" in said_by(letter(parties=(), expired=True))
    assert "已作废，原因：退回" in said_by(letter(voided="退回"))


def test_the_same_sheet_gives_the_same_bytes_and_another_does_not() -> None:
    assert set_sheet(letter()) == set_sheet(letter())
    other = replace(letter(), evidence=(ListedFile("f" * 64, 1, "image/png"),))
    assert set_sheet(other) != set_sheet(letter())
