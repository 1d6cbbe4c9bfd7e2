"""What was backed up comes back as it was, and nothing else does."""

import gzip
import stat
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

from backup_world import (
    NAME,
    NOW,
    PHOTOS,
    PLATE,
    TOKEN,
    WAITING,
    World,
    add_waiting,
    all_rows,
    anchor_of,
    put_back,
    sent_shift,
)
from sqlalchemy import select, text
from sqlalchemy.engine import make_url

from geo_patrol.store import schema
from geo_patrol.store.engine import open_store
from geo_patrol.store.keys import load_keyring
from geo_patrol.store.repositories import personal
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.tables import PersonalKeyRow
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.records import put_shift

WRITERS = 4


def test_every_row_but_what_is_passing_comes_back_and_the_audit_holds(
    world: World, empty_url: str
) -> None:
    add_waiting(world)
    before, anchor = all_rows(world.store), anchor_of(world.store)
    done = world.back_up()
    seen = put_back(empty_url, world, done)
    assert (seen.n_evidence, seen.n_keys, seen.findings) == (len(PHOTOS), 1, ())
    with closing(open_store(empty_url, exclusive=True)) as restored:
        assert all_rows(restored) == before
        assert schema.current(restored) == schema.head()
        found = verify(restored, anchor)
        assert found.sound
        assert found.n_records > 4
        with restored.reader() as session:
            for name in ("sessions", "tracker_fixes"):
                assert session.scalar(text(f"SELECT count(*) FROM {name}")) == 0
    counted = {name: len(rows) for name, rows in before.items()}
    assert done.manifest.tables.items() <= counted.items()
    assert {name for name, n in counted.items() if n} - set(done.manifest.tables) == {
        "alembic_version",
        "personal_keys",
    }


def test_a_restored_store_goes_on_where_the_other_one_was(world: World, empty_url: str) -> None:
    done = world.back_up()
    put_back(empty_url, world, done)
    with closing(open_store(empty_url, exclusive=True)) as restored:
        keyring = load_keyring(restored, world.master_key, now=NOW)
        with restored.reader() as session:
            (key,) = session.scalars(select(PersonalKeyRow)).all()
            (sealed,) = personal.latest_sealed(session, key.kind, [key.record_id])
        assert sealed.wrapped is not None
        assert sealed.sealed is not None
        name = f"{key.kind}/{key.record_id}"
        assert NAME in keyring.unseal(sealed.wrapped, name, 1, sealed.sealed).decode()
        put_shift(restored, SYSTEM, sent_shift(1), now=NOW)
        assert verify(restored).sound


def test_evidence_comes_back_byte_for_byte_for_its_owner_only(world: World, empty_url: str) -> None:
    put_back(empty_url, world, world.back_up())
    files = [one for one in world.new_evidence.rglob("*") if one.is_file()]
    assert {one.read_bytes() for one in files} == set(PHOTOS)
    for one in files:
        assert stat.S_IMODE(one.stat().st_mode) == 0o400


def test_taking_a_snapshot_writes_nothing_to_the_store(world: World) -> None:
    before = all_rows(world.store)
    files = _store_files(world)
    world.back_up()
    assert _store_files(world) == files
    assert all_rows(world.store) == before


def _store_files(world: World) -> dict[str, bytes]:
    if world.store.dialect != "sqlite":
        return {}
    path = Path(str(make_url(world.store.url).database))
    return {side: Path(f"{path}{side}").read_bytes() for side in ("", "-wal")}


def test_no_name_plate_key_or_token_stands_in_a_snapshot(world: World) -> None:
    with world.store.reader() as session:
        (wrapped,) = session.scalars(text("SELECT wrapped FROM personal_keys")).all()
    assert wrapped is not None
    done = world.back_up()
    secrets = [bytes(wrapped), bytes(wrapped).hex().encode(), TOKEN.encode()]
    secrets += [NAME.encode(), PLATE.encode(), world.master_key.read_bytes().split()[1]]
    whole = b"".join(_plain_bytes(done.folder))
    assert b"reservoir" in whole
    for secret in secrets:
        assert secret not in whole
    keys = done.keys.read_bytes()
    for secret in (NAME.encode(), PLATE.encode(), world.master_key.read_bytes().split()[1]):
        assert secret not in keys


