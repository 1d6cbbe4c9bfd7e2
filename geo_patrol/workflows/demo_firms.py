"""The firms of a demo, in the store."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.case_standings import case_terms
from geo_patrol.workflows.firm_service import (
    SERVICE,
    SLOT,
    write_service_visit,
    write_slot,
)
from geo_patrol.workflows.firm_visits import CHECK, VISIT, write_check, write_visit
from geo_patrol.workflows.firms import KIND, firm_body, write_firm
from geo_patrol.workflows.writing import Submission, canonical

if TYPE_CHECKING:
    from geo_patrol.demo import DemoArea, Season


def save_firms(
    session: Session,
    season: "Season",
    areas: "Sequence[DemoArea]",
    zone: tzinfo,
    now: datetime,
) -> None:
    """Keep a season's firms with all they have, marked as demo; whom to call is nobody."""
    # As the season itself: later starts go without what it needs.
    from geo_patrol.demo.firms import firms

    made = firms(season, areas, zone)
    boss, hand = made.leader, made.hand
    office = case_terms(session, now, zone).worktime
    for firm in made.firms:
        sent = Submission(SYSTEM, KIND, firm.id, firm_body(firm), now)
        write_firm(session, sent, firm, officer_id=boss, demo=True)
    for check in made.checks:
        sent = Submission(SYSTEM, CHECK, check.id, canonical(check), now)
        write_check(session, sent, check, office, officer_id=boss, demo=True)
    for visit in made.visits:
        sent = Submission(SYSTEM, VISIT, visit.id, canonical(visit), now)
        by = boss if visit.checks else hand
        write_visit(session, sent, visit, zone, officer_id=by, demo=True)
    for served in made.served:
        sent = Submission(SYSTEM, SERVICE, served.id, canonical(served), now)
        write_service_visit(session, sent, served, officer_id=hand, demo=True)
    for slot in made.slots:
        sent = Submission(SYSTEM, SLOT, slot.id, canonical(slot), now)
        write_slot(session, sent, slot, officer_id=boss, demo=True)
