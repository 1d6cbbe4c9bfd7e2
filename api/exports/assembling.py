"""From the store to a table to export: what each figure needs, for one area or several."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from api.exports import compliance, coverage, hotspots, seen, summaries
from api.exports.records import About, Export, Figure, stacked
from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.messages import Language
from geo_patrol.settings import Settings
from geo_patrol.store.repositories import duty, grids, places
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.compliance import compliance_report
from geo_patrol.workflows.coverage import coverage_table, gap_table
from geo_patrol.workflows.hotspots import gi_report, rate_report
from geo_patrol.workflows.seeing import seen_report

ALL = "all"


@dataclass(frozen=True, eq=False)
class Assembled:
    """A table, and what a leader wants to hear of it first."""

    export: Export
    summary: tuple[str, ...]


def assemble(
    figure: Figure,
    session: Session,
    scope: Scope,
    area_codes: Sequence[str],
    start: datetime,
    end: datetime,
    *,
    settings: Settings,
    language: Language,
    now: datetime,
) -> Assembled:
    """Return a figure of areas in ``[start, end)``, so far as it has happened.

    Raises
    ------
    NotFound
        When an area is out of reach or has no grid.
    InvalidInput
        When the period is empty, or has not begun.
    """
    if end <= start:
        raise InvalidInput("records.end_before_start")
    areas = chosen_areas(session, scope, area_codes)
    zone = settings.zone
    about = About(
        figure=figure,
        areas=areas,
        start=start,
        end=end,
        as_of=min(end, now),
        made_at=now,
        zone=zone,
        demo=duty.has_demo(session),
    )
    codes = [area.code for area in areas]
    match figure:
        case "effort":
            spent = [
                coverage_table(session, scope, code, start, end, zone, now=now) for code in codes
            ]
            whole = stacked([coverage.effort(one, about) for one in spent], about)
            return Assembled(whole, summaries.effort(spent, language))
        case "gaps" | "spans":
            missed = [gap_table(session, scope, code, start, end, zone, now=now) for code in codes]
            about = replace(about, as_of=max(one.as_of for one in missed))
            made = coverage.gaps if figure == "gaps" else coverage.spans
            whole = stacked([made(one, about) for one in missed], about)
            return Assembled(whole, summaries.gaps(missed, language))
        case "compliance":
            kept = compliance_report(session, scope, codes, start, end, zone, now=now)
            about = replace(about, as_of=kept.as_of)
            return Assembled(
                compliance.compliance(kept, about), summaries.compliance(kept, language)
            )
        case "seen":
            looked = [
                seen_report(session, scope, code, start, end, zone, now=now) for code in codes
            ]
            whole = stacked([seen.seen(one, about) for one in looked], about)
            return Assembled(whole, summaries.seen(looked, language))
        case "rates":
            rated = [rate_report(session, scope, code, start, end, zone, now=now) for code in codes]
            whole = stacked([hotspots.rates(one, about) for one in rated], about)
            return Assembled(whole, summaries.rates(rated, language))
        case "hotspots":
            spots = [gi_report(session, scope, code, start, end, zone, now=now) for code in codes]
            whole = stacked([hotspots.hotspots(one, about) for one in spots], about)
            return Assembled(whole, summaries.hotspots(spots, language))


def chosen_areas(session: Session, scope: Scope, codes: Sequence[str]) -> tuple[Area, ...]:
    """Return areas by their codes, each once; ``all`` are those within reach that have a grid.

    Raises
    ------
    NotFound
        When there is no such area within reach, or none at all.
    """
    if list(codes) == [ALL]:
        within = places.areas(session, scope)
        with_grid = {
            code
            for squad in {area.squad_code for area in within}
            for _, code in grids.grid_ids_in_use(session, squad)
        }
        found = tuple(area for area in within if area.code in with_grid)
        if not found:
            raise NotFound("boundaries.no_grid", area=ALL)
        return found
    areas = []
    for code in dict.fromkeys(codes):
        area = places.area(session, code, scope)
        if area is None:
            raise NotFound("records.no_area", area=code)
        areas.append(area)
    return tuple(areas)
