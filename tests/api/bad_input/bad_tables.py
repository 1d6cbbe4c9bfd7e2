"""All tables: of bad requests, and of bad files for the command line."""

from address_cases import ADDRESSES
from alarm_cases import ALARMS
from archive_cases import TRACK_IMPORTS
from audit_cases import AUDITS, HISTORIES
from bad_case import Case
from bad_import import Import
from boundary_cases import ZONE_IMPORTS
from brief_cases import BRIEFS
from camera_cases import CAMERAS
from case_cases import CASE_STEPS, CASES_OF_THE_PARK
from catalogue_cases import CATALOGUE
from device_cases import DEVICE_CASES, TOKENS
from duty_cases import PATROLS, SHIFTS
from evidence_cases import EVIDENCE
from field_addresses import FIELD_ADDRESSES
from field_cases import CHECK_INS, CHECK_POINTS, HANDOVERS
from firm_cases import COMBINED_VISITS, FIRMS, GUIDANCE_SLOTS, PLANNED_CHECKS, SERVICE_VISITS
from header_cases import HEADERS
from incident_cases import INCIDENTS
from json_cases import BODIES
from law_cases import LAW
from ledger_cases import LEDGER_IMPORTS
from operation_cases import OPERATION_ADDRESSES, OPERATION_LINKS, OPERATIONS, TRANSFERS
from own_cases import OWN
from park_cases import PARK
from person_cases import PERSONS
from phone_cases import PHONE_CASES
from query_cases import QUERIES
from roster_cases import ROSTERS
from seizure_cases import CUSTODY_EVENTS, SEIZURES
from session_cases import SESSIONS
from task_cases import ALERTS, TASKS
from track_cases import TRACKS
from track_file_cases import TRACK_FILES
from user_cases import USER_CASES
from void_cases import SEARCHES, VOIDS
from withdrawal_cases import SUPERSEDED, WITHDRAWALS

TABLES: dict[str, list[Case]] = {
    "shifts": SHIFTS,
    "patrols": PATROLS,
    "incidents": INCIDENTS,
    "persons": PERSONS,
    "JSON bodies": BODIES,
    "tracks": TRACKS,
    "tracks that stand for others": SUPERSEDED,
    "withdrawals": WITHDRAWALS,
    "incidents that do not count": VOIDS,
    "searches for persons": SEARCHES,
    "queries": QUERIES,
    "addresses": ADDRESSES,
    "headers": HEADERS,
    "sessions": SESSIONS,
    "own account": OWN,
    "users": USER_CASES,
    "devices": DEVICE_CASES,
    "tokens of devices": TOKENS,
    "audit": AUDITS,
    "histories": HISTORIES,
    "track files": TRACK_FILES,
    "evidence": EVIDENCE,
    "alarms": ALARMS,
    "handovers": HANDOVERS,
    "check points": CHECK_POINTS,
    "check-ins": CHECK_INS,
    "tasks": TASKS,
    "camera alerts": ALERTS,
    "signs, reviews and publications of cameras": CAMERAS,
    "addresses of field work": FIELD_ADDRESSES,
    "phone trackers": PHONE_CASES,
    "seizures": SEIZURES,
    "custody and clocks": CUSTODY_EVENTS,
    "law and due": LAW,
    "catalogue": CATALOGUE,
    "operations": OPERATIONS,
    "links to operations": OPERATION_LINKS,
    "cases handed on": TRANSFERS,
    "addresses of operations": OPERATION_ADDRESSES,
    "cases of the closed loop": CASES_OF_THE_PARK,
    "steps of cases": CASE_STEPS,
    "responsibility and ranking": PARK,
    "firms": FIRMS,
    "rosters": ROSTERS,
    "briefings": BRIEFS,
    "service visits": SERVICE_VISITS,
    "hours of guidance": GUIDANCE_SLOTS,
    "planned checks": PLANNED_CHECKS,
    "combined visits": COMBINED_VISITS,
}

CASES: list[Case] = [case for table in TABLES.values() for case in table]

IMPORTS: list[Import] = [*TRACK_IMPORTS, *ZONE_IMPORTS, *LEDGER_IMPORTS]
