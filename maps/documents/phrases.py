"""Phrases that papers share: moments by the sheet's clock, and what is left to be written."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo

from geo_patrol.messages import text
from geo_patrol.seizures.sheet import Sheet

BLANK = "＿" * 8
"""To be written by hand."""

LONGEST_WORD = 24
"""Letters of a word that find room in a cell of facts."""


def zh(key: str) -> str:
    """Return a message in the language of papers."""
    return text(key, "zh")


def moment(sheet: Sheet, at: datetime) -> str:
    """Return a moment by the sheet's clock, to the minute."""
    return moment_in(sheet.zone, at)


def moment_in(zone: tzinfo, at: datetime) -> str:
    """Return a moment by a clock, to the minute."""
    local = at.astimezone(zone)
    return text("papers.moment", "zh", day=day(local), clock=f"{local:%H:%M}")


def day(one: date) -> str:
    """Return a day."""
    return text("papers.day", "zh", year=one.year, month=one.month, day=one.day)


def end_in(zone: tzinfo, at: datetime) -> str:
    """Return an end that is not included: one that is midnight as 24:00 of the day before."""
    local = at.astimezone(zone)
    if local.time() != time.min:
        return moment_in(zone, at)
    return text("papers.moment", "zh", day=day(local - timedelta(days=1)), clock="24:00")


def indented(typed: str) -> Iterator[str]:
    """Yield a text's lines as paragraphs; blank ones are left out."""
    return (f"　　{line.strip()}" for line in typed.splitlines() if line.strip())


def breakable(typed: str, longest: int = LONGEST_WORD) -> str:
    """Return a text that breaks within words too long for a cell, and nowhere else."""
    return re.sub(rf"[!-~]{{{longest}}}(?=[!-~])", "\\g<0>\u200b", typed)
