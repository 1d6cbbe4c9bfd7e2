"""The squads at this moment, on the wire."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from api.alarms.schemas import AlarmOut, PlaceOut, Sight
from api.bodies import Code
from api.incidents.schemas import PointOut
from api.shifts.schemas import ShiftOut
from geo_patrol.alarms.records import SignKind
from geo_patrol.incidents.records import Source
from geo_patrol.patrols import Mode
from geo_patrol.store.repositories.alarm_signs import Heard
from geo_patrol.store.repositories.alarms import StoredAlarm
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.repositories.silence import Fixed
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.live import Calling, LiveNow, OutNow
from geo_patrol.workflows.standing import AreaStanding

N_CLASSES = 7


class LiveQuery(BaseModel):
    """Query of the squads at this moment."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    squad: Code | None = Field(None, description="Code of a squad.")
    area: Code | None = Field(
        None, description="Code of an area; calls for help without an area are told all the same."
    )


class NewsOut(BaseModel):
    """Texts that change when something does; they say nothing by themselves."""

    records: str = Field(description="Anything was written that the asker may see.")
    alarms: str = Field(description="People were told something: a call for help above all.")
    alive: str = Field(description="A crew that is out gave a sign of life.")


class PersonNamed(BaseModel):
    """Somebody, for who may know."""

    id: UUID
    name: str

    @classmethod
    def of(cls, officer_id: UUID, names: dict[UUID, str]) -> PersonNamed:
        """Return a person's form on the wire."""
        return cls(id=officer_id, name=names.get(officer_id, ""))


class PatrolNow(BaseModel):
    """A patrol that goes on."""

    id: UUID
    squad: str
    area: str
    mode: Mode
    start: datetime
    crew: list[PersonNamed]
    heard_at: datetime = Field(description="When its crew was last heard of.")
    heard_by: str = Field(
        description="By what: `alive` (a phone's heartbeat), `tracker`, `check_in`, `sos`,"
        " `track`, `incident`, or `patrol`: it was written by somebody aboard, or just began."
    )
    overdue_at: datetime | None = Field(
        description="When its silence becomes an alarm; null when it is not watched now."
    )
    position: PlaceOut | None = Field(description="The latest place known.")
    position_hidden: bool = Field(description="True: there may be one, not for the asker.")
    redacted: bool = Field(description="True: what may name somebody was left out for the asker.")

    @classmethod
    def of(cls, one: OutNow, scope: Scope, names: dict[UUID, str]) -> PatrolNow:
        """Return a patrol's form on the wire, as far as the asker may see it."""
        out, in_full, placed = one.out, scope.reads_in_full, scope.may("tracks.read")
        return cls(
            id=out.patrol_id,
            squad=out.squad_code,
            area=out.area_code,
            mode=out.mode,
            start=out.started_at,
            crew=[PersonNamed.of(member, names) for member in one.crew] if in_full else [],
            heard_at=out.last_at,
            heard_by=out.source,
            overdue_at=one.overdue_at,
            position=_place(out.place) if placed and out.place is not None else None,
            position_hidden=not placed,
            redacted=not in_full,
        )


class Said(BaseModel):
    """What somebody said to an alarm."""

    sign: SignKind
    at: datetime
    officer: PersonNamed | None = Field(description="Null: the program, or not for the asker.")
    text: str

    @classmethod
    def of(cls, one: Heard, in_full: bool, names: dict[UUID, str]) -> Said:
        """Return a sign's form on the wire."""
        who = one.sign.officer_id if in_full else None
        return cls(
            sign=one.sign.sign,
            at=one.sign.at,
            officer=None if who is None else PersonNamed.of(who, names),
            text=one.sign.text if in_full else "",
        )


class AlarmNow(AlarmOut):
    """An alarm that nobody has ended."""

    officer: PersonNamed | None = Field(description="Who called; null: a crew, or not to be told.")
    answers: list[Said]


class IncidentNow(BaseModel):
    """An incident of this shift, in short."""

    id: UUID
    squad: str
    area: str | None
    cell: str | None
    category: str
    source: Source
    occurred_at: datetime
    received_at: datetime
    patrol_id: UUID | None
    point: PointOut

    @classmethod
    def of(cls, one: StoredIncident) -> IncidentNow:
        """Return an incident's short form on the wire: nothing in it names anybody."""
        sent = one.incident
        return cls(
            id=sent.id,
            squad=sent.squad_code,
            area=one.area_code,
            cell=one.cell_code,
            category=sent.category,
            source=sent.source,
            occurred_at=sent.occurred_at,
            received_at=one.received_at,
            patrol_id=sent.patrol_id,
            point=PointOut(lon=sent.lon, lat=sent.lat),
        )


class LiveOut(BaseModel):
    """The squads at a moment."""

    at: datetime
    demo: bool = Field(description="True when the store holds invented data.")
    shifts: list[ShiftOut] = Field(description="Those that run.")
    patrols: list[PatrolNow] = Field(description="Those that go on, in the order they began.")
    alarms: list[AlarmNow] = Field(description="Those that nobody has ended, the latest first.")
    incidents: list[IncidentNow] = Field(description="Of the running shift, the latest first.")

    @classmethod
    def of(cls, found: LiveNow, scope: Scope, sight: Callable[[StoredAlarm], Sight]) -> LiveOut:
        """Return a moment's form on the wire, as far as the asker may see it."""
        return cls(
            at=found.at,
            demo=found.demo,
            shifts=[ShiftOut.of(one, scope) for one in found.shifts],
            patrols=[PatrolNow.of(one, scope, found.names) for one in found.patrols],
            alarms=[_alarm(one, sight(one.stored), found.names) for one in found.alarms],
            incidents=[IncidentNow.of(one) for one in found.incidents],
        )


class CellsNow(BaseModel):
    """How the cells of an area stand, in the order that `GET /my/map/{area}` has them in."""

    area: str
    at: datetime = Field(description="As of when; in a demo the end of its last day.")
    grid: UUID | None = Field(description="Null while the area has no grid.")
    gap_class: str = Field(description="A digit a cell, as `GET /my/map/{area}` has them.")
    counts: list[int] = Field(description="Cells by class, 0 to 6.")

    @classmethod
    def of(cls, area: str, standing: AreaStanding | None, at: datetime) -> CellsNow:
        """Return a standing's form on the wire."""
        classes: list[int] = [] if standing is None else standing.cells.gap_class.tolist()
        return cls(
            area=area,
            at=at,
            grid=None if standing is None else standing.grid_id,
            gap_class="".join(map(str, classes)),
            counts=[classes.count(code) for code in range(N_CLASSES)],
        )


def _alarm(one: Calling, sight: Sight, names: dict[UUID, str]) -> AlarmNow:
    told: dict[str, Any] = AlarmOut.of(one.stored, sight).model_dump()
    caller = told["officer_id"]
    return AlarmNow(
        **told,
        officer=None if caller is None else PersonNamed.of(caller, names),
        answers=[Said.of(heard, sight.in_full, names) for heard in one.said],
    )


def _place(place: Fixed) -> PlaceOut:
    return PlaceOut(lon=place.lon, lat=place.lat, accuracy_m=place.accuracy_m, at=place.at)
