"""Who answers for the cells of areas at a moment, and which of them are somebody's."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy.orm import Session

from geo_patrol.coverage.gaps import GAP_CLASSES, NEVER_US, GapClass
from geo_patrol.park.blocks import blocks_at
from geo_patrol.park.records import Block, ResponsibilityHandover
from geo_patrol.park.responsibility import (
    CellDuty,
    Hole,
    Member,
    Tenure,
    duties,
    holes,
    tenures,
)
from geo_patrol.store.repositories import cases, grids, places
from geo_patrol.store.repositories.cases import Asked
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.repositories.responsibility import (
    blocks_of,
    centres,
    handovers_of,
    members,
    responsibilities_of,
)
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.area_cells import demands_of
from geo_patrol.workflows.cell_figures import UNIX_EPOCH
from geo_patrol.workflows.standing import AreaStanding, area_standing, standing_moment

AHEAD = timedelta(days=90)
"""How far ahead holes are looked for: a quarter."""


@dataclass(frozen=True)
class AreaDuties:
    """Who answers for what in an area at a moment.

    Attributes
    ----------
    blocks
        Those that hold then.
    cells
        All cells, in order of the grid; none of an area without one.
    found
        Everybody's times, before and after, too.
    handed
        Hand-overs of what holds then, by responsibility, in order of time.
    holes
        When nobody answers for a block from then on, within `AHEAD`.
    """

    area: Area
    blocks: tuple[Block, ...]
    cells: tuple[CellDuty, ...]
    found: tuple[Tenure, ...]
    handed: Mapping[UUID, Sequence[ResponsibilityHandover]]
    members: Mapping[UUID, Member]
    holes: tuple[Hole, ...]

    @property
    def is_divided(self) -> bool:
        """Whether anybody ever answered for anything here."""
        return bool(self.blocks or self.found)


@dataclass(frozen=True)
class MyCell:
    """A cell that somebody answers for, and how it stands.

    Attributes
    ----------
    last_seen, due_at
        When a patrol left it last, None if never; when the next visit is due, None where nothing
        is required or nobody ever came.
    n_open_cases
        Of the closed loop.
    """

    area: Area
    duty: CellDuty
    centre: tuple[float, float]
    last_seen: datetime | None
    due_at: datetime | None
    gap_class: GapClass
    n_open_cases: int


@dataclass(frozen=True)
class MyCells:
    """What somebody answers for, as it stands at ``as_of``, and what was left to them open."""

    cells: tuple[MyCell, ...]
    handed: tuple[ResponsibilityHandover, ...]
    as_of: datetime


def area_duties(session: Session, area: Area, at: datetime, now: datetime) -> AreaDuties:
    """Return who answers for what in an area at a moment."""
    blocks = [one.record for one in blocks_of(session, area.code)]
    responsibilities = [one.record for one in responsibilities_of(session, area.code)]
    handovers = [one.record for one in handovers_of(session, [one.id for one in responsibilities])]
    found = tenures(responsibilities, handovers)
    known = members(session, {one.officer_id for one in found}, area.squad_code, now=now)
    grid_ids = grids.grid_ids_of(session, area.code)
    codes = demands_of(session, grid_ids[0]).codes if grid_ids else ()
    handed: dict[UUID, list[ResponsibilityHandover]] = defaultdict(list)
    for one in handovers:
        if one.at <= at:
            handed[one.responsibility_id].append(one)
    return AreaDuties(
        area=area,
        blocks=tuple(blocks_at(blocks, at)),
        cells=tuple(duties(codes, area.code, blocks, found, known, at)),
        found=tuple(found),
        handed=handed,
        members=known,
        holes=tuple(holes(blocks, found, known, at, at + AHEAD)),
    )


def duties_at(
    session: Session,
    scope: Scope,
    at: datetime,
    *,
    now: datetime,
    squad: str | None = None,
    area: str | None = None,
) -> list[AreaDuties]:
    """Return who answers for what in the areas within reach; those left aside that are undivided.

    Raises
    ------
    NotFound
        When ``area`` is out of reach.
    """
    found = [
        area_duties(session, one, at, now)
        for one in places.areas(session, scope)
        if area in (None, one.code) and squad in (None, one.squad_code)
    ]
    return [one for one in found if one.is_divided or area is not None]


def my_cells(
    session: Session, scope: Scope, officer_id: UUID, zone: ZoneInfo, *, now: datetime
) -> MyCells:
    """Return the cells that somebody answers for now; what is overdue first.

    Cells that nobody ever came to stand before all others.
    """
    as_of = standing_moment(session, zone, now)
    mine: list[MyCell] = []
    handed: dict[UUID, ResponsibilityHandover] = {}
    for one in duties_at(session, scope, now, now=now):
        own = [
            (place, each)
            for place, each in enumerate(one.cells)
            if each.vacancy is None and each.tenure and each.tenure.officer_id == officer_id
        ]
        if own:
            mine += _standing(session, scope, one.area, own, zone, as_of)
        for _, each in own:
            tenure = each.tenure
            for handover in () if tenure is None else one.handed.get(tenure.responsibility_id, ()):
                if tenure is not None and handover.at == tenure.start:
                    handed[handover.id] = handover
    first = datetime.min.replace(tzinfo=now.tzinfo)
    last = datetime.max.replace(tzinfo=now.tzinfo)
    mine.sort(
        key=lambda one: (
            first if one.gap_class == "never" else one.due_at or last,
            one.area.code,
            one.duty.cell_code,
        )
    )
    ordered = sorted(handed.values(), key=lambda one: (one.at, one.id))
    return MyCells(tuple(mine), tuple(ordered), as_of)


def _standing(
    session: Session,
    scope: Scope,
    area: Area,
    own: Sequence[tuple[int, CellDuty]],
    zone: ZoneInfo,
    as_of: datetime,
) -> list[MyCell]:
    stands = area_standing(session, scope, area, zone, as_of=as_of)
    if stands is None:
        return []
    points = centres(session, stands.grid_id, [one.cell_code for _, one in own])
    open_cases = _open_cases(session, scope, area.code)
    return [
        MyCell(
            area=area,
            duty=duty,
            centre=points[duty.cell_code],
            last_seen=_last_seen(stands, place),
            due_at=_due_at(stands, place),
            gap_class=GAP_CLASSES[int(stands.cells.gap_class[place])],
            n_open_cases=open_cases[duty.cell_code],
        )
        for place, duty in own
    ]


def _open_cases(session: Session, scope: Scope, area: str) -> Counter[str | None]:
    found = cases.sought(session, scope, Asked(area=area, open=True))
    about = cases.origins(session, found)
    counting = (about[one.record.id] for one in found if not one.record.voided)
    return Counter(one.cell_code for one in counting if not one.void)


def _last_seen(stands: AreaStanding, place: int) -> datetime | None:
    left_us = int(stands.cells.last_leave_us[place])
    return None if left_us == NEVER_US else UNIX_EPOCH + timedelta(microseconds=left_us)


def _due_at(stands: AreaStanding, place: int) -> datetime | None:
    seen, required_s = _last_seen(stands, place), float(stands.demands.required_s[place])
    if seen is None or np.isnan(required_s):
        return None
    return seen + timedelta(seconds=required_s)
