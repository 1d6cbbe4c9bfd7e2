"""Visit rules of cells: as files say them, and as grids are made with them."""

import pytest
import shapely
from test_grid_read import grid_file

from geo_patrol.errors import InvalidInput
from geo_patrol.grid import make_grid, read_grid
from geo_patrol.workflows.gridding import grid_id


def rules(tmp_path, **columns):
    path = grid_file(
        tmp_path, code=["330624112203001", "330624112203002", "330624112203003"], **columns
    )
    grid = read_grid(path, area_code="yulin")
    return [(cell.visit_rule, cell.seen_share) for cell in grid.cells], grid.findings


def test_a_file_that_says_nothing_has_cells_to_be_entered(tmp_path):
    assert rules(tmp_path) == ([("entered", None)] * 3, ())


def test_rules_and_shares_are_read_in_both_languages_and_either_form(tmp_path):
    said = {"到访规则": ["看到", "seen", "进入"], "可见比例": ["60%", "0.45", ""]}
    assert rules(tmp_path, **said) == ([("seen", 0.6), ("seen", 0.45), ("entered", None)], ())


def test_a_share_alone_means_that_seeing_counts(tmp_path):
    assert rules(tmp_path, seen_share=[75, 100, None])[0] == [
        ("seen", 0.75),
        ("seen", 1.0),
        ("entered", None),
    ]


@pytest.mark.parametrize(
    ("rule", "share", "taken", "key"),
    [
        ("seen", "", ("seen", 0.6), "space.seen_share_usual"),
        ("seen", "120", ("seen", 0.6), "space.seen_share_odd"),
        ("seen", "0", ("seen", 0.6), "space.seen_share_odd"),
        ("", "-5", ("entered", None), "space.seen_share_odd"),
        ("", "nan", ("entered", None), "space.seen_share_odd"),
        ("", "most", ("entered", None), "space.seen_share_odd"),
        ("entered", "50", ("entered", None), "space.seen_share_unused"),
        ("flown over", "50", ("entered", None), "space.visit_rule_unknown"),
    ],
)
def test_what_is_odd_is_told_with_its_place(tmp_path, rule, share, taken, key):
    made, told = rules(tmp_path, visit_rule=["", rule, ""], seen_share=["", share, ""])
    assert made == [("entered", None), taken, ("entered", None)]
    assert [(one.where, one.key) for one in told] == [("2", key)]


AREA = shapely.box(121.0, 29.4, 121.01, 29.41)


def test_kinds_of_a_regular_grid_may_count_when_seen():
    plain = make_grid("changzhao", AREA, water=AREA)
    seen = make_grid("changzhao", AREA, water=AREA, seen={"open_water": 0.6})
    by_kind = {(cell.kind, cell.visit_rule, cell.seen_share) for cell in seen.cells}
    assert by_kind == {("open_water", "seen", 0.6), ("shoreline", "entered", None)}
    assert grid_id(seen) != grid_id(plain)
    assert grid_id(seen) != grid_id(
        make_grid("changzhao", AREA, water=AREA, seen={"open_water": 0.5})
    )


@pytest.mark.parametrize("share", [0.0, -0.2, 1.01, float("nan")])
def test_a_share_that_cannot_be_seen_is_refused(share):
    with pytest.raises(InvalidInput) as caught:
        make_grid("changzhao", AREA, water=AREA, seen={"open_water": share})
    assert caught.value.key == "space.seen_share_impossible"
