"""What cannot be planned well is planned as well as can be, and told in words: through the store.

Each search is a real one; most end at once, since nothing better can be proven.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from roster_office import DAM, EARLY, GATE, MONDAY, NIGHT, QUICK, Office, day, duty, pin

from geo_patrol.errors import InvalidInput
from geo_patrol.roster.solver import Effort, Progress
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import people
from geo_patrol.workflows.roster_search import verdict_of
from geo_patrol.workflows.roster_solving import Proposal, propose


@pytest.fixture
def backend() -> str:
    """Use one kind of store: the searches are the same on both."""
    return "sqlite"


def words(found: Proposal) -> str:
    """Return all that is told of a proposal, before and after, in Chinese."""
    verdict = verdict_of(found.question, found.solution.roster)
    before = [one.text("zh") for one in found.doubts]
    after = [one.zh for one in (*verdict.shortages, *verdict.broken)]
    return "\n".join(before + after)


def test_without_a_certified_officer_posts_are_manned_and_it_is_said(store: Store) -> None:
    office = Office(store)
    office.staff(10, certified=False, role="auxiliary")
    found = office.propose(office.roster(4))
    assert "一名执法人员也没有" in words(found)
    assert "缺 2 名执法人员" in words(found)
    assert found.solution.value.hard > 0


def test_with_more_leave_than_people_the_short_days_are_named(store: Store) -> None:
    office = Office(store)
    for one in office.staff(8)[:6]:
        office.off(one, 2, 3)
    found = office.propose(office.roster())
    told = words(found)
    assert "2022-11-09 要 4 人，能排的只有 2 人（6 人请假）" in told
    assert "6 人“请假”" in told
    report = verdict_of(found.question, found.solution.roster).report
    assert "leave" not in {one.rule for one in report.violations if one.hard}


def test_everybody_on_leave_leaves_an_empty_roster_that_says_so(store: Store) -> None:
    office = Office(store)
    for one in office.staff(4):
        office.off(one, 0, 6)
    found = office.propose(office.roster())
    assert found.solution.roster == ()
    assert found.solution.status == "proven"
    assert "能排的只有 0 人（4 人请假）" in words(found)


def test_an_officer_of_two_squads_has_no_shift_where_the_other_squad_has_one(
    store: Store,
) -> None:
    park, office = Office(store, "beishan"), Office(store)
    shared = park.staff(1)[0]
    office.staff(7)
    with store.upkeep() as session:
        known = people.officer(session, shared)
        assert known is not None
        people.save_officer(session, replace(known, more_squads=("nanshan",)))
    taken = (duty(shared, 1), duty(shared, 2))
    park.roster(duties=taken, state="published", reason="人少")
    found = office.propose(office.roster())
    own = {one.day for one in found.solution.roster if one.officer == str(shared)}
    assert own.isdisjoint({day(1), day(2)})
    assert found.question.names[str(shared)]
    with pytest.raises(InvalidInput) as caught:
        office.roster(duties=(duty(shared, 1),), state="published", reason="人少")
    assert caught.value.findings


def test_nights_over_midnight_and_the_end_of_the_month_and_year_are_rested_after(
    store: Store,
) -> None:
    office = Office(store)
    office.staff(12)
    late = office.roster(3, first_day=MONDAY.replace(month=12, day=30))
    found = office.propose(late)
    assert not verdict_of(found.question, found.solution.roster).report.hard_broken
    nights = {(one.officer, one.day) for one in found.solution.roster if one.shift == "夜"}
    assert {one.day for one in found.solution.roster} == {
        late.first_day + timedelta(days=n) for n in range(3)
    }
    assert not any(
        (one.officer, one.day - timedelta(days=1)) in nights
        for one in found.solution.roster
        if one.shift == "早"
    )


def test_a_night_before_the_roster_keeps_its_officer_from_the_first_early_shift(
    store: Store,
) -> None:
    office = Office(store)
    tired, *_ = office.staff(8)
    office.roster(
        2,
        first_day=MONDAY - timedelta(days=2),
        duties=(duty(tired, -1, "夜"),),
        state="published",
        reason="人少",
    )
    found = office.propose(office.roster())
    early = [one for one in found.solution.roster if (one.day, one.shift) == (MONDAY, "早")]
    assert len(early) == 2
    assert str(tired) not in {one.officer for one in early}


def test_an_empty_squad_gets_an_empty_roster_in_words(store: Store) -> None:
    found = Office(store).propose(Office(store).roster())
    assert found.solution.roster == ()
    assert "队里没有人，2 个岗位只能靠借人" in words(found)


def test_two_hundred_officers_are_planned_and_a_stop_gives_what_is_there(store: Store) -> None:
    office = Office(store)
    office.staff(200)
    posts = tuple(
        replace(GATE if n % 2 else DAM, code=f"p{n}", workday=6, weekend=6, holiday=6)
        for n in range(12)
    )
    question = office.question(office.roster(7, posts=posts))
    heard: list[Progress] = []
    found = propose(
        question,
        replace(QUICK, seconds=120),
        progress=heard.append,
        stop=lambda: any(one.aim == "hard" and one.value == 0 for one in heard),
    )
    assert found.solution.status == "stopped"
    assert len({one.officer for one in found.solution.roster}) > 100
    assert not verdict_of(question, found.solution.roster).report.hard_broken


def test_pins_against_each_other_are_named_and_the_least_bad_roster_is_made(
    store: Store,
) -> None:
    office = Office(store)
    away, tired, *_ = office.staff(8)
    office.off(away, 1, 1)
    pins = (pin(away, 1, "早", "gate"), pin(tired, 2, "夜", "dam"), pin(tired, 3, "早", "gate"))
    found = office.propose(office.roster(pins=pins))
    told = words(found)
    assert "fixed: 甲000，2022-11-08：请假期间有班，或班跨进假期" in told
    assert "fixed: 甲001，2022-11-09…11-10：两班之间少休息 9 小时" in told
    report = verdict_of(found.question, found.solution.roster).report
    assert report.hard_broken
    assert found.solution.status == "proven"


def test_two_pins_of_one_day_are_refused_when_the_roster_is_written(store: Store) -> None:
    office = Office(store)
    one, *_ = office.staff(4)
    with pytest.raises(InvalidInput) as caught:
        office.roster(pins=(pin(one, 1, "早"), pin(one, 1, "夜")))
    assert "写了两次" in "".join(each.text("zh") for each in caught.value.findings)


def test_a_history_that_breaks_the_rules_begins_with_days_off(store: Store) -> None:
    office = Office(store)
    tired, *_ = office.staff(8)
    office.roster(
        9,
        first_day=MONDAY - timedelta(days=9),
        duties=tuple(duty(tired, -n) for n in range(1, 10)),
        state="published",
        reason="人少",
    )
    found = office.propose(office.roster())
    assert "到 2022-11-06 已连上 9 天，规定最多 6 天：得先休息" in words(found)
    assert str(tired) not in {one.officer for one in found.solution.roster if one.day == MONDAY}
    assert not verdict_of(found.question, found.solution.roster).report.hard_broken


def test_the_same_question_and_seed_give_the_same_roster(store: Store) -> None:
    office = Office(store)
    office.staff(9)
    draft = office.roster()
    effort = Effort(seconds=3, seed=7, deterministic=True)
    first, second = office.propose(draft, effort), office.propose(draft, effort)
    assert first.solution.roster == second.solution.roster
    assert first.solution.value == second.solution.value


def test_a_post_of_a_shift_that_there_is_not_is_refused_with_its_place(store: Store) -> None:
    office = Office(store)
    with pytest.raises(InvalidInput) as caught:
        office.roster(posts=(replace(GATE, shift="晚"),), shifts=(EARLY, NIGHT))
    assert "晚" in "".join(each.text("zh") for each in caught.value.findings)
