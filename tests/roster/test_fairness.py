"""The table of nights, weekends, holidays and hours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roster_chances import problems, rosters
from roster_making import day, lines, officer, post, problem

from geo_patrol.roster.fairness import fairness
from geo_patrol.roster.frame import frame_of
from geo_patrol.roster.people import Balance
from geo_patrol.roster.problem import Leave
from geo_patrol.roster.sheet import sheet_of


def test_a_row_tells_what_was_worked_what_is_fair_and_what_is_carried_on() -> None:
    small = problem(
        7,
        officer("a", balance=Balance(nights=1.5, hours=-8)),
        officer("b"),
        posts=(post("dam", "N", 1), post("shore", "E", 1)),
        holidays=frozenset({day(0)}),
    )
    roster = lines(a="NNNNN-E", b="E-----N")
    a, b = fairness(sheet_of(frame_of(small), roster))
    assert (a.nights.worked, a.nights.share, a.nights.carried) == (5, 3.5, 1.5)
    assert (a.nights.balance, b.nights.balance) == (3, -2.5)
    assert (a.weekends.worked, a.weekends.share, b.weekends.balance) == (1, 2, -1)
    assert (a.holidays.worked, b.holidays.worked, b.holidays.share) == (1, 1, 1)
    assert (a.hours.worked, a.hours.share, a.hours.balance) == (48, 56, -16)


def test_who_was_away_has_a_smaller_share() -> None:
    small = problem(
        4,
        officer("a"),
        officer("b"),
        posts=(post("dam", "N", 3),),
        leave=(Leave("a", day(0), day(1)),),
    )
    a, b = fairness(sheet_of(frame_of(small), ()))
    assert (a.nights.share, b.nights.share) == (4, 8)


def test_without_officers_there_are_no_rows() -> None:
    assert fairness(sheet_of(frame_of(problem(3, posts=(post(),))), ())) == ()


@given(st.data())
def test_shares_of_a_squad_add_up_to_what_its_posts_need(data: st.DataObject) -> None:
    small = data.draw(problems())
    frame = frame_of(small)
    rows = fairness(sheet_of(frame, data.draw(rosters(small))))
    for squad in {one.squad for one in small.officers}:
        mine = [one for one in rows if one.squad == squad]
        asked = frame.open.any(axis=(1, 2))
        free = [one.id for one, free in zip(small.officers, asked, strict=True) if free]
        if not any(one.officer in free for one in mine):
            continue
        wanted = sum(
            int(need.sum()) * int(frame.minutes[shift])
            for need, shift, where in zip(frame.need, frame.post_shift, small.posts, strict=True)
            if where.squad == squad
        )
        assert sum(one.hours.share for one in mine) == pytest.approx(wanted / 60)
