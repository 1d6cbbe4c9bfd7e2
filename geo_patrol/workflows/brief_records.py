"""Seizures, alerts, operations and hot spots of a period, summed up for briefings."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from geo_patrol.cameras.precision import wilson
from geo_patrol.operations.records import Operation
from geo_patrol.reports.brief_material import Happened
from geo_patrol.reports.brief_sums import (
    CameraLine,
    CameraSums,
    HeldSums,
    HotCell,
    OperationLine,
)
from geo_patrol.seizures import Clock, state_of, was_late
from geo_patrol.seizures.clocks import ClockKind
from geo_patrol.store.repositories import custody, seizures
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.operations import OPERATIONS
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.repositories.seizures import Asked, StoredSeizure
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.brief_visits import Ground
from geo_patrol.workflows.camera_figures import PrecisionRow, camera_figures
from geo_patrol.workflows.hotspots import gi_report
from geo_patrol.workflows.operation_totals import look_at
from geo_patrol.workflows.seizing import stand, terms_of

PAGE = 500

GATHERING = 2
"""One incident alone is no gathering: with fewer in cells no area is looked at for hot spots."""


def held_sums(ground: Ground, start: datetime, end: datetime) -> HeldSums:
    """Return what was seized in ``[start, end)``, its periods as they stand at the end.

    What was done with items later counts, as the store knows it; voided seizures do not.
    """
    session = ground.session
    found = [
        one for one in _seizures(session, ground.scope, Span(start, end)) if not one.seizure.voided
    ]
    ids = [one.seizure.id for one in found]
    events, facts = custody.custody_of(session, ids), custody.facts_of(session, ids)
    terms = terms_of(session, end, ground.zone)
    states: Counter[str] = Counter()
    clocks: Counter[tuple[ClockKind, str]] = Counter()
    for one in found:
        states.update(one.states)
        key = one.seizure.id
        standing, _ = stand(one, events.get(key, []), facts.get(key, []), terms)
        clocks.update((clock.kind, _clock_state(clock, end)) for clock in standing.clocks)
    return HeldSums(len(found), dict(states), dict(clocks))


def _seizures(session: Session, scope: Scope, span: Span) -> Iterator[StoredSeizure]:
    cursor = None
    while True:
        page = seizures.page(session, scope, span, Asked(), cursor=cursor, limit=PAGE)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return


def _clock_state(clock: Clock, now: datetime) -> str:
    if was_late(clock):
        return "late"
    state = state_of(clock, now)
    return "running" if state == "extended" else state


def camera_sums(
    ground: Ground, areas: Sequence[str | None], start: datetime, end: datetime
) -> CameraSums:
    """Return how often alerts were true; of all areas for None."""
    n = n_true = n_false = n_open = 0
    rows: dict[tuple[str | None, str], list[PrecisionRow]] = {}
    for area in areas:
        found = camera_figures(
            ground.session, ground.scope, Span(start, end), ground.zone, area=area
        )
        n += found.whole.n
        n_true += found.whole.n_true
        n_false += found.whole.n_false
        n_open += found.whole.n_open
        for row in found.rows:
            rows.setdefault((row.squad_code, row.key), []).append(row)
    ordered = sorted(rows.items(), key=lambda one: (one[0][0] or "", one[0][1]))
    lines = (_camera_line(parts) for _key, parts in ordered)
    return CameraSums(n, n_true, n_false, n_open, tuple(lines))


def _camera_line(parts: Sequence[PrecisionRow]) -> CameraLine:
    n_true = sum(one.figures.n_true for one in parts)
    n_false = sum(one.figures.n_false for one in parts)
    low, high = wilson(n_true, n_true + n_false) or (None, None)
    return CameraLine(
        code=parts[0].key,
        name=parts[0].name or "",
        n=sum(one.figures.n for one in parts),
        n_true=n_true,
        n_false=n_false,
        low=low,
        high=high,
    )


def operations_in(
    ground: Ground, chosen: frozenset[str] | None, start: datetime, end: datetime
) -> list[Kept[Operation]]:
    """Return the operations that began in ``[start, end)`` and count, in time order.

    One that names no area is wherever its squad is, and belongs to any areas that are chosen.
    """
    found: list[Kept[Operation]] = []
    cursor = None
    while True:
        page = OPERATIONS.page(
            ground.session, ground.scope, Span(start, end), cursor=cursor, limit=PAGE
        )
        found += [
            one
            for one in page.items
            if not one.record.voided
            and (chosen is None or not one.record.area_codes or chosen & {*one.record.area_codes})
        ]
        cursor = page.next_cursor
        if cursor is None:
            return found


def operation_lines(
    ground: Ground, chosen: frozenset[str] | None, start: datetime, end: datetime
) -> Iterator[OperationLine]:
    """Yield what operations come to, as counted at the end of the period."""
    for kept in operations_in(ground, chosen, start, end):
        operation = kept.record
        totals = look_at(ground.session, ground.scope, operation.id, now=end).totals
        yield OperationLine(
            kind=operation.kind,
            name=operation.name,
            start=operation.starts_at,
            end=operation.ends_at,
            n_agencies=totals.n_agencies,
            n_patrols=totals.n_patrols,
            duty_s=totals.duty_s,
            n_incidents=totals.n_incidents,
            persuaded=totals.persuaded,
            sets=sum(one.sets for one in totals.gear),
        )


def hot_cells(
    ground: Ground,
    areas: Sequence[str],
    happened: Sequence[Happened],
    start: datetime,
    end: datetime,
) -> Iterator[HotCell]:
    """Yield the hot cells of areas that have a grid, those with most incidents around first."""
    n_in = Counter(one.area_code for one in happened if one.cell_code is not None)
    found: list[HotCell] = []
    for code in areas:
        if n_in[code] < GATHERING:
            continue
        spots = gi_report(ground.session, ground.scope, code, start, end, ground.zone, now=end)
        found += (
            HotCell(
                code,
                cell.code,
                cell.kind,
                cell.zone_level,
                int(spots.n[row]),
                int(spots.n_around[row]),
            )
            for row, (cell, what) in enumerate(zip(spots.grid.cells, spots.spot_class, strict=True))
            if what == "hot"
        )
    yield from sorted(found, key=lambda one: (-one.n_around, -one.n, one.area_code, one.code))
