"""What falls due: the open periods of seizures and cases, and a digest of them once a day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, NamedTuple
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.cases.limits import LimitTable
from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.notices import NewNotice
from geo_patrol.seizures import Clock, Due, Terms, due_list, run_clock
from geo_patrol.seizures.due import SOON
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import Lock, hold
from geo_patrol.store.repositories import custody, notices, people, seizures
from geo_patrol.store.repositories.custody import OpenCase
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows.case_due import CaseDue, due_cases
from geo_patrol.workflows.case_standings import case_terms
from geo_patrol.workflows.notices import tell
from geo_patrol.workflows.seizing import stand, terms_of

FILED: frozenset[str] = frozenset({"filed_ordinary"})
"""Outcomes that a case of ninety days begins with; the simple procedure decides on the spot."""
CASES_LISTED = timedelta(days=365)
"""Older cases that nobody closed here are counted, and not listed one by one."""
DIGEST_AT = time(8)
"""When the early shift begins, and the office is there."""
_NAMESPACE = UUID("3d0e4f0c-7a53-5c5e-9d0a-6a9b0c7f2b18")


SubjectKind = Literal["seizure", "incident"]


class Subject(NamedTuple):
    """What a period is of.

    Attributes
    ----------
    number
        Of the decision to seize; empty for a case.
    at
        When it was seized, or the incident was.
    category
        Of a case's incident; None of a seizure.
    """

    kind: SubjectKind
    id: UUID
    squad_code: str
    number: str
    at: datetime
    category: str | None = None


Named = dict[str, Subject]
"""Subjects by what clocks call them."""


@dataclass(frozen=True)
class DueItem:
    """An open period of a seizure or of an incident's case."""

    subject: Subject
    due: Due

    @property
    def soon_at(self) -> datetime:
        """When it begins to be due soon."""
        return self.due.clock.due_at - SOON[self.due.clock.kind]


@dataclass(frozen=True)
class DueList:
    """What falls due, the overdue first.

    Attributes
    ----------
    findings
        Of what no due time could be told, in words.
    n_older
        Cases from before those that are listed.
    case_steps
        What is due of the closed loop's open cases, by the office's own limits.
    """

    items: tuple[DueItem, ...]
    findings: tuple[Finding, ...]
    n_older: int
    case_steps: tuple[CaseDue, ...] = ()

    def count(self, state: str) -> int:
        """Return how many items stand so."""
        return sum(one.due.state == state for one in self.items)

    def count_steps(self, state: str) -> int:
        """Return how many cases of the closed loop stand so."""
        return sum(one.state == state for one in self.case_steps)

    def count_all(self, state: str) -> int:
        """Return how many of either stand so."""
        return self.count(state) + self.count_steps(state)


def due_of(
    session: Session,
    scope: Scope,
    *,
    now: datetime,
    tz: tzinfo,
    squad: str | None = None,
    until: datetime | None = None,
    limits: LimitTable | None = None,
) -> DueList:
    """Return the open periods within reach: those due before ``until``, and all that are overdue.

    An office without seizures and cases has none. ``limits`` are those of the closed loop; the
    program's own without.
    """
    terms = terms_of(session, now, tz)
    found: list[Finding] = []
    named: Named = {}
    running = [*_of_seizures(session, scope, squad, terms, named, found)]
    since = now - CASES_LISTED
    cases, n_older = custody.open_cases(session, scope, FILED, since=since, squad=squad)
    running += _of_cases(session, cases, terms, named, found)
    items = tuple(
        DueItem(named[one.clock.subject], one)
        for one in due_list(running, now)
        if until is None or one.clock.due_at < until or one.state == "overdue"
    )
    steps = due_cases(
        session, scope, case_terms(session, now, tz, limits), squad=squad, until=until
    )
    return DueList(items, tuple(found), n_older, steps)


