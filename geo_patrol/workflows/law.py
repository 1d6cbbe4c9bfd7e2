"""The law table in force: the package's with the office's over it, checked, dated and entered."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.audit import ADMINISTRATION, canonical_json
from geo_patrol.errors import Finding, InvalidInput, NotFound, finding
from geo_patrol.law import LawTable, TableRead, builtin_table, read_rules
from geo_patrol.law.compare import Difference, differences
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import hold, record_lock
from geo_patrol.store.repositories import history
from geo_patrol.store.repositories.law import LawFile, law_files, save_law_file
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.writing import Submission, canonical, followed, write_record

KIND = "law_table"
LAW_ID = UUID("5c0f9d52-8f0e-5e57-9a3c-7d1b4f2e6a10")
"""There is one table of the office; each file is a version of it."""


@dataclass(frozen=True)
class TableInForce:
    """The table to answer by.

    Attributes
    ----------
    edition
        Changes with any word of the table: what a decision says it was shown.
    office
        The office's file in it, None without one.
    content
        The whole table in JSON values; what is not known is left out.
    remarks
        What a person should know of the table itself.
    """

    table: LawTable
    edition: str
    office: LawFile | None
    content: dict[str, Any]
    remarks: tuple[Finding, ...] = ()


def table_in_force(session: Session) -> TableInForce:
    """Return the table in force; it is put together once for each version of it.

    An office's file that does not fit over a newer program's table is left out, and that is told:
    an answer by half a table would mislead.
    """
    office = next(law_files(session), None)
    known = frozenset[str]() if office is None else frozenset(current(session).categories)
    return _merged(office, known)


@lru_cache(maxsize=8)
def _merged(office: LawFile | None, categories: frozenset[str]) -> TableInForce:
    table, remarks = builtin_table(), tuple[Finding, ...]()
    if office is not None:
        read = read_rules(office.text.encode(), office.name, categories=categories)
        if read.bad:
            remarks = (finding(office.name, "law.office_table_unsound", n=len(read.bad)),)
        else:
            table = read.table
    content = content_of(table)
    edition = hashlib.sha256(canonical_json(content).encode()).hexdigest()[:16]
    return TableInForce(table, edition, office, content, remarks)


def content_of(table: LawTable) -> dict[str, Any]:
    """Return a table in JSON values."""
    return {
        "acts": [one.model_dump(mode="json") for one in table.acts.values()],
        "rules": [one.model_dump(mode="json", exclude_none=True) for one in table.rules],
        "duties": [one.model_dump(mode="json", exclude_none=True) for one in table.duties],
        "periods": [one.model_dump(mode="json", exclude_none=True) for one in table.periods],
    }


@dataclass(frozen=True)
class LawReport:
    """What an import did, or would do.

    Attributes
    ----------
    bad
        What is wrong with the file, by line.
    changes
        What it changes of the program's own table, by line.
    differences
        How the table would differ from the one in force: what an earlier file brought, and this
        one does not, is dropped.
    version
        None for one that was only looked at.
    """

    bad: tuple[Finding, ...]
    changes: tuple[Finding, ...]
    differences: tuple[Difference, ...]
    edition: str
    version: int | None = None
    changed: bool = False


def look_at_law(
    data: bytes,
    name: str,
    *,
    in_force: TableInForce | None = None,
    categories: Collection[str] | None = None,
) -> LawReport:
    """Return what an office's file would change, and what is wrong with it.

    Parameters
    ----------
    in_force
        What it is compared with; the program's own table by default.
    categories
        Those of incidents that there are; the program's own by default.

    Raises
    ------
    InvalidInput, TooLarge
        When it cannot be read at all; see `geo_patrol.law.read_rules`.
    """
    return _report(read_rules(data, name, categories=categories), in_force)


def import_law(
    store: Store,
    scope: Scope,
    data: bytes,
    name: str,
    *,
    now: datetime,
    if_match: int | None = None,
) -> LawReport:
    """Put an office's file in force, in the place of the one before, which stays as a version.

    ``if_match`` is the version that it is to follow, 0 where there is none yet; None for whichever.

    Raises
    ------
    InvalidInput
        When anything is wrong with it: nothing of it is used then.
    TooLarge
        When it is over 1 MB.
    PreconditionFailed
        When somebody else put another one in force meanwhile.
    """
    with store.reader() as session:
        in_force, categories = table_in_force(session), current(session).categories
    report = look_at_law(data, name, in_force=in_force, categories=categories)
    if report.bad:
        raise InvalidInput("law.table_unsound", findings=report.bad, n=len(report.bad))
    file = LawFile(LAW_ID, name, hashlib.sha256(data).hexdigest(), data.decode())
    with store.writer() as session:
        hold(session, record_lock(KIND, LAW_ID))
        past = history.latest_version(session, KIND, LAW_ID)
        sent = Submission(scope, KIND, LAW_ID, canonical(file), now, followed(past, if_match))

        def save(new: bool) -> str:
            save_law_file(session, file, now=now, new=new)
            return ADMINISTRATION

        written = write_record(session, sent, save)
    return replace(report, version=written.version, changed=written.changed)


def file_of_version(session: Session, version: int) -> LawFile:
    """Return a file of the office that was put in force.

    Raises
    ------
    NotFound
        When there is no such version.
    """
    for one in history.versions(session, KIND, LAW_ID):
        if one.version == version:
            body = one.body
            return LawFile(LAW_ID, body["name"], body["sha256"], body["text"])
    raise NotFound("law.no_version", version=version)


def _report(read: TableRead, in_force: TableInForce | None) -> LawReport:
    content = content_of(read.table)
    before = content_of(builtin_table()) if in_force is None else in_force.content
    told = tuple(differences(before, content))
    edition = hashlib.sha256(canonical_json(content).encode()).hexdigest()[:16]
    return LawReport(read.bad, read.changes, told, edition)
