"""The day cache as a whole: which time zone it counts days in, and making it anew."""

from zoneinfo import ZoneInfo

from geo_patrol.errors import Unavailable
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import hold_coverage
from geo_patrol.store.repositories import grids, history, people, tracks
from geo_patrol.workflows.progress import Progress, silent
from geo_patrol.workflows.tracing import days_of, refresh_days

FACT = "timezone"


def require_zone(store: Store, zone: ZoneInfo) -> None:
    """Refuse to count days in another time zone than those that are counted already.

    Raises
    ------
    Unavailable
        With both zones and the way out.
    """
    with store.reader() as session:
        kept = history.fact(session, FACT)
    if kept is None:
        with store.upkeep() as session:
            history.set_fact(session, FACT, zone.key)
    elif kept != zone.key:
        raise Unavailable("store.zone_changed", kept=kept, now=zone.key)


def rebuild(store: Store, zone: ZoneInfo, progress: Progress = silent) -> int:
    """Make the day cache of every grid in use anew from its visits; return how many grids."""
    with store.upkeep() as session:
        squads = sorted(people.squad_codes(session))
        for squad in squads:
            hold_coverage(session, squad)
        in_use = [one for squad in squads for one in grids.grid_ids_in_use(session, squad)]
        for done, (grid_id, _area) in enumerate(in_use):
            progress("progress.figures", done, len(in_use))
            tracks.remove_days(session, grid_id)
            days = {
                day
                for visits in tracks.grid_visits(session, grid_id)
                for day in days_of(visits, zone)
            }
            refresh_days(session, grid_id, days, zone)
        history.set_fact(session, FACT, zone.key)
    progress("progress.figures", len(in_use), len(in_use))
    return len(in_use)
