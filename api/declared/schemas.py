"""Declared routes on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, WithJsonSchema, field_validator
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

from api.bodies import Moment, Note, StrictBody
from geo_patrol.patrols import DeclaredRoute
from geo_patrol.store.scope import Scope

MAX_POINTS = 2000
DIGITS = 7

EXAMPLES: dict[str, Any] = {
    "after": {
        "summary": "The phone was off: what was walked, as drawn afterwards",
        "value": {
            "at_from": "2022-10-08T00:30:00+08:00",
            "at_to": "2022-10-08T01:20:00+08:00",
            "line": [[120.985, 29.47], [120.988, 29.471], [120.991, 29.473]],
            "text": "手机没电，沿东岸步行",
        },
    }
}


def _placed(point: list[float]) -> list[float]:
    if len(point) != 2 or abs(point[0]) > 180 or abs(point[1]) > 90:
        raise PydanticCustomError("api.field.lon_lat", "no point")
    # What is stored is no finer, and a repeat must be the same.
    return [round(point[0], DIGITS), round(point[1], DIGITS)]


def _leads_somewhere(line: list[list[float]]) -> list[list[float]]:
    if len({tuple(point) for point in line}) < 2:
        raise PydanticCustomError("api.field.no_way", "no way")
    return line


_POINT: dict[str, Any] = {
    "type": "array",
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
    "minItems": 2,
    "maxItems": 2,
    "items": False,
}

Point = Annotated[list[float], AfterValidator(_placed), WithJsonSchema(_POINT)]
Line = Annotated[
    list[Point], Field(min_length=2, max_length=MAX_POINTS), AfterValidator(_leads_somewhere)
]


class RouteBody(StrictBody):
    """A declared route as it is sent."""

    at_from: Moment
    at_to: Moment
    line: Line = Field(description="Longitudes and latitudes, EPSG:4326, in the order walked.")
    text: Note = Field("", description="Why there is no track, and what was done.")

    @field_validator("at_to")
    @classmethod
    def _later(cls, at_to: datetime, info: ValidationInfo) -> datetime:
        at_from = info.data.get("at_from")
        if at_from is not None and at_to <= at_from:
            raise PydanticCustomError("api.field.end", "end before start")
        return at_to

    def route(self, patrol_id: UUID, route_id: UUID) -> DeclaredRoute:
        """Return the record."""
        line = tuple((lon, lat) for lon, lat in self.line)
        return DeclaredRoute(route_id, patrol_id, self.at_from, self.at_to, line, self.text)


class RouteOut(BaseModel):
    """A declared route as it is kept: somebody's word, in no figure."""

    id: UUID
    patrol_id: UUID
    declared: Literal[True] = Field(True, description="Not measured: to be drawn as declared.")
    at_from: datetime
    at_to: datetime
    line: list[tuple[float, float]]
    text: str
    redacted: bool = Field(description="True: what may name somebody was left out for the asker.")

    @classmethod
    def of(cls, one: DeclaredRoute, scope: Scope) -> RouteOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        return cls(
            id=one.id,
            patrol_id=one.patrol_id,
            at_from=one.start,
            at_to=one.end,
            line=list(one.line),
            text=one.text if scope.reads_in_full else "",
            redacted=not scope.reads_in_full,
        )


class Routes(BaseModel):
    """All declared routes of a patrol."""

    items: list[RouteOut]
