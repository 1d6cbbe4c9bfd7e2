"""What the address of the list of incidents may say."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field

from api.bodies import Code, Line
from api.queries import ORDER_HELP, Asked, MappedRecordFilters, Order, read_asked
from api.services import Serving
from geo_patrol.errors import InvalidInput, finding
from geo_patrol.incidents.records import Source
from geo_patrol.store.repositories.incident_search import Sought
from geo_patrol.workflows.searching import Codes
from geo_patrol.zones import ZoneLevel


class IncidentFilters(MappedRecordFilters):
    """Query of the list of incidents: all that is given must be so."""

    text: Annotated[str, Field(min_length=1, max_length=64), Line] | None = Field(
        None,
        description="Words, with spaces between them, that all stand in the narrative or in notes;"
        " for who may read these.",
        examples=["岭根村 夜钓"],
    )
    zone_level: ZoneLevel | None = Field(None, description="Level of the protection zone.")
    cell: Code | None = Field(None, description="Code of a grid cell.")
    category: Code | None = Field(
        None, description="Code of a category, or of a group: then all that are in it."
    )
    outcome: Code | None = Field(None, description="Code of an outcome that it has.")
    source: Source | None = None
    gear: Code | None = Field(None, description="Code of gear that was held.")
    include_void: bool = Field(False, description="List what does not count, too, marked `void`.")
    order: Order = Field("oldest", description=ORDER_HELP)


@dataclass(frozen=True)
class AskedIncidents:
    """A query of incidents, read; codes are not looked up yet."""

    asked: Asked
    sought: Sought
    codes: Codes
    newest_first: bool


async def _incidents(
    query: Annotated[IncidentFilters, Query()], services: Serving
) -> AskedIncidents:
    return AskedIncidents(
        asked=read_asked(query, services.settings, query.bbox),
        sought=Sought(
            words=_words(query.text),
            level=query.zone_level,
            cell=query.cell,
            source=query.source,
            include_void=query.include_void,
        ),
        codes=Codes(query.category, query.outcome, query.gear),
        newest_first=query.order == "newest",
    )


def _words(text: str | None) -> tuple[str, ...]:
    words = tuple((text or "").split())
    if text is not None and not words:
        nothing = finding("query.text", "api.field.too_short", limit=1)
        raise InvalidInput("api.invalid", findings=(nothing,))
    return words


AskedOfIncidents = Annotated[AskedIncidents, Depends(_incidents)]
