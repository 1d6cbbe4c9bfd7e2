"""What every map of a store has: its areas, its ground, its titles, and incidents as points."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import shapely
from geopandas import GeoDataFrame
from sqlalchemy.orm import Session

from api import frames
from api.grounds import ground_of
from geo_patrol.errors import NotFound
from geo_patrol.messages import Language, text
from geo_patrol.settings import Settings
from geo_patrol.store.repositories import duty, grids, incidents, places
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
from geo_patrol.store.spatial import Box
from geo_patrol.workflows.catalogue import current
from maps.context import MapContext

MARGIN_DEG = 0.02
MOST_NAMED = 2
MOMENT = timedelta(microseconds=1)
"""Periods are half-open: what begins with the end is not in them."""


def area_of(session: Session, code: str, scope: Scope) -> Area:
    """Return an area by its code.

    Raises
    ------
    NotFound
        When it is out of reach.
    """
    found = places.area(session, code, scope)
    if found is None:
        raise NotFound("records.no_area", area=code)
    return found


def context_of(
    session: Session,
    scope: Scope,
    areas: Sequence[Area],
    start: datetime,
    end: datetime,
    *,
    settings: Settings,
    language: Language,
    now: datetime,
    drafts: bool,
) -> MapContext:
    """Return the ground, titles and period of a map of areas.

    Drafts of zones belong on the map of zones only: on the others they would look like law.
    """
    west, south, east, north = shapely.total_bounds([one.geometry for one in areas]).tolist()
    box = Box(west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG)
    codes = {area.code for area in areas}
    zones = [
        zone
        for zone in places.zones(session, scope, at=min(end - MOMENT, now))
        if zone.area_code in codes and (drafts or zone.status != "draft")
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
        ground=ground_of(settings, (box.west, box.south, box.east, box.north)),
    )


def _title(areas: Sequence[Area], language: Language) -> str:
    if len(areas) <= MOST_NAMED:
        names = [one.name_zh if language == "zh" else one.name_en for one in areas]
        return ("、" if language == "zh" else ", ").join(names)
    kinds = {area.kind for area in areas}
    if kinds == {"park"}:
        return text("drawing.park_blocks", language, n=len(areas))
    return text("drawing.areas", language, n=len(areas))


def incidents_in(
    session: Session, scope: Scope, area_codes: Sequence[str], start: datetime, end: datetime
) -> GeoDataFrame:
    """Return the incidents of areas as points, categories in both languages."""
    found = incidents.points(session, scope, area_codes, start, end)
    return frames.of_incidents(found, current(session).categories)
