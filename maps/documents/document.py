"""A paper of sections, tables and places to sign, in words: letters, reports, sheets."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from geo_patrol.messages import text
from geo_patrol.seizures.sheet import Printed
from maps.documents.phrases import BLANK, zh
from maps.documents.setting import set_page

TAGGED_ROWS = 500
"""Longer ones come without the structure that screen readers use."""

Align = Literal["left", "center", "right"]
Fact = tuple[str, str]
"""A name and a value; an empty value is left to be written by hand."""


@dataclass(frozen=True)
class Column:
    """A column of a table; ``share`` is its part of the width."""

    name: str
    share: float = 1.0
    align: Align = "left"


@dataclass(frozen=True)
class Table:
    """A table whose head comes again on each page; ``total`` stands under it."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    total: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a paper, with a heading or none."""

    heading: str = ""
    paragraphs: Sequence[str] = ()
    facts: Sequence[Fact] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Signing:
    """A place to sign in, with what is known already."""

    label: str
    lines: Sequence[str] = ()


@dataclass(frozen=True)
class Document:
    """A paper in the words that stand on it.

    Attributes
    ----------
    id, address
        Of the record, and what the QR code says.
    number
        As the office counts such papers; empty to be written by hand, None where it counts none.
    marks
        Stand across each page.
    seal
        Office and day.
    notes
        In small print at the foot.
    """

    title: str
    id: str
    address: str
    authority: str = ""
    number: str | None = ""
    marks: Sequence[str] = ()
    sections: Sequence[Section] = ()
    signings: Sequence[Signing] = ()
    seal: str = ""
    notes: Sequence[str] = ()


def set_document(document: Document, font: Path | None) -> Printed:
    """Return a paper as PDF; the same words give the same bytes.

    Raises
    ------
    Unavailable
        Without a font with Chinese letters.
    """
    words = {
        "number": zh("papers.number"),
        "page": text("papers.page", "zh", here="{here}", all="{all}"),
        "code": zh("papers.code"),
        "blank": BLANK,
        "stood_in": zh("papers.stood_in"),
        "missing": zh("papers.missing"),
    }
    n_rows = sum(len(one.table.rows) for one in document.sections if one.table is not None)
    return set_page(
        "document.typ",
        {**asdict(document), "words": words},
        font,
        address=document.address,
        tagged=n_rows <= TAGGED_ROWS,
    )
