"""Bringing a boundary in as a draft: read, looked at, kept; it does not count yet."""

import hashlib
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.crs import Datum
from geo_patrol.errors import Conflict, Finding, InvalidInput, NotFound, finding
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import PLACES, hold
from geo_patrol.store.repositories import boundary_imports, places
from geo_patrol.store.repositories.boundary_imports import Kept
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows.boundaries import ZONE_CODE_LENGTH
from geo_patrol.workflows.boundary_comparing import compare
from geo_patrol.zones import Status, level_words
from geo_patrol.zones.bringing import LEVELS, BoundaryImport, Part, ShapeKept, plain_finding
from geo_patrol.zones.changes import require_apart
from geo_patrol.zones.files import BoundaryFile, NamedShape

Drafted = tuple[BoundaryImport, bool]
"""An import, and whether it is new."""


def draft(
    store: Store,
    scope: Scope,
    import_id: UUID,
    data: bytes,
    file: BoundaryFile,
    *,
    area_code: str,
    part: Part,
    datum: Datum | None,
    status: Status,
    source: str,
    licence: str,
    epsg: int,
    now: datetime,
) -> Drafted:
    """Keep a boundary as a draft, if it could be put in force as it is.

    ``source`` and ``licence`` are what the file says of itself where they are empty.

    Raises
    ------
    NotFound
        When the area is out of reach.
    InvalidInput
        When shapes lie over each other, over another area, or nowhere near their own.
    Conflict
        When the id is another import's.
    """
    with store.reader() as session:
        area = _area(session, scope, area_code)
    record = BoundaryImport(
        id=import_id,
        area_code=area_code,
        part=part,
        state="draft",
        file_name=file.name,
        sha256=hashlib.sha256(data).hexdigest(),
        datum=datum,
        status=status,
        source=source or file.source or file.name,
        licence=licence or file.licence,
        shapes=tuple(_kept_shape(one, area_code, part) for one in file.shapes),
        findings=tuple(map(plain_finding, [*file.repaired, *_apart(file.shapes, area, part)])),
        created_at=now,
        created_by=scope.officer_id,
    )
    if part != "outline":
        require_apart(file.shapes, epsg=epsg)
    return _keep(store, scope, record, epsg=epsg, now=now)


def restore(
    store: Store, scope: Scope, import_id: UUID, of: UUID, *, epsg: int, now: datetime
) -> Drafted:
    """Make a draft of what held before an import was put in force: the way back.

    Raises
    ------
    NotFound
        When the import is out of reach.
    InvalidInput
        When it was never in force, or nothing held before it.
    Conflict
        When the id is another import's.
    """
    with store.reader() as session:
        before = found_import(session, scope, of).record
    former = before.former
    if former is None or not former.shapes:
        raise InvalidInput("boundaries.nothing_before")
    content = "|".join(f"{one.code}|{one.wkb}" for one in former.shapes)
    record = BoundaryImport(
        id=import_id,
        area_code=before.area_code,
        part=before.part,
        state="draft",
        file_name="",
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        datum=None,
        status=former.status,
        source=former.source,
        licence=former.licence,
        shapes=former.shapes,
        findings=(),
        created_at=now,
        created_by=scope.officer_id,
        restores=of,
    )
    return _keep(store, scope, record, epsg=epsg, now=now)


def found_import(session: Session, scope: Scope, import_id: UUID) -> Kept:
    """Return an import within reach.

    Raises
    ------
    NotFound
    """
    found = boundary_imports.boundary_import(session, import_id, scope)
    if found is None:
        raise NotFound("boundaries.no_import")
    return found


def _keep(
    store: Store, scope: Scope, record: BoundaryImport, *, epsg: int, now: datetime
) -> Drafted:
    with store.reader() as session:
        there = boundary_imports.boundary_import(session, record.id, scope)
        if there is not None:
            return _again(there.record, record), False
        _require_own_codes(session, record)
        compare(session, record, epsg=epsg, now=now)
        squad_code = _area(session, scope, record.area_code).squad_code
    with store.writer() as session:
        hold(session, PLACES)
        there = boundary_imports.boundary_import(session, record.id, scope)
        if there is not None:
            return _again(there.record, record), False
        boundary_imports.add(session, record)
        details = {"area": record.area_code, "part": record.part, "sha256": record.sha256}
        note(session, Act(squad_code, scope.actor, "draft", f"boundary/{record.id}", now, details))
    return record, True


def _again(there: BoundaryImport, sent: BoundaryImport) -> BoundaryImport:
    """Return what is there when the same was sent again."""
    names = ("area_code", "part", "sha256", "datum", "status", "source", "licence", "restores")
    if all(getattr(there, name) == getattr(sent, name) for name in names):
        return there
    current = {"area": there.area_code, "part": there.part, "file": there.file_name}
    raise Conflict("boundaries.id_taken", current=current)


def _area(session: Session, scope: Scope, code: str) -> Area:
    found = places.area(session, code, scope)
    if found is None:
        raise NotFound("records.no_area", area=code)
    return found


def _kept_shape(one: NamedShape, area_code: str, part: Part) -> ShapeKept:
    level = next((level for level in LEVELS if level == part), None)
    usual = area_code if level is None else level_words(level)
    return ShapeKept.of(
        one.code or f"{area_code}-{part}-{one.number}", one.name or usual, one.geometry
    )


def _apart(shapes: tuple[NamedShape, ...], area: Area, part: Part) -> list[Finding]:
    """Return a finding for each shape that does not touch the area.

    Raises
    ------
    InvalidInput
        When none does.
    """
    apart = [one.number for one in shapes if not one.geometry.intersects(area.geometry)]
    if len(apart) == len(shapes):
        raise InvalidInput("boundaries.elsewhere", area=f"{area.name_zh} {area.name_en}")
    if part == "outline":
        return []
    return [finding(number, "boundaries.not_here", area=area.code) for number in apart]


def _require_own_codes(session: Session, record: BoundaryImport) -> None:
    """Refuse codes that stand twice, are too long, or are those of another level's zones."""
    if record.level is None:
        return
    codes = [one.code for one in record.shapes]
    long = [code for code in codes if len(code) > ZONE_CODE_LENGTH]
    if long:
        raise InvalidInput("boundaries.zone_code_long", code=long[0], limit=ZONE_CODE_LENGTH)
    others = {
        zone.code
        for level in LEVELS
        for draft_too in (True, False)
        for zone in places.all_zones(session, record.area_code, level, draft=draft_too)
        if level != record.level or draft_too
    }
    twice = sorted({code for code in codes if codes.count(code) > 1 or code in others})
    if twice:
        raise InvalidInput("boundaries.zone_code_twice", codes=", ".join(twice))
