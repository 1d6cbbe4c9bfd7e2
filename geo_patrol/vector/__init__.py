"""Reading polygons from the vector files that offices exchange.

The reader is loaded when it is first asked for: its libraries take 100 MB, and a server that only
mends shapes has no use for them.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo_patrol.vector.read import PolygonsRead, read_polygons

__all__ = ["PolygonsRead", "read_polygons"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(name)
    from geo_patrol.vector import read

    return getattr(read, name)
