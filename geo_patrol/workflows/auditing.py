"""Whether all is as it was accepted: chains in themselves, versions and records against them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol import audit
from geo_patrol.audit import Break, Entry, Head
from geo_patrol.errors import Finding, finding
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import (
    alarm_signs,
    alarms,
    cameras,
    catalogue,
    declared_routes,
    devices,
    duty,
    evidence,
    history,
    incidents,
    law,
    people,
    seizures,
    track_standings,
    tracks,
)
from geo_patrol.store.repositories import audit as entries
from geo_patrol.store.repositories.calendars import calendars
from geo_patrol.store.repositories.camera_alerts import ALERT_ANSWERS, ALERTS
from geo_patrol.store.repositories.camera_reviews import PUBLICATIONS, REVIEWS
from geo_patrol.store.repositories.cases import CASES
from geo_patrol.store.repositories.cases import STEPS as CASE_STEPS
from geo_patrol.store.repositories.check_points import CHECK_INS, CHECK_POINTS
from geo_patrol.store.repositories.custody import CLOCK_EVENTS, CUSTODY_EVENTS
from geo_patrol.store.repositories.firms import (
    COMBINED_VISITS,
    FIRMS,
    PLANNED_CHECKS,
    SERVICE_VISITS,
    SLOTS,
)
from geo_patrol.store.repositories.handovers import HANDOVERS
from geo_patrol.store.repositories.incident_voids import VOIDS
from geo_patrol.store.repositories.operations import LINKS, OPERATIONS, TRANSFERS
from geo_patrol.store.repositories.received import Shelf
from geo_patrol.store.repositories.responsibility import BLOCKS, HANDED, RESPONSIBILITIES
from geo_patrol.store.repositories.rosters import (
    LEAVES,
    PROFILES,
    ROSTER_ANSWERS,
    ROSTERS,
    SETUPS,
    SWAPS,
    WISHES,
)
from geo_patrol.store.repositories.tasks import TASK_ANSWERS, TASKS
from geo_patrol.store.repositories.track_standings import WITHDRAWALS
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.auditing_tracks import check_tracks
from geo_patrol.workflows.calendars import calendar_body
from geo_patrol.workflows.cameras import camera_body
from geo_patrol.workflows.catalogue import term_body
from geo_patrol.workflows.devices import device_body
from geo_patrol.workflows.evidence import evidence_body
from geo_patrol.workflows.firms import firm_body
from geo_patrol.workflows.progress import Progress, silent
from geo_patrol.workflows.records import body_of
from geo_patrol.workflows.seizing import seizure_body
from geo_patrol.workflows.tracks import track_body
from geo_patrol.workflows.writing import canonical, digest_of

ACCEPTED = frozenset({"create", "edit", "adopt", "enrol"})
FIELD_SHELVES: dict[str, Shelf[Any]] = {
    "handover": HANDOVERS,
    "check_point": CHECK_POINTS,
    "check_in": CHECK_INS,
    "task": TASKS,
    "task_answer": TASK_ANSWERS,
    "camera_alert": ALERTS,
    "alert_answer": ALERT_ANSWERS,
    "camera_review": REVIEWS,
    "published_camera": PUBLICATIONS,
    "track_withdrawal": WITHDRAWALS,
    "incident_void": VOIDS,
    "custody_event": CUSTODY_EVENTS,
    "clock_event": CLOCK_EVENTS,
    "law_decision": law.LAW_DECISIONS,
    "operation": OPERATIONS,
    "operation_link": LINKS,
    "transfer": TRANSFERS,
    "case": CASES,
    "case_step": CASE_STEPS,
    "service_visit": SERVICE_VISITS,
    "guidance_slot": SLOTS,
    "planned_check": PLANNED_CHECKS,
    "combined_visit": COMBINED_VISITS,
    "block": BLOCKS,
    "responsibility": RESPONSIBILITIES,
    "duty_handover": HANDED,
    "roster_setup": SETUPS,
    "officer_profile": PROFILES,
    "leave": LEAVES,
    "duty_wish": WISHES,
    "swap": SWAPS,
    "roster_answer": ROSTER_ANSWERS,
    "roster": ROSTERS,
}
ALARM_KINDS = frozenset({"alarm", "alarm_sign", "alarm_position"})
RECORD_KINDS = frozenset(
    {
        "shift",
        "patrol",
        "track",
        "incident",
        "evidence",
        "officer",
        "device",
        "declared_route",
        "camera",
        "seizure",
        "law_table",
        "calendar",
        "catalogue_term",
        "firm",
        *FIELD_SHELVES,
        *ALARM_KINDS,
    }
)
"""Kinds of which every row must have a version, and every version a row."""
ENROLLED_KINDS = frozenset({"officer", "device"})
ENROLLED = "enrol.done"
"""The act after which the same is true of these kinds; see `geo_patrol.workflows.enrolling`."""

TOLD_EVERY = 1000
"""Entries or records from one word of how far it is to the next."""

One = TypeVar("One")

Answers = dict[tuple[str, int], str]
"""Digest that a chain has for a record's version, by the record's name and the version."""


@dataclass(frozen=True)
class Verified:
    """What a verification saw; sound when there are neither breaks nor findings.

    ``findings`` are about records: ``where`` is the record. ``n_adopted`` versions are older than
    the chains: they are compared with them, but the records are not compared with the versions.
    """

    heads: tuple[Head, ...]
    n_entries: int
    n_versions: int
    n_records: int
    n_adopted: int
    breaks: tuple[Break, ...]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether everything is as it was accepted."""
        return not self.breaks and not self.findings


