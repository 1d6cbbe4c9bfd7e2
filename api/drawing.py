"""From the store to a map: gather what is drawn, hand it to ``maps``."""

from collections.abc import Sequence
from datetime import datetime

import shapely
from sqlalchemy.orm import Session

from api import frames
from api.drawing_briefing import BANDWIDTH_M, RASTER_M, draw_briefing, draw_comparison
from api.map_context import area_of, context_of, incidents_in
from api.maps.kinds import MapKind
from geo_patrol.errors import InvalidInput
from geo_patrol.hotspots.density import density
from geo_patrol.messages import Language
from geo_patrol.settings import Settings
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
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
    areas = [area_of(session, code, scope) for code in area_codes]
    context = context_of(
        session,
        scope,
        areas,
        start,
        end,
        settings=settings,
        language=language,
        now=now,
        drafts=kind == "zones",
    )
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
                as_of=max(one.as_of for one in gaps),
            )
        case "briefing":
            found = incidents_in(session, scope, area_codes, start, min(end, now))
            return draw_briefing(session, scope, context, areas, found, settings=settings, now=now)
        case "comparison":
            return draw_comparison(session, scope, context, area_codes, settings=settings, now=now)
        case "heat":
            return _heat(session, scope, context, areas)
        case "hotspots":
            spots = [
                gi_report(session, scope, code, start, end, settings.zone, now=now)
                for code in area_codes
            ]
            cells = frames.stacked([frames.spots(one) for one in spots])
            points = incidents_in(session, scope, area_codes, start, min(end, now))
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


def _heat(session: Session, scope: Scope, context: MapContext, areas: Sequence[Area]) -> str:
    codes = [area.code for area in areas]
    points = incidents_in(session, scope, codes, context.start, context.end)
    ground = frames.LocalMetres.around(shapely.total_bounds([a.geometry for a in areas]).tolist())
    x, y = ground.to_metres(points.geometry.x.to_numpy(), points.geometry.y.to_numpy())
    raster = density(x, y, ground.extent, BANDWIDTH_M, RASTER_M)
    return heat_map(context, raster, ground.degrees, BANDWIDTH_M, points)
