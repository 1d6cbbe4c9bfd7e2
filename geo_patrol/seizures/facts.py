"""Acts that start, stop or lengthen periods: approval, report, testing, extension, decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal, get_args
from uuid import UUID

from geo_patrol.errors import Finding, finding
from geo_patrol.seizures.clocks import LONGEST_TESTING, Examination, Extension
from geo_patrol.seizures.records import Approval

FactKind = Literal[
    "approved",
    "reported",
    "testing_begun",
    "testing_ended",
    "extended",
    "decided",
    "case_filed",
    "case_decided",
]
FACT_KINDS: tuple[FactKind, ...] = get_args(FactKind)
CASE_KINDS: frozenset[FactKind] = frozenset({"case_filed", "case_decided"})
"""Those of an incident's case; the others are of a seizure."""


@dataclass(frozen=True)
class ClockFact:
    """One such act, of a seizure or of an incident's case.

    Attributes
    ----------
    days
        How many an extension adds; None for all else.
    voided
        Why it does not count; empty if it does.
    """

    id: UUID
    kind: FactKind
    at: datetime
    seizure_id: UUID | None = None
    incident_id: UUID | None = None
    days: int | None = None
    note: str = ""
    voided: str = ""


@dataclass(frozen=True)
class Facts:
    """What the acts about one seizure come to."""

    approval: Approval | None = None
    reported_at: datetime | None = None
    decided_at: datetime | None = None
    extension: Extension | None = None
    testing: tuple[Examination, ...] = ()
    findings: tuple[Finding, ...] = ()


def gather(facts: Iterable[tuple[ClockFact, UUID | None]], *, tz: tzinfo, today: date) -> Facts:
    """Put the acts about one seizure together, in whatever order they came.

    Parameters
    ----------
    facts
        Each with who sent it: of an approval, who approved. Those that are voided don't count.
    tz, today
        Testing is counted by local days; what is said to begin after today has not begun.

    Returns
    -------
    Facts
        The first approval, report, decision and extension count; what does not fit is told.
    """
    counting = {one: by for one, by in facts if not one.voided}
    ordered = sorted(counting, key=lambda one: (one.at, str(one.id)))
    found: list[Finding] = []
    approved = [one for one in ordered if one.kind == "approved"]
    extended = [one for one in ordered if one.kind == "extended"]
    by = counting[approved[0]] if approved else None
    if len(extended) > 1:
        found.append(finding("extension", "seizures.extended_again", n=len(extended)))
    testing = [one for one in ordered if one.kind in ("testing_begun", "testing_ended")]
    return Facts(
        Approval(by, approved[0].at) if by is not None else None,
        _first(ordered, "reported", "approved"),
        _first(ordered, "decided"),
        Extension(extended[0].at, extended[0].days or 0) if extended else None,
        _testing(testing, tz, today, found),
        tuple(found),
    )


def _first(ordered: list[ClockFact], *kinds: FactKind) -> datetime | None:
    # Who approves was told of it: an approval is a report, too.
    return next((one.at for one in ordered if one.kind in kinds), None)


def _testing(
    ordered: list[ClockFact], tz: tzinfo, today: date, found: list[Finding]
) -> tuple[Examination, ...]:
    spans: list[Examination] = []
    begun: date | None = None
    for one in ordered:
        day = one.at.astimezone(tz).date()
        if one.kind == "testing_begun":
            if begun is not None:
                found.append(finding("testing", "seizures.testing_twice", day=day.isoformat()))
            else:
                begun = day
        elif begun is None:
            found.append(finding("testing", "seizures.testing_unbegun", day=day.isoformat()))
        else:
            spans.append(Examination(begun, day))
            begun = None
    if begun is not None and begun <= today:
        spans.append(Examination(begun))
    sound: list[Examination] = []
    for span in spans:
        if (span.end or today) - span.start <= LONGEST_TESTING:
            sound.append(span)
        else:
            start = span.start.isoformat()
            found.append(finding("testing", "seizures.testing_dates", start=start))
    return tuple(sound)
