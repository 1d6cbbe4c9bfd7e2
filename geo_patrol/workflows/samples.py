"""The sample boundaries: what the demo and the tests stand on."""

from datetime import datetime
from typing import get_args
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from geo_patrol.audit import ADMINISTRATION, Act
from geo_patrol.boundaries import (
    ReferenceFeature,
    sample_areas,
    sample_reference,
    sample_zones,
)
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import people, places
from geo_patrol.store.repositories.places import Area, Reference
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.trail import note
from geo_patrol.workflows.gridding import make_area_grid
from geo_patrol.workflows.progress import Progress, silent
from geo_patrol.workflows.zoning import put_in_force
from geo_patrol.zones import ZoneLevel

SQUADS = (
    ("reservoir", "库区综合行政执法队", "Reservoir squad"),
    ("park", "园区综合执法队", "Park squad"),
)
CELL_SIZE_M = 100
REFERENCE_NAMESPACE = UUID("0d2d3c0a-5f0e-5a63-8f34-0f8d6f2c9b52")


def ensure_squads(store: Store, *, now: datetime) -> None:
    """Add the two squads; nothing changes when they are there."""
    with store.writer() as session:
        for code, name_zh, name_en in SQUADS:
            if people.ensure_squad(session, code, name_zh, name_en):
                note(session, Act(ADMINISTRATION, SYSTEM.actor, "create", f"squad/{code}", now))


def load_samples(
    store: Store, settings: Settings, *, now: datetime, progress: Progress = silent
) -> None:
    """Load areas, zones, reference features and grids. Loading again changes nothing.

    An area whose outline or zones are approved is the operator's: it is left as it is.
    """
    ensure_squads(store, now=now)
    with store.reader() as session:
        areas = [area for area in sample_areas() if not _is_operators(session, area.code)]
    codes = {area.code for area in areas}
    with store.writer() as session:
        for area in areas:
            its = {name: value for name, value in vars(area).items() if name != "outline"}
            places.save_area(session, Area(geometry=area.outline, **its))
            act = Act(area.squad_code, SYSTEM.actor, "load", f"area/{area.code}", now)
            note(session, act)
        for zone in sample_zones():
            if zone.area_code in codes:
                put_in_force(session, [zone], now=now)
        for feature in sample_reference():
            places.save_reference(session, _reference(feature))
        note(session, Act(ADMINISTRATION, SYSTEM.actor, "load", "reference", now))
    for done, area in enumerate(areas):
        progress("progress.grids", done, len(areas))
        make_area_grid(
            store,
            area_code=area.code,
            size_m=CELL_SIZE_M,
            epsg=settings.metric_epsg,
            county=settings.county_code,
            town=None,
            village=None,
            villages=None,
            provisional_sections=True,
            code_digits=15,
            now=now,
            zone=settings.zone,
        )
    progress("progress.grids", len(areas), len(areas))


def _is_operators(session: Session, area_code: str) -> bool:
    area = places.area(session, area_code, SYSTEM)
    if area is None:
        return False
    levels: tuple[ZoneLevel, ...] = get_args(ZoneLevel)
    zones = [
        zone
        for level in levels
        for zone in places.all_zones(session, area_code, level, draft=False)
    ]
    return area.status == "approved" or any(zone.status == "approved" for zone in zones)


def _reference(feature: ReferenceFeature) -> Reference:
    owned = feature.layer in ("dam", "water")
    return Reference(
        id=uuid5(REFERENCE_NAMESPACE, f"{feature.layer}|{feature.code}"),
        layer=feature.layer,
        area_code=feature.kind if owned else None,
        name=feature.name,
        kind=feature.kind,
        status=feature.status,
        status_note=feature.status_note,
        source=feature.source,
        licence=feature.licence,
        geometry=feature.geometry,
    )
