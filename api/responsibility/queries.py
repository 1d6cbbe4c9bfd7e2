"""What lists of blocks, responsibilities and hand-overs may be asked for."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from api.bodies import Code
from api.operations.queries import PageQuery
from api.queries import MOMENT_HELP


class ParkQuery(PageQuery):
    """Query of a list of blocks or responsibilities; the period is that of their starts."""

    area: Code | None = Field(None, description="Code of an area.")


class HandoversQuery(PageQuery):
    """Query of the list of hand-overs; the period is that of handing over."""

    responsibility: UUID | None = Field(None, description="Id of a responsibility.")


class AtQuery(BaseModel):
    """Query of who answers for what at a moment."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    at: str | None = Field(
        None, max_length=40, description=f"The moment: {MOMENT_HELP}; now if missing."
    )
    squad: Code | None = Field(None, description="Code of a squad.")
    area: Code | None = Field(
        None, description="Code of an area: told even if nobody ever answered for any of it."
    )
