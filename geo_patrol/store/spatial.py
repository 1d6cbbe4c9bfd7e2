"""The few spatial predicates that queries need, compiled for each store, index-backed on both."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Double, bindparam, func, literal, select, table
from sqlalchemy import column as named_column
from sqlalchemy.orm import Session

SPATIAL_TABLES = ("zones", "grid_cells", "reference_features", "tracks", "incidents")
"""Tables with an integer ``pk`` and a ``geometry``, indexed by GiST in PostGIS and by an R*Tree
named ``<table>_rtree`` in SQLite."""


class Box(NamedTuple):
    """A bounding box in degrees, EPSG:4326; it does not cross the antimeridian."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True)
class Predicates:
    """Spatial conditions on a row class of `SPATIAL_TABLES`, for one dialect."""

    dialect: str

    def intersects_box(self, row: Any, box: Box) -> ColumnElement[bool]:
        """Whether the geometry meets a box; its border counts."""
        if self.dialect == "postgresql":
            return func.ST_Intersects(row.geometry, func.ST_MakeEnvelope(*box, 4326))
        edges = [literal(edge) for edge in box]
        return _in_tree(row, *edges) & (func.gp_meets_box(row.geometry, *edges) == 1)

    def covers_point_unindexed(self, row: Any) -> ColumnElement[bool]:
        """Say as `covers_point` of tables with few rows, which have no index."""
        lon, lat = bindparam("lon", type_=Double), bindparam("lat", type_=Double)
        if self.dialect == "postgresql":
            point = func.ST_SetSRID(func.ST_MakePoint(lon, lat), 4326)
            return func.ST_Covers(row.geometry, point)
        return func.gp_covers(row.geometry, lon, lat) == 1

    def covers_point(self, row: Any) -> ColumnElement[bool]:
        """Whether the geometry covers the point of the parameters ``lon``, ``lat``.

        Its border counts. The point is a parameter so that a statement is built once.
        """
        inside = self.covers_point_unindexed(row)
        if self.dialect == "postgresql":
            return inside
        lon, lat = bindparam("lon", type_=Double), bindparam("lat", type_=Double)
        return _in_tree(row, lon, lat, lon, lat) & inside


def _in_tree(row: Any, west: Any, south: Any, east: Any, north: Any) -> ColumnElement[bool]:
    # The tree holds 32-bit floats rounded outwards: candidates, to be tested exactly.
    names = ("id", "min_lon", "max_lon", "min_lat", "max_lat")
    tree = table(f"{row.__tablename__}_rtree", *(named_column(name) for name in names))
    hits = select(tree.c.id).where(
        tree.c.max_lon >= west,
        tree.c.min_lon <= east,
        tree.c.max_lat >= south,
        tree.c.min_lat <= north,
    )
    condition: ColumnElement[bool] = row.pk.in_(hits)
    return condition


def predicates(session: Session) -> Predicates:
    """Return the predicates of the store that a session is open on."""
    return Predicates(session.get_bind().dialect.name)
