"""Phrases that papers share: moments by the sheet's clock, and what is left to be written."""

from datetime import date, datetime

from geo_patrol.messages import text
from geo_patrol.seizures.sheet import Sheet

BLANK = "＿" * 8
"""To be written by hand."""


def zh(key: str) -> str:
    """Return a message in the language of papers."""
    return text(key, "zh")


def moment(sheet: Sheet, at: datetime) -> str:
    """Return a moment by the sheet's clock, to the minute."""
    local = at.astimezone(sheet.zone)
    return text("papers.moment", "zh", day=day(local), clock=f"{local:%H:%M}")


def day(one: date) -> str:
    """Return a day."""
    return text("papers.day", "zh", year=one.year, month=one.month, day=one.day)
