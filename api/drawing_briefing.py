"""From the store to the maps of many things: the briefing map, and two periods side by side."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import geopandas as gpd
import numpy as np
import shapely
from sqlalchemy.orm import Session

from api import frames
from geo_patrol.hotspots.density import density
from geo_patrol.settings import Settings
from geo_patrol.store.repositories import check_points, tracks
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.area_cells import area_cells
from geo_patrol.workflows.coverage import coverage_table, gap_table
from geo_patrol.workflows.hotspots import gi_report
from geo_patrol.workflows.seeing import seen_report
from geo_patrol.workflows.shift_figures import shift_figures
from maps import (
    Briefing,
    ByShift,
    Compared,
    Heat,
    MapContext,
    Moments,
    briefing_map,
    comparison_map,
)
from maps.words import period, same

BANDWIDTH_M = 250.0
RASTER_M = 25.0
LONGEST_BY_SHIFT = timedelta(days=93)
"""Of a longer period the map has no slider: each shift is every cell once more."""

MOST_TRACKS = 5000
AT_ONCE = 500


def draw_briefing(
    session: Session,
    scope: Scope,
    context: MapContext,
    areas: Sequence[Area],
    incidents: gpd.GeoDataFrame,
    *,
    settings: Settings,
    now: datetime,
) -> str:
    """Return all topics of areas in the context's period as one page.

    Raises
    ------
    NotFound
        When an area has no grid.
    InvalidInput
        When the period has not begun.
    """
    start, end, zone = context.start, context.end, settings.zone
    codes = [area.code for area in areas]
    given = (session, scope)
    gaps = [gap_table(*given, code, start, end, zone, now=now) for code in codes]
    effort = [coverage_table(*given, code, start, end, zone, now=now) for code in codes]
    seen = [seen_report(*given, code, start, end, zone, now=now) for code in codes]
    spots = [gi_report(*given, code, start, end, zone, now=now) for code in codes]
    return briefing_map(
        context,
        Briefing(
            gaps=frames.stacked([frames.gaps(one) for one in gaps]),
            effort=frames.stacked([frames.effort(one) for one in effort]),
            seen=frames.stacked([frames.seen(one) for one in seen]),
            spots=frames.stacked([frames.spots(one) for one in spots]),
            incidents=incidents,
            tracks=_tracks(session, scope, codes, Span(start, min(end, now))),
            cameras=frames.of_cameras(one.camera for report in seen for one in report.cameras),
            check_points=_check_points(session, scope, codes),
            heat=_heat(areas, incidents),
            by_shift=_by_shift(session, scope, codes, context, settings, now),
            as_of=max(one.as_of for one in gaps),
            n_untracked_patrols=sum(len(one.untracked) for one in gaps),
            n_behind=sum(one.n_tracks - one.n_done for one in seen),
            rings=spots[0].rings,
        ),
    )


def draw_comparison(
    session: Session,
    scope: Scope,
    context: MapContext,
    area_codes: Sequence[str],
    *,
    settings: Settings,
    now: datetime,
) -> str:
    """Return the context's period beside the one before it as one page.

    Raises
    ------
    NotFound
        When an area has no grid.
    """
    spans = (before(context.start, context.end, settings), (context.start, context.end))
    compared = []
    for start, end in spans:
        tables = [
            coverage_table(session, scope, code, start, end, settings.zone, now=now)
            for code in area_codes
        ]
        cells = frames.stacked([frames.effort(one) for one in tables])
        compared.append(Compared(same(_name(start, end, settings)), cells))
    return comparison_map(context, *compared)


def before(start: datetime, end: datetime, settings: Settings) -> tuple[datetime, datetime]:
    """Return the period before one: of whole months as many, of others as long."""
    months = _whole_months(start, end, settings)
    if months:
        first = start.astimezone(settings.zone)
        year, month = divmod(first.year * 12 + first.month - 1 - months, 12)
        return first.replace(year=year, month=month + 1), start
    return start - (end - start), start


def _name(start: datetime, end: datetime, settings: Settings) -> str:
    """Return a period's name: a month by its number, others by their days."""
    if _whole_months(start, end, settings) == 1:
        return f"{start.astimezone(settings.zone):%Y-%m}"
    return period(start, end, settings.zone)


def _whole_months(start: datetime, end: datetime, settings: Settings) -> int:
    """Return how many whole local months a period is; 0 where it is none."""
    first, last = start.astimezone(settings.zone), end.astimezone(settings.zone)
    midnight = datetime.min.time()
    if any(one.day != 1 or one.time() != midnight for one in (first, last)):
        return 0
    return (last.year - first.year) * 12 + last.month - first.month


def _by_shift(
    session: Session,
    scope: Scope,
    codes: Sequence[str],
    context: MapContext,
    settings: Settings,
    now: datetime,
) -> ByShift | None:
    start, end = context.start, context.end
    if end - start > LONGEST_BY_SHIFT:
        return None
    found = [
        shift_figures(
            session,
            scope,
            area_cells(session, scope, code),
            start,
            end,
            settings.zone,
            now=now,
        )
        for code in codes
    ]
    *starts, last = (datetime.fromtimestamp(us / 1e6, UTC) for us in found[0].bounds_us.tolist())
    return ByShift(
        Moments(starts, found[0].kinds, last, settings.zone),
        np.concatenate([one.effort_s for one in found], axis=1),
        np.concatenate([one.gap_class for one in found], axis=1).astype(np.int64),
    )


def _tracks(session: Session, scope: Scope, codes: Sequence[str], span: Span) -> gpd.GeoDataFrame:
    """Return where crews went, and when they began; not who they were.

    Where somebody was is sensitive all the same (个人信息保护法 28): only who may see tracks
    has any.
    """
    rows: list[tuple[datetime, shapely.LineString]] = []
    for code in codes if scope.may("tracks.read") else ():
        cursor = None
        while len(rows) < MOST_TRACKS:
            page = tracks.tracks(session, scope, span, area=code, cursor=cursor, limit=AT_ONCE)
            rows += [
                (one.started_at, one.line)
                for one in page.items
                if one.line is not None and one.started_at is not None and one.standing == "counts"
            ]
            cursor = page.next_cursor
            if cursor is None:
                break
    return gpd.GeoDataFrame(
        {"started_at": [began for began, _ in rows]},
        geometry=[line for _, line in rows],
        crs=frames.CRS,
    )


def _check_points(session: Session, scope: Scope, codes: Sequence[str]) -> gpd.GeoDataFrame:
    found = [
        kept.record
        for code in codes
        for kept in check_points.check_points(session, scope, area=code, retired=False)
    ]
    return gpd.GeoDataFrame(
        {"code": [one.code for one in found], "name": [one.name for one in found]},
        geometry=[shapely.Point(one.lon, one.lat) for one in found],
        crs=frames.CRS,
    )


def _heat(areas: Sequence[Area], incidents: gpd.GeoDataFrame) -> Heat | None:
    if not len(incidents):
        return None
    bounds = shapely.total_bounds([area.geometry for area in areas]).tolist()
    ground = frames.LocalMetres.around(bounds)
    x, y = ground.to_metres(incidents.geometry.x.to_numpy(), incidents.geometry.y.to_numpy())
    raster = density(x, y, ground.extent, BANDWIDTH_M, RASTER_M)
    return Heat(raster, ground.degrees, BANDWIDTH_M)
