"""行政处罚法 74: officers are not assessed by fines, so that no code can rank or group them so."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fines_rule import FINED_ROWS, PERSONS, faults, sums_fines
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite

from geo_patrol.store.repositories import figures
from geo_patrol.store.scope import SYSTEM

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(
    path
    for room in ("geo_patrol", "maps", "api", "scripts", "benchmarks")
    for path in (ROOT / room).rglob("*.py")
    if "migrations" not in path.parts
)
HEAD = """
from sqlalchemy import func, select
from geo_patrol.store.tables import OutcomeRow, IncidentRow, VersionRow, CrewRow
_N, _O, _C = table_of(IncidentRow), table_of(OutcomeRow), table_of(CrewRow)
"""


def test_no_code_could_rank_or_group_officers_by_fines() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in CODE
        for name in faults(path.read_text(encoding="utf-8"))
    ]
    assert found == []


PLANTED = {
    "fines by who wrote the record": HEAD
    + """
def ranking(session):
    total = func.sum(OutcomeRow.fine_yuan)
    found = select(VersionRow.actor_id, total).join(OutcomeRow, on).group_by(VersionRow.actor_id)
    return session.execute(found.order_by(total.desc())).all()
""",
    "in pieces": HEAD
    + """
def ranking(session):
    return rows_of(session, _fined().group_by(_C.c.officer_id))

def _fined():
    return select(func.sum(_O.c.fine_yuan)).join_from(_N, _O, on)
""",
    "by whole rows": HEAD
    + """
def listed(session):
    return rows_of(session, select(_O, _C).join_from(_O, _C, on).order_by(_C.c.pk))
""",
    "as text": '''
from sqlalchemy import text
RANKED = 1
def ranking(session):
    """Nothing to see here."""
    return session.execute(text("SELECT officer_id, SUM(fine_yuan) FROM x GROUP BY 1"))
''',
    "without a query": """
def ranking(incidents, crews):
    totals = defaultdict(int)
    for one in incidents:
        for officer in crews[one.patrol_id]:
            totals[officer] += sum(each.fine_yuan or 0 for each in one.outcomes)
    return totals
""",
    "with a table": """
def ranking(table):
    return table.groupby("officer_id")["fine_yuan"].sum()
""",
    "in a sorted list": """
async def ranking(fines):
    return sorted(fines, key=lambda one: (one.yuan, one.badge_no))
""",
}


@pytest.mark.parametrize("what", PLANTED)
def test_a_ranking_that_somebody_adds_is_found(what: str) -> None:
    assert "ranking" in faults(PLANTED[what]) or "listed" in faults(PLANTED[what])


@pytest.mark.parametrize(
    "source",
    [
        # By squad, as the figures are.
        HEAD
        + """
def sums(session):
    return select(_N.c.squad_code, func.sum(_O.c.fine_yuan)).group_by(_N.c.squad_code)
""",
        # Who was there, and what came of it, side by side.
        """
def totals(rides, outcomes):
    "Never by officer."
    return len({one for ride in rides for one in ride.crew}), sum(one.fine_yuan for one in outcomes)
""",
        # Officers without fines.
        HEAD
        + """
def on_duty(session):
    return select(_C.c.officer_id, func.count()).group_by(_C.c.officer_id)
""",
    ],
)
def test_what_is_allowed_is_not_found(source: str) -> None:
    assert list(faults(source)) == []


def test_the_rule_knows_where_fines_and_persons_are_kept() -> None:
    assert "OutcomeRow" in FINED_ROWS
    assert {"officer_id", "responsible_officer_id", "actor_id"} <= PERSONS


def test_where_fines_are_added_up_the_code_says_why_not_by_officer() -> None:
    summing = [path for path in CODE if sums_fines(path.read_text(encoding="utf-8"))]
    assert [path.name for path in summing] == ["figures.py"]
    for path in summing:
        assert "行政处罚法 74" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("dialect", [sqlite.dialect, postgresql.dialect])
def test_the_sums_of_fines_are_grouped_by_squad_and_kind_and_nothing_else(
    dialect: type[Dialect],
) -> None:
    start, end = datetime(2022, 8, 1, tzinfo=UTC), datetime(2023, 1, 1, tzinfo=UTC)
    statement = figures._by_outcome(SYSTEM, start, end, None)
    compiled = str(statement.compile(dialect=dialect()))
    assert "sum(incident_outcomes.fine_yuan)" in compiled
    assert compiled.split("GROUP BY ")[1] == "incidents.squad_code, incident_outcomes.kind"
    assert "ORDER BY" not in compiled
