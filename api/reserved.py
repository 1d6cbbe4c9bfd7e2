"""Calls for help have places of their own: what else is asked of the server does not hold them up.

They pass by the queue and the rates that everybody shares, through a queue and rates that nothing
else uses. Those are bounded too: a flood of calls holds up calls, and nothing else.
"""

from starlette.types import Scope

PREFIXES = ("/api/v1/alarms/", "/api/v1/alarm-signs/", "/api/v1/alarm-positions/")
RESERVED_RUNNING = 4
"""Beside those that all others share; a call is a few short queries and one commit."""
RESERVED_WAITING = 64


def is_reserved(scope: Scope) -> bool:
    """Whether a request is a call for help, what is said to one, or where the caller is."""
    return scope["method"] == "PUT" and str(scope["path"]).startswith(PREFIXES)
