"""Firms, what is done for them, and the checks and visits they have."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, update
from sqlalchemy.orm import Session

from geo_patrol.firms.figures import Gathered, ToldVisit
from geo_patrol.firms.records import (
    CombinedVisit,
    Firm,
    GuidanceSlot,
    PlannedCheck,
    QuietWindow,
    ServiceVisit,
    Tier,
)
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.received import Kept, Shelf
from geo_patrol.store.repositories.rows import row_of, rows_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.spatial import Box
from geo_patrol.store.tables import (
    CombinedVisitRow,
    FirmRow,
    GuidanceSlotRow,
    PlannedCheckRow,
    ServiceVisitRow,
)
from geo_patrol.store.trail import mark_changed

FIRMS = Shelf(FirmRow, Firm, time="received_at", parts={"quiet": QuietWindow})
SERVICE_VISITS = Shelf(ServiceVisitRow, ServiceVisit, time="at")
SLOTS = Shelf(GuidanceSlotRow, GuidanceSlot, time="starts_at")
PLANNED_CHECKS = Shelf(PlannedCheckRow, PlannedCheck, time="opens_at")
COMBINED_VISITS = Shelf(CombinedVisitRow, CombinedVisit, time="starts_at")

OfFirm = Shelf[ServiceVisit] | Shelf[PlannedCheck] | Shelf[CombinedVisit]

AT_ONCE = 500
"""Ids in a question."""

_F, _S, _G = FIRMS.table, SERVICE_VISITS.table, SLOTS.table
_C, _V = PLANNED_CHECKS.table, COMBINED_VISITS.table


def of_firm(shelf: OfFirm, firm_id: UUID | None) -> list[ColumnElement[bool]]:
    """Return the conditions that a record is of a firm, if one is named."""
    return [] if firm_id is None else [shelf.table.c.firm_id == firm_id]


def sought_firms(
    *, area: str | None = None, tier: Tier | None = None
) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions for firms of an area or a tier, if one is named."""
    if area is not None:
        yield _F.c.area_code == area
    if tier is not None:
        yield _F.c.tier == tier


def free_slots(wanted: bool | None) -> list[ColumnElement[bool]]:
    """Return the conditions for hours of guidance that can be booked, for the rest, or for all."""
    if wanted is None:
        return []
    return [(_G.c.booked_by.is_(None) & (_G.c.voided == "")) == wanted]


def cells_of(session: Session, ids: Iterable[UUID]) -> dict[UUID, str | None]:
    """Return which cell firms lie in, None for those outside every cell."""
    found: dict[UUID, str | None] = {}
    for some in _parts(ids):
        rows = rows_of(session, select(_F.c.id, _F.c.cell_code).where(_F.c.id.in_(some)))
        found |= {row.id: row.cell_code for row in rows}
    return found


def place_firm(
    session: Session,
    firm_id: UUID,
    area_code: str | None,
    cell_code: str | None,
    flags: Iterable[str],
) -> None:
    """Keep where a firm lies, and what is odd about it."""
    changed = update(_F).where(_F.c.id == firm_id)
    values = {"area_code": area_code, "cell_code": cell_code, "flags": list(flags)}
    session.connection().execute(changed.values(values))
    mark_changed(session)


def firms_in(session: Session, box: Box) -> list[Kept[Firm]]:
    """Return all firms in a box."""
    within = (_F.c.lon.between(box.west, box.east), _F.c.lat.between(box.south, box.north))
    return FIRMS.listed(session, FIRMS.every.where(*within).order_by(_F.c.pk))


def has_namesake(session: Session, firm: Firm) -> bool:
    """Whether another firm of the squad that counts has the same credit code."""
    if not firm.credit_code:
        return False
    found = select(_F.c.pk).where(
        _F.c.squad_code == firm.squad_code,
        _F.c.credit_code == firm.credit_code,
        _F.c.id != firm.id,
        _F.c.voided == "",
    )
    return row_of(session, found.limit(1)) is not None


