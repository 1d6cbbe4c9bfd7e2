"""The paper of an incident: what stands on it is gathered, and that names went out is entered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property
from uuid import UUID

import shapely
from shapely import MultiPolygon
from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.evidence.records import Evidence, EvidenceFile, Subject
from geo_patrol.incidents.catalogue import Catalogue
from geo_patrol.incidents.records import Outcome, SeizedItem
from geo_patrol.incidents.sheet import (
    Around,
    Done,
    FileLine,
    Held,
    IncidentSheet,
    LawLine,
)
from geo_patrol.incidents.terms import Term
from geo_patrol.law import Applicable
from geo_patrol.law.decisions import LawDecision
from geo_patrol.law.wording import dates_of, fine_words, stands_of, title_of
from geo_patrol.messages import Language, text
from geo_patrol.store.engine import Store
from geo_patrol.store.evidence import EvidenceFolder
from geo_patrol.store.repositories import evidence, history, incidents, places
from geo_patrol.store.repositories.figures import squads
from geo_patrol.store.repositories.history import Version
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.repositories.law import decisions_of
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.store.spatial import Box
from geo_patrol.store.trail import note
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.incident_law import IncidentLaw, law_of_incident
from geo_patrol.workflows.incident_steps import Trail
from geo_patrol.workflows.persons import NOBODY, Vault, persons_of

KIND = "incident"
MOST_PICTURES = 6
REACH_DEG = 0.03
"""How far around the place shapes are gathered: more than the paper's map shows."""

UNITS = {"set": "papers.unit_set", "piece": "papers.unit_piece"}
"""Units that programs write; what people type stands as it is."""
KNOWN_FLAGS = {"outside_county", "outcome_before_incident", "clock_ahead"}


@dataclass(frozen=True)
class Desk:
    """What a paper is made with; ``address`` is what the QR code says."""

    vault: Vault
    folder: EvidenceFolder
    authority: str
    address: str
    language: Language
    now: datetime
    tz: tzinfo
    metric_epsg: int


def incident_sheet(
    session: Session, scope: Scope, incident_id: UUID, desk: Desk
) -> tuple[IncidentSheet, str]:
    """Return what stands on the paper of an incident within reach, and whose it is.

    Persons, free text and who wrote what are left out for who may not see them.

    Raises
    ------
    NotFound
        When there is no such incident.
    """
    # The version first: should an edit come between, the paper names the older one.
    versions = history.versions(session, KIND, incident_id)
    stored = incidents.incident(session, incident_id, scope)
    if stored is None:
        raise history.not_there(session, KIND, incident_id, "records.not_found")
    return _Gathering(session, scope, desk, stored, versions).sheet(), stored.incident.squad_code


def note_incident_printed(
    store: Store, scope: Scope, squad_code: str, incident_id: UUID, *, now: datetime
) -> None:
    """Enter in the squad's chain that somebody had the paper, with the names on it, printed."""
    with store.writer() as session:
        name, details = f"{KIND}/{incident_id}", {"paper": KIND}
        note(session, Act(squad_code, scope.actor, "print", name, now, details))


