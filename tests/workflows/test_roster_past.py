"""A month begins with what the published month before it left: nothing is entered again."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from roster_kept import BEFORE, NIGHT, ZONE, Squad, day, squad_of

from geo_patrol.patrols import Patrol, Shift
from geo_patrol.roster.fairness import fairness
from geo_patrol.roster.frame import frame_of
from geo_patrol.roster.people import Balance, History, RosterOfficer
from geo_patrol.roster.records import KeptRoster
from geo_patrol.roster.sheet import sheet_of
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import duty
from geo_patrol.workflows.roster_problem import problem_of, roster_of


@pytest.fixture
def squad(store: Store) -> Squad:
    return squad_of(store)


def officers(squad: Squad, roster: KeptRoster) -> list[RosterOfficer]:
    with squad.store.reader() as session:
        found = problem_of(session, roster, zone=ZONE, now=BEFORE).officers
    by_id = {one.id: one for one in found}
    return [by_id[str(one)] for one in squad.ids]


def week(squad: Squad, n: int, *duties: tuple[int, int, str]) -> KeptRoster:
    """Return a roster of the n-th week; duties are of whom, on which of its days, and a shift."""
    first = day(7 * n)
    made = tuple(
        replace(squad.duty(who, 0, shift), day=day(7 * n + at)) for who, at, shift in duties
    )
    return squad.roster(*made, first_day=first)


FIRST_WEEK = (
    (0, 4, "夜"), (0, 5, "夜"), (0, 6, "夜"),
    (1, 4, "夜"), (1, 5, "早"), (1, 6, "早"),
    (2, 0, "早"),
    (3, 1, "早"), (3, 2, "早"),
)  # fmt: skip


def test_the_last_run_of_days_and_nights_comes_from_what_was_published(squad: Squad) -> None:
    squad.publish(week(squad, 0, *FIRST_WEEK))
    found = [one.history for one in officers(squad, week(squad, 1))]
    assert found == [
        History(day(6), "夜", 3, 3),
        History(day(6), "早", 3, 0),
        History(day(0), "早", 1, 0),
        History(day(2), "早", 2, 0),
    ]


def test_a_draft_or_a_withdrawn_roster_leaves_no_history(squad: Squad) -> None:
    squad.put(week(squad, 0, *FIRST_WEEK))
    assert [one.history for one in officers(squad, week(squad, 1))] == [None] * 4
    told = squad.publish(week(squad, 0, *FIRST_WEEK))
    squad.put(replace(told, state="withdrawn"), if_match=1)
    assert [one.history for one in officers(squad, week(squad, 1))] == [None] * 4


def test_a_patrol_that_came_back_late_ends_the_last_shift(loaded_store: Store) -> None:
    squad = squad_of(loaded_store)
    squad.publish(week(squad, 0, *FIRST_WEEK))
    start = datetime(2022, 11, 13, 22, tzinfo=ZONE)
    back = datetime(2022, 11, 14, 7, 30, tzinfo=ZONE)
    with squad.store.upkeep() as session:
        shift = Shift(
            uuid4(), squad.code, "night", start - timedelta(days=90), start + timedelta(9)
        )
        duty.save_shift(session, shift, new=True)
        patrol = Patrol(uuid4(), shift.id, "changzhao", "boat", start, back, (squad.ids[0],))
        duty.save_patrol(session, patrol, squad.code, new=True)
    found = officers(squad, week(squad, 1))[0].history
    assert found is not None
    assert found.last_end == back.replace(tzinfo=None)


def test_a_shift_that_the_roster_does_not_know_is_the_nearest_one_with_its_own_end(
    squad: Squad,
) -> None:
    squad.publish(week(squad, 0, *FIRST_WEEK))
    dusk = replace(NIGHT, code="晚", start="20:00", end="04:00")
    later = week(squad, 1)
    posts = (replace(later.posts[1], shift="晚"),)
    found = officers(squad, replace(later, shifts=(dusk,), posts=posts))[0].history
    assert found is not None
    assert (found.last_shift, found.last_end) == ("晚", datetime(2022, 11, 14, 6))


def test_balances_are_carried_on_from_month_to_month(squad: Squad) -> None:
    """Replayed: what each roster leaves by its own table is what the next one begins with."""
    squad.profile(0, balance_nights=2.0)
    weeks = [
        week(squad, 0, *FIRST_WEEK),
        week(squad, 1, (0, 0, "夜"), (1, 1, "夜"), (2, 2, "夜"), (3, 3, "夜"), (2, 5, "早")),
        week(squad, 2, (3, 0, "夜"), (2, 1, "夜"), (1, 2, "早"), (0, 3, "早")),
    ]
    left = [Balance(nights=2.0), Balance(), Balance(), Balance()]
    for one in weeks:
        begun = officers(squad, one)
        for officer, balance in zip(begun, left, strict=True):
            assert vars_of(officer.balance) == pytest.approx(vars_of(balance))
        with squad.store.reader() as session:
            problem = problem_of(session, one, zone=ZONE, now=BEFORE)
        rows = {row.officer: row for row in fairness(sheet_of(frame_of(problem), roster_of(one)))}
        table = [rows[str(officer)] for officer in squad.ids]
        left = [
            Balance(
                row.nights.balance, row.weekends.balance, row.holidays.balance, row.hours.balance
            )
            for row in table
        ]
        squad.publish(one)
    assert max(abs(one.nights) for one in left) > 1


def vars_of(one: Balance) -> list[float]:
    return [one.nights, one.weekends, one.holidays, one.hours]


def test_who_was_not_in_a_month_owes_nothing_for_it(squad: Squad) -> None:
    squad.publish(week(squad, 0, *FIRST_WEEK))
    squad.join()
    found = officers(squad, week(squad, 1))
    assert found[4].balance == Balance()
    assert sum(one.balance.nights for one in found) == pytest.approx(4 - 14)


def test_what_was_done_for_another_squad_counts_beyond_any_share(squad: Squad) -> None:
    other = squad_of(squad.store, 2, "beishan")
    lent = replace(squad.duty(0, 0, "夜"), post="lake")
    other.publish(other.roster(lent, other.duty(0, 0, "夜"), other.duty(1, 1, "夜")))
    assert officers(squad, week(squad, 1))[0].balance.nights == pytest.approx(1)
