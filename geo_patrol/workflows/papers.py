"""Papers of a seizure: what stands on them is gathered, and that they were printed is entered."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.incidents.catalogue import Catalogue
from geo_patrol.messages import text
from geo_patrol.seizures import Item, Seizure, Signature
from geo_patrol.seizures.sheet import Attendant, Line, Paper, Party, Sheet, Signed
from geo_patrol.store.engine import Store
from geo_patrol.store.evidence import EvidenceFolder
from geo_patrol.store.repositories import evidence, incidents, people, places
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.persons import NOBODY, Vault, persons_of
from geo_patrol.workflows.seizing import KIND, Looked, find, look, terms_of

UNITS = {"set": "papers.unit_set", "piece": "papers.unit_piece"}
"""Units that programs write; what people type stands as it is."""

DEGREES = 5
"""Digits of a place on paper: a metre."""


def sheet_of(
    session: Session,
    scope: Scope,
    seizure_id: UUID,
    *,
    vault: Vault,
    folder: EvidenceFolder,
    authority: str,
    address: str,
    now: datetime,
    tz: tzinfo,
) -> tuple[Sheet, str]:
    """Return what stands on the papers of a seizure within reach, and whose it is.

    Parameters
    ----------
    authority, address
        The office's name, and what the QR code says.

    Raises
    ------
    NotFound
        When there is no such seizure.
    """
    stored = find(session, seizure_id, scope)
    [looked] = look(session, [stored], terms_of(session, now, tz))
    seizure, approval = stored.seizure, looked.facts.approval
    incident = None
    if seizure.incident_id is not None:
        incident = incidents.incident(session, seizure.incident_id, scope)
    known = people.names(session, _named(seizure, None if approval is None else approval.by))
    words = current(session)
    due_day, due_verified = _due(looked)
    sheet = Sheet(
        id=seizure.id,
        measure=seizure.measure,
        number=seizure.number,
        at=seizure.at,
        zone=tz,
        address=address,
        party=_party(session, vault, scope, seizure, incident),
        lines=tuple(_line(item, words) for item in seizure.items),
        officers=tuple(_attendants(session, seizure)),
        signatures=tuple(
            _signed(session, folder, stored.found.squad_code, one, known)
            for one in seizure.signatures
        ),
        authority=authority,
        place=_place(session, incident),
        cause=_cause(incident, words),
        due_day=due_day,
        due_verified=due_verified,
        approved_by="" if approval is None else known.get(approval.by, ""),
        approved_at=None if approval is None else approval.at,
        note=seizure.note,
        demo=stored.found.demo,
        voided=seizure.voided,
    )
    return sheet, stored.found.squad_code


def note_printed(
    store: Store, scope: Scope, squad_code: str, seizure_id: UUID, paper: Paper, *, now: datetime
) -> None:
    """Enter in the squad's chain that somebody had a paper, with the names on it, printed."""
    with store.writer() as session:
        name, details = f"{KIND}/{seizure_id}", {"paper": paper}
        note(session, Act(squad_code, scope.actor, "print", name, now, details))


def _named(seizure: Seizure, approver: UUID | None) -> Iterable[UUID | None]:
    yield approver
    for one in seizure.signatures:
        yield one.recorded_by


def _due(looked: Looked) -> tuple[date | None, bool]:
    kinds = ("seizure", "preservation")
    clock = next((one for one in looked.standing.clocks if one.kind in kinds), None)
    if clock is None or clock.last_day is None:
        return None, True
    return clock.last_day, clock.period.verified


def _party(
    session: Session,
    vault: Vault,
    scope: Scope,
    seizure: Seizure,
    incident: StoredIncident | None,
) -> Party:
    if seizure.ownerless:
        return Party("ownerless")
    if incident is None or seizure.party is None:
        return Party("unknown")
    ids = [incident.incident.id]
    shown = persons_of(session, vault, scope, "incident", ids).get(ids[0], NOBODY)
    if shown.showing == "expired":
        return Party("expired")
    if shown.showing != "shown" or not 0 < seizure.party <= len(shown.persons):
        return Party("unknown")
    one = shown.persons[seizure.party - 1]
    return Party("named", one.name, one.id_number, one.phone)


def _line(item: Item, words: Catalogue) -> Line:
    kind, place = words.gear.get(item.kind), words.storage_places.get(item.storage_place)
    return Line(
        number=item.number,
        name=item.kind if kind is None else kind.zh,
        quantity=item.quantity,
        unit=text(UNITS[item.unit], "zh") if item.unit in UNITS else item.unit,
        condition=item.condition,
        seal_number=item.seal_number,
        storage_place=item.storage_place if place is None else place.zh,
        n_photos=len(item.photos),
        note=item.note,
    )


def _attendants(session: Session, seizure: Seizure) -> Iterable[Attendant]:
    for one in seizure.officers:
        officer = people.officer(session, one.officer_id)
        name, badge_no = ("", "") if officer is None else (officer.name, officer.badge_no)
        yield Attendant(one.officer_id, name, badge_no, one.certified)


def _signed(
    session: Session,
    folder: EvidenceFolder,
    squad_code: str,
    one: Signature,
    known: dict[UUID, str],
) -> Signed:
    return Signed(
        signer=one.signer,
        at=one.at,
        picture=None if one.image is None else _file(session, folder, squad_code, one.image),
        refused=one.refused,
        reason=one.reason,
        recorded_by="" if one.recorded_by is None else known.get(one.recorded_by, ""),
        officer_id=one.officer_id,
    )


def _file(session: Session, folder: EvidenceFolder, squad_code: str, image: UUID) -> Path | None:
    """Return the file of a signature, if it has come, and is of the squad's own records."""
    found = evidence.evidence(session, image)
    if found is None or found.squad_code != squad_code or not folder.has(found.sha256):
        return None
    return folder.path_of(found.sha256)


def _place(session: Session, incident: StoredIncident | None) -> str:
    if incident is None:
        return ""
    named: Sequence[str] = ()
    if incident.area_code is not None:
        area = places.area(session, incident.area_code, SYSTEM)
        named = () if area is None else (area.name_zh,)
    zone = None if incident.zone_id is None else places.zone(session, incident.zone_id)
    if zone is not None:
        named = (*named, text(f"space.level_{zone.level}", "zh"))
    one = incident.incident
    where = f"{one.lat:.{DEGREES}f}°N, {one.lon:.{DEGREES}f}°E"
    return f"{''.join(named)}（{where}）"


def _cause(incident: StoredIncident | None, words: Catalogue) -> str:
    if incident is None:
        return ""
    found = words.categories.get(incident.incident.category)
    return incident.incident.category if found is None else found.zh
