"""What applies over a stretch of days, worked out beforehand: for who asks without a line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from geo_patrol.errors import Finding, finding
from geo_patrol.law.applicable import Applicable, applicable
from geo_patrol.law.records import LEVELS, Level
from geo_patrol.law.table import LawTable

_DAY = timedelta(days=1)
_NOON = time(12)
_DATED = "law.none_then"
"""The one remark that names the day of the act."""


@dataclass(frozen=True)
class Ahead:
    """The answers for all acts and levels, by the day of the act and that of the decision.

    Attributes
    ----------
    first, last
        Local days, both included, that it answers for.
    spans
        First days of the spans within which no date of the table lies, the earliest being
        ``first``.
    answers
        By act and level: for each span of the act, those of the decision from that span on. An act
        is decided on its day at the earliest.
    """

    first: date
    last: date
    spans: tuple[date, ...]
    answers: Mapping[tuple[str, Level], tuple[tuple[Applicable, ...], ...]]


def answers_ahead(table: LawTable, first: date, last: date, tz: tzinfo) -> Ahead:
    """Answer for each act, level, span of the act and span of the decision, as `applicable` does.

    An answer's ``day`` and ``today`` are the first ones of its spans.
    """
    spans = _spans(table, first, last)
    ends = (*(day - _DAY for day in spans[1:]), last)

    def answer(act: str, level: Level, then: int, today: int) -> Applicable:
        at = datetime.combine(spans[then], _NOON, tz)
        found = applicable(table, level, act, at, today=spans[today], tz=tz)
        remarks = tuple(_of_span(one, spans[then], ends[then]) for one in found.remarks)
        return replace(found, remarks=remarks)

    numbers = range(len(spans))
    answers = {
        (act, level): tuple(
            tuple(answer(act, level, then, today) for today in numbers[then:]) for then in numbers
        )
        for act in table.acts
        for level in LEVELS
    }
    return Ahead(first, last, spans, answers)


def _spans(table: LawTable, first: date, last: date) -> tuple[date, ...]:
    within = {day for day in _dates(table) if first < day <= last}
    return (first, *sorted(within))


def _dates(table: LawTable) -> Iterator[date]:
    """Yield the days on which something of the table begins, or is over."""
    for one in (*table.rules, *table.duties):
        if one.valid_from is not None:
            yield one.valid_from
        if one.valid_to is not None and one.valid_to < date.max:
            yield one.valid_to + _DAY


def _of_span(remark: Finding, first: date, last: date) -> Finding:
    if remark.key != _DATED or first == last:
        return remark
    return finding(remark.where, "law.none_then", day=f"{first}—{last}")
