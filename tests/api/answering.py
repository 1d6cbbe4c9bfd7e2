"""Blocks, responsibilities and hand-overs for tests of the API, and how they are written."""

from typing import Any
from uuid import UUID, uuid4

from api_world import Client

BLOCKS = "/api/v1/blocks"
RESPONSIBILITIES = "/api/v1/responsibilities"
HANDED = "/api/v1/responsibility-handovers"
AREA = "yulin"


def cells(first: int, last: int) -> list[str]:
    """Return codes of cells of an area of the park, numbered from 1."""
    return [f"330624000901{number:03}" for number in range(first, last + 1)]


def block_body(**changes: Any) -> dict[str, Any]:
    """Return a block of three cells from August 2022 on."""
    body = {"area": AREA, "code": "yl-1", "name": "羽林一片区", "cells": cells(1, 3)}
    return {**body, "start": "2022-08-01T00:00:00+08:00", **changes}


def held_body(holder: UUID, **changes: Any) -> dict[str, Any]:
    """Return that somebody answers for that block."""
    body = {"area": AREA, "block": "yl-1", "holder_id": str(holder)}
    return {**body, "start": "2022-08-01T00:00:00+08:00", **changes}


def handed_body(of: UUID, giver: UUID, taker: UUID, at: str, **changes: Any) -> dict[str, Any]:
    """Return that a responsibility is handed on, with a point that is open."""
    ids = {"responsibility_id": of, "from_officer_id": giver, "to_officer_id": taker}
    named = {name: str(one) for name, one in ids.items()}
    return {**named, "at": at, "open_points": ["二号路油烟，周五复查"], **changes}


def put_new(client: Client, path: str, body: Any) -> UUID:
    """Write a record of a new id, which must be taken; return the id."""
    record_id = uuid4()
    answer = client.put(f"{path}/{record_id}", body)
    assert answer.status_code == 201, answer.text
    return record_id
