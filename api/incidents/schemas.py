"""Incidents on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Code, Moment, Narrative, Note, StrictBody
from api.places.points import Point
from geo_patrol.incidents.records import Incident, Outcome, PlacedBy, SeizedItem, Source
from geo_patrol.store.repositories.incidents import StoredIncident

MAX_PARTS = 100
MOST = 10_000
"""People or things in one line of an incident."""

Confirmation = Literal["outside_county"]


class OutcomeBody(StrictBody):
    """One thing that was done."""

    kind: Code = Field(description="Code of the catalogue's outcomes, e.g. `persuaded`.")
    people: int | None = Field(
        None, ge=0, le=MOST, description="How many persons it concerned; null where none count."
    )
    note: Note = ""


class SeizedBody(StrictBody):
    """Gear held."""

    kind: Code = Field(description="Code of the catalogue's gear, e.g. `ground_cage`.")
    quantity: int = Field(ge=1, le=MOST)
    unit: Annotated[Code, Field(max_length=16)] = "set"
    note: Note = ""


class IncidentBody(StrictBody):
    """An incident as it is sent; the server finds area, zone and cell."""

    squad: Code | None = Field(None, description="Code of the squad; the sender's own if missing.")
    point: Point
    accuracy_m: float | None = Field(
        None, ge=0, le=100_000, description="Radius of the position's accuracy, in metres."
    )
    placed_by: PlacedBy = Field(
        description="How the point was found: by the device, on a map, from a ledger."
    )
    occurred_at: Moment
    category: Code = Field(description="Code of the catalogue's categories, e.g. `angling`.")
    source: Source
    patrol_id: UUID | None = None
    narrative: Narrative = ""
    outcomes: Annotated[list[OutcomeBody], Field(max_length=MAX_PARTS)] = Field(
        default_factory=list
    )
    seized: Annotated[list[SeizedBody], Field(max_length=MAX_PARTS)] = Field(default_factory=list)
    confirmed: Annotated[list[Confirmation], Field(max_length=10)] = Field(
        default_factory=list,
        description="Doubts that a person has looked at: the words of a problem's `confirm`.",
    )

    def incident(self, incident_id: UUID, own_squad: str) -> Incident:
        """Return the record."""
        return Incident(
            id=incident_id,
            squad_code=self.squad or own_squad,
            occurred_at=self.occurred_at,
            lon=self.point.lon,
            lat=self.point.lat,
            accuracy_m=self.accuracy_m,
            placed_by=self.placed_by,
            category=self.category,
            source=self.source,
            patrol_id=self.patrol_id,
            narrative=self.narrative,
            outcomes=tuple(Outcome(one.kind, one.people, one.note) for one in self.outcomes),
            seized=tuple(
                SeizedItem(one.kind, one.quantity, one.unit, one.note) for one in self.seized
            ),
        )


class PointOut(BaseModel):
    """A place in degrees, EPSG:4326."""

    lon: float
    lat: float


class OutcomeOut(BaseModel):
    """One thing that was done."""

    kind: str
    people: int | None
    note: str


class SeizedOut(BaseModel):
    """Gear held."""

    kind: str
    quantity: int
    unit: str
    note: str


class IncidentOut(BaseModel):
    """An incident as it is kept: what was sent, and where the server found it to be."""

    id: UUID
    squad: str
    point: PointOut
    accuracy_m: float | None
    placed_by: PlacedBy
    occurred_at: datetime
    category: str
    source: Source
    patrol_id: UUID | None
    narrative: str
    outcomes: list[OutcomeOut]
    seized: list[SeizedOut]
    area: str | None
    zone_id: UUID | None
    cell: str | None = Field(description="Code of the grid cell.")
    flags: list[str] = Field(description="What a person should look at, e.g. `outside_county`.")
    received_at: datetime
    demo: bool = Field(description="True for invented data.")

    @classmethod
    def of(cls, stored: StoredIncident) -> IncidentOut:
        """Return a record's form on the wire."""
        sent = stored.incident
        return cls(
            id=sent.id,
            squad=sent.squad_code,
            point=PointOut(lon=sent.lon, lat=sent.lat),
            accuracy_m=sent.accuracy_m,
            placed_by=sent.placed_by,
            occurred_at=sent.occurred_at,
            category=sent.category,
            source=sent.source,
            patrol_id=sent.patrol_id,
            narrative=sent.narrative,
            outcomes=[OutcomeOut(**vars(one)) for one in sent.outcomes],
            seized=[SeizedOut(**vars(one)) for one in sent.seized],
            area=stored.area_code,
            zone_id=stored.zone_id,
            cell=stored.cell_code,
            flags=list(stored.flags),
            received_at=stored.received_at,
            demo=stored.demo,
        )


class Incidents(BaseModel):
    """A page of incidents."""

    items: list[IncidentOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")
