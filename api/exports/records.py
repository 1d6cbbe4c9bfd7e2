"""A table of figures on its way to a file: columns, shapes, and what must be known to read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geo_patrol.messages import Language
from geo_patrol.store.repositories.places import Area

Figure = Literal["effort", "gaps", "spans", "compliance", "seen", "rates", "hotspots"]

Listed = Literal["incidents"]
"""Tables of records, not of figures."""

Words = Mapping[Language, str]


@dataclass(frozen=True, eq=False)
class Column:
    """One column.

    Attributes
    ----------
    name
        The same in every format, with its unit.
    values
        Text, int64, float64, bool, or µs in UTC; what is not known, or has no end, is null.
    terms
        For a column of codes: each code in words.
    """

    name: str
    values: pa.Array
    terms: Mapping[str, Words] | None = None


@dataclass(frozen=True)
class About:
    """What a reader must know besides the rows.

    Attributes
    ----------
    start, end
        The period, half-open.
    as_of
        What had not happened by then is not in it: the end of the period, or earlier.
    demo
        The store holds invented patrols.
    """

    figure: Figure | Listed
    areas: tuple[Area, ...]
    start: datetime
    end: datetime
    as_of: datetime
    made_at: datetime
    zone: ZoneInfo
    demo: bool


@dataclass(frozen=True, eq=False)
class Export:
    """A table of figures, a row for each cell, or for each thing that befell one.

    Attributes
    ----------
    shapes
        ``(m,)`` geometries of cells, EPSG:4326.
    shape_of
        ``(n,)`` which of them each row has.
    located
        Whether rows have shapes at all; those of several cells together have none.
    """

    about: About
    columns: tuple[Column, ...]
    shapes: NDArray[np.object_]
    shape_of: NDArray[np.int64]
    located: bool = True

    def __len__(self) -> int:
        return len(self.shape_of)

    @property
    def shape_kind(self) -> Literal["Point", "MultiPolygon"]:
        """What shapes are: records lie at a point, figures are of cells."""
        return "Point" if self.about.figure in get_args(Listed) else "MultiPolygon"

    def column(self, name: str) -> pa.Array:
        """Return the values of a column."""
        return next(one.values for one in self.columns if one.name == name)


def stacked(parts: Sequence[Export], about: About) -> Export:
    """Return the tables of several areas as one, in their order; there is at least one."""
    columns = tuple(
        Column(same[0].name, pa.concat_arrays([one.values for one in same]), same[0].terms)
        for same in zip(*(part.columns for part in parts), strict=True)
    )
    before = np.cumsum([0, *(len(part.shapes) for part in parts[:-1])])
    return Export(
        about,
        columns,
        np.concatenate([part.shapes for part in parts]),
        np.concatenate([part.shape_of + n for part, n in zip(parts, before, strict=True)]),
    )


def stated(about: About, epsg: int) -> dict[str, Any]:
    """Return what must be known as plain values, for the formats that carry such."""
    zone = about.zone
    return {
        "figure": about.figure,
        "start": about.start.astimezone(zone).isoformat(),
        "end": about.end.astimezone(zone).isoformat(),
        "as_of": about.as_of.astimezone(zone).isoformat(),
        "made_at": about.made_at.astimezone(zone).isoformat(timespec="seconds"),
        "timezone": zone.key,
        "epsg": epsg,
        "demo": about.demo,
        "areas": [
            {
                "area": area.code,
                "name_zh": area.name_zh,
                "name_en": area.name_en,
                "boundary_status": area.status,
                "boundary_status_note": area.status_note,
                "source": area.source,
                "licence": area.licence,
            }
            for area in about.areas
        ],
    }
