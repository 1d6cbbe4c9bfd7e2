"""Cases of the closed loop, their steps, and what they are about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, update
from sqlalchemy.orm import Session

from geo_patrol.cases.records import Case, CaseStep, Origin, Stage
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.paging import Page, after, page_of
from geo_patrol.store.repositories.received import Kept, Shelf
from geo_patrol.store.repositories.rows import row_of, rows_of, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.spatial import Box
from geo_patrol.store.tables import CaseRow, CaseStepRow, IncidentRow
from geo_patrol.store.trail import mark_changed

STEPS = Shelf(CaseStepRow, CaseStep, time="at")
CASES = Shelf(CaseRow, Case, time="closed_at")

_C, _S, _I = CASES.table, STEPS.table, table_of(IncidentRow)
_OF_INCIDENT = _C.outerjoin(_I, _I.c.id == _C.c.incident_id)
_REPORTED_AT = func.coalesce(_C.c.reported_at, _I.c.occurred_at, type_=_C.c.reported_at.type)
AT_ONCE = 500
ALWAYS = Span()


@dataclass(frozen=True)
class Asked:
    """Which cases are meant; None is all of them.

    ``reported`` is when they were reported, ``open`` whether they are not closed yet.
    """

    squad: str | None = None
    area: str | None = None
    cell: str | None = None
    category: str | None = None
    stage: Stage | None = None
    open: bool | None = None
    reported: Span = ALWAYS


def squad_of_case(session: Session, case_id: UUID) -> str | None:
    """Return whose a case is."""
    row = row_of(session, select(_C.c.squad_code).where(_C.c.id == case_id))
    return None if row is None else row.squad_code


def placed_in(session: Session, box: Box) -> list[Kept[Case]]:
    """Return all cases in a box that have a place of their own: those that no incident became."""
    within = (_C.c.lon.between(box.west, box.east), _C.c.lat.between(box.south, box.north))
    return CASES.listed(session, CASES.every.where(*within).order_by(_C.c.pk))


def relocate_case(
    session: Session,
    case_id: UUID,
    area_code: str | None,
    cell_code: str | None,
    flags: Iterable[str],
) -> None:
    """Set where a case lies: found anew after zones or grids were replaced."""
    _update(session, case_id, area_code=area_code, cell_code=cell_code, flags=list(flags))


def set_cell(session: Session, case_id: UUID, cell_code: str | None) -> None:
    """Keep which cell a case lies in."""
    _update(session, case_id, cell_code=cell_code)


def save_standing(
    session: Session, case_id: UUID, stage: Stage, closed_at: datetime | None
) -> None:
    """Keep how far a case has come."""
    _update(session, case_id, stage=stage, closed_at=closed_at)


def _update(session: Session, case_id: UUID, **values: Any) -> None:
    session.connection().execute(update(_C).where(_C.c.id == case_id).values(**values))
    mark_changed(session)


def steps_of(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, list[Kept[CaseStep]]]:
    """Return the steps of cases, the voided ones too, in the order in which they were taken."""
    found: dict[UUID, list[Kept[CaseStep]]] = defaultdict(list)
    for some in _some(ids):
        statement = STEPS.every.where(_S.c.case_id.in_(some)).order_by(_S.c.at, _S.c.pk)
        for kept in STEPS.listed(session, statement):
            found[kept.record.case_id].append(kept)
    return found


def origins(session: Session, cases: Sequence[Kept[Case]]) -> Mapping[UUID, Origin]:
    """Return what cases are about, by their ids."""
    of_incident = {one.record.incident_id: one for one in cases if one.record.incident_id}
    found = {one.record.id: _own(row) for one, row in _rows(session, cases)}
    for some in _some(one for one in of_incident if one is not None):
        columns = (
            *(_I.c.id, _I.c.source, _I.c.category, _I.c.occurred_at, _I.c.geometry),
            *(_I.c.area_code, _I.c.cell_code, _I.c.void),
        )
        for row in rows_of(session, select(*columns).where(_I.c.id.in_(some))):
            case = of_incident[row.id].record
            found[case.id] = Origin(
                source=row.source,
                category=row.category,
                reported_at=case.reported_at or row.occurred_at,
                lon=row.geometry.x,
                lat=row.geometry.y,
                place="",
                area_code=row.area_code,
                cell_code=row.cell_code,
                void=row.void,
            )
    return found


def _rows(session: Session, cases: Sequence[Kept[Case]]) -> Iterator[tuple[Kept[Case], Any]]:
    """Yield those that no incident became with their rows: what was found is not in the record."""
    own = {one.record.id: one for one in cases if one.record.incident_id is None}
    for some in _some(own):
        for row in rows_of(session, CASES.every.where(_C.c.id.in_(some))):
            yield own[row.id], row


def _own(row: Any) -> Origin:
    return Origin(
        source=row.source,
        category=row.category,
        reported_at=row.reported_at,
        lon=row.lon,
        lat=row.lat,
        place=row.place,
        area_code=row.area_code,
        cell_code=row.cell_code,
    )


def sought(session: Session, scope: Scope, asked: Asked) -> list[Kept[Case]]:
    """Return the cases within reach that are meant, by when they were reported."""
    found = _sought(scope, asked).order_by(_REPORTED_AT, _C.c.pk)
    return CASES.listed(session, found)


def closed_page(
    session: Session, scope: Scope, asked: Asked, *, cursor: str | None, limit: int
) -> Page[Kept[Case]]:
    """Return a page of those that are meant and closed, in the order of their close."""
    found = _sought(scope, asked).where(_C.c.stage == "closed")
    found = after(found, _C.c.closed_at, _C.c.pk, cursor).limit(limit + 1)
    rows, following = page_of(rows_of(session, found), limit, "closed_at")
    return Page(tuple(CASES.kept(row) for row in rows), following)


def _sought(scope: Scope, asked: Asked) -> Select[Any]:
    found = select(_C).select_from(_OF_INCIDENT).where(scope.within(_C.c.squad_code))
    return found.where(*_conditions(asked))


def _conditions(asked: Asked) -> Iterator[ColumnElement[bool]]:
    if asked.squad is not None:
        yield _C.c.squad_code == asked.squad
    for name, value in (("area_code", asked.area), ("cell_code", asked.cell)):
        if value is not None:
            yield or_(_C.c[name] == value, _I.c[name] == value)
    if asked.category is not None:
        yield or_(_C.c.category == asked.category, _I.c.category == asked.category)
    if asked.stage is not None:
        yield _C.c.stage == asked.stage
    if asked.open is not None:
        yield (_C.c.stage != "closed") if asked.open else (_C.c.stage == "closed")
    if asked.reported.start is not None:
        yield _REPORTED_AT >= asked.reported.start
    if asked.reported.end is not None:
        yield _REPORTED_AT < asked.reported.end


def _some(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]
