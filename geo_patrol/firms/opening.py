"""When a planned check can begin: in its window, in office hours, and in no quiet window."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from geo_patrol.cases.worktime import WorkTime
from geo_patrol.errors import Finding, finding
from geo_patrol.firms.quiet import quiet_stretches, quiet_windows_met
from geo_patrol.firms.records import PlannedCheck, QuietWindow
from geo_patrol.firms.stretches import Stretch, merged, office_hours, without


@dataclass(frozen=True)
class Opening:
    """When a check can begin; closed stretches ``[start, end]``, none when it never can."""

    check: PlannedCheck
    starts: tuple[Stretch, ...]


def opening(check: PlannedCheck, quiet: Sequence[QuietWindow], worktime: WorkTime) -> Opening:
    """Return when a check can begin, so that all of it lies in what is open.

    Outside office hours only if its window leaves no room within them: what must be looked at by
    night is planned by night.
    """
    length = timedelta(minutes=check.minutes)
    hushed = quiet_stretches(quiet, check.opens_at, check.closes_at, worktime.tz)
    starts = (
        Stretch(one.start, one.end - length)
        for one in without(_hours(check, worktime), hushed)
        if one.end - one.start >= length
    )
    return Opening(check, tuple(starts))


def no_room(
    check: PlannedCheck, quiet: Sequence[QuietWindow], worktime: WorkTime
) -> Iterator[Finding]:
    """Yield why a check never can begin; nothing of one that can."""
    if opening(check, quiet, worktime).starts:
        return
    met = quiet_windows_met(quiet, check.opens_at, check.closes_at, worktime.tz)
    if not met:
        yield finding("minutes", "firms.window_too_short", minutes=check.minutes)
    for one in met:
        yield finding("window", "firms.all_quiet", reason=one.reason)


def _hours(check: PlannedCheck, worktime: WorkTime) -> tuple[Stretch, ...]:
    length = timedelta(minutes=check.minutes)
    hours = office_hours(worktime, check.opens_at, check.closes_at)
    if any(one.end - one.start >= length for one in hours):
        return hours
    return merged([Stretch(check.opens_at, check.closes_at)])


def common(openings: Sequence[Opening]) -> tuple[Stretch, ...]:
    """Return when all of some checks can begin at once; closed stretches, in order."""
    found = openings[0].starts
    for one in openings[1:]:
        found = tuple(
            Stretch(max(a.start, b.start), min(a.end, b.end))
            for a in found
            for b in one.starts
            if max(a.start, b.start) <= min(a.end, b.end)
        )
    return found
