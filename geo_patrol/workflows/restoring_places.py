"""The two places that a snapshot is put back into, each so that no half of it looks whole."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from geo_patrol.errors import Finding, GeoPatrolError, InvalidInput, Unavailable
from geo_patrol.store import schema
from geo_patrol.store.backup import contents, postgres_copy, sqlite_copy
from geo_patrol.store.backup.folder import telling
from geo_patrol.store.backup.keys_file import add_keys
from geo_patrol.store.backup.manifest import Manifest
from geo_patrol.store.engine import Store, open_store
from geo_patrol.workflows.progress import Progress

BUILDING = ".restoring"
Keys = list[dict[str, Any]]

Judge = Callable[[Store], tuple[Finding, ...]]
"""Looks at a store that was filled; raises when it is not to be kept, returns what is wrong."""


@dataclass(frozen=True)
class Plan:
    """What to put back: a snapshot whose parts are sound, and the keys to persons, if any."""

    folder: Path
    manifest: Manifest
    keys: Keys | None
    despite_findings: bool
    progress: Progress


def require_empty(store: Store) -> None:
    """Refuse to restore over data. On SQLite the lock on the place is held.

    Raises
    ------
    InvalidInput
        When any table has a row.
    """
    if store.dialect == "postgresql":
        with store.reader() as session:
            connection = session.connection()
            # What a restore that was killed left is nobody's store.
            remains = contents.RESTORING in contents.tables(connection)
            if not remains and contents.holds_data(connection):
                raise InvalidInput("backup.data_there", place=str(make_url(store.url).database))
        return
    path = _path(store)
    log = Path(f"{path}-wal")
    if not path.exists() or not path.stat().st_size:
        if log.exists() and log.stat().st_size:
            raise InvalidInput("backup.log_there", path=str(log))
        return
    with closing(open_store(f"sqlite:///{path}")) as there, there.reader() as session:
        if contents.holds_data(session.connection()):
            raise InvalidInput("backup.data_there", place=str(path))


def fill(store: Store, plan: Plan, judge: Judge) -> tuple[Finding, ...]:
    """Put a snapshot into an empty store; return what the judge finds wrong with it.

    Raises
    ------
    InvalidInput
        When it is not what the snapshot says, or the judge refuses it; nothing of it is left.
    Unavailable
        When the store does not answer, or cannot be written.
    """
    if store.dialect == "sqlite":
        return _fill_sqlite(_path(store), plan, judge)
    return _fill_postgresql(store, plan, judge)


def _path(store: Store) -> Path:
    return Path(str(make_url(store.url).database))


def _require_same(connection: Connection, rows: dict[str, int], manifest: Manifest) -> None:
    for name in sorted({*rows, *manifest.tables}):
        if rows.get(name) != manifest.tables.get(name):
            raise InvalidInput("backup.other_count", name=name)
    if contents.heads(connection) != [one.head() for one in manifest.heads]:
        raise InvalidInput("backup.other_heads")


def _fill_sqlite(path: Path, plan: Plan, judge: Judge) -> tuple[Finding, ...]:
    """Build the store beside, and give it its name when it is right."""
    built = path.with_name(path.name + BUILDING)
    try:
        with telling(built):
            sqlite_copy.remove_store(built)
            plan.progress("backup.tables", 0, 1)
            sqlite_copy.unpack(plan.folder / plan.manifest.parts[0].name, built)
        with sqlite_copy.looking(built) as connection:
            names = contents.open_tables(connection)
            rows = {name: contents.count(connection, name) for name in names}
            _require_same(connection, rows, plan.manifest)
            if plan.keys:
                add_keys(connection, plan.keys)
                connection.commit()
        plan.progress("backup.tables", 1, 1)
        with closing(open_store(f"sqlite:///{built}")) as inside:
            schema.upgrade(inside)
            findings = judge(inside)
            inside.forget()
        with telling(path):
            sqlite_copy.take_place(built, path)
    except BaseException:
        sqlite_copy.remove_store(built)
        raise
    return findings


def _fill_postgresql(store: Store, plan: Plan, judge: Judge) -> tuple[Finding, ...]:
    """Fill the tables in one transaction; the store has no revision until it is right."""
    try:
        _change(store, postgres_copy.clear)
        schema.upgrade(store, plan.manifest.schema_revision)
        _change(store, lambda connection: _load(connection, plan))
        if plan.manifest.schema_revision != schema.head():
            _change(store, postgres_copy.show)
            schema.upgrade(store)
            _change(store, postgres_copy.hide)
        _change(store, lambda connection: connection.execute(text("ANALYZE")))
        findings = judge(store)
        _change(store, postgres_copy.show)
    except BaseException as error:
        try:
            _change(store, postgres_copy.clear)
        except GeoPatrolError:
            raise Unavailable("backup.remains") from error
        raise
    return findings


def _load(connection: Connection, plan: Plan) -> None:
    rows = postgres_copy.copy_in(
        connection,
        plan.folder,
        plan.manifest.parts,
        lambda done, total: plan.progress("backup.tables", done, total),
    )
    _require_same(connection, rows, plan.manifest)
    if plan.keys:
        add_keys(connection, plan.keys)
    postgres_copy.hide(connection)


def _change(store: Store, work: Callable[[Connection], object]) -> None:
    """Do something in one transaction. What is put back is no change: it was entered long ago."""
    with store.upkeep() as session:
        work(session.connection())