def verify(
    store: Store,
    anchors: Mapping[str, Head] | None = None,
    *,
    records: bool = True,
    progress: Progress = silent,
) -> Verified:
    """Check the chains, and by them every version and every record.

    Parameters
    ----------
    anchors
        Heads written down before, by chain: what was there then must still be there.
    records
        Whether versions and records are looked at, too.
    """
    with store.reader() as session:
        heads = tuple(entries.heads(session))
        n_entries = sum(head.seq for head in heads)
        chains = _Chains(gather=records)
        told = _telling(progress, "progress.chains", n_entries, entries.entries(session))
        breaks = tuple(audit.breaks(chains.watch(told), anchors))
        if not records:
            return Verified(heads, chains.n, 0, 0, 0, breaks, ())
        versions = _Versions(chains)
        progress("progress.versions", 0, 1)
        found = list(versions.check(session))
        progress("progress.versions", 1, 1)
        n_records = 0
        current = _telling(progress, "progress.records", versions.n_latest, _current(session))
        for kind, record_id, body in current:
            n_records += 1
            found += versions.compare(kind, record_id, body)
        found += versions.lost()
        found += check_tracks(session)
    return Verified(heads, chains.n, versions.n, n_records, chains.n_adopted, breaks, tuple(found))


def _telling(progress: Progress, what: str, total: int, found: Iterator[One]) -> Iterator[One]:
    """Yield what there is, and tell how far that is; ``total`` is about how much there is."""
    total = max(total, 1)
    for n, one in enumerate(found):
        if n % TOLD_EVERY == 0:
            progress(what, min(n, total), total)
        yield one
    progress(what, total, total)


class _Chains:
    """What the chains say of versions, gathered while they are gone through."""

    def __init__(self, *, gather: bool) -> None:
        self._gather = gather
        self.n = 0
        self.n_adopted = 0
        self.answers: Answers = {}
        self.adopted: set[str] = set()
        self.enrolled = False

    def watch(self, found: Iterator[Entry]) -> Iterator[Entry]:
        for entry in found:
            self.n += 1
            self.enrolled = self.enrolled or entry.action == ENROLLED
            if self._gather and entry.outcome == "done" and entry.action in ACCEPTED:
                self._take(entry)
            yield entry

    def _take(self, entry: Entry) -> None:
        details = _details(entry)
        version, digest = details.get("version"), details.get("sha256")
        if isinstance(version, int) and isinstance(digest, str):
            self.answers[entry.object, version] = digest
            # An edit on top of an adopted version is compared again.
            if entry.action == "adopt":
                self.n_adopted += 1
                self.adopted.add(entry.object)
            else:
                self.adopted.discard(entry.object)


def _details(entry: Entry) -> dict[str, Any]:
    try:
        details = json.loads(entry.details)
    except ValueError:
        # The entry's hash says what is wrong with it.
        return {}
    return details if isinstance(details, dict) else {}


@dataclass(frozen=True)
class _Latest:
    digest: str
    persons: object


