"""The board of open cases: the overdue first, and how many wait at each stage."""

import base64
import binascii
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.cases.records import STAGES, Holder, Stage
from geo_patrol.cases.standing import Terms
from geo_patrol.errors import InvalidInput
from geo_patrol.store.repositories import cases
from geo_patrol.store.repositories.cases import Asked
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.case_standings import LookedCase, look_at_cases

_LAST = datetime(9999, 1, 1, tzinfo=UTC)
"""Where cases stand of which nothing is due."""


@dataclass(frozen=True)
class Board:
    """A page of cases, and what is told of all that are meant.

    Attributes
    ----------
    by_stage
        Open ones at each stage, whatever stage was asked for; those that do not count left out.
    n_overdue, n_to_supervise
        Of these.
    """

    items: tuple[LookedCase, ...]
    next_cursor: str | None
    by_stage: Mapping[Stage, int]
    n_overdue: int
    n_to_supervise: int


def board_of(
    session: Session,
    scope: Scope,
    asked: Asked,
    terms: Terms,
    *,
    holder: Holder | None = None,
    overdue: bool | None = None,
    cursor: str | None = None,
    limit: int = 100,
) -> Board:
    """Return the open cases within reach that are meant, by when they are due.

    What is overdue was due before now, so that it stands first; what has no limit, or does not
    count, stands last.
    Asked for the stage ``closed`` it returns closed ones, in the order of their close.

    Raises
    ------
    InvalidInput
        When the cursor is not one that a page gave.
    """
    wide = replace(asked, stage=None, open=True)
    found = look_at_cases(session, cases.sought(session, scope, wide), terms)
    if holder is not None:
        found = [one for one in found if one.standing.holder == holder]
    counting = [one.standing for one in found if one.standing.counts]
    stages = Counter(one.stage for one in counting)
    by_stage: dict[Stage, int] = {stage: stages[stage] for stage in STAGES if stage != "closed"}
    n_overdue = sum(one.overdue for one in counting)
    n_to_supervise = sum(bool(one.supervision) for one in counting)
    if asked.stage == "closed":
        page = cases.closed_page(session, scope, asked, cursor=cursor, limit=limit)
        items, following = look_at_cases(session, page.items, terms), page.next_cursor
    else:
        meant = [
            one
            for one in sorted(found, key=_order)
            if asked.stage in (None, one.standing.stage) and overdue in (None, one.standing.overdue)
        ]
        items, following = _page(meant, cursor, limit)
    return Board(tuple(items), following, by_stage, n_overdue, n_to_supervise)


def _order(one: LookedCase) -> tuple[datetime, UUID]:
    due_at = one.standing.due_at
    return (_LAST if due_at is None else due_at.astimezone(UTC), one.standing.id)


def _page(
    meant: list[LookedCase], cursor: str | None, limit: int
) -> tuple[list[LookedCase], str | None]:
    if cursor is not None:
        behind = _decode(cursor)
        meant = [one for one in meant if _order(one) > behind]
    if len(meant) <= limit:
        return meant, None
    page = meant[:limit]
    moment, key = _order(page[-1])
    return page, base64.urlsafe_b64encode(f"{moment.isoformat()}|{key}".encode()).decode()


def _decode(cursor: str) -> tuple[datetime, UUID]:
    try:
        moment, key = base64.urlsafe_b64decode(cursor.encode()).decode().split("|")
        parsed = datetime.fromisoformat(moment)
        if parsed.tzinfo is None:
            raise ValueError("naive")
        return parsed, UUID(key)
    except (ValueError, binascii.Error, UnicodeError) as error:
        raise InvalidInput("records.bad_cursor") from error
