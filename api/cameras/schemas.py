"""Cameras on the wire."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Code
from api.queries import Filters
from geo_patrol.store.repositories.cameras import StoredCamera, hours_of


class CameraFilters(Filters):
    """Query of a list of cameras."""

    area: Code | None = Field(
        None, description="Code of an area: its squad's cameras whose view, or place, meets it."
    )
    squad: Code | None = Field(None, description="Code of a squad.")


class CameraOut(BaseModel):
    """A fixed camera in one setting; turned another way, it is another one of the same code."""

    id: UUID
    code: str
    name: str
    squad: str
    lon: float
    lat: float
    azimuth_deg: float = Field(description="Middle of the view, clockwise from true north.")
    fov_deg: float = Field(description="Width of the view; 0 sees nothing.")
    range_m: float = Field(description="How far a person is made out; 0 sees nothing.")
    hours: list[list[str]] = Field(
        description="When it works: pairs of local times; none is round the clock."
    )
    valid_from: datetime | None
    valid_to: datetime | None = Field(description="Exclusive.")
    demo: bool

    @classmethod
    def of(cls, one: StoredCamera) -> CameraOut:
        """Return a record's form on the wire."""
        camera = one.camera
        return cls(
            id=camera.id,
            code=camera.code,
            name=camera.name,
            squad=one.squad_code,
            lon=camera.lon,
            lat=camera.lat,
            azimuth_deg=camera.azimuth_deg,
            fov_deg=camera.fov_deg,
            range_m=camera.range_m,
            hours=hours_of(camera),
            valid_from=camera.valid_from,
            valid_to=camera.valid_to,
            demo=one.demo,
        )


class Cameras(BaseModel):
    """All cameras within reach."""

    items: list[CameraOut]
    next: None = None
