"""The story of a cell: who was there, what happened, what was asked for, the latest first."""

import base64
import binascii
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from uuid import UUID
from zoneinfo import ZoneInfo

import shapely
from sqlalchemy.orm import Session

from geo_patrol.coverage.gaps import NEVER_US
from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.field.records import CheckIn, CheckPoint, Task, TaskAnswer
from geo_patrol.store.repositories import cell_story as kept
from geo_patrol.store.repositories import check_points, incidents, people, tasks
from geo_patrol.store.repositories.cell_story import OneCell, Sailed
from geo_patrol.store.repositories.incident_search import Sought
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.area_cells import area_cells
from geo_patrol.workflows.cell_visits import CellVisit, cell_visits
from geo_patrol.workflows.standing import AreaStanding, area_standing, standing_moment

USUAL = timedelta(days=31)
"""How far back a story goes when it is not said."""
LONGEST = timedelta(days=400)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Passed:
    """A visit, and the patrol that made it."""

    visit: CellVisit
    patrol: Sailed


@dataclass(frozen=True)
class Asked:
    """A task for the cell, with what came of it so far."""

    task: Kept[Task]
    answers: tuple[Kept[TaskAnswer], ...]


@dataclass(frozen=True)
class Looked:
    """A check-in at a point in the cell."""

    check_in: Kept[CheckIn]
    point: CheckPoint


What = Passed | Asked | Looked | StoredIncident


@dataclass(frozen=True)
class Told:
    """One thing of a story: when, a name that sorts what happened at once, and what it was."""

    at: datetime
    key: str
    what: What


@dataclass(frozen=True, eq=False)
class CellStory:
    """A page of a cell's story, and how the cell stands."""

    area_code: str
    cell: OneCell
    standing: AreaStanding
    since: datetime
    items: tuple[Told, ...]
    names: dict[UUID, str]
    following: str | None

    @property
    def last_at(self) -> datetime | None:
        """When the cell was last left; None when nobody ever was there."""
        left_us = int(self.standing.cells.last_leave_us[self.cell.idx])
        return None if left_us == NEVER_US else datetime.fromtimestamp(left_us / 1e6, UTC)

    @property
    def required_s(self) -> float | None:
        """The longest time without a visit; None when nothing is required."""
        required_s = float(self.standing.demands.required_s[self.cell.idx])
        return None if math.isnan(required_s) else required_s


def cell_story(
    session: Session,
    scope: Scope,
    area_code: str,
    cell_code: str,
    zone: ZoneInfo,
    *,
    now: datetime,
    since: datetime | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> CellStory:
    """Return what happened in a cell of the grid in use since a moment, the latest first.

    Parameters
    ----------
    since
        31 days ago if None, of a demo 31 days before its end; never more than 400 days before that.
    cursor
        ``following`` of the page before.

    Raises
    ------
    NotFound
        When the area or the cell is out of reach, or the area has no grid.
    InvalidInput
        When no page gave the cursor.
    """
    of = area_cells(session, scope, area_code)
    cell = kept.cell_of(session, of.grid_id, cell_code)
    if cell is None:
        raise NotFound("field.no_cell", cell=cell_code)
    as_of = standing_moment(session, zone, now)
    standing = area_standing(session, scope, of.area, zone, as_of=as_of)
    if standing is None:
        raise NotFound("boundaries.no_grid", area=area_code)
    begin = max(as_of - USUAL if since is None else since, as_of - LONGEST)
    until, n_told = (now, 0) if cursor is None else _decode(cursor)
    window = _Window(session, scope, area_code, cell, begin, until, n_told + limit + 1)
    found = [
        *window.visits(of.grid_id, zone),
        *window.incidents(),
        *window.tasks(),
        *window.check_ins(),
    ]
    found.sort(key=lambda one: (one.at, one.key), reverse=True)
    page = found[n_told:][:limit]
    more = len(found) > n_told + limit
    return CellStory(
        area_code=area_code,
        cell=cell,
        standing=standing,
        since=begin,
        items=tuple(page),
        names=_names(session, page) if scope.reads_in_full else {},
        following=_encode(page, until, n_told) if more else None,
    )


@dataclass(frozen=True)
class _Window:
    """The ``n`` latest things of each kind in ``[since, until]``."""

    session: Session
    scope: Scope
    area: str
    cell: OneCell
    since: datetime
    until: datetime
    n: int

    def visits(self, grid_id: UUID, zone: ZoneInfo) -> list[Told]:
        found = cell_visits(
            self.session,
            grid_id,
            self.cell.idx,
            zone,
            since=self.since,
            until=self.until,
            counts_when_seen=self.cell.counts_when_seen,
        )
        visits = list(islice(found, self.n))
        patrols = kept.some_patrols(self.session, self.scope, (one.patrol_id for one in visits))
        return [
            Told(one.enter, one.patrol_id.hex, Passed(one, patrols[one.patrol_id]))
            for one in visits
            if one.patrol_id in patrols
        ]

    def incidents(self) -> list[Told]:
        page = incidents.incidents(
            self.session,
            self.scope,
            start=self.since,
            end=self.until + _INSTANT,
            area=self.area,
            sought=Sought(cell=self.cell.code),
            limit=self.n,
            newest_first=True,
        )
        return [Told(one.incident.occurred_at, one.incident.id.hex, one) for one in page.items]

    def tasks(self) -> list[Told]:
        found = kept.tasks_in(
            self.session, self.scope, self.area, self.cell.code, self.since, self.until, self.n
        )
        came = tasks.answers(self.session, [one.record.id for one in found])
        return [
            Told(
                one.found.received_at,
                one.record.id.hex,
                Asked(one, tuple(came.get(one.record.id, ()))),
            )
            for one in found
        ]

    def check_ins(self) -> list[Told]:
        points = {
            one.record.id: one.record
            for one in check_points.check_points(self.session, self.scope, area=self.area)
            if self.cell.geometry.intersects(shapely.Point(one.record.lon, one.record.lat))
        }
        if not points:
            return []
        found = kept.check_ins_at(self.session, self.scope, points, self.since, self.until, self.n)
        return [
            Told(one.record.at, one.record.id.hex, Looked(one, points[one.record.check_point_id]))
            for one in found
        ]


def _names(session: Session, page: Iterable[Told]) -> dict[UUID, str]:
    wanted: set[UUID | None] = set()
    for one in page:
        match one.what:
            case Passed(patrol=patrol):
                wanted.update(patrol.crew)
            case Asked(answers=answers):
                wanted.update(answer.found.officer_id for answer in answers)
            case Looked(check_in=check_in):
                wanted.add(check_in.found.officer_id)
            case _:
                pass
    return people.names(session, wanted)


def _encode(page: list[Told], until: datetime, n_told: int) -> str:
    """Return where a page ended: its last moment, and how many things of it were told by then."""
    last = page[-1].at
    n_there = sum(one.at == last for one in page) + (n_told if last == until else 0)
    return base64.urlsafe_b64encode(f"{last.isoformat()}|{n_there}".encode()).decode()


def _decode(cursor: str) -> tuple[datetime, int]:
    try:
        moment, n_told = base64.urlsafe_b64decode(cursor.encode()).decode().split("|")
        until = datetime.fromisoformat(moment)
        if until.tzinfo is None or not 1970 <= until.year < 2200 or not 0 <= int(n_told) < 10**6:
            raise ValueError("out of range")
        return until, int(n_told)
    except (ValueError, binascii.Error, UnicodeError) as error:
        raise InvalidInput("records.bad_cursor") from error
