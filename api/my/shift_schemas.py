"""A person's shift on the wire."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from api.camera_alerts.schemas import CameraAlertOut
from api.check_points.schemas import PointOnDuty
from api.handovers.schemas import HandoverOut
from api.my.duty_schemas import MyDutyOut
from api.patrols.schemas import PatrolOut
from api.places.schemas import AreaKind
from api.shifts.schemas import ShiftOut
from api.tasks.schemas import TaskOut
from geo_patrol.incidents.terms import Term
from geo_patrol.roles import Role
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.my_shift import MyShift
from geo_patrol.workflows.standing import AreaStanding


class StandingOut(BaseModel):
    """How the cells of an area stand."""

    cells: int
    never: int = Field(description="Nobody ever came.")
    overdue: int = Field(description="Nobody came for longer than required.")
    at: datetime = Field(description="As of when; in a demo the end of its last day.")

    @classmethod
    def of(cls, standing: AreaStanding) -> StandingOut:
        """Return a standing's form on the wire."""
        return cls(
            cells=len(standing.demands.codes),
            never=standing.never,
            overdue=standing.overdue,
            at=standing.as_of,
        )


class AreaOnDuty(BaseModel):
    """An area of the shift."""

    code: str
    squad: str
    name_zh: str
    name_en: str
    kind: AreaKind
    status: str = Field(description="approved, illustrative, draft or placeholder.")
    standing: StandingOut | None = Field(description="Null while the area has no grid.")

    @classmethod
    def of(cls, area: Area, standing: AreaStanding | None) -> AreaOnDuty:
        """Return an area's form on the wire."""
        return cls(
            code=area.code,
            squad=area.squad_code,
            name_zh=area.name_zh,
            name_en=area.name_en,
            kind="park" if area.kind == "park" else "reservoir",
            status=area.status,
            standing=None if standing is None else StandingOut.of(standing),
        )


class CrewMember(BaseModel):
    """Somebody to choose a crew from."""

    id: UUID
    name: str
    badge_no: str
    certified: bool
    role: Role
    squad: str | None

    @classmethod
    def of(cls, one: Officer) -> CrewMember:
        """Return a person's form on the wire."""
        return cls(
            id=one.id,
            name=one.name,
            badge_no=one.badge_no,
            certified=one.certified,
            role=one.role,
            squad=one.squad_code,
        )


class TermOut(BaseModel):
    """A code and its names."""

    code: str
    zh: str
    en: str


class CategoryOut(TermOut):
    """A category of incidents."""

    squad: str | None = Field(description="Null: everybody's.")
    parent: str | None = Field(description="Code of its category group; null: of none.")


class OutcomeTermOut(TermOut):
    """A kind of outcome."""

    people: bool = Field(description="Whether it counts people.")
    measure: bool = Field(description="Whether only certified officers may decide it.")


class MyShiftOut(BaseModel):
    """Everything that the first screen of a phone needs, to be kept for when there is no line."""

    now: datetime
    demo: bool = Field(description="True when the store holds invented data.")
    shift: ShiftOut | None = Field(
        description="The one that runs now, else the next that begins within twelve hours."
    )
    running: bool = Field(description="Whether it has begun.")
    duty: MyDutyOut | None = Field(
        description="What a published roster has for the asker in this shift; null: nothing."
    )
    next_shift: ShiftOut | None = Field(
        description="The next of the same squad; of all own squads, when there is no shift."
    )
    others: list[ShiftOut] = Field(
        description="Further shifts that run now: ask again with `squad`."
    )
    patrols: list[PatrolOut] = Field(
        description="Those of the shift, and any that still goes on with the asker aboard."
    )
    areas: list[AreaOnDuty]
    handover: HandoverOut | None = Field(description="The latest note of the shift before.")
    handovers: list[HandoverOut] = Field(description="All of its notes, the latest first.")
    check_points: list[PointOnDuty]
    tasks: list[TaskOut] = Field(description="Open ones, those due first; 50 at most.")
    camera_alerts: list[CameraAlertOut] = Field(
        description="Unanswered ones of the last day, the latest first; 20 at most."
    )
    officers: list[CrewMember] = Field(description="To choose a crew from.")
    category_groups: list[TermOut] = Field(description="The upper level of the categories.")
    categories: list[CategoryOut]
    outcomes: list[OutcomeTermOut]
    gear: list[TermOut]

    @classmethod
    def of(cls, mine: MyShift, scope: Scope) -> MyShiftOut:
        """Return a shift's form on the wire."""
        chosen = mine.chosen
        notes = [HandoverOut.of(one, scope, mine.names) for one in mine.handovers]
        offered = mine.catalogue.offered
        squads = {None, *(area.squad_code for area, _ in mine.areas)}
        categories = [one for one in offered("categories") if one.squad_code in squads]
        used = {one.parent for one in categories}
        return cls(
            now=mine.now,
            demo=mine.demo,
            shift=None if chosen.shift is None else ShiftOut.of(chosen.shift, scope),
            running=chosen.running,
            duty=None if mine.duty is None else MyDutyOut.of(mine.duty, mine.now),
            next_shift=None if mine.next_shift is None else ShiftOut.of(mine.next_shift, scope),
            others=[ShiftOut.of(one, scope) for one in chosen.others],
            patrols=[PatrolOut.of(one, scope) for one in mine.patrols],
            areas=[AreaOnDuty.of(*one) for one in mine.areas],
            handover=notes[0] if notes else None,
            handovers=notes,
            check_points=[PointOnDuty.of(one) for one in mine.check_points],
            tasks=[TaskOut.of(one, scope) for one in mine.tasks],
            camera_alerts=[CameraAlertOut.of(one, scope) for one in mine.camera_alerts],
            officers=[CrewMember.of(one) for one in mine.crew_members],
            category_groups=[_term(one) for one in offered("category_groups") if one.code in used],
            categories=[
                CategoryOut(
                    code=one.code, zh=one.zh, en=one.en, squad=one.squad_code, parent=one.parent
                )
                for one in categories
            ],
            outcomes=[
                OutcomeTermOut(
                    code=one.code,
                    zh=one.zh,
                    en=one.en,
                    people=one.counts_people,
                    measure=one.is_measure,
                )
                for one in offered("outcomes")
            ],
            gear=[_term(one) for one in offered("gear")],
        )


def _term(term: Term) -> TermOut:
    return TermOut(code=term.code, zh=term.zh, en=term.en)
