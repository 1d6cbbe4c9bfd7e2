"""What the start page shows: areas and how they stand, figures so far, the period it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import shapely
from sqlalchemy.orm import Session

from api.auth.permissions import Caller
from api.pages.sketch import Bar, Sketch, bars, sketch
from api.periods import last_period
from geo_patrol.coverage.gaps import LATE
from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.roles import Role
from geo_patrol.settings import Settings
from geo_patrol.store.repositories import duty, grid_changes, incidents, places
from geo_patrol.store.repositories.places import Area
from geo_patrol.workflows.coverage import gap_table

HEADINGS: dict[str, str] = {"reservoir": "api.squad.reservoir", "park": "api.squad.park"}
ROLES: dict[Role, str] = {
    "officer": "api.role.officer",
    "auxiliary": "api.role.auxiliary",
    "leader": "api.role.leader",
    "briefing": "api.role.briefing",
    "auditor": "api.role.auditor",
    "admin": "api.role.admin",
}
EVER = (datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


@dataclass(frozen=True)
class Figures:
    """A squad's headline figures since records began."""

    violations: int
    persuaded: int
    seized: int


@dataclass(frozen=True)
class Standing:
    """How the cells of an area stand at the end of the period."""

    never: int
    overdue: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class AreaView:
    """An area as a card; ``status`` is the key of how far its boundary may be trusted.

    ``recomputed`` is the share (percent) of a new grid that is on its way into use, or None.
    """

    code: str
    name_zh: str
    name_en: str
    status: str
    sketch: Sketch
    standing: Standing | None
    recomputed: int | None


@dataclass(frozen=True)
class SquadView:
    """A squad's areas; ``figures`` is None for who may not read records."""

    heading: str
    areas: tuple[AreaView, ...]
    figures: Figures | None


@dataclass(frozen=True)
class Overview:
    """The start page's content; ``first`` and ``last`` are local days, both included.

    ``plans`` is whether the caller plans what crews do.
    """

    squads: tuple[SquadView, ...]
    first: date
    last: date
    demo: bool
    patrolled: bool
    plans: bool


@dataclass(frozen=True)
class _Asked:
    """What all parts of the page are about."""

    session: Session
    caller: Caller
    settings: Settings
    start: datetime
    end: datetime
    now: datetime
    patrolled: bool
    recomputed: dict[str, int]


def overview(session: Session, caller: Caller, settings: Settings, *, now: datetime) -> Overview:
    """Return what the start page shows to a caller: their areas in the month of the last patrol."""
    start, end = last_period(session, caller.scope, settings, now=now)
    patrolled = duty.last_start(session, caller.scope, now) is not None
    recomputed = {
        one.area_code: 100 * one.n_done // max(1, one.n_tracks)
        for one in grid_changes.changes(session)
    }
    asked = _Asked(session, caller, settings, start, end, now, patrolled, recomputed)
    grouped: dict[str, list[Area]] = {}
    for area in places.areas(session, caller.scope):
        grouped.setdefault(area.squad_code, []).append(area)
    return Overview(
        squads=tuple(_squad(asked, code, areas) for code, areas in grouped.items()),
        first=start.astimezone(settings.zone).date(),
        last=(end.astimezone(settings.zone) - timedelta(days=1)).date(),
        demo=duty.has_demo(session),
        patrolled=patrolled,
        plans=caller.may("duty.plan"),
    )


def _squad(asked: _Asked, code: str, areas: Sequence[Area]) -> SquadView:
    water: dict[str | None, list[shapely.Geometry]] = {}
    for one in places.references(asked.session, "water"):
        water.setdefault(one.area_code, []).append(one.geometry)
    return SquadView(
        heading=HEADINGS[areas[0].kind],
        areas=tuple(_card(asked, area, water.get(area.code, [])) for area in areas),
        figures=_figures(asked, code) if asked.caller.may("records.read") else None,
    )


def _card(asked: _Asked, area: Area, water: Sequence[shapely.Geometry]) -> AreaView:
    return AreaView(
        code=area.code,
        name_zh=area.name_zh,
        name_en=area.name_en,
        status=f"maps.status.{area.status}",
        sketch=sketch(area.geometry, water),
        standing=_standing(asked, area) if asked.caller.may("coverage.read") else None,
        recomputed=asked.recomputed.get(area.code),
    )


def _standing(asked: _Asked, area: Area) -> Standing | None:
    """Return how an area stands; None before its squad's first patrol, or without a grid."""
    if not asked.patrolled:
        return None
    try:
        table = gap_table(
            asked.session,
            asked.caller.scope,
            area.code,
            asked.start,
            asked.end,
            asked.settings.zone,
            now=asked.now,
        )
    except (NotFound, InvalidInput):
        return None
    return Standing(
        never=table.gap_class.count("never"),
        overdue=sum(one in LATE for one in table.gap_class),
        bars=bars(table.gap_class),
    )


def _figures(asked: _Asked, squad: str) -> Figures:
    start, end = EVER
    scope = asked.caller.scope
    return Figures(*incidents.totals(asked.session, scope, squad=squad, start=start, end=end))
