"""Incidents on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

from api.bodies import Code, Line, Lines, Moment, Narrative, Note, StrictBody, squad_meant
from api.places.points import Point
from geo_patrol.incidents.records import Incident, Outcome, PlacedBy, SeizedItem, Source
from geo_patrol.personal import Person, Showing
from geo_patrol.personal.persons import MarkKind
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.persons import Shown

MAX_PARTS = 100
MAX_PERSONS = 50
MOST = 10_000
"""People or things in one line of an incident."""
MOST_YUAN = 100_000_000

Confirmation = Literal["outside_county"]


class OutcomeBody(StrictBody):
    """One thing that was done."""

    kind: Code = Field(description="Code of the catalogue's outcomes, e.g. `persuaded`.")
    people: int | None = Field(
        None, ge=0, le=MOST, description="How many persons it concerned; null where none count."
    )
    note: Note = ""
    at: Moment | None = Field(
        None,
        description="When it was done, if not right then. Before the incident it is taken, and the"
        " incident flagged `outcome_before_incident`.",
    )
    fine_yuan: int | None = Field(
        None, ge=1, le=MOST_YUAN, description="Of a case that was filed: the fine, in yuan."
    )
    agency: Code | None = Field(
        None, description="Of what was handed over: code of the catalogue's agencies."
    )

    def outcome(self) -> Outcome:
        """Return the record."""
        return Outcome(self.kind, self.people, self.note, self.at, self.fine_yuan, self.agency)


class SeizedBody(StrictBody):
    """Gear held."""

    kind: Code = Field(description="Code of the catalogue's gear, e.g. `ground_cage`.")
    quantity: int = Field(ge=1, le=MOST)
    unit: Annotated[str, Field(min_length=1, max_length=16), Line] = "set"
    note: Note = ""


class PersonBody(StrictBody):
    """Somebody involved, as far as known: kept apart, encrypted, and destroyed in time."""

    name: Annotated[str, Field(max_length=64), Line] = ""
    id_number: Annotated[str, Field(max_length=32), Line] = Field(
        "", description="Number of an identity card or another document."
    )
    phone: Annotated[str, Field(max_length=32), Line] = ""
    plate: Annotated[str, Field(max_length=16), Line] = Field(
        "", description="Plate of their vehicle or boat, e.g. `浙D·12345`."
    )
    note: Annotated[str, Field(max_length=500), Lines] = ""

    @model_validator(mode="after")
    def _somebody(self) -> PersonBody:
        if not (self.name or self.id_number or self.phone or self.plate or self.note):
            raise PydanticCustomError("api.field.nobody", "nobody")
        return self

    def person(self) -> Person:
        """Return the record."""
        return Person(self.name, self.id_number, self.phone, self.plate, self.note)


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
    persons: Annotated[list[PersonBody], Field(max_length=MAX_PERSONS)] = Field(
        default_factory=list,
        description="Who was involved. Names belong here, not into the narrative: here they are"
        " encrypted, shown to who has need, and destroyed in time.",
    )
    confirmed: Annotated[list[Confirmation], Field(max_length=10)] = Field(
        default_factory=list,
        description="Doubts that a person has looked at: the words of a problem's `confirm`.",
    )

    def incident(self, incident_id: UUID, own_squad: str | None) -> Incident:
        """Return the record.

        Raises
        ------
        InvalidInput
            When no squad is named, and the sender has none.
        """
        return Incident(
            id=incident_id,
            squad_code=squad_meant(self.squad, own_squad),
            occurred_at=self.occurred_at,
            lon=self.point.lon,
            lat=self.point.lat,
            accuracy_m=self.accuracy_m,
            placed_by=self.placed_by,
            category=self.category,
            source=self.source,
            patrol_id=self.patrol_id,
            narrative=self.narrative,
            outcomes=tuple(one.outcome() for one in self.outcomes),
            seized=tuple(
                SeizedItem(one.kind, one.quantity, one.unit, one.note) for one in self.seized
            ),
            persons=tuple(one.person() for one in self.persons),
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
    at: datetime | None
    fine_yuan: int | None
    agency: str | None


class SeizedOut(BaseModel):
    """Gear held."""

    kind: str
    quantity: int
    unit: str
    note: str


class PersonOut(BaseModel):
    """Somebody involved; empty where nothing is known."""

    name: str
    id_number: str
    phone: str
    plate: str
    note: str


class RepeatOut(BaseModel):
    """Another incident with the same person or plate."""

    incident_id: UUID
    by: MarkKind

    @classmethod
    def of(cls, incident_id: UUID, kind: str) -> RepeatOut:
        """Return a repeat's form on the wire."""
        return cls(incident_id=incident_id, by="plate" if kind == "plate" else "person")


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
    persons: list[PersonOut]
    persons_shown: Showing = Field(
        description="`none`: nobody is recorded; `shown`; `redacted`: not for the asker;"
        " `expired`: destroyed at the end of retention."
    )
    repeats: list[RepeatOut] | None = Field(
        description="Other incidents that count, with the same person or plate; null in lists,"
        " and for who may not see persons."
    )
    area: str | None
    zone_id: UUID | None
    cell: str | None = Field(description="Code of the grid cell.")
    flags: list[str] = Field(description="What a person should look at, e.g. `outside_county`.")
    received_at: datetime
    void: bool = Field(description="True: it does not count, and is in no figure and on no map.")
    void_reason: str = Field(description="Why it does not count; empty of others.")
    void_id: UUID | None = Field(
        description="Of what was said of whether it counts, whose history is"
        " `incident_void/{void_id}`; null in lists, and where nothing ever was said."
    )
    case_id: UUID | None = Field(
        description="Of the case that it became; null in lists, and where it is none that the"
        " asker may read."
    )
    demo: bool = Field(description="True for invented data.")
    redacted: bool = Field(description="True: what may name somebody was left out for the asker.")

    @classmethod
    def of(
        cls,
        stored: StoredIncident,
        scope: Scope,
        shown: Shown,
        repeats: list[tuple[UUID, str]] | None = None,
        *,
        void_id: UUID | None = None,
        case_id: UUID | None = None,
    ) -> IncidentOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        sent, in_full = stored.incident, scope.reads_in_full
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
            narrative=sent.narrative if in_full else "",
            outcomes=[_noted(OutcomeOut(**vars(one)), in_full) for one in sent.outcomes],
            seized=[_noted(SeizedOut(**vars(one)), in_full) for one in sent.seized],
            persons=[PersonOut(**vars(one)) for one in shown.persons],
            persons_shown=shown.showing,
            repeats=None if repeats is None else [RepeatOut.of(*one) for one in repeats],
            area=stored.area_code,
            zone_id=stored.zone_id,
            cell=stored.cell_code,
            flags=list(stored.flags),
            received_at=stored.received_at,
            void=stored.void,
            void_reason=stored.void_reason if in_full else "",
            void_id=void_id,
            case_id=case_id,
            demo=stored.demo,
            redacted=not in_full or shown.showing == "redacted",
        )


Part = TypeVar("Part", OutcomeOut, SeizedOut)


def _noted(part: Part, in_full: bool) -> Part:
    return part if in_full else part.model_copy(update={"note": ""})


class Incidents(BaseModel):
    """A page of incidents."""

    items: list[IncidentOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")
