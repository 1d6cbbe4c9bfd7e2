"""Reviews of cameras' files and publications of their places, and what an incident still lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.cameras.evidence import (
    CameraPublication,
    CameraReview,
    doubts_of_use,
    is_published,
)
from geo_patrol.cameras.naming import code_of
from geo_patrol.errors import Finding, InvalidInput, NotFound, finding
from geo_patrol.evidence.records import Subject
from geo_patrol.field.checks import CLOCK_TOLERANCE
from geo_patrol.law.records import Duty
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import cameras, evidence, history, incidents
from geo_patrol.store.repositories.camera_reviews import (
    PUBLICATIONS,
    REVIEWS,
    cameras_of_incident,
    publications_of,
    reviews_of,
)
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.repositories.received import Found, Kept
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.law import table_in_force
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

REVIEW, PUBLICATION = "camera_review", "published_camera"


def put_review(
    store: Store,
    scope: Scope,
    review: CameraReview,
    *,
    now: datetime,
    if_match: int | None = None,
) -> Written:
    """Write that a certified officer reviewed a camera's file.

    Raises
    ------
    NotFound
        When the file, or the review that has this id, is out of reach.
    InvalidInput
        With a finding for each thing that is wrong.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, REVIEW, review.id, canonical(review), now, if_match)
    return write_once(store, sent, lambda session: write_review(session, sent, review))


def write_review(session: Session, sent: Submission, review: CameraReview) -> Written:
    """Do the work of `put_review` in a transaction that is open already."""

    def save(new: bool) -> str:
        file = evidence.evidence(session, review.evidence_id)
        if file is None or not sent.scope.includes(file.squad_code):
            raise NotFound("cameras.no_file")
        before = None if new else REVIEWS.one(session, review.id, SYSTEM)
        findings = []
        if file.subject.kind != "incident":
            findings.append(finding("evidence_id", "cameras.file_of_no_incident"))
        if before is not None and before.record.evidence_id != review.evidence_id:
            findings.append(finding("evidence_id", "cameras.review_of_other_file"))
        if review.at > sent.now + CLOCK_TOLERANCE:
            findings.append(finding("at", "cameras.review_ahead"))
        if findings:
            raise InvalidInput("cameras.invalid", findings=tuple(findings))
        found = Found(file.squad_code, sent.now, sent.scope.officer_id)
        REVIEWS.save(session, review, found, new=new)
        return file.squad_code

    return write_record(session, sent, save)


def put_publication(
    store: Store,
    scope: Scope,
    publication: CameraPublication,
    *,
    now: datetime,
    if_match: int | None = None,
) -> Written:
    """Write that the public was told where a camera stands.

    Raises
    ------
    NotFound
        When the squad, or the publication that has this id, is out of reach.
    InvalidInput
        When the squad's list has no such camera, or it would go to another squad or camera.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, PUBLICATION, publication.id, canonical(publication), now, if_match)
    return write_once(store, sent, lambda session: write_publication(session, sent, publication))


def write_publication(
    session: Session,
    sent: Submission,
    publication: CameraPublication,
    *,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_publication` in a transaction that is open already."""

    def save(new: bool) -> str:
        squad = publication.squad_code
        if not sent.scope.includes(squad):
            raise NotFound("records.no_squad", squad=squad)
        if publication.camera not in {code for code, _ in cameras.names(session, squad)}:
            where = finding("camera", "cameras.unknown_code", camera=publication.camera)
            raise InvalidInput("cameras.invalid", findings=(where,))
        before = None if new else PUBLICATIONS.one(session, publication.id, SYSTEM)
        if before is not None and before.record.squad_code != squad:
            raise InvalidInput("field.stays_with_its_squad")
        if before is not None and before.record.camera != publication.camera:
            where = finding("camera", "cameras.publication_of_other")
            raise InvalidInput("cameras.invalid", findings=(where,))
        author = officer_id or sent.scope.officer_id
        PUBLICATIONS.save(session, publication, Found(squad, sent.now, author, demo), new=new)
        return squad

    return write_record(session, sent, save)


@dataclass(frozen=True)
class CameraEvidence:
    """What an incident's files from a camera have, and lack, to prove anything.

    ``duty`` is what the law table says is asked for; None where it says nothing.
    """

    files: tuple[UUID, ...]
    reviews: tuple[Kept[CameraReview], ...]
    camera: str | None
    published: bool
    doubts: tuple[Finding, ...]
    duty: Duty | None


def camera_evidence(
    session: Session, scope: Scope, incident_id: UUID, *, tz: tzinfo
) -> CameraEvidence:
    """Return what is missing before a camera's files may be used for an incident.

    An incident that no camera told of has no doubts.

    Raises
    ------
    NotFound
        When the incident is out of reach.
    """
    stored = incidents.incident(session, incident_id, scope)
    if stored is None:
        raise history.not_there(session, "incident", incident_id, "records.not_found")
    return look_at_evidence(session, stored, tz=tz)


def look_at_evidence(session: Session, stored: StoredIncident, *, tz: tzinfo) -> CameraEvidence:
    """Do the work of `camera_evidence` for an incident that is at hand."""
    incident = stored.incident
    held = evidence.of_record(session, Subject("incident", incident.id))
    files = tuple(one.id for one, _ in held)
    reviews = reviews_of(session, files)
    camera = _camera(session, stored, [one.record for one in reviews])
    publications = [] if camera is None else publications_of(session, incident.squad_code, camera)
    published = is_published([one.record for one in publications], incident.occurred_at)
    doubts: tuple[Finding, ...] = ()
    if incident.source == "camera":
        records = [one.record for one in reviews]
        doubts = tuple(doubts_of_use(files, records, camera=camera, published=published))
    day = incident.occurred_at.astimezone(tz).date()
    duty = table_in_force(session).table.duty("camera_evidence", day)
    return CameraEvidence(files, tuple(reviews), camera, published, doubts, duty)


def _camera(
    session: Session, stored: StoredIncident, reviews: Sequence[CameraReview]
) -> str | None:
    """Return which camera it was: as a reviewer says, else as the answered alert says."""
    known = cameras.names(session, stored.incident.squad_code)
    said = [code_of(one.camera, known) for one in reviews if not one.voided and one.camera]
    told = cameras_of_incident(session, stored.incident.id)
    return next((one for one in (*reversed(said), *told) if one is not None), None)
