"""From the store to a map: gather what is drawn, hand it to ``maps``."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import shapely
from geopandas import GeoDataFrame
from sqlalchemy.orm import Session

from api import frames
from api.maps.kinds import MapKind
from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.hotspots.density import density
from geo_patrol.messages import Language, text
from geo_patrol.settings import Settings
from geo_patrol.store.repositories import duty, grids, incidents, places
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
from geo_patrol.store.spatial import Box
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.coverage import coverage_table, gap_table
from geo_patrol.workflows.hotspots import gi_report, rate_report
from geo_patrol.workflows.seeing import seen_report
from maps import (
    AreaRate,
    MapContext,
    coverage_map,
    gaps_map,
    heat_map,
    hotspots_map,
    rates_map,
    seen_map,
    zones_map,
)

MARGIN_DEG = 0.02
BANDWIDTH_M = 250.0
RASTER_M = 25.0
MOST_NAMED = 2
MOMENT = timedelta(microseconds=1)
"""Periods are half-open: what begins with the end is not in them."""


def draw(
    kind: MapKind,
    session: Session,
    scope: Scope,
    area_codes: Sequence[str],
    start: datetime,
    end: datetime,
    *,
    settings: Settings,
    language: Language,
    now: datetime,
) -> str:
    """Return a map of areas in ``[start, end)`` as one self-contained HTML page.

    Raises
    ------
    NotFound
        When an area is out of reach, or has no grid where the map needs one.
    InvalidInput
        When the period is empty.
    """
    if end <= start:
        raise InvalidInput("records.end_before_start")
    areas = [_area(session, code, scope) for code in area_codes]
    context = _context(kind, session, scope, areas, start, end, settings, language, now)
    match kind:
        case "zones":
            return zones_map(context)
        case "coverage":
            tables = [
                coverage_table(session, scope, code, start, end, settings.zone, now=now)
                for code in area_codes
            ]
            return coverage_map(context, frames.stacked([frames.effort(one) for one in tables]))
        case "gaps":
            gaps = [
                gap_table(session, scope, code, start, end, settings.zone, now=now)
                for code in area_codes
            ]
            return gaps_map(
                context,
                frames.stacked([frames.gaps(one) for one in gaps]),
                n_untracked_patrols=sum(len(one.untracked) for one in gaps),
                as_of=min(end, now),
            )
        case "heat":
            return _heat(session, scope, context, areas)
        case "hotspots":
            spots = [
                gi_report(session, scope, code, start, end, settings.zone, now=now)
                for code in area_codes
            ]
            cells = frames.stacked([frames.spots(one) for one in spots])
            points = _incidents(session, scope, area_codes, start, min(end, now))
            return hotspots_map(context, cells, points, rings=spots[0].rings)
        case "rates":
            rates = [
                rate_report(session, scope, code, start, end, settings.zone, now=now)
                for code in area_codes
            ]
            return rates_map(
                context,
                frames.stacked([frames.rates(one) for one in rates]),
                areas=[AreaRate(one.rates.overall_per_h, one.rates.enough_h) for one in rates],
                rings=rates[0].rings,
            )
        case "seen":
            seen = [
                seen_report(session, scope, code, start, end, settings.zone, now=now)
                for code in area_codes
            ]
            return seen_map(
                context,
                frames.stacked([frames.seen(one) for one in seen]),
                frames.of_cameras(one.camera for report in seen for one in report.cameras),
                n_behind=sum(one.n_tracks - one.n_done for one in seen),
            )


def _area(session: Session, code: str, scope: Scope) -> Area:
    found = places.area(session, code, scope)
    if found is None:
        raise NotFound("records.no_area", area=code)
    return found


def _context(
    kind: MapKind,
    session: Session,
    scope: Scope,
    areas: Sequence[Area],
    start: datetime,
    end: datetime,
    settings: Settings,
    language: Language,
    now: datetime,
) -> MapContext:
    west, south, east, north = shapely.total_bounds([one.geometry for one in areas]).tolist()
    box = Box(west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG)
    codes = {area.code for area in areas}
    # Drafts belong on the map of zones only: on the others they would look like law.
    zones = [
        zone
        for zone in places.zones(session, scope, at=min(end - MOMENT, now))
        if zone.area_code in codes and (kind == "zones" or zone.status != "draft")
    ]
    spots = [
        one
        for layer in ("dam", "town")
        for one in places.references(session, layer, box)
        if one.area_code is None or one.area_code in codes
    ]
    note = frames.grid_sizes(grids.grid_sizes(session, sorted(codes)))
    return MapContext(
        title_zh=_title(areas, "zh"),
        title_en=_title(areas, "en"),
        start=start,
        end=end,
        zones=frames.of_zones(zones),
        outline=frames.of_boundaries(areas, ("code", "name_zh", "name_en")),
        water=frames.of_boundaries(places.references(session, "water", box), ("name",)),
        roads=frames.of_boundaries(places.references(session, "road", box), ("name", "kind")),
        places=frames.of_boundaries(spots, ("name", "layer")),
        generated_at=now,
        timezone=settings.zone,
        language=language,
        demo=duty.has_demo(session),
        grid_note=text("drawing.grid", "zh", size=note) if note else "",
        grid_note_en=text("drawing.grid", "en", size=note) if note else "",
    )


def _title(areas: Sequence[Area], language: Language) -> str:
    if len(areas) <= MOST_NAMED:
        names = [one.name_zh if language == "zh" else one.name_en for one in areas]
        return ("、" if language == "zh" else ", ").join(names)
    kinds = {area.kind for area in areas}
    if kinds == {"park"}:
        return text("drawing.park_blocks", language, n=len(areas))
    return text("drawing.areas", language, n=len(areas))


def _heat(session: Session, scope: Scope, context: MapContext, areas: Sequence[Area]) -> str:
    codes = [area.code for area in areas]
    points = _incidents(session, scope, codes, context.start, context.end)
    ground = frames.LocalMetres.around(shapely.total_bounds([a.geometry for a in areas]).tolist())
    x, y = ground.to_metres(points.geometry.x.to_numpy(), points.geometry.y.to_numpy())
    raster = density(x, y, ground.extent, BANDWIDTH_M, RASTER_M)
    return heat_map(context, raster, ground.degrees, BANDWIDTH_M, points)


def _incidents(
    session: Session, scope: Scope, area_codes: Sequence[str], start: datetime, end: datetime
) -> GeoDataFrame:
    found = incidents.points(session, scope, area_codes, start, end)
    return frames.of_incidents(found, current(session).categories)
