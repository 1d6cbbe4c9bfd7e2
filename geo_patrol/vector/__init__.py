"""Reading polygons from the vector files that offices exchange."""

from geo_patrol.vector.read import PolygonsRead, read_polygons

__all__ = ["PolygonsRead", "read_polygons"]
