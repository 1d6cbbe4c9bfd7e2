"""The cases of a demo, in the store."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from geo_patrol.store.repositories.cases import STEPS
from geo_patrol.store.repositories.history import Version
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.cases import KIND, STEP, refresh, write_case
from geo_patrol.workflows.writing import Submission, canonical, first_version, remember

if TYPE_CHECKING:
    from geo_patrol.demo import DemoArea, Season

SQUAD = "park"


def save_cases(
    session: Session,
    season: "Season",
    areas: "Sequence[DemoArea]",
    zone: tzinfo,
    now: datetime,
) -> None:
    """Keep a season's cases, and those that are open now, marked as demo."""
    # As the season itself: later starts go without what it needs.
    from geo_patrol.demo.cases import cases, open_cases

    versions: list[Version] = []
    for one in (*cases(season, zone), *open_cases(season, areas, now)):
        sent = Submission(SYSTEM, KIND, one.case.id, canonical(one.case), now)
        squad = None if one.case.incident_id is not None else SQUAD
        write_case(session, sent, one.case, squad, officer_id=one.officer_id, demo=True)
        for step, by in one.steps:
            # They are new and sound by how they are drawn: no look-ups.
            STEPS.save(session, step, Found(SQUAD, now, by, demo=True), new=True)
            versions.append(first_version(STEP, step.id, canonical(step), SQUAD, now))
        refresh(session, one.case.id)
    remember(session, versions, SYSTEM)
