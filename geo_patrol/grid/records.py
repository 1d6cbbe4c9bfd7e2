"""The cells of an area's grid."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from geo_patrol.coverage.records import Lattice
from geo_patrol.errors import Finding, InvalidInput
from geo_patrol.zones import ZoneLevel

CellKind = Literal["shoreline", "access", "open_water", "hinterland", "park"]
VisitRule = Literal["entered", "seen"]
AreaKind = Literal["reservoir", "park"]


@dataclass(frozen=True)
class Cell:
    """One unit-grid cell 单元网格.

    Attributes
    ----------
    idx
        Position in ``Grid.cells``, and the number used in ``Grid.cell_of``.
    code
        14 or 15 digits.
    row, col
        Place of the cell's square in the lattice, from the north-west corner; -1 in an irregular
        grid.
    zone_level
        Level of the protection zone that holds the largest part of the cell; None outside all.
    required_interval_s
        Longest time without a visit, in seconds; None where nothing is required.
    visit_rule
        What counts as a visit: ``entered``, or ``seen``, when one patrol saw enough of the cell.
    area_m2
        Area in the grid's metric CRS.
    geometry
        EPSG:4326.
    seen_share
        With the rule ``seen``: the share of the cell that is enough, above 0 up to 1.
    """

    idx: int
    code: str
    row: int
    col: int
    kind: CellKind
    zone_level: ZoneLevel | None
    required_interval_s: int | None
    visit_rule: VisitRule
    area_m2: float
    geometry: Polygon | MultiPolygon
    seen_share: float | None = None


@dataclass(frozen=True, eq=False)
class Grid:
    """The cells of one area, free of gaps and overlaps when made here.

    Attributes
    ----------
    epsg
        The metric CRS that ``x0``, ``y0`` and ``size_m`` are in.
    x0, y0
        North-west corner of the lattice (of the cells' bounds, in an irregular grid), metres.
    size_m, cell_of
        Side of a square and the cell of each square, as in `Lattice`; both None in an irregular
        grid.
    provisional
        True while codes stand in for ones that the operator has not given.
    findings
        What was noticed on import: repairs, overlaps.
    """

    area_code: str
    epsg: int
    x0: float
    y0: float
    size_m: float | None
    cell_of: NDArray[np.int32] | None
    cells: tuple[Cell, ...]
    provisional: bool
    code_digits: int
    findings: tuple[Finding, ...] = ()

    def lattice(self) -> Lattice:
        """Return the squares for index arithmetic.

        Raises
        ------
        InvalidInput
            When the grid is irregular.
        """
        if self.size_m is None or self.cell_of is None:
            raise InvalidInput("space.grid_irregular", area=self.area_code)
        return Lattice(self.x0, self.y0, self.size_m, self.cell_of)
