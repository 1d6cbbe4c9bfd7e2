"""How cases stand: loaded with their steps, what they are about, and the limits in force."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.cases.following import order_of
from geo_patrol.cases.limits import LimitTable, builtin_limits
from geo_patrol.cases.records import Case, CaseStep, Origin
from geo_patrol.cases.spending import Spent, spent
from geo_patrol.cases.standing import CaseStanding, Terms, standing
from geo_patrol.cases.worktime import WorkTime
from geo_patrol.errors import Finding, finding
from geo_patrol.evidence.records import Evidence, Subject
from geo_patrol.store.repositories import cases, evidence, history
from geo_patrol.store.repositories.cases import CASES, Asked
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.calendars import work_calendar
from geo_patrol.workflows.cases import KIND, acts_of, has_left


@dataclass(frozen=True)
class LookedCase:
    """A case with all that is known of it; ``steps`` are in order, the voided ones too.

    ``findings`` are what a person should look at, conflicts of its steps apart.
    """

    kept: Kept[Case]
    standing: CaseStanding
    spent: Spent
    steps: Sequence[Kept[CaseStep]]
    findings: tuple[Finding, ...] = ()

    @property
    def origin(self) -> Origin:
        """What it is about."""
        return self.standing.origin


def case_terms(
    session: Session, now: datetime, tz: tzinfo, limits: LimitTable | None = None
) -> Terms:
    """Return what cases are measured by now; without a table, by the program's own."""
    table = builtin_limits() if limits is None else limits
    return Terms(table, WorkTime(work_calendar(session), table.hours, tz), now)


def look_at_cases(session: Session, found: Sequence[Kept[Case]], terms: Terms) -> list[LookedCase]:
    """Return cases with all that is known of them, in their order."""
    steps = cases.steps_of(session, [one.record.id for one in found])
    about = cases.origins(session, found)
    return [
        _looked(one, about[one.record.id], steps.get(one.record.id, []), terms) for one in found
    ]


def _looked(
    kept: Kept[Case], origin: Origin, steps: Sequence[Kept[CaseStep]], terms: Terms
) -> LookedCase:
    stands = standing(
        kept.record,
        kept.found.squad_code,
        origin,
        acts_of(steps),
        terms,
        demo=kept.found.demo,
    )
    ordered = sorted(steps, key=lambda one: order_of(one.record))
    return LookedCase(kept, stands, spent(stands, terms.worktime), ordered)


def standings_between(
    session: Session,
    scope: Scope,
    span: Span,
    terms: Terms,
    *,
    squad: str | None = None,
    area: str | None = None,
) -> list[CaseStanding]:
    """Return how the cases within reach stand that were reported in a period, by their report."""
    asked = Asked(squad=squad, area=area, reported=span)
    looked = look_at_cases(session, cases.sought(session, scope, asked), terms)
    return [one.standing for one in looked]


def find_case(session: Session, case_id: UUID, scope: Scope, terms: Terms) -> LookedCase:
    """Return a case within reach with all that is known of it.

    Raises
    ------
    NotFound
        When there is none.
    """
    kept = CASES.one(session, case_id, scope)
    if kept is None:
        raise history.not_there(session, KIND, case_id, "cases.no_case")
    [looked] = look_at_cases(session, [kept], terms)
    findings = tuple(_about(session, looked))
    return replace(looked, findings=findings)


def evidence_of_case(session: Session, case: Case) -> list[Evidence]:
    """Return the evidence of the incident that became a case, and then the case's own."""
    subjects = [Subject("case", case.id)]
    if case.incident_id is not None:
        subjects.insert(0, Subject("incident", case.incident_id))
    return [one for each in subjects for one, _ in evidence.of_record(session, each)]


def _about(session: Session, looked: LookedCase) -> Iterator[Finding]:
    if looked.origin.void:
        yield finding("incident", "cases.incident_void")
    holder = looked.standing.holder
    if holder is not None and has_left(session, holder, looked.standing.now):
        yield finding("holder", "cases.holder_left")
    counting = [one.record for one in looked.steps if not one.record.voided]
    photos = {UUID(photo) for one in counting for photo in one.photos}
    missing = photos - {one.id for one in evidence_of_case(session, looked.kept.record)}
    if missing:
        yield finding("photos", "cases.photos_missing", n=len(missing))
    solved = [one for one in counting if one.kind == "handled"]
    if solved and not any(one.photos for one in solved):
        yield finding("photos", "cases.no_photo_after")
    yield from _about_limits(looked.standing)


def _about_limits(found: CaseStanding) -> Iterator[Finding]:
    if not found.runs:
        yield finding("", "cases.no_limits")
    yield from dict.fromkeys(one for run in found.runs for one in run.remarks)
