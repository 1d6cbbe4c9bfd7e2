"""Versions on the wire: ``ETag`` on answers, ``If-Match`` on edits."""

import re
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header
from sqlalchemy.orm import Session

from geo_patrol.errors import InvalidInput, finding
from geo_patrol.store.repositories import history

_TAG = re.compile(r'"(\d{1,9})"')


def etag(version: int) -> str:
    """Return the entity tag of a version."""
    return f'"{version}"'


async def _if_match(
    if_match: Annotated[
        str | None,
        Header(description='The version that the edit is based on, as its ETag gave it: `"3"`.'),
    ] = None,
) -> int | None:
    if if_match is None:
        return None
    found = _TAG.fullmatch(if_match.strip())
    if found is None:
        where = finding("If-Match", "api.field.etag")
        raise InvalidInput("api.invalid", findings=(where,))
    return int(found[1])


IfMatch = Annotated[int | None, Depends(_if_match)]
"""Parameter of a route that takes edits: the version in ``If-Match``, None without it."""


def current_version(session: Session, kind: str, record_id: UUID) -> int | None:
    """Return the number of a record's version in force; None for one that was never sent."""
    return history.latest_version(session, kind, record_id)
