"""Answers worked out beforehand are those that the table gives on the day."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from geo_patrol.law import Applicable, LawTable, applicable, builtin_table
from geo_patrol.law.ahead import Ahead, answers_ahead

TZ = ZoneInfo("Asia/Shanghai")
FIRST, LAST = date(2026, 4, 1), date(2026, 9, 30)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
BORDERS = [date(2026, 5, 1), date(2026, 8, 15)]


@pytest.fixture(scope="module")
def table() -> LawTable:
    return builtin_table()


@pytest.fixture(scope="module")
def ahead(table: LawTable) -> Ahead:
    return answers_ahead(table, FIRST, LAST, TZ)


def span_of(ahead: Ahead, day: date) -> int:
    return sum(first <= day for first in ahead.spans) - 1


def said(one: Applicable) -> tuple[Any, ...]:
    remarks = [(each.where, each.key) for each in one.remarks]
    return (one.answers, one.leniency, one.pointers, one.duties, remarks)


def test_spans_begin_at_the_dates_of_the_table(ahead: Ahead) -> None:
    assert ahead.spans == (FIRST, *BORDERS)


def test_a_stretch_without_dates_is_one_span(table: LawTable) -> None:
    assert answers_ahead(table, date(2026, 9, 1), LAST, TZ).spans == (date(2026, 9, 1),)


def test_a_rule_until_the_last_day_there_is_ends_no_span(table: LawTable) -> None:
    endless = [one.model_copy(update={"valid_to": date.max}) for one in table.rules]
    made = answers_ahead(replace(table, rules=tuple(endless)), date(2026, 9, 1), LAST, TZ)
    assert made.spans == (date(2026, 9, 1),)


def test_every_day_is_answered_as_on_that_day(table: LawTable, ahead: Ahead) -> None:
    near = [day for day in DAYS if any(abs((day - one).days) < 2 for one in BORDERS)]
    asked = sorted({FIRST, LAST, *near})
    for act, level in ahead.answers:
        for today in asked:
            for day in asked:
                at = datetime.combine(day, time(23, 59), TZ)
                there = applicable(table, level, act, at, today=today, tz=TZ)
                then = span_of(ahead, min(day, today))
                row = ahead.answers[act, level][then]
                assert said(row[span_of(ahead, today) - then]) == said(there), (act, day, today)


def test_a_day_that_is_not_in_the_table_is_told_as_its_span(table: LawTable) -> None:
    dated = [one for one in table.rules if one.valid_from == BORDERS[1] and "angling" in one.acts]
    late = replace(table, rules=tuple(dated))
    ahead = answers_ahead(late, date(2026, 8, 1), LAST, TZ)
    [remark] = ahead.answers["angling", "first"][0][0].remarks
    assert dict(remark.params) == {"day": "2026-08-01—2026-08-14"}