def _of_seizures(
    session: Session,
    scope: Scope,
    squad: str | None,
    terms: Terms,
    named: Named,
    found: list[Finding],
) -> Iterator[Clock]:
    stored = seizures.open_seizures(session, scope, squad=squad)
    ids = [one.seizure.id for one in stored]
    events, facts = custody.custody_of(session, ids), custody.facts_of(session, ids)
    for one in stored:
        seizure = one.seizure
        standing, _ = stand(one, events.get(seizure.id, []), facts.get(seizure.id, []), terms)
        named[str(seizure.id)] = Subject(
            "seizure", seizure.id, seizure.squad_code, seizure.number, seizure.at
        )
        yield from standing.clocks
        told = (each for each in standing.findings if each.key == "law.period_missing")
        found += [finding(seizure.number, each.key, **dict(each.params)) for each in told]


def _of_cases(
    session: Session,
    cases: list[OpenCase],
    terms: Terms,
    named: Named,
    found: list[Finding],
) -> Iterator[Clock]:
    facts = custody.case_facts_of(session, [one.incident_id for one in cases])
    for case in cases:
        told = (
            one.record.at
            for one in facts.get(case.incident_id, [])
            if one.record.kind == "case_filed" and not one.record.voided
        )
        filed_at = next(told, case.filed_at)
        subject = str(case.incident_id)
        named[subject] = Subject(
            "incident", case.incident_id, case.squad_code, "", case.occurred_at, case.category
        )
        try:
            clock = run_clock(
                subject,
                "case",
                filed_at or case.occurred_at,
                table=terms.table,
                calendar=terms.calendar,
                tz=terms.tz,
                today=terms.today,
            )
        except InvalidInput as error:
            found.append(finding(subject, error.key, **error.params))
            continue
        yield clock if filed_at else _from_incident(clock)


def _from_incident(clock: Clock) -> Clock:
    remark = finding("", "seizures.filing_time_unknown")
    return replace(clock, remarks=(*clock.remarks, remark))


def tell_digest(
    store: Store, tz: tzinfo, *, now: datetime, limits: LimitTable | None = None
) -> int:
    """Tell each squad once a local day what is overdue or soon due; return how many were told.

    However often, and by however many, it is called: a squad's day has one notice. A squad for
    which nothing is due is not told.
    """
    local = now.astimezone(tz)
    if local.time() < DIGEST_AT:
        return 0
    with store.reader() as session:
        squads = sorted(people.squad_codes(session))
        due = {
            one: due_of(session, SYSTEM, now=now, tz=tz, squad=one, limits=limits) for one in squads
        }
    n_told = 0
    for squad, found in due.items():
        if found.count_all("overdue") or found.count_all("due_soon"):
            with store.writer() as session:
                n_told += _tell(session, squad, local.date(), found, now=now, tz=tz)
    return n_told


def _first_due(found: DueList) -> Iterator[datetime]:
    yield from (one.due.clock.due_at for one in found.items[:1])
    yield from (one.due_at.astimezone(UTC) for one in found.case_steps[:1])


def _tell(
    session: Session, squad: str, day: date, found: DueList, *, now: datetime, tz: tzinfo
) -> bool:
    hold(session, Lock("notices"))
    next_one = datetime.combine(day + timedelta(days=1), DIGEST_AT, tz)
    parts = {
        "day": day.isoformat(),
        "overdue": found.count_all("overdue"),
        "due_soon": found.count_all("due_soon"),
        "first_due_at": min(_first_due(found)).isoformat(),
    }
    notice = NewNotice(
        kind="due",
        squad_code=squad,
        subject_kind="due_list",
        subject_id=uuid5(_NAMESPACE, f"{squad}/{day.isoformat()}"),
        at=now,
        audience="duty",
        parts=parts,
        ends_at=next_one,
    )
    if notices.notice(session, notice.id) is not None:
        return False
    name = f"due_list/{notice.subject_id}"
    details = {key: parts[key] for key in ("day", "overdue", "due_soon")}
    note(session, Act(squad, SYSTEM.actor, "due.told", name, now, details))
    tell(session, notice, now=now)
    return True
