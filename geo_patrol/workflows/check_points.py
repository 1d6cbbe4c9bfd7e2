"""Writing check points and check-ins, and how the points stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.field.checks import check_in_flags, counts, distance_of, is_due
from geo_patrol.field.records import CheckIn, CheckPoint
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import duty, history, places
from geo_patrol.store.repositories.check_points import CHECK_INS, CHECK_POINTS, last_seen
from geo_patrol.store.repositories.received import Found, Kept
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record


def put_check_point(
    store: Store, scope: Scope, point: CheckPoint, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write a check point; it belongs to the squad of its area.

    Raises
    ------
    NotFound
        When the area, or the point that has this id, is out of reach.
    InvalidInput
        When it would go to another squad.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, "check_point", point.id, canonical(point), now, if_match)
    return write_once(store, sent, lambda session: write_check_point(session, sent, point))


def write_check_point(
    session: Session, sent: Submission, point: CheckPoint, *, demo: bool = False
) -> Written:
    """Do the work of `put_check_point` in a transaction that is open already."""

    def save(new: bool) -> str:
        squad = places.squad_of_area(session, point.area_code)
        if squad is None or not sent.scope.includes(squad):
            raise NotFound("records.no_area", area=point.area_code)
        before = None if new else CHECK_POINTS.one(session, point.id, SYSTEM)
        if before is not None and before.found.squad_code != squad:
            raise InvalidInput("field.stays_with_its_squad")
        CHECK_POINTS.save(session, point, Found(squad, sent.now, demo=demo), new=new)
        return squad

    return write_record(session, sent, save)


def put_check_in(store: Store, scope: Scope, check_in: CheckIn, *, now: datetime) -> Written:
    """Write a check-in. What is odd about it is flagged; none is refused for it, none is edited.

    Raises
    ------
    NotFound
        When the check point, the patrol, or the check-in that has this id is out of reach.
    Conflict
        As `writing.write_record`.
    """
    sent = Submission(scope, "check_in", check_in.id, canonical(check_in), now)
    return write_once(store, sent, lambda session: write_check_in(session, sent, check_in))


def write_check_in(
    session: Session,
    sent: Submission,
    check_in: CheckIn,
    *,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_check_in` in a transaction that is open already.

    Without ``officer_id`` the sender is who was there.
    """

    def save(new: bool) -> str:
        point = CHECK_POINTS.one(session, check_in.check_point_id, sent.scope)
        if point is None:
            missing = check_in.check_point_id
            raise history.not_there(session, "check_point", missing, "field.no_check_point")
        require_patrol(session, sent.scope, check_in.patrol_id)
        flags = check_in_flags(check_in, point.record, now=sent.now)
        found = Found(
            point.found.squad_code,
            sent.now,
            officer_id or sent.scope.officer_id,
            demo,
            flags,
            distance_m=distance_of(check_in, point.record),
            counts=counts(check_in, flags),
        )
        CHECK_INS.save(session, check_in, found, new=new)
        return found.squad_code

    return write_record(session, sent, save)


def require_patrol(session: Session, scope: Scope, patrol_id: UUID | None) -> str | None:
    """Return the squad of a patrol that a record names, if it names one.

    Raises
    ------
    NotFound
        When there is none within reach.
    """
    if patrol_id is None:
        return None
    squad = duty.squad_of_patrol(session, patrol_id)
    if squad is None or not scope.includes(squad):
        raise NotFound("records.no_patrol")
    return squad


@dataclass(frozen=True)
class PointStanding:
    """A check point, when somebody was last there, and whether somebody should look in."""

    point: Kept[CheckPoint]
    last_at: datetime | None
    due: bool


def point_standings(
    session: Session, points: Sequence[Kept[CheckPoint]], *, now: datetime
) -> list[PointStanding]:
    """Return how check points stand, in their order."""
    seen = last_seen(session, [one.record.id for one in points])
    return [
        PointStanding(
            one, seen.get(one.record.id), is_due(one.record, seen.get(one.record.id), now)
        )
        for one in points
    ]
