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
from geo_patrol.store.tables.evidence import EvidenceFileRow, EvidenceRow
from geo_patrol.store.tables.history import AuditRow, MetaRow, RivalRow, VersionRow
from geo_patrol.store.tables.incidents import IncidentRow, OutcomeRow, SeizedItemRow
from geo_patrol.store.tables.people import (
    AccountRow,
    DeviceRow,
    OfficerRow,
    OfficerSquadRow,
    SessionRow,
    SquadRow,
)
from geo_patrol.store.tables.personal import PersonalDataRow, PersonalKeyRow, PersonMarkRow
from geo_patrol.store.tables.places import (
    AreaRow,
    CellRow,
    GridChangeRow,
    GridRow,
    ReferenceRow,
    ZoneRow,
)

__all__ = [
    "AccountRow",
    "AreaRow",
    "AuditRow",
    "Base",
    "CellDayRow",
    "CellRow",
    "CrewRow",
    "DeviceRow",
    "EvidenceFileRow",
    "EvidenceRow",
    "GridChangeRow",
    "GridRow",
    "IncidentRow",
    "MetaRow",
    "OfficerRow",
    "OfficerSquadRow",
    "OutcomeRow",
    "PatrolRow",
    "PersonMarkRow",
    "PersonalDataRow",
    "PersonalKeyRow",
    "ReferenceRow",
    "RivalRow",
    "SeizedItemRow",
    "SessionRow",
    "ShiftRow",
    "SquadRow",
    "TrackRow",
    "VersionRow",
    "VisitBlockRow",
    "ZoneRow",
]
