"""The unit grid: cells, their codes, how they are made and read."""

from geo_patrol.grid.classify import default_interval_s
from geo_patrol.grid.make import make_grid
from geo_patrol.grid.read import read_grid
from geo_patrol.grid.records import AreaKind, Cell, CellKind, Grid, VisitRule

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
