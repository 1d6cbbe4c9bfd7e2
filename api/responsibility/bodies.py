"""Blocks, responsibilities and hand-overs as they are sent."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from api.bodies import Code, Line, Lines, Moment, Note, StrictBody
from geo_patrol.park.records import Block, Responsibility, ResponsibilityHandover

MAX_CELLS = 5000
MAX_POINTS = 20
MAX_POINT = 300

BLOCK_EXAMPLES: dict[str, Any] = {
    "west": {
        "summary": "The western block of an area",
        "value": {
            "area": "nanyan",
            "code": "NY-1",
            "name": "南岩一片区",
            "cells": ["330624000901001", "330624000901002"],
            "start": "2022-08-01T00:00:00+08:00",
        },
    }
}
RESPONSIBILITY_EXAMPLES: dict[str, Any] = {
    "block": {
        "summary": "An officer answers for a block until somebody says otherwise",
        "value": {
            "area": "nanyan",
            "block": "NY-1",
            "holder_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0c01",
            "start": "2022-08-01T00:00:00+08:00",
        },
    },
    "cell": {
        "summary": "One cell of it is somebody else's for a month",
        "value": {
            "area": "nanyan",
            "cell": "330624000901002",
            "holder_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0c02",
            "start": "2022-10-01T00:00:00+08:00",
            "end": "2022-11-01T00:00:00+08:00",
        },
    },
}
HANDOVER_EXAMPLES: dict[str, Any] = {
    "with_points": {
        "summary": "A block changes hands, with what is left to be done",
        "value": {
            "responsibility_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0d01",
            "from_officer_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0c01",
            "to_officer_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0c02",
            "at": "2022-10-15T09:00:00+08:00",
            "open_points": ["二号路夜间油烟，周五复查"],
        },
    }
}

Voided = Annotated[Note, Field(description="Why it does not count; an edit that changes no more.")]
Point = Annotated[str, Field(min_length=1, max_length=MAX_POINT, pattern=r"\S"), Lines]


class BlockBody(StrictBody):
    """A block as it is sent."""

    area: Code = Field(description="Code of the area.")
    code: Code = Field(description="It stays when the block gets other cells by a new record.")
    name: Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S"), Line]
    cells: Annotated[list[Code], Field(max_length=MAX_CELLS)] = Field(
        description="Codes of the area's cells; a cell is in one block at a time."
    )
    start: Moment
    end: Moment | None = Field(None, description="Not included; null until it is known.")
    note: Note = ""
    voided: Voided = ""

    def block(self, block_id: UUID) -> Block:
        """Return the record."""
        return Block(
            id=block_id,
            area_code=self.area,
            code=self.code,
            name=self.name,
            cells=tuple(self.cells),
            starts_at=self.start,
            ends_at=self.end,
            note=self.note,
            voided=self.voided,
        )


class ResponsibilityBody(StrictBody):
    """That somebody answers for a block or a cell, as it is sent."""

    area: Code = Field(description="Code of the area.")
    block: Code | None = Field(None, description="Code of a block; or else `cell`.")
    cell: Code | None = Field(None, description="Code of a cell: it goes before its block.")
    holder_id: UUID = Field(description="Who begins; who goes on is said by hand-overs.")
    start: Moment
    end: Moment | None = Field(None, description="Not included; null until it is known.")
    note: Note = ""
    voided: Voided = ""

    @model_validator(mode="after")
    def _one_target(self) -> ResponsibilityBody:
        if (self.block is None) == (self.cell is None):
            raise PydanticCustomError("api.field.block_or_cell", "block or cell")
        return self

    def responsibility(self, responsibility_id: UUID) -> Responsibility:
        """Return the record."""
        return Responsibility(
            id=responsibility_id,
            area_code=self.area,
            block_code=self.block,
            cell_code=self.cell,
            holder_id=self.holder_id,
            starts_at=self.start,
            ends_at=self.end,
            note=self.note,
            voided=self.voided,
        )


class ResponsibilityHandoverBody(StrictBody):
    """That a responsibility is handed on, as it is sent."""

    responsibility_id: UUID
    from_officer_id: UUID = Field(description="Who has it until then.")
    to_officer_id: UUID
    at: Moment
    open_points: Annotated[list[Point], Field(max_length=MAX_POINTS)] = Field(
        default_factory=list, description="What is still to be done, one by one; no names."
    )
    note: Note = ""
    voided: Voided = ""

    def handover(self, handover_id: UUID) -> ResponsibilityHandover:
        """Return the record."""
        return ResponsibilityHandover(
            id=handover_id,
            responsibility_id=self.responsibility_id,
            from_officer_id=self.from_officer_id,
            to_officer_id=self.to_officer_id,
            at=self.at,
            open_points=tuple(self.open_points),
            note=self.note,
            voided=self.voided,
        )
