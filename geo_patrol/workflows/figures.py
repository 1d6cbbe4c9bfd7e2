"""The day cache as a whole: which time zone it counts days in, and making it anew."""

from zoneinfo import ZoneInfo

from geo_patrol.errors import Unavailable
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import hold_coverage
from geo_patrol.store.repositories import days, grids, history, people
from geo_patrol.workflows.progress import Progress, silent
from geo_patrol.workflows.tracing import local_day, refresh_days

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


def make_ready(store: Store, zone: ZoneInfo, progress: Progress = silent) -> int:
    """See that days are counted, in this time zone; return how many grids had to be counted anew.

    A store of an older program has its visits, and no days that this one reads.

    Raises
    ------
    Unavailable
        As `require_zone` does.
    """
    require_zone(store, zone)
    with store.reader() as session:
        if not days.figures_due(session):
            return 0
    return rebuild(store, zone, progress)


def make_ready_as_kept(store: Store) -> None:
    """See that days are counted, in the time zone that the store names."""
    with store.reader() as session:
        kept = history.fact(session, FACT)
        due = days.figures_due(session)
    if due and kept is not None:
        rebuild(store, ZoneInfo(kept))


def rebuild(store: Store, zone: ZoneInfo, progress: Progress = silent) -> int:
    """Make the days of every grid that tracks are traced through anew; return how many grids."""
    with store.upkeep() as session:
        squads = sorted(people.squad_codes(session))
        for squad in squads:
            hold_coverage(session, squad)
        traced = [one for squad in squads for one in grids.grids_traced(session, squad)]
        for done, (grid_id, _area) in enumerate(traced):
            progress("progress.figures", done, len(traced))
            days.remove_days(session, grid_id)
            touched = {
                day
                for first, last in days.touched_spans(session, grid_id)
                for day in range(local_day(first, zone), local_day(last, zone) + 1)
            }
            refresh_days(session, grid_id, touched, zone)
        history.set_fact(session, FACT, zone.key)
        days.figures_are_made(session)
    progress("progress.figures", len(traced), len(traced))
    return len(traced)
