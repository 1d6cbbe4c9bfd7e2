"""The blocks of a demo, and who answers for them, in the store."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from geo_patrol.store.repositories import grids
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.responsibility import (
    BLOCK,
    HANDOVER,
    RESPONSIBILITY,
    write_block,
    write_handover,
    write_responsibility,
)
from geo_patrol.workflows.writing import Submission, canonical

if TYPE_CHECKING:
    from geo_patrol.demo import DemoArea, Season


def save_responsibility(
    session: Session,
    season: "Season",
    areas: "Sequence[DemoArea]",
    zone: tzinfo,
    now: datetime,
) -> None:
    """Keep a season's blocks, responsibilities and hand-overs, marked as demo."""
    # As the season itself: later starts go without what it needs.
    from geo_patrol.demo.park_blocks import SQUAD, park
    from geo_patrol.demo.people import leader

    stored = {
        one.code: grids.grid_in_use(session, one.code) for one in areas if one.squad_code == SQUAD
    }
    cells = {
        code: [
            (cell.code, point.x, point.y)
            for cell in found.grid.cells
            for point in (cell.geometry.representative_point(),)
        ]
        for code, found in stored.items()
        if found is not None
    }
    made = park(season, areas, cells, zone)
    boss = leader(season.officers, SQUAD)
    for block in made.blocks:
        sent = Submission(SYSTEM, BLOCK, block.id, canonical(block), now)
        write_block(session, sent, block, officer_id=boss, demo=True)
    for one in made.responsibilities:
        sent = Submission(SYSTEM, RESPONSIBILITY, one.id, canonical(one), now)
        write_responsibility(session, sent, one, officer_id=boss, demo=True)
    for handed in made.handovers:
        sent = Submission(SYSTEM, HANDOVER, handed.id, canonical(handed), now)
        write_handover(session, sent, handed, officer_id=boss, demo=True)
