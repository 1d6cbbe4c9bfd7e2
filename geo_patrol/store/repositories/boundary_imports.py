"""Boundaries that were brought in, and what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from geo_patrol.grid.following import Square, squares_of
from geo_patrol.store.repositories.rows import row_of, rows_of, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import AreaRow, BoundaryImportRow, CellRow, GridRow
from geo_patrol.store.trail import mark_changed
from geo_patrol.zones.bringing import BoundaryImport, Former, ShapeKept


@dataclass(frozen=True)
class Kept:
    """An import, and the squad whose area it is for."""

    record: BoundaryImport
    squad_code: str


_TABLE = table_of(BoundaryImportRow)
_NAMES = [one.name for one in fields(BoundaryImport)]
_COLUMNS = [_TABLE.c[name] for name in _NAMES]
_FOUND = select(*_COLUMNS, AreaRow.squad_code).join(AreaRow, AreaRow.code == _TABLE.c.area_code)


def add(session: Session, record: BoundaryImport) -> None:
    """Keep a new import."""
    session.connection().execute(insert(_TABLE), _values(record))
    mark_changed(session)


def save(session: Session, record: BoundaryImport) -> None:
    """Keep what became of an import."""
    values = _values(record)
    changed = update(_TABLE).where(_TABLE.c.id == values.pop("id")).values(**values)
    session.connection().execute(changed)
    mark_changed(session)


def boundary_import(session: Session, import_id: UUID, scope: Scope) -> Kept | None:
    """Return an import within reach, or None."""
    mine = scope.within(AreaRow.squad_code)
    row = row_of(session, _FOUND.where(_TABLE.c.id == import_id, mine))
    return None if row is None else _kept(row)


def imports(session: Session, scope: Scope, area_code: str | None = None) -> list[Kept]:
    """Return the imports within reach, of all areas or of one, the newest first."""
    found = _FOUND.where(scope.within(AreaRow.squad_code)).order_by(_TABLE.c.pk.desc())
    if area_code is not None:
        found = found.where(_TABLE.c.area_code == area_code)
    return [_kept(row) for row in rows_of(session, found)]


def unfinished(session: Session, now: datetime) -> list[BoundaryImport]:
    """Return the imports that are to be put in force now, and those that cells are to follow."""
    come = (_TABLE.c.state == "waiting") & (_TABLE.c.valid_from <= now)
    found = _FOUND.where(or_(come, _TABLE.c.grid_due)).order_by(_TABLE.c.pk)
    return [_kept(row).record for row in rows_of(session, found)]


def codes_of_squares(session: Session, area_code: str, size_m: float) -> dict[Square, str]:
    """Return the codes that squares have or had, those of the newest grid first to be taken."""
    grids = select(GridRow).where(GridRow.area_code == area_code, GridRow.size_m == size_m)
    codes: dict[Square, str] = {}
    for grid in session.scalars(grids.order_by(GridRow.pk.desc())):
        if grid.x0 is None or grid.y0 is None:
            continue
        cells = select(CellRow.row, CellRow.col, CellRow.code).where(CellRow.grid_id == grid.id)
        rows = [one for one in session.execute(cells) if one.row is not None]
        places = [(int(one.row), int(one.col or 0)) for one in rows]
        squares = squares_of(grid.x0, grid.y0, size_m, places)
        for square, row in zip(squares, rows, strict=True):
            codes.setdefault(square, row.code)
    return codes


def _values(record: BoundaryImport) -> dict[str, Any]:
    values = {name: getattr(record, name) for name in _NAMES}
    values["shapes"] = _plain(record.shapes)
    if record.former is not None:
        values["former"] = {**vars(record.former), "shapes": _plain(record.former.shapes)}
    values["findings"] = [dict(one) for one in record.findings]
    values["figures"] = None if record.figures is None else dict(record.figures)
    return values


def _plain(shapes: Iterable[ShapeKept]) -> list[dict[str, Any]]:
    return [vars(one) for one in shapes]


def _kept(row: Any) -> Kept:
    values = dict(zip(_NAMES, row[:-1], strict=True))
    values["shapes"] = _shapes(values["shapes"])
    values["findings"] = tuple(values["findings"])
    if (former := values["former"]) is not None:
        values["former"] = Former(**{**former, "shapes": _shapes(former["shapes"])})
    return Kept(BoundaryImport(**values), row[-1])


def _shapes(told: list[dict[str, Any]]) -> tuple[ShapeKept, ...]:
    return tuple(ShapeKept(**one) for one in told)
