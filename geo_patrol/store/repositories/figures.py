"""What squads' records of a period hold, counted.

Everything is grouped by squad, and by nothing that tells who wrote a record: 行政处罚法 74 forbids
to assess officers by fines, so no query here, and none elsewhere, ranks or sums by officer.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from geo_patrol.reports import Counts
from geo_patrol.store.repositories.rows import rows_of, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import (
    IncidentRow,
    OutcomeRow,
    SeizedItemRow,
    SeizureItemRow,
    SeizureRow,
    SquadRow,
)

_SQUADS, _N, _O = table_of(SquadRow), table_of(IncidentRow), table_of(OutcomeRow)
_H, _S, _I = table_of(SeizedItemRow), table_of(SeizureRow), table_of(SeizureItemRow)
_PLACE = (_N.c.squad_code, _N.c.area_code)
_LISTED_PLACE = (_S.c.squad_code, _N.c.area_code)


@dataclass(frozen=True)
class Squad:
    """A squad and its names."""

    code: str
    name_zh: str
    name_en: str


def squads(session: Session, scope: Scope, squad: str | None = None) -> list[Squad]:
    """Return the squads within reach, or the one of a code, by code."""
    found = select(_SQUADS).where(scope.within(_SQUADS.c.code)).order_by(_SQUADS.c.code)
    if squad is not None:
        found = found.where(_SQUADS.c.code == squad)
    return [Squad(row.code, row.name_zh, row.name_en) for row in rows_of(session, found)]


def counts(
    session: Session, scope: Scope, start: datetime, end: datetime, squad: str | None = None
) -> dict[str, Counts]:
    """Return what the squads' records of ``[start, end)`` hold; a squad without any is left out.

    An incident counts when it occurred, with all that came of it; what an inventory lists, when it
    was seized. What an incident lists itself counts only where no inventory names the incident.
    """
    by_source: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows_of(session, _by_source(scope, start, end, squad)):
        by_source[row.squad_code][row.source] = row.n
    outcomes: dict[str, dict[str, int]] = defaultdict(dict)
    people: dict[str, dict[str, int]] = defaultdict(dict)
    fined: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for row in rows_of(session, _by_outcome(scope, start, end, squad)):
        outcomes[row.squad_code][row.kind] = row.n
        people[row.squad_code][row.kind] = int(row.people)
        fined[row.squad_code][row.kind] = (row.n_fined, int(row.yuan))
    held: dict[str, dict[tuple[str, str], tuple[int, int]]] = defaultdict(dict)
    for found in (_held(scope, start, end, squad), _listed(scope, start, end, squad)):
        _add(held, rows_of(session, found))
    return {
        code: Counts(by_source[code], outcomes[code], people[code], fined[code], held[code])
        for code in sorted({*by_source, *outcomes, *held})
    }


Place = tuple[str, str | None]
"""A squad's code, and that of the area where something was; None is outside all areas."""


def counts_by_area(
    session: Session, scope: Scope, start: datetime, end: datetime
) -> dict[Place, Counts]:
    """Return what the records of ``[start, end)`` hold by squad and area, without what was fined.

    That is told of whole squads only. What an inventory lists is where its incident was.
    """
    by_source: dict[Place, dict[str, int]] = defaultdict(dict)
    for row in rows_of(session, _by_source(scope, start, end, None, *_PLACE)):
        by_source[row.squad_code, row.area_code][row.source] = row.n
    outcomes: dict[Place, dict[str, int]] = defaultdict(dict)
    people: dict[Place, dict[str, int]] = defaultdict(dict)
    for row in rows_of(session, _in_areas(scope, start, end)):
        outcomes[row.squad_code, row.area_code][row.kind] = row.n
        people[row.squad_code, row.area_code][row.kind] = int(row.people)
    held: dict[Place, dict[tuple[str, str], tuple[int, int]]] = defaultdict(dict)
    listed = _listed(scope, start, end, None, *_LISTED_PLACE)
    for found in (_held(scope, start, end, None, *_PLACE), listed):
        for row in rows_of(session, found):
            _add_line(held[row.squad_code, row.area_code], row)
    return {
        place: Counts(by_source[place], outcomes[place], people[place], {}, held[place])
        for place in sorted({*by_source, *outcomes, *held}, key=lambda one: (one[0], one[1] or ""))
    }


