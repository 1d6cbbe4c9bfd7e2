"""The layer of ways that patrols went. Whose they are is personal data, and is not in a map."""

import numpy as np
import shapely
from geopandas import GeoDataFrame

from maps.context import require_lonlat
from maps.lattice import pack_lines
from maps.moments import Moments
from maps.packed import Numbers
from maps.scene import Layer
from maps.words import words

NEAR_DEG = 5 / 111_320
"""Points nearer than five metres to the line without them are left out."""


def track_layer(tracks: GeoDataFrame, moments: Moments | None) -> Layer:
    """Return the ways as lines, each of the shift that it began in.

    Parameters
    ----------
    tracks
        ``started_at`` (aware), ``geometry`` (lines, EPSG:4326).
    moments
        The shifts that the map's slider shows.
    """
    require_lonlat(tracks, "tracks")
    lines = shapely.simplify(np.asarray(tracks.geometry.array), NEAR_DEG)
    layer: Layer = {
        "id": "tracks",
        "name": words("maps.layer.tracks"),
        "n": len(tracks),
        "lines": pack_lines(lines),
        "off": True,
    }
    if moments is not None:
        started = [moment.timestamp() for moment in tracks["started_at"]]
        layer["step"] = Numbers(moments.step_of(started))
    return layer
