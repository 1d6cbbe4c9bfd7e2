"""Who is looked for, and earlier incidents of the same, on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

from api.bodies import Line, StrictBody
from geo_patrol.personal import Person
from geo_patrol.personal.persons import MarkKind
from geo_patrol.store.repositories.repeats import Repeat

EXAMPLES: dict[str, Any] = {
    "plate": {"summary": "By a plate, however it is written", "value": {"plate": "浙Ｄ 12345"}},
    "person": {
        "summary": "By a name and a document's number, which both must be those of the incident",
        "value": {"name": "垂钓者甲", "id_number": "000000199001010000"},
    },
}


class PersonSought(StrictBody):
    """Somebody, as far as known; all that is given must be of the incident's persons."""

    name: Annotated[str, Field(max_length=64), Line] = ""
    id_number: Annotated[str, Field(max_length=32), Line] = ""
    phone: Annotated[str, Field(max_length=32), Line] = ""
    plate: Annotated[str, Field(max_length=16), Line] = ""

    @model_validator(mode="after")
    def _somebody(self) -> PersonSought:
        if not (self.name or self.id_number or self.phone or self.plate):
            raise PydanticCustomError("api.field.nobody", "nobody")
        return self

    def person(self) -> Person:
        """Return the record."""
        return Person(self.name, self.id_number, self.phone, self.plate)


class EarlierOut(BaseModel):
    """An earlier incident of the same person, or with the same plate."""

    incident_id: UUID
    occurred_at: datetime
    squad: str
    area: str | None
    category: str
    by: list[MarkKind] = Field(description="What it has in common.")
    outcomes: list[str] = Field(description="Kinds of what came of it, in the order given.")

    @classmethod
    def of(cls, one: Repeat) -> EarlierOut:
        """Return a repeat's form on the wire."""
        by: list[MarkKind] = ["plate" if kind == "plate" else "person" for kind in one.by]
        return cls(
            incident_id=one.incident_id,
            occurred_at=one.occurred_at,
            squad=one.squad_code,
            area=one.area_code,
            category=one.category,
            by=by,
            outcomes=list(one.outcomes),
        )


class Earlier(BaseModel):
    """Earlier incidents that count, in time order."""

    items: list[EarlierOut]
    truncated: bool = Field(description="True: there are older ones than those listed.")
