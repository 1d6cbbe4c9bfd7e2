"""What an operation comes to: counted from its records, never typed.

Of an operation, never of an officer: 行政处罚法 74 forbids to assess officers by fines.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geo_patrol.incidents.catalogue import CATCH
from geo_patrol.incidents.outcomes import CASES, HANDED_OVER
from geo_patrol.incidents.records import Incident
from geo_patrol.operations.records import Operation
from geo_patrol.patrols import Mode
from geo_patrol.reports.figures import MEASURES

NETS = frozenset({"ground_cage", "gill_net", "cast_net", "lift_net", "hand_net"})
"""Kinds of the catalogue that are nets: 地笼, 刺网, 撒网, 扳网, 抄网."""
ELECTRO = "electro_set"

WEIGHT_KG: dict[str, float] = {
    **dict.fromkeys(("kg", "公斤", "千克"), 1.0),
    **dict.fromkeys(("斤", "市斤"), 0.5),
    "两": 0.05,
    **dict.fromkeys(("g", "克"), 0.001),
    **dict.fromkeys(("t", "吨"), 1000.0),
}


@dataclass(frozen=True)
class Ride:
    """A patrol of an operation; ``way_m`` is None without a usable track."""

    id: UUID
    mode: Mode
    start: datetime
    end: datetime | None
    crew: tuple[UUID, ...] = ()
    way_m: float | None = None


@dataclass(frozen=True)
class Held:
    """A line of what was held."""

    kind: str
    unit: str
    quantity: int


@dataclass(frozen=True)
class Gear:
    """What was held of one kind and unit; ``n_lines`` counts the lines that say so."""

    kind: str
    unit: str
    quantity: int
    n_lines: int

    @property
    def sets(self) -> int:
        """How many sets it counts as: what is measured, not counted, is one set a line."""
        return self.n_lines if self.unit.strip().lower() in MEASURES else self.quantity


@dataclass(frozen=True)
class Done:
    """How often an outcome came up, and how many people it concerned."""

    n: int
    people: int


@dataclass(frozen=True)
class Totals:
    """What an operation comes to.

    Attributes
    ----------
    n_agencies, people, vehicles, boats, drones
        What the agencies brought, by the operation's own record.
    n_patrols, n_crew, own_cars, own_boats
        The squad's patrols, different people aboard, and patrols by car and by boat.
    duty_s, way_m
        Time and way of the patrols; one that runs counts up to now, and no longer than the
        operation: somebody may have forgotten to end it. Of a crew with several phones the one
        that went farthest counts.
    n_running, n_untracked
        Patrols that run still, and that have no usable track.
    gear
        All that was held but the catch, by kind and unit, the largest first.
    catch_kg, catch_other
        The catch by weight, and what is told in other units.
    n_transferred
        Incidents whose case was handed on, to however many.
    fines_yuan, n_untold
        Sum of the fines of cases that tell one, and cases that tell none.
    """

    n_agencies: int
    people: int
    vehicles: int
    boats: int
    drones: int
    n_shifts: int
    n_patrols: int
    n_crew: int
    own_cars: int
    own_boats: int
    duty_s: float
    way_m: float
    n_running: int
    n_untracked: int
    n_tasks: int
    n_tasks_open: int
    n_incidents: int
    by_category: Mapping[str, int]
    outcomes: Mapping[str, Done]
    persuaded: int
    gear: tuple[Gear, ...]
    nets: int
    electro_sets: int
    catch_kg: float
    catch_other: Mapping[str, int]
    cases_simple: int
    cases_ordinary: int
    n_transferred: int
    fines_yuan: int
    n_untold: int


def totals(
    operation: Operation,
    *,
    rides: Sequence[Ride],
    incidents: Sequence[Incident],
    inventories: Mapping[UUID, Sequence[Held]],
    handed_on: Collection[UUID] = (),
    n_shifts: int = 0,
    n_tasks: int = 0,
    n_tasks_open: int = 0,
    now: datetime,
) -> Totals:
    """Count what belongs to an operation.

    Parameters
    ----------
    rides, incidents
        What belongs to it, each once.
    inventories
        What the inventories of an incident's seizures list; what an incident lists itself counts
        where there is none.
    handed_on
        Incidents whose case was handed on by a letter; others may say so themselves.
    """
    outcomes = [one for incident in incidents for one in incident.outcomes]
    held = [line for one in incidents for line in _held(one, inventories)]
    gear = _gear(one for one in held if one.kind != CATCH)
    catch_kg, catch_other = _catch(one for one in held if one.kind == CATCH)
    done = _done(incidents)
    fines = [one.fine_yuan for one in outcomes if one.kind in CASES]
    told = [one for one in fines if one is not None]
    forces = operation.agencies
    return Totals(
        n_agencies=len(forces),
        people=sum(one.people for one in forces),
        vehicles=sum(one.vehicles for one in forces),
        boats=sum(one.boats for one in forces),
        drones=sum(one.drones for one in forces),
        n_shifts=n_shifts,
        n_patrols=len(rides),
        n_crew=len({member for one in rides for member in one.crew}),
        own_cars=sum(one.mode == "car" for one in rides),
        own_boats=sum(one.mode == "boat" for one in rides),
        duty_s=sum(_duty_s(one, min(now, operation.ends_at)) for one in rides),
        way_m=sum(one.way_m or 0.0 for one in rides),
        n_running=sum(one.end is None for one in rides),
        n_untracked=sum(one.way_m is None for one in rides),
        n_tasks=n_tasks,
        n_tasks_open=n_tasks_open,
        n_incidents=len(incidents),
        by_category=_ranked(Counter(one.category for one in incidents)),
        outcomes=done,
        persuaded=done["persuaded"].people if "persuaded" in done else 0,
        gear=gear,
        nets=sum(one.sets for one in gear if one.kind in NETS),
        electro_sets=sum(one.sets for one in gear if one.kind == ELECTRO),
        catch_kg=catch_kg,
        catch_other=catch_other,
        cases_simple=_n(done, "filed_simple"),
        cases_ordinary=_n(done, "filed_ordinary"),
        n_transferred=sum(
            each.id in handed_on or any(one.kind == HANDED_OVER for one in each.outcomes)
            for each in incidents
        ),
        fines_yuan=sum(told),
        n_untold=len(fines) - len(told),
    )


def _duty_s(ride: Ride, until: datetime) -> float:
    end = until if ride.end is None else ride.end
    # A patrol that was planned ahead has not begun.
    return max(0.0, (end - ride.start).total_seconds())


def _held(incident: Incident, inventories: Mapping[UUID, Sequence[Held]]) -> Iterable[Held]:
    listed = inventories.get(incident.id)
    if listed is not None:
        return listed
    return [Held(one.kind, one.unit, one.quantity) for one in incident.seized]


def _gear(lines: Iterable[Held]) -> tuple[Gear, ...]:
    counted: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in lines:
        counted[one.kind, one.unit].append(one.quantity)
    gear = [Gear(*key, sum(each), len(each)) for key, each in counted.items()]
    return tuple(sorted(gear, key=lambda one: (-one.sets, one.kind, one.unit)))


def _catch(lines: Iterable[Held]) -> tuple[float, dict[str, int]]:
    kg, other = 0.0, Counter[str]()
    for one in lines:
        weight = WEIGHT_KG.get(one.unit.strip().lower())
        if weight is None:
            other[one.unit] += one.quantity
        else:
            kg += weight * one.quantity
    return round(kg, 3), _ranked(other)


def _done(incidents: Iterable[Incident]) -> dict[str, Done]:
    n: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for one in (outcome for incident in incidents for outcome in incident.outcomes):
        n[one.kind] += 1
        people[one.kind] += one.people or 0
    return {kind: Done(each, people[kind]) for kind, each in _ranked(n).items()}


def _n(done: Mapping[str, Done], kind: str) -> int:
    return done[kind].n if kind in done else 0


def _ranked(counted: Counter[str]) -> dict[str, int]:
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))
