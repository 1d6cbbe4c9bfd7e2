"""A point on the wire."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from api.bodies import StrictBody


class Point(StrictBody):
    """A place in degrees, EPSG:4326 (WGS-84)."""

    lon: float = Field(description="Longitude, within ±180.")
    lat: float = Field(description="Latitude, within ±90.")

    @model_validator(mode="after")
    def _on_earth(self) -> Self:
        require_on_earth(self.lon, self.lat)
        return self


class MaybePoint(StrictBody):
    """A place that may not be known: both degrees, or neither."""

    lon: float | None = Field(None, description="Longitude, within ±180; null when not known.")
    lat: float | None = Field(None, description="Latitude, within ±90; null when not known.")

    @model_validator(mode="after")
    def _on_earth(self) -> Self:
        if self.lon is not None and self.lat is not None:
            require_on_earth(self.lon, self.lat)
        elif self.lon is not None or self.lat is not None:
            raise PydanticCustomError("api.field.half_place", "half a place")
        return self


def require_on_earth(lon: float, lat: float) -> None:
    """Refuse degrees that are swapped, or of no place.

    Raises
    ------
    PydanticCustomError
        With the key of the reason.
    """
    if abs(lat) > 90 and abs(lat) <= 180 and abs(lon) <= 90:
        raise PydanticCustomError("api.field.swapped", "swapped", {"lon": lon, "lat": lat})
    if abs(lon) > 180 or abs(lat) > 90:
        raise PydanticCustomError("api.field.off_earth", "off the earth")
