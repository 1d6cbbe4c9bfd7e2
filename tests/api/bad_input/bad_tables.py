"""All tables: of bad requests, and of bad files for the command line."""

from address_cases import ADDRESSES
from alarm_cases import ALARMS
from archive_cases import TRACK_IMPORTS
from audit_cases import AUDITS, HISTORIES
from bad_case import Case
from bad_import import Import
from boundary_cases import ZONE_IMPORTS
from device_cases import DEVICE_CASES, TOKENS
from duty_cases import PATROLS, SHIFTS
from evidence_cases import EVIDENCE
from field_addresses import FIELD_ADDRESSES
from field_cases import CHECK_INS, CHECK_POINTS, HANDOVERS
from header_cases import HEADERS
from incident_cases import INCIDENTS
from json_cases import BODIES
from ledger_cases import LEDGER_IMPORTS
from own_cases import OWN
from person_cases import PERSONS
from phone_cases import PHONE_CASES
from query_cases import QUERIES
from session_cases import SESSIONS
from task_cases import ALERTS, TASKS
from track_cases import TRACKS
from track_file_cases import TRACK_FILES
from user_cases import USER_CASES

CASES: list[Case] = [
    *SHIFTS,
    *PATROLS,
    *INCIDENTS,
    *PERSONS,
    *BODIES,
    *TRACKS,
    *QUERIES,
    *ADDRESSES,
    *HEADERS,
    *SESSIONS,
    *OWN,
    *USER_CASES,
    *DEVICE_CASES,
    *TOKENS,
    *AUDITS,
    *HISTORIES,
    *TRACK_FILES,
    *EVIDENCE,
    *ALARMS,
    *HANDOVERS,
    *CHECK_POINTS,
    *CHECK_INS,
    *TASKS,
    *ALERTS,
    *FIELD_ADDRESSES,
    *PHONE_CASES,
]

IMPORTS: list[Import] = [*TRACK_IMPORTS, *ZONE_IMPORTS, *LEDGER_IMPORTS]
