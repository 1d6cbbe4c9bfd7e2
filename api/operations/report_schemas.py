"""What an operation comes to, on the wire."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from api.operations.schemas import OperationOut, TransferOut
from api.remarks import RemarkOut, remarks_of
from geo_patrol.operations.belonging import Why
from geo_patrol.operations.totals import Totals
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.operation_totals import LookedAt


class CountedOut(BaseModel):
    """A code, and how often it came up."""

    code: str
    n: int


class OutcomeOut(CountedOut):
    """An outcome, how often it came up, and how many people it concerned."""

    people: int


class GearOut(BaseModel):
    """What was held of one kind and unit."""

    kind: str
    unit: str
    quantity: int
    sets: int = Field(description="How many sets it counts as; what is measured is one a line.")


class ForcesOut(BaseModel):
    """What the agencies brought, by the operation's own record."""

    agencies: int
    people: int
    vehicles: int
    boats: int
    drones: int


class PatrolsOut(BaseModel):
    """The squad's own patrols that belong to it."""

    shifts: int
    patrols: int
    crew: int = Field(description="Different people aboard.")
    cars: int = Field(description="Patrols by car.")
    boats: int = Field(description="Patrols by boat.")
    hours: float
    km: float = Field(description="Of a crew with several phones the one that went farthest.")
    running: int
    untracked: int = Field(description="Patrols without a usable track.")


class CasesOut(BaseModel):
    """Cases filed and handed on. Of an operation, never of an officer (行政处罚法 74)."""

    simple: int
    ordinary: int
    transferred: int
    fines_yuan: int
    fines_untold: int = Field(description="Cases that do not tell their fine.")


class TotalsOut(BaseModel):
    """What an operation comes to: counted from its records, never typed."""

    forces: ForcesOut
    patrols: PatrolsOut
    tasks: int
    tasks_open: int
    incidents: int
    by_category: list[CountedOut]
    outcomes: list[OutcomeOut]
    persuaded: int = Field(description="People persuaded to leave.")
    gear: list[GearOut] = Field(description="All that was held but the catch, most first.")
    nets: int = Field(description="Sets of nets: 地笼, 刺网, 撒网, 扳网, 抄网.")
    electro_sets: int
    catch_kg: float
    catch_other: list[CountedOut] = Field(description="Catch in units that are no weight.")
    cases: CasesOut

    @classmethod
    def of(cls, one: Totals) -> TotalsOut:
        """Return totals as the wire has them."""
        return cls(
            forces=ForcesOut(
                agencies=one.n_agencies,
                people=one.people,
                vehicles=one.vehicles,
                boats=one.boats,
                drones=one.drones,
            ),
            patrols=PatrolsOut(
                shifts=one.n_shifts,
                patrols=one.n_patrols,
                crew=one.n_crew,
                cars=one.own_cars,
                boats=one.own_boats,
                hours=round(one.duty_s / 3600, 2),
                km=round(one.way_m / 1000, 2),
                running=one.n_running,
                untracked=one.n_untracked,
            ),
            tasks=one.n_tasks,
            tasks_open=one.n_tasks_open,
            incidents=one.n_incidents,
            by_category=[CountedOut(code=code, n=n) for code, n in one.by_category.items()],
            outcomes=[
                OutcomeOut(code=code, n=each.n, people=each.people)
                for code, each in one.outcomes.items()
            ],
            persuaded=one.persuaded,
            gear=[
                GearOut(kind=each.kind, unit=each.unit, quantity=each.quantity, sets=each.sets)
                for each in one.gear
            ],
            nets=one.nets,
            electro_sets=one.electro_sets,
            catch_kg=one.catch_kg,
            catch_other=[CountedOut(code=unit, n=n) for unit, n in one.catch_other.items()],
            cases=CasesOut(
                simple=one.cases_simple,
                ordinary=one.cases_ordinary,
                transferred=one.n_transferred,
                fines_yuan=one.fines_yuan,
                fines_untold=one.n_untold,
            ),
        )


class OperationTotalsOut(BaseModel):
    """An operation's totals, and what to know of them."""

    operation_id: UUID
    at: datetime = Field(description="When it was counted.")
    totals: TotalsOut
    remarks: list[RemarkOut]

    @classmethod
    def of(cls, looked: LookedAt, at: datetime) -> OperationTotalsOut:
        """Return totals as the wire has them."""
        return cls(
            operation_id=looked.operation.record.id,
            at=at,
            totals=TotalsOut.of(looked.totals),
            remarks=remarks_of(looked.findings),
        )


class IncidentOfOperation(BaseModel):
    """An incident that belongs to an operation."""

    id: UUID
    at: datetime
    category: str
    area: str | None
    outcomes: list[str]
    linked: bool = Field(description="Somebody named it; else it belongs by itself.")


class OfferedOut(BaseModel):
    """An incident that is not counted until somebody links it."""

    id: UUID
    why: Why = Field(
        description="`contested`: it fits another operation as well; `patrol`: it was met on one of"
        " the patrols, from another source; `outside`: it fits by source and time, but lies outside"
        " the areas of any such operation."
    )


class OperationReportOut(BaseModel):
    """An operation with all that belongs to it: what its closing report says."""

    at: datetime = Field(description="When it was counted.")
    operation: OperationOut
    totals: TotalsOut
    incidents: list[IncidentOfOperation]
    offered: list[OfferedOut]
    shifts: list[UUID]
    patrols: list[UUID]
    tasks: list[UUID]
    transfers: list[TransferOut]
    remarks: list[RemarkOut]

    @classmethod
    def of(cls, looked: LookedAt, scope: Scope, at: datetime) -> OperationReportOut:
        """Return a report as the wire has it, as far as the asker may see it."""
        linked = set(looked.found.linked)
        return cls(
            at=at,
            operation=OperationOut.of(looked.operation, scope),
            totals=TotalsOut.of(looked.totals),
            incidents=[_incident(one, linked) for one in looked.incidents],
            offered=[OfferedOut(id=one, why=why) for one, why in looked.found.offered],
            shifts=list(looked.shifts),
            patrols=list(looked.patrols),
            tasks=list(looked.tasks),
            transfers=[TransferOut.of(one, scope) for one in looked.transfers],
            remarks=remarks_of(looked.findings),
        )


def _incident(stored: StoredIncident, linked: set[UUID]) -> IncidentOfOperation:
    one = stored.incident
    return IncidentOfOperation(
        id=one.id,
        at=one.occurred_at,
        category=one.category,
        area=stored.area_code,
        outcomes=[each.kind for each in one.outcomes],
        linked=one.id in linked,
    )
