"""A new area as it is planned: its file read, its cells counted; it counts for nothing yet."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.crs import project
from geo_patrol.errors import Conflict, Finding, InvalidInput, NotFound, finding
from geo_patrol.grid import Cell, make_grid
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import new_areas, places
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows.areas import neighbours_pressed, require_area_code, require_squad
from geo_patrol.workflows.boundaries import multi
from geo_patrol.workflows.gridding import ground_around
from geo_patrol.zones import Zone, status_words
from geo_patrol.zones.bringing import ShapeKept, plain_finding
from geo_patrol.zones.files import BoundaryFile
from geo_patrol.zones.new_areas import MOST_CELLS, AreaPlan, NewArea

AROUND_DEG = 0.02
"""How far around an outline its neighbours are shown."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A planned area among what there is.

    ``n_by_interval`` are its cells by the seconds within which each must be visited; None: never.
    """

    area_m2: float
    cells: tuple[Cell, ...]
    n_by_interval: Mapping[int | None, int]
    neighbours: tuple[Area, ...]
    zones: tuple[Zone, ...]
    remarks: tuple[Finding, ...]


def draft(
    store: Store,
    scope: Scope,
    draft_id: UUID,
    data: bytes,
    file: BoundaryFile,
    plan: AreaPlan,
    *,
    epsg: int,
    county: str,
    now: datetime,
) -> tuple[NewArea, bool]:
    """Keep an area as a plan, if it could be opened as it is; return it, and whether it is new.

    Raises
    ------
    NotFound
        When the squad is out of reach.
    InvalidInput
        When the code is none or taken, the ground is another area's, or cells cannot be made.
    Conflict
        When the id is another plan's.
    """
    require_area_code(plan.code)
    outline = multi(shapely.union_all([one.geometry for one in file.shapes]))
    source = plan.source or file.source or file.name
    record = NewArea(
        id=draft_id,
        state="draft",
        plan=replace(plan, source=source, licence=plan.licence or file.licence),
        file_name=file.name,
        sha256=hashlib.sha256(data).hexdigest(),
        outline=ShapeKept.of(plan.code, plan.name_zh, outline).wkb,
        findings=tuple(map(plain_finding, file.repaired)),
        created_at=now,
        created_by=scope.officer_id,
    )
    with store.reader() as session:
        require_squad(session, scope, plan.squad_code)
        there = new_areas.new_area(session, draft_id, SYSTEM)
        if there is None:
            look_at(session, record, epsg=epsg, county=county, now=now)
    with store.writer() as session:
        there = there or new_areas.new_area(session, draft_id, SYSTEM)
        if there is not None:
            return _again(there, record), False
        new_areas.add(session, record)
        details = {"area": plan.code, "sha256": record.sha256}
        act = Act(plan.squad_code, scope.actor, "draft", f"new_area/{draft_id}", now, details)
        note(session, act)
    return record, True


def found_plan(session: Session, scope: Scope, draft_id: UUID) -> NewArea:
    """Return a plan within reach.

    Raises
    ------
    NotFound
    """
    found = new_areas.new_area(session, draft_id, scope)
    if found is None:
        raise NotFound("new_areas.none")
    return found


def look_at(session: Session, record: NewArea, *, epsg: int, county: str, now: datetime) -> Picture:
    """Return what a plan would make.

    Raises
    ------
    InvalidInput
        When its code is taken, its ground another area's, or its cells cannot be made.
    """
    plan, outline = record.plan, record.geometry
    require_free(session, plan.code)
    area_m2 = float(project(outline, epsg).area)
    n_about = area_m2 / plan.size_m**2
    if n_about > MOST_CELLS:
        raise InvalidInput("new_areas.too_many_cells", n=round(n_about), most=MOST_CELLS)
    pressed = neighbours_pressed(session, plan.code, outline, epsg=epsg)
    ground = ground_around(session, area_of(record), now)
    grid = make_grid(
        plan.code,
        outline,
        size_m=plan.size_m,
        epsg=epsg,
        county=county,
        provisional_sections=True,
        water=ground.water,
        access=ground.access,
        zones=ground.zones,
        kind=plan.kind,
    )
    counted: dict[int | None, int] = {}
    for cell in grid.cells:
        counted[cell.required_interval_s] = counted.get(cell.required_interval_s, 0) + 1
    around = shapely.box(*outline.buffer(AROUND_DEG).bounds)
    return Picture(
        area_m2=area_m2,
        cells=grid.cells,
        n_by_interval=counted,
        neighbours=_near(places.areas(session, SYSTEM), around),
        zones=tuple(
            one
            for one in places.zones(session, SYSTEM, at=now)
            if one.status != "draft" and one.geometry.intersects(around)
        ),
        remarks=(*pressed, *_asked_of_nobody(plan, counted)),
    )


def require_free(session: Session, code: str) -> None:
    """Refuse a code that an area has, patrolled or not.

    Raises
    ------
    InvalidInput
    """
    if places.area(session, code, SYSTEM) is not None:
        raise InvalidInput("new_areas.code_taken", code=code)


def area_of(record: NewArea) -> Area:
    """Return the area that a plan makes."""
    plan = record.plan
    return Area(
        code=plan.code,
        squad_code=plan.squad_code,
        kind=plan.kind,
        name_zh=plan.name_zh,
        name_en=plan.name_en,
        status=plan.status,
        status_note=status_words(plan.status),
        source=plan.source,
        licence=plan.licence,
        geometry=record.geometry,
    )


def _asked_of_nobody(plan: AreaPlan, counted: Mapping[int | None, int]) -> tuple[Finding, ...]:
    """Return that a reservoir's cells ask for no patrol as long as no zone is in force there."""
    if plan.kind == "park" or counted.keys() != {None}:
        return ()
    return (finding("", "new_areas.nothing_required"),)


def _near(areas: list[Area], around: BaseGeometry) -> tuple[Area, ...]:
    return tuple(one for one in areas if one.geometry.intersects(around))


def _again(there: NewArea, sent: NewArea) -> NewArea:
    """Return what is there when the same was sent again."""
    if (there.plan, there.sha256) == (sent.plan, sent.sha256):
        return there
    raise Conflict("new_areas.id_taken", current={"area": there.plan.code, "state": there.state})