def _plain_bytes(folder: Path) -> Iterator[bytes]:
    for one in sorted(folder.iterdir()):
        yield gzip.decompress(one.read_bytes()) if one.suffix == ".gz" else one.read_bytes()


def test_no_fix_that_nobody_has_claimed_stands_in_a_snapshot(world: World) -> None:
    add_waiting(world)
    whole = b"".join(_plain_bytes(world.back_up().folder))
    for degrees in (float(WAITING.lon[0]), float(WAITING.lat[0])):
        # As PostgreSQL writes it, and as SQLite does.
        assert str(degrees).encode() not in whole
        assert struct.pack(">d", degrees) not in whole


def test_snapshots_and_keys_are_their_owners_only(world: World) -> None:
    done = world.back_up()
    for one in [*done.folder.iterdir(), done.keys]:
        assert stat.S_IMODE(one.stat().st_mode) == 0o600
    for folder in (done.folder, done.folder.parent, world.to.root, world.to.keys):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_snapshot_taken_while_four_write_holds_all_that_was_acknowledged(
    world: World, empty_url: str
) -> None:
    under_way, stop = Event(), Event()

    def write(number: int) -> list[str]:
        sent = []
        while not stop.is_set():
            shift = sent_shift(number)
            put_shift(world.store, SYSTEM, shift, now=NOW)
            sent.append(str(shift.id))
            acknowledged[number] = len(sent)
            if all(acknowledged):
                under_way.set()
        return sent

    acknowledged = [0] * WRITERS
    with ThreadPoolExecutor(WRITERS) as pool:
        try:
            writers = [pool.submit(write, number) for number in range(WRITERS)]
            assert under_way.wait(60)
            before = list(acknowledged)
            done = world.back_up()
        finally:
            stop.set()
        sent = [one.result() for one in writers]
    put_back(empty_url, world, done)
    with closing(open_store(empty_url, exclusive=True)) as restored:
        assert verify(restored).sound
        with restored.reader() as session:
            found = {
                str(one).replace("-", "") for one in session.scalars(text("SELECT id FROM shifts"))
            }
    for n_before, ids in zip(before, sent, strict=True):
        there = [one.replace("-", "") in found for one in ids]
        n_there = sum(there)
        assert there == [True] * n_there + [False] * (len(ids) - n_there)
        assert n_there >= n_before > 0


def test_a_store_of_an_older_revision_comes_back_and_is_brought_up_to_date(
    world: World, empty_url: str
) -> None:
    schema.downgrade(world.store, "0005")
    before = all_rows(world.store)
    done = world.back_up()
    assert done.manifest.schema_revision == "0005"
    put_back(empty_url, world, done, despite_findings=True)
    with closing(open_store(empty_url, exclusive=True)) as restored:
        assert schema.current(restored) == schema.head()
        after = all_rows(restored)
    # Days are packed since, and made anew of the visits.
    remade = {"alembic_version", "cell_days"}
    for name in set(before) - remade:
        # Columns that came since stand behind those there were.
        pairs = zip(after[name], before[name], strict=True)
        assert all(now.startswith(then.removesuffix(")")) for now, then in pairs), name


def test_even_a_store_older_than_audit_and_keys_comes_back(world: World, empty_url: str) -> None:
    schema.downgrade(world.store, "0003")
    done = world.back_up()
    assert (done.manifest.heads, done.manifest.keys.rows) == ((), 0)
    put_back(empty_url, world, done, despite_findings=True)
    with closing(open_store(empty_url, exclusive=True)) as restored:
        assert schema.current(restored) == schema.head()
        with restored.reader() as session:
            assert session.scalar(text("SELECT count(*) FROM shifts")) == 1
