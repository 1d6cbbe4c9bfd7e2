"""Every size of type, in one place: on screen in pixels, on paper in points."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

SCREEN_PX: tuple[int, ...] = (12, 13, 15, 17, 22, 26)
"""From notes to titles, on screen."""

Role = Literal["title", "figure", "heading", "body", "label", "note", "fine"]
"""What a text is on paper: ``figure`` is a number that answers the sheet's question, ``label``
stands on the map itself, ``fine`` are sources and licences."""

Paper = Literal["A4", "A3"]

PRINT_PT: Mapping[Role, float] = MappingProxyType(
    {
        "title": 20.0,
        "figure": 17.0,
        "heading": 10.0,
        "body": 9.0,
        "label": 8.0,
        "note": 7.5,
        "fine": 6.0,
    }
)
"""On A4. 6 pt is the smallest that office printers set Chinese in without filling it in."""

LARGER: Mapping[Paper, float] = MappingProxyType({"A4": 1.0, "A3": 1.25})
"""A larger sheet is read from farther away, though not by as much as it is larger."""


def points(role: Role, paper: Paper = "A4") -> float:
    """Return the size of a text on a sheet, in points."""
    return PRINT_PT[role] * LARGER[paper]


OfficeRole = Literal["banner", "title", "heading", "lead", "figure", "body", "table", "note"]
"""What a text is in a document, on a slide or in a workbook; ``banner`` is a paper's red head."""

DOCUMENT_PT: Mapping[OfficeRole, float] = MappingProxyType(
    {
        "banner": 36.0,
        "title": 22.0,
        "heading": 16.0,
        "lead": 14.0,
        "figure": 16.0,
        "body": 16.0,
        "table": 10.5,
        "note": 9.0,
    }
)
"""The sizes of official documents: title 二号, text 三号, tables 五号, notes 小五."""

PAPER_PT: Mapping[OfficeRole, float] = MappingProxyType(
    {
        "banner": 26.0,
        "title": 18.0,
        "heading": 13.0,
        "lead": 11.0,
        "figure": 13.0,
        "body": 11.0,
        "table": 9.0,
        "note": 8.0,
    }
)
"""Of papers with many tables, which are to be few pages."""

SLIDE_PT: Mapping[OfficeRole, float] = MappingProxyType(
    {
        "banner": 40.0,
        "title": 26.0,
        "heading": 20.0,
        "lead": 18.0,
        "figure": 32.0,
        "body": 18.0,
        "table": 12.0,
        "note": 10.0,
    }
)
"""To be read from the last row; what is less than a table's size is for the handout."""

WORKBOOK_PT: Mapping[OfficeRole, float] = MappingProxyType(
    {
        "banner": 18.0,
        "title": 16.0,
        "heading": 12.0,
        "lead": 11.0,
        "figure": 11.0,
        "body": 11.0,
        "table": 11.0,
        "note": 9.0,
    }
)
