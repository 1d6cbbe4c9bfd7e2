"""Protection zones: the record, and records from imported shapes."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal
from uuid import UUID, uuid5

import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from geo_patrol.messages import both

if TYPE_CHECKING:
    import pandas as pd

    from geo_patrol.vector import PolygonsRead

ZoneLevel = Literal["first", "second", "quasi"]
Status = Literal["approved", "illustrative", "draft", "placeholder"]

_NAMESPACE = UUID("6f1d3c1e-54d0-5b0a-9d6c-6b8f1f0a7a11")
_NAME_COLUMNS = ("name", "名称", "区域名称", "保护区名称", "mc", "zone_name")
_CODE_COLUMNS = ("code", "编码", "编号", "代码", "bm", "zone_code")


@dataclass(frozen=True)
class Zone:
    """One protection zone in one span of validity, half-open ``[valid_from, valid_to)``.

    ``status_note`` says in words how far the shape can be trusted; it is shown wherever the zone
    is drawn. The geometry is in EPSG:4326.
    """

    id: UUID
    area_code: str
    level: ZoneLevel
    code: str
    name: str
    status: Status
    status_note: str
    source: str
    licence: str
    valid_from: datetime
    valid_to: datetime | None
    geometry: MultiPolygon


def make_zone(
    geometry: BaseGeometry,
    *,
    area_code: str,
    level: ZoneLevel,
    code: str,
    name: str,
    status: Status,
    source: str,
    licence: str,
    valid_from: datetime,
    status_note: str | None = None,
) -> Zone:
    """Make a zone whose id follows from its content, so that making it again changes nothing.

    ``geometry`` is a Polygon or MultiPolygon in EPSG:4326. Without ``status_note`` the status
    is said in both languages.
    """
    parts = [part for part in shapely.get_parts(geometry) if not part.is_empty]
    shape = MultiPolygon(parts)
    content = (area_code, level, code, status, valid_from.isoformat(), shape.normalize().wkb_hex)
    return Zone(
        id=uuid5(_NAMESPACE, "|".join(content)),
        area_code=area_code,
        level=level,
        code=code,
        name=name,
        status=status,
        status_note=status_words(status) if status_note is None else status_note,
        source=source,
        licence=licence,
        valid_from=valid_from,
        valid_to=None,
        geometry=shape,
    )


def zones_from(
    read: "PolygonsRead",
    *,
    area_code: str,
    level: ZoneLevel,
    status: Status,
    source: str,
    licence: str,
    valid_from: datetime,
    status_note: str | None = None,
) -> list[Zone]:
    """Turn an imported file into zones, one for each feature, in the file's order.

    Name and code come from the file where a column says so; otherwise the code is
    ``{area}-{level}-{number}`` and the name that of the level.
    """
    names, codes = zone_columns(read.frame)
    zones = []
    for number, geometry in zip(read.frame.index, read.frame.geometry, strict=True):
        zones.append(
            make_zone(
                geometry,
                area_code=area_code,
                level=level,
                code=codes.get(number) or f"{area_code}-{level}-{number}",
                name=names.get(number) or level_words(level),
                status=status,
                source=source,
                licence=licence,
                valid_from=valid_from,
                status_note=status_note,
            )
        )
    return zones


def zone_columns(frame: "pd.DataFrame") -> tuple[dict[int, str], dict[int, str]]:
    """Return names and codes of features as a file's own columns say them, by their numbers."""
    return _column(frame, _NAME_COLUMNS), _column(frame, _CODE_COLUMNS)


def level_words(level: ZoneLevel) -> str:
    """Return the level's name in both languages."""
    match level:
        case "first":
            return both("space.level_first")
        case "second":
            return both("space.level_second")
        case "quasi":
            return both("space.level_quasi")


def status_words(status: Status) -> str:
    """Return in both languages how far a shape of this status can be trusted."""
    match status:
        case "approved":
            return both("space.status_approved")
        case "illustrative":
            return both("space.status_illustrative")
        case "draft":
            return both("space.status_draft")
        case "placeholder":
            return both("space.status_placeholder")


def _column(frame: "pd.DataFrame", titles: tuple[str, ...]) -> dict[int, str]:
    """Return the texts of the first column known by one of the titles: feature number → text."""
    import pandas as pd

    by_title = {str(title).lower(): i for i, title in reversed(list(enumerate(frame.columns)))}
    for title in titles:
        if title in by_title:
            column = frame.iloc[:, by_title[title]]
            return {
                int(number): str(value).strip()
                for number, value in zip(frame.index, column, strict=True)
                if not pd.isna(value)
            }
    return {}
