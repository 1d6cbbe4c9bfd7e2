"""Searching incidents reads by an index on both stores, whatever is sought."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from geo_patrol.incidents.records import Incident, Outcome, SeizedItem
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import incidents, personal
from geo_patrol.store.repositories.incident_search import Sought
from geo_patrol.store.repositories.incidents import Located
from geo_patrol.store.repositories.repeats import earlier_incidents
from geo_patrol.store.scope import Scope
from geo_patrol.store.spatial import Box

AT = datetime(2022, 10, 1, tzinfo=UTC)
SCOPE = Scope(None, frozenset({"reservoir"}))
N = 1500
CELL = "330624001001000"
SOUGHT: dict[str, tuple[Sought, dict[str, Any]]] = {
    "period": (Sought(), {"start": AT, "end": AT + timedelta(hours=20)}),
    "words": (Sought(words=("夜钓", "岭根")), {"start": AT, "end": AT + timedelta(hours=20)}),
    "codes": (
        Sought(categories=("angling",), outcome="warned", gear="rod", source="patrol"),
        {"start": AT, "end": AT + timedelta(hours=20)},
    ),
    "level": (Sought(level="first"), {"start": AT, "end": AT + timedelta(hours=20)}),
    "cell": (Sought(cell=f"{CELL[:-3]}007"), {}),
    "mark": (Sought(marks=("plate:7",)), {}),
    "box": (Sought(), {"box": Box(120.9900, 29.4699, 120.9901, 29.4701)}),
}


@pytest.fixture
def filled(loaded_store: Store) -> Store:
    """Give a store with some thousand incidents, one an hour."""
    with loaded_store.upkeep() as session:
        for number in range(N):
            incident = Incident(
                id=uuid4(),
                squad_code="reservoir",
                occurred_at=AT + timedelta(hours=number),
                lon=120.98 + number * 1e-5,
                lat=29.47,
                accuracy_m=None,
                placed_by="map",
                category="angling",
                source="patrol",
                narrative="岭根村岸段夜钓",
                outcomes=(Outcome("warned", 1),),
                seized=(SeizedItem("rod", 1),),
            )
            cell = f"{CELL[:-3]}{number % 300:03}"
            located = Located("changzhao", None, None, cell)
            incidents.save_incident(session, incident, located, now=AT, new=True)
            personal.save_marks(
                session,
                "incident",
                incident.id,
                [f"plate:{number // 3}"],
                squad_code="reservoir",
                at=incident.occurred_at,
            )
        if loaded_store.dialect == "postgresql":
            session.execute(text("ANALYZE"))
    return loaded_store


def plans(store: Store, ask: Callable[[Session], None]) -> list[str]:
    """Return how the store goes about what is asked, a line for each step of each statement."""
    found: list[str] = []
    prefix = "EXPLAIN" if store.dialect == "postgresql" else "EXPLAIN QUERY PLAN"

    def explain(conn: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT") and "incidents" in statement:
            cursor.execute(f"{prefix} {statement}", parameters)
            found.extend(str(row) for row in cursor.fetchall())

    with store.reader() as session:
        engine = session.connection().engine
        event.listen(engine, "before_cursor_execute", explain)
        try:
            ask(session)
        finally:
            event.remove(engine, "before_cursor_execute", explain)
    assert found
    return found


def read_whole(lines: list[str]) -> list[str]:
    """Return the steps that read a table from one end to the other."""
    scans = ("Seq Scan on incidents", "Seq Scan on person_marks", "SCAN incidents", "SCAN person_")
    wholly = [line for line in lines if any(one in line for one in scans)]
    return [line for line in wholly if "VIRTUAL TABLE INDEX" not in line]


def test_the_query_plan_uses_an_index_whatever_is_sought(filled: Store) -> None:
    for what, (sought, more) in SOUGHT.items():

        def ask(session: Session, sought: Sought = sought, more: Any = more) -> None:
            incidents.incidents(session, SCOPE, sought=sought, limit=20, **more)

        lines = plans(filled, ask)
        assert read_whole(lines) == [], (what, lines)
        with filled.reader() as session:
            page = incidents.incidents(session, SCOPE, sought=sought, limit=20, **more)
        # None of these lies in a zone.
        assert bool(page.items) == (what != "level"), what


def test_repeats_are_found_by_the_index_of_marks(filled: Store) -> None:
    with filled.reader() as session:
        page = incidents.incidents(session, SCOPE, start=AT + timedelta(hours=2), limit=1)
    [last] = [one.incident for one in page.items]

    def ask(session: Session) -> None:
        found = earlier_incidents(session, last.id, last.occurred_at, SCOPE)
        assert [one.occurred_at for one in found.items] == [AT, AT + timedelta(hours=1)]

    lines = plans(filled, ask)
    assert read_whole(lines) == [], lines
