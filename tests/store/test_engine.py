"""Readers, the one writer, and what a fault becomes."""

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from shapely import Point
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from geo_patrol.errors import Unavailable
from geo_patrol.store import schema
from geo_patrol.store.engine import Store, open_store
from geo_patrol.store.repositories import history, people
from geo_patrol.store.repositories.history import Version


def test_what_a_writer_did_is_seen_by_readers_after_it_ends(store: Store) -> None:
    with store.upkeep() as session:
        people.ensure_squad(session, "reservoir", "库区", "Reservoir")
        with store.reader() as reading:
            assert people.squad_codes(reading) == set()
    with store.reader() as reading:
        assert people.squad_codes(reading) == {"reservoir"}


def test_a_writer_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.upkeep() as session:
        people.ensure_squad(session, "reservoir", "库区", "Reservoir")
        raise RuntimeError("power gone")
    with store.reader() as reading:
        assert people.squad_codes(reading) == set()


def test_many_threads_write_one_after_the_other(store: Store) -> None:
    def add(number: int) -> None:
        with store.upkeep() as session:
            seen = int(history.fact(session, "count") or "0")
            if store.dialect == "postgresql":
                session.execute(text("LOCK TABLE store_meta IN EXCLUSIVE MODE"))
                session.expire_all()
                seen = int(history.fact(session, "count") or "0")
            history.set_fact(session, "count", str(seen + 1))
            people.ensure_squad(session, f"s{number}", "中队", "Squad")

    threads = [threading.Thread(target=add, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reader() as session:
        assert history.fact(session, "count") == "12"
        assert len(people.squad_codes(session)) == 12


def version_of(moment: datetime) -> Version:
    return Version("shift", UUID(int=1), 1, {"a": 1}, "0" * 64, moment, None, "reservoir")


def test_moments_come_back_in_utc_to_the_microsecond(store: Store) -> None:
    moment = datetime(2022, 10, 1, 23, 59, 59, 123456, tzinfo=UTC)
    with store.upkeep() as session:
        people.ensure_squad(session, "reservoir", "库区", "Reservoir")
        history.append(session, [version_of(moment)])
    with store.reader() as session:
        (version,) = history.versions(session, "shift", UUID(int=1))
    assert version.accepted_at == moment


def test_a_naive_moment_never_reaches_the_store(store: Store) -> None:
    naive = datetime(2022, 10, 1)
    with pytest.raises(Exception, match="naive"), store.upkeep() as session:
        history.append(session, [version_of(naive)])


def test_a_second_process_cannot_write_to_a_sqlite_store(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'one.sqlite'}"
    with closing(open_store(url, exclusive=True)) as store:
        schema.upgrade(store)
        with pytest.raises(Unavailable, match="Stop it first"):
            open_store(url, exclusive=True)
        with closing(open_store(url)) as beside, beside.reader() as session:
            assert people.squad_codes(session) == set()
    with closing(open_store(url, exclusive=True)) as again:
        assert schema.current(again) == schema.head()


def test_a_reader_of_sqlite_cannot_write(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path / 'one.sqlite'}", exclusive=True)) as store:
        schema.upgrade(store)
        with pytest.raises(Unavailable), store.reader() as session:
            session.execute(text("INSERT INTO store_meta VALUES ('a', 'b')"))


def test_a_full_disk_is_said_and_nothing_is_half_written(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path / 'one.sqlite'}", exclusive=True)) as store:
        schema.upgrade(store)
        with store.upkeep() as session:
            pages = session.execute(text("PRAGMA page_count")).scalar_one()
            session.execute(text(f"PRAGMA max_page_count = {pages + 4}"))
        with pytest.raises(Unavailable) as caught, store.upkeep() as session:
            history.set_fact(session, "small", "kept only with the rest")
            history.set_fact(session, "large", "x" * 1_000_000)
            session.flush()
        assert caught.value.key == "store.full"
        with store.reader() as session:
            assert history.fact(session, "small") is None
        with store.upkeep() as session:
            session.execute(text("PRAGMA max_page_count = 1000000"))
            history.set_fact(session, "small", "written after room was made")


def test_a_store_that_is_away_says_so() -> None:
    url = "postgresql+psycopg://nobody:none@127.0.0.1:9/none?connect_timeout=2"
    with closing(open_store(url)) as store:
        with pytest.raises(Unavailable) as caught, store.reader() as session:
            session.execute(text("SELECT 1"))
    assert caught.value.key == "store.away"


def test_sqlite_writes_survive_a_crash_of_the_machine(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path / 'one.sqlite'}", exclusive=True)) as store:
        with store.upkeep() as session:
            assert session.execute(text("PRAGMA synchronous")).scalar_one() == 2
            assert session.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
            assert session.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


def test_a_row_whose_index_entry_cannot_be_made_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "one.sqlite"
    with closing(open_store(f"sqlite:///{path}", exclusive=True)) as store:
        schema.upgrade(store)
    with closing(sqlite3.connect(path)) as plain:
        with pytest.raises(sqlite3.OperationalError, match="gp_m"):
            plain.execute(
                "INSERT INTO reference_features (id, layer, name, kind, status, status_note,"
                " source, licence, geometry) VALUES ('1', 'town', '', '', 'approved', '', '', '',"
                " ?)",
                (Point(121, 29).wkb,),
            )


def test_faults_of_the_driver_keep_their_cause(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path / 'none.sqlite'}")) as store:
        with pytest.raises(Unavailable) as caught, store.reader() as session:
            session.execute(text("SELECT * FROM shifts"))
    assert isinstance(caught.value.__cause__, OperationalError)


@pytest.mark.parametrize("backend", ["postgis"])
def test_who_waited_for_a_lock_sees_what_its_holder_did(store: Store, backend: str) -> None:
    with store.upkeep() as session:
        name = session.scalar(text("SELECT current_database()"))
        session.execute(
            text(f"ALTER DATABASE \"{name}\" SET default_transaction_isolation = 'serializable'")
        )
    with closing(open_store(store.url)) as later, later.upkeep() as session:
        assert session.scalar(text("SHOW transaction_isolation")) == "read committed"
