"""What lists of operations, links and transfers may be asked for."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from api.bodies import Code
from api.queries import Period
from geo_patrol.operations.records import OperationKind


class PageQuery(Period):
    """Query of a list of what has no place of its own."""

    squad: Code | None = Field(None, description="Code of a squad.")
    limit: int = Field(100, ge=1, le=1000, description="Items on a page.")
    cursor: str | None = Field(
        None, max_length=200, description="`next` of the page before; none for the first page."
    )


class OperationsQuery(PageQuery):
    """Query of the list of operations; the period is that of their starts."""

    kind: OperationKind | None = None
    open: bool | None = Field(
        None, description="True: neither closed nor voided; false: the rest; both if missing."
    )


class LinksQuery(PageQuery):
    """Query of the list of links; the period is that in which they came."""

    operation: UUID | None = Field(None, description="Id of an operation.")
    target: UUID | None = Field(None, description="Id of what belongs to one.")


class TransfersQuery(PageQuery):
    """Query of the list of cases handed on; the period is that of handing on."""

    incident: UUID | None = Field(None, description="Id of an incident.")
