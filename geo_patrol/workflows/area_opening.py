"""Opening an area that was planned: it counts, and its cells come; or it never does."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.errors import Conflict, InvalidInput, finding
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import PLACES, hold
from geo_patrol.store.repositories import new_areas
from geo_patrol.store.scope import Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows.area_planning import area_of, found_plan, look_at, require_free
from geo_patrol.workflows.areas import enter_area, neighbours_pressed
from geo_patrol.workflows.gridding import make_area_grid
from geo_patrol.zones.bringing import plain_finding
from geo_patrol.zones.new_areas import NewArea


def open_area(
    store: Store,
    scope: Scope,
    draft_id: UUID,
    *,
    reason: str,
    epsg: int,
    county: str,
    now: datetime,
) -> NewArea:
    """Have a planned area count from now on; its cells are due then. The same again is nothing.

    Raises
    ------
    NotFound
        When the plan is out of reach.
    Conflict
        When something else became of it meanwhile.
    InvalidInput
        When its code or its ground became another area's meanwhile.
    """
    with store.reader() as session:
        planned = found_plan(session, scope, draft_id)
        if planned.state == "draft":
            look_at(session, planned, epsg=epsg, county=county, now=now)
    with store.writer() as session:
        hold(session, PLACES)
        record = found_plan(session, scope, draft_id)
        if record.state == "opened" and record.reason == reason:
            return record
        if record.state != "draft":
            raise _decided(record)
        area = area_of(record)
        require_free(session, area.code)
        neighbours_pressed(session, area.code, area.geometry, epsg=epsg)
        enter_area(session, scope, area, now)
        record = _decide(
            session, scope, replace(record, state="opened", grid_due=True), reason, now
        )
    return record


def discard(store: Store, scope: Scope, draft_id: UUID, *, reason: str, now: datetime) -> NewArea:
    """Decide that a plan never becomes an area.

    Raises
    ------
    NotFound
        When the plan is out of reach.
    Conflict
        When the area is open.
    """
    with store.writer() as session:
        hold(session, PLACES)
        record = found_plan(session, scope, draft_id)
        if record.state == "discarded":
            return record
        if record.state != "draft":
            raise _decided(record)
        return _decide(session, scope, replace(record, state="discarded"), reason, now)


def go_on(store: Store, *, epsg: int, county: str, zone: ZoneInfo, now: datetime) -> int:
    """Cut the areas that were opened into cells, and return how many.

    Raises
    ------
    Unavailable
        When the store is busy or away; what was done before stays done.
    """
    with store.reader() as session:
        due = new_areas.without_cells(session)
    for record in due:
        findings = record.findings
        try:
            make_area_grid(
                store,
                area_code=record.plan.code,
                size_m=record.plan.size_m,
                epsg=epsg,
                county=county,
                town=None,
                village=None,
                villages=None,
                provisional_sections=True,
                code_digits=15,
                now=now,
                zone=zone,
                later=True,
            )
        except InvalidInput as error:
            # They could be cut when it was looked at: what lies around has changed since.
            said = [finding("", error.key, **error.params), *error.findings]
            findings = (*findings, *map(plain_finding, said))
        with store.upkeep() as session:
            new_areas.save(session, replace(record, grid_due=False, findings=findings))
    return len(due)


def _decide(session: Session, scope: Scope, record: NewArea, reason: str, now: datetime) -> NewArea:
    decided = replace(record, reason=reason, decided_at=now, decided_by=scope.officer_id)
    new_areas.save(session, decided)
    plan = record.plan
    action = "establish" if record.state == "opened" else "discard"
    details = {"area": plan.code, "sha256": record.sha256}
    act = Act(plan.squad_code, scope.actor, action, f"new_area/{record.id}", now, details)
    note(session, act)
    return decided


def _decided(record: NewArea) -> Conflict:
    return Conflict("new_areas.decided", current={"state": record.state})
