"""A point on the wire."""

from __future__ import annotations

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from api.bodies import StrictBody


class Point(StrictBody):
    """A place in degrees, EPSG:4326 (WGS-84)."""

    lon: float = Field(description="Longitude, within ±180.")
    lat: float = Field(description="Latitude, within ±90.")

    @model_validator(mode="after")
    def _on_earth(self) -> Point:
        if abs(self.lat) > 90 and abs(self.lat) <= 180 and abs(self.lon) <= 90:
            raise PydanticCustomError(
                "api.field.swapped", "swapped", {"lon": self.lon, "lat": self.lat}
            )
        if abs(self.lon) > 180 or abs(self.lat) > 90:
            raise PydanticCustomError("api.field.off_earth", "off the earth")
        return self
