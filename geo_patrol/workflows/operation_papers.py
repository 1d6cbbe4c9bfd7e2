"""Papers of operations: what stands on them is gathered, and that one was printed is entered."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, tzinfo
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.incidents.catalogue import Catalogue
from geo_patrol.incidents.records import Outcome
from geo_patrol.incidents.terms import Term
from geo_patrol.messages import text
from geo_patrol.operations.records import Operation
from geo_patrol.operations.sheet import (
    ClosingSheet,
    HandedLine,
    IncidentLine,
    TransferSheet,
    Words,
)
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import history, incidents, places
from geo_patrol.store.repositories.figures import squads
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.repositories.operations import TRANSFERS
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.operation_totals import look_at
from geo_patrol.workflows.persons import NOBODY, Vault, persons_of
from geo_patrol.workflows.transfers import KIND

DEGREES = 5
"""Digits of a place on paper: a metre."""


def closing_sheet(
    session: Session,
    scope: Scope,
    operation_id: UUID,
    *,
    authority: str,
    address: str,
    now: datetime,
    tz: tzinfo,
) -> ClosingSheet:
    """Return what stands on the closing report of an operation within reach, as of now.

    Raises
    ------
    NotFound
        When there is no such operation.
    """
    looked = look_at(session, scope, operation_id, now=now)
    operation, catalogue = looked.operation.record, current(session)
    areas = {one.code: one.name_zh for one in places.areas(session, SYSTEM, retired=True)}
    zones = {one.zone_id for one in looked.incidents}
    levels = {one: _level(session, one) for one in zones}
    squad = {one.code: one.name_zh for one in squads(session, SYSTEM, operation.squad_code)}
    return ClosingSheet(
        operation=operation if scope.reads_in_full else _without_text(operation),
        totals=looked.totals,
        words=Words(
            agencies=_names(catalogue.agencies.values()),
            areas=areas,
            categories=_names(catalogue.categories.values()),
            outcomes=_names(catalogue.outcomes.values()),
            gear=_names(catalogue.gear.values()),
        ),
        incidents=tuple(
            IncidentLine(
                at=one.incident.occurred_at,
                category=_name(catalogue.categories.get(one.incident.category), one),
                place=areas.get(one.area_code or "", "") + levels[one.zone_id],
                outcomes=_outcomes(one.incident.outcomes, catalogue),
            )
            for one in looked.incidents
        ),
        transfers=tuple(
            HandedLine(
                at=one.record.at,
                agency=_agency(one.record.agency, catalogue),
                number=one.record.number,
                n_files=len(one.record.evidence),
                taken_at=one.record.taken_at,
            )
            for one in looked.transfers
        ),
        remarks=tuple(text(one.key, "zh", **dict(one.params)) for one in looked.findings),
        as_of=now,
        zone=tz,
        authority=authority,
        squad=squad.get(operation.squad_code, operation.squad_code),
        address=address,
        redacted=not scope.reads_in_full,
        demo=looked.operation.found.demo,
    )


def transfer_sheet(
    session: Session,
    scope: Scope,
    transfer_id: UUID,
    *,
    vault: Vault,
    authority: str,
    address: str,
    tz: tzinfo,
) -> tuple[TransferSheet, str]:
    """Return what stands on the letter of a case handed on, and whose the case is.

    Raises
    ------
    NotFound
        When there is no such transfer within reach.
    """
    kept = TRANSFERS.one(session, transfer_id, scope)
    if kept is None:
        raise history.not_there(session, KIND, transfer_id, "records.not_found")
    transfer, catalogue = kept.record, current(session)
    stored = incidents.incident(session, transfer.incident_id, scope)
    if stored is None:
        raise history.not_there(session, "incident", transfer.incident_id, "field.no_incident")
    incident = stored.incident
    shown = persons_of(session, vault, scope, "incident", [incident.id]).get(incident.id, NOBODY)
    done = [one for one in incident.outcomes if one.agency is None]
    sheet = TransferSheet(
        id=transfer.id,
        number=transfer.number,
        agency=_agency(transfer.agency, catalogue),
        at=transfer.at,
        occurred_at=incident.occurred_at,
        category=_name(catalogue.categories.get(incident.category), stored),
        place=_place(session, stored),
        reason=transfer.reason,
        evidence=transfer.evidence,
        zone=tz,
        parties=tuple(one.name for one in shown.persons if one.name),
        expired=shown.showing == "expired",
        outcomes=_outcomes(done, catalogue),
        taken_by=transfer.taken_by,
        taken_at=transfer.taken_at,
        authority=authority,
        address=address,
        note=transfer.note,
        demo=kept.found.demo,
        voided=transfer.voided,
    )
    return sheet, kept.found.squad_code


def note_letter(
    store: Store, scope: Scope, squad_code: str, transfer_id: UUID, *, now: datetime
) -> None:
    """Enter in the squad's chain that somebody had the letter, with the names on it, printed."""
    with store.writer() as session:
        name = f"{KIND}/{transfer_id}"
        note(session, Act(squad_code, scope.actor, "print", name, now, {"paper": "letter"}))


def _without_text(operation: Operation) -> Operation:
    forces = tuple(replace(one, task="") for one in operation.agencies)
    voided = "-" if operation.voided else ""
    return replace(operation, aim="", note="", summary="", agencies=forces, voided=voided)


def _names(terms: Iterable[Term]) -> dict[str, str]:
    return {one.code: one.zh for one in terms}


def _name(term: Term | None, stored: StoredIncident) -> str:
    return stored.incident.category if term is None else term.zh


def _agency(code: str, catalogue: Catalogue) -> str:
    term = catalogue.agencies.get(code)
    return code if term is None else term.zh


def _outcomes(outcomes: Iterable[Outcome], catalogue: Catalogue) -> str:
    return "、".join(_outcome(one, catalogue) for one in outcomes)


def _outcome(one: Outcome, catalogue: Catalogue) -> str:
    term = catalogue.outcomes.get(one.kind)
    name = one.kind if term is None else term.zh
    if one.agency is not None:
        agency = _agency(one.agency, catalogue)
        return text("operation_papers.outcome_to", "zh", outcome=name, agency=agency)
    if one.people:
        return text("operation_papers.outcome_people", "zh", outcome=name, n=one.people)
    return name


def _level(session: Session, zone_id: UUID | None) -> str:
    zone = None if zone_id is None else places.zone(session, zone_id)
    return "" if zone is None else text(f"space.level_{zone.level}", "zh")


def _place(session: Session, stored: StoredIncident) -> str:
    area = None
    if stored.area_code is not None:
        area = places.area(session, stored.area_code, SYSTEM)
    named = ("" if area is None else area.name_zh) + _level(session, stored.zone_id)
    one = stored.incident
    point = f"{one.lat:.{DEGREES}f}°N, {one.lon:.{DEGREES}f}°E"
    return f"{named}（{point}）" if named else point