def firms_by_id(session: Session, ids: Iterable[UUID]) -> dict[UUID, Firm]:
    """Return firms by their ids."""
    found: dict[UUID, Firm] = {}
    for some in _parts(ids):
        listed = FIRMS.listed(session, FIRMS.every.where(_F.c.id.in_(some)))
        found |= {one.record.id: one.record for one in listed}
    return found


def checks_of(session: Session, ids: Iterable[str]) -> dict[str, PlannedCheck]:
    """Return planned checks by their ids as text."""
    found: dict[str, PlannedCheck] = {}
    for some in _parts(map(UUID, ids)):
        listed = PLANNED_CHECKS.listed(session, PLANNED_CHECKS.every.where(_C.c.id.in_(some)))
        found |= {str(one.record.id): one.record for one in listed}
    return found


def visits_of(session: Session, firm_id: UUID) -> list[Kept[CombinedVisit]]:
    """Return a firm's visits that count, by when they were planned."""
    found = COMBINED_VISITS.every.where(_V.c.firm_id == firm_id, _V.c.voided == "")
    return COMBINED_VISITS.listed(session, found.order_by(_V.c.starts_at, _V.c.pk))


def unplaced_checks(
    session: Session, scope: Scope, span: Span, *, squad: str | None = None
) -> list[PlannedCheck]:
    """Return the checks of firms that count whose window opens in a period, in no visit yet."""
    asked = PLANNED_CHECKS.within(scope).join(_F, _F.c.id == _C.c.firm_id)
    found = _counting(asked.where(_F.c.voided == ""), _C, "opens_at", span, squad)
    checks = [one.record for one in PLANNED_CHECKS.listed(session, found)]
    placed = placed_checks(session, {one.firm_id for one in checks})
    return [one for one in checks if str(one.id) not in placed]


def placed_checks(session: Session, firms: Collection[UUID]) -> set[str]:
    """Return the checks of firms that a visit does for."""
    placed: set[str] = set()
    for some in _parts(firms):
        found = select(_V.c.checks).where(_V.c.firm_id.in_(some), _V.c.voided == "")
        placed.update(one for row in rows_of(session, found) for one in row.checks)
    return placed


def visits_between(
    session: Session, scope: Scope, span: Span, *, squad: str | None = None
) -> list[Kept[CombinedVisit]]:
    """Return the visits within reach that count and were, or are to be, in a period."""
    at = _V.c.happened_from
    found = COMBINED_VISITS.within(scope).where(_V.c.voided == "")
    if squad is not None:
        found = found.where(_V.c.squad_code == squad)
    if span.start is not None:
        found = found.where((at >= span.start) | (at.is_(None) & (_V.c.starts_at >= span.start)))
    if span.end is not None:
        found = found.where((at < span.end) | (at.is_(None) & (_V.c.starts_at < span.end)))
    return COMBINED_VISITS.listed(session, found.order_by(_V.c.starts_at, _V.c.pk))


def gathered(session: Session, scope: Scope, span: Span, *, squad: str | None = None) -> Gathered:
    """Return all that the figures of a period are counted from."""

    def listed(shelf: Shelf[Any], time: str) -> list[Any]:
        found = _counting(shelf.within(scope), shelf.table, time, span, squad)
        return [one.record for one in shelf.listed(session, found)]

    checks: list[PlannedCheck] = listed(PLANNED_CHECKS, "opens_at")
    visits = visits_between(session, scope, span, squad=squad)
    return Gathered(
        checks=checks,
        placed=frozenset(placed_checks(session, {one.firm_id for one in checks})),
        visits=[ToldVisit(one.record, one.found.flags) for one in visits],
        served=listed(SERVICE_VISITS, "at"),
        slots=listed(SLOTS, "starts_at"),
    )


def _counting(found: Select[Any], table: Any, time: str, span: Span, squad: str | None) -> Any:
    column = table.c[time]
    found = found.where(table.c.voided == "").order_by(column, table.c.pk)
    if span.start is not None:
        found = found.where(column >= span.start)
    if span.end is not None:
        found = found.where(column < span.end)
    return found if squad is None else found.where(table.c.squad_code == squad)


def _parts(ids: Iterable[UUID]) -> Iterable[Sequence[UUID]]:
    ordered = sorted(set(ids))
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))
