"""Withdrawing a track, and taking that back: a word with a reason, which anybody can look up."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.errors import Forbidden, NotFound, Unavailable
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import hold_coverage
from geo_patrol.store.repositories import duty, history, track_standings
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.repositories.track_standings import WITHDRAWALS
from geo_patrol.store.scope import Scope
from geo_patrol.tracks.standing import TrackWithdrawal
from geo_patrol.workflows.counting import settle
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

KIND = "track_withdrawal"


def put_withdrawal(
    store: Store,
    scope: Scope,
    said: TrackWithdrawal,
    *,
    now: datetime,
    zone: ZoneInfo,
    if_match: int | None = None,
) -> Written:
    """Write whether a track is withdrawn. It may come before its track; the track stays as it is.

    Raises
    ------
    NotFound
        When the patrol is out of reach, or the track is another patrol's.
    Forbidden
        When it is for somebody else to say; see `_require_a_say`.
    Unavailable
        When the patrol went to another squad at this very moment.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, KIND, said.id, canonical(said), now, if_match)

    def work(session: Session) -> Written:
        held = duty.squad_of_patrol(session, said.patrol_id)
        if held is not None:
            hold_coverage(session, held)

        def save(new: bool) -> str:
            patrol = duty.patrol(session, said.patrol_id, scope)
            squad = duty.squad_of_patrol(session, said.patrol_id)
            if patrol is None or squad is None:
                raise history.not_there(session, "patrol", said.patrol_id, "records.no_patrol")
            if squad != held:
                raise Unavailable("store.busy")
            if track_standings.of_other_patrols(session, patrol.id, [said.track_id]):
                raise NotFound("records.not_found")
            _require_a_say(session, scope, said)
            WITHDRAWALS.save(session, said, Found(squad, now, scope.officer_id), new=new)
            settle(session, patrol, squad, zone)
            return squad

        return write_record(session, sent, save)

    return write_once(store, sent, work)


def _require_a_say(session: Session, scope: Scope, said: TrackWithdrawal) -> None:
    """Refuse who is neither the squad's leader nor who sent the track.

    As long as the track has not come, only who is about to send it knows its id. What somebody
    else said of it stands until a leader changes it.
    """
    if scope.may("tracks.withdraw"):
        return
    sent = history.versions(session, "track", said.track_id)[:1]
    spoken = history.versions(session, KIND, said.id)[-1:]
    if any(one.actor_id != scope.actor_id for one in (*sent, *spoken)):
        raise Forbidden("tracks.not_yours")
