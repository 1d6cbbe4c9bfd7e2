"""Having what counts counted, and nothing else: after each track, and after each word on one."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.patrols import Patrol
from geo_patrol.store.repositories import track_standings, tracks
from geo_patrol.store.repositories.tracks import Block
from geo_patrol.tracks.standing import Standing, standings
from geo_patrol.workflows.tracing import keep_blocks, refresh_days, together, touched_days


@dataclass(frozen=True)
class Settled:
    """How a patrol's tracks stand, and the blocks of those that count only now."""

    standing: dict[UUID, Standing]
    blocks: list[Block]


def settle(
    session: Session, patrol: Patrol, squad: str, zone: ZoneInfo, new: Collection[UUID] = ()
) -> Settled:
    """Find which of a patrol's tracks count, and bring blocks and days in line with it.

    The outcome depends on the tracks there are and on what is said of them, not on the order in
    which they came. Whoever calls holds the squad's coverage.

    Parameters
    ----------
    new
        Tracks that were added just now, and have no blocks yet.
    """
    said = track_standings.said_of_patrol(session, patrol.id)
    now = standings(said.standing, said.supersedes, said.withdrawn)
    changed = {one: what for one, what in now.items() if what != said.standing[one]}
    track_standings.keep_standings(session, changed)
    counted = {one for one, what in said.standing.items() if what == "counts"} - set(new)
    counting = {one for one, what in now.items() if what == "counts"}
    removed = track_standings.remove_track_blocks(session, counted - counting)
    before = touched_days(removed, zone)
    found = tracks.patrol_fixes(session, patrol.id, only=counting - counted)
    kept = keep_blocks(session, squad, found, zone)
    for grid_id, those in together(before, kept.days).items():
        refresh_days(session, grid_id, those, zone)
    return Settled(now, kept.visits)
