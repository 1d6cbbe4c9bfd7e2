"""Duties as calendars, read back by the library: stable events, nobody else's names."""

from dataclasses import replace
from datetime import datetime, timedelta

import icalendar
import pytest
from calendar_reading import Told, told_in
from month_making import AT, ZONE, day, lines, month, problem

from geo_patrol.roster.files.calendar import officer_calendar, squad_calendar
from geo_patrol.roster.files.month import Month
from geo_patrol.roster.problem import Assignment

PUBLISHED = month(state="published", changed_at=AT)


def mine(*months: Month, who: str = "a") -> list[Told]:
    return told_in(officer_calendar(months, who, "zh"))


def by_day(found: list[Told]) -> dict[int, Told]:
    return {(one.day - day(0)).days: one for one in found}


def test_an_event_says_when_and_where_by_the_clock_on_the_wall() -> None:
    first, _, night = mine(PUBLISHED)
    assert (first.start, first.end) == (
        datetime(2022, 11, 7, 8, tzinfo=ZONE),
        datetime(2022, 11, 7, 16, tzinfo=ZONE),
    )
    assert (night.start, night.end) == (
        datetime(2022, 11, 11, 22, tzinfo=ZONE),
        datetime(2022, 11, 12, 6, tzinfo=ZONE),
    )
    assert (first.summary, first.location) == ("早班 · 长诏水库", "长诏水库")
    assert "长诏早巡，早 08:00–16:00" in first.description
    assert (first.status, first.transp) == ("CONFIRMED", "OPAQUE")
    assert first.zone == "Asia/Shanghai"


def test_the_zone_stands_in_the_calendar() -> None:
    calendar = icalendar.Calendar.from_ical(officer_calendar([PUBLISHED], "a", "zh"))
    assert [str(one["tzid"]) for one in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    assert str(calendar["method"]) == "PUBLISH"


def test_english_is_said_when_it_is_asked_for() -> None:
    [first, *_] = told_in(officer_calendar([PUBLISHED], "a", "en"))
    assert first.summary == "Early shift · Changzhao Reservoir"


def test_a_persons_calendar_names_nobody() -> None:
    data = officer_calendar([PUBLISHED], "a", "zh").decode().replace("\r\n ", "")
    assert not any(name in data for name in PUBLISHED.names.officers.values())
    assert not any(badge in data for badge in PUBLISHED.names.badges.values())


def test_a_changed_day_keeps_its_uid_and_gets_a_higher_sequence() -> None:
    made = problem()
    later = month(
        made,
        roster=lines(made, a="早c夜c....夜q"),
        before=PUBLISHED.roster,
        state="published",
        changed_at=AT + timedelta(hours=2),
        version=2,
    )
    before, after = by_day(mine(PUBLISHED)), by_day(mine(later))
    assert {n: one.uid for n, one in before.items()} == {n: one.uid for n, one in after.items()}
    assert after[1].summary == "夜班 · 长诏水库"
    assert all(after[n].sequence > before[n].sequence for n in before)


def test_a_day_that_is_taken_back_is_cancelled_under_its_uid() -> None:
    made = problem()
    later = month(
        made, roster=lines(made, a="早c"), before=PUBLISHED.roster, state="published", changed_at=AT
    )
    before, after = by_day(mine(PUBLISHED)), by_day(mine(later))
    assert [after[n].status for n in (0, 1, 4)] == ["CONFIRMED", "CANCELLED", "CANCELLED"]
    assert after[4].uid == before[4].uid
    assert (after[4].summary, after[4].transp) == ("【取消】夜班 · 钦寸水库", "TRANSPARENT")


@pytest.mark.parametrize(
    ("state", "status"),
    [("draft", "TENTATIVE"), ("published", "CONFIRMED"), ("withdrawn", "CANCELLED")],
)
def test_the_state_of_a_roster_is_that_of_its_events(state: str, status: str) -> None:
    assert {one.status for one in mine(replace(PUBLISHED, state=state))} == {status}  # type: ignore[arg-type]


def test_of_a_withdrawn_roster_and_its_successor_each_day_stands_once() -> None:
    gone = replace(PUBLISHED, state="withdrawn", changed_at=AT + timedelta(days=1))
    made = problem()
    new = month(made, roster=lines(made, a="中c"), state="published", changed_at=AT)
    for order in ((gone, new), (new, gone)):
        found = by_day(mine(*order))
        assert [found[n].status for n in (0, 1, 4)] == ["CONFIRMED", "CANCELLED", "CANCELLED"]
        assert len({one.uid for one in found.values()}) == 3


def test_a_squads_calendar_has_an_event_for_each_post_with_who_is_there() -> None:
    made = problem()
    one = month(
        made,
        roster=(*lines(made, a="早c", b="早c", c="夜q"), Assignment("d", day(2), "中")),
        before=lines(made, a="..中q"),
        state="published",
    )
    found = told_in(squad_calendar(one, "zh"))
    told = {(event.day, event.summary): event for event in found}
    crew = told[day(0), "早班 · 长诏水库 · 2 人"]
    assert "队员甲、队员乙" in crew.description
    assert "张䶮𠮷" in told[day(0), "夜班 · 钦寸水库 · 1 人"].description
    assert "未定岗位" in told[day(2), "中班 · 1 人"].description
    assert told[day(1), "【取消】中班 · 钦寸水库"].status == "CANCELLED"


def test_who_has_no_duty_has_an_empty_calendar() -> None:
    assert mine(PUBLISHED, who="d") == []
    assert told_in(officer_calendar([], "a", "zh")) == []


def test_the_same_roster_gives_the_same_bytes() -> None:
    later = replace(PUBLISHED, as_of=AT + timedelta(days=1))
    assert officer_calendar([PUBLISHED], "a", "zh") == officer_calendar([later], "a", "zh")
