"""Seizures with their inventories, as they were sent and as they stand."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from geo_patrol.seizures import Chain, Item, Present, Seizure, Signature
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.paging import Page, after, page_of
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.repositories.rows import add_rows, row_of, rows_of, save_row, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import EvidenceRow, SeizureItemRow, SeizureRow

_S, _I = table_of(SeizureRow), table_of(SeizureItemRow)
_ALL = select(_S)
_ONE = _ALL.where(_S.c.id == bindparam("id"))
_SAME = ("incident_id", "number", "measure", "at", "ownerless", "party", "note", "voided")
_ITEM = [name for name in Item.__dataclass_fields__ if name != "photos"]

NOT_SEIZED = "not_seized"
"""How items count that the chain does not begin with."""


@dataclass(frozen=True)
class StoredSeizure:
    """A seizure as it is kept; its approval is told apart, by clock events.

    ``states`` counts its items by where the chain of custody has them; see `NOT_SEIZED`.
    """

    seizure: Seizure
    found: Found
    open: bool
    states: Mapping[str, int]


@dataclass(frozen=True)
class Asked:
    """What a list of seizures may be asked for; None for whatever.

    ``state``, ``kind`` and ``place`` are of any one item; ``text`` is looked for in number, seals
    and places, and in notes of who reads in full.
    """

    squad: str | None = None
    incident_id: UUID | None = None
    open: bool | None = None
    state: str | None = None
    kind: str | None = None
    place: str | None = None
    text: str | None = None


def save_seizure(session: Session, record: Seizure, found: Found, *, new: bool) -> None:
    """Add a new seizure with its inventory, or replace what is there under its id."""
    values = {
        **{name: getattr(record, name) for name in _SAME},
        "squad_code": record.squad_code,
        "officers": [str(one.officer_id) for one in record.officers],
        "certified": [str(one.officer_id) for one in record.officers if one.certified],
        "signatures": [_signature_row(one) for one in record.signatures],
        "flags": list(found.flags),
        "open": True,
    }
    first = {"received_at": found.received_at, "officer_id": found.officer_id, "demo": found.demo}
    save_row(session, SeizureRow, record.id, values, new=new, **first)
    if not new:
        session.execute(delete(SeizureItemRow).where(SeizureItemRow.seizure_id == record.id))
    add_rows(session, SeizureItemRow, [_item_row(record.id, one) for one in record.items])


def save_standing(
    session: Session, seizure_id: UUID, found: Chain, flags: Iterable[str], *, is_open: bool
) -> None:
    """Keep how a seizure stands: where its items are, what is to be looked at, what still runs."""
    values = {"flags": sorted(set(flags)), "open": is_open}
    save_row(session, SeizureRow, seizure_id, values, new=False)
    same: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, where in found.items.items():
        same[where.state, where.place].append(number)
    for (state, place), numbers in same.items():
        session.connection().execute(
            update(_I)
            .where(_I.c.seizure_id == seizure_id, _I.c.number.in_(numbers))
            .values(state=state, place=place)
        )


def seizure(session: Session, seizure_id: UUID, scope: Scope) -> StoredSeizure | None:
    """Return a seizure within reach, or None."""
    row = row_of(session, _ONE, {"id": seizure_id})
    if row is None or not scope.includes(row.squad_code):
        return None
    return _stored(session, [row])[0]


def squad_of_seizure(session: Session, seizure_id: UUID) -> str | None:
    """Return whose a seizure is."""
    row = row_of(session, select(_S.c.squad_code).where(_S.c.id == seizure_id))
    return None if row is None else row.squad_code


def known_evidence(session: Session, ids: Collection[UUID], squad_code: str) -> set[UUID]:
    """Return which of these are evidence of a squad's records."""
    columns = table_of(EvidenceRow).c
    found: set[UUID] = set()
    wanted = sorted(ids)
    for start in range(0, len(wanted), 500):
        some = columns.id.in_(wanted[start : start + 500])
        statement = select(columns.id).where(some, columns.squad_code == squad_code)
        found |= {row.id for row in rows_of(session, statement)}
    return found


def page(
    session: Session,
    scope: Scope,
    span: Span,
    asked: Asked,
    *,
    cursor: str | None = None,
    limit: int = 100,
    newest_first: bool = False,
) -> Page[StoredSeizure]:
    """Return the seizures of a period, in time order or against it."""
    found = _ALL.where(scope.within(_S.c.squad_code), *_conditions(asked, scope))
    if span.start is not None:
        found = found.where(_S.c.at >= span.start)
    if span.end is not None:
        found = found.where(_S.c.at < span.end)
    found = after(found, _S.c.at, _S.c.pk, cursor, newest_first=newest_first).limit(limit + 1)
    rows, following = page_of(rows_of(session, found), limit, "at")
    return Page(tuple(_stored(session, rows)), following)


