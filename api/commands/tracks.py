"""``geo-patrol tracks``: which tracks count."""

from typing import Annotated
from uuid import UUID

import typer

from api.commands.common import now, say, session_language, settings, writable
from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.messages import text
from geo_patrol.typed_text import MAX_REASON, is_plain

app = typer.Typer(no_args_is_help=True, help="轨迹 · Tracks.")


@app.callback()
def tracks() -> None:
    """Keep commands apart by name, though there is one."""


@app.command()
def withdraw(
    track_id: Annotated[UUID, typer.Argument(help="Id of the track.")],
    reason: Annotated[str, typer.Option(help="Why; kept with the track.")],
    undo: Annotated[bool, typer.Option("--undo", help="Take the withdrawal back.")] = False,
) -> None:
    """Leave a track out of all figures, or put it back; it is kept. Again changes nothing."""
    from geo_patrol.store.repositories import history, tracks
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.tracks.ids import withdrawal_id
    from geo_patrol.tracks.standing import TrackWithdrawal
    from geo_patrol.workflows.withdrawing import KIND, put_withdrawal

    told = reason.strip()
    if not 0 < len(told) <= MAX_REASON or not is_plain(told, lines=True):
        raise InvalidInput("tracks.bad_reason", limit=MAX_REASON)
    chosen = settings()
    with writable(chosen) as store:
        with store.reader() as session:
            found = tracks.track(session, track_id, SYSTEM)
            if found is None:
                raise NotFound("tracks.unknown", track=str(track_id))
            key = withdrawal_id(found.patrol_id, track_id)
            version = history.latest_version(session, KIND, key)
        said = TrackWithdrawal(key, track_id, found.patrol_id, not undo, told)
        put_withdrawal(store, SYSTEM, said, now=now(), zone=chosen.zone, if_match=version)
        with store.reader() as session:
            found = tracks.track(session, track_id, SYSTEM)
    if not undo:
        say("tracks.withdrawn", track=str(track_id))
    elif found is not None:
        stands = text(f"tracks.standing.{found.standing}", session_language())
        say("tracks.not_withdrawn", track=str(track_id), standing=stands)
