"""What an incident is: who, what, where, when, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from geo_patrol.personal import Person

Source = Literal["patrol", "camera", "citizen", "campaign", "joint"]
PlacedBy = Literal["gps", "map", "ledger"]


@dataclass(frozen=True)
class Outcome:
    """One thing that was done; an incident may have several.

    ``kind`` is a code of the catalogue's outcomes; ``people`` counts those concerned (persons
    persuaded to leave, warned, fled), None where the outcome does not count people. ``at`` is when
    it was done, None for right then; ``fine_yuan`` is of a case, ``agency`` a code of the
    catalogue's agencies that it was handed to.
    """

    kind: str
    people: int | None = None
    note: str = ""
    at: datetime | None = None
    fine_yuan: int | None = None
    agency: str | None = None


@dataclass(frozen=True)
class SeizedItem:
    """Gear held: ``kind`` is a code of the catalogue's gear, ``quantity`` counts ``unit``."""

    kind: str
    quantity: int
    unit: str = "set"
    note: str = ""


@dataclass(frozen=True)
class Incident:
    """A violation met in the field; place in degrees WGS-84, ``occurred_at`` aware.

    ``persons`` are kept apart from the rest: a stored incident is read without them.
    """

    id: UUID
    squad_code: str
    occurred_at: datetime
    lon: float
    lat: float
    accuracy_m: float | None
    placed_by: PlacedBy
    category: str
    source: Source
    patrol_id: UUID | None = None
    narrative: str = ""
    outcomes: tuple[Outcome, ...] = ()
    seized: tuple[SeizedItem, ...] = ()
    persons: tuple[Person, ...] = ()
