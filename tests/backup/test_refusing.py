"""A restore that cannot be right is refused in words, and leaves nothing behind."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from backup_world import NOW, World, all_rows, is_empty, put_back, sent_shift
from sqlalchemy import text

from geo_patrol.errors import InvalidInput, Unavailable
from geo_patrol.store import schema
from geo_patrol.store.backup.manifest import NAME
from geo_patrol.store.engine import open_store
from geo_patrol.store.keys import load_keyring
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.backing_up import BackedUp
from geo_patrol.workflows.records import put_shift
from geo_patrol.workflows.restoring import add_keys_later

Damage = Callable[[BackedUp], object]


def a_part(done: BackedUp) -> Path:
    """Return the largest part of a snapshot."""
    return max(done.folder.glob("*.gz"), key=lambda one: one.stat().st_size)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def rewrite(done: BackedUp, **changes: object) -> None:
    path = done.folder / NAME
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


DAMAGES: dict[str, tuple[Damage, str]] = {
    "a bit of a part": (lambda done: flip(a_part(done)), "damaged"),
    "the end of a part cut off": (lambda done: cut(a_part(done)), "damaged"),
    "a part gone": (lambda done: a_part(done).unlink(), "lacks"),
    "the end of the list cut off": (lambda done: cut(done.folder / NAME), "damaged"),
    "no list": (lambda done: (done.folder / NAME).unlink(), "no snapshot"),
    "a list of another form": (lambda done: rewrite(done, form="other-1"), "not a list"),
    "a part with a path": (lambda done: rewrite(done, parts=[{"name": "../x"}]), "not a list"),
    "of a newer program": (lambda done: rewrite(done, schema_revision="9999"), "newer"),
    "of another kind of store": (
        lambda done: rewrite(
            done, store={"sqlite": "postgresql"}.get(done.manifest.store, "sqlite")
        ),
        "another kind",
    ),
    "another number of rows": (
        lambda done: rewrite(done, tables={**done.manifest.tables, "shifts": 7}),
        "another number of rows",
    ),
    "other ends of the chains": (lambda done: rewrite(done, heads=[]), "end elsewhere"),
    "keys cut off": (lambda done: cut(done.keys), "no keys"),
    "keys of another store": (
        lambda done: done.keys.write_text(
            done.keys.read_text().replace(str(done.manifest.master_key_id), "0" * 16)
        ),
        "another store",
    ),
}


def test_a_damaged_or_foreign_snapshot_is_refused_whatever_the_damage(
    world: World, empty_url: str
) -> None:
    sound = world.back_up()
    for number, (what, (damage, words)) in enumerate(DAMAGES.items()):
        folder = world.to.snapshots / f"20220101T0000{number:02}Z"
        shutil.copytree(sound.folder, folder)
        keys = world.to.keys_file(folder.name)
        shutil.copyfile(sound.keys, keys)
        done = replace(sound, folder=folder, keys=keys)
        damage(done)
        with pytest.raises((InvalidInput, Unavailable)) as refused:
            put_back(empty_url, world, done)
        assert words in str(refused.value), what
        assert is_empty(empty_url), what
        assert not world.new_evidence.exists(), what


def test_nothing_is_restored_over_data(world: World, empty_url: str) -> None:
    done = world.back_up()
    put_back(empty_url, world, done)
    with closing(open_store(empty_url)) as restored:
        before = all_rows(restored)
        world.new_evidence.rename(world.folder / "elsewhere")
        with pytest.raises(InvalidInput, match="holds data"):
            put_back(empty_url, world, done)
        assert all_rows(restored) == before
    assert not world.new_evidence.exists()


def test_nothing_is_restored_over_evidence(world: World, empty_url: str) -> None:
    done = world.back_up()
    kept = world.new_evidence / "ab" / "file"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"somebody's")
    with pytest.raises(InvalidInput, match="holds files"):
        put_back(empty_url, world, done)
    assert kept.read_bytes() == b"somebody's"
    assert is_empty(empty_url)


def test_tables_without_rows_are_an_empty_place(world: World, empty_url: str) -> None:
    done = world.back_up()
    with closing(open_store(empty_url, exclusive=True)) as store:
        schema.upgrade(store)
    put_back(empty_url, world, done)
    with closing(open_store(empty_url)) as restored:
        assert all_rows(restored) == all_rows(world.store)


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_store_that_a_server_uses_is_not_restored_into(world: World, empty_url: str) -> None:
    done = world.back_up()
    with closing(open_store(empty_url, exclusive=True)):
        with pytest.raises(Unavailable, match="running server"):
            put_back(empty_url, world, done)


def test_lost_evidence_is_told_and_the_rest_comes_back_when_asked_for(
    world: World, empty_url: str
) -> None:
    done = world.back_up()
    lost, damaged = (one.sha256 for one in done.manifest.evidence)
    (world.to.pool / lost[:2] / lost).unlink()
    of_pool = world.to.pool / damaged[:2] / damaged
    of_pool.unlink()
    of_pool.write_bytes(b"something else")
    with pytest.raises(InvalidInput, match="despite-findings") as refused:
        put_back(empty_url, world, done)
    assert {one.where for one in refused.value.findings} == {lost, damaged}
    assert is_empty(empty_url)
    assert not world.new_evidence.exists()
    seen = put_back(empty_url, world, done, despite_findings=True)
    assert {one.where for one in seen.findings} >= {lost, damaged}
    assert seen.n_evidence == 0


def test_a_store_whose_audit_does_not_hold_is_restored_only_when_asked_for(
    world: World, empty_url: str
) -> None:
    with world.store.upkeep() as session:
        session.execute(text("UPDATE shifts SET note = 'tampered'"))
    done = world.back_up()
    with pytest.raises(InvalidInput, match="not all in it is right") as refused:
        put_back(empty_url, world, done)
    assert "audit.record_altered" in {one.key for one in refused.value.findings}
    assert is_empty(empty_url)
    seen = put_back(empty_url, world, done, despite_findings=True)
    assert "audit.record_altered" in {one.key for one in seen.findings}


KILLED = """
import os, sys
from pathlib import Path
from geo_patrol.workflows import restoring
restoring.verify = lambda *_arguments, **_more: os._exit(9)
url, snapshot, evidence = sys.argv[1:]
restoring.restore(url, Path(snapshot), Path(evidence))
"""


def test_a_restore_that_was_killed_leaves_no_store_and_can_be_done_again(
    world: World, empty_url: str
) -> None:
    done = world.back_up()
    words = [sys.executable, "-c", KILLED, empty_url, done.folder, world.folder / "first"]
    assert subprocess.run(words, check=False).returncode == 9
    with closing(open_store(empty_url)) as store:
        assert schema.current(store) is None
    put_back(empty_url, world, done)
    with closing(open_store(empty_url)) as restored:
        assert all_rows(restored) == all_rows(world.store)


def test_keys_can_be_added_later_and_only_once(world: World, empty_url: str) -> None:
    done = world.back_up()
    seen = put_back(empty_url, world, done, keys=None)
    assert seen.n_keys is None
    with closing(open_store(empty_url)) as restored:
        assert all_rows(restored)["personal_keys"] == []
    assert add_keys_later(empty_url, done.keys, now=NOW) == 1
    with closing(open_store(empty_url)) as restored:
        assert all_rows(restored)["personal_keys"] == all_rows(world.store)["personal_keys"]
        assert any("keys.restore" in row for row in all_rows(restored)["audit_log"])
    with pytest.raises(InvalidInput, match="already"):
        add_keys_later(empty_url, done.keys, now=NOW)


def test_keys_of_another_night_will_do(world: World, empty_url: str) -> None:
    first = world.back_up()
    put_shift(world.store, SYSTEM, sent_shift(1), now=NOW)
    second = world.back_up()
    assert first.folder != second.folder
    seen = put_back(empty_url, world, first, keys=second.keys)
    assert seen.n_keys == 1
    with closing(open_store(empty_url, exclusive=True)) as restored:
        assert load_keyring(restored, world.master_key, now=NOW).key_id
