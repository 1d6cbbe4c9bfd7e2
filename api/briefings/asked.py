"""What is asked of a briefing's files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

from geo_patrol.messages import Language
from geo_patrol.reports.briefing import BriefingKind

FileForm = Literal[
    "pdf",
    "docx",
    "pptx",
    "xlsx",
    "csv",
    "html",
    "png",
    "svg",
    "geojson",
    "gpkg",
    "parquet",
    "shapefile",
    "kml",
]
"""``pdf`` is the bulletin and each map; ``html`` are maps to look about in."""
FILE_FORMS: tuple[FileForm, ...] = get_args(FileForm)
USUAL: tuple[FileForm, ...] = tuple(one for one in FILE_FORMS if one != "svg")
"""What is made when nobody says more."""


@dataclass(frozen=True)
class Brief:
    """A briefing that is asked for as files.

    Attributes
    ----------
    period
        ``2022-10``, ``2022Q4`` or ``2022``, by its kind.
    area_codes
        Only these areas; all within reach when empty.
    languages
        Of documents and printed maps, at least one.
    """

    kind: BriefingKind
    period: str
    area_codes: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ("zh",)
    forms: tuple[FileForm, ...] = USUAL
    font: Path | None = None

    def plain(self) -> dict[str, Any]:
        """Return it as plain JSON, for the history of jobs."""
        return {
            "kind": self.kind,
            "period": self.period,
            "areas": list(self.area_codes),
            "languages": list(self.languages),
            "formats": list(self.forms),
        }

    @classmethod
    def of(cls, asked: Mapping[str, Any], font: Path | None) -> "Brief":
        """Return what `plain` made plain."""
        return cls(
            cast(BriefingKind, asked["kind"]),
            asked["period"],
            tuple(asked["areas"]),
            tuple(asked["languages"]),
            tuple(asked["formats"]),
            font,
        )
