"""Supervision sheets: what stands on one is gathered, and that it was printed is entered."""

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.cases.limits import LimitTable
from geo_patrol.cases.records import HOLDER_ROLES, CaseStep, Holder
from geo_patrol.cases.sheet import LimitLine, SupervisionSheet, WayLine
from geo_patrol.errors import Finding
from geo_patrol.incidents.catalogue import Catalogue
from geo_patrol.messages import text
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import people, places
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows.case_standings import LookedCase, case_terms, find_case
from geo_patrol.workflows.cases import KIND
from geo_patrol.workflows.catalogue import current

DEGREES = 5
"""Digits of a place on paper: a metre."""


def supervision_sheet_of(
    session: Session,
    scope: Scope,
    case_id: UUID,
    *,
    authority: str,
    address: str,
    now: datetime,
    tz: tzinfo,
    limits: LimitTable | None = None,
) -> SupervisionSheet:
    """Return what stands on the supervision sheet of a case within reach.

    The last supervision that counts is the one it is of; without any it is a draft.

    Raises
    ------
    NotFound
        When there is no such case.
    """
    looked = find_case(session, case_id, scope, case_terms(session, now, tz, limits))
    stands, words = looked.standing, current(session)
    counting = [one for one in looked.steps if not one.record.voided]
    named = people.names(session, {*_officers(looked)})
    ordered = [one.record for one in counting if one.record.kind == "supervised"]
    last = ordered[-1] if ordered else None
    told_at = now if last is None else last.at
    category = words.categories.get(stands.category)
    return SupervisionSheet(
        id=case_id,
        category=stands.category if category is None else category.zh,
        source=stands.origin.source,
        place=_place(session, looked),
        reported_at=stands.reported_at,
        stage=stands.stage,
        since=stands.since,
        to=_who(stands.holder, named, words),
        reasons=tuple(_reasons(looked, last)),
        limits=tuple(
            LimitLine(run.what, run.limit, run.started_at, run.due_at, run.met_at)
            for run in stands.runs
            if run.due_at <= told_at and (run.was_late or run.is_overdue(now))
        ),
        way=tuple(
            WayLine(
                at=one.record.at,
                kind=one.record.kind,
                by=named.get(one.found.officer_id, "") if one.found.officer_id else "",
                to=_who(one.record.holder, named, words),
                note=one.record.note,
            )
            for one in counting
        ),
        zone=tz,
        address=address,
        as_of=now,
        number="" if last is None else last.number,
        at=None if last is None else last.at,
        until=None if last is None else last.until,
        demand="" if last is None else last.note,
        authority=authority,
        squad=stands.squad_code,
        demo=stands.demo,
        counts=stands.counts,
    )


def note_sheet_printed(
    store: Store, scope: Scope, squad_code: str, case_id: UUID, *, now: datetime
) -> None:
    """Enter in the squad's chain that somebody had a supervision sheet printed."""
    with store.writer() as session:
        name, details = f"{KIND}/{case_id}", {"paper": "supervision-sheet"}
        note(session, Act(squad_code, scope.actor, "print", name, now, details))


def _reasons(looked: LookedCase, last: CaseStep | None) -> Iterator[Finding]:
    """Yield why it is supervised: as it stood when that was ordered, or as it stands."""
    if last is None:
        yield from looked.standing.supervision
        return
    yield from looked.standing.reasons_at(last.at)


def _officers(looked: LookedCase) -> Iterator[UUID | None]:
    holders = [looked.standing.holder, *(one.record.holder for one in looked.steps)]
    for holder in holders:
        if holder is not None:
            yield holder.officer_id
    for one in looked.steps:
        yield one.found.officer_id


def _who(holder: Holder | None, named: Mapping[UUID, str], words: Catalogue) -> str:
    if holder is None:
        return ""
    match holder.kind:
        case "officer":
            return "" if holder.officer_id is None else named.get(holder.officer_id, "")
        case "agency":
            agency = words.agencies.get(holder.code)
            return holder.code if agency is None else agency.zh
        case "role":
            return text(f"cases.role_{holder.code}", "zh") if holder.code in HOLDER_ROLES else ""


def _place(session: Session, looked: LookedCase) -> str:
    about = looked.origin
    area = None if about.area_code is None else places.area(session, about.area_code, SYSTEM)
    parts = [area.name_zh if area else "", about.place]
    if about.cell_code:
        parts.append(text("case_papers.cell", "zh", code=about.cell_code))
    if about.lon is not None and about.lat is not None:
        parts.append(f"{about.lat:.{DEGREES}f}°N, {about.lon:.{DEGREES}f}°E")
    return "　".join(filter(None, parts))
