"""A density raster of degrees, laid over the frame's metres."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

from geo_patrol.crs import from_metric
from maps.palette import HEAT, HEAT_STEPS, rgb
from maps.print.content import Heat
from maps.print.ground import Ground
from maps.raster import alphas

PER_MM = 4
"""Pixels per millimetre of paper: the raster itself is far coarser."""

BENDS_MM = 20.0
"""Degrees are straight in metres over so little paper."""


def warped(heat: Heat, ground: Ground) -> NDArray[np.uint8]:
    """Return ``(rows, columns, 4)`` red, green, blue and alpha over the whole frame."""
    width, height = (max(2, round(side * PER_MM)) for side in ground.frame_mm)
    lon, lat = _degrees(ground, width, height)
    west, south, east, north = heat.bounds
    rows, columns = heat.raster.shape
    # Values stand in the middle of their pixels.
    at_row = (north - lat) / (north - south) * rows - 0.5
    at_column = (lon - west) / (east - west) * columns - 0.5
    values = map_coordinates(
        np.nan_to_num(heat.raster), [at_row, at_column], order=1, mode="constant", cval=0.0
    )
    share = np.clip(values / heat.top, 0.0, 1.0)
    steps = np.where(share > 0, np.ceil(share * HEAT_STEPS), 0).astype(np.int64)
    colours = np.array([rgb(HEAT["day"][0]), *map(rgb, HEAT["day"])], dtype=np.uint8)
    table = np.column_stack([colours, np.array(alphas(), dtype=np.uint8)])
    found: NDArray[np.uint8] = table[steps]
    return found


def _degrees(
    ground: Ground, width: int, height: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitude and latitude of the middle of each pixel, from the upper left one.

    Projected at some, and straight between them.
    """
    west, south, east, north = ground.bounds
    nodes = [max(2, round(side / BENDS_MM) + 1) for side in ground.frame_mm]
    x, y = np.meshgrid(np.linspace(west, east, nodes[0]), np.linspace(north, south, nodes[1]))
    lon, lat = from_metric(x.ravel(), y.ravel(), ground.epsg)
    row = (np.arange(height) + 0.5) / height * (nodes[1] - 1)
    column = (np.arange(width) + 0.5) / width * (nodes[0] - 1)
    at = np.meshgrid(row, column, indexing="ij")
    return (
        map_coordinates(lon.reshape(x.shape), at, order=1),
        map_coordinates(lat.reshape(x.shape), at, order=1),
    )
