"""Papers of a seizure: what stands on them, what is left blank, and that typed text stays text."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lettering import needs_font
from paper_making import (
    ANNE,
    AT,
    SEIZURE_ID,
    pages_of,
    pixels_of,
    plain,
    printed,
    sheet,
    signature,
    text_of,
)

from geo_patrol.errors import Unavailable
from geo_patrol.seizures.sheet import PAPERS, Attendant, Line, Paper, Party, Signed
from maps.documents import typeset

pytestmark = needs_font

TYPST = (
    '#panic("x") $a_1$ \\ @ref <label> *b* _i_ `r` = h #read("/etc/passwd")'
    ' // c /* d */ "q" \' ~ --- [z] {y} 〔𠀀〕 \\u{41}'
)


def test_an_inventory_lists_each_item_and_says_who_was_there() -> None:
    said = text_of("inventory", sheet())
    for part in (
        "某县综合行政执法局",
        "暂扣物品清单",
        "测扣〔2022〕第0108号",
        "张䶮𠮷",
        "330624190001010000",
        "2022年10月8日02:05",
        "当场扣押（先扣后批）",
        "1钓竿2支完好F-1库房",
        "2地笼3条网衣破损F-2巡查艇4活鱼已放生",
        "共2项：2支、3条",
        "拒绝签字（原因：不是我的）记录人：队员甲2022年10月8日02:10",
        "队员乙执法证号RS-002",
        "第1页共1页",
    ):
        assert part in said, part
    assert "演示" not in said


def test_a_decision_says_what_was_decided_for_how_long_and_that_this_is_unverified() -> None:
    said = text_of("decision", sheet(due_day=date(2022, 11, 7), due_verified=False))
    assert "暂扣（扣押）决定书" in said
    assert "期限自2022年10月8日起至2022年11月7日止" in said
    assert "期限的计算方法未经核实" in said
    assert "物品存放于：库房、巡查艇" in said
    assert "申请行政复议" in said
    assert "未经核实" not in text_of("decision", sheet(due_day=date(2022, 11, 7)))


def test_registered_preservation_has_papers_of_its_own() -> None:
    kept = sheet(measure="preservation")
    assert "先行登记保存物品清单" in text_of("inventory", kept)
    said = text_of("decision", kept)
    assert "先行登记保存证据通知书" in said
    assert "第五十六条" in said


def test_a_receipt_is_received_by_who_signed_and_not_by_who_refused(tmp_path: Path) -> None:
    drawn = signature(tmp_path / "a.png", "black")
    signed = text_of("receipt", sheet(signatures=(Signed("party", AT, picture=drawn),)))
    assert "今收到上列文书" in signed
    assert "■直接送达" in signed
    refused = text_of("receipt", sheet())
    assert "今收到" not in refused
    assert "□直接送达" in refused


@pytest.mark.parametrize("paper", PAPERS)
def test_what_is_not_known_is_left_to_be_written_by_hand(paper: Paper) -> None:
    bare = sheet(
        number="",
        authority="",
        place="",
        cause="",
        party=Party("unknown"),
        officers=(),
        lines=(),
        signatures=(),
    )
    said = text_of(paper, bare)
    assert said.count("＿" * 8) >= 3
    assert "None" not in said


def test_things_without_an_owner_have_nobody_to_sign() -> None:
    found = sheet(party=Party("ownerless"), signatures=())
    assert "现场无人认领" in text_of("inventory", found)
    assert "发现无主物品" in text_of("decision", found)
    assert "你（单位）" not in text_of("decision", found)
    assert "今收到" not in text_of("receipt", found)


def test_names_whose_time_is_over_are_said_to_be_destroyed() -> None:
    assert "已过保存期" in text_of("inventory", sheet(party=Party("expired")))


def test_who_had_no_certificate_is_told() -> None:
    helper = (Attendant(ANNE, "协管甲", "A-9", False),)
    assert "协管甲执法证号A-9（无执法证）" in text_of("inventory", sheet(officers=helper))


@pytest.mark.parametrize("paper", PAPERS)
def test_demo_data_and_voided_papers_are_marked_on_every_page(paper: Paper) -> None:
    lines = tuple(Line(n, "钓竿", 1, "支") for n in range(1, 80))
    marked = printed(paper, sheet(demo=True, voided="写错了", lines=lines))
    for page in pages_of(marked.pdf):
        assert "演示数据不作执法使用" in page
        assert "已作废" in page


def test_a_signature_stands_where_it_belongs(tmp_path: Path) -> None:
    drawn = signature(tmp_path / "red.png", "red")
    signed = sheet(signatures=(Signed("officer", AT, picture=drawn, officer_id=ANNE),))
    assert pixels_of(printed("inventory", signed).pdf, (255, 0, 0)) > 50
    assert pixels_of(printed("inventory", sheet()).pdf, (255, 0, 0)) == 0


def test_an_officer_who_signed_and_is_not_said_to_have_been_there_is_shown(tmp_path: Path) -> None:
    drawn = signature(tmp_path / "red.png", "red")
    signed = Signed("officer", AT, picture=drawn, officer_id=SEIZURE_ID)
    assert pixels_of(printed("inventory", sheet(signatures=(signed,))).pdf, (255, 0, 0)) > 50


def test_a_signature_that_is_no_picture_or_has_not_come_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"<svg onload=alert(1)>")
    for path, told in ((broken, "签名图片打不开"), (None, "签名图片还没有传到")):
        said = text_of("inventory", sheet(signatures=(Signed("witness", AT, picture=path),)))
        assert told in said


@pytest.mark.parametrize("paper", PAPERS)
def test_what_people_typed_is_never_run(paper: Paper) -> None:
    typed = replace(
        sheet(),
        number=TYPST,
        authority=TYPST,
        place=TYPST,
        cause=TYPST,
        note=TYPST,
        voided=TYPST,
        party=Party("named", TYPST, TYPST, TYPST),
        lines=(Line(1, TYPST, 1, TYPST, TYPST, TYPST, TYPST, 0, TYPST),),
        officers=(Attendant(ANNE, TYPST, TYPST, True),),
        signatures=(Signed("party", AT, refused=True, reason=TYPST, recorded_by=TYPST),),
        approved_by=TYPST,
        approved_at=AT,
    )
    said = text_of(paper, typed)
    shown = plain(TYPST).split("〔")[0]
    n_shown = {"inventory": 18, "decision": 13, "receipt": 10}[paper]
    assert said.count(shown) >= n_shown


def test_letters_that_no_font_has_are_named_and_their_place_is_left() -> None:
    made = printed("inventory", sheet(party=Party("named", "王𠀀")))
    assert made.missing == ("𠀀",)
    [said] = pages_of(made.pdf)
    assert "王〔U+20000〕" in said
    assert "字库缺字，请手写补上：U+20000" in said
    whole = printed("inventory", sheet(party=Party("named", "张䶮𠮷")))
    assert (whole.missing, whole.stood_in) == ((), ())


def test_without_a_font_there_is_no_paper_of_boxes(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        typeset("inventory", sheet(), None)
    assert caught.value.key == "papers.no_font"
    no_font = tmp_path / "font.ttf"
    no_font.write_bytes(b"not a font")
    with pytest.raises(Unavailable):
        typeset("inventory", sheet(), no_font)


def test_the_same_seizure_gives_the_same_bytes() -> None:
    assert printed("inventory", sheet()).pdf == printed("inventory", sheet()).pdf


@pytest.mark.slow
def test_ten_thousand_items_go_over_pages_each_with_its_number() -> None:
    lines = tuple(Line(n, "钓竿", 1, "支", seal_number=f"F{n}") for n in range(1, 10_001))
    pages = pages_of(printed("inventory", sheet(lines=lines)).pdf)
    assert all("序号名称数量" in page for page in pages[:-1])
    assert f"第{len(pages)}页共{len(pages)}页" in pages[-1]
    whole = "".join(pages)
    assert [n for n in range(1, 10_001) if f"{n}钓竿1支F{n}" not in whole] == []
    assert "共10000项：10000支" in whole
