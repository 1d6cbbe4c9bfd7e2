"""What falls due: the open periods of seizures and cases, and a digest of them once a day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.notices import NewNotice
from geo_patrol.seizures import Clock, Due, Terms, due_list, run_clock
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import Lock, hold
from geo_patrol.store.repositories import custody, notices, people, seizures
from geo_patrol.store.repositories.custody import OpenCase
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.store.trail import note
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
Named = dict[str, tuple[SubjectKind, str, str]]
"""What a clock's subject is: its kind, its squad, and its decision's number."""


@dataclass(frozen=True)
class DueItem:
    """An open period of a seizure or of an incident's case; ``number`` is the decision's."""

    kind: SubjectKind
    subject_id: UUID
    squad_code: str
    number: str
    due: Due


@dataclass(frozen=True)
class DueList:
    """What falls due, the overdue first.

    Attributes
    ----------
    findings
        Of what no due time could be told, in words.
    n_older
        Cases from before those that are listed.
    """

    items: tuple[DueItem, ...]
    findings: tuple[Finding, ...]
    n_older: int

    def count(self, state: str) -> int:
        """Return how many items stand so."""
        return sum(one.due.state == state for one in self.items)


def due_of(
    session: Session,
    scope: Scope,
    *,
    now: datetime,
    tz: tzinfo,
    squad: str | None = None,
    until: datetime | None = None,
) -> DueList:
    """Return the open periods within reach: those due before ``until``, and all that are overdue.

    An office without seizures and cases has none.
    """
    terms = terms_of(session, now, tz)
    found: list[Finding] = []
    named: Named = {}
    running = [*_of_seizures(session, scope, squad, terms, named, found)]
    since = now - CASES_LISTED
    cases, n_older = custody.open_cases(session, scope, FILED, since=since, squad=squad)
    running += _of_cases(session, cases, terms, named, found)
    items = tuple(
        DueItem(kind, UUID(one.clock.subject), squad_code, number, one)
        for one in due_list(running, now)
        for kind, squad_code, number in [named[one.clock.subject]]
        if until is None or one.clock.due_at < until or one.state == "overdue"
    )
    return DueList(items, tuple(found), n_older)


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
        named[str(seizure.id)] = ("seizure", seizure.squad_code, seizure.number)
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
        named[subject] = ("incident", case.squad_code, "")
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


def tell_digest(store: Store, tz: tzinfo, *, now: datetime) -> int:
    """Tell each squad once a local day what is overdue or soon due; return how many were told.

    However often, and by however many, it is called: a squad's day has one notice. A squad for
    which nothing is due is not told.
    """
    local = now.astimezone(tz)
    if local.time() < DIGEST_AT:
        return 0
    with store.reader() as session:
        squads = sorted(people.squad_codes(session))
        due = {one: due_of(session, SYSTEM, now=now, tz=tz, squad=one) for one in squads}
    n_told = 0
    for squad, found in due.items():
        if found.count("overdue") or found.count("due_soon"):
            with store.writer() as session:
                n_told += _tell(session, squad, local.date(), found, now=now, tz=tz)
    return n_told


def _tell(
    session: Session, squad: str, day: date, found: DueList, *, now: datetime, tz: tzinfo
) -> bool:
    hold(session, Lock("notices"))
    next_one = datetime.combine(day + timedelta(days=1), DIGEST_AT, tz)
    parts = {
        "day": day.isoformat(),
        "overdue": found.count("overdue"),
        "due_soon": found.count("due_soon"),
        "first_due_at": found.items[0].due.clock.due_at.isoformat(),
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