@dataclass
class _Gathering:
    session: Session
    scope: Scope
    desk: Desk
    stored: StoredIncident
    versions: list[Version]

    def sheet(self) -> IncidentSheet:
        one, desk = self.stored.incident, self.desk
        found = persons_of(self.session, desk.vault, self.scope, KIND, [one.id])
        shown = found.get(one.id, NOBODY)
        law = law_of_incident(self.session, self.scope, one.id, now=desk.now, tz=desk.tz)
        trail = Trail(
            self.session,
            self.scope,
            desk.language,
            one.id,
            self.versions,
            [file for _, file in self._evidence],
            self._decided,
        )
        return IncidentSheet(
            id=one.id,
            language=desk.language,
            version=self.versions[-1].version if self.versions else 1,
            category=self._named(self._terms.categories.get(one.category), one.category),
            occurred_at=one.occurred_at,
            received_at=self.stored.received_at,
            source=text(f"incident_paper.source_{one.source}", desk.language),
            squad=self._squad(one.squad_code),
            place=self._place(),
            lon=one.lon,
            lat=one.lat,
            accuracy_m=one.accuracy_m,
            placed_by=text(f"incident_paper.placed_{one.placed_by}", desk.language),
            cell=self.stored.cell_code or "",
            narrative=self._told(one.narrative),
            outcomes=tuple(self._done(each) for each in one.outcomes),
            seized=tuple(self._held(each) for each in one.seized),
            persons=shown.persons,
            showing=shown.showing,
            law=tuple(self._law(law)),
            law_remarks=tuple(self._law_remarks(law)),
            decisions=tuple(trail.decisions()),
            files=tuple(self._files()),
            steps=tuple(trail.steps()),
            around=tuple(self._around()),
            remarks=tuple(self._flags()),
            zone=desk.tz,
            metric_epsg=desk.metric_epsg,
            as_of=desk.now,
            address=desk.address,
            authority=desk.authority,
            redacted=not self.scope.reads_in_full,
            demo=self.stored.demo,
            voided=self.stored.void,
            void_reason=self._told(self.stored.void_reason),
        )

    @cached_property
    def _terms(self) -> Catalogue:
        return current(self.session)

    @cached_property
    def _decided(self) -> list[Kept[LawDecision]]:
        return decisions_of(self.session, self.stored.incident.id, self.scope)

    @cached_property
    def _evidence(self) -> list[tuple[Evidence, EvidenceFile]]:
        return evidence.of_record(self.session, Subject("incident", self.stored.incident.id))

    def _either(self, zh: str, en: str) -> str:
        return zh if self.desk.language == "zh" else en

    def _named(self, term: Term | None, code: str) -> str:
        return code if term is None else self._either(term.zh, term.en)

    def _told(self, typed: str) -> str:
        return typed if self.scope.reads_in_full else ""

    def _squad(self, code: str) -> str:
        found = squads(self.session, SYSTEM, code)
        return next((self._either(one.name_zh, one.name_en) for one in found), code)

    def _place(self) -> str:
        stored, named = self.stored, []
        if stored.area_code is not None:
            area = places.area(self.session, stored.area_code, SYSTEM)
            if area is not None:
                named.append(self._either(area.name_zh, area.name_en))
        zone = None if stored.zone_id is None else places.zone(self.session, stored.zone_id)
        if zone is not None:
            named.append(text(f"space.level_{zone.level}", self.desk.language))
        return " · ".join(named)

    def _done(self, one: Outcome) -> Done:
        agency = ""
        if one.agency is not None:
            agency = self._named(self._terms.agencies.get(one.agency), one.agency)
        name = self._named(self._terms.outcomes.get(one.kind), one.kind)
        return Done(name, one.people, one.fine_yuan, one.at, agency, self._told(one.note))

    def _held(self, one: SeizedItem) -> Held:
        unit = text(UNITS[one.unit], self.desk.language) if one.unit in UNITS else one.unit
        name = self._named(self._terms.gear.get(one.kind), one.kind)
        return Held(name, one.quantity, unit, self._told(one.note))

    def _law(self, law: IncidentLaw) -> Iterator[LawLine]:
        seen: set[str] = set()
        for answered in law.answers:
            yield from self._law_of(law, answered, seen)

    def _law_of(self, law: IncidentLaw, one: Applicable, seen: set[str]) -> Iterator[LawLine]:
        language, act = self.desk.language, law.in_force.table.acts[one.act]
        applied = {kept.record.applied for kept in self._decided}
        for answer, rule in ((each, rule) for each in one.answers for rule in each.applies):
            if rule.id in seen:
                continue
            seen.add(rule.id)
            authority = text("record_terms.law_unknown", language)
            if rule.authority is not None:
                authority = self._either(rule.authority.zh, rule.authority.en)
            yield LawLine(
                act=self._either(act.zh, act.en),
                title=title_of(rule, language),
                authority=authority,
                fine=fine_words(rule, language),
                stands=stands_of(rule, answer, language),
                dates=dates_of(rule, language),
                verified=rule.verified,
                gone_by=rule.id in applied,
            )

    def _law_remarks(self, law: IncidentLaw) -> Iterator[str]:
        """Yield remarks once each; a rule that one names by its id, by its law."""
        language = self.desk.language
        titles = {rule.id: title_of(rule, language) for rule in law.in_force.table.rules}
        remarks = (*law.remarks, *(each for one in law.answers for each in one.remarks))
        said: dict[str, None] = {}
        for one in remarks:
            params = {
                name: titles.get(value, value) if isinstance(value, str) else value
                for name, value in one.params
            }
            said[text(one.key, language, **params)] = None
        yield from said

    def _files(self) -> Iterator[FileLine]:
        n_pictures = 0
        for number, (one, file) in enumerate(self._evidence, start=1):
            is_photo, picture = file.seen.kind == "photo", None
            if is_photo and n_pictures < MOST_PICTURES and self.desk.folder.has(file.sha256):
                picture = self.desk.folder.path_of(file.sha256)
                n_pictures += 1
            yield FileLine(
                number=number,
                kind=text(f"incident_paper.media_{file.seen.kind}", self.desk.language),
                taken_at=file.seen.taken_at,
                size_bytes=file.size_bytes,
                sha256=file.sha256,
                note=self._told(one.note),
                is_photo=is_photo,
                picture=picture,
            )

    def _around(self) -> Iterator[Around]:
        one = self.stored.incident
        box = Box(
            one.lon - REACH_DEG, one.lat - REACH_DEG, one.lon + REACH_DEG, one.lat + REACH_DEG
        )
        for water in places.references(self.session, "water", box):
            yield from _cut("water", water.geometry, box)
        # Lines as they were on that day, of whatever squad: a border has two sides.
        for zone in places.zones(self.session, SYSTEM, at=one.occurred_at, box=box):
            yield from _cut(zone.level, zone.geometry, box)

    def _flags(self) -> Iterator[str]:
        for flag in self.stored.flags:
            known = flag in KNOWN_FLAGS
            yield text(f"incident_paper.flag_{flag}", self.desk.language) if known else flag


def _cut(kind: str, geometry: shapely.Geometry, box: Box) -> Iterator[Around]:
    """Yield what of a shape lies near: a whole reservoir's shore need not go along."""
    near = shapely.intersection(geometry, shapely.box(box.west, box.south, box.east, box.north))
    parts = [one for one in shapely.get_parts(near) if one.geom_type == "Polygon"]
    if parts:
        yield Around(kind, MultiPolygon(parts))
