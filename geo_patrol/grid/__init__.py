"""The unit grid: cells, their codes, how they are made and read.

The reader is loaded when it is first asked for, as that of `geo_patrol.vector` is.
"""

from typing import TYPE_CHECKING

from geo_patrol.grid.classify import default_interval_s
from geo_patrol.grid.make import make_grid
from geo_patrol.grid.records import AreaKind, Cell, CellKind, Grid, VisitRule

if TYPE_CHECKING:
    from geo_patrol.grid.read import read_grid

__all__ = [
    "AreaKind",
    "Cell",
    "CellKind",
    "Grid",
    "VisitRule",
    "default_interval_s",
    "make_grid",
    "read_grid",
]


def __getattr__(name: str) -> object:
    if name != "read_grid":
        raise AttributeError(name)
    from geo_patrol.grid.read import read_grid

    return read_grid
