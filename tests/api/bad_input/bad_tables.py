"""All tables: of bad requests, and of bad files for the command line."""

from address_cases import ADDRESSES
from archive_cases import TRACK_IMPORTS
from bad_case import Case
from bad_import import Import
from boundary_cases import ZONE_IMPORTS
from duty_cases import PATROLS, SHIFTS
from header_cases import HEADERS
from incident_cases import INCIDENTS
from json_cases import BODIES
from ledger_cases import LEDGER_IMPORTS
from query_cases import QUERIES
from session_cases import SESSIONS
from track_cases import TRACKS
from track_file_cases import TRACK_FILES

CASES: list[Case] = [
    *SHIFTS,
    *PATROLS,
    *INCIDENTS,
    *BODIES,
    *TRACKS,
    *QUERIES,
    *ADDRESSES,
    *HEADERS,
    *SESSIONS,
    *TRACK_FILES,
]

IMPORTS: list[Import] = [*TRACK_IMPORTS, *ZONE_IMPORTS, *LEDGER_IMPORTS]
