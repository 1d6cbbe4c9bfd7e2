"""A roster is drafted, published, changed with a reason, withdrawn; nobody is in two places."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from roster_kept import BEFORE, DAY_POST, EARLY, MONDAY, NIGHT, ZONE, Squad, day, squad_of

from geo_patrol.errors import GeoPatrolError, InvalidInput, NotFound
from geo_patrol.notices import Notice
from geo_patrol.patrols import Shift
from geo_patrol.roster.clock import shift_id
from geo_patrol.roster.records import (
    Duty,
    ExtraNeed,
    KeptRoster,
    OfficerProfile,
    RosterSetup,
    RuleChange,
)
from geo_patrol.roster.settings import builtin_rules
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import duty, notices, people
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.notices import Reader
from geo_patrol.store.repositories.roster_assignments import of_roster, published_between
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.records import put_shift
from geo_patrol.workflows.roster_setup import put_profile, put_setup


@pytest.fixture
def squad(store: Store) -> Squad:
    return squad_of(store)


def reasons(error: GeoPatrolError) -> set[tuple[str, str]]:
    return {(one.where, one.key) for one in error.findings}


def refused(squad: Squad, roster: KeptRoster, **how: Any) -> InvalidInput:
    with pytest.raises(InvalidInput) as error:
        squad.put(roster, **how)
    return error.value


def news(squad: Squad, who: UUID, *, leads: bool = False) -> list[Notice]:
    with squad.store.reader() as session:
        officer = people.officer(session, who)
        assert officer is not None
        reader = Reader(officer.scope, who, leads=leads, on_duty=False)
        return notices.notices(session, reader, now=BEFORE, after=None)


def own_shifts(squad: Squad) -> list[Shift]:
    with squad.store.reader() as session:
        return list(duty.shifts(session, SYSTEM, Span(), squad=squad.code).items)


def full_week(squad: Squad) -> KeptRoster:
    """Return a week in which two have every early shift, and nothing is needed at night."""
    duties = [squad.duty(who, n) for n in range(5) for who in (0, 1)]
    posts = (DAY_POST,)
    return squad.roster(*duties, posts=posts, n_days=5)


def test_a_draft_may_break_rules_and_publishing_it_needs_a_reason_in_words(squad: Squad) -> None:
    draft = squad.roster(squad.duty(0, 0), squad.duty(0, 1, "夜"), squad.duty(0, 2))
    squad.put(draft)
    error = refused(squad, replace(draft, state="published"), if_match=1)
    assert error.key == "rosters.rules_broken"
    rest = next(one for one in error.findings if one.where == "rest")
    assert rest.text("en") == (
        "rest: nanshan1, 2022-11-08…11-09: 9 h of rest missing between two shifts"
    )
    assert ("cover", "roster.broken_cover") in reasons(error)
    squad.put(replace(draft, state="published", reason="只有这些人"), if_match=1)


def test_a_roster_that_breaks_no_hard_rule_is_published_without_a_reason(squad: Squad) -> None:
    assert squad.publish(full_week(squad), reason="").state == "published"


def test_a_hard_rule_of_the_rosters_own_counts(squad: Squad) -> None:
    strict = replace(full_week(squad), rules=(RuleChange("run_days", None, None, (("most", 3),)),))
    assert "run_days" in {where for where, _ in reasons(refused(squad, _published(strict)))}
    off = replace(strict, rules=(RuleChange("run_days", "off"),))
    squad.put(_published(off))


def _published(roster: KeptRoster, **changes: Any) -> KeptRoster:
    return replace(roster, **{"state": "published", **changes})


def test_nobody_is_told_to_be_in_two_places_whatever_the_reason(squad: Squad) -> None:
    squad.publish(squad.roster(squad.duty(0, 0, "夜")))
    other = squad_of(squad.store, 1, "beishan")
    early = replace(EARLY, start="05:00", end="13:00")
    there = other.roster(Duty(squad.ids[0], day(1), "早", "gate"), shifts=(early, NIGHT))
    error = refused(squad, _published(there, reason="必须去"))
    assert error.key == "rosters.double_booked"
    [one] = error.findings
    assert one.where == "nanshan1"
    assert "2022-11-07 夜 22:00–06:00 (nanshan)" in one.text("en")
    twice = squad.roster(squad.duty(1, 0), Duty(squad.ids[1], day(0), "早", None), n_days=1)
    later = replace(twice, first_day=day(0) + timedelta(days=30))
    moved = tuple(replace(one, day=later.first_day) for one in twice.duties)
    error = refused(squad, _published(replace(later, duties=moved), reason="急"))
    assert error.key == "rosters.double_booked"


def test_two_published_rosters_of_a_squad_share_no_day(squad: Squad) -> None:
    squad.publish(full_week(squad))
    next_day = replace(squad.roster(), first_day=day(4))
    error = refused(squad, _published(next_day, reason="补"))
    assert reasons(error) == {("first_day", "rosters.days_taken")}
    squad.put(_published(replace(next_day, id=uuid4(), first_day=day(5)), reason="补"))


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"duties": (Duty(UUID(int=5), day(0), "早", "gate"),)}, "roster.no_officer"),
        ({"duties": (Duty(UUID(int=0), day(9), "早", "gate"),)}, "roster.day_outside"),
        ({"duties": (Duty(UUID(int=0), day(0), "晚", None),)}, "roster.no_shift"),
        ({"duties": (Duty(UUID(int=0), day(0), "早", "boat"),)}, "roster.no_post"),
        ({"duties": (Duty(UUID(int=0), day(0), "夜", "gate"),)}, "roster.wrong_shift"),
        ({"duties": (Duty(UUID(int=0), day(0), "早"),) * 2}, "roster.stands_twice"),
        ({"extra_needs": (ExtraNeed("boat", day(0), 2),)}, "roster.no_post"),
        ({"extra_needs": (ExtraNeed("gate", day(8), 2),)}, "roster.day_outside"),
        ({"posts": (replace(DAY_POST, area_code="moon"),)}, "rosters.no_area"),
        ({"shifts": (replace(EARLY, end="24:30"),), "posts": ()}, "rosters.bad_clock"),
        ({"rules": (RuleChange("rest", None, None, (("hours", 99),)),)}, "roster.rules_number"),
        ({"rules": (RuleChange("sleep", "hard"),)}, "roster.rules_unknown"),
        ({"state": "withdrawn"}, "rosters.withdrawn_unknown"),
    ],
)
def test_what_a_roster_has_no_place_for_is_told_in_words(
    squad: Squad, changes: dict[str, Any], key: str
) -> None:
    # The first of the squad stands for id 0, which a test's table cannot know.
    duties = tuple(
        replace(one, officer_id=squad.ids[0]) if one.officer_id == UUID(int=0) else one
        for one in changes.get("duties", ())
    )
    roster = replace(squad.roster(), **{**changes, "duties": duties})
    assert key in {key for _, key in reasons(refused(squad, roster))}


def test_an_empty_squads_month_is_a_draft_and_its_gaps_are_told_when_it_is_published(
    store: Store,
) -> None:
    squad = squad_of(store, 0)
    with store.upkeep() as session:
        people.ensure_squad(session, squad.code, "南山", "Nanshan")
    squad.put(squad.roster())
    error = refused(squad, _published(squad.roster(n_days=1)))
    assert {where for where, _ in reasons(error)} == {"cover", "certified"}


def test_a_leader_lends_only_people_within_reach(squad: Squad) -> None:
    other = squad_of(squad.store, 1, "beishan")
    leader = squad.join(role="leader")
    with squad.store.reader() as session:
        officer = people.officer(session, leader)
    assert officer is not None
    lent = squad.roster(Duty(other.ids[0], day(0), "早", "gate"))
    error = refused(squad, lent, scope=officer.scope)
    assert reasons(error) == {("duties", "roster.no_officer")}
    squad.put(lent)
    squad.put(replace(lent, note="借一人"), scope=officer.scope, if_match=1)
    with pytest.raises(NotFound):
        squad.put(other.roster(), scope=officer.scope)


def test_duties_stand_by_the_clock_and_count_while_they_are_published(squad: Squad) -> None:
    roster = squad.roster(squad.duty(0, 0, "夜"))
    squad.put(roster)
    span = Span(datetime(2022, 11, 7, tzinfo=ZONE), datetime(2022, 11, 9, tzinfo=ZONE))

    def told() -> list[tuple[datetime, datetime]]:
        with squad.store.reader() as session:
            found = published_between(session, squad.code, span, officer_id=squad.ids[0])
        return [(one.starts_at, one.ended_at) for one in found]

    assert told() == []
    squad.put(_published(roster, reason="急"), if_match=1)
    start = datetime(2022, 11, 7, 14, tzinfo=UTC)
    assert told() == [(start, start + timedelta(hours=8))]
    squad.put(replace(roster, state="withdrawn", reason="不作数"), if_match=2)
    assert told() == []
    with squad.store.reader() as session:
        assert of_roster(session, roster.id) == []


def test_what_is_published_changes_with_a_reason_and_never_its_days(squad: Squad) -> None:
    told = squad.publish(full_week(squad), reason="")
    changed = replace(told, duties=told.duties[1:])
    assert reasons(refused(squad, changed, if_match=1)) == {("reason", "rosters.reason_needed")}
    longer = replace(told, n_days=6, reason="加一天")
    assert reasons(refused(squad, longer, if_match=1)) == {("first_day", "rosters.days_are_told")}
    back = replace(told, state="draft", reason="重排")
    assert reasons(refused(squad, back, if_match=1)) == {("state", "rosters.after_published")}
    assert squad.put(replace(changed, reason="病假"), if_match=1).version == 2
    squad.put(replace(changed, state="withdrawn", reason="重排"), if_match=2)
    again = refused(squad, replace(changed, reason="又要"), if_match=3)
    assert ("state", "rosters.after_withdrawn") in reasons(again)


def test_lists_in_another_order_are_the_same_roster(squad: Squad) -> None:
    roster = full_week(squad)
    assert squad.put(roster).created
    turned = replace(roster, duties=tuple(reversed(roster.duties)))
    assert not squad.put(turned).changed


def test_publishing_makes_the_shifts_that_the_squad_has_not(squad: Squad) -> None:
    start = datetime.combine(MONDAY, datetime.min.time(), ZONE) + timedelta(hours=8)
    own = Shift(uuid4(), squad.code, "early", start, start + timedelta(hours=8), "原有")
    put_shift(squad.store, SYSTEM, own, now=BEFORE)
    told = squad.publish(squad.roster(squad.duty(0, 0), n_days=2))
    found = {
        one.id: (one.kind, one.start.astimezone(ZONE).isoformat()) for one in own_shifts(squad)
    }
    assert found == {
        own.id: ("early", "2022-11-07T08:00:00+08:00"),
        shift_id(squad.code, day(0), "夜"): ("night", "2022-11-07T22:00:00+08:00"),
        shift_id(squad.code, day(1), "早"): ("early", "2022-11-08T08:00:00+08:00"),
        shift_id(squad.code, day(1), "夜"): ("night", "2022-11-08T22:00:00+08:00"),
    }
    squad.put(replace(told, reason="换人"), if_match=1)
    squad.put(replace(told, state="withdrawn", reason="不作数"), if_match=2)
    squad.publish(replace(told, id=uuid4()))
    assert {one.id for one in own_shifts(squad)} == set(found)
    assert verify(squad.store).sound


def test_each_officer_is_told_of_their_own_changes_and_the_others_are_not(squad: Squad) -> None:
    told = squad.publish(squad.roster(squad.duty(0, 0), squad.duty(1, 1)))
    [first] = news(squad, squad.ids[0])
    assert (first.kind, first.parts["news"]) == ("roster", "published")
    assert first.parts["duties"] == [{"day": "2022-11-07", "shift": "早"}]
    assert news(squad, squad.ids[2]) == []
    moved = (told.duties[0], replace(told.duties[1], officer_id=squad.ids[2]))
    squad.put(replace(told, duties=moved, reason="换班"), if_match=1)
    assert [one.parts["news"] for one in news(squad, squad.ids[0])] == ["published"]
    [_, off] = news(squad, squad.ids[1])
    assert (off.parts["news"], off.parts["days"], off.parts["duties"]) == (
        "changed",
        ["2022-11-08"],
        [],
    )
    squad.put(replace(told, duties=moved, state="withdrawn", reason="不作数"), if_match=2)
    assert [one.parts["news"] for one in news(squad, squad.ids[2])] == ["changed", "withdrawn"]
    assert news(squad, squad.ids[3], leads=True) == []


def test_a_squad_has_one_setup_and_its_rosters_keep_their_own(squad: Squad) -> None:
    one = RosterSetup(uuid4(), squad.code, (EARLY, NIGHT), (DAY_POST,))

    def put(setup: RosterSetup, if_match: int | None = None) -> None:
        office = builtin_rules()
        put_setup(squad.store, SYSTEM, setup, office=office, now=BEFORE, if_match=if_match)

    put(one)
    with pytest.raises(InvalidInput) as error:
        put(replace(one, id=uuid4()))
    assert reasons(error.value) == {("squad", "rosters.setup_there")}
    bad = replace(one, posts=(DAY_POST, DAY_POST), rules=(RuleChange("rest", "off"),) * 2)
    with pytest.raises(InvalidInput) as error:
        put(bad, if_match=1)
    assert reasons(error.value) == {
        ("posts[gate]", "roster.stands_twice"),
        ("rules[rest]", "roster.stands_twice"),
    }


def test_an_officer_has_one_profile_in_a_squad_of_theirs(squad: Squad) -> None:
    one = OfficerProfile(uuid4(), squad.code, squad.ids[0], first_day=day(3), balance_nights=2)
    put_profile(squad.store, SYSTEM, one, now=BEFORE)
    other = squad_of(squad.store, 1, "beishan")
    for changes, expected in (
        ({}, ("officer_id", "rosters.profile_there")),
        ({"officer_id": other.ids[0]}, ("officer_id", "rosters.not_of_squad")),
        (
            {"officer_id": squad.ids[1], "last_day": day(1)},
            ("last_day", "roster.contract_backwards"),
        ),
        (
            {"officer_id": squad.ids[1], "least_hours": 9, "most_hours": 8},
            ("most_hours", "rosters.hours_crossed"),
        ),
        ({"officer_id": squad.join(role="briefing")}, ("officer_id", "rosters.never_on_duty")),
    ):
        with pytest.raises(InvalidInput) as error:
            put_profile(squad.store, SYSTEM, replace(one, id=uuid4(), **changes), now=BEFORE)
        assert reasons(error.value) == {expected}
    assert verify(squad.store).sound
