"""What is empty, alone, long, rare, many or hostile still gives a sheet that looks right."""

from dataclasses import replace

import numpy as np
import pytest
from geopandas import GeoDataFrame
from lettering import needs_font
from map_samples import Sample, nothing
from print_samples import (
    BEFORE,
    content_of,
    many_areas,
    named_places,
    spec,
    with_towns,
    zones_of_all_levels,
)
from sheet_reading import Drawing, letter_boxes, text_of

from geo_patrol.errors import InvalidInput
from maps import MapContext
from maps.print import (
    Content,
    change_content,
    coverage_content,
    gaps_content,
    heat_content,
    incidents_content,
    print_map,
    printed_map,
    zones_content,
)
from maps.print.change import by_difference, by_ratio
from maps.print.lettering import lettering_for
from maps.print.overview import area_breaks

pytestmark = needs_font

SIXTY = (
    "长诏水库饮用水水源一级二级保护区及准保护区范围内岸线与水面"
    "巡查覆盖情况和下一步工作安排示意图二〇二二年十月份第四期甲乙丙"
)
HOSTILE = "</svg><script>alert(1)</script> $\\frac{1}{0}$ ${7*7} <img src=x onerror=alert(1)>"


def bare(context: MapContext) -> MapContext:
    """Return the context without any boundary, water, road or place."""
    names = ("zones", "outline", "water", "roads", "places")
    return replace(context, **{name: nothing(getattr(context, name)) for name in names})


def said_by(content: Content, **changes: object) -> str:
    return text_of(print_map(spec(form="pdf", **changes), content))


@pytest.mark.parametrize("turn", ["landscape", "portrait"])
def test_an_empty_month_shows_the_ground_and_counts_of_nought(coarse: Sample, turn: str) -> None:
    cells, incidents = nothing(coarse.cells), nothing(coarse.incidents)
    context = coarse.context
    for content in (
        gaps_content(context, cells, n_untracked_patrols=0),
        coverage_content(context, cells),
        incidents_content(context, incidents),
        heat_content(context, np.zeros((4, 4)), (121.0, 29.4, 121.1, 29.5), 300, incidents),
        change_content(context, cells, BEFORE, "effort"),
    ):
        said = said_by(content, turn=turn)
        assert "一级保护区" in said
        assert "没有可画的内容" not in said
        assert said.count("比例尺1:") == 1


def test_where_there_is_nothing_at_all_the_sheet_says_so(coarse: Sample) -> None:
    content = coverage_content(bare(coarse.context), nothing(coarse.cells))
    assert "没有可画的内容" in said_by(content)


def test_one_cell_alone_lies_in_the_middle_with_room_around(coarse: Sample) -> None:
    one = coarse.cells.iloc[60:61]
    content = gaps_content(bare(coarse.context), one, n_untracked_patrols=0)
    drawing = Drawing(print_map(spec(form="svg"), content))
    (name,) = drawing.names("class-")
    cell, frame = drawing.points(name), drawing.points("map-frame")
    assert (cell.min(axis=0) + cell.max(axis=0)) / 2 == pytest.approx(
        (frame.min(axis=0) + frame.max(axis=0)) / 2, abs=0.5
    )
    assert (np.ptp(cell, axis=0) < np.ptp(frame, axis=0) * 0.6).all()


def test_places_outside_the_frame_are_not_named(coarse: Sample) -> None:
    context = replace(bare(coarse.context), places=with_towns(coarse.context).places)
    content = gaps_content(context, coarse.cells.iloc[60:61], n_untracked_patrols=0)
    drawing = Drawing(print_map(spec(form="svg"), content))
    assert not drawing.names("name-")
    assert not drawing.names("place-")


def test_one_incident_alone_is_drawn_and_counted(coarse: Sample) -> None:
    content = incidents_content(bare(coarse.context), coarse.incidents.iloc[:1])
    assert [row.count for row in content.legend.rows] == ["1"]
    drawing = Drawing(print_map(spec(form="svg"), content))
    assert len(drawing.names("dots-category-")) == 1


def test_incidents_without_a_place_are_counted_and_said_to_be_missing(coarse: Sample) -> None:
    incidents = coarse.incidents.copy()
    incidents.loc[incidents.index[:5], "geometry"] = None
    said = said_by(incidents_content(coarse.context, incidents))
    assert "另有5起没有位置,未画" in said
    assert f"{len(incidents)}起" in said


def test_many_categories_share_a_mark_and_none_is_lost(coarse: Sample) -> None:
    n = len(coarse.incidents)
    incidents = coarse.incidents.assign(
        category_zh=[f"类别{k % 11}" for k in range(n)], category_en=""
    )
    content = incidents_content(coarse.context, incidents)
    assert sum(int(row.count) for row in content.legend.rows) == n
    assert len(content.legend.rows) == 8
    assert "其他4类" in said_by(content)


def test_the_order_of_incidents_does_not_choose_their_marks(coarse: Sample) -> None:
    turned = coarse.incidents.iloc[::-1]
    rows = [
        incidents_content(coarse.context, one).legend.rows for one in (coarse.incidents, turned)
    ]
    assert rows[0] == rows[1]


def test_a_title_of_sixty_letters_is_set_whole(coarse: Sample) -> None:
    assert len(SIXTY) == 60
    for turn in ("landscape", "portrait"):
        sheet = spec(form="svg", turn=turn, title=SIXTY, handling="内部使用")
        content = content_of("gaps", coarse)
        drawing = Drawing(print_map(sheet, content))
        lines = [drawing.text(name) for name in sorted(drawing.names("title-"))]
        assert "".join(lines) == SIXTY
        assert len(lines) <= 3
        made = print_map(replace(sheet, form="pdf"), content)
        right = max(box[2] for _, box in letter_boxes(made))
        assert right <= (297 if turn == "landscape" else 210) / 25.4 * 72


