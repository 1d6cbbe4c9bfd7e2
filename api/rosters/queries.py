"""What lists of setups, profiles and rosters may be asked for, and of whom reasons are asked."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from api.bodies import Code, Day
from api.operations.queries import PageQuery
from geo_patrol.roster.records import RosterState


class ProfilesQuery(PageQuery):
    """Query of the list of profiles; the period is that in which they came."""

    officer: UUID | None = Field(None, description="Id of an officer.")


class RostersQuery(BaseModel):
    """Query of the list of rosters, by their days."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    squad: Code | None = Field(None, description="Code of a squad.")
    from_: Day | None = Field(None, alias="from", description="First local day.")
    to: Day | None = Field(None, description="Last local day, not included.")
    state: RosterState | None = None
    limit: int = Field(100, ge=1, le=1000, description="Items on a page.")
    cursor: str | None = Field(
        None, max_length=200, description="`next` of the page before; none for the first page."
    )


class OfficerDayQuery(BaseModel):
    """Query of what is asked of one officer's day."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    officer: UUID = Field(description="Id of an officer of the roster.")
    day: Day = Field(description="A day of the roster.")


class WhyQuery(BaseModel):
    """Query of an explanation; with both, why that officer has, or has not, a shift that day."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    officer: UUID | None = Field(None, description="Id of an officer of the roster.")
    day: Day | None = Field(None, description="A day of the roster.")
