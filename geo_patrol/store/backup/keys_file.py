"""The keys to personal fields, in a file of their own: without it a snapshot tells no names.

One line of JSON says what the file is, then comes one line for each key. The keys are wrapped: they
open with the master key only, which is in no backup.
"""

import base64
import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Connection, insert, select

from geo_patrol.errors import InvalidInput
from geo_patrol.store.backup import contents
from geo_patrol.store.backup.files import PART, HashingFile, settle, writing
from geo_patrol.store.backup.manifest import KeysFile
from geo_patrol.store.repositories.rows import table_of
from geo_patrol.store.tables import PersonalKeyRow

AT_ONCE = 2000
_T = table_of(PersonalKeyRow)


class Header(BaseModel):
    """The first line: of which snapshot the keys are, under which master key, how many."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: Literal["geo-patrol-backup-keys-1"] = "geo-patrol-backup-keys-1"
    snapshot: str
    master_key_id: str | None
    rows: Annotated[int, Field(ge=0)]


class _Key(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    record_id: UUID
    squad_code: str
    wrapped: str | None
    due_at: AwareDatetime
    destroyed_at: AwareDatetime | None


def write_keys(connection: Connection, path: Path, stamp: str) -> KeysFile:
    """Write the keys of the store to a file; a store older than keys has none.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    part = path.with_name(path.name + PART)
    part.unlink(missing_ok=True)
    has_keys = contents.KEYS in contents.tables(connection)
    n_rows = contents.count(connection, contents.KEYS) if has_keys else 0
    header = Header(snapshot=stamp, master_key_id=contents.master_key_id(connection), rows=n_rows)
    with writing(part) as file:
        _line(file, header.model_dump_json())
        if has_keys:
            for row in connection.execute(select(_T).order_by(_T.c.kind, _T.c.record_id)):
                _line(file, json.dumps(_plain(row._asdict()), ensure_ascii=False))
    settle(part, path)
    return KeysFile(**file.digest._asdict(), rows=n_rows)


def _line(file: HashingFile, text: str) -> None:
    file.write(text.encode() + b"\n")


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    def plain(value: object) -> object:
        if isinstance(value, bytes | memoryview):
            return base64.b64encode(bytes(value)).decode()
        if isinstance(value, datetime):
            return value.isoformat()
        return str(value) if isinstance(value, UUID) else value

    return {name: plain(value) for name, value in row.items()}


def read_keys(path: Path) -> tuple[Header, list[dict[str, Any]]]:
    """Return what a file of keys says of itself, and the rows of the table.

    Raises
    ------
    InvalidInput
        When it is no such file, or not all of it.
    """
    try:
        first, *lines = path.read_text(encoding="utf-8").splitlines()
        header = Header.model_validate_json(first)
        rows = [_Key.model_validate_json(line).model_dump() for line in lines]
        for row in rows:
            if row["wrapped"] is not None:
                row["wrapped"] = base64.b64decode(row["wrapped"], validate=True)
    except OSError as error:
        raise InvalidInput(
            "backup.keys_unreadable", path=str(path), reason=error.strerror or str(error)
        ) from error
    except (ValidationError, ValueError) as error:
        raise InvalidInput("backup.bad_keys", path=str(path)) from error
    if len(rows) != header.rows:
        raise InvalidInput("backup.bad_keys", path=str(path))
    return header, rows


def add_keys(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Put keys into a store that has none."""
    for start in range(0, len(rows), AT_ONCE):
        connection.execute(insert(_T), rows[start : start + AT_ONCE])
