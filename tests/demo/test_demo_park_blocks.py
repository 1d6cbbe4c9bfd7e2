"""The blocks of a demo: all cells, each once, and who answers for them."""

from datetime import datetime
from itertools import chain as joined

import pytest
from demo_input import SHANGHAI, DemoInput

from geo_patrol.demo import Season
from geo_patrol.demo.park_blocks import SQUAD, DemoPark, Point, park
from geo_patrol.park.blocks import block_of_cell
from geo_patrol.park.checks import Around, block_faults, handover_faults, responsibility_faults
from geo_patrol.park.responsibility import Member, duties, holes, tenures

AT = datetime(2022, 12, 15, tzinfo=SHANGHAI)


@pytest.fixture(scope="module")
def points(demo_input: DemoInput) -> dict[str, list[Point]]:
    return {
        code: [
            (cell.code, point.x, point.y)
            for cell in cells
            for point in (cell.geometry.representative_point(),)
        ]
        for code, cells in demo_input.grids.items()
    }


@pytest.fixture(scope="module")
def made(demo_season: Season, demo_input: DemoInput, points: dict[str, list[Point]]) -> DemoPark:
    return park(demo_season, demo_input.areas, points, SHANGHAI)


def test_each_cell_of_the_park_is_in_one_block(
    made: DemoPark, points: dict[str, list[Point]]
) -> None:
    for area, cells in points.items():
        own = [one for one in made.blocks if one.area_code == area]
        codes = list(joined.from_iterable(one.cells for one in own))
        assert sorted(codes) == sorted(code for code, _lon, _lat in cells)
        assert set(block_of_cell(own, AT)) == set(codes)


def test_the_same_season_has_the_same_blocks(
    made: DemoPark,
    demo_season: Season,
    demo_input: DemoInput,
    points: dict[str, list[Point]],
) -> None:
    assert park(demo_season, demo_input.areas, points, SHANGHAI) == made
    assert park(demo_season, [], {}, SHANGHAI) == DemoPark((), (), ())


def test_what_the_demo_says_could_be_said_at_a_desk(
    made: DemoPark, demo_season: Season, points: dict[str, list[Point]]
) -> None:
    members = {one.id: Member(one.id) for one in demo_season.officers if one.role == "officer"}
    for area, cells in points.items():
        own = [one for one in made.blocks if one.area_code == area]
        held = [one for one in made.responsibilities if one.area_code == area]
        codes = [code for code, _lon, _lat in cells]
        for block in own:
            others = [one for one in own if one != block]
            assert list(block_faults(block, Around(cells=codes, blocks=others))) == []
        for one in held:
            rest = [other for other in held if other != one]
            around = Around(codes, own, rest, members)
            assert list(responsibility_faults(one, around)) == []
    [handed] = made.handovers
    of = next(one for one in made.responsibilities if one.id == handed.responsibility_id)
    assert list(handover_faults(handed, of, [], members)) == []
    assert handed.open_points


def test_one_block_is_nobodys_in_december_and_a_cell_is_somebody_elses(made: DemoPark) -> None:
    found = tenures(made.responsibilities, made.handovers)
    members = {one.officer_id: Member(one.officer_id) for one in found}
    [hole] = holes(made.blocks, found, members, AT, AT.replace(day=31))
    assert hole.target.code == made.blocks[-1].code and hole.why == "nobody"
    second = made.blocks[1]
    own = [one for one in made.blocks if one.area_code == second.area_code]
    told = duties(second.cells, second.area_code, own, found, members, AT)
    assert [one.tenure and one.tenure.target.kind for one in told] == ["cell"] + ["block"] * (
        len(second.cells) - 1
    )


def test_officers_answer_for_about_as_many_blocks_each(made: DemoPark) -> None:
    counted = [one.holder_id for one in made.responsibilities if one.block_code]
    n = [counted.count(one) for one in set(counted)]
    assert max(n) - min(n) <= 1 and {SQUAD} == {"park"}
