"""Whether tracks stand as what is said of them has it, and what is said is where its patrol is."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from geo_patrol.errors import Finding, finding
from geo_patrol.store.repositories import track_standings
from geo_patrol.tracks.standing import standings


def check_tracks(session: Session) -> Iterator[Finding]:
    """Yield what is wrong: who counts follows from records, and nobody answers for it by itself.

    A track that somebody set aside behind the program's back would be missing from the figures,
    and its record would be as it was.
    """
    for patrol_id in track_standings.patrols_spoken_of(session):
        said = track_standings.said_of_patrol(session, patrol_id)
        for track_id, what in standings(said.standing, said.supersedes, said.withdrawn).items():
            if said.standing[track_id] != what:
                yield finding(f"track/{track_id}", "audit.track_standing")
    for mark_id in track_standings.marks_elsewhere(session):
        yield finding(f"track_withdrawal/{mark_id}", "audit.mark_elsewhere")
