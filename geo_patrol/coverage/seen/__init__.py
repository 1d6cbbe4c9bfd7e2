"""Seen area: what was within sight of a track or a camera, on a raster of 5 m pixels."""

import numpy as np


def warm() -> None:
    """Compile the kernels of seen area, or load them from disk."""
    import shapely

    from geo_patrol.coverage.records import Validity
    from geo_patrol.coverage.seen import pixels, raster, sectors, shares, sighting
    from geo_patrol.coverage.seen.daylight import Daylight
    from geo_patrol.coverage.seen.records import Sight

    cells = pixels.polygon_pixels([shapely.box(0, 0, 100, 100)])
    fixes = np.array([0, 60_000]), np.array([50.0, 150.0]), np.array([50.0, 50.0])
    limits, light = Validity(300, 15, 50, 12), Daylight(np.empty(0, np.int64), False)
    accuracy_m = np.array([np.nan, np.nan])
    bits = sighting.see_track(*fixes, accuracy_m, cells.frame, limits, Sight(50, 20), light)
    shares.shares(raster.unite(cells.frame, [bits]), cells)
    sectors.see_sectors([sectors.Sector(50.0, 50.0, 0.0, 90.0, 30.0)], cells.frame)
