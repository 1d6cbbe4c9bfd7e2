"""Rosters on paper: all of it is there, in both languages, legible, and seen without colours."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import pypdfium2
from lettering import needs_font
from paper_making import FONT, pages_of, pixels_of, plain

from geo_patrol.messages import Language, text
from geo_patrol.messages.words import Words
from geo_patrol.roster.files.account import account_of
from geo_patrol.roster.files.month import Month, Names
from geo_patrol.roster.people import RosterOfficer
from geo_patrol.roster.problem import Assignment, Leave, Need, Post, Problem, ShiftType
from geo_patrol.roster.settings import builtin_rules
from maps.documents.rostering import set_roster

pytestmark = needs_font

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2022, 9, 28, 14, 2, tzinfo=ZONE)
FIRST = date(2022, 10, 1)
SHIFTS = (
    ShiftType("早", "early", 480, 960),
    ShiftType("中", "middle", 960, 1440),
    ShiftType("夜", "night", 0, 480),
)
AREAS = {
    "changzhao": Words("长诏水库", "Changzhao Reservoir"),
    "qincun": Words("钦寸水库", "Qincun Reservoir"),
}
ADDRESS = "https://patrol.test/api/v1/rosters/1/file?format=pdf"


def many(n: int = 40, n_days: int = 31, **changes: object) -> Month:
    """Return a month of so many people, who work five days of seven at two reservoirs."""
    officers = tuple(RosterOfficer(f"o{k:02}", "reservoir", certified=k % 4 > 0) for k in range(n))
    posts = tuple(
        Post(f"{area}-{shift.kind}", "reservoir", area, shift.code, Need.always(2))
        for area in AREAS
        for shift in SHIFTS
    )
    days = [FIRST + timedelta(days=k) for k in range(n_days)]
    roster = tuple(
        Assignment(one.id, day, post.shift, post.id)
        for k, one in enumerate(officers)
        for d, day in enumerate(days)
        if (d + k) % 7 < 5 and k != 3
        for post in [posts[(k + d // 7) % len(posts)]]
    )
    problem = Problem(
        FIRST,
        n_days,
        SHIFTS,
        officers,
        posts,
        leave=(Leave("o03", days[0], days[-1]),),
        holidays=frozenset(days[:7]),
    )
    names = Names(
        {one.id: f"队员{k:02}" for k, one in enumerate(officers)} | {"o01": "张䶮𠮷"},
        areas=AREAS,
        squads={"reservoir": Words("库区中队", "Reservoir squad")},
    )
    made = Month(problem, roster, names, "reservoir", AT, ZONE)
    return replace(made, **changes)  # type: ignore[arg-type]


@cache
def paper(n: int, language: Language = "zh", changed: bool = False) -> bytes:
    one = many(n)
    if changed:
        before = tuple(each for each in one.roster if each.officer != "o05")
        one = replace(one, before=before, reason="增加联合行动", state="published", version=3)
    return made(one, language)


def made(one: Month, language: Language = "zh") -> bytes:
    account = account_of(one, builtin_rules())
    return set_roster(one, account, FONT, language=language, address=ADDRESS).pdf


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Return the pages' sizes in millimetres."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [(round(p.get_width() * 0.3528), round(p.get_height() * 0.3528)) for p in document]


def test_forty_people_and_a_whole_month_stand_on_one_page_of_a3() -> None:
    pdf = paper(40)
    assert set(sizes(pdf)) == {(420, 297)}
    grid, *others = pages_of(pdf)
    assert all(f"队员{n:02}" in grid for n in range(2, 40))
    assert "张䶮𠮷" in grid
    assert "制表" in grid
    assert not any("制表" in one for one in others)


def test_a_squad_stands_on_one_page_of_a4() -> None:
    pdf = paper(24)
    assert set(sizes(pdf)) == {(297, 210)}
    assert "制表" in pages_of(pdf)[0]


def test_letters_are_large_enough_to_read_on_the_wall() -> None:
    with pypdfium2.PdfDocument(paper(40)) as document:
        page = document[0].get_textpage()
        heights = [
            page.get_charbox(n)[3] - page.get_charbox(n)[1]
            for n in range(page.count_chars())
            if page.get_text_range(n, 1) in "早中夜"
        ]
    assert len(heights) > 40 * 20
    # Points of the letters' ink: eight-point type has no less.
    assert min(heights[20:-20]) > 5


def test_all_that_a_month_needs_stands_on_the_grid() -> None:
    said = pages_of(paper(24))[0]
    for part in (
        "库区中队2022年10月排班表（草稿）",
        "早08:00–16:00",
        "长＝长诏水库",
        "休＝请假",
        "协辅",
        "长诏水库夜",
        "草稿，第1版，截至2022-09-2814:02",
    ):
        assert plain(part) in said, part


def test_what_could_not_be_met_who_pays_and_what_it_cost_stand_behind_it() -> None:
    said = "".join(pages_of(paper(24))[1:])
    for part in ("公平", "应得", "没有做到的", "尽量做到", "扣分", "工时均", "另有"):
        assert part in said, part


def test_a_month_without_faults_says_so() -> None:
    one = many(4, 7)
    calm = replace(one, problem=replace(one.problem, posts=(), leave=()), roster=())
    said = "".join(pages_of(made(calm)))
    assert text("roster_paper.all_met", "zh") in said


def test_a_changed_month_shows_each_day_before_and_after() -> None:
    pages = pages_of(paper(24, changed=True))
    assert "粗框＝与上次公布的不同" in pages[0]
    last = pages[-1]
    assert "变更原因：增加联合行动" in last
    n = sum(each.officer == "o05" for each in many(24).roster)
    assert f"共改{n}天，涉及1人；其中{n}天原定休息。" in last
    assert "→" in last
    assert "与上次公布的不同" not in "".join(pages_of(paper(24))[1:])


def test_shortages_are_red_and_in_words() -> None:
    one = many(24)
    bare = replace(one, roster=tuple(each for each in one.roster if each.day != FIRST))
    said = pages_of(made(bare))[0]
    assert said.count("缺2") >= 6
    assert pixels_of(made(bare), (179, 38, 30)) > 500


def test_the_grid_is_understood_without_colours() -> None:
    with pypdfium2.PdfDocument(paper(24, changed=True)) as document:
        grey = np.asarray(document[0].render(scale=2).to_pil().convert("L"))
    # Nights are dark, days are light, and there is little between but shades of weekends.
    dark, light = (grey < 100).mean(), (grey > 215).mean()
    assert dark > 0.08
    assert light > 0.6
    assert dark + light > 0.85


def test_english_has_no_chinese_but_names_and_letters() -> None:
    said = "".join(pages_of(paper(24, "en", changed=True)))
    for part in ("Reservoirsquad", "Prepared", "Fairness", "thickframe", "Whatcouldnotbemet"):
        assert part in said, part
    for part in ("排班表", "公平", "制表", "没有"):
        assert part not in said, part


def test_typed_text_is_shown_and_never_run() -> None:
    evil = '#panic("x") $a_1$ \\ *b* `r` #read("/etc/passwd")'
    one = many(4, 7)
    names = replace(one.names, officers={**one.names.officers, "o00": evil})
    assert plain(evil) in "".join(pages_of(made(replace(one, names=names))))


def test_kinds_of_leave_stand_on_it_only_where_they_are_given() -> None:
    one = many(4, 7)
    told = replace(one, leave_kinds={("o03", FIRST): "sick"})
    assert "病" not in pages_of(made(one))[0]
    assert "病" in pages_of(made(told))[0]


def test_the_same_month_gives_the_same_bytes() -> None:
    assert made(many(4, 7)) == made(many(4, 7))


def test_more_people_than_a_page_holds_go_on_with_the_head_on_each() -> None:
    grids = [one for one in pages_of(made(many(120, 7))) if "证照" in one]
    assert len(grids) >= 2
    assert all("一二三" in one or "六日" in one for one in grids)
