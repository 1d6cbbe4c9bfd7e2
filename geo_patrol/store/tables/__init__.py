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
from geo_patrol.store.tables.boundaries import BoundaryImportRow
from geo_patrol.store.tables.cameras import (
    CameraPublicationRow,
    CameraReviewRow,
    CameraRow,
    CameraSignRow,
)
from geo_patrol.store.tables.cases import CaseRow, CaseStepRow
from geo_patrol.store.tables.catalogue import CatalogueTermRow
from geo_patrol.store.tables.coverage import (
    DayBlockRow,
    MonthBlockRow,
    SeenBacklogRow,
    SeenBlockRow,
    VisitBlockRow,
)
from geo_patrol.store.tables.duty import (
    CrewRow,
    PatrolRow,
    ShiftRow,
    TrackRow,
    TrackSupersedesRow,
    TrackWithdrawalRow,
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
from geo_patrol.store.tables.firms import (
    CombinedVisitRow,
    FirmRow,
    GuidanceSlotRow,
    PlannedCheckRow,
    ServiceVisitRow,
)
from geo_patrol.store.tables.history import AuditRow, MetaRow, RivalRow, VersionRow
from geo_patrol.store.tables.incidents import (
    IncidentRow,
    IncidentVoidRow,
    OutcomeRow,
    SeizedItemRow,
)
from geo_patrol.store.tables.jobs import JobRow
from geo_patrol.store.tables.new_areas import NewAreaRow
from geo_patrol.store.tables.operations import OperationLinkRow, OperationRow, TransferRow
from geo_patrol.store.tables.park import BlockRow, ResponsibilityHandoverRow, ResponsibilityRow
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
from geo_patrol.store.tables.roster import (
    DutyWishRow,
    LeaveRow,
    OfficerProfileRow,
    RosterAnswerRow,
    RosterAssignmentRow,
    RosterRow,
    RosterSetupRow,
    SwapRow,
)
from geo_patrol.store.tables.seizures import (
    ClockEventRow,
    CustodyEventRow,
    LawDecisionRow,
    LawFileRow,
    OfficeCalendarRow,
    SeizureItemRow,
    SeizureRow,
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
    "BlockRow",
    "BoundaryImportRow",
    "CameraAlertRow",
    "CameraPublicationRow",
    "CameraReviewRow",
    "CameraRow",
    "CameraSignRow",
    "CaseRow",
    "CaseStepRow",
    "CatalogueTermRow",
    "CellRow",
    "CheckInRow",
    "CheckPointRow",
    "ClockEventRow",
    "CombinedVisitRow",
    "CrewRow",
    "CustodyEventRow",
    "DayBlockRow",
    "DeclaredRouteRow",
    "DeliveryRow",
    "DeviceRow",
    "DutyWishRow",
    "EvidenceFileRow",
    "EvidenceRow",
    "FirmRow",
    "GridChangeRow",
    "GridRow",
    "GuidanceSlotRow",
    "HandoverRow",
    "IncidentRow",
    "IncidentVoidRow",
    "JobRow",
    "LawDecisionRow",
    "LawFileRow",
    "LeaveRow",
    "MetaRow",
    "MonthBlockRow",
    "NewAreaRow",
    "NoticeMarkRow",
    "NoticeRow",
    "OfficeCalendarRow",
    "OfficerProfileRow",
    "OfficerRow",
    "OfficerSquadRow",
    "OperationLinkRow",
    "OperationRow",
    "OutcomeRow",
    "PatrolRow",
    "PersonMarkRow",
    "PersonalDataRow",
    "PersonalKeyRow",
    "PlannedCheckRow",
    "ReferenceRow",
    "ResponsibilityHandoverRow",
    "ResponsibilityRow",
    "RivalRow",
    "RosterAnswerRow",
    "RosterAssignmentRow",
    "RosterRow",
    "RosterSetupRow",
    "SeenBacklogRow",
    "SeenBlockRow",
    "SeizedItemRow",
    "SeizureItemRow",
    "SeizureRow",
    "ServiceVisitRow",
    "SessionRow",
    "ShiftRow",
    "SignOfLifeRow",
    "SquadRow",
    "SwapRow",
    "TaskAnswerRow",
    "TaskRow",
    "TrackRow",
    "TrackSupersedesRow",
    "TrackWithdrawalRow",
    "TrackerFixRow",
    "TrackerPieceRow",
    "TrackerTallyRow",
    "TransferRow",
    "VersionRow",
    "VisitBlockRow",
    "ZoneRow",
]
