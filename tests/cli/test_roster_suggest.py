"""``geo-patrol roster suggest``: what the next shifts might do, and handing it to them."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from commanding import done, refused
from rostered_store import BOAT, CAR, ZONE, keep_roster

from geo_patrol.store.engine import open_store
from geo_patrol.store.repositories.tasks import TASKS

STORE = "geo-patrol-data/geo-patrol.sqlite"


def add_roster(folder: Path) -> None:
    now = datetime.now(UTC)
    with closing(open_store(f"sqlite:///{folder / STORE}", exclusive=True)) as store:
        keep_roster(store, now.astimezone(ZONE).date(), 3, (BOAT, CAR), at=now)


def n_tasks(folder: Path) -> int:
    with closing(open_store(f"sqlite:///{folder / STORE}")) as store, store.reader() as session:
        return len(list(TASKS.all(session)))


def test_it_shows_what_shifts_might_do_and_writes_nothing(folder: Path) -> None:
    add_roster(folder)
    told = done("roster", "suggest", "--squad", "reservoir")
    assert "by boat" in told
    assert "by car" in told
    assert "None of them was ever seen." in told
    assert n_tasks(folder) == 0


def test_it_hands_them_out_once_and_others_when_asked(folder: Path) -> None:
    add_roster(folder)
    words = ("roster", "suggest", "--squad", "reservoir", "--days", "1", "--hand-out")
    assert " tasks handed out, 0 withdrawn, 0 left" in done(*words)
    n = n_tasks(folder)
    assert n > 0
    assert f"0 tasks handed out, 0 withdrawn, {n} left" in done(*words)
    assert f"{n} withdrawn, 0 left" in done(*words, "--anew")


def test_without_a_roster_it_says_so(folder: Path) -> None:
    assert "No shift is published" in done("roster", "suggest", "--squad", "reservoir")
    assert "No shift is published" in done(
        "roster", "suggest", "--squad", "reservoir", "--hand-out"
    )


def test_a_squad_that_is_not_there_and_anew_alone_are_refused(folder: Path) -> None:
    assert "nobody" in str(refused("roster", "suggest", "--squad", "nobody"))
    words = ("roster", "suggest", "--squad", "reservoir", "--anew")
    assert "--hand-out" in str(refused(*words))
