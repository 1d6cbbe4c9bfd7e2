"""Seizures of a season: of its own incidents, each to its end, a few with something wrong."""

from collections import Counter
from datetime import date

import pytest
from demo_input import SHANGHAI

from geo_patrol.demo import Season
from geo_patrol.demo.days import LAST_DAY
from geo_patrol.demo.seizures import seizures
from geo_patrol.incidents.catalogue import CATCH, gear
from geo_patrol.incidents.records import SeizedItem
from geo_patrol.law.read import builtin_table
from geo_patrol.seizures import Standing, Terms, gather, make_calendar, standing, was_late
from geo_patrol.seizures.invented import Invented

TERMS = Terms(builtin_table(), make_calendar(()), gear().keys(), SHANGHAI, date(2023, 1, 2))


@pytest.fixture(scope="module")
def made(demo_season: Season) -> tuple[Invented, ...]:
    """Return the seizures of the default seed."""
    return seizures(demo_season, SHANGHAI)


def stands(one: Invented) -> Standing:
    facts = gather(one.facts, tz=SHANGHAI, today=TERMS.today)
    events = [event.event(event.at) for event in one.custody]
    return standing(one.seizure, events, facts, TERMS)


def test_a_season_gives_the_same_seizures_and_another_one_others(
    small_season: Season, other_small_season: Season
) -> None:
    one, other = seizures(small_season, SHANGHAI), seizures(other_small_season, SHANGHAI)
    assert one and other and one == seizures(small_season, SHANGHAI)
    assert {each.seizure.id for each in one}.isdisjoint(each.seizure.id for each in other)


def test_an_inventory_lists_the_gear_of_its_incident_and_fish_beside(
    demo_season: Season, made: tuple[Invented, ...]
) -> None:
    incidents = {one.id: one for one in demo_season.incidents}
    assert 80 <= len(made) <= 200
    assert any(item.kind == CATCH for one in made for item in one.seizure.items)
    for one in made:
        assert one.seizure.incident_id is not None
        incident = incidents[one.seizure.incident_id]
        gear = [item for item in one.seizure.items if item.kind != CATCH]
        listed = [SeizedItem(each.kind, each.quantity, each.unit, each.note) for each in gear]
        assert listed == list(incident.seized)
        assert one.seizure.at > incident.occurred_at


def test_every_way_of_a_thing_is_there_and_all_is_over_with_the_season(
    made: tuple[Invented, ...],
) -> None:
    states = Counter(where.state for one in made for where in stands(one).chain.items.values())
    assert states.keys() == {
        "held",
        "returned",
        "confiscated",
        "destroyed",
        "transferred",
        "disposed",
        "released_live",
    }
    acts = [event.at for one in made for event in one.custody]
    assert max(at.astimezone(SHANGHAI).date() for at in acts) <= LAST_DAY
    assert not any(stands(one).is_open for one in made)


def test_two_certified_officers_seize_and_the_leader_approves_in_time(
    demo_season: Season, made: tuple[Invented, ...]
) -> None:
    leaders = {one.id for one in demo_season.officers if one.role == "leader"}
    certified = {one.id for one in demo_season.officers if one.certified}
    for one in made:
        there = {each.officer_id for each in one.seizure.officers}
        assert len(there) == 2 and there <= certified - leaders
        assert {by for fact, by in one.facts if fact.kind == "approved"} <= leaders
        assert {each.key for each in stands(one).findings} == {"seizures.no_photo"}


def test_what_fled_left_behind_waits_for_its_notice(made: tuple[Invented, ...]) -> None:
    disposed = [one for one in made if any(each.kind == "disposed" for each in one.custody)]
    assert disposed
    for one in disposed:
        assert one.seizure.ownerless and not one.seizure.signatures
        assert [each.kind for each in one.custody][-2:] == ["notice_posted", "disposed"]
        assert stands(one).chain.conflicts == ()


def test_one_is_given_back_late_and_one_moves_after_it_was_given_back(
    made: tuple[Invented, ...],
) -> None:
    late = [one for one in made if any(map(was_late, stands(one).clocks))]
    conflicts = [one.finding.key for each in made for one in stands(each).chain.conflicts]
    assert len(late) == 1
    assert conflicts == ["seizures.custody_after_returned"]


def test_an_approval_comes_before_all_but_what_is_urgent(made: tuple[Invented, ...]) -> None:
    measures = Counter(one.seizure.measure for one in made)
    assert measures.keys() == {"seizure", "emergency_seizure", "preservation"}
    for one in made:
        approved = next(fact.at for fact, _ in one.facts if fact.kind == "approved")
        assert (approved > one.seizure.at) is (one.seizure.measure == "emergency_seizure")
