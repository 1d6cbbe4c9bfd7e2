"""What is asked of a briefing, as it is sent."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, Strict, model_validator
from pydantic_core import PydanticCustomError

from api.bodies import Code, StrictBody
from api.briefings.asked import USUAL, Brief, FileForm
from geo_patrol.messages import Language
from geo_patrol.reports.briefing import BriefingKind

MOST_AREAS = 200

EXAMPLES: dict[str, Any] = {
    "month": {
        "summary": "October, all areas within reach, all files in Chinese",
        "value": {"kind": "monthly", "period": "2022-10"},
    },
    "quarter": {
        "summary": "A quarter of one reservoir: paper and slides in both languages",
        "value": {
            "kind": "quarterly",
            "period": "2022Q4",
            "areas": ["changzhao"],
            "languages": ["zh", "en"],
            "formats": ["pdf", "pptx"],
        },
    },
}


class BriefBody(StrictBody):
    """Which briefing, and as which files."""

    id: Annotated[UUID, Strict(False)] | None = Field(
        None, description="Id of the job, made by the client: sent again, it is the same job."
    )
    kind: BriefingKind = Field(description="Bulletin of a month, ranking of a quarter, report.")
    period: str = Field(
        min_length=4, max_length=7, description="`2022-10`, `2022Q4` or `2022`, by the kind."
    )
    areas: list[Code] = Field(
        [], max_length=MOST_AREAS, description="Only these; all within reach when empty."
    )
    languages: list[Language] = Field(
        ["zh"], min_length=1, max_length=2, description="Of documents and printed maps."
    )
    formats: list[FileForm] = Field(
        list(USUAL),
        min_length=1,
        max_length=20,
        description="What to make; all but SVG if missing.",
    )

    @model_validator(mode="after")
    def _each_once(self) -> BriefBody:
        for told in (self.areas, self.languages, self.formats):
            if len({*told}) != len(told):
                raise PydanticCustomError("api.field.repeated", "each once")
        return self

    def brief(self) -> Brief:
        """Return what is asked for."""
        return Brief(
            self.kind,
            self.period,
            tuple(self.areas),
            tuple(self.languages),
            tuple(self.formats),
        )