class _Versions:
    """The versions there are, held against the chains; records are held against them."""

    def __init__(self, chains: _Chains) -> None:
        self._chains = chains
        self._left = dict(chains.answers)
        self._latest: dict[tuple[str, UUID], _Latest] = {}
        self._seen: set[tuple[str, UUID]] = set()
        self.n = 0

    @property
    def n_latest(self) -> int:
        """How many records have versions."""
        return len(self._latest)

    def check(self, session: Session) -> Iterator[Finding]:
        """Yield what is wrong with versions."""
        for one in history.all_versions(session):
            self.n += 1
            name = f"{one.kind}/{one.record_id}"
            answer = self._left.pop((name, one.version), None)
            digest = digest_of(one.body)
            if answer is None:
                yield finding(name, "audit.version_unanswered", version=one.version)
            elif digest != answer or one.body_sha256 != answer:
                yield finding(name, "audit.version_altered", version=one.version)
            self._latest[one.kind, one.record_id] = _Latest(digest, one.body.get("persons"))
        for name, version in self._left:
            yield finding(name, "audit.version_gone", version=version)

    def compare(self, kind: str, record_id: UUID, body: dict[str, Any]) -> list[Finding]:
        """Return what is wrong with a record, given its present content in canonical form."""
        name = f"{kind}/{record_id}"
        self._seen.add((kind, record_id))
        latest = self._latest.get((kind, record_id))
        if latest is None:
            # Until they were enrolled, people and devices may be older than versions.
            if kind in RECORD_KINDS and (self._chains.enrolled or kind not in ENROLLED_KINDS):
                return [finding(name, "audit.record_unanswered")]
            return []
        if name in self._chains.adopted:
            return []
        if "persons" in body:
            body = {**body, "persons": latest.persons}
        if digest_of(body) != latest.digest:
            return [finding(name, "audit.record_altered")]
        return []

    def lost(self) -> Iterator[Finding]:
        """Yield the records that have versions and are gone."""
        for kind, record_id in self._latest:
            if kind in RECORD_KINDS and (kind, record_id) not in self._seen:
                yield finding(f"{kind}/{record_id}", "audit.record_gone")


def _current(session: Session) -> Iterator[tuple[str, UUID, dict[str, Any]]]:
    """Yield every record as it stands in its tables: kind, id, canonical form."""
    for shift in duty.all_shifts(session):
        yield "shift", shift.id, body_of(shift)
    for patrol in duty.all_patrols(session):
        yield "patrol", patrol.id, body_of(patrol)
    older = track_standings.all_supersedes(session)
    for track in tracks.all_tracks(session):
        stands_for = older.get(track.id, ())
        yield "track", track.id, track_body(track.patrol_id, track.device, track.fixes, stands_for)
    for incident in incidents.all_incidents(session):
        yield "incident", incident.id, body_of(incident)
    for held, file in evidence.all_evidence(session):
        yield "evidence", held.id, evidence_body(held, file)
    for kind, shelf in FIELD_SHELVES.items():
        for record in shelf.all(session):
            yield kind, record.id, canonical(record)
    for alarm in alarms.all_alarms(session):
        yield "alarm", alarm.id, canonical(alarm)
    for sign in alarm_signs.all_signs(session):
        yield "alarm_sign", sign.id, canonical(sign)
    for position in alarm_signs.all_positions(session):
        yield "alarm_position", position.id, canonical(position)
    for route in declared_routes.all_routes(session):
        yield "declared_route", route.id, canonical(route)
    for camera in cameras.all_cameras(session):
        yield "camera", camera.camera.id, camera_body(camera)
    for one in seizures.all_seizures(session):
        yield "seizure", one.seizure.id, seizure_body(one.seizure)
    for table in law.law_files(session):
        yield "law_table", table.id, canonical(table)
    for calendar in calendars(session):
        yield "calendar", calendar.id, calendar_body(calendar)
    for stored in catalogue.all_terms(session):
        yield "catalogue_term", stored.id, term_body(stored.term)
    for firm in FIRMS.all(session):
        yield "firm", firm.id, firm_body(firm)
    for officer in people.officers(session, SYSTEM):
        yield "officer", officer.id, canonical(officer)
    for device in devices.devices(session):
        yield "device", device.id, device_body(device)
