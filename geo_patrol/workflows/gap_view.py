"""What a leader looks at: how an area's cells stand, by patrols or cameras, at all hours or some.

It is the same as `geo_patrol.workflows.cell_figures.gap_figures` where all hours count and patrols
alone do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo_patrol.coverage.clock_hours import CellsByHour, ClockHours, required_at_hours
from geo_patrol.coverage.gaps import NEVER_US, Standing, standing
from geo_patrol.errors import NotFound
from geo_patrol.patrols import Patrol
from geo_patrol.store.repositories import days
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.area_cells import AreaCells
from geo_patrol.workflows.cell_figures import as_us, duty_us, ended_after, trackless_patrols
from geo_patrol.workflows.clock_figures import last_at_hours, visited_hours
from geo_patrol.workflows.seeing import seen_by_cameras
from geo_patrol.workflows.standing import last_leaves_at
from geo_patrol.workflows.tracing import local_day

Source = Literal["patrol", "camera", "both"]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WATCHED_FROM = 0.5
"""A cell counts as looked after by cameras when they see this share of it."""

CAMERAS_BACK = timedelta(days=1)
"""A camera that worked within this time before the moment that is told of still counts."""


@dataclass(frozen=True, eq=False)
class GapView:
    """How the cells of an area stand at ``as_of``; arrays in order of the cells.

    Attributes
    ----------
    standing
        As the chosen hours and the source have it.
    visited
        ``(7, 24)`` in how many cells patrols were in the period, on the average, by weekday and
        hour; NaN where the period has no such hour.
    untracked
        The period's patrols without a usable track.
    """

    cells: AreaCells
    start: datetime
    end: datetime
    as_of: datetime
    standing: Standing
    visited: Floats
    untracked: tuple[Patrol, ...]


def gap_view(
    session: Session,
    scope: Scope,
    of: AreaCells,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    *,
    now: datetime,
    hours: ClockHours | None = None,
    source: Source = "patrol",
) -> GapView:
    """Return how an area's cells stand at the end of a period, or at ``now`` if that is earlier.

    With ``hours``, a cell counts as visited only at those; they are looked after from the visit to
    their end, and asked for once a day at the most. Cameras look after the cells that they see
    enough of, for as long as they work.

    Raises
    ------
    InvalidInput
        When the period is empty or has not begun, or the area was given up before it.
    """
    as_of = of.told_until(start, end, now)
    trackless = trackless_patrols(session, scope, of, start, as_of)
    stands = _standing(
        session,
        of,
        as_of,
        zone,
        duty_us(trackless),
        watched=_watched(session, scope, of, as_of, zone, source),
        hours=hours,
        source=source,
    )
    visited = visited_hours(session, of, start, as_of, zone)
    return GapView(of, start, end, as_of, stands, visited, ended_after(trackless, start))


def _watched(
    session: Session, scope: Scope, of: AreaCells, as_of: datetime, zone: ZoneInfo, source: Source
) -> NDArray[np.bool_]:
    if source == "patrol":
        return np.zeros(len(of), np.bool_)
    share = seen_by_cameras(session, scope, of.area, of.grid_id, as_of - CAMERAS_BACK, as_of, zone)
    return np.nan_to_num(share) >= WATCHED_FROM


def _standing(
    session: Session,
    of: AreaCells,
    as_of: datetime,
    zone: ZoneInfo,
    trackless_us: Ints,
    *,
    watched: NDArray[np.bool_],
    hours: ClockHours | None,
    source: Source,
) -> Standing:
    as_of_us = as_us(as_of)
    required_s = of.demands.required_s
    if hours is not None:
        required_s = required_at_hours(required_s)
        there = [hours.touch(begin, end, zone) for begin, end in trackless_us.tolist()]
        trackless_us = trackless_us[np.array(there, np.bool_)]
    if source == "camera":
        left_us = through_us = np.full(len(of), NEVER_US, np.int64)
        trackless_us = trackless_us[:0]
    elif hours is not None:
        at_hours = last_at_hours(session, of, hours, as_of, zone)
        left_us, through_us = at_hours.left_us, at_hours.through_us
    else:
        squad = of.area.squad_code
        left_us = last_leaves_at(session, of.grid_id, squad, len(of), zone, as_of)
        through_us = left_us
    stands = standing(np.where(watched, as_of_us, through_us), required_s, as_of_us, trackless_us)
    return Standing(np.where(watched, as_of_us, left_us), stands.ratio, stands.gap_class)


def hours_of_cells(
    session: Session,
    of: AreaCells,
    codes: Sequence[str],
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    *,
    now: datetime,
) -> Floats:
    """Return in how many of some cells patrols were, by weekday and hour, as `GapView` has it.

    Raises
    ------
    NotFound
        When the area's grid has no such cell.
    InvalidInput
        When the period is empty or has not begun, or the area was given up before it.
    """
    as_of = of.told_until(start, end, now)
    place = {code: number for number, code in enumerate(of.demands.codes)}
    missing = [code for code in codes if code not in place]
    if missing:
        raise NotFound("field.no_cell", cell=missing[0])
    chosen = np.zeros(len(of), np.bool_)
    chosen[[place[code] for code in codes]] = True
    first, last = local_day(start, zone), local_day(as_of, zone)
    visited = CellsByHour(chosen, as_us(start), as_us(as_of), zone)
    for day, stays in days.day_stays(session, of.grid_id, first, last + 1):
        visited.take(day, stays)
    return visited.means()
