"""What a roster is made of comes from the store: people, leave, wishes, holidays, risk."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from roster_kept import BEFORE, MONDAY, ZONE, Squad, day, squad_of

from geo_patrol.operations.records import Operation
from geo_patrol.roster.problem import AreaRisk, Fixed, Forbidden, Problem
from geo_patrol.roster.records import Duty, DutyWish, KeptRoster, Pin
from geo_patrol.roster.settings import builtin_rules
from geo_patrol.seizures.calendar import SpecialDay
from geo_patrol.seizures.calendar_file import CalendarRead
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories.operations import OPERATIONS
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.repositories.rosters import WISHES
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.calendars import import_calendar
from geo_patrol.workflows.roster_judging import asked_about
from geo_patrol.workflows.roster_problem import names_of, problem_of
from geo_patrol.workflows.roster_search import CALENDAR, told_before


@pytest.fixture
def squad(store: Store) -> Squad:
    return squad_of(store)


def problem(squad: Squad, roster: KeptRoster, now: datetime = BEFORE) -> Problem:
    with squad.store.reader() as session:
        return problem_of(session, roster, zone=ZONE, now=now)


def ids(found: Problem) -> set[str]:
    return {one.id for one in found.officers}


def test_officers_and_auxiliaries_are_rostered_and_leaders_only_where_a_profile_says_so(
    squad: Squad,
) -> None:
    auxiliary = squad.join(role="auxiliary", certified=False)
    leader, clerk, captain = (
        squad.join(role="leader"),
        squad.join(),
        squad.join(role="leader"),
    )
    squad.join(role="briefing")
    squad.profile(squad.ids.index(clerk), rostered=False)
    squad.profile(squad.ids.index(captain), rostered=True, boat_licence=True, most_nights=2)
    found = problem(squad, squad.roster())
    assert ids(found) == {str(one) for one in (*squad.ids[:4], auxiliary, captain)}
    by_id = {one.id: one for one in found.officers}
    assert not by_id[str(auxiliary)].certified
    assert by_id[str(captain)].boat_licence
    assert by_id[str(captain)].limits.most_of == (("夜", 2),)
    assert str(leader) not in by_id


def test_a_leader_who_is_named_may_be_asked_on_those_days_only(squad: Squad) -> None:
    leader = squad.join(role="leader")
    roster = squad.roster(Duty(leader, day(2), "早", "gate"))
    found = problem(squad, roster)
    barred = [one for one in found.forbidden if one.officer == str(leader)]
    assert barred == [
        Forbidden(str(leader), day(0), day(1)),
        Forbidden(str(leader), day(3), day(6)),
    ]


def test_who_is_lent_stays_of_the_squad_they_come_from(squad: Squad) -> None:
    other = squad_of(squad.store, 1, "beishan")
    roster = squad.roster(Duty(other.ids[0], day(0), "早", "gate"))
    found = {one.id: one.squad for one in problem(squad, roster).officers}
    assert found[str(other.ids[0])] == "beishan"
    assert found[str(squad.ids[0])] == "nanshan"


@pytest.mark.parametrize(
    ("kind", "said", "counts"),
    [
        ("annual", (), False),
        ("annual", ("granted",), True),
        ("annual", ("granted", "refused"), False),
        ("sick", (), True),
        ("sick", ("refused",), False),
        ("sick", ("refused", "granted"), True),
    ],
)
def test_leave_counts_by_the_last_word_of_a_leader_and_illness_at_once(
    squad: Squad, kind: str, said: tuple[str, ...], counts: bool
) -> None:
    squad.leave(0, 1, 2, kind, *said)
    assert len(problem(squad, squad.roster()).leave) == counts


def test_wishes_pins_and_extra_days_off_are_taken_over(squad: Squad) -> None:
    wish = DutyWish(uuid4(), squad.code, squad.ids[0], day(3), False, weight=3)
    odd = replace(wish, id=uuid4(), on=True, shift="晚")
    gone = replace(wish, id=uuid4(), withdrawn="不用了")
    with squad.store.upkeep() as session:
        for one in (wish, odd, gone):
            WISHES.save(session, one, Found(squad.code, BEFORE), new=True)
    first, second = squad.ids[:2]
    pins = (Pin(first, day(1), "早", "gate"), Pin(second, day(2)))
    found = problem(squad, squad.roster(pins=pins))
    assert [(one.day, one.on, one.weight) for one in found.requests] == [(day(3), False, 3)]
    assert found.fixed == (Fixed(str(first), day(1), "早", "gate"),)
    assert found.forbidden == (Forbidden(str(second), day(2), day(2)),)


def test_holidays_and_worked_weekends_come_from_the_calendar_in_force(squad: Squad) -> None:
    roster = squad.roster(first_day=date(2022, 10, 1), n_days=9)
    found = problem(squad, roster)
    assert found.holidays == {date(2022, 10, n) for n in range(1, 8)}
    assert found.workdays == {date(2022, 10, 8), date(2022, 10, 9)}


def test_a_year_whose_holidays_nobody_knows_yet_is_told_until_the_office_brings_them_in(
    squad: Squad,
) -> None:
    roster = squad.roster(first_day=date(2039, 12, 27), n_days=7)
    holidays = (date(2040, 2, 12), date(2040, 10, 1), date(2039, 1, 24), date(2039, 10, 1))
    known = tuple(SpecialDay(one, "holiday") for one in sorted(holidays))

    def told() -> set[str]:
        with squad.store.reader() as session:
            asked = asked_about(session, SYSTEM, roster, builtin_rules(), zone=ZONE, now=BEFORE)
        return {one.text("zh") for one in told_before(asked) if one.where == CALENDAR}

    years = sorted(one.split(" 年")[0] for one in told())
    assert years == ["calendar: 2039", "calendar: 2040"]
    import_calendar(squad.store, SYSTEM, CalendarRead(known, (), len(known)), now=BEFORE)
    assert told() == set()


def test_an_operation_makes_its_areas_days_risky_and_more_people_are_needed(squad: Squad) -> None:
    start = datetime(2022, 11, 8, 22, tzinfo=ZONE)
    one = Operation(uuid4(), squad.code, "joint", "夜查", start, start + timedelta(hours=4))
    with squad.store.upkeep() as session:
        OPERATIONS.save(session, one, Found(squad.code, BEFORE), new=True)
        void = replace(one, id=uuid4(), starts_at=start + timedelta(days=3), voided="取消")
        void = replace(void, ends_at=void.starts_at + timedelta(hours=1))
        OPERATIONS.save(session, void, Found(squad.code, BEFORE), new=True)
    posts = (replace(squad.roster().posts[0], at_risk=1),)
    found = problem(squad, squad.roster(posts=posts))
    assert found.risks == (AreaRisk("", day(1), "high"), AreaRisk("", day(2), "high"))
    assert [found.need(found.posts[0], day(n)) for n in range(4)] == [2, 3, 3, 2]


def test_who_has_a_duty_in_another_published_roster_is_not_asked_then(squad: Squad) -> None:
    other = squad_of(squad.store, 1, "beishan")
    borrowed = squad.ids[0]
    other.publish(other.roster(Duty(borrowed, day(1), "夜", "lake")))
    found = problem(squad, squad.roster())
    assert set(found.forbidden) == {
        Forbidden(str(borrowed), day(1), day(1)),
        Forbidden(str(borrowed), day(2), day(2), "早"),
    }


def test_what_has_begun_of_a_published_roster_is_settled(squad: Squad) -> None:
    told = squad.publish(squad.roster(squad.duty(0, 0), squad.duty(1, 1), squad.duty(2, 1, "夜")))
    noon = datetime(2022, 11, 8, 12, tzinfo=ZONE)
    found = problem(squad, told, now=noon)
    assert found.published_days == {day(n) for n in range(7)}
    assert found.frozen_days == {day(0)}
    assert found.fixed == (Fixed(str(squad.ids[1]), day(1), "早", "gate"),)
    on_now = {one.officer for one in found.forbidden if one.shift == "早"}
    assert on_now == {str(one) for one in (squad.ids[0], *squad.ids[2:])}
    with squad.store.reader() as session:
        asked = problem_of(session, told, zone=ZONE, now=noon, frozen=[day(3)])
    assert asked.frozen_days == {day(0), day(3)}


def test_a_draft_binds_nobody(squad: Squad) -> None:
    draft = squad.roster(squad.duty(0, 0))
    squad.put(draft)
    found = problem(squad, draft, now=BEFORE + timedelta(days=60))
    assert not (found.published or found.published_days or found.frozen_days)


def test_people_are_called_by_their_names_and_posts_by_name_and_shift(squad: Squad) -> None:
    with squad.store.reader() as session:
        names = names_of(session, squad.roster())
    assert names[str(squad.ids[0])] == "nanshan1"
    assert (names["gate"], MONDAY) == ("大门 早", day(0))
