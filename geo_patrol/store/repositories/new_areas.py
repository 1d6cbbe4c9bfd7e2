"""Areas that somebody plans, and what became of them."""

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from geo_patrol.store.repositories.rows import row_of, rows_of, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import NewAreaRow
from geo_patrol.store.trail import mark_changed
from geo_patrol.zones.new_areas import AreaPlan, NewArea

_TABLE = table_of(NewAreaRow)
_PLAN = [one.name for one in fields(AreaPlan)]
_OWN = [one.name for one in fields(NewArea) if one.name != "plan"]
_FOUND = select(*[_TABLE.c[name] for name in [*_OWN, *_PLAN]])


def add(session: Session, record: NewArea) -> None:
    """Keep a new plan."""
    session.connection().execute(insert(_TABLE), _values(record))
    mark_changed(session)


def save(session: Session, record: NewArea) -> None:
    """Keep what became of a plan."""
    values = _values(record)
    changed = update(_TABLE).where(_TABLE.c.id == values.pop("id")).values(**values)
    session.connection().execute(changed)
    mark_changed(session)


def new_area(session: Session, draft_id: UUID, scope: Scope) -> NewArea | None:
    """Return a plan within reach, or None."""
    row = row_of(session, _within(scope).where(_TABLE.c.id == draft_id))
    return None if row is None else _record(row)


def drafts(session: Session, scope: Scope) -> list[NewArea]:
    """Return the plans within reach that nobody decided on, the newest first."""
    found = _within(scope).where(_TABLE.c.state == "draft").order_by(_TABLE.c.pk.desc())
    return [_record(row) for row in rows_of(session, found)]


def opened_at(session: Session) -> dict[str, datetime]:
    """Return when areas were opened that were planned here, by their codes."""
    found = select(_TABLE.c.code, _TABLE.c.decided_at).where(_TABLE.c.state == "opened")
    return {row.code: row.decided_at for row in rows_of(session, found)}


def without_cells(session: Session) -> list[NewArea]:
    """Return the areas that are open and whose cells are not on their way yet."""
    found = _FOUND.where(_TABLE.c.grid_due).order_by(_TABLE.c.pk)
    return [_record(row) for row in rows_of(session, found)]


def _within(scope: Scope) -> Select[Any]:
    return _FOUND.where(scope.within(_TABLE.c.squad_code))


def _values(record: NewArea) -> dict[str, Any]:
    values = {name: getattr(record, name) for name in _OWN}
    values["findings"] = [dict(one) for one in record.findings]
    return {**values, **vars(record.plan)}


def _record(row: Any) -> NewArea:
    values = dict(zip([*_OWN, *_PLAN], row, strict=True))
    plan = AreaPlan(**{name: values.pop(name) for name in _PLAN})
    values["findings"] = tuple(values["findings"])
    return NewArea(plan=plan, **values)
