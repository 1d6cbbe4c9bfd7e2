"""A month's roster on paper: the grid for the wall, and the account that goes with it."""

from pathlib import Path
from typing import Any

from geo_patrol.messages import Language, text
from geo_patrol.roster.files.account import Account
from geo_patrol.roster.files.month import Month
from geo_patrol.seizures.sheet import Printed
from maps.documents.roster_account import account_page
from maps.documents.roster_grid import grid_page
from maps.documents.setting import set_page

SMALL_PAPER = 26
"""People whom a page of A4 has room for."""
_TEMPLATE = "roster.typ"  # not a message
_TAGGED_CELLS = 500
"""Larger grids come without the structure that screen readers use."""


def set_roster(
    month: Month, account: Account, font: Path | None, *, language: Language, address: str
) -> Printed:
    """Return a month as PDF: the grid, what could not be met, what changed; A3 for many people.

    The same month gives the same bytes.

    Parameters
    ----------
    font
        A font file with Chinese letters.
    address
        Where the roster is read, in a code that phones read.

    Raises
    ------
    Unavailable
        Without such a font.
    """
    large = len(month.people) > SMALL_PAPER
    page: dict[str, Any] = {
        "paper": "a3" if large else "a4",
        "lang": language,
        "title": month.title(language),
        "grid": grid_page(month, account, language, large=large),
        "account": account_page(month, account, language),
        "words": {key: text(f"roster_paper.{key}", language) for key in _WORDS}
        | {
            "stood_in": text("papers.stood_in", language),
            "missing": text("papers.missing", language),
            "page": text("papers.page", language, here="{here}", all="{all}"),
        },
    }
    n_cells = len(month.people) * month.problem.n_days
    return set_page(_TEMPLATE, page, font, address=address, tagged=n_cells <= _TAGGED_CELLS)


_WORDS = (
    "code",
    "fair",
    "not_met",
    "soft",
    "doubts",
    "changes",
    "none_met",
    "all_met",
    "day",
    "who",
    "before",
    "after",
)
