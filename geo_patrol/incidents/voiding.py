"""An incident that does not count: said with a reason, and taken back with one."""

from dataclasses import dataclass
from uuid import UUID, uuid5

VOID_NAMESPACE = UUID("b1c6f0de-5d0c-4d0b-9d43-1f3d0c9f7a52")
"""Namespace (RFC 9562, version 5) of what is said of whether incidents count: it never changes."""


@dataclass(frozen=True)
class IncidentVoid:
    """What somebody says of an incident: that it is void, or that it is not any more, and why."""

    id: UUID
    incident_id: UUID
    void: bool
    reason: str


def void_id(incident_id: UUID) -> UUID:
    """Return the id of what is said of whether an incident counts: one for each."""
    return uuid5(VOID_NAMESPACE, str(incident_id))
