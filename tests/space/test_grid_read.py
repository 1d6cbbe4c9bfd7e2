"""Official grids are taken as they are: codes, shapes, kinds and intervals."""

import numpy as np
import pyogrio
import pytest
import shapely
from shapely import Polygon, box
from space_files import frame, write_geojson, write_shapefile_zip

from geo_patrol.crs import from_wgs84, project, unproject
from geo_patrol.errors import InvalidInput
from geo_patrol.grid import make_grid, read_grid

CODES = ["330624112203001", "330624112203002", "330624112203003"]


def ground(shape):
    return unproject(shapely.affinity.translate(shape, 590_000, 3_265_000))


SQUARES = [ground(box(100 * i, 0, 100 * i + 100, 100)) for i in range(3)]
IRREGULAR = [
    ground(Polygon([(0, 0), (130, 10), (120, 90), (0, 100)])),
    ground(Polygon([(130, 10), (300, 0), (310, 110), (120, 90)])),
    ground(Polygon([(300, 0), (500, 40), (310, 110)])),
]


def grid_file(tmp_path, shapes=IRREGULAR, name="grid.gpkg", crs=4549, **columns):
    data = frame(*shapes, **(columns or {"网格编码": CODES[: len(shapes)]})).to_crs(crs)
    path = tmp_path / name
    if name.endswith(".zip"):
        return write_shapefile_zip(path, data, encoding="GBK", cpg=None)
    pyogrio.write_dataframe(data, path)
    return path


def refused(path, **options):
    with pytest.raises(InvalidInput) as caught:
        read_grid(path, area_code="yulin", **options)
    return caught.value


@pytest.mark.parametrize("name", ["grid.gpkg", "grid.zip"])
def test_irregular_cells_keep_codes_and_shapes(tmp_path, name):
    grid = read_grid(grid_file(tmp_path, name=name), area_code="yulin")
    assert [cell.code for cell in grid.cells] == CODES
    for cell, shape in zip(grid.cells, IRREGULAR, strict=True):
        assert shapely.hausdorff_distance(cell.geometry, shape) < 1e-8
        assert cell.area_m2 == pytest.approx(project(shape).area, rel=1e-6)
    assert grid.size_m is None and grid.cell_of is None
    assert {(cell.row, cell.col) for cell in grid.cells} == {(-1, -1)}
    assert not grid.provisional and grid.code_digits == 15 and grid.findings == ()
    with pytest.raises(InvalidInput):
        grid.lattice()


@pytest.mark.parametrize("title", ["code", "CODE", "网格编码", "单元网格编码", "bm", "BM"])
def test_usual_titles_of_the_code_are_found(tmp_path, title):
    path = grid_file(tmp_path, **{title: CODES})
    assert len(read_grid(path, area_code="yulin").cells) == 3


def test_an_unusual_title_must_be_named(tmp_path):
    path = grid_file(tmp_path, 号码=CODES)
    error = refused(path)
    assert error.key == "space.column_missing" and "号码" in error.text("zh")
    assert len(read_grid(path, area_code="yulin", columns={"code": "号码"}).cells) == 3
    assert refused(path, columns={"code": "号碼"}).key == "space.column_missing"


def test_codes_that_a_table_turned_into_numbers_are_read(tmp_path):
    for values in ([int(code) for code in CODES], [float(code) for code in CODES]):
        path = grid_file(tmp_path, code=values)
        assert [cell.code for cell in read_grid(path, area_code="yulin").cells] == CODES
        path.unlink()


def test_fourteen_digits_are_taken(tmp_path):
    path = grid_file(
        tmp_path,
        code=[code[:14] for code in ("33062411220301", "33062411220302", "33062411220303")],
    )
    assert read_grid(path, area_code="yulin").code_digits == 14


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ([CODES[0], CODES[1], CODES[0]], [("3", "space.cell_code_twice")]),
        ([CODES[0], None, "12"], [("2", "space.cell_code"), ("3", "space.cell_code")]),
    ],
)
def test_missing_malformed_and_doubled_codes_are_refused_by_number(tmp_path, codes, told):
    error = refused(grid_file(tmp_path, code=codes))
    assert [(f.where, f.key) for f in error.findings] == told


def test_codes_of_two_lengths_are_refused(tmp_path):
    error = refused(grid_file(tmp_path, code=[CODES[0], CODES[1], "33062411220301"]))
    assert error.key == "space.cell_code_lengths"


