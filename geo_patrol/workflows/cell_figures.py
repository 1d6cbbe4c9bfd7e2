"""An area's figures cell by cell, without the cells' shapes: what takes no longer than it must."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo_patrol.coverage.clipping import clip
from geo_patrol.coverage.gaps import GapSpans, Standing, standing
from geo_patrol.coverage.rollup import roll_up
from geo_patrol.coverage.visits import Stays
from geo_patrol.coverage.watching import Watched, watch
from geo_patrol.errors import InvalidInput
from geo_patrol.patrols import Patrol
from geo_patrol.store.repositories import days, duty, tracks
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.area_cells import AreaCells
from geo_patrol.workflows.tracing import day_start, local_day

Ints = NDArray[np.int64]
Beside = Callable[[int, Stays], None]
"""What is shown day and stays while gaps are looked for in them."""

UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
USABLE_TRACK_S = 60.0
"""A patrol whose tracks show less than this in the area's grid counts as one without a track."""


@dataclass(frozen=True, eq=False)
class CellFigures:
    """What was spent in each cell in ``[start, end)``, whole µs and µm, in order of the cells."""

    cells: AreaCells
    start: datetime
    end: datetime
    presence_us: Ints
    effort_us: Ints
    way_um: Ints
    n_visits: Ints


@dataclass(frozen=True, eq=False)
class GapFigures:
    """Where nobody was in ``[start, end)``, as known at ``as_of``.

    ``standing`` is how each cell stands then, ``watched`` what became of it in the period;
    ``trackless`` are the patrols without a usable track that may excuse a cell, and
    ``untracked`` those of them in the period.
    """

    cells: AreaCells
    start: datetime
    end: datetime
    as_of: datetime
    standing: Standing
    watched: Watched
    trackless: tuple[Patrol, ...]
    untracked: tuple[Patrol, ...]

    @property
    def spans(self) -> GapSpans:
        """The gaps themselves, of figures that were asked for with them."""
        if self.watched.spans is None:
            raise ValueError("figures without spans")
        return self.watched.spans


def cell_figures(
    session: Session,
    of: AreaCells,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    *,
    now: datetime | None = None,
) -> CellFigures:
    """Return what was spent in each cell; with ``now``, of a period that goes on only so far.

    Whole local days come out of their blocks, the parts of days before and after them are cut
    exactly out of the visits.

    Raises
    ------
    InvalidInput
        When the period is empty.
    """
    if end <= start:
        raise InvalidInput("records.end_before_start")
    until = end if now is None else min(end, max(now, start))
    first = local_day(start, zone)
    first += start > day_start(first, zone)
    last = local_day(until, zone)
    if first < last:
        sums = days.cell_sums(session, of.grid_id, len(of), first, last)
        parts = ((start, day_start(first, zone)), (day_start(last, zone), until))
    else:
        sums = days.cell_sums(session, of.grid_id, len(of), first, first)
        parts = ((start, until), (until, until))
    for begin, stop in parts:
        if begin < stop:
            _add_exactly(session, of.grid_id, begin, stop, zone, sums)
    return CellFigures(of, start, end, **sums)


def _add_exactly(
    session: Session,
    grid_id: UUID,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    sums: dict[str, Ints],
) -> None:
    by_patrol = tracks.visits_by_patrol(session, grid_id, Span(start, end))
    bounds = as_us(start), as_us(end)
    rolled = roll_up([[clip(one, *bounds) for one in crew] for crew in by_patrol.values()], zone)
    columns = {
        "presence_us": np.rint(rolled.presence_s * 1e6),
        "effort_us": np.rint(rolled.effort_s * 1e6),
        "way_um": np.rint(rolled.length_m * 1e6),
        "n_visits": rolled.n_visits.astype(np.float64),
    }
    for name, column in columns.items():
        np.add.at(sums[name], rolled.cell, column.astype(np.int64))


def gap_figures(
    session: Session,
    scope: Scope,
    of: AreaCells,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    *,
    now: datetime,
    list_spans: bool = False,
    beside: Beside | None = None,
) -> GapFigures:
    """Return an area's gaps. What has not happened yet is no gap: the period ends at ``now``.

    ``beside`` is shown the stays of each day as they are read.

    Raises
    ------
    InvalidInput
        When the period is empty or has not begun, or the area was given up before it.
    """
    as_of = of.told_until(start, end, now)
    demands = of.demands
    first, last = local_day(start, zone), local_day(as_of, zone)
    watched = watch(
        _stays(session, of.grid_id, first, last + 1, beside),
        days.last_leave_before(session, of.grid_id, len(of), first),
        demands.required_s,
        of.group,
        as_us(start),
        as_us(as_of),
        zone,
        list_spans=list_spans,
    )
    trackless = trackless_patrols(session, scope, of, start, as_of)
    return GapFigures(
        of,
        start,
        end,
        as_of,
        standing(watched.last_leave_us, demands.required_s, as_us(as_of), duty_us(trackless)),
        watched,
        trackless,
        ended_after(trackless, start),
    )


def _stays(
    session: Session, grid_id: UUID, first: int, end: int, beside: Beside | None
) -> Iterator[Stays]:
    for day, stays in days.day_stays(session, grid_id, first, end):
        if beside is not None:
            beside(day, stays)
        yield stays


def trackless_patrols(
    session: Session, scope: Scope, of: AreaCells, start: datetime, as_of: datetime
) -> tuple[Patrol, ...]:
    """Return patrols without a usable track: of a period, and that may excuse a cell at its end."""
    # A patrol counts for as long as it could have kept some cell on time.
    reach = timedelta(seconds=float(np.nanmax(of.demands.required_s, initial=0.0)))
    found = duty.without_usable_track(
        session,
        scope,
        of.area.code,
        of.grid_id,
        Span(min(start, as_of - reach), as_of),
        min_inside_s=USABLE_TRACK_S,
        as_of=as_of,
    )
    return tuple(found)


def ended_after(patrols: Sequence[Patrol], start: datetime) -> tuple[Patrol, ...]:
    """Return those of some patrols that ended later than a moment."""
    return tuple(one for one in patrols if one.end is not None and one.end > start)


def duty_us(patrols: Sequence[Patrol]) -> Ints:
    """Return begin and end of patrols that ended, ``(k, 2)`` Unix µs."""
    rows = [(as_us(one.start), as_us(one.end)) for one in patrols if one.end is not None]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)


def as_us(moment: datetime) -> int:
    """Return a moment as Unix time in microseconds."""
    return (moment - UNIX_EPOCH) // timedelta(microseconds=1)
