"""A grid that follows a new boundary: what stays keeps its code, what is new gets the next one.

Records, responsibilities and papers name cells by their codes: a boundary that moves must not
number a whole area anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_patrol.crs import project, unproject
from geo_patrol.errors import InvalidInput
from geo_patrol.grid.classify import Shapes, default_interval_s, kinds_of, levels_of
from geo_patrol.grid.clip import Pieces, cut
from geo_patrol.grid.codes import (
    FIRST_SECTION,
    LAST_SECTION,
    PREFIX_DIGITS,
    is_provisional,
    sequence_limit,
)
from geo_patrol.grid.records import AreaKind, Cell, CellKind, Grid
from geo_patrol.grid.rules import Rule
from geo_patrol.vector.mend import on_ground, settle
from geo_patrol.zones import ZoneLevel

Square = tuple[int, int]
"""Where a square lies, whatever grid it is of: its western and northern line, as multiples of the
side."""

Zones = Sequence[tuple[ZoneLevel, BaseGeometry]]

MIN_SHARE = 0.25


def squares_of(
    x0: float, y0: float, size_m: float, places: Sequence[tuple[int, int]]
) -> list[Square]:
    """Return where the squares of a lattice lie; ``places`` are rows and columns."""
    west, north = round(x0 / size_m), round(y0 / size_m)
    return [(west + col, north - row) for row, col in places]


def follow_outline(
    grid: Grid,
    outline_4326: BaseGeometry,
    *,
    water: BaseGeometry | None,
    access: BaseGeometry | None,
    zones: Zones,
    kind: AreaKind,
    earlier: Mapping[Square, str] | None = None,
) -> Grid:
    """Cut a new outline into cells by the lattice of a grid.

    Parameters
    ----------
    grid
        The grid of the outline before, a regular one.
    outline_4326, water, access, zones
        As in `geo_patrol.grid.make.make_grid`, EPSG:4326.
    earlier
        Codes that squares had in older versions: a square that comes back gets its own again.

    Returns
    -------
    Grid
        Cells with the square, code, rule and interval they had, as far as they were there.

    Raises
    ------
    InvalidInput
        When the grid is irregular, the outline is no valid polygon, or numbers run out.
    """
    lattice = grid.lattice()
    if outline_4326.is_empty or not outline_4326.is_valid:
        raise InvalidInput("space.outline_invalid")
    pieces = cut(on_ground(outline_4326, grid.epsg), lattice.size_m, MIN_SHARE)
    levels = levels_of(pieces.shape, _on_ground(zones, grid.epsg))
    kinds = kinds_of(
        pieces.shape,
        kind,
        None if water is None else on_ground(water, grid.epsg),
        None if access is None else project(access, grid.epsg),
    )
    places = list(zip(pieces.row.tolist(), pieces.col.tolist(), strict=True))
    squares = squares_of(pieces.x0, pieces.y0, lattice.size_m, places)
    before = dict(zip(_squares(grid), grid.cells, strict=True))
    codes = _codes(grid, pieces, squares, earlier or {})
    geometries, areas = settle(unproject(pieces.shape, grid.epsg)), shapely.area(pieces.shape)
    rules = _rules(grid)
    cells = []
    for i, (code, square) in enumerate(zip(codes, squares, strict=True)):
        was = before.get(square)
        rule = rules.get(kinds[i], Rule())
        # What was asked of a cell on purpose stays, as long as the cell is of that kind.
        if was is not None and was.kind == kinds[i]:
            rule = Rule(was.visit_rule, was.seen_share)
        cells.append(
            Cell(
                idx=i,
                code=code,
                row=int(pieces.row[i]),
                col=int(pieces.col[i]),
                kind=kinds[i],
                zone_level=levels[i],
                required_interval_s=_interval(was, kinds[i], levels[i]),
                visit_rule=rule.visit_rule,
                seen_share=rule.seen_share,
                area_m2=float(areas[i]),
                geometry=geometries[i],
            )
        )
    return Grid(
        area_code=grid.area_code,
        epsg=grid.epsg,
        x0=pieces.x0,
        y0=pieces.y0,
        size_m=lattice.size_m,
        cell_of=pieces.cell_of,
        cells=tuple(cells),
        provisional=any(is_provisional(code[:PREFIX_DIGITS]) for code in codes),
        code_digits=grid.code_digits,
    )


def follow_zones(grid: Grid, zones: Zones) -> Grid:
    """Return a grid with the levels of other zones (EPSG:4326), and what they ask for."""
    levels = levels_of(_metric(grid), _on_ground(zones, grid.epsg))
    cells = tuple(
        replace(cell, zone_level=level, required_interval_s=_interval(cell, cell.kind, level))
        for cell, level in zip(grid.cells, levels, strict=True)
    )
    return replace(grid, cells=cells, findings=())


def _on_ground(zones: Zones, epsg: int) -> list[tuple[ZoneLevel, BaseGeometry]]:
    return [(level, on_ground(shape, epsg)) for level, shape in zones]


def _metric(grid: Grid) -> Shapes:
    shapes = np.array([cell.geometry for cell in grid.cells], dtype=object)
    return settle(project(shapes, grid.epsg))


def _squares(grid: Grid) -> list[Square]:
    lattice = grid.lattice()
    return squares_of(grid.x0, grid.y0, lattice.size_m, [(one.row, one.col) for one in grid.cells])


def _interval(was: Cell | None, kind: CellKind, level: ZoneLevel | None) -> int | None:
    usual = default_interval_s(kind, level)
    if was is None or was.kind != kind:
        return usual
    kept = was.required_interval_s != default_interval_s(was.kind, was.zone_level)
    return was.required_interval_s if kept else usual


def _rules(grid: Grid) -> dict[CellKind, Rule]:
    return {one.kind: Rule(one.visit_rule, one.seen_share) for one in reversed(grid.cells)}


def _codes(
    grid: Grid, pieces: Pieces, squares: list[Square], earlier: Mapping[Square, str]
) -> list[str]:
    """Return a code for each piece: its own, the one it once had, or the next of its neighbour."""
    now = dict(zip(_squares(grid), (one.code for one in grid.cells), strict=True))
    taken = set(now.values())
    # A number that somebody else has by now is not given back.
    once = {square: code for square, code in earlier.items() if code not in taken}
    known = {**once, **now}
    tree = shapely.STRtree(_metric(grid))
    numbers = _Numbers(grid.code_digits, {*known.values(), *earlier.values()}, len(squares))
    given: set[str] = set()
    codes = []
    for shape, square in zip(pieces.shape, squares, strict=True):
        code = known.get(square)
        if code is None or code in given:
            neighbour = grid.cells[int(tree.nearest(shape))]
            code = numbers.following(neighbour.code[:PREFIX_DIGITS])
        given.add(code)
        codes.append(code)
    return codes


class _Numbers:
    """The numbers that are free, village by village; what was used once is not used again."""

    def __init__(self, digits: int, used: set[str], n_cells: int) -> None:
        self._width, self._limit = digits - PREFIX_DIGITS, sequence_limit(digits)
        self._n_cells = n_cells
        self._last: dict[str, int] = {}
        for code in used:
            prefix = code[:PREFIX_DIGITS]
            last = self._last.get(prefix, 0)
            self._last[prefix] = max(last, int(code[PREFIX_DIGITS:]))

    def following(self, prefix: str) -> str:
        """Return the next code of a village, or of a provisional section where that is full."""
        chosen = prefix
        if self._last.get(prefix, 0) >= self._limit:
            sections = (f"{prefix[:9]}{n}" for n in range(FIRST_SECTION, LAST_SECTION + 1))
            free = (one for one in sections if self._last.get(one, 0) < self._limit)
            found = next(free, None)
            if found is None:
                raise InvalidInput(
                    "space.section_overflow", count=self._n_cells, limit=self._limit * 99
                )
            chosen = found
        self._last[chosen] = self._last.get(chosen, 0) + 1
        return f"{chosen}{self._last[chosen]:0{self._width}d}"
