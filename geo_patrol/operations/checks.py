"""What a plan, or a letter, cannot say: told with words, for it was decided at a desk."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from geo_patrol.errors import Finding, finding
from geo_patrol.incidents.catalogue import Catalogue
from geo_patrol.incidents.records import Incident
from geo_patrol.operations.records import Operation, Transfer

LONGEST = timedelta(days=366)
CLOCK_TOLERANCE = timedelta(minutes=5)
"""What an office's clock may be ahead."""


def operation_faults(
    operation: Operation, catalogue: Catalogue, *, now: datetime, before: Operation | None = None
) -> Iterator[Finding]:
    """Find what is wrong with an operation; ``before`` is what it replaces.

    An agency that it had already may have been retired since.
    """
    if operation.ends_at <= operation.starts_at:
        yield finding("end", "records.end_before_start")
    elif operation.ends_at - operation.starts_at > LONGEST:
        yield finding("end", "operations.too_long", days=LONGEST.days)
    counted = Counter(one.agency for one in operation.agencies)
    had = set() if before is None else {one.agency for one in before.agencies}
    for number, one in enumerate(operation.agencies):
        place = f"agencies[{number}].agency"
        if counted[one.agency] > 1:
            yield finding(place, "operations.agency_twice", code=one.agency)
        yield from _about_agency(place, one.agency, catalogue, had)
    areas = Counter(operation.area_codes)
    for number, code in enumerate(operation.area_codes):
        if areas[code] > 1:
            yield finding(f"areas[{number}]", "operations.area_twice", code=code)
    if operation.closed_at is None:
        return
    if operation.closed_at < operation.starts_at:
        yield finding("closed.at", "operations.closed_before_start")
    if operation.closed_at > now + CLOCK_TOLERANCE:
        yield finding("closed.at", "operations.in_the_future")


def transfer_faults(
    transfer: Transfer,
    incident: Incident,
    catalogue: Catalogue,
    *,
    now: datetime,
    before: Transfer | None = None,
) -> Iterator[Finding]:
    """Find what is wrong with handing a case on; ``before`` is what it replaces."""
    had = set() if before is None else {before.agency}
    yield from _about_agency("agency", transfer.agency, catalogue, had)
    if transfer.at < incident.occurred_at:
        yield finding("at", "operations.before_incident")
    if transfer.at > now + CLOCK_TOLERANCE:
        yield finding("at", "operations.in_the_future")
    if transfer.taken_at is not None:
        if transfer.taken_at < transfer.at:
            yield finding("received.at", "operations.received_before_sent")
        if transfer.taken_at > now + CLOCK_TOLERANCE:
            yield finding("received.at", "operations.in_the_future")
    if before is None:
        return
    if before.incident_id != transfer.incident_id:
        yield finding("incident_id", "operations.of_its_incident")
    if before.taken_at is None:
        return
    # What the other agency signed for stays what it is, and so does that it signed.
    for place, then, now_told in (
        ("agency", before.agency, transfer.agency),
        ("at", before.at, transfer.at),
        ("number", before.number, transfer.number),
        ("reason", before.reason, transfer.reason),
        ("evidence", before.evidence, transfer.evidence),
        ("received.by", before.taken_by, transfer.taken_by),
        ("received.at", before.taken_at, transfer.taken_at),
    ):
        if then != now_told:
            yield finding(place, "operations.received_already")


def _about_agency(place: str, code: str, catalogue: Catalogue, had: set[str]) -> Iterator[Finding]:
    term = catalogue.agencies.get(code)
    if term is None:
        yield finding(place, "operations.unknown_agency", code=code)
    elif term.retired and code not in had:
        yield finding(place, "operations.retired_agency", code=code)
