"""Fixes that wait for a patrol, and who may claim them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from geo_patrol.patrols import Mode
from geo_patrol.store.repositories.rows import add_row_once, add_rows_once, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import (
    CrewRow,
    PatrolRow,
    ShiftRow,
    TrackerFixRow,
    TrackerTallyRow,
)
from geo_patrol.tracks.fixes import Fixes

AT_ONCE = 500


@dataclass(frozen=True)
class Claim:
    """A patrol that claims the fixes of who is aboard; ``end`` is None while it goes on."""

    patrol_id: UUID
    mode: Mode
    start: datetime
    end: datetime | None
    shift_end: datetime

    def until(self, loose_ends: timedelta) -> datetime:
        """Return when it ends for sure: one that nobody ends does so with its shift."""
        return self.shift_end + loose_ends if self.end is None else self.end


@dataclass(frozen=True)
class Tally:
    """What became of what a tracker sent; ``heard_at`` is None when it never did."""

    heard_at: datetime | None = None
    n_kept: int = 0
    n_off_duty: int = 0
    n_unusable: int = 0
    n_doubtful: int = 0
    n_late: int = 0
    n_expired: int = 0


COUNTS = tuple(name for name in Tally.__dataclass_fields__ if name != "heard_at")


def claims_of(
    session: Session,
    scope: Scope,
    officer_id: UUID,
    first: datetime,
    last: datetime,
    loose: timedelta,
) -> list[Claim]:
    """Return the patrols that an officer is aboard of and that meet a time, by their starts."""
    going_on = and_(PatrolRow.ended_at.is_(None), ShiftRow.ended_at > first - loose)
    found = (
        select(
            PatrolRow.id,
            PatrolRow.mode,
            PatrolRow.started_at,
            PatrolRow.ended_at,
            ShiftRow.ended_at,
        )
        .join(CrewRow, CrewRow.patrol_id == PatrolRow.id)
        .join(ShiftRow, ShiftRow.id == PatrolRow.shift_id)
        .where(
            scope.within(PatrolRow.squad_code),
            CrewRow.officer_id == officer_id,
            PatrolRow.started_at <= last,
            or_(PatrolRow.ended_at > first, going_on),
        )
        .order_by(PatrolRow.started_at, PatrolRow.id)
    )
    return [Claim(*row) for row in session.execute(found)]  # type: ignore[arg-type]  # held to Mode by CHECK


def shift_times(
    session: Session, scope: Scope, first: datetime, last: datetime
) -> list[tuple[datetime, datetime]]:
    """Return start and end of the shifts within reach that meet a time."""
    found = select(ShiftRow.started_at, ShiftRow.ended_at).where(
        scope.within(ShiftRow.squad_code), ShiftRow.started_at <= last, ShiftRow.ended_at > first
    )
    return [(row.started_at, row.ended_at) for row in session.execute(found)]


def add_fixes(session: Session, device_id: UUID, fixes: Fixes, now: datetime) -> None:
    """Have fixes wait; those of a time that waits already are left out."""
    columns = (fixes.t_ms, fixes.lon, fixes.lat, fixes.accuracy_m.astype(np.float64))
    rows = [
        {
            "device_id": device_id,
            "t_ms": t_ms,
            "lon": lon,
            "lat": lat,
            "accuracy_m": None if np.isnan(accuracy_m) else accuracy_m,
            "received_at": now,
        }
        for t_ms, lon, lat, accuracy_m in zip(*(one.tolist() for one in columns), strict=True)
    ]
    add_rows_once(session, TrackerFixRow, rows)


def waiting_times(session: Session, device_id: UUID, first_ms: int, last_ms: int) -> set[int]:
    """Return which times of ``[first_ms, last_ms]`` a device has fixes waiting for."""
    found = select(TrackerFixRow.t_ms).where(
        TrackerFixRow.device_id == device_id, TrackerFixRow.t_ms.between(first_ms, last_ms)
    )
    return set(session.scalars(found))


def waiting(session: Session, device_id: UUID, first_ms: int, end_ms: int) -> Fixes:
    """Return the fixes of a device that wait, of ``[first_ms, end_ms)``, in order."""
    row = table_of(TrackerFixRow).c
    found = (
        select(row.t_ms, row.lon, row.lat, row.accuracy_m)
        .where(row.device_id == device_id, row.t_ms >= first_ms, row.t_ms < end_ms)
        .order_by(row.t_ms)
    )
    rows = session.connection().execute(found).all()
    columns = list(zip(*rows, strict=True)) if rows else [(), (), (), ()]
    return Fixes(
        np.array(columns[0], dtype=np.int64),
        np.array(columns[1], dtype=np.float64),
        np.array(columns[2], dtype=np.float64),
        np.array(columns[3], dtype=np.float64).astype(np.float32),
    )


def devices_waiting(session: Session) -> list[tuple[UUID, int, int]]:
    """Return the devices that have fixes waiting, with the first and the last time of them."""
    row = TrackerFixRow
    found = select(row.device_id, func.min(row.t_ms), func.max(row.t_ms)).group_by(row.device_id)
    return [(device_id, first, last) for device_id, first, last in session.execute(found)]


def drop_fixes(session: Session, device_id: UUID, times: Iterable[int]) -> None:
    """Have fixes wait no more."""
    gone = sorted(times)
    for start in range(0, len(gone), AT_ONCE):
        session.execute(
            delete(TrackerFixRow).where(
                TrackerFixRow.device_id == device_id,
                TrackerFixRow.t_ms.in_(gone[start : start + AT_ONCE]),
            )
        )


def expire_fixes(session: Session, before: datetime) -> dict[UUID, int]:
    """Delete the fixes that came before a moment; return how many there were of each device."""
    old = TrackerFixRow.received_at < before
    found = select(TrackerFixRow.device_id, func.count()).where(old)
    rows = session.execute(found.group_by(TrackerFixRow.device_id))
    counts = {row[0]: row[1] for row in rows}
    if counts:
        session.execute(delete(TrackerFixRow).where(old))
    return counts


def count(
    session: Session, device_id: UUID, now: datetime, *, heard: bool = False, **more: int
) -> None:
    """Add to a tracker's tally; ``heard`` when it was heard just now."""
    row: dict[str, Any] = {"device_id": device_id, "heard_at": now, **dict.fromkeys(COUNTS, 0)}
    add_row_once(session, TrackerTallyRow, row)
    changed: dict[str, Any] = {"heard_at": now} if heard else {}
    changed |= {name: getattr(TrackerTallyRow, name) + n for name, n in more.items() if n}
    if changed:
        mine = TrackerTallyRow.device_id == device_id
        session.execute(update(TrackerTallyRow).where(mine).values(changed))


def tallies(session: Session) -> dict[UUID, Tally]:
    """Return the tallies of all trackers that were ever heard."""
    return {row.device_id: _tally(row) for row in session.scalars(select(TrackerTallyRow))}


def tally(session: Session, device_id: UUID) -> Tally | None:
    """Return a tracker's tally, None when it was never heard."""
    row = session.get(TrackerTallyRow, device_id)
    return None if row is None else _tally(row)


def _tally(row: TrackerTallyRow) -> Tally:
    return Tally(row.heard_at, *(getattr(row, name) for name in COUNTS))
