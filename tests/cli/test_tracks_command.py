"""Withdrawing a track at the command line, and taking that back."""

from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

from commanding import done, refused

from geo_patrol.settings import Settings
from geo_patrol.store.engine import open_store
from geo_patrol.store.repositories import tracks
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.scope import SYSTEM

DATA = Path(__file__).parents[1] / "data" / "tracks"


def kept() -> dict[UUID, str]:
    """Return how the tracks in the store stand."""
    with closing(open_store(Settings().store_url())) as store, store.reader() as session:
        return {one.id: one.standing for one in tracks.tracks(session, SYSTEM, Span()).items}


def test_an_office_withdraws_a_track_and_takes_it_back(folder: Path) -> None:
    done("import", "tracks", DATA / "cerknicko-jezero.gpx", "--area", "changzhao", "--mode", "foot")
    [*others, track_id] = kept()
    words = ("tracks", "withdraw", str(track_id), "--reason", "another crew's")
    for _ in range(2):
        assert "is withdrawn" in done(*words)
        assert kept() == {**dict.fromkeys(others, "counts"), track_id: "withdrawn"}
    assert "stands as: counts" in done(*words, "--undo")
    assert set(kept().values()) == {"counts"}
    done("audit", "verify")


def test_a_track_that_is_not_there_and_a_reason_that_is_none_are_told(folder: Path) -> None:
    words = ("tracks", "withdraw", str(uuid4()), "--reason")
    assert refused(*words, "wrong").key == "tracks.unknown"
    for reason in ("", "  ", "x" * 501, "a\x07b"):
        assert refused(*words, reason).key == "tracks.bad_reason"
