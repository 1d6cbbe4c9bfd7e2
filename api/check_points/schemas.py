"""Check points on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Code, Line
from api.places.points import Point
from api.received import ReceivedOut
from geo_patrol.field.records import CheckPoint
from geo_patrol.workflows.check_points import PointStanding

MAX_RADIUS_M = 5000
MAX_INTERVAL_S = 31 * 24 * 3600

EXAMPLES: dict[str, Any] = {
    "jetty": {
        "summary": "A jetty to look in at every shift",
        "value": {
            "area": "changzhao",
            "code": "CZ-03",
            "name": "岭根村码头",
            "lon": 121.0318,
            "lat": 29.4122,
            "radius_m": 60,
            "interval_s": 28800,
        },
    }
}


class CheckPointBody(Point):
    """A check point as it is sent."""

    area: Code = Field(description="Code of the area it lies in, which says whose it is.")
    code: Annotated[str, Field(min_length=1, max_length=32), Line] = Field(
        description="Short name on the map and under the QR code, e.g. `CZ-03`."
    )
    name: Annotated[str, Field(min_length=1, max_length=64), Line]
    radius_m: float = Field(ge=1, le=MAX_RADIUS_M, description="Who is this near is there.")
    interval_s: int | None = Field(
        None, ge=60, le=MAX_INTERVAL_S, description="Longest time without a look; null: none."
    )
    retired: bool = Field(False, description="No longer in use; kept for what was recorded.")

    def check_point(self, check_point_id: UUID) -> CheckPoint:
        """Return the record."""
        return CheckPoint(
            id=check_point_id,
            area_code=self.area,
            code=self.code,
            name=self.name,
            lon=self.lon,
            lat=self.lat,
            radius_m=self.radius_m,
            interval_s=self.interval_s,
            retired=self.retired,
        )


class PointOnDuty(BaseModel):
    """A check point as a crew needs it."""

    id: UUID
    area: str
    code: str
    name: str
    lon: float
    lat: float
    radius_m: float
    interval_s: int | None
    due: bool = Field(description="Somebody should look in: its interval has passed.")
    last_at: datetime | None = Field(
        description="When somebody was last there, by check-ins that count."
    )

    @classmethod
    def of(cls, standing: PointStanding) -> PointOnDuty:
        """Return a check point's form on a phone."""
        return cls(**_common(standing))


class CheckPointOut(ReceivedOut, PointOnDuty):
    """A check point as it is kept, and how it stands."""

    retired: bool

    @classmethod
    def of(cls, standing: PointStanding) -> CheckPointOut:
        """Return a record's form on the wire."""
        kept = standing.point
        return cls(
            **_common(standing),
            squad=kept.found.squad_code,
            retired=kept.record.retired,
            received_at=kept.found.received_at,
            demo=kept.found.demo,
        )


def _common(standing: PointStanding) -> dict[str, Any]:
    one = standing.point.record
    same = ("id", "code", "name", "lon", "lat", "radius_m", "interval_s")
    return {
        **{name: getattr(one, name) for name in same},
        "area": one.area_code,
        "due": standing.due,
        "last_at": standing.last_at,
    }


class CheckPoints(BaseModel):
    """All check points within reach."""

    items: list[CheckPointOut]
    next: None = None
