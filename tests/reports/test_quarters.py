"""A local quarter as people write it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from geo_patrol.reports.quarters import quarter_name, quarter_of

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("2022Q1", (2022, 1), (2022, 4)), ("2022Q4", (2022, 10), (2023, 1))],
)
def test_a_quarter_is_three_local_months(
    text: str, start: tuple[int, int], end: tuple[int, int]
) -> None:
    first, last = datetime(*start, 1, tzinfo=ZONE), datetime(*end, 1, tzinfo=ZONE)
    assert quarter_of(text, ZONE) == (first, last)
    assert quarter_name(first) == text


@pytest.mark.parametrize(
    "text", ["", "2022Q5", "2022q4", "22Q4", "1989Q4", "2100Q1", "２０２２Q4", "2022Q4\n"]
)
def test_what_is_no_quarter_is_none(text: str) -> None:
    assert quarter_of(text, ZONE) is None
