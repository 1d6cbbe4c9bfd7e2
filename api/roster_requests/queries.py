"""What lists of leave, wishes, swaps and answers may be asked for."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from api.operations.queries import PageQuery


class OfOfficerQuery(PageQuery):
    """Query of a list of leaves or wishes; the period is that in which they came."""

    officer: UUID | None = Field(None, description="Id of whose they are.")


class SwapsQuery(OfOfficerQuery):
    """Query of the list of swaps; the period is that in which they came."""

    taker: UUID | None = Field(None, description="Id of who is to take the shift.")


class AnswersQuery(PageQuery):
    """Query of the list of answers; the period is that of answering."""

    target: UUID | None = Field(None, description="Id of a leave or a swap.")
