"""Roles, and what each may do."""

from typing import Literal, get_args

Role = Literal["officer", "auxiliary", "leader", "briefing", "auditor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)

Permission = Literal[
    "places.read",
    "places.write",
    "records.read",
    "records.write",
    "tracks.read",
    "tracks.write",
    "tracks.withdraw",
    "incidents.void",
    "alarms.raise",
    "persons.read",
    "evidence.originals",
    "measures.take",
    "measures.approve",
    "law.write",
    "catalogue.write",
    "duty.plan",
    "alerts.write",
    "coverage.read",
    "maps.read",
    "briefings.make",
    "audit.read",
    "accounts.manage",
    "metrics.read",
]
"""``places.write``: bring in boundaries and put them in force.
``persons.read``: names and plates unredacted. ``evidence.originals``: files as they came in,
others see stamped copies. ``measures.take``: seize gear, file a case. ``measures.approve``:
approve and extend seizures, hand a case to another agency. ``law.write``: put the office's law
table in force. ``catalogue.write``: edit the terms that records use. ``duty.plan``: set check
points, tasks, operations, firms and their checks, who answers for cells, rosters.
``briefings.make``: have bulletins and reports made. ``tracks.withdraw``: withdraw anybody's track,
not only one's own. ``alerts.write``: say what a camera saw. ``alarms.raise``:
call for help, which an alarm token can, too."""

EVERYTHING: frozenset[Permission] = frozenset(get_args(Permission))

_FIELD: frozenset[Permission] = frozenset(
    {
        "places.read",
        "records.read",
        "records.write",
        "tracks.read",
        "tracks.write",
        "alarms.raise",
        "coverage.read",
        "maps.read",
    }
)
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    "officer": _FIELD | {"persons.read", "evidence.originals", "measures.take"},
    "auxiliary": _FIELD,
    "leader": _FIELD
    | {
        "persons.read",
        "evidence.originals",
        "measures.take",
        "measures.approve",
        "duty.plan",
        "tracks.withdraw",
        "incidents.void",
        "briefings.make",
    },
    "briefing": frozenset(
        {"places.read", "records.read", "coverage.read", "maps.read", "briefings.make"}
    ),
    "auditor": frozenset({"audit.read"}),
    "admin": frozenset(
        {
            "accounts.manage",
            "law.write",
            "catalogue.write",
            "places.read",
            "places.write",
            "metrics.read",
        }
    ),
}
"""What each role may do. An administrator keeps accounts, boundaries, law table and catalogue,
and sees no records."""

CERTIFIED_ONLY: frozenset[Permission] = frozenset({"measures.take"})
"""What the law leaves to officers with a certificate (行政处罚法 42), whatever their role."""

EVERY_SQUAD: frozenset[Role] = frozenset({"auditor", "admin"})
"""Roles that serve all squads; the others see those they belong to."""


def permissions_of(role: Role, *, certified: bool) -> frozenset[Permission]:
    """Return what a member of a squad may do."""
    granted = PERMISSIONS[role]
    return granted if certified else granted - CERTIFIED_ONLY


DeviceKind = Literal["tracker", "camera", "monitor"]
DEVICE_PERMISSIONS: dict[DeviceKind, frozenset[Permission]] = {
    "tracker": frozenset({"tracks.write"}),
    "camera": frozenset({"alerts.write"}),
    "monitor": frozenset({"metrics.read"}),
}
"""What each kind of device may do: bring in what it measures, and nothing else."""
