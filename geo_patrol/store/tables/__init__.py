"""One schema for both stores."""

from geo_patrol.store.tables.base import Base
from geo_patrol.store.tables.duty import (
    CellDayRow,
    CrewRow,
    PatrolRow,
    ShiftRow,
    TrackRow,
    VisitBlockRow,
)
from geo_patrol.store.tables.history import MetaRow, VersionRow
from geo_patrol.store.tables.incidents import IncidentRow, OutcomeRow, SeizedItemRow
from geo_patrol.store.tables.people import OfficerRow, SessionRow, SquadRow
from geo_patrol.store.tables.places import AreaRow, CellRow, GridRow, ReferenceRow, ZoneRow

__all__ = [
    "AreaRow",
    "Base",
    "CellDayRow",
    "CellRow",
    "CrewRow",
    "GridRow",
    "IncidentRow",
    "MetaRow",
    "OfficerRow",
    "OutcomeRow",
    "PatrolRow",
    "ReferenceRow",
    "SeizedItemRow",
    "SessionRow",
    "ShiftRow",
    "SquadRow",
    "TrackRow",
    "VersionRow",
    "VisitBlockRow",
    "ZoneRow",
]
