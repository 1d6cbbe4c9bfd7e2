"""Blocks, who answers for cells, hand-overs of that, and who may answer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from geo_patrol.park.records import Block, Responsibility, ResponsibilityHandover
from geo_patrol.park.responsibility import Member
from geo_patrol.store.repositories.received import Kept, Shelf
from geo_patrol.store.repositories.rows import row_of, rows_of, table_of
from geo_patrol.store.tables import (
    AccountRow,
    BlockRow,
    CellRow,
    OfficerRow,
    OfficerSquadRow,
    ResponsibilityHandoverRow,
    ResponsibilityRow,
)

BLOCKS = Shelf(BlockRow, Block, time="starts_at")
RESPONSIBILITIES = Shelf(ResponsibilityRow, Responsibility, time="starts_at")
HANDED = Shelf(ResponsibilityHandoverRow, ResponsibilityHandover, time="at")

ANSWERING = ("officer", "leader")
"""Roles that answer for cells: auxiliaries patrol under an officer's direction only (浙江综合行政
执法条例 30)."""

AT_ONCE = 500

_B, _R, _H = BLOCKS.table, RESPONSIBILITIES.table, HANDED.table
_O, _A, _S = table_of(OfficerRow), table_of(AccountRow), table_of(OfficerSquadRow)
_C = table_of(CellRow)


def of_area(
    shelf: Shelf[Block] | Shelf[Responsibility], area: str | None
) -> list[ColumnElement[bool]]:
    """Return the conditions that a record is of an area, if one is named."""
    return [] if area is None else [shelf.table.c.area_code == area]


def of_responsibility(responsibility_id: UUID | None) -> list[ColumnElement[bool]]:
    """Return the conditions that a hand-over is of a responsibility, if one is named."""
    if responsibility_id is None:
        return []
    return [_H.c.responsibility_id == responsibility_id]


def blocks_of(session: Session, area: str) -> list[Kept[Block]]:
    """Return all blocks that an area ever had and that count, by code and time."""
    found = BLOCKS.every.where(_B.c.area_code == area, _B.c.voided == "")
    return BLOCKS.listed(session, found.order_by(_B.c.code, _B.c.starts_at, _B.c.pk))


def responsibilities_of(session: Session, area: str) -> list[Kept[Responsibility]]:
    """Return all responsibilities of an area that count, by time."""
    found = RESPONSIBILITIES.every.where(_R.c.area_code == area, _R.c.voided == "")
    return RESPONSIBILITIES.listed(session, found.order_by(_R.c.starts_at, _R.c.pk))


def handovers_of(session: Session, ids: Iterable[UUID]) -> list[Kept[ResponsibilityHandover]]:
    """Return the hand-overs of responsibilities that count, by time."""
    listed: list[Kept[ResponsibilityHandover]] = []
    for some in _some(ids):
        found = HANDED.every.where(_H.c.responsibility_id.in_(some), _H.c.voided == "")
        listed += HANDED.listed(session, found)
    return sorted(listed, key=lambda one: (one.record.at, one.record.id))


def squad_of_responsibility(session: Session, responsibility_id: UUID) -> str | None:
    """Return whose a responsibility is."""
    row = row_of(session, select(_R.c.squad_code).where(_R.c.id == responsibility_id))
    return None if row is None else row.squad_code


def members(
    session: Session, ids: Iterable[UUID], squad: str, *, now: datetime
) -> dict[UUID, Member]:
    """Return people that may answer for cells of a squad, or did; who is unknown is left out.

    Whose account is closed is gone since then. Who serves elsewhere or otherwise is gone as of
    now: since when is not kept.
    """
    wanted = sorted(set(ids))
    more: dict[UUID, set[str]] = defaultdict(set)
    found: dict[UUID, Member] = {}
    for some in _some(wanted):
        for row in rows_of(session, select(_S).where(_S.c.officer_id.in_(some))):
            more[row.officer_id].add(row.squad_code)
        columns = (_O.c.id, _O.c.squad_code, _O.c.role, _A.c.disabled_at)
        joined = select(*columns).select_from(_O.outerjoin(_A, _A.c.officer_id == _O.c.id))
        for row in rows_of(session, joined.where(_O.c.id.in_(some))):
            serves = squad in {row.squad_code, *more[row.id]} and row.role in ANSWERING
            if row.disabled_at is not None:
                found[row.id] = Member(row.id, row.disabled_at, "left")
            elif serves:
                found[row.id] = Member(row.id)
            else:
                found[row.id] = Member(row.id, now, "moved")
    return found


def centres(
    session: Session, grid_id: UUID, codes: Iterable[str]
) -> Mapping[str, tuple[float, float]]:
    """Return a point in each of some cells, ``(lon, lat)`` in EPSG:4326."""
    found: dict[str, tuple[float, float]] = {}
    wanted = sorted(set(codes))
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        asked = select(_C.c.code, _C.c.geometry).where(_C.c.grid_id == grid_id)
        for row in rows_of(session, asked.where(_C.c.code.in_(some))):
            point = row.geometry.representative_point()
            found[row.code] = (point.x, point.y)
    return found


def _some(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]
