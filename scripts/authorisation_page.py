"""The page of who may use which route, from what the routes and the roles declare."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

LET_IN = "✓"

INTRODUCTION = """\
What each route answers to whom. The table is written from what the routes declare
(`api/auth/permissions.py`) and what the roles may do (`geo_patrol/roles.py`);
`tests/api/test_authorisation.py` really asks the application each of these questions, on both
stores, and compares.

The question is always about records of one squad: a path with an id names a record of it, and an
`area` that a query must name is its own. People of the columns belong to that squad, but for the
last column, which is a leader of another one; auditors and administrators belong to none, and
serve all. A session's id is one's own; in the last column it is somebody else's.

- ✓ — let in: any answer that comes after the gate, a conflict or a missing body among them
- 401 — not signed in, or a token that is good no more
- 403 — signed in, without the permission
- 404 — out of reach: the same answer, to the letter, as for an id that does not exist; logged

`public` needs no session, `signed_in` is everybody with one, `own_account` is the same and still
works while a password must be changed: all others then answer 403 `accounts.change_due`.
"""

CONTENT = """\
These permissions decide on content, whichever route it comes by:

- `persons.read`: names, plates and numbers in incidents. Who has it not is told that they were
  redacted, and nothing else of them.
- `measures.take`: seized gear, and outcomes that are a measure. Who has it not gets 403
  `records.measures_not_permitted`, and may record all else. A certificate is needed for it,
  whatever the role. It is also needed to decide what becomes of a seizure, to file and to decide
  a case, and to void what others recorded; but a seizure itself is a fact from the field: anybody
  who writes records may send one, and who was not certified is told in its findings.
- `measures.approve`: approving and extending a seizure, as acts of their own. The route that hands
  a case to another agency asks for it, too.

Who has no `records.write` reads records without narrative, notes and crews (`redacted` is true).
"""


@dataclass(frozen=True)
class Asker:
    """A column: what it may do, whether it is a person, and of another squad."""

    name: str
    granted: frozenset[str] = frozenset()
    signed_in: bool = True
    person: bool = True
    elsewhere: bool = False


def askers() -> list[Asker]:
    """Return everybody who may ask."""
    from geo_patrol.roles import DEVICE_PERMISSIONS, ROLES, permissions_of

    def member(name: str, role: Any, *, certified: bool = True, elsewhere: bool = False) -> Asker:
        granted = frozenset[str](permissions_of(role, certified=certified))
        return Asker(name, granted, elsewhere=elsewhere)

    people = [member(role, role) for role in ROLES]
    uncertified = member("officer without certificate", "officer", certified=False)
    devices = [
        Asker(kind, frozenset[str](granted), person=False)
        for kind, granted in DEVICE_PERMISSIONS.items()
    ]
    neighbour = member("leader of another squad", "leader", elsewhere=True)
    nobody = Asker("anonymous", signed_in=False, person=False)
    return [nobody, people[0], uncertified, *people[1:], *devices, neighbour]


def answer(access: str, asker: Asker, *, names_record: bool) -> str:
    """Return what a route of an access answers to an asker."""
    if access == "public":
        return LET_IN
    if not asker.signed_in:
        return "401"
    by_being = asker.person and access in ("signed_in", "own_account")
    if not by_being and access not in asker.granted:
        return "403"
    return "404" if asker.elsewhere and names_record else LET_IN


def names_record(route: Any) -> bool:
    """Tell whether a route's address names something of one squad: an id, an area, a record."""
    return "_id}" in route.path or "{area}" in route.path or any(_needed(route.dependant))


def _needed(dependant: Any) -> Iterator[bool]:
    for field in dependant.query_params:
        model = field.field_info.annotation
        wanted = getattr(model, "model_fields", {}).get("area")
        yield field.name == "record" or (wanted is not None and wanted.is_required())
    for inner in dependant.dependencies:
        yield from _needed(inner)


def authorisation_page() -> str:
    """Return the page; a route that declares no access, or two, ends the program."""
    from api.app import create_app
    from geo_patrol.settings import Settings

    return page_of(create_app(Settings(_env_file=None)))


def page_of(app: Any) -> str:
    """Return the page of an application."""
    from api.auth.permissions import declared

    columns, rows = askers(), []
    for route in sorted(app.routes, key=lambda one: one.path):
        accesses = declared(route)
        if len(accesses) != 1:
            raise SystemExit(f"authorisation: {route.path} declares {len(accesses)} accesses")
        named = names_record(route)
        answers = [answer(accesses[0], one, names_record=named) for one in columns]
        for method in sorted(route.methods):
            rows.append([method, f"`{route.path}`", f"`{accesses[0]}`", *answers])
    size = f"{len(rows)} routes × {len(columns)} askers = {len(rows) * len(columns)} answers."
    return "\n".join(
        [
            "# Who may do what",
            "",
            "<!-- Written by `make docs`; change the program, not this page. -->",
            "",
            INTRODUCTION,
            size,
            "",
            *table(["method", "route", "access", *(one.name for one in columns)], rows),
            "",
            "## Permissions of roles and devices",
            "",
            *permissions(columns),
            "",
            CONTENT,
        ]
    )


def permissions(columns: list[Asker]) -> list[str]:
    """Return the table of what each asker of the squad may do."""
    from geo_patrol.roles import Permission

    here = [one for one in columns if one.signed_in and not one.elsewhere]
    rows = [
        [f"`{one}`", *(LET_IN if one in asker.granted else "" for asker in here)]
        for one in get_args(Permission)
    ]
    return table(["permission", *(one.name for one in here)], rows)


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """Return the lines of a table."""
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
