"""Ground tiles on the wire."""

from __future__ import annotations

from pydantic import BaseModel, Field

from api.tiles.mbtiles import TileSet


class TilesOut(BaseModel):
    """The base map that the operator provides."""

    available: bool
    name: str = ""
    attribution: str = Field("", description="To be shown on every map that has these tiles.")
    min_zoom: int = 0
    max_zoom: int = 0
    bounds: list[float] | None = Field(
        None, min_length=4, max_length=4, description="West, south, east, north in degrees."
    )
    version: str = Field("", description="Changes with the file.")

    @classmethod
    def of(cls, tiles: TileSet | None) -> TilesOut:
        """Return a tile set's form on the wire; where it lies is nobody's business."""
        if tiles is None:
            return cls(available=False)
        return cls(
            available=True,
            name=tiles.name,
            attribution=tiles.attribution,
            min_zoom=tiles.min_zoom,
            max_zoom=tiles.max_zoom,
            bounds=list(tiles.bounds),
            version=tiles.version,
        )