def test_rare_letters_are_set_and_those_no_font_has_are_numbered_and_reported(
    coarse: Sample,
) -> None:
    places = named_places(["𠮷家坞", "㐂桥头", "\U00031350村"])
    content = zones_content(replace(coarse.context, places=places))
    made = printed_map(spec(form="pdf"), content)
    said = text_of(made.data)
    assert "𠮷家坞" in said
    assert "㐂桥头" in said
    assert made.missing == ("\U00031350",)
    assert "〔U+31350〕村" in said
    assert "缺字,请手工补写:U+31350" in said


def test_what_people_typed_stays_text(coarse: Sample) -> None:
    context = replace(
        coarse.context, title_zh=HOSTILE, places=named_places([HOSTILE]), grid_note=HOSTILE
    )
    content = coverage_content(context, coarse.cells)
    made = print_map(spec(form="svg", maker=HOSTILE, title=HOSTILE), content)
    drawing = Drawing(made)
    kinds = {part.tag.rsplit("}", 1)[-1] for part in drawing.root.iter()}
    assert "script" not in kinds
    assert "img" not in kinds
    assert not [
        name for part in drawing.root.iter() for name in part.attrib if name.startswith("on")
    ]
    plain = HOSTILE.replace(" ", "")
    assert plain in said_by(content, title=HOSTILE)


def test_breaks_and_marks_of_direction_do_not_break_a_line(coarse: Sample) -> None:
    context = replace(coarse.context, title_zh="长诏\n水库\u202e\u200b\ufe0f")
    drawing = Drawing(print_map(spec(form="svg"), zones_content(context)))
    assert drawing.text("title-0") == "长诏 水库 · 保护区分级"


def test_names_of_eighty_areas_that_find_no_room_are_counted(coarse: Sample) -> None:
    said = said_by(many_areas(coarse.context, 120))
    assert "项未列" in said
    assert "第1巡查片区" in said


def test_licences_stand_there_whole_however_long_the_sources(coarse: Sample) -> None:
    water, roads = coarse.context.water, coarse.context.roads
    context = replace(
        coarse.context,
        water=water.assign(source="描自" + "很长的来源" * 200, licence="甲" * 300 + "完"),
        roads=roads.assign(source="另一个" + "很长的来源" * 200, licence="乙" * 300 + "毕"),
    )
    for turn in ("landscape", "portrait"):
        said = said_by(zones_content(context), turn=turn)
        assert "甲" * 300 + "完" in said
        assert "乙" * 300 + "毕" in said
        assert "…" in said


def test_a_draft_lies_under_what_is_in_force(coarse: Sample) -> None:
    content = zones_content(zones_of_all_levels(coarse.context))
    (filled,) = content.over
    assert list(filled.styles) == ["zone-draft", "zone-quasi", "zone-second", "zone-first"]  # type: ignore[union-attr]
    said = said_by(content)
    assert "草案,未经批准" in said
    assert "已批准" in said


def test_cells_of_another_crs_are_refused(coarse: Sample) -> None:
    moved: GeoDataFrame = coarse.cells.to_crs(4549)
    with pytest.raises(InvalidInput):
        coverage_content(coarse.context, moved)
    with pytest.raises(InvalidInput):
        change_content(coarse.context, moved.assign(before=0, after=0), BEFORE, "effort")


def test_effort_is_compared_by_how_many_times_it_is() -> None:
    before = np.array([0, 0, 10, 10, 10, 10, 10, 10, 10, 10.0])
    after = np.array([0, 5, 0, 4.9, 5, 8, 12.5, 12.6, 20, 20.1])
    assert by_ratio(before, after) == [
        *("neither", "much_more", "much_less", "much_less", "less"),
        *("same", "same", "more", "more", "much_more"),
    ]


def test_incidents_are_compared_by_their_difference() -> None:
    before, after = np.array([0, 1, 3, 3, 0, 0.0]), np.array([0, 1, 2, 0, 2, 3.0])
    assert by_difference(before, after) == [
        *("neither", "same", "less", "much_less", "more", "much_more"),
    ]


@pytest.mark.parametrize(
    ("values", "n"),
    [([], 0), ([np.nan], 0), ([3.0], 0), ([3.0, 3.0], 0), ([1.0, 2.0], 1), (range(40), 4)],
)
def test_classes_of_areas_are_never_empty(values: list[float], n: int) -> None:
    found = np.array(values, dtype=np.float64)
    breaks = area_breaks(found)
    assert len(breaks) == n
    known = found[~np.isnan(found)]
    if known.size:
        counts = np.bincount(np.searchsorted(breaks, known), minlength=n + 1)
        assert (counts > 0).all()


@pytest.mark.parametrize("width_pt", range(60, 100, 5))
def test_lines_break_between_letters_and_before_no_closing_mark(width_pt: int) -> None:
    text = (
        "巡查水库（示意），非法定；注意：夜班。Reservoir patrol 2022-10-01 — 2022-10-31 (demo), 1"
    )
    lettering = lettering_for([text], spec().font)
    lines = lettering.wrap(text, width_pt, 9)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not [line for line in lines if line[0] in "），；：。—),"]
    assert not [line for line in lines if line.endswith(("（", "("))]
    assert all(lettering.width_pt(line, 9) <= width_pt for line in lines)


def test_a_word_wider_than_its_line_is_cut() -> None:
    lettering = lettering_for(["x"], spec().font)
    lines = lettering.wrap("x" * 60, 40, 9)
    assert len(lines) > 4
    assert "".join(lines) == "x" * 60
