"""Finding where an incident lies, and what about it a person should look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from geo_patrol.crs import project
from geo_patrol.errors import Finding, InvalidInput, NeedsConfirmation, finding
from geo_patrol.incidents.catalogue import Catalogue
from geo_patrol.incidents.outcomes import outcome_faults, outcome_flags
from geo_patrol.incidents.records import Incident
from geo_patrol.store.repositories import cases, firms, incidents, places
from geo_patrol.store.repositories.incident_search import EVERYTHING
from geo_patrol.store.repositories.incidents import Located
from geo_patrol.store.repositories.paging import MAX_PAGE
from geo_patrol.store.repositories.places import Position
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.spatial import Box

FAR_OUTSIDE_M = 5000
CLOCK_TOLERANCE = timedelta(minutes=10)
PLACE_FLAGS = {"outside_areas", "area_of_other_squad", "outside_cells"}


@dataclass(frozen=True)
class Spot:
    """Where something lies that has no time, and what is odd about that."""

    area_code: str | None = None
    cell_code: str | None = None
    flags: tuple[str, ...] = ()


def check_incident_terms(incident: Incident, catalogue: Catalogue) -> None:
    """Refuse codes that the catalogue does not have, and what an outcome does not go with.

    Retired ones are taken: a phone may have been out of reach when that was decided.

    Raises
    ------
    InvalidInput
        With one finding for each.
    """
    unknown: list[Finding] = []
    if incident.category not in catalogue.categories:
        unknown.append(finding("category", "records.unknown_category", code=incident.category))
    for number, outcome in enumerate(incident.outcomes):
        if outcome.kind not in catalogue.outcomes:
            where = f"outcomes[{number}].kind"
            unknown.append(finding(where, "records.unknown_outcome", code=outcome.kind))
    for number, item in enumerate(incident.seized):
        if item.kind not in catalogue.gear:
            where = f"seized[{number}].kind"
            unknown.append(finding(where, "records.unknown_gear", code=item.kind))
    if unknown:
        raise InvalidInput("records.unknown_terms", findings=tuple(unknown))
    wrong = tuple(outcome_faults(incident, catalogue))
    if wrong:
        raise InvalidInput("incidents.bad_outcomes", findings=wrong)


def locate_incident(
    session: Session,
    incident: Incident,
    catalogue: Catalogue,
    *,
    now: datetime,
    confirmed: bool,
) -> Located:
    """Return what an incident's point lies in, with flags for what looks odd.

    Facts from the field are taken as they are; only a point far outside the county needs a
    person to say that it is meant.

    Raises
    ------
    NeedsConfirmation
        When the point is more than 5 km outside the county and ``confirmed`` is false.
    """
    flags = []
    position = places.locate(session, incident.lon, incident.lat, incident.occurred_at)
    # Areas lie in the county: who is in one is not looked for further.
    if position.area_code is None and far_outside(session, incident.lon, incident.lat):
        if not confirmed:
            raise NeedsConfirmation("records.far_outside", km=FAR_OUTSIDE_M // 1000)
        flags.append("outside_county")
    if catalogue.categories[incident.category].squad_code not in (None, incident.squad_code):
        flags.append("category_of_other_squad")
    if _uses_retired(incident, catalogue):
        flags.append("retired_term")
    if incident.occurred_at > now + CLOCK_TOLERANCE:
        flags.append("clock_ahead")
    flags += outcome_flags(incident)
    return _located(incident, position, flags)


def _uses_retired(incident: Incident, catalogue: Catalogue) -> bool:
    used = [catalogue.categories[incident.category]]
    used += [catalogue.outcomes[one.kind] for one in incident.outcomes]
    used += [catalogue.gear[one.kind] for one in incident.seized]
    used += [catalogue.agencies[one.agency] for one in incident.outcomes if one.agency]
    return any(term.retired for term in used)


def _located(incident: Incident, position: Position, flags: list[str]) -> Located:
    """Return where an incident is; ``flags`` are those that do not depend on it."""
    flags = [*flags, *place_flags(position, incident.squad_code)]
    return Located(
        area_code=position.area_code,
        zone_id=position.zone_id,
        zone_level=position.zone_level,
        cell_code=position.cell_code,
        flags=tuple(flags),
    )


def relocate_incidents(session: Session, shapes: Sequence[BaseGeometry]) -> int:
    """Find anew where the incidents around changed places lie; return how many moved.

    Cases that no incident became have a place of their own, and are found anew with them; so are
    firms.
    """
    if not shapes:
        return 0
    box = Box(*shapely.total_bounds(shapes).tolist())
    _relocate_cases(session, box)
    _relocate_firms(session, box)
    cursor: str | None = None
    changed = 0
    while True:
        page = incidents.incidents(
            session, SYSTEM, box=box, sought=EVERYTHING, cursor=cursor, limit=MAX_PAGE
        )
        for one in page.items:
            kept = [flag for flag in one.flags if flag not in PLACE_FLAGS]
            point = one.incident
            position = places.locate(session, point.lon, point.lat, point.occurred_at)
            found = _located(one.incident, position, kept)
            before = (one.area_code, one.zone_id, one.cell_code, set(one.flags))
            if before != (found.area_code, found.zone_id, found.cell_code, set(found.flags)):
                incidents.relocate(session, one.incident.id, found)
                changed += 1
        if page.next_cursor is None:
            return changed
        cursor = page.next_cursor


def _relocate_cases(session: Session, box: Box) -> None:
    for kept in cases.placed_in(session, box):
        case, found = kept.record, kept.found
        if case.lon is None or case.lat is None or case.reported_at is None:
            continue
        position = places.locate(session, case.lon, case.lat, case.reported_at)
        flags = [flag for flag in found.flags if flag not in PLACE_FLAGS]
        flags += place_flags(position, found.squad_code)
        cases.relocate_case(session, case.id, position.area_code, position.cell_code, flags)


def _relocate_firms(session: Session, box: Box) -> None:
    for kept in firms.firms_in(session, box):
        firm, found = kept.record, kept.found
        if firm.lon is None or firm.lat is None:
            continue
        spot = spot_of(session, firm.lon, firm.lat, found.squad_code, found.received_at)
        flags = [flag for flag in found.flags if flag not in PLACE_FLAGS]
        firms.place_firm(session, firm.id, spot.area_code, spot.cell_code, [*flags, *spot.flags])


def spot_of(session: Session, lon: float, lat: float, squad_code: str, at: datetime) -> Spot:
    """Return where something of a squad lies that stays where it is."""
    position = places.locate(session, lon, lat, at)
    flags = place_flags(position, squad_code)
    if position.cell_code is None:
        flags = [*flags, "outside_cells"]
    return Spot(position.area_code, position.cell_code, tuple(flags))


def place_flags(position: Position, squad_code: str) -> list[str]:
    """Return what is odd about where a squad's record lies."""
    if position.area_code is None:
        return ["outside_areas"]
    return [] if position.squad_code == squad_code else ["area_of_other_squad"]


def far_outside(session: Session, lon: float, lat: float) -> bool:
    """Whether a point lies more than 5 km outside the county; no when its outline is unknown."""
    if places.in_reference(session, "county", lon, lat):
        return False
    outlines = places.references(session, "county")
    if not outlines:
        return False
    point = Point(lon, lat)
    if not all(abs(lon - one.geometry.centroid.x) < 2 for one in outlines):
        # Far beyond the metric CRS's zone, where distances mean nothing.
        return True
    here = project(point)
    return all(project(one.geometry).distance(here) > FAR_OUTSIDE_M for one in outlines)
