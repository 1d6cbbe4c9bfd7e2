"""Writing a route that a patrol took without a track: kept as what it is, somebody's word."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from geo_patrol.errors import InvalidInput
from geo_patrol.patrols import DeclaredRoute, Patrol
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import declared_routes, duty, history
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.records import LOOSE_ENDS
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

KIND = "declared_route"
CLOCKS_DIFFER = timedelta(minutes=5)


def put_route(
    store: Store,
    scope: Scope,
    route: DeclaredRoute,
    *,
    now: datetime,
    if_match: int | None = None,
) -> Written:
    """Write a declared route of a patrol. Coverage knows nothing of it.

    Raises
    ------
    NotFound
        When the patrol, or the route that has this id, is out of reach.
    InvalidInput
        When it lies outside the patrol's time, or ahead of the clock.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, KIND, route.id, canonical(route), now, if_match)

    def work(session: Session) -> Written:
        def save(new: bool) -> str:
            patrol = duty.patrol(session, route.patrol_id, scope)
            squad = duty.squad_of_patrol(session, route.patrol_id)
            if patrol is None or squad is None:
                raise history.not_there(session, "patrol", route.patrol_id, "records.no_patrol")
            _check(patrol, route, now)
            declared_routes.save_route(session, route, new=new, now=now)
            return squad

        return write_record(session, sent, save)

    return write_once(store, sent, work)


def _check(patrol: Patrol, route: DeclaredRoute, now: datetime) -> None:
    if route.end <= route.start:
        raise InvalidInput("records.end_before_start")
    if route.start >= now + CLOCKS_DIFFER:
        raise InvalidInput("declared.not_yet")
    late = patrol.end is not None and route.end > patrol.end + LOOSE_ENDS
    if late or route.start < patrol.start - LOOSE_ENDS:
        raise InvalidInput("declared.outside_patrol")
