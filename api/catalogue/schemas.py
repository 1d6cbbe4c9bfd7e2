"""The catalogue on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Code, Line, StrictBody
from geo_patrol.incidents.catalogue import Catalogue
from geo_patrol.incidents.term_checks import MAX_NAME, MAX_POSITION
from geo_patrol.incidents.terms import GROUPS, POSITION, Group, Term
from geo_patrol.store.repositories.history import Version
from geo_patrol.workflows.catalogue import term_id

EXAMPLES: dict[str, Any] = {
    "category": {
        "summary": "A category of the office's own",
        "value": {
            "zh": "无人机投饵",
            "en": "Baiting by drone",
            "parent": "fishing",
            "squad": "reservoir",
        },
    },
    "retired": {
        "summary": "A category that is not used any more; records that have it keep it",
        "value": {
            "zh": "洗涤",
            "en": "Washing",
            "parent": "on_the_water",
            "squad": "reservoir",
            "position": 110,
            "retired": True,
        },
    },
}

Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME), Line]


class TermBody(StrictBody):
    """A term as it is sent; its group and code are in the address."""

    zh: Name
    en: Name
    parent: Code | None = Field(
        None, description="Of a category: code of the category group it is shown in."
    )
    squad: Code | None = Field(
        None, description="Of categories, their groups and storage places; null: everybody's."
    )
    counts_people: bool = Field(False, description="Of an outcome: whether it counts people.")
    is_measure: bool = Field(
        False, description="Of an outcome: whether only certified officers may decide it."
    )
    position: int = Field(
        POSITION, ge=0, le=MAX_POSITION, description="Terms are shown in this order."
    )
    retired: bool = Field(False, description="Not offered any more; kept for what was recorded.")

    def term(self, group: Group, code: str) -> Term:
        """Return the record."""
        return Term(
            group=group,
            code=code,
            zh=self.zh,
            en=self.en,
            parent=self.parent,
            squad_code=self.squad,
            counts_people=self.counts_people,
            is_measure=self.is_measure,
            position=self.position,
            retired=self.retired,
        )


class CatalogueTermOut(BaseModel):
    """A term as it is in force."""

    code: str
    zh: str
    en: str
    parent: str | None
    squad: str | None
    counts_people: bool
    is_measure: bool
    position: int
    retired: bool
    version: int = Field(description="0: as the program brings it.")

    @classmethod
    def of(cls, term: Term, version: int) -> CatalogueTermOut:
        """Return a term's form on the wire."""
        return cls(
            code=term.code,
            zh=term.zh,
            en=term.en,
            parent=term.parent,
            squad=term.squad_code,
            counts_people=term.counts_people,
            is_measure=term.is_measure,
            position=term.position,
            retired=term.retired,
            version=version,
        )


class CatalogueOut(BaseModel):
    """The whole catalogue, each group in the order in which it is shown, retired terms too."""

    category_groups: list[CatalogueTermOut]
    categories: list[CatalogueTermOut]
    outcomes: list[CatalogueTermOut]
    gear: list[CatalogueTermOut]
    agencies: list[CatalogueTermOut]
    storage_places: list[CatalogueTermOut]

    @classmethod
    def of(cls, catalogue: Catalogue, versions: dict[UUID, int]) -> CatalogueOut:
        """Return a catalogue's form on the wire."""
        return cls(
            **{
                group: [
                    CatalogueTermOut.of(one, versions.get(term_id(group, one.code), 0))
                    for one in catalogue.of(group).values()
                ]
                for group in GROUPS
            }
        )


class TermVersionOut(BaseModel):
    """A term as somebody wrote it."""

    version: int
    accepted_at: datetime
    actor_id: UUID | None = Field(description="Who wrote it; null: somebody at the server.")
    body: dict[str, Any]

    @classmethod
    def of(cls, one: Version, body: dict[str, Any]) -> TermVersionOut:
        """Return a version's form on the wire."""
        return cls(
            version=one.version, accepted_at=one.accepted_at, actor_id=one.actor_id, body=body
        )


class TermVersions(BaseModel):
    """What a term has been, the first version first; none while it is as the program brings it."""

    items: list[TermVersionOut]
    next: None = None
