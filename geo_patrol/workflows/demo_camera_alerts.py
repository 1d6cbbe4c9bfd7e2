"""What the cameras of a demo told in the season, in the store."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.cameras.records import Camera
from geo_patrol.store.repositories import cameras, places
from geo_patrol.store.repositories.camera_alerts import ALERT_ANSWERS, ALERTS
from geo_patrol.store.repositories.history import Version
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.camera_reviews import PUBLICATION, write_publication
from geo_patrol.workflows.writing import Submission, canonical, first_version, remember

if TYPE_CHECKING:
    from geo_patrol.demo import Season

Own = Sequence[tuple[str, Camera]]


def save_camera_alerts(session: Session, season: "Season", zone: tzinfo, now: datetime) -> None:
    """Keep a season's alerts and answers, marked as demo: its incidents and cameras are there."""
    # As the season itself: later starts go without what it needs.
    from geo_patrol.demo.alerts import alerts, publications

    own: Own = [(one.squad_code, one.camera) for one in cameras.all_cameras(session) if one.demo]
    leaders: dict[str, UUID] = {
        one.squad_code: one.id for one in season.officers if one.role == "leader"
    }
    for one in publications(season.seed, own, zone):
        sent = Submission(SYSTEM, PUBLICATION, one.id, canonical(one), now)
        write_publication(session, sent, one, officer_id=leaders.get(one.squad_code), demo=True)
    versions: list[Version] = []
    areas: dict[tuple[float | None, float | None], str | None] = {}
    for made in alerts(season, own, zone):
        # They are new and sound by how they are drawn: no look-ups but where they are.
        alert, answer, squad = made.alert, made.answer, made.squad_code
        place = alert.lon, alert.lat
        if place not in areas and alert.lon is not None and alert.lat is not None:
            areas[place] = places.locate(session, alert.lon, alert.lat, alert.at).area_code
        found = Found(squad, now, demo=True, area_code=areas.get(place), camera_code=alert.camera)
        ALERTS.save(session, alert, found, new=True)
        versions.append(first_version("camera_alert", alert.id, canonical(alert), squad, now))
        if answer is not None:
            ALERT_ANSWERS.save(session, answer, Found(squad, now, made.officer_id, True), new=True)
            body = canonical(answer)
            versions.append(first_version("alert_answer", answer.id, body, squad, now))
    remember(session, versions, SYSTEM)
