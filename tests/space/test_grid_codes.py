"""Codes of cells: fourteen or fifteen digits, by village, never more than there are numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box
from space_files import frame

from geo_patrol.crs import unproject
from geo_patrol.errors import InvalidInput
from geo_patrol.grid import make_grid
from geo_patrol.grid.codes import normal_code, number_cells, sections, village_prefix


def ground(west, south, east, north):
    return unproject(box(590_000 + west, 3_265_000 + south, 590_000 + east, 3_265_000 + north))


def codes(*size, **options):
    return [cell.code for cell in make_grid("a", ground(0, 0, *size), **options).cells]


def refused(call, *args, **options):
    with pytest.raises(InvalidInput) as caught:
        call(*args, **options)
    return caught.value


def test_a_known_village_gives_final_codes():
    grid = make_grid("a", ground(0, 0, 200, 100), town="112", village="203")
    assert [cell.code for cell in grid.cells] == ["330624112203001", "330624112203002"]
    assert not grid.provisional and grid.code_digits == 15


def test_fourteen_digits_have_two_for_the_sequence():
    assert codes(200, 100, town="112", village="203", code_digits=14) == [
        "33062411220301",
        "33062411220302",
    ]


def test_unknown_town_and_village_are_zeros_and_provisional():
    grid = make_grid("a", ground(0, 0, 100, 100))
    assert grid.cells[0].code == "330624000000001" and grid.provisional
    grid = make_grid("a", ground(0, 0, 100, 100), town="112")
    assert grid.cells[0].code == "330624112000001" and grid.provisional


def test_a_villages_own_code_may_be_given_whole():
    assert village_prefix("330624", "330624112", "330624112203") == "330624112203"
    assert village_prefix("330624", "112", "330624112203") == "330624112203"


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        (("33062", "112", "203"), "space.code_part"),
        (("330624", "12", "203"), "space.code_part"),
        (("330624", "112", "2o3"), "space.code_part"),
        (("330624", "330681001", None), "space.code_part_elsewhere"),
        (("330624", "112", "330624001203"), "space.code_part_elsewhere"),
    ],
)
def test_malformed_parts_are_refused(parts, key):
    assert refused(village_prefix, *parts).key == key


@pytest.mark.parametrize(("digits", "limit"), [(15, 999), (14, 99)])
def test_an_overflow_is_refused_with_the_ways_out(digits, limit):
    prefix = "330624112203"
    assert number_cells([prefix] * limit, digits)[-1] == f"{prefix}{limit}"
    error = refused(number_cells, [prefix] * (limit + 1), digits)
    assert error.key == "space.code_overflow"
    assert error.params == {"village": prefix, "count": limit + 1, "limit": limit}
    assert "villages" in error.text("en") and "larger" in error.text("en")
    assert "村界文件" in error.text("zh") and "临时分段" in error.text("zh")


def test_an_area_too_large_for_one_village_makes_no_grid():
    assert refused(codes, 4000, 2600).params["count"] == 1040


@pytest.mark.parametrize("digits", [13, 16])
def test_other_lengths_are_refused(digits):
    assert refused(codes, 100, 100, code_digits=digits).key == "space.code_digits"


def test_provisional_sections_number_large_areas_by_whole_rows():
    made = codes(4000, 2600, provisional_sections=True)
    assert len(set(made)) == 1040
    # 24 rows of 40 cells fill 960 of 999 numbers; the next row would not fit.
    assert made[959] == "330624000901960"
    assert made[960] == "330624000902001"
    assert made[-1] == "330624000902080"


@given(st.lists(st.integers(1, 250), min_size=1, max_size=40), st.sampled_from([14, 15]))
def test_sections_hold_no_more_than_they_can_number(row_lengths, digits):
    rows = [row for row, n in enumerate(row_lengths) for _ in range(n)]
    made = sections(rows, digits)
    limit = 999 if digits == 15 else 99
    assert len(made) == len(rows) and made == sorted(made)
    assert max(made.count(section) for section in set(made)) <= limit
    for row, n in enumerate(row_lengths):
        in_row = {section for section, r in zip(made, rows, strict=True) if r == row}
        assert len(in_row) == 1 or n > limit
    assert len(set(number_cells(["330624000" + s for s in made], digits))) == len(rows)


def test_more_sections_than_there_are_is_refused():
    assert refused(sections, list(range(100 * 99)), 14).key == "space.section_overflow"


def test_sections_leave_a_known_village_alone():
    assert codes(100, 100, town="112", village="203", provisional_sections=True) == [
        "330624112203001"
    ]


def two_villages(**columns):
    return frame(ground(-500, -500, 140, 500), ground(140, -500, 320, 500), **columns)


def test_each_cell_goes_to_the_village_that_holds_most_of_it():
    villages = two_villages(code=["330624112203", "330624001004"])
    grid = make_grid("a", ground(0, 0, 400, 100), villages=villages)
    # The second cell is 40 % in the first village; the last lies 20 m deep in the second.
    assert [cell.code for cell in grid.cells] == [
        "330624112203001",
        "330624001004001",
        "330624001004002",
        "330624001004003",
    ]
    assert not grid.provisional


def test_cells_outside_every_village_keep_the_given_or_unknown_one():
    villages = two_villages(code=["330624112203", "330624001004"])
    grid = make_grid("a", ground(300, 0, 600, 100), villages=villages)
    assert [cell.code[6:] for cell in grid.cells] == ["001004001", "000000001", "000000002"]
    assert grid.provisional
    grid = make_grid("a", ground(300, 0, 600, 100), villages=villages, provisional_sections=True)
    assert [cell.code[6:] for cell in grid.cells] == ["001004001", "000901001", "000901002"]


@pytest.mark.parametrize(
    "columns",
    [
        {"CODE": [330624112203, 330624112204]},
        {"村编码": ["330624112203", "330624112204"]},
        {"town": ["112", "112"], "village": ["203", "204"]},
        {"town": ["330624112", "330624112"], "village": [203.0, 204.0]},
        {"town": ["112", "112"], "village": ["330624112203", "330624112204"]},
    ],
)
def test_village_codes_are_found_in_their_usual_forms(columns):
    grid = make_grid("a", ground(0, 0, 200, 100), villages=two_villages(**columns))
    assert [cell.code for cell in grid.cells] == ["330624112203001", "330624112204001"]


def test_villages_may_come_in_another_crs():
    villages = two_villages(code=["330624112203", "330624112204"]).to_crs(4549)
    grid = make_grid("a", ground(0, 0, 200, 100), villages=villages)
    assert [cell.code[9:12] for cell in grid.cells] == ["203", "204"]


def test_villages_without_usable_codes_are_refused():
    error = refused(codes, 100, 100, villages=two_villages(name=["甲", "乙"]))
    assert error.key == "space.villages_no_code"
    error = refused(codes, 100, 100, villages=two_villages(code=["330624112203", "33062411220"]))
    assert error.key == "space.villages_bad_codes"
    assert [f.where for f in error.findings] == ["1"]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("330624112203001", "330624112203001"),
        (" 33062411220301 ", "33062411220301"),
        (330624112203001, "330624112203001"),
        (330624112203001.0, "330624112203001"),
        ("３３０６２４１１２２０３００１", "330624112203001"),
        ("330624-112-203-001", "330624112203001"),
        ("3306241122030", None),
        ("33062411220300A", None),
        (3306241122.5, None),
        (float("nan"), None),
        (None, None),
        ("", None),
        (True, None),
    ],
)
def test_codes_in_files_come_in_many_dresses(value, code):
    assert normal_code(value) == code
