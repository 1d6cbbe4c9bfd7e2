"""The base map under maps, as the operator chose it.

What draws is loaded when something is drawn: the server itself draws nothing.
"""

from typing import TYPE_CHECKING

from api.envelope import MAP_POLICY
from api.tiles.mbtiles import open_tiles, read_tile
from geo_patrol.errors import InvalidInput
from geo_patrol.settings import Settings

if TYPE_CHECKING:
    from maps.ground import Bounds, Ground


def ground_of(settings: Settings, bounds: "Bounds") -> "Ground | None":
    """Return the base map of a box; None for plain land, or where there is nothing of it.

    Pictures of a file go into the page itself: it is shown in an origin of its own, which no
    session reaches, and is passed on as a file.
    """
    from maps.ground import pictures, tianditu

    if settings.base_map == "tianditu" and settings.tianditu_key is not None:
        return tianditu(settings.tianditu_key.get_secret_value())
    if settings.base_map != "tiles" or settings.tiles_file is None:
        return None
    try:
        tiles = open_tiles(settings.tiles_file)
    except InvalidInput:
        # A base map that is broken keeps nobody from seeing the others.
        return None
    return pictures(
        lambda zoom, column, row: read_tile(tiles, zoom, column, row),
        bounds,
        (tiles.min_zoom, tiles.max_zoom),
        tiles.attribution,
    )


def map_policy(settings: Settings) -> str:
    """Return what a page with a map may load: nothing, or pictures of the chosen base map."""
    if settings.base_map != "tianditu":
        return MAP_POLICY
    from maps.ground import TIANDITU_HOSTS

    return MAP_POLICY.replace("img-src data:", f"img-src data: {TIANDITU_HOSTS}")
