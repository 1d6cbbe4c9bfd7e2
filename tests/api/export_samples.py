"""Tables to export, made by hand: three cells of an area where little is as it should be."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import shapely

from api.exports.records import About, Figure
from geo_patrol.coverage.gaps import Compliance, gap_spans, last_leaves, standing
from geo_patrol.grid import Cell, Grid
from geo_patrol.store.repositories.places import Area
from geo_patrol.workflows.coverage import CoverageTable, GapTable, as_us

ZONE = ZoneInfo("Asia/Shanghai")
START, END = datetime(2022, 10, 1, tzinfo=ZONE), datetime(2022, 10, 8, tzinfo=ZONE)
MADE = datetime(2022, 11, 1, 9, 30, tzinfo=ZONE)
DAY_S = 86_400.0


def square(west: float, south: float, side: float = 0.001) -> shapely.Polygon:
    return shapely.box(west, south, west + side, south + side)


def cell(idx: int, shape: shapely.Polygon | shapely.MultiPolygon, wanted: int | None) -> Cell:
    return Cell(
        idx=idx,
        code=f"33062400100{idx:04d}",
        row=0,
        col=idx,
        kind="shoreline",
        zone_level="first" if idx else None,
        required_interval_s=wanted,
        visit_rule="entered",
        area_m2=10_000.0,
        geometry=shape,
    )


TWO_PARTS = shapely.MultiPolygon([square(121.002, 29.4), square(121.0041234567, 29.4)])
CELLS = (
    cell(0, square(121.0, 29.4), None),
    cell(1, square(121.001, 29.4), 86_400),
    cell(2, TWO_PARTS, 86_400),
)
GRID = Grid("changzhao", 4549, 0.0, 0.0, None, None, CELLS, False, 15)


def area(code: str = "changzhao", *, name: str = "长诏水库") -> Area:
    return Area(
        code=code,
        squad_code="reservoir",
        kind="reservoir",
        name_zh=name,
        name_en="Changzhao",
        status="illustrative",
        status_note="示意 · illustrative",
        source="drawn by hand",
        licence="ODbL 1.0",
        geometry=shapely.MultiPolygon([square(121.0, 29.4, 0.01)]),
    )


def about(figure: Figure, *, made_at: datetime = MADE, demo: bool = False) -> About:
    return About(figure, (area(),), START, END, END, made_at, ZONE, demo)


def coverage_table() -> CoverageTable:
    spent = np.array([0.0, 90.5, 3600.123456])
    return CoverageTable(area(), GRID, START, END, spent, spent * 2, spent / 3, np.array([0, 1, 2]))


def gap_table(*, code: str = "changzhao") -> GapTable:
    """Return gaps of a week: nobody was in the last cell, and once in the one before."""
    entered = as_us(START) + 3_600_123_456
    visits = np.array([1], np.int32), np.array([entered]), np.array([entered + 60_000_000])
    wanted = np.array([np.nan, DAY_S, DAY_S])
    last = last_leaves(*visits, 3, as_us(END))
    stands = standing(last, wanted, as_us(END), np.empty((0, 2), np.int64))
    return GapTable(
        area=area(code),
        grid=GRID,
        start=START,
        end=END,
        as_of=END,
        required_s=wanted,
        last_leave_us=stands.last_leave_us,
        ratio=stands.ratio,
        gap_class=("not_required", "late_5_plus", "never"),
        spans=gap_spans(*visits, wanted, as_us(START), as_us(END)),
        compliance=Compliance(np.full((3, 4), 7), np.full((3, 4), 1)),
        untracked=(),
    )
