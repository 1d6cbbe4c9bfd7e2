"""One schema for both stores."""

from geo_patrol.store.tables.alarms import (
    AlarmPositionRow,
    AlarmRow,
    AlarmSignRow,
    DeliveryRow,
    NoticeMarkRow,
    NoticeRow,
    SignOfLifeRow,
)
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
from geo_patrol.store.tables.field import (
    AlertAnswerRow,
    CameraAlertRow,
    CheckInRow,
    CheckPointRow,
    HandoverRow,
    TaskAnswerRow,
    TaskRow,
)
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
from geo_patrol.store.tables.trackers import (
    DeclaredRouteRow,
    TrackerFixRow,
    TrackerPieceRow,
    TrackerTallyRow,
)

__all__ = [
    "AccountRow",
    "AlarmPositionRow",
    "AlarmRow",
    "AlarmSignRow",
    "AlertAnswerRow",
    "AreaRow",
    "AuditRow",
    "Base",
    "CameraAlertRow",
    "CellDayRow",
    "CellRow",
    "CheckInRow",
    "CheckPointRow",
    "CrewRow",
    "DeclaredRouteRow",
    "DeliveryRow",
    "DeviceRow",
    "EvidenceFileRow",
    "EvidenceRow",
    "GridChangeRow",
    "GridRow",
    "HandoverRow",
    "IncidentRow",
    "MetaRow",
    "NoticeMarkRow",
    "NoticeRow",
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
    "SignOfLifeRow",
    "SquadRow",
    "TaskAnswerRow",
    "TaskRow",
    "TrackRow",
    "TrackerFixRow",
    "TrackerPieceRow",
    "TrackerTallyRow",
    "VersionRow",
    "VisitBlockRow",
    "ZoneRow",
]
