"""Cells made from an outline: they tile it, know what they are, and keep their place."""

import time
from collections import Counter

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Point, Polygon, box

from geo_patrol.boundaries import sample_access, sample_areas, sample_water
from geo_patrol.crs import project, unproject
from geo_patrol.errors import InvalidInput
from geo_patrol.grid import default_interval_s, make_grid

X, Y = 590_000, 3_265_000
HOUR, DAY = 3600, 86_400


def ground(shape):
    """Place a shape drawn in metres from (0, 0) on the ground, in degrees."""
    return unproject(shapely.affinity.translate(shape, X, Y))


def drawn(cell):
    return shapely.affinity.translate(project(cell.geometry), -X, -Y)


def blob(radii, cx, cy):
    """Return a polygon around a point, by its radii at even angles."""
    angles = np.linspace(0, 2 * np.pi, len(radii), endpoint=False)
    points = np.column_stack([cx + radii * np.cos(angles), cy + radii * np.sin(angles)])
    return Polygon(points)


outlines = st.builds(
    blob,
    st.lists(st.floats(60, 700), min_size=3, max_size=14).map(np.array),
    st.floats(0, 100),
    st.floats(0, 100),
).filter(lambda shape: shape.is_valid and shape.area > 1000)


@settings(max_examples=60, deadline=None)
@given(
    outline=outlines, size=st.sampled_from([50, 100, 130]), share=st.sampled_from([0, 0.25, 0.5])
)
def test_cells_cover_the_area_without_gap_or_overlap(outline, size, share):
    outline = ground(outline)
    grid = make_grid("a", outline, size_m=size, min_share=share)
    whole = project(outline)
    cells = project(np.array([cell.geometry for cell in grid.cells], dtype=object))
    assert shapely.is_valid(cells).all()
    assert sum(cell.area_m2 for cell in grid.cells) == pytest.approx(whole.area, rel=1e-6)
    assert shapely.union_all(cells).symmetric_difference(whole).area < 1e-6 * whole.area
    a, b = shapely.STRtree(cells).query(cells, predicate="intersects")
    common = shapely.area(shapely.intersection(cells[a], cells[b]))[a < b]
    assert common.sum() < 1e-6 * whole.area


