"""Reviews of cameras' files, and publications of where cameras stand."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from geo_patrol.cameras.evidence import CameraPublication, CameraReview
from geo_patrol.store.repositories.camera_alerts import ALERT_ANSWERS, ALERTS
from geo_patrol.store.repositories.received import Kept, Shelf
from geo_patrol.store.repositories.rows import rows_of, table_of
from geo_patrol.store.tables import CameraPublicationRow, CameraReviewRow, EvidenceRow

REVIEWS = Shelf(CameraReviewRow, CameraReview, time="at")
PUBLICATIONS = Shelf(CameraPublicationRow, CameraPublication, time="since")

_R, _P, _E = REVIEWS.table, PUBLICATIONS.table, table_of(EvidenceRow)


def reviews_of(session: Session, evidence_ids: Iterable[UUID]) -> list[Kept[CameraReview]]:
    """Return the reviews of files, voided ones too, in the order in which they came."""
    found = REVIEWS.every.where(_R.c.evidence_id.in_(list(evidence_ids)))
    return REVIEWS.listed(session, found.order_by(_R.c.pk))


def of_incident(incident_id: UUID | None) -> list[ColumnElement[bool]]:
    """Return the conditions that a review is of an incident's file, if one is named."""
    if incident_id is None:
        return []
    files = select(_E.c.id).where(_E.c.record_kind == "incident", _E.c.record_id == incident_id)
    return [_R.c.evidence_id.in_(files)]


def of_camera(camera: str | None) -> list[ColumnElement[bool]]:
    """Return the conditions that a publication is about a camera, if one is named."""
    return [] if camera is None else [_P.c.camera == camera]


def publications_of(
    session: Session, squad_code: str, camera: str
) -> list[Kept[CameraPublication]]:
    """Return the publications of where a squad's camera stands, voided ones too."""
    found = PUBLICATIONS.every.where(_P.c.squad_code == squad_code, _P.c.camera == camera)
    return PUBLICATIONS.listed(session, found.order_by(_P.c.since, _P.c.pk))


def cameras_of_incident(session: Session, incident_id: UUID) -> list[str]:
    """Return the codes of the cameras whose alerts led to an incident, by what crews answered."""
    answers, alerts = ALERT_ANSWERS.table.c, ALERTS.table.c
    found = (
        select(alerts.camera_code)
        .join(ALERT_ANSWERS.table, answers.alert_id == alerts.id)
        .where(answers.incident_id == incident_id, alerts.camera_code.is_not(None))
        .order_by(alerts.pk)
    )
    return list(dict.fromkeys(row.camera_code for row in rows_of(session, found)))
