"""What a person's shift is about, gathered for one answer that a phone keeps."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.errors import NotFound
from geo_patrol.field.records import CameraAlert, Handover, Task
from geo_patrol.field.shifts import SOON, Chosen, choose_shift
from geo_patrol.incidents.catalogue import Catalogue
from geo_patrol.patrols import Patrol, Shift
from geo_patrol.store.repositories import duty, people, places
from geo_patrol.store.repositories.camera_alerts import open_alerts
from geo_patrol.store.repositories.check_points import check_points
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.handovers import of_shift_before
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.repositories.roster_assignments import RosterAssignment
from geo_patrol.store.repositories.tasks import open_tasks
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.check_points import PointStanding, point_standings
from geo_patrol.workflows.my_duties import MyDuty, dressed, duties_around, rostered_for
from geo_patrol.workflows.standing import (
    AreaStanding,
    area_standing,
    is_demo,
    standing_moment,
)

ALERTS_SINCE = timedelta(hours=24)
STILL_OUT_SINCE = timedelta(hours=48)
"""Who forgot to end a patrol before that will not come back to it."""
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class MyShift:
    """Everything that the first screen of a phone needs; see `my_shift`.

    ``duty`` is what a roster has for the officer in the shift; None for who is not rostered.
    """

    now: datetime
    chosen: Chosen
    duty: MyDuty | None
    next_shift: Shift | None
    patrols: tuple[Patrol, ...]
    areas: tuple[tuple[Area, AreaStanding | None], ...]
    handovers: tuple[Kept[Handover], ...]
    check_points: tuple[PointStanding, ...]
    tasks: tuple[Kept[Task], ...]
    camera_alerts: tuple[Kept[CameraAlert], ...]
    crew_members: tuple[Officer, ...]
    names: dict[UUID, str]
    demo: bool
    catalogue: Catalogue


def my_shift(
    session: Session,
    scope: Scope,
    officer: Officer,
    zone: ZoneInfo,
    *,
    now: datetime,
    squad: str | None = None,
) -> MyShift:
    """Return what an officer's shift is about: see `geo_patrol.field.shifts` for which one it is.

    Parameters
    ----------
    squad
        One of the officer's squads, to look at its shift; None for any of them.

    Raises
    ------
    NotFound
        When the squad is not one of theirs.
    """
    if squad is not None:
        if not scope.includes(squad):
            raise NotFound("records.no_squad", squad=squad)
        scope = replace(scope, squads=frozenset({squad}))
    chosen, aboard, planned = _choose(session, scope, officer, now)
    shift = chosen.shift
    duties = [] if planned is None else dressed(session, scope, [planned])
    following = _next(session, scope, shift, now)
    still_out = duty.going_on_with(session, scope, officer.id, now - STILL_OUT_SINCE)
    if shift is not None:
        scope = replace(scope, squads=frozenset({shift.squad_code}))
    patrols = [one for one in aboard if shift is not None and one.shift_id == shift.id]
    listed = {one.id for one in patrols}
    notes = [] if shift is None else of_shift_before(session, scope, shift)
    points = check_points(session, scope, retired=False)
    return MyShift(
        now=now,
        chosen=chosen,
        duty=next(iter(duties), None),
        next_shift=following,
        patrols=(*patrols, *(one for one in still_out if one.id not in listed)),
        areas=_areas(session, scope, zone, now),
        handovers=tuple(notes),
        check_points=tuple(point_standings(session, points, now=now)),
        tasks=tuple(
            open_tasks(
                session,
                scope,
                shift_id=None if shift is None else shift.id,
                patrol_ids=[one.id for one in (*patrols, *still_out)],
            )
        ),
        camera_alerts=tuple(open_alerts(session, scope, since=now - ALERTS_SINCE)),
        crew_members=tuple(people.crew_members(session, scope)),
        names=people.names(session, [one.found.officer_id for one in notes]),
        demo=is_demo(session),
        catalogue=current(session),
    )


def _choose(
    session: Session, scope: Scope, officer: Officer, now: datetime
) -> tuple[Chosen, list[Patrol], RosterAssignment | None]:
    """Return the shift, the patrols of all shifts that it was chosen from, and one's duty in it."""
    soon = Span(now, now + SOON + _MOMENT)
    shifts = duty.shifts(session, scope, soon).items
    patrols = duty.patrols_of_shifts(session, scope, [one.id for one in shifts])
    aboard = {one.shift_id for one in patrols if officer.id in one.crew}
    planned = duties_around(session, officer.id, now, now + SOON + _MOMENT)
    duties = rostered_for(planned, shifts)
    chosen = choose_shift(
        shifts, now, aboard=aboard, own_squad=officer.squad_code, rostered=duties.keys()
    )
    own = None if chosen.shift is None else duties.get(chosen.shift.id)
    return chosen, patrols, own


def _next(session: Session, scope: Scope, shift: Shift | None, now: datetime) -> Shift | None:
    """Return the shift of the same squad that begins next; of any squad, when there is no shift."""
    begun = now if shift is None else shift.start
    squad = None if shift is None else shift.squad_code
    coming = duty.shifts(session, scope, Span(begun), squad=squad).items
    return next((one for one in coming if one.start > begun), None)


def _areas(
    session: Session, scope: Scope, zone: ZoneInfo, now: datetime
) -> tuple[tuple[Area, AreaStanding | None], ...]:
    as_of = standing_moment(session, zone, now)
    return tuple(
        (area, area_standing(session, scope, area, zone, as_of=as_of))
        for area in places.areas(session, scope)
    )
