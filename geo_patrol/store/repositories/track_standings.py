"""Which tracks count: what they say of each other, what people say of them, what comes of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, union, update
from sqlalchemy.orm import Session, aliased

from geo_patrol.store.repositories.received import Shelf
from geo_patrol.store.repositories.rows import add_rows
from geo_patrol.store.repositories.seen import BlockSpan, take_away, traced
from geo_patrol.store.repositories.tracks import TrackView
from geo_patrol.store.tables import (
    PatrolRow,
    TrackRow,
    TrackSupersedesRow,
    TrackWithdrawalRow,
)
from geo_patrol.tracks.ids import withdrawal_id
from geo_patrol.tracks.standing import Edge, Standing, TrackWithdrawal

WITHDRAWALS = Shelf(TrackWithdrawalRow, TrackWithdrawal, time="received_at")


@dataclass(frozen=True)
class Said:
    """All that decides which tracks of a patrol count; ``standing`` is how they are kept now."""

    standing: dict[UUID, Standing]
    supersedes: list[Edge]
    withdrawn: set[UUID]


def said_of_patrol(session: Session, patrol_id: UUID) -> Said:
    """Return what is said of a patrol's tracks, and how they stand."""
    found = select(TrackRow.id, TrackRow.standing).where(TrackRow.patrol_id == patrol_id)
    standing: dict[UUID, Standing] = {row.id: row.standing for row in session.execute(found)}
    marks = select(TrackWithdrawalRow.track_id).where(
        TrackWithdrawalRow.patrol_id == patrol_id, TrackWithdrawalRow.withdrawn
    )
    edges = (
        select(TrackSupersedesRow.track_id, TrackSupersedesRow.older_id)
        .join(TrackRow, TrackRow.id == TrackSupersedesRow.track_id)
        .where(TrackRow.patrol_id == patrol_id)
    )
    supersedes = [(newer, older) for newer, older in session.execute(edges)]
    return Said(standing, supersedes, set(session.scalars(marks)))


def patrols_spoken_of(session: Session) -> list[UUID]:
    """Return the patrols of which not all tracks may count, in order; they are few."""
    aside = select(TrackRow.patrol_id).where(TrackRow.standing != "counts")
    marked = select(TrackWithdrawalRow.patrol_id)
    newer = select(TrackRow.patrol_id).join(
        TrackSupersedesRow, TrackSupersedesRow.track_id == TrackRow.id
    )
    return sorted(session.scalars(union(aside, marked, newer)))


def tracks_spoken_of(session: Session, patrol_id: UUID) -> list[UUID]:
    """Return the tracks of which something is said for a patrol, in order; some may be to come."""
    found = select(TrackWithdrawalRow.track_id).where(TrackWithdrawalRow.patrol_id == patrol_id)
    return sorted(session.scalars(found))


def marks_elsewhere(session: Session) -> list[UUID]:
    """Return what is said of tracks of patrols that another squad has, in order."""
    found = (
        select(TrackWithdrawalRow.id)
        .join(PatrolRow, PatrolRow.id == TrackWithdrawalRow.patrol_id)
        .where(PatrolRow.squad_code != TrackWithdrawalRow.squad_code)
    )
    return sorted(session.scalars(found))


def keep_standings(session: Session, changed: Mapping[UUID, Standing]) -> None:
    """Say how tracks stand now."""
    for standing in set(changed.values()):
        ids = [one for one, what in changed.items() if what == standing]
        session.execute(update(TrackRow).where(TrackRow.id.in_(ids)).values(standing=standing))


def add_supersedes(session: Session, track_id: UUID, older: Iterable[UUID]) -> None:
    """Say which tracks a new one stands for."""
    add_rows(
        session, TrackSupersedesRow, [{"track_id": track_id, "older_id": one} for one in older]
    )


def of_other_patrols(session: Session, patrol_id: UUID, ids: Collection[UUID]) -> list[UUID]:
    """Return those of the ids that are tracks of other patrols, in order."""
    if not ids:
        return []
    found = select(TrackRow.id).where(TrackRow.id.in_(list(ids)), TrackRow.patrol_id != patrol_id)
    return sorted(session.scalars(found))


def all_supersedes(session: Session) -> dict[UUID, tuple[UUID, ...]]:
    """Return which tracks each one says that it stands for; those that say so are few."""
    found = select(TrackSupersedesRow.track_id, TrackSupersedesRow.older_id)
    said: dict[UUID, list[UUID]] = defaultdict(list)
    for newer, older in session.execute(found):
        said[newer].append(older)
    return {newer: tuple(sorted(older)) for newer, older in said.items()}


def remove_track_blocks(session: Session, track_ids: Collection[UUID]) -> list[BlockSpan]:
    """Take away what was made of tracks in the grids in use, and in those on their way into use.

    Returns the spans whose days are to be counted anew.
    """
    if not track_ids:
        return []
    ids = list(track_ids)
    return take_away(session, lambda table: (table.track_id.in_(ids), traced(table)))


@dataclass(frozen=True)
class Why:
    """Why a track stands as it does: what it stands for, what stands for it, who said what."""

    supersedes: tuple[UUID, ...] = ()
    superseded_by: tuple[UUID, ...] = ()
    reason: str | None = None


def why(session: Session, views: Collection[TrackView]) -> dict[UUID, Why]:
    """Return why tracks stand as they do; only those of which something is said."""
    ids = [one.id for one in views]
    edges = select(TrackSupersedesRow.track_id, TrackSupersedesRow.older_id)
    stands_for: dict[UUID, list[UUID]] = defaultdict(list)
    for one, other in session.execute(edges.where(TrackSupersedesRow.track_id.in_(ids))):
        stands_for[one].append(other)
    newer, older = aliased(TrackRow), aliased(TrackRow)
    above = (
        edges.join(newer, newer.id == TrackSupersedesRow.track_id)
        .join(older, older.id == TrackSupersedesRow.older_id)
        .where(
            older.id.in_([one.id for one in views if one.standing == "superseded"]),
            newer.patrol_id == older.patrol_id,
            newer.standing != "withdrawn",
        )
    )
    stood_for: dict[UUID, list[UUID]] = defaultdict(list)
    for one, other in session.execute(above):
        stood_for[other].append(one)
    gone = [withdrawal_id(one.patrol_id, one.id) for one in views if one.standing == "withdrawn"]
    mark = TrackWithdrawalRow
    marks = select(mark.track_id, mark.reason).where(mark.id.in_(gone))
    reasons = {row.track_id: row.reason for row in session.execute(marks)}
    return {
        one: Why(tuple(sorted(stands_for[one])), tuple(sorted(stood_for[one])), reasons.get(one))
        for one in {*stands_for, *stood_for, *reasons}
    }
