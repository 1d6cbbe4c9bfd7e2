"""Making an area's unit grid from its outline."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_patrol.crs import METRIC_EPSG, project, unproject
from geo_patrol.errors import InvalidInput
from geo_patrol.grid.classify import default_interval_s, kinds_of, levels_of
from geo_patrol.grid.clip import Pieces, cut
from geo_patrol.grid.codes import (
    UNKNOWN,
    is_provisional,
    number_cells,
    sections,
    sequence_limit,
    village_prefix,
)
from geo_patrol.grid.records import AreaKind, Cell, CellKind, Grid
from geo_patrol.grid.rules import rules_by_kind
from geo_patrol.grid.villages import village_of, village_prefixes
from geo_patrol.vector.mend import on_ground, settle
from geo_patrol.zones import ZoneLevel

if TYPE_CHECKING:
    import geopandas as gpd


def make_grid(
    area_code: str,
    outline_4326: BaseGeometry,
    *,
    size_m: float = 100,
    epsg: int = METRIC_EPSG,
    county: str = "330624",
    town: str | None = None,
    village: str | None = None,
    villages: "gpd.GeoDataFrame | None" = None,
    provisional_sections: bool = False,
    code_digits: int = 15,
    water: BaseGeometry | None = None,
    access: BaseGeometry | None = None,
    zones: Sequence[tuple[ZoneLevel, BaseGeometry]] = (),
    kind: AreaKind = "reservoir",
    min_share: float = 0.25,
    seen: Mapping[CellKind, float] | None = None,
) -> Grid:
    """Cut an area into unit-grid cells after GB/T 30428.1.

    Cells are free of gaps and overlaps, numbered row by row from north to south and from west to
    east within a row, village by village.

    Parameters
    ----------
    area_code
        The area's code.
    outline_4326, water, access, zones
        Shapes in EPSG:4326: the area; water polygons; roads and dams as lines and points; levels
        with their polygons.
    size_m
        Side of a square in metres.
    epsg
        The metric CRS of the lattice.
    county, town, village
        Parts of the code: 6 digits; 3 (or the town's own 9); 3 (or the village's own 12).
        Unknown ones become 000 and the grid provisional.
    villages
        Village polygons with their codes (`geo_patrol.grid.villages.village_prefixes`): each cell
        belongs to the one that holds its largest part, and to ``village`` where none does.
    provisional_sections
        Where the village is unknown, number in sections 901, 902, … so that an area of more
        than 999 cells can have codes at all.
    code_digits
        15, or 14.
    kind
        What the area is.
    min_share
        Pieces smaller than this share of a square are merged into a neighbour.
    seen
        Kinds of cells that count as visited when seen, with the share of a cell (above 0 up to 1)
        that one patrol must see; all others are to be entered.

    Raises
    ------
    InvalidInput
        When the outline is not a valid polygon or empty, a parameter is out of range, or a
        village has more cells than numbers.
    """
    _check(outline_4326, size_m, min_share)
    sequence_limit(code_digits)
    prefix = village_prefix(county, town, village)
    pieces = cut(on_ground(outline_4326, epsg), size_m, min_share)
    prefixes = [prefix] * len(pieces.shape)
    if villages is not None:
        shapes, codes = village_prefixes(villages, county, epsg)
        prefixes = village_of(pieces.shape, shapes, codes, elsewhere=prefix)
    provisional = any(is_provisional(its_prefix) for its_prefix in prefixes)
    if provisional_sections:
        prefixes = _in_sections(prefixes, pieces, code_digits)
    levels = levels_of(pieces.shape, [(level, on_ground(zone, epsg)) for level, zone in zones])
    kinds = kinds_of(
        pieces.shape,
        kind,
        None if water is None else on_ground(water, epsg),
        None if access is None else project(access, epsg),
    )
    rules = rules_by_kind(kinds, seen or {})
    geometries = settle(unproject(pieces.shape, epsg))
    areas = shapely.area(pieces.shape)
    cells = tuple(
        Cell(
            idx=i,
            code=code,
            row=int(pieces.row[i]),
            col=int(pieces.col[i]),
            kind=kinds[i],
            zone_level=levels[i],
            required_interval_s=default_interval_s(kinds[i], levels[i]),
            visit_rule=rules[i].visit_rule,
            seen_share=rules[i].seen_share,
            area_m2=float(areas[i]),
            geometry=geometries[i],
        )
        for i, code in enumerate(number_cells(prefixes, code_digits))
    )
    return Grid(
        area_code=area_code,
        epsg=epsg,
        x0=pieces.x0,
        y0=pieces.y0,
        size_m=float(size_m),
        cell_of=pieces.cell_of,
        cells=cells,
        provisional=provisional,
        code_digits=code_digits,
    )


def _check(outline: BaseGeometry, size_m: float, min_share: float) -> None:
    if outline.geom_type not in ("Polygon", "MultiPolygon") or outline.is_empty:
        raise InvalidInput("space.outline_not_polygon")
    if not outline.is_valid:
        raise InvalidInput("space.outline_invalid")
    if not (np.isfinite(size_m) and size_m >= 1):
        raise InvalidInput("space.grid_size", size=size_m)
    if not 0 <= min_share <= 0.5:
        raise InvalidInput("space.grid_min_share", share=min_share)


def _in_sections(prefixes: list[str], pieces: Pieces, code_digits: int) -> list[str]:
    unknown = [i for i, prefix in enumerate(prefixes) if prefix.endswith(UNKNOWN)]
    split = list(prefixes)
    parts = sections([int(pieces.row[i]) for i in unknown], code_digits)
    for i, section in zip(unknown, parts, strict=True):
        split[i] = prefixes[i][:9] + section
    return split
