"""Rosters come back as they were kept, and nobody is told to be in two places at once."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from geo_patrol.errors import InvalidInput
from geo_patrol.roster.records import (
    Duty,
    ExtraNeed,
    KeptRoster,
    Pin,
    PostNeed,
    RuleChange,
    ShiftTimes,
)
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.repositories.rosters import ROSTERS
from geo_patrol.store.repositories.rows import add_rows
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.tables import RosterAssignmentRow

NOW = datetime(2022, 11, 1, tzinfo=UTC)
OFFICER = UUID(int=1)
ROSTER = KeptRoster(
    UUID(int=9),
    "reservoir",
    date(2022, 11, 7),
    28,
    "draft",
    (ShiftTimes("夜", "night", "22:00", "06:00", None, ("早",)),),
    (PostNeed("cz-night", "长诏 夜", "changzhao", "夜", 2, 2, 3, 1, True, skills=("drone",)),),
    duties=(Duty(OFFICER, date(2022, 11, 7), "夜", "cz-night"),),
    pins=(Pin(OFFICER, date(2022, 11, 8)),),
    extra_needs=(ExtraNeed("cz-night", date(2022, 11, 9), 4),),
    rules=(RuleChange("rest", "hard", None, (("hours", 12),)),),
    reason="",
)


@pytest.fixture
def squad(store: Store) -> Store:
    """Return a store with one squad and one officer."""
    with store.upkeep() as session:
        people.ensure_squad(session, "reservoir", "库区", "Reservoir")
        one = Officer(OFFICER, "reservoir", "01", "甲", "one", "officer", True)
        people.save_officer(session, one)
    return store


def test_a_roster_comes_back_as_it_was_kept(squad: Store) -> None:
    with squad.upkeep() as session:
        ROSTERS.save(session, ROSTER, Found("reservoir", NOW), new=True)
    with squad.reader() as session:
        kept = ROSTERS.one(session, ROSTER.id, SYSTEM)
    assert kept is not None
    assert kept.record == ROSTER


@pytest.mark.parametrize("published", [True, False])
def test_only_published_duties_of_one_officer_must_not_overlap(
    squad: Store, published: bool
) -> None:
    def duty(hour: int) -> dict[str, object]:
        start = NOW + timedelta(hours=hour)
        return {
            "roster_id": ROSTER.id,
            "squad_code": "reservoir",
            "officer_id": OFFICER,
            "day": date(2022, 11, 1),
            "shift": "早",
            "kind": "early",
            "post": None,
            "area_code": None,
            "starts_at": start,
            "ended_at": start + timedelta(hours=8),
            "published": published,
        }

    with squad.upkeep() as session:
        ROSTERS.save(session, ROSTER, Found("reservoir", NOW), new=True)
        add_rows(session, RosterAssignmentRow, [duty(0), duty(8)])
    if published:
        with pytest.raises(InvalidInput), squad.upkeep() as session:
            add_rows(session, RosterAssignmentRow, [duty(7)])
    else:
        with squad.upkeep() as session:
            add_rows(session, RosterAssignmentRow, [duty(7)])
