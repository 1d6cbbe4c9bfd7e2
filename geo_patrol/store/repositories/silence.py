"""What was last heard of crews that are out, from whatever came in of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from geo_patrol.patrols import Mode
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.rows import rows_of, table_of
from geo_patrol.store.tables import (
    CheckInRow,
    CrewRow,
    IncidentRow,
    PatrolRow,
    SignOfLifeRow,
    TrackRow,
    VersionRow,
)


@dataclass(frozen=True)
class Fixed:
    """A place in degrees, and when a crew was there."""

    at: datetime
    lon: float
    lat: float
    accuracy_m: float | None = None


@dataclass(frozen=True)
class Out:
    """A patrol that goes on: when its crew was last heard of, by what, and the last place known.

    ``source`` is what a sign of life was, or ``track``, ``incident``, ``check_in``, ``patrol``.
    """

    patrol_id: UUID
    squad_code: str
    area_code: str
    mode: Mode
    started_at: datetime
    last_at: datetime
    place: Fixed | None = None
    source: str = "patrol"


_PATROLS = table_of(PatrolRow)


def out_now(
    session: Session, modes: Iterable[Mode], now: datetime, forgotten: timedelta
) -> list[Out]:
    """Return the patrols that go on now, of all squads; none that began too long ago, or is a demo.

    Parameters
    ----------
    forgotten
        A patrol that began longer ago was never ended, by mistake.
    """
    found = select(_PATROLS).where(
        # Named one by one, they are found by the index.
        _PATROLS.c.squad_code.in_(sorted(people.squad_codes(session))),
        _PATROLS.c.started_at <= now,
        _PATROLS.c.started_at > now - forgotten,
        or_(_PATROLS.c.ended_at.is_(None), _PATROLS.c.ended_at > now),
        _PATROLS.c.mode.in_(sorted(modes)),
        _PATROLS.c.demo.is_(False),
    )
    return heard_of(session, rows_of(session, found))


def heard_of(session: Session, patrols: Sequence[Any]) -> list[Out]:
    """Return rows of patrols with what was last heard of their crews."""
    ids = [row.id for row in patrols]
    if not ids:
        return []
    last = {row.id: (row.started_at, "patrol") for row in patrols}
    placed: dict[UUID, Fixed] = {}
    for patrol_id, at, place, source in _all_heard(session, ids):
        if at > last[patrol_id][0]:
            last[patrol_id] = (at, source)
        if place is not None and (patrol_id not in placed or place.at >= placed[patrol_id].at):
            placed[patrol_id] = place
    return [
        Out(
            row.id,
            row.squad_code,
            row.area_code,
            row.mode,
            row.started_at,
            last[row.id][0],
            placed.get(row.id),
            last[row.id][1],
        )
        for row in patrols
    ]


def heard_of_patrol(session: Session, patrol_id: UUID) -> tuple[Out, datetime | None] | None:
    """Return what was last heard of one patrol's crew, and when it ended; None without a patrol."""
    rows = rows_of(session, select(_PATROLS).where(_PATROLS.c.id == patrol_id))
    return (heard_of(session, rows)[0], rows[0].ended_at) if rows else None


Heard = tuple[UUID, datetime, Fixed | None, str]


def _all_heard(session: Session, ids: list[UUID]) -> Iterable[Heard]:
    yield from _signs(session, ids)
    yield from _tracks(session, ids)
    yield from _incidents(session, ids)
    yield from _check_ins(session, ids)
    yield from _sent_by_crew(session, ids)


def _signs(session: Session, ids: list[UUID]) -> Iterable[Heard]:
    signs = table_of(SignOfLifeRow)
    for row in rows_of(session, select(signs).where(signs.c.patrol_id.in_(ids))):
        there = row.placed_at is not None
        place = Fixed(row.placed_at, row.lon, row.lat, row.accuracy_m) if there else None
        yield row.patrol_id, row.at, place, row.source


def _tracks(session: Session, ids: list[UUID]) -> Iterable[Heard]:
    tracks = table_of(TrackRow)
    columns = (tracks.c.patrol_id, tracks.c.ended_at, tracks.c.received_at, tracks.c.geometry)
    ended = tracks.c.ended_at.is_not(None)
    for row in rows_of(session, select(*columns).where(tracks.c.patrol_id.in_(ids), ended)):
        # A clock that is fast does not hide a silence.
        at = min(row.ended_at, row.received_at)
        place = None
        if row.geometry is not None:
            lon, lat = row.geometry.coords[-1][:2]
            place = Fixed(at, lon, lat)
        yield row.patrol_id, at, place, "track"


def _incidents(session: Session, ids: list[UUID]) -> Iterable[Heard]:
    table = table_of(IncidentRow)
    columns = (
        table.c.patrol_id,
        table.c.occurred_at,
        table.c.received_at,
        table.c.accuracy_m,
        table.c.geometry,
    )
    # One that does not count may be of another crew, or another place.
    those = (table.c.patrol_id.in_(ids), table.c.void.is_(False))
    for row in rows_of(session, select(*columns).where(*those)):
        at = min(row.occurred_at, row.received_at)
        place = Fixed(at, row.geometry.x, row.geometry.y, row.accuracy_m)
        yield row.patrol_id, at, place, "incident"


def _check_ins(session: Session, ids: list[UUID]) -> Iterable[Heard]:
    table = table_of(CheckInRow)
    for row in rows_of(session, select(table).where(table.c.patrol_id.in_(ids))):
        at = min(row.at, row.received_at)
        there = row.lon is not None and row.lat is not None
        place = Fixed(at, row.lon, row.lat, row.accuracy_m) if there else None
        yield row.patrol_id, at, place, "check_in"


def _sent_by_crew(session: Session, ids: list[UUID]) -> Iterable[Heard]:
    """Yield when somebody aboard last sent the patrol itself: that their phone reached us."""
    versions, crews = table_of(VersionRow), table_of(CrewRow)
    found = (
        select(versions.c.record_id, func.max(versions.c.accepted_at))
        .join(
            crews,
            (crews.c.patrol_id == versions.c.record_id)
            & (crews.c.officer_id == versions.c.actor_id),
        )
        .where(versions.c.kind == "patrol", versions.c.record_id.in_(ids))
        .group_by(versions.c.record_id)
    )
    for row in rows_of(session, found):
        yield row[0], row[1], None, "patrol"
