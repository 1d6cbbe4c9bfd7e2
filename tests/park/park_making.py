"""Blocks, responsibilities and hand-overs for tests, each sound unless it is changed."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from geo_patrol.park.checks import Around
from geo_patrol.park.records import Block, Responsibility, ResponsibilityHandover
from geo_patrol.park.responsibility import Member

A, B, C = (UUID(int=number) for number in (1, 2, 3))
MEMBERS = {one: Member(one) for one in (A, B, C)}
CELLS = tuple(f"c{number}" for number in range(1, 7))


def day(month: int, number: int = 1, hour: int = 0) -> datetime:
    """Return a moment of 2022."""
    return datetime(2022, month, number, hour, tzinfo=UTC)


def block(code: str = "west", cells: tuple[str, ...] = CELLS[:3], **changes: Any) -> Block:
    """Return a block that holds from August on."""
    values: dict[str, Any] = {"id": uuid4(), "area_code": "yard", "code": code, "name": code}
    return Block(**{**values, "cells": cells, "starts_at": day(8), **changes})


def held(holder: UUID = A, code: str = "west", **changes: Any) -> Responsibility:
    """Return that somebody answers for a block from August on."""
    values: dict[str, Any] = {
        "id": uuid4(),
        "area_code": "yard",
        "block_code": code,
        "cell_code": None,
        "holder_id": holder,
        "starts_at": day(8),
    }
    return Responsibility(**{**values, **changes})


def held_cell(cell: str, holder: UUID, **changes: Any) -> Responsibility:
    """Return that somebody answers for a cell from August on."""
    return held(holder, **{"block_code": None, "cell_code": cell, **changes})


def handed(
    of: Responsibility, giver: UUID, taker: UUID, at: datetime, **changes: Any
) -> ResponsibilityHandover:
    """Return that a responsibility is handed on."""
    return ResponsibilityHandover(uuid4(), of.id, giver, taker, at, **changes)


def around(**changes: Any) -> Around:
    """Return an area of six cells with a block of the first three."""
    values: dict[str, Any] = {"cells": CELLS, "blocks": (block(),), "members": MEMBERS}
    return Around(**{**values, **changes})
