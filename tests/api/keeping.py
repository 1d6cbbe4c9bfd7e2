"""People as who keeps accounts writes them."""

from typing import Any
from uuid import uuid4

from api_world import Client

from geo_patrol.store.repositories.people import Officer

USERS = "/api/v1/users"


def body_of(officer: Officer, **changes: Any) -> dict[str, Any]:
    """Return an officer as who keeps accounts writes them."""
    body = {
        "name": officer.name,
        "login": officer.login,
        "badge_no": officer.badge_no,
        "role": officer.role,
        "certified": officer.certified,
        "squad": officer.squad_code,
    }
    return {**body, **changes}


def user(**changes: Any) -> dict[str, Any]:
    """Return a new officer of the reservoir squad."""
    key = uuid4().hex[:8]
    body = {"name": "队员甲", "login": f"u-{key}", "badge_no": key, "role": "officer"}
    return {**body, "certified": True, "squad": "reservoir", **changes}


def taken_over(admin: Client, officer: Officer) -> str:
    """Have a person that a test made written by the administrator; return where they are."""
    path = f"{USERS}/{officer.id}"
    assert admin.put(path, body_of(officer)).status_code == 201
    return path
