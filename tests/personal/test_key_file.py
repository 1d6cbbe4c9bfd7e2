"""The master key's file."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo_patrol.errors import Unavailable
from geo_patrol.store.engine import Store
from geo_patrol.store.keys import load_keyring
from geo_patrol.store.repositories import audit, history

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_it_is_made_once_for_its_owner_only(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "keys" / "master.key"
    first = load_keyring(store, path, now=NOW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_keyring(store, path, now=NOW).key_id == first.key_id
    assert [one.name for one in path.parent.iterdir()] == ["master.key"]


def test_that_the_store_took_a_key_is_audited_and_the_key_is_not_in_it(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "master.key"
    ring = load_keyring(store, path, now=NOW)
    with store.reader() as session:
        (entry,) = list(audit.entries(session))
        assert history.fact(session, "key_id") == ring.key_id
    assert (entry.action, ring.key_id in entry.details) == ("key.adopt", True)
    assert path.read_text().split()[1] not in entry.details


def test_a_store_whose_key_is_gone_is_told_which_and_gets_no_new_one(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "master.key"
    key_id = load_keyring(store, path, now=NOW).key_id
    kept = path.read_bytes()
    path.unlink()
    with pytest.raises(Unavailable, match=key_id):
        load_keyring(store, path, now=NOW)
    assert not path.exists()
    path.write_bytes(kept)
    assert load_keyring(store, path, now=NOW).key_id == key_id


def test_the_key_of_another_store_is_refused(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    load_keyring(store, path, now=NOW)
    with store.upkeep() as session:
        history.set_fact(session, "key_id", "0123456789abcdef")
    with pytest.raises(Unavailable, match="another store"):
        load_keyring(store, path, now=NOW)


@pytest.mark.parametrize(
    "text", ["", "geo-patrol-key-1 ", "geo-patrol-key-1 c2hvcnQ=", "键", "x" * 99]
)
def test_a_file_without_a_key_is_refused(store: Store, tmp_path: Path, text: str) -> None:
    path = tmp_path / "master.key"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unavailable, match="no key"):
        load_keyring(store, path, now=NOW)
    assert path.read_text(encoding="utf-8") == text


def test_a_folder_that_cannot_be_written_is_told(store: Store, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(Unavailable, match="cannot be read or made"):
        load_keyring(store, blocked / "keys" / "master.key", now=NOW)
