"""The periods that briefings are of, and those that they are compared with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.firms.months import month_of
from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_words import NUMERALS, said
from geo_patrol.reports.briefing import BriefingKind
from geo_patrol.reports.quarters import quarter_of

_YEAR = re.compile(r"([0-9]{4})")

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class BriefPeriod:
    """A period of a briefing, half-open, aware, in local time.

    Attributes
    ----------
    text
        As people write it: ``2022-10``, ``2022Q4`` or ``2022``.
    before, year_before
        The period before, and the same one a year before; of a year they are one.
    """

    kind: BriefingKind
    text: str
    start: datetime
    end: datetime
    before: Stretch
    year_before: Stretch

    @property
    def number(self) -> int:
        """Which month or quarter of its year; 1 of a year."""
        if self.kind == "monthly":
            return self.start.month
        return (self.start.month + 2) // 3

    @property
    def name(self) -> Words:
        """What it is called with its year."""
        year, n = str(self.start.year), self.number
        match self.kind:
            case "monthly":
                return said("briefing.period.month", year=year, month=month_name(self.start))
            case "quarterly":
                return said("briefing.period.quarter", year=year, n=_ordinal(n))
            case "annual":
                return said("briefing.period.year", year=year)

    @property
    def short(self) -> Words:
        """What it is called where its year is known."""
        match self.kind:
            case "monthly":
                return month_name(self.start)
            case "quarterly":
                return said("briefing.period.short_quarter", n=_ordinal(self.number))
            case "annual":
                return said("briefing.period.year", year=str(self.start.year))

    @property
    def issue(self) -> Words:
        """How the office counts its issues."""
        year, n = str(self.start.year), self.number
        match self.kind:
            case "monthly":
                return said("briefing.issue.monthly", year=year, n=n)
            case "quarterly":
                return said("briefing.issue.quarterly", year=year, n=n)
            case "annual":
                return said("briefing.issue.annual", year=year)

    @property
    def title(self) -> Words:
        """What a briefing of it is called."""
        match self.kind:
            case "monthly":
                return said("briefing.title.monthly", period=self.name)
            case "quarterly":
                return said("briefing.title.quarterly", period=self.name)
            case "annual":
                return said("briefing.title.annual", period=self.name)

    @property
    def following(self) -> Words:
        """What the next one is called, from here."""
        match self.kind:
            case "monthly":
                return said("briefing.period.next_month")
            case "quarterly":
                return said("briefing.period.next_quarter")
            case "annual":
                return said("briefing.period.next_year")

    def months(self) -> Iterator[Stretch]:
        """Yield the local months of it, in order."""
        start = self.start
        while start < self.end:
            end = _months_on(start, 1)
            yield start, end
            start = end


def period_of(kind: BriefingKind, text: str, tz: tzinfo) -> BriefPeriod:
    """Return a local period from ``YYYY-MM``, ``YYYYQn`` or ``YYYY``.

    Raises
    ------
    InvalidInput
        When it is no such period from 1990 to 2099.
    """
    match kind:
        case "monthly":
            month = month_of(text, tz) if text.isascii() else None
            span, n_months = None if month is None else (month.start, month.end), 1
        case "quarterly":
            span, n_months = quarter_of(text, tz), 3
        case "annual":
            span, n_months = _year_of(text, tz), 12
    if span is None:
        raise InvalidInput("briefing.bad_period", findings=(_wrong(kind),))
    start, end = span
    return BriefPeriod(
        kind,
        text,
        start,
        end,
        (_months_on(start, -n_months), start),
        (_months_on(start, -12), _months_on(end, -12)),
    )


def _ordinal(n: int) -> Words:
    return Words(NUMERALS[n - 1], str(n))


def month_name(moment: datetime) -> Words:
    """Return what the month of a local moment is called."""
    return said(f"briefing.month.{moment.month}")


def _wrong(kind: BriefingKind) -> Finding:
    match kind:
        case "monthly":
            return finding("period", "briefing.bad_month")
        case "quarterly":
            return finding("period", "briefing.bad_quarter")
        case "annual":
            return finding("period", "briefing.bad_year")


def _year_of(text: str, tz: tzinfo) -> Stretch | None:
    found = _YEAR.fullmatch(text)
    if found is None or not 1990 <= int(found[1]) < 2100:
        return None
    year = int(found[1])
    return datetime(year, 1, 1, tzinfo=tz), datetime(year + 1, 1, 1, tzinfo=tz)


def _months_on(moment: datetime, n: int) -> datetime:
    """Return the first of the local month so many months on."""
    years, month = divmod(moment.month - 1 + n, 12)
    return moment.replace(year=moment.year + years, month=month + 1)