def open_seizures(
    session: Session, scope: Scope, *, squad: str | None = None
) -> list[StoredSeizure]:
    """Return the seizures of which some period runs, in time order."""
    found = _ALL.where(scope.within(_S.c.squad_code), _S.c.open)
    if squad is not None:
        found = found.where(_S.c.squad_code == squad)
    return _stored(session, rows_of(session, found.order_by(_S.c.at, _S.c.pk)))


def all_seizures(session: Session, *, at_once: int = 500) -> Iterator[StoredSeizure]:
    """Yield every seizure there is."""
    found = _ALL.order_by(_S.c.pk).execution_options(yield_per=at_once)
    for rows in session.connection().execute(found).partitions():
        yield from _stored(session, rows)


def _conditions(asked: Asked, scope: Scope) -> Iterator[ColumnElement[bool]]:
    for name in ("incident_id", "open"):
        value = getattr(asked, name)
        if value is not None:
            yield _S.c[name] == value
    if asked.squad is not None:
        yield _S.c.squad_code == asked.squad
    wanted = {name: getattr(asked, name) for name in ("state", "kind", "place")}
    of_item = [_I.c[name] == value for name, value in wanted.items() if value is not None]
    if of_item:
        # All of it is asked of one and the same item.
        yield _S.c.id.in_(_with_item(*of_item))
    if asked.text:
        words = [_I.c.seal_number, _I.c.place, _I.c.storage_place]
        own = [_S.c.number]
        if scope.reads_in_full:
            words += [_I.c.note, _I.c.condition]
            own.append(_S.c.note)
        in_items = or_(*(one.icontains(asked.text, autoescape=True) for one in words))
        in_own = (one.icontains(asked.text, autoescape=True) for one in own)
        yield or_(*in_own, _S.c.id.in_(_with_item(in_items)))


def _with_item(*conditions: ColumnElement[bool]) -> Select[UUID]:
    return select(_I.c.seizure_id).where(*conditions)


def _stored(session: Session, rows: Sequence[Any]) -> list[StoredSeizure]:
    items = _items(session, [row.id for row in rows])
    return [_one(row, items.get(row.id, ())) for row in rows]


def _items(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for start in range(0, len(ids), 500):
        some = select(_I).where(_I.c.seizure_id.in_(ids[start : start + 500])).order_by(_I.c.pk)
        for row in rows_of(session, some):
            found[row.seizure_id].append(row)
    return found


def _one(row: Any, items: Sequence[Any]) -> StoredSeizure:
    certified = set(row.certified)
    record = Seizure(
        id=row.id,
        squad_code=row.squad_code,
        items=tuple(
            Item(
                **{name: getattr(one, name) for name in _ITEM},
                photos=tuple(UUID(photo) for photo in one.photos),
            )
            for one in items
        ),
        officers=tuple(Present(UUID(one), one in certified) for one in row.officers),
        signatures=tuple(_signature(one) for one in row.signatures),
        **{name: getattr(row, name) for name in _SAME},
    )
    found = Found(row.squad_code, row.received_at, row.officer_id, row.demo, tuple(row.flags))
    states = Counter(one.state or NOT_SEIZED for one in items)
    return StoredSeizure(record, found, row.open, dict(sorted(states.items())))


def _item_row(seizure_id: UUID, item: Item) -> dict[str, Any]:
    values = {**asdict(item), "photos": [str(one) for one in item.photos]}
    return {**values, "seizure_id": seizure_id, "state": None, "place": item.storage_place}


def _signature_row(one: Signature) -> dict[str, Any]:
    ids = {name: getattr(one, name) for name in ("image", "recorded_by", "officer_id")}
    plain = {name: None if value is None else str(value) for name, value in ids.items()}
    return {**asdict(one), **plain, "at": one.at.isoformat()}


def _signature(row: dict[str, Any]) -> Signature:
    ids = {name: row[name] for name in ("image", "recorded_by", "officer_id")}
    read = {name: None if value is None else UUID(value) for name, value in ids.items()}
    return Signature(**{**row, **read, "at": datetime.fromisoformat(row["at"])})
