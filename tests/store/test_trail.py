"""No change without an entry."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geo_patrol import audit
from geo_patrol.audit import ADMINISTRATION, Act
from geo_patrol.errors import GeoPatrolError
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import audit as entries
from geo_patrol.store.repositories import history, people
from geo_patrol.store.trail import note

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def act(chain: str = "reservoir", number: int = 0) -> Act:
    return Act(chain, "system", "edit", f"shift/{number}", NOW, {"version": number})


def test_a_change_without_an_entry_is_not_kept(store: Store) -> None:
    with pytest.raises(RuntimeError, match="no audit entry"), store.writer() as session:
        people.ensure_squad(session, "reservoir", "库区", "Reservoir")
    with store.reader() as session:
        assert people.squad_codes(session) == set()


def test_looking_needs_no_entry_and_neither_does_upkeep(store: Store) -> None:
    with store.writer() as session:
        people.squad_codes(session)
    with store.upkeep() as session:
        history.set_fact(session, "cache", "1")
    with store.reader() as session:
        assert list(entries.entries(session)) == []


def test_change_and_entry_are_kept_together_or_not_at_all(store: Store) -> None:
    with store.writer() as session:
        people.ensure_squad(session, "reservoir", "库区", "Reservoir")
        note(session, act())
    with pytest.raises(KeyError), store.writer() as session:
        people.ensure_squad(session, "park", "园区", "Park")
        note(session, act("park"))
        raise KeyError("power cut")
    with store.reader() as session:
        assert people.squad_codes(session) == {"reservoir"}
        assert [head.chain for head in entries.heads(session)] == ["reservoir"]


def test_a_transaction_may_answer_in_several_chains(store: Store) -> None:
    with store.writer() as session:
        for number, chain in enumerate(("park", "reservoir", ADMINISTRATION, "park")):
            note(session, act(chain, number))
    with store.reader() as session:
        heads = {head.chain: head.seq for head in entries.heads(session)}
        assert heads == {ADMINISTRATION: 1, "park": 2, "reservoir": 1}
        assert list(audit.breaks(entries.entries(session))) == []


def test_many_writers_at_once_make_one_chain_each_entry_once(store: Store) -> None:
    def write(number: int) -> None:
        with store.writer() as session:
            note(session, act("reservoir" if number % 2 else "park", number))
            note(session, act(ADMINISTRATION, number))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(60)))
    with store.reader() as session:
        found = list(entries.entries(session))
    assert list(audit.breaks(found)) == []
    assert len(found) == 120
    assert len({(one.chain, one.object) for one in found}) == 120


def test_the_algorithm_of_the_store_is_used_and_written_down(store: Store) -> None:
    with store.writer() as session:
        note(session, act())
    store.audit_algorithm = "sm3"
    with store.writer() as session:
        note(session, act(number=1))
    with store.reader() as session:
        found = list(entries.entries(session))
    assert [one.algorithm for one in found] == ["sha256", "sm3"]
    assert list(audit.breaks(found)) == []


@contextmanager
def refused() -> Iterator[None]:
    with pytest.raises((DBAPIError, GeoPatrolError)):
        yield


@pytest.mark.parametrize("table", ["audit_log", "record_versions", "rival_versions"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET chain = 'x'", "DELETE FROM {}"])
def test_both_stores_refuse_to_rewrite_history(store: Store, table: str, verb: str) -> None:
    fill(store)
    with refused(), store.upkeep() as session:
        session.execute(text(verb.format(table)))
    with store.reader() as session:
        assert session.scalar(text(f"SELECT count(*) FROM {table} WHERE chain = 'reservoir'")) == 1


@pytest.mark.parametrize("backend", ["postgis"])
def test_postgis_refuses_by_rights_too_and_to_truncate(store: Store, backend: str) -> None:
    fill(store)
    with refused(), store.upkeep() as session:
        session.execute(text("TRUNCATE audit_log"))
    with store.upkeep() as session:
        # Even without the triggers, for a moment.
        session.execute(text("ALTER TABLE audit_log DISABLE TRIGGER USER"))
    with refused(), store.upkeep() as session:
        session.execute(text("DELETE FROM audit_log"))
    with store.reader() as session:
        privileges = session.execute(
            text(
                "SELECT privilege_type FROM information_schema.role_table_grants"
                " WHERE table_name = 'audit_log' AND grantee = CURRENT_USER"
            )
        ).scalars()
        assert set(privileges).isdisjoint({"UPDATE", "DELETE", "TRUNCATE"})
        assert session.scalar(text("SELECT count(*) FROM audit_log")) == 1


def fill(store: Store) -> None:
    """Put one row of the reservoir squad into each append-only table."""
    with store.upkeep() as session:
        for table, extra, value in (
            ("record_versions", "version, accepted_at", "1, '2026-01-01'"),
            ("rival_versions", "sent_at", "'2026-01-01'"),
        ):
            session.execute(
                text(
                    f"INSERT INTO {table} (kind, record_id, body, body_sha256, chain, {extra})"
                    f" VALUES ('shift', :id, '{{}}', 'x', 'reservoir', {value})"
                ),
                {"id": "018f3a526b007c119a015d0c6e1f0001"},
            )
    with store.writer() as session:
        note(session, act())
