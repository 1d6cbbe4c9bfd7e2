"""The operations of a demo, and the cases that they handed on, in the store."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.operations import KIND, LINK, write_link, write_operation
from geo_patrol.workflows.transfers import transfer_submission, write_transfer
from geo_patrol.workflows.writing import Submission, canonical

if TYPE_CHECKING:
    from geo_patrol.demo import DemoArea, Season

NAMESPACE = UUID("8a1f4f0e-2c55-5d8e-b0f6-1f6f9c3b7d18")


def save_operations(
    session: Session,
    season: "Season",
    areas: "Sequence[DemoArea]",
    zone: tzinfo,
    now: datetime,
) -> None:
    """Keep the operations of a season, marked as demo: its incidents are there already."""
    # As the season itself: later starts go without what it needs.
    from geo_patrol.demo.operations import SQUAD, operations, transfers

    own = [one.code for one in areas if one.squad_code == SQUAD]
    if not own:
        return
    leader = next(
        (one.id for one in season.officers if (one.squad_code, one.role) == (SQUAD, "leader")), None
    )

    def make_id(name: str) -> UUID:
        return uuid5(NAMESPACE, f"{season.seed}/{name}")

    made = operations(season, own, zone, make_id)
    for one in made:
        operation = one.operation
        sent = Submission(SYSTEM, KIND, operation.id, canonical(operation), now)
        write_operation(session, sent, operation, officer_id=leader, demo=True)
        for link in one.links:
            sent = Submission(SYSTEM, LINK, link.id, canonical(link), now)
            write_link(session, sent, link, demo=True)
    for transfer in transfers(season, made, make_id):
        sent = transfer_submission(SYSTEM, transfer, now)
        write_transfer(session, sent, transfer, officer_id=leader, demo=True)