def _incidents(
    scope: Scope, start: datetime, end: datetime, squad: str | None
) -> Iterable[ColumnElement[bool]]:
    yield scope.within(_N.c.squad_code)
    yield _N.c.occurred_at >= start
    yield _N.c.occurred_at < end
    yield ~_N.c.void
    if squad is not None:
        yield _N.c.squad_code == squad


def _by_source(
    scope: Scope,
    start: datetime,
    end: datetime,
    squad: str | None,
    *place: ColumnElement[Any],
) -> Select[Any]:
    by = place or (_N.c.squad_code,)
    return (
        select(*by, _N.c.source, func.count().label("n"))
        .where(*_incidents(scope, start, end, squad))
        .group_by(*by, _N.c.source)
    )


def _by_outcome(scope: Scope, start: datetime, end: datetime, squad: str | None) -> Select[Any]:
    return (
        select(
            _N.c.squad_code,
            _O.c.kind,
            func.count().label("n"),
            func.coalesce(func.sum(_O.c.people), 0).label("people"),
            func.count(_O.c.fine_yuan).label("n_fined"),
            func.coalesce(func.sum(_O.c.fine_yuan), 0).label("yuan"),
        )
        .join_from(_N, _O, _O.c.incident_id == _N.c.id)
        .where(*_incidents(scope, start, end, squad))
        .group_by(_N.c.squad_code, _O.c.kind)
    )


def _in_areas(scope: Scope, start: datetime, end: datetime) -> Select[Any]:
    people = func.coalesce(func.sum(_O.c.people), 0).label("people")
    return (
        select(*_PLACE, _O.c.kind, func.count().label("n"), people)
        .join_from(_N, _O, _O.c.incident_id == _N.c.id)
        .where(*_incidents(scope, start, end, None))
        .group_by(*_PLACE, _O.c.kind)
    )


def _held(
    scope: Scope,
    start: datetime,
    end: datetime,
    squad: str | None,
    *place: ColumnElement[Any],
) -> Select[Any]:
    """Return what incidents list that no inventory was made of."""
    inventory = exists().where(_S.c.incident_id == _N.c.id, _S.c.voided == "")
    by = place or (_N.c.squad_code,)
    return (
        select(*by, _H.c.kind, _H.c.unit, *_lines(_H.c.quantity))
        .join_from(_N, _H, _H.c.incident_id == _N.c.id)
        .where(*_incidents(scope, start, end, squad), ~inventory)
        .group_by(*by, _H.c.kind, _H.c.unit)
    )


def _listed(
    scope: Scope,
    start: datetime,
    end: datetime,
    squad: str | None,
    *place: ColumnElement[Any],
) -> Select[Any]:
    """Return what inventories list."""
    by = place or (_S.c.squad_code,)
    lines = _S.join(_I, _I.c.seizure_id == _S.c.id)
    found = (
        select(*by, _I.c.kind, _I.c.unit, *_lines(_I.c.quantity))
        .select_from(lines.outerjoin(_N, _N.c.id == _S.c.incident_id) if place else lines)
        .where(scope.within(_S.c.squad_code), _S.c.at >= start, _S.c.at < end, _S.c.voided == "")
        .group_by(*by, _I.c.kind, _I.c.unit)
    )
    return found if squad is None else found.where(_S.c.squad_code == squad)


def _lines(quantity: ColumnElement[int]) -> tuple[ColumnElement[int], ColumnElement[int]]:
    return func.count().label("n_lines"), func.sum(quantity).label("quantity")


def _add(held: dict[str, dict[tuple[str, str], tuple[int, int]]], rows: Iterable[Any]) -> None:
    for row in rows:
        _add_line(held[row.squad_code], row)


def _add_line(held: dict[tuple[str, str], tuple[int, int]], row: Any) -> None:
    n_lines, quantity = held.get((row.kind, row.unit), (0, 0))
    held[row.kind, row.unit] = n_lines + row.n_lines, quantity + int(row.quantity)
