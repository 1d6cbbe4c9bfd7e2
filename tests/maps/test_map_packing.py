"""Packed shapes give back what was packed, to a millionth of a degree."""

from itertools import pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from geo_patrol.packing import PER_DEGREE, Shape, pack, pack_points


def unpack(shapes: list[Shape]) -> list[list[list[list[tuple[float, float]]]]]:
    """Undo `pack` as the page does: shapes → parts → rings → (lon, lat)."""
    start = (0, 0)

    def ring(steps: list[int]) -> list[tuple[float, float]]:
        nonlocal start
        lon, lat = start
        points = []
        for i in range(0, len(steps), 2):
            lon, lat = lon + steps[i], lat + steps[i + 1]
            if i == 0:
                start = (lon, lat)
            points.append((lon / PER_DEGREE, lat / PER_DEGREE))
        return points

    opened = []
    for shape in shapes:
        parts = [[shape]] if shape and isinstance(shape[0], int) else shape
        opened.append([[ring(steps) for steps in part] for part in parts])  # type: ignore[union-attr]
    return opened


def polygon_of(part: list[list[tuple[float, float]]]) -> shapely.Polygon:
    return shapely.Polygon(part[0], part[1:])


@st.composite
def polygons(draw: st.DrawFn) -> BaseGeometry:
    """Boxes with or without a hole, alone or two together, around the county."""
    west = draw(st.integers(-180, 178)) + draw(st.floats(0, 0.5))
    south = draw(st.integers(-80, 78)) + draw(st.floats(0, 0.5))
    outer = shapely.box(west, south, west + 0.4, south + 0.3)
    shape: BaseGeometry = outer
    if draw(st.booleans()):
        shape = outer - shapely.box(west + 0.1, south + 0.1, west + 0.2, south + 0.2)
    if draw(st.booleans()):
        shape = shapely.MultiPolygon(
            [shape, shapely.box(west + 1, south, west + 1.1, south + 0.1)]  # type: ignore[list-item]
        )
    return shape


@given(st.lists(polygons(), max_size=6))
def test_polygons_come_back(shapes: list[BaseGeometry]) -> None:
    for shape, parts in zip(shapes, unpack(pack(shapes)), strict=True):
        back = shapely.MultiPolygon([polygon_of(part) for part in parts])
        assert shapely.hausdorff_distance(shape, back) < 1.5 / PER_DEGREE
        assert len(parts) == shapely.get_num_geometries(shape)
        assert back.is_valid


def test_lines_keep_both_ends() -> None:
    line = shapely.LineString([(120.1, 29.1), (120.2, 29.2), (120.1, 29.1)])
    assert unpack(pack([line])) == [[[[(120.1, 29.1), (120.2, 29.2), (120.1, 29.1)]]]]


def test_what_cannot_be_drawn_keeps_its_place() -> None:
    box = shapely.box(120, 29, 120.1, 29.1)
    shapes = pack([None, box, shapely.Polygon(), shapely.Point(120, 29), box])
    assert [bool(shape) for shape in shapes] == [False, True, False, False, True]


def test_neighbours_share_their_corners_exactly() -> None:
    thirds = [120 + k / 3e5 for k in range(4)]
    boxes = [shapely.box(a, 29, b, 29.0001) for a, b in pairwise(thirds)]
    rings = [parts[0][0] for parts in unpack(pack(boxes))]
    for left, right in pairwise(rings):
        assert len(set(left) & set(right)) == 2


def test_a_cell_takes_a_third_of_its_geojson() -> None:
    boxes = [shapely.box(120 + i / 1e3, 29, 120 + (i + 1) / 1e3, 29.001) for i in range(100)]
    packed = str(pack(boxes)).replace(" ", "")
    assert len(packed) * 3 < sum(len(shapely.to_geojson(box)) for box in boxes)


@pytest.mark.parametrize("missing", [None, shapely.Point(), shapely.box(0, 0, 1, 1)])
def test_points_are_lat_lon_and_missing_ones_keep_their_place(missing: BaseGeometry | None) -> None:
    points = [shapely.Point(120.99220049, 29.4322), missing]
    assert pack_points(points) == [[29.4322, 120.9922], None]
