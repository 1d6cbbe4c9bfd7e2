"""Briefings: what a month, a quarter or a year came to, gathered and said."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_figures import figures_json
from geo_patrol.reports.brief_material import BriefArea
from geo_patrol.reports.brief_periods import period_of
from geo_patrol.reports.brief_words import said
from geo_patrol.reports.briefing import Briefing, BriefingKind
from geo_patrol.reports.bulletins import briefing_of
from geo_patrol.settings import Settings
from geo_patrol.store.repositories import grids, places
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.brief_gathering import Gathering

__all__ = ["assemble", "figures_json"]


def assemble(
    session: Session,
    scope: Scope,
    kind: BriefingKind,
    period: str,
    area_codes: Collection[str] | None = None,
    *,
    settings: Settings,
    now: datetime,
) -> Briefing:
    """Return the briefing of a period: ``2022-10``, ``2022Q4`` or ``2022``.

    Of a period that goes on it tells what there is so far, and that it is not over.

    Parameters
    ----------
    area_codes
        Only these areas; all that is within reach without any.

    Raises
    ------
    NotFound
        When an area is out of reach.
    InvalidInput
        When there is no such period, or it has not begun.
    Unavailable
        When the store's days are still to be made of its visits.
    """
    span = period_of(kind, period, settings.zone)
    if now <= span.start:
        raise InvalidInput("briefing.not_begun", period=period)
    areas, limited = _chosen(session, scope, area_codes, span.end)
    return briefing_of(Gathering(session, scope, settings, span, areas, limited, now).material())


def _chosen(
    session: Session, scope: Scope, codes: Collection[str] | None, end: datetime
) -> tuple[tuple[BriefArea, ...], bool]:
    # Those that were patrolled to the end of the period: what was retired since has its history.
    found = [_area(session, one) for one in places.areas(session, scope, at=end)]
    if not codes:
        return tuple(found), False
    missing = {*codes} - {one.code for one in found}
    if missing:
        raise NotFound("records.no_area", area=min(missing))
    return tuple(one for one in found if one.code in codes), True


def _area(session: Session, area: Area) -> BriefArea:
    return BriefArea(
        code=area.code,
        squad_code=area.squad_code,
        kind=area.kind,
        name=Words(area.name_zh, area.name_en),
        has_grid=bool(grids.grid_ids_of(session, area.code)),
        status=said(f"space.status_{area.status}"),
        source=area.source,
        licence=area.licence,
    )
