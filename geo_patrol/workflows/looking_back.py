"""What tracks saw that came before this program kept it: made some at a time, until all is there.

How far it is stands in the store (``seen_backlogs``): whoever goes on, after a restart too, goes on
from there. Tracks that come meanwhile are looked at as they come, and reports say that they are not
whole.
"""

from uuid import UUID

from geo_patrol.store.engine import Store
from geo_patrol.store.locks import hold_coverage
from geo_patrol.store.repositories import grid_changes, seen
from geo_patrol.store.repositories.seen import Backlog
from geo_patrol.workflows.progress import Progress, silent
from geo_patrol.workflows.sighting import seen_blocks_of

TRACKS_AT_ONCE = 50
"""Whoever writes a track waits for a step: it takes a fraction of a second."""


def step(store: Store, grid_id: UUID) -> Backlog | None:
    """Go on with a grid's backlog for a moment; return how far it is, None when nothing is left.

    Days stay as they are: a grid as old as that has no cells that count as visited when seen.

    Raises
    ------
    Unavailable
        When the store is busy or away; what was done before stays done.
    """
    with store.upkeep() as session:
        found = seen.backlog(session, grid_id)
        if found is None:
            return None
        hold_coverage(session, found.squad_code)
        # Somebody else may have gone on with it, or made an end of it, just now.
        found = seen.backlog(session, grid_id)
        if found is None:
            return None
        batch = [
            track
            for track in grid_changes.next_tracks(
                session, found.squad_code, found.done_pk, TRACKS_AT_ONCE
            )
            if track.pk <= found.last_pk
        ]
        if not batch:
            seen.drop_backlogs(session, [grid_id])
            return None
        seen.remove_seen_of(session, grid_id, [one.id for one in batch])
        counting = [(one.id, one.patrol_id, one.mode, one.fixes) for one in batch if one.counts]
        seen.add_seen(session, seen_blocks_of(session, counting, [grid_id]))
        seen.advance_backlog(session, grid_id, batch[-1].pk)
        return seen.backlog(session, grid_id)


def look_back(store: Store, progress: Progress = silent) -> int:
    """Look at all that is left; return of how many grids something was."""
    with store.reader() as session:
        left = seen.backlogs(session)
    for one in left:
        progress("progress.looking_back", 0, 0)
        while found := step(store, one.grid_id):
            with store.reader() as session:
                progress("progress.looking_back", *seen.count_backlog(session, found))
    return len(left)
