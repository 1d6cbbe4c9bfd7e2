"""What was deleted is gone from the write-ahead log, as soon as nobody reads from it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text

from api.upkeep import Upkeep
from geo_patrol.personal import Keyring
from geo_patrol.store import schema
from geo_patrol.store.engine import Store, open_store
from geo_patrol.store.evidence import EvidenceFolder
from geo_patrol.store.repositories import history

DESTROYED = "a key that was destroyed"
PATIENCE_S = 60


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "one.sqlite"


@pytest.fixture
def sqlite(path: Path) -> Iterator[Store]:
    with closing(open_store(f"sqlite:///{path}", exclusive=True)) as store:
        schema.upgrade(store)
        yield store


def write(store: Store, value: str) -> None:
    with store.upkeep() as session:
        history.set_fact(session, "key", value)


def kept(path: Path) -> bytes:
    return b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))


def test_while_somebody_reads_the_log_is_kept_and_that_is_said(sqlite: Store, path: Path) -> None:
    write(sqlite, DESTROYED)
    with sqlite.reader() as reading:
        assert history.fact(reading, "key") == DESTROYED
        write(sqlite, "")
        assert sqlite.forget() is False
        assert DESTROYED.encode() in kept(path)
        write(sqlite, "nobody had to wait for the reader")
    assert sqlite.forget() is True
    assert DESTROYED.encode() not in kept(path)


def test_the_writer_waits_as_patiently_as_before(sqlite: Store) -> None:
    def patience_ms() -> int:
        with sqlite.upkeep() as session:
            return int(session.execute(text("PRAGMA busy_timeout")).scalar_one())

    before = patience_ms()
    sqlite.forget()
    assert patience_ms() == before


def test_upkeep_comes_again_until_it_is_done(
    sqlite: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.upkeep.AGAIN", timedelta(0))
    tried_again, done = Event(), Event()
    answers: list[bool] = []
    forget = sqlite.forget

    def watched() -> bool:
        answers.append(forget())
        if len(answers) > 1:
            tried_again.set()
        if answers[-1]:
            done.set()
        return answers[-1]

    monkeypatch.setattr(sqlite, "forget", watched)
    upkeep = Upkeep(
        sqlite,
        EvidenceFolder(path.parent),
        Keyring.random(),
        lambda: datetime(2023, 1, 1, tzinfo=UTC),
    )
    write(sqlite, DESTROYED)
    with sqlite.reader() as reading:
        assert history.fact(reading, "key") == DESTROYED
        write(sqlite, "")
        upkeep.start()
        assert tried_again.wait(PATIENCE_S)
    assert done.wait(PATIENCE_S)
    upkeep.stop()
    assert DESTROYED.encode() not in kept(path)
    assert answers[-2:] == [False, True]


def test_nothing_is_to_be_done_twice(store: Store) -> None:
    assert store.forget() is True
    assert store.forget() is True
