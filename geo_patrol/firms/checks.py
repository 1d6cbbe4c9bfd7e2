"""What a plan at a desk cannot say, told in words; what is odd about a fact from the field."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo

from geo_patrol.cases.worktime import WorkTime
from geo_patrol.errors import Finding, finding
from geo_patrol.firms.opening import no_room
from geo_patrol.firms.quiet import quiet_faults, quiet_windows_met
from geo_patrol.firms.records import (
    CombinedVisit,
    Firm,
    GuidanceSlot,
    PlannedCheck,
    QuietWindow,
    ServiceVisit,
)
from geo_patrol.incidents.catalogue import Catalogue

LONGEST_WINDOW = timedelta(days=366)
LONGEST_SLOT = timedelta(hours=12)
CLOCK_TOLERANCE = timedelta(minutes=10)


def firm_faults(firm: Firm) -> Iterator[Finding]:
    """Yield what is wrong with a firm as it was sent."""
    if firm.lon is None and not firm.place.strip():
        yield finding("place", "firms.no_place")
    yield from quiet_faults(firm.quiet)


def service_flags(visit: ServiceVisit, *, now: datetime) -> Iterator[str]:
    """Yield what is odd about a service visit: it was, whatever its times say."""
    latest = max(one for one in (visit.at, visit.solved_at) if one is not None)
    if latest > now + CLOCK_TOLERANCE:
        yield "clock_ahead"
    if visit.solved_at is not None and visit.solved_at < visit.at:
        yield "solved_before"


def slot_faults(
    slot: GuidanceSlot, before: GuidanceSlot | None, *, now: datetime
) -> Iterator[Finding]:
    """Yield what is wrong with a slot; ``before`` is what it replaces.

    Who has booked it keeps it until that is given back with a reason; nobody books what has begun.
    """
    if slot.ends_at <= slot.starts_at:
        yield finding("end", "records.end_before_start")
    elif slot.ends_at - slot.starts_at > LONGEST_SLOT:
        yield finding("end", "firms.slot_too_long", hours=LONGEST_SLOT // timedelta(hours=1))
    had = None if before is None else before.booked_by
    if slot.booked_by is None:
        if slot.wish:
            yield finding("booking", "firms.wish_of_nobody")
        if had is not None and (before is None or slot.cancelled == before.cancelled):
            yield finding("cancelled", "firms.cancel_needs_reason")
        return
    if slot.voided:
        yield finding("booking", "firms.slot_is_void")
    if had is not None and had != slot.booked_by:
        yield finding("booking", "firms.slot_taken")
    elif had is None and slot.starts_at <= now:
        yield finding("booking", "firms.slot_has_begun")


def check_faults(
    check: PlannedCheck,
    quiet: Sequence[QuietWindow],
    catalogue: Catalogue,
    worktime: WorkTime,
    *,
    before: PlannedCheck | None = None,
) -> Iterator[Finding]:
    """Yield what is wrong with a planned check; one that finds no room outside quiet windows is."""
    term = catalogue.agencies.get(check.agency)
    if term is None:
        yield finding("agency", "operations.unknown_agency", code=check.agency)
    elif term.retired and (before is None or before.agency != check.agency):
        yield finding("agency", "operations.retired_agency", code=check.agency)
    if check.closes_at <= check.opens_at:
        yield finding("window.end", "records.end_before_start")
    elif check.closes_at - check.opens_at > LONGEST_WINDOW:
        yield finding("window.end", "firms.window_too_long", days=LONGEST_WINDOW.days)
    elif not check.voided:
        yield from no_room(check, quiet, worktime)


def visit_faults(
    visit: CombinedVisit,
    checks: Sequence[PlannedCheck],
    quiet: Sequence[QuietWindow],
    tz: tzinfo,
) -> Iterator[Finding]:
    """Yield what is wrong with the plan of a visit; ``checks`` are its own, in its order.

    A visit that took place already is not asked whether it was in a quiet window: it is told.
    """
    if not checks:
        yield finding("checks", "firms.nothing_planned")
    if len({one.unannounced for one in checks}) > 1:
        yield finding("checks", "firms.mixed_announcement")
    for number, check in enumerate(checks):
        place = f"checks[{number}]"
        if check.firm_id != visit.firm_id:
            yield finding(place, "firms.check_of_other_firm")
        if check.voided:
            yield finding(place, "firms.check_is_void")
        ends_at = visit.starts_at + timedelta(minutes=check.minutes)
        if visit.starts_at < check.opens_at or ends_at > check.closes_at:
            yield finding(place, "firms.outside_window", matter=check.matter)
        if check.minutes > visit.minutes:
            yield finding("minutes", "firms.visit_too_short", minutes=check.minutes)
    if visit.happened_from is None:
        ends_at = visit.starts_at + timedelta(minutes=visit.minutes)
        for one in quiet_windows_met(quiet, visit.starts_at, ends_at, tz):
            yield finding("start", "firms.in_quiet", reason=one.reason)


def happened_faults(visit: CombinedVisit) -> Iterator[Finding]:
    """Yield what is wrong with when a visit took place."""
    start, end = visit.happened_from, visit.happened_to
    if start is not None and end is not None and end <= start:
        yield finding("happened.end", "records.end_before_start")


def visit_flags(
    visit: CombinedVisit, quiet: Sequence[QuietWindow], tz: tzinfo, *, now: datetime
) -> Iterator[str]:
    """Yield what is odd about a visit that took place; nothing of one that is planned only."""
    start, end = visit.happened_from, visit.happened_to
    if start is None or end is None:
        return
    if end > now + CLOCK_TOLERANCE:
        yield "clock_ahead"
    if not visit.checks:
        yield "unplanned"
    if quiet_windows_met(quiet, start, end, tz):
        yield "in_quiet"
