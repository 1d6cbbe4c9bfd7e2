"""The periods of briefings: read from text, with those that they are compared with."""

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from geo_patrol.errors import InvalidInput
from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_periods import period_of
from geo_patrol.reports.briefing import BriefingKind

ZONE = ZoneInfo("Asia/Shanghai")


def at(*day: int) -> datetime:
    return datetime(*day, tzinfo=ZONE)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("kind", "text", "span", "before", "year_before"),
    [
        (
            "monthly",
            "2023-01",
            (at(2023, 1, 1), at(2023, 2, 1)),
            (at(2022, 12, 1), at(2023, 1, 1)),
            (at(2022, 1, 1), at(2022, 2, 1)),
        ),
        (
            "monthly",
            "2024-12",
            (at(2024, 12, 1), at(2025, 1, 1)),
            (at(2024, 11, 1), at(2024, 12, 1)),
            (at(2023, 12, 1), at(2024, 1, 1)),
        ),
        (
            "quarterly",
            "2022Q1",
            (at(2022, 1, 1), at(2022, 4, 1)),
            (at(2021, 10, 1), at(2022, 1, 1)),
            (at(2021, 1, 1), at(2021, 4, 1)),
        ),
        (
            "annual",
            "2022",
            (at(2022, 1, 1), at(2023, 1, 1)),
            (at(2021, 1, 1), at(2022, 1, 1)),
            (at(2021, 1, 1), at(2022, 1, 1)),
        ),
    ],
)
def test_a_period_knows_the_one_before_and_the_same_a_year_before(
    kind: BriefingKind,
    text: str,
    span: tuple[datetime, datetime],
    before: tuple[datetime, datetime],
    year_before: tuple[datetime, datetime],
) -> None:
    found = period_of(kind, text, ZONE)
    assert (found.start, found.end) == span
    assert (found.before, found.year_before) == (before, year_before)


@pytest.mark.parametrize(
    ("kind", "text", "name", "issue"),
    [
        ("monthly", "2022-10", ("2022 年 10 月", "October 2022"), "2022 年第 10 期"),
        ("quarterly", "2022Q4", ("2022 年第四季度", "quarter 4 of 2022"), "2022 年第 4 期（季度）"),
        ("annual", "2022", ("2022 年", "2022"), "2022 年度"),
    ],
)
def test_a_period_is_called_as_people_call_it(
    kind: BriefingKind, text: str, name: tuple[str, str], issue: str
) -> None:
    found = period_of(kind, text, ZONE)
    assert found.name == Words(*name) and found.issue.zh == issue
    assert found.name.zh in found.title.zh


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("monthly", "2022-13"),
        ("monthly", "2022Q4"),
        ("monthly", "２０２２-10"),
        ("monthly", "2022-10\n"),
        ("quarterly", "2022-10"),
        ("quarterly", "2022Q5"),
        ("annual", "22"),
        ("annual", "2100"),
        ("annual", "2022 "),
    ],
)
def test_what_is_no_such_period_is_refused_with_how_one_is_written(
    kind: BriefingKind, text: str
) -> None:
    with pytest.raises(InvalidInput) as error:
        period_of(kind, text, ZONE)
    [finding] = error.value.findings
    assert "2022" in finding.text("zh") and "2022" in finding.text("en")


def test_a_year_has_its_local_months() -> None:
    months = [*period_of("annual", "2024", ZONE).months()]
    assert len(months) == 12
    assert months[1] == (at(2024, 2, 1), at(2024, 3, 1))
    assert all(end == start for (_, end), (start, _) in pairwise(months))