@settings(max_examples=40, deadline=None)
@given(outline=outlines, seed=st.integers(0, 2**31))
def test_the_lattice_and_the_shapes_agree_on_where_a_point_is(outline, seed):
    grid = make_grid("a", ground(outline))
    lattice = grid.lattice()
    cells = project(np.array([cell.geometry for cell in grid.cells], dtype=object))
    rng = np.random.default_rng(seed)
    west, south, east, north = shapely.total_bounds(cells)
    x, y = rng.uniform(west, east, 200), rng.uniform(south, north, 200)
    tree = shapely.STRtree(cells)
    for i, cell in zip(*tree.query(shapely.points(x, y), predicate="intersects"), strict=True):
        row = int((lattice.y0 - y[i]) // lattice.size_m)
        col = int((x[i] - lattice.x0) // lattice.size_m)
        assert lattice.cell_of[row, col] == cell


@settings(max_examples=40, deadline=None)
@given(outline=outlines)
def test_no_sliver_is_left_that_has_a_neighbour(outline):
    grid = make_grid("a", ground(outline))
    cells = [drawn(cell) for cell in grid.cells]
    for cell, shape in zip(grid.cells, cells, strict=True):
        if cell.area_m2 < 0.25 * 100**2 - 1e-6:
            shared = [
                shape.intersection(other.buffer(1e-6)).area for other in cells if other is not shape
            ]
            assert sum(shared) < 1e-4


def test_lattice_lines_are_whole_multiples_of_the_size():
    grid = make_grid("a", ground(box(30, 30, 470, 470)), size_m=100)
    assert grid.x0 % 100 == 0 and grid.y0 % 100 == 0
    assert (grid.x0, grid.y0) == (X, Y + 500)


def test_cells_are_numbered_from_west_to_east_and_from_north_to_south():
    grid = make_grid("a", ground(box(0, 0, 300, 200)))
    places = [(cell.row, cell.col) for cell in grid.cells]
    assert places == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]
    corners = [tuple(np.round(drawn(cell).bounds[:2])) for cell in grid.cells]
    assert corners == [(0, 100), (100, 100), (200, 100), (0, 0), (100, 0), (200, 0)]
    assert [cell.idx for cell in grid.cells] == list(range(6))
    assert grid.cell_of.tolist() == [[0, 1, 2], [3, 4, 5]]


def test_a_sliver_goes_to_the_neighbour_with_the_longest_common_border():
    # 10 m to the east of two whole squares, and a step that leaves the upper one more of it.
    outline = box(0, 0, 100, 200) | box(100, 40, 110, 200)
    grid = make_grid("a", ground(outline))
    assert [round(cell.area_m2) for cell in grid.cells] == [11_000, 10_600]
    assert grid.cell_of.tolist() == [[0, 0], [1, 1]]


def test_slivers_chain_into_one_neighbour():
    # A tail 20 m wide, squares long: its pieces hold on to each other until they are no slivers.
    grid = make_grid("a", ground(box(0, 0, 100, 100) | box(100, 0, 420, 20)))
    assert sum(round(cell.area_m2) for cell in grid.cells) == 16_400
    assert all(cell.area_m2 >= 2500 for cell in grid.cells)


def test_an_isolated_sliver_stays_a_cell():
    outline = MultiPolygon([box(0, 0, 100, 100), box(310, 10, 320, 20)])
    grid = make_grid("a", ground(outline))
    assert [round(cell.area_m2) for cell in grid.cells] == [10_000, 100]


def test_pieces_of_one_square_stay_one_cell():
    # A gap 20 m wide runs up the middle of the square.
    outline = MultiPolygon([box(0, 0, 40, 100), box(60, 0, 100, 100)])
    (cell,) = make_grid("a", ground(outline)).cells
    assert cell.geometry.geom_type == "MultiPolygon"
    assert cell.area_m2 == pytest.approx(8000)


def test_a_hole_in_the_area_is_no_cell():
    outline = Polygon(box(0, 0, 300, 300).exterior, [box(100, 100, 200, 200).exterior])
    grid = make_grid("a", ground(outline))
    assert len(grid.cells) == 8
    assert grid.cell_of[1, 1] == -1


def reservoir(**options):
    """Grid 500 × 300 m: water in the west, its edge at 150 m, a road at 350 m, a dam at 450 m."""
    return make_grid(
        "a",
        ground(box(0, 0, 500, 300)),
        water=ground(box(-500, -500, 150, 500)),
        access=shapely.GeometryCollection(
            [ground(LineString([(350, -50), (350, 350)])), ground(Point(450, 250))]
        ),
        **options,
    )


def test_kinds_of_a_reservoirs_cells():
    kinds = [cell.kind for cell in reservoir().cells]
    assert kinds[:5] == ["open_water", "shoreline", "hinterland", "access", "access"]
    assert kinds[5:10] == ["open_water", "shoreline", "hinterland", "access", "hinterland"]


def test_a_shore_that_only_touches_a_cell_is_not_its_shoreline():
    grid = make_grid("a", ground(box(0, 0, 200, 100)), water=ground(box(-50, -50, -10, 150)))
    assert {cell.kind for cell in grid.cells} == {"hinterland"}


def test_the_edge_of_an_area_that_is_all_water_is_shoreline():
    water = ground(box(0, 0, 300, 300))
    grid = make_grid("a", water, water=water)
    assert Counter(cell.kind for cell in grid.cells) == {"shoreline": 8, "open_water": 1}


def test_park_cells_are_just_that():
    grid = make_grid("a", ground(box(0, 0, 200, 100)), kind="park", water=ground(box(0, 0, 50, 50)))
    assert {(c.kind, c.zone_level, c.required_interval_s) for c in grid.cells} == {
        ("park", None, DAY)
    }


def test_a_cell_belongs_to_the_zone_that_holds_most_of_it():
    zones = [
        ("first", ground(box(0, 0, 130, 300))),
        ("second", ground(box(0, 0, 260, 300))),  # drawn over the first, as offices do
        ("quasi", ground(box(260, 0, 399.999, 300))),
    ]
    levels = [cell.zone_level for cell in reservoir(zones=zones).cells]
    assert levels[:5] == ["first", "second", "second", "quasi", None]


@pytest.mark.parametrize(
    ("kind", "level", "interval"),
    [
        ("shoreline", "first", 8 * HOUR),
        ("access", "first", 8 * HOUR),
        ("open_water", "first", 7 * DAY),
        ("hinterland", "first", 7 * DAY),
        ("shoreline", "second", DAY),
        ("hinterland", "second", DAY),
        ("access", "quasi", 7 * DAY),
        ("shoreline", None, None),
        ("park", None, DAY),
        ("park", "second", DAY),
    ],
)
def test_required_intervals(kind, level, interval):
    assert default_interval_s(kind, level) == interval


def test_cells_carry_their_interval_and_rule():
    cells = reservoir(zones=[("first", ground(box(-1, -1, 501, 301)))]).cells
    assert [cell.required_interval_s for cell in cells[:4]] == [
        7 * DAY,
        8 * HOUR,
        7 * DAY,
        8 * HOUR,
    ]
    assert {cell.visit_rule for cell in cells} == {"entered"}


@pytest.mark.parametrize(
    ("outline", "options", "key"),
    [
        (Polygon(), {}, "space.outline_not_polygon"),
        (Point(0, 0), {}, "space.outline_not_polygon"),
        (Polygon([(0, 0), (100, 100), (100, 0), (0, 100)]), {}, "space.outline_invalid"),
        (box(0, 0, 100, 100), {"size_m": 0}, "space.grid_size"),
        (box(0, 0, 100, 100), {"size_m": float("nan")}, "space.grid_size"),
        (box(0, 0, 100, 100), {"min_share": 0.9}, "space.grid_min_share"),
        (box(0, 0, 100_000, 100_000), {"size_m": 1}, "space.grid_too_fine"),
        (box(0, 0, 100, 100), {"epsg": 4326}, "space.crs_not_metric"),
    ],
)
def test_senseless_grids_are_refused(outline, options, key):
    with pytest.raises(InvalidInput) as refused:
        make_grid("a", ground(outline), **options)
    assert refused.value.key == key


@pytest.mark.parametrize("code", ["changzhao", "qincun"])
def test_the_sample_reservoirs_get_sound_grids(code):
    (area,) = (area for area in sample_areas() if area.code == code)
    water = sample_water(code)
    started = time.perf_counter()
    grid = make_grid(
        code,
        area.outline,
        provisional_sections=True,
        water=water,
        access=sample_access(code),
        zones=[("first", area.outline)],
    )
    print(f"{code}: {len(grid.cells)} cells in {time.perf_counter() - started:.2f} s")
    assert sum(c.area_m2 for c in grid.cells) == pytest.approx(project(area.outline).area, rel=1e-9)
    kinds = Counter(cell.kind for cell in grid.cells)
    assert kinds["shoreline"] > 300 and kinds["open_water"] > 300 and kinds["hinterland"] > 300
    assert {cell.zone_level for cell in grid.cells} == {"first"}
    wet = sum(c.area_m2 for c in grid.cells if c.kind == "open_water")
    assert wet < project(water).area
    assert grid.provisional and all(len(cell.code) == 15 for cell in grid.cells)
    assert len({cell.code for cell in grid.cells}) == len(grid.cells)