def test_kinds_and_hours_are_taken_and_odd_ones_reported(tmp_path):
    path = grid_file(
        tmp_path, code=CODES, 网格类型=["岸线", "码头", None], 巡查间隔=["12", None, "often"]
    )
    zones = [("first", ground(box(-10, -10, 600, 600)))]
    grid = read_grid(path, area_code="changzhao", kind="reservoir", zones=zones)
    assert [cell.kind for cell in grid.cells] == ["shoreline", "hinterland", "hinterland"]
    assert [cell.required_interval_s for cell in grid.cells] == [12 * 3600, 7 * 86400, 7 * 86400]
    assert [(f.where, f.key) for f in grid.findings] == [
        ("2", "space.cell_kind_unknown"),
        ("3", "space.cell_interval"),
    ]
    assert all(f.text("zh") for f in grid.findings)


def test_without_a_kind_column_water_and_roads_decide(tmp_path):
    grid = read_grid(
        grid_file(tmp_path),
        area_code="changzhao",
        kind="reservoir",
        water=ground(box(-500, -500, 60, 500)),
        access=ground(shapely.LineString([(400, -50), (400, 150)])),
    )
    assert [cell.kind for cell in grid.cells] == ["shoreline", "hinterland", "access"]


def test_park_cells_are_due_daily(tmp_path):
    grid = read_grid(grid_file(tmp_path), area_code="yulin")
    assert {(cell.kind, cell.required_interval_s) for cell in grid.cells} == {("park", 86_400)}


def test_overlaps_are_reported_not_refused(tmp_path):
    wide = ground(box(90, 0, 200, 100))
    grid = read_grid(grid_file(tmp_path, [SQUARES[0], wide, SQUARES[2]]), area_code="yulin")
    (overlap,) = grid.findings
    assert (overlap.where, overlap.key) == (CODES[0], "space.cells_overlap")
    assert dict(overlap.params) == {"other": CODES[1], "area_m2": 1000}


def test_many_overlaps_are_summed_up(tmp_path):
    shapes = [ground(box(i, 0, i + 100, 100)) for i in range(12)]
    path = grid_file(tmp_path, shapes, code=[f"3306241122030{i:02d}" for i in range(12)])
    findings = read_grid(path, area_code="yulin").findings
    assert len(findings) == 51
    assert (
        findings[-1].key == "space.cells_overlap_more" and dict(findings[-1].params)["count"] == 16
    )


@pytest.mark.parametrize("crs", [4549, 4490])
def test_whole_squares_are_recognised_as_a_lattice(tmp_path, crs):
    shapes = [SQUARES[2], SQUARES[0], ground(box(0, -100, 100, 0))]
    grid = read_grid(grid_file(tmp_path, shapes, crs=crs), area_code="yulin")
    assert grid.size_m == 100
    assert grid.cell_of.tolist() == [[1, -1, 0], [2, -1, -1]]
    assert (grid.x0, grid.y0) == pytest.approx((590_000, 3_265_100), abs=0.01)
    assert grid.lattice().size_m == 100


@pytest.mark.parametrize(
    "odd",
    [
        box(201, 0, 301, 100),  # off the lattice
        box(200, 0, 290, 100),  # smaller
        Polygon([(200, 0), (300, 0), (200, 100), (200, 50)]),  # not a square
        box(100, 0, 200, 100),  # twice in one place
    ],
)
def test_one_odd_cell_makes_the_grid_irregular(tmp_path, odd):
    grid = read_grid(grid_file(tmp_path, [*SQUARES[:2], ground(odd)]), area_code="yulin")
    assert grid.cell_of is None


def test_a_made_grid_comes_back_with_its_codes(tmp_path):
    made = make_grid(
        "yulin", ground(Polygon([(0, 0), (900, 130), (700, 800), (50, 600)])), kind="park"
    )
    path = write_geojson(
        tmp_path / "grid.geojson",
        *(cell.geometry for cell in made.cells),
        properties=[{"code": cell.code} for cell in made.cells],
    )
    back = read_grid(path, area_code="yulin")
    assert [cell.code for cell in back.cells] == [cell.code for cell in made.cells]
    assert sum(c.area_m2 for c in back.cells) == pytest.approx(sum(c.area_m2 for c in made.cells))


def test_a_declared_datum_applies(tmp_path):
    moved = [
        shapely.transform(s, lambda p: np.column_stack(from_wgs84(p[:, 0], p[:, 1], "gcj02")))
        for s in IRREGULAR
    ]
    path = grid_file(tmp_path, moved, crs=4326)
    cells = read_grid(path, area_code="yulin", datum="gcj02").cells
    assert shapely.hausdorff_distance(cells[0].geometry, IRREGULAR[0]) < 1e-8
