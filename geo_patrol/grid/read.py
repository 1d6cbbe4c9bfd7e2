"""Official grids (管理网格) from files: their codes and shapes as they are."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo_patrol.crs import METRIC_EPSG, Datum, project
from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.grid.classify import default_interval_s, kinds_of, levels_of
from geo_patrol.grid.codes import normal_code
from geo_patrol.grid.records import AreaKind, Cell, CellKind, Grid
from geo_patrol.grid.regular import find_lattice
from geo_patrol.grid.rules import read_rules
from geo_patrol.vector import read_polygons
from geo_patrol.vector.datums import Bounds
from geo_patrol.vector.mend import on_ground, settle
from geo_patrol.zones import ZoneLevel

Column = Literal["code", "kind", "required_interval_h", "visit_rule", "seen_share"]
ColumnMap = Mapping[Column, str]

TITLES: dict[Column, tuple[str, ...]] = {
    "code": (
        "code",
        "cell_code",
        "网格编码",
        "单元网格编码",
        "网格代码",
        "编码",
        "代码",
        "bm",
        "wgbm",
        "bgcode",
    ),
    "kind": ("kind", "cell_kind", "网格类型", "类型"),
    "required_interval_h": ("required_interval_h", "interval_h", "巡查间隔小时", "巡查间隔"),
    "visit_rule": ("visit_rule", "到访规则", "巡查方式", "计次方式"),
    "seen_share": ("seen_share", "seen_pct", "可见比例", "看到比例"),
}
KINDS: dict[str, CellKind] = {
    "shoreline": "shoreline",
    "岸线": "shoreline",
    "access": "access",
    "通道": "access",
    "open_water": "open_water",
    "水面": "open_water",
    "hinterland": "hinterland",
    "腹地": "hinterland",
    "park": "park",
    "园区": "park",
}
# Overlaps below this are the width of a line.
_MIN_OVERLAP_M2 = 1.0
_MAX_OVERLAPS_TOLD = 50


def read_grid(
    path: Path | str,
    *,
    area_code: str,
    datum: Datum | None = None,
    columns: ColumnMap | None = None,
    kind: AreaKind = "park",
    water: BaseGeometry | None = None,
    access: BaseGeometry | None = None,
    zones: Sequence[tuple[ZoneLevel, BaseGeometry]] = (),
    epsg: int = METRIC_EPSG,
    home: Bounds | None = None,
    layer: str | None = None,
) -> Grid:
    """Read an official grid; codes and polygons stay as they are.

    Parameters
    ----------
    path, datum, home, layer
        As in `geo_patrol.vector.read_polygons`.
    columns
        Which column holds what: ``code`` (required, 14 or 15 digits), ``kind``,
        ``required_interval_h`` (hours), ``visit_rule`` and ``seen_share`` (see
        `geo_patrol.grid.rules.read_rules`). What is not named is looked for under its usual titles.
    kind, water, access, zones
        As in `make_grid`; used where the file does not say a cell's kind, and for zone levels.
    epsg
        Metric CRS for areas, and of the lattice if the cells form one.

    Returns
    -------
    Grid
        With ``size_m`` and ``cell_of`` where all cells are whole squares of one lattice, else
        None. Repairs and overlaps between cells are among its findings.

    Raises
    ------
    InvalidInput
        When the file cannot be read whole, or codes are missing, malformed, of two lengths or
        given twice: with the features' numbers.
    """
    read = read_polygons(path, datum=datum, home=home, layer=layer)
    found = _columns(read.frame, columns or {}, Path(path).name)
    codes = _codes(read.frame, found["code"], Path(path).name)
    shapes = settle(project(np.asarray(read.frame.geometry, dtype=object), epsg))
    kinds, odd_kinds = _kinds(
        read.frame,
        found.get("kind"),
        kinds_of(
            shapes,
            kind,
            None if water is None else on_ground(water, epsg),
            None if access is None else project(access, epsg),
        ),
    )
    levels = levels_of(shapes, [(level, on_ground(zone, epsg)) for level, zone in zones])
    intervals, odd_intervals = _intervals(
        read.frame,
        found.get("required_interval_h"),
        [default_interval_s(*both) for both in zip(kinds, levels, strict=True)],
    )
    rules, odd_rules = read_rules(read.frame, found.get("visit_rule"), found.get("seen_share"))
    lattice = find_lattice(shapes)
    bounds = shapely.total_bounds(shapes)
    cells = tuple(
        Cell(
            idx=i,
            code=code,
            row=int(lattice.row[i]) if lattice else -1,
            col=int(lattice.col[i]) if lattice else -1,
            kind=kinds[i],
            zone_level=levels[i],
            required_interval_s=intervals[i],
            visit_rule=rules[i].visit_rule,
            seen_share=rules[i].seen_share,
            area_m2=float(shapes[i].area),
            geometry=read.frame.geometry.iloc[i],
        )
        for i, code in enumerate(codes)
    )
    return Grid(
        area_code=area_code,
        epsg=epsg,
        x0=lattice.x0 if lattice else float(bounds[0]),
        y0=lattice.y0 if lattice else float(bounds[3]),
        size_m=lattice.size_m if lattice else None,
        cell_of=lattice.cell_of if lattice else None,
        cells=cells,
        provisional=False,
        code_digits=len(codes[0]),
        findings=(
            *read.repaired,
            *odd_kinds,
            *odd_intervals,
            *odd_rules,
            *_overlaps(shapes, codes),
        ),
    )


def _columns(frame: gpd.GeoDataFrame, named: ColumnMap, name: str) -> dict[Column, str]:
    titles = {str(title).strip().lower(): str(title) for title in frame.columns}
    found: dict[Column, str] = {}
    for column, usual in TITLES.items():
        wanted = (named[column],) if column in named else usual
        hit = next((titles[w.lower()] for w in wanted if w.lower() in titles), None)
        if hit is not None:
            found[column] = hit
        elif column in named or column == "code":
            have = ", ".join(str(title) for title in frame.columns if title != "geometry")
            raise InvalidInput(
                "space.column_missing", name=name, column=named.get(column, column), columns=have
            )
    return found


def _codes(frame: gpd.GeoDataFrame, column: str, name: str) -> list[str]:
    bad: list[Finding] = []
    first: dict[str, object] = {}
    codes = []
    for number, value in zip(frame.index, frame[column], strict=True):
        code = normal_code(value)
        if code is None:
            said = "" if value is None or value != value else str(value)
            bad.append(finding(number, "space.cell_code", value=said))
            continue
        if code in first:
            bad.append(finding(number, "space.cell_code_twice", code=code, first=first[code]))
        first.setdefault(code, number)
        codes.append(code)
    if not bad and len({len(code) for code in codes}) > 1:
        raise InvalidInput("space.cell_code_lengths", name=name)
    if bad:
        raise InvalidInput("space.import_refused", findings=tuple(bad), name=name, count=len(bad))
    return codes


def _kinds(
    frame: gpd.GeoDataFrame, column: str | None, otherwise: list[CellKind]
) -> tuple[list[CellKind], tuple[Finding, ...]]:
    if column is None:
        return otherwise, ()
    kinds: list[CellKind] = []
    odd: list[Finding] = []
    for number, value, usual in zip(frame.index, frame[column], otherwise, strict=True):
        word = "" if pd.isna(value) else str(value).strip()
        kinds.append(KINDS.get(word.lower(), usual))
        if word and word.lower() not in KINDS:
            odd.append(finding(number, "space.cell_kind_unknown", value=word, taken=usual))
    return kinds, tuple(odd)


def _intervals(
    frame: gpd.GeoDataFrame, column: str | None, otherwise: list[int | None]
) -> tuple[list[int | None], tuple[Finding, ...]]:
    if column is None:
        return otherwise, ()
    intervals: list[int | None] = []
    odd: list[Finding] = []
    numbers = pd.to_numeric(frame[column], errors="coerce")
    for number, value, hours, usual in zip(
        frame.index, frame[column], numbers, otherwise, strict=True
    ):
        good = np.isfinite(hours) and hours > 0
        intervals.append(round(float(hours) * 3600) if good else usual)
        if not good and not pd.isna(value) and str(value).strip():
            odd.append(finding(number, "space.cell_interval", value=value))
    return intervals, tuple(odd)


def _overlaps(shapes: NDArray[np.object_], codes: list[str]) -> tuple[Finding, ...]:
    a, b = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    a, b = a[a < b], b[a < b]
    common = np.atleast_1d(shapely.area(shapely.intersection(shapes[a], shapes[b])))
    over = np.flatnonzero(common > _MIN_OVERLAP_M2)
    told = [
        finding(codes[a[i]], "space.cells_overlap", other=codes[b[i]], area_m2=round(common[i]))
        for i in over[:_MAX_OVERLAPS_TOLD]
    ]
    if len(over) > _MAX_OVERLAPS_TOLD:
        told.append(finding("", "space.cells_overlap_more", count=len(over) - _MAX_OVERLAPS_TOLD))
    return tuple(told)
