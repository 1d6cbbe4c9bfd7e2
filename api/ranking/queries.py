"""What rankings and figures of blocks may be asked for."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from api.bodies import Code
from geo_patrol.errors import InvalidInput, finding
from geo_patrol.firms.months import month_of
from geo_patrol.reports.quarters import quarter_of
from geo_patrol.reports.ranking import Level
from geo_patrol.settings import Settings


class PlacesQuery(BaseModel):
    """Query of figures of places."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    squad: Code | None = Field(None, description="Code of a squad.")
    area: Code | None = Field(None, description="Code of an area.")


class RankingQuery(PlacesQuery):
    """Query of a quarter's ranking."""

    quarter: str = Field(max_length=6, description="`YYYYQn`.", examples=["2022Q4"])
    by: Level = Field("area", description="What is ranked; `cell` needs an area. Never persons.")


class BlockFiguresQuery(PlacesQuery):
    """Query of a month's figures of blocks."""

    month: str = Field(max_length=7, description="`YYYY-MM`.", examples=["2022-10"])


def asked_quarter(text: str, settings: Settings) -> tuple[datetime, datetime]:
    """Return begin and end of a quarter.

    Raises
    ------
    InvalidInput
        When it is none.
    """
    found = quarter_of(text, settings.zone)
    if found is None:
        raise InvalidInput("api.invalid", findings=(finding("query.quarter", "ranking.quarter"),))
    return found


def asked_month(text: str, settings: Settings) -> tuple[datetime, datetime]:
    """Return begin and end of a month.

    Raises
    ------
    InvalidInput
        When it is none.
    """
    found = month_of(text, settings.zone)
    if found is None:
        raise InvalidInput("api.invalid", findings=(finding("query.month", "ranking.month"),))
    return found.start, found.end
