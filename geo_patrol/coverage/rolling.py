"""Visits summed as they come: memory follows what is not yet over, not the length of the story."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import tzinfo

from geo_patrol.coverage.records import Visits
from geo_patrol.coverage.rollup import By, CellDays, at_us, local_day, roll_up
from geo_patrol.errors import InvalidInput

HELD_AT_ONCE = 1 << 18
"""Visits that are held before the days that are over are summed: 7 MB, and 40 for their sums."""


def roll_up_in_turn(
    patrols: Iterable[Sequence[Visits]],
    zone: tzinfo,
    *,
    by: By = "shift",
    keep_outside: bool = False,
    held_at_once: int = HELD_AT_ONCE,
) -> Iterator[CellDays]:
    """Yield the rows of `roll_up` in parts, each of some days, the earlier days first.

    Together the parts are the same rows; within a part they are in order of cell, then time.

    Parameters
    ----------
    patrols
        For each patrol the visits of its tracks; patrols in order of the local day on which their
        first visit begins.
    zone, by, keep_outside
        As for `roll_up`.
    held_at_once
        So many visits are held before a part is made of the days that are over.

    Returns
    -------
    iterator of CellDays
        No visits give no parts.

    Raises
    ------
    InvalidInput
        ``coverage.patrols_unordered`` when a patrol begins on a day before those still open.
    """
    held: list[Sequence[Visits]] = []
    n_held = 0
    open_from: int | None = None
    for tracks in patrols:
        moved = [one for one in tracks if len(one)]
        if not moved:
            continue
        day = local_day(min(int(one.enter_us[0]) for one in moved), zone)
        open_from = day if open_from is None else open_from
        if day < open_from:
            raise InvalidInput("coverage.patrols_unordered")
        if n_held >= held_at_once and day > open_from:
            yield _between(roll_up(held, zone, by=by, keep_outside=keep_outside), open_from, day)
            over_us = at_us(day, zone)
            held = [one for one in held if _leave_us(one) > over_us]
            n_held = sum(map(len, (one for patrol in held for one in patrol)))
            open_from = day
        held.append(moved)
        n_held += sum(map(len, moved))
    if open_from is not None:
        yield _between(roll_up(held, zone, by=by, keep_outside=keep_outside), open_from, None)


def _leave_us(tracks: Sequence[Visits]) -> int:
    return max(int(one.leave_us.max()) for one in tracks)


def _between(rows: CellDays, first_day: int, end_day: int | None) -> CellDays:
    """Return the rows of some days: a patrol over midnight has others, of days before or after."""
    kept = rows.day >= first_day
    if end_day is not None:
        kept &= rows.day < end_day
    return CellDays(*(getattr(rows, column.name)[kept] for column in fields(CellDays)))
