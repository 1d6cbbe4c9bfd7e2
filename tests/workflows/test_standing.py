"""How an area stands is what its gaps say, at any moment, whatever came in late."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from duty_making import EARLY, NOW, ZONE, make_patrol, send, walk_over
from sqlalchemy import update
from sqlalchemy.orm import Session

from api.periods import last_period
from geo_patrol.coverage.gaps import GAP_CLASSES, LATE
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import history, places
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.tables import PatrolRow
from geo_patrol.workflows.coverage import gap_table
from geo_patrol.workflows.standing import AreaStanding, area_standing, standing_moment


def stands(session: Session, as_of: datetime, area_code: str = "changzhao") -> AreaStanding:
    area = places.area(session, area_code, SYSTEM)
    assert area is not None
    found = area_standing(session, SYSTEM, area, ZONE, as_of=as_of)
    assert found is not None
    return found


def require_same_as_gaps(store: Store, as_of: datetime) -> None:
    with store.reader() as session:
        found = stands(session, as_of)
        start = as_of - timedelta(days=9)
        gaps = gap_table(session, SYSTEM, "changzhao", start, as_of, ZONE, now=as_of)
    told = tuple(GAP_CLASSES[code] for code in found.cells.gap_class.tolist())
    assert told == gaps.gap_class
    assert found.cells.last_leave_us.tolist() == gaps.last_leave_us.tolist()
    assert found.never == gaps.gap_class.count("never")
    assert found.overdue == sum(one in LATE for one in gaps.gap_class)


MOMENTS = [
    EARLY,
    EARLY + timedelta(minutes=5, seconds=7),
    EARLY + timedelta(hours=16),
    EARLY + timedelta(hours=40),
    EARLY + timedelta(days=10),
    NOW,
]


@pytest.mark.parametrize("as_of", MOMENTS, ids=str)
def test_it_is_what_the_gaps_say(loaded_store: Store, as_of: datetime) -> None:
    require_same_as_gaps(loaded_store, as_of)
    walked = make_patrol(loaded_store)
    send(loaded_store, walked, walk_over(loaded_store, "changzhao", range(0, 60), EARLY))
    next_day = EARLY + timedelta(days=1)
    later = make_patrol(loaded_store, next_day)
    send(loaded_store, later, walk_over(loaded_store, "changzhao", range(30, 90), next_day))
    make_patrol(loaded_store, EARLY + timedelta(days=2))
    require_same_as_gaps(loaded_store, as_of)


def test_a_track_that_comes_late_counts_at_once(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    as_of = EARLY + timedelta(days=3)
    with loaded_store.reader() as session:
        before = stands(session, as_of)
    send(loaded_store, patrol, walk_over(loaded_store, "changzhao", range(0, 40), EARLY))
    with loaded_store.reader() as session:
        after = stands(session, as_of)
    assert after.never < before.never
    require_same_as_gaps(loaded_store, as_of)


def test_an_area_without_a_grid_stands_nowhere(loaded_store: Store) -> None:
    with loaded_store.reader() as session:
        area = places.area(session, "changzhao", SYSTEM)
        assert area is not None
        bare = replace(area, code="not drawn yet")
        assert area_standing(session, SYSTEM, bare, ZONE, as_of=NOW) is None


def test_it_is_told_of_now_but_for_a_demo_of_its_last_day(loaded_store: Store) -> None:
    drawn = make_patrol(loaded_store)
    with loaded_store.reader() as session:
        assert standing_moment(session, ZONE, NOW) == NOW
    with loaded_store.upkeep() as session:
        history.set_fact(session, "demo_seed", "11")
        session.execute(update(PatrolRow).where(PatrolRow.id == drawn.id).values(demo=True))
    # By way of trial, long after the season.
    make_patrol(loaded_store, EARLY + timedelta(days=20))
    end_of_day = datetime(2022, 10, 4, tzinfo=ZONE)
    with loaded_store.reader() as session:
        assert standing_moment(session, ZONE, NOW) == end_of_day
        during = EARLY + timedelta(hours=1)
        assert standing_moment(session, ZONE, during) == during


def test_the_month_shown_at_first_is_the_last_patrols_and_in_a_demo_its_seasons_whoever_asks(
    loaded_store: Store, tmp_path: Path
) -> None:
    settings = Settings(data_dir=tmp_path)

    def period(squads: frozenset[str]) -> tuple[datetime, datetime]:
        scope = replace(SYSTEM, squads=squads)
        with loaded_store.reader() as session:
            return last_period(session, scope, settings, now=NOW)

    drawn = make_patrol(loaded_store)
    make_patrol(loaded_store, EARLY + timedelta(days=35))
    season = (datetime(2022, 10, 1, tzinfo=ZONE), datetime(2022, 11, 1, tzinfo=ZONE))
    both, park = frozenset({"reservoir", "park"}), frozenset({"park"})
    assert period(both) == (season[1], datetime(2022, 12, 1, tzinfo=ZONE))
    with loaded_store.upkeep() as session:
        history.set_fact(session, "demo_seed", "11")
        session.execute(update(PatrolRow).where(PatrolRow.id == drawn.id).values(demo=True))
    assert period(both) == season
    assert period(park) == season
