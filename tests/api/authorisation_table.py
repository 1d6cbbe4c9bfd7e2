"""docs/authorisation.md as a table of answers, and the same table asked of an application."""

from pathlib import Path
from typing import Any
from uuid import UUID

from api_world import Client, World
from askers import ASKERS
from authorisation_records import FILE, PHOTO, SEARCHES, Records
from fastapi import FastAPI
from fastapi.routing import APIRoute

from api.auth.tokens import cookie_name

PAGE = Path(__file__).resolve().parents[2] / "docs" / "authorisation.md"
LET_IN = "✓"
COLUMNS_BEFORE = 3

Route = tuple[str, str]
"""Method and path."""
Table = dict[Route, dict[str, str]]
"""Answers by route and asker."""

READING = frozenset({"GET", "HEAD"})
AFTER_THE_GATE = frozenset({200, 201, 204, 303, 409, 412, 415, 422})
ELSEWHERE = "leader of another squad"


def told() -> Table:
    """Return the table that the page has."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = [_cells(line) for line in lines if line.startswith("| ")]
    names = next(row for row in rows if row[:2] == ["method", "route"])[COLUMNS_BEFORE:]
    return {
        (row[0], row[1].strip("`")): dict(zip(names, row[COLUMNS_BEFORE:], strict=True))
        for row in rows
        if row[0] in ("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD")
    }


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("| ").split(" | ")]


def routes_of(app: FastAPI) -> list[Route]:
    """Return every route that an application has."""
    assert all(isinstance(route, APIRoute) for route in app.routes)
    routes = [route for route in app.routes if isinstance(route, APIRoute)]
    return [(method, route.path) for route in routes for method in sorted(route.methods)]


def ask(world: World, records: Records, asker: str, route: Route) -> str:
    """Ask one question of an application; return the answer as the page writes it."""
    method, path = route
    # Who only reads can ask again; a squad that grows with each question makes lists long.
    is_reading = method in READING
    client = records.reader(world, asker) if is_reading else ASKERS[asker](world)
    ids = dict(records.ids)
    if "{session_id}" in path:
        ids["session_id"] = _session_id(world, asker, client)
    options: dict[str, Any] = {}
    if method == "PUT":
        options = {"content": PHOTO} if path == FILE else {"json": records.body(path)}
    elif path in SEARCHES:
        options = {"json": SEARCHES[path]}
    status = client.ask(method, records.address(path, ids), **options).status_code
    return LET_IN if status in AFTER_THE_GATE else str(status)


def _session_id(world: World, asker: str, client: Client) -> UUID:
    """Return the id of one's own session, or of somebody else's."""
    signed_in = cookie_name(world.settings) in client.http.cookies
    owner = client if signed_in and asker != ELSEWHERE else world.member("leader")
    [present] = owner.get("/api/v1/sessions").json()["items"]
    return UUID(present["id"])
