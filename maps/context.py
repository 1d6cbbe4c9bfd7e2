"""What every map is drawn on: the area, its boundaries, the period, the reader's language."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

import pandas as pd
from geopandas import GeoDataFrame

from geo_patrol.errors import InvalidInput
from geo_patrol.messages import Language
from maps.ground import Ground
from maps.words import Words, joined, same, words

ZONE_LEVELS = ("first", "second", "quasi")


@dataclass(frozen=True)
class MapContext:
    """Frame of a map. All geometry in EPSG:4326; any GeoDataFrame may be empty.

    Attributes
    ----------
    title_zh, title_en
        The area's names, e.g. 长诏水库 / Changzhao reservoir.
    start, end
        Period of the content, half-open, aware; shown in ``timezone``.
    zones
        Protection zones: ``level`` (first, second, quasi), ``name``, ``status`` (approved,
        illustrative, draft, placeholder), ``status_note``, ``source``, ``licence``,
        ``valid_from``, ``geometry``.
    outline
        Outlines of areas: ``code``, ``name_zh``, ``name_en``, ``status``, ``source``,
        ``licence``, ``geometry``.
    water, roads
        For reference: ``status``, ``source``, ``licence``, ``geometry``.
    places
        For reference, points: ``name``, ``layer`` (dam, town), ``status``, ``source``,
        ``licence``, ``geometry``.
    generated_at
        When the map is made; aware.
    timezone
        Clock of all times shown.
    language
        What the map opens in; its reader can change it.
    demo
        True marks the map as made from invented data.
    grid_note
        What the cells are, e.g. ``格 100 m``; shown in the legend as it is.
    grid_note_en
        The same in English; ``grid_note`` where empty.
    ground
        A base map of pictures; None draws plain land.
    """

    title_zh: str
    title_en: str
    start: datetime
    end: datetime
    zones: GeoDataFrame
    outline: GeoDataFrame
    water: GeoDataFrame
    roads: GeoDataFrame
    places: GeoDataFrame
    generated_at: datetime
    timezone: tzinfo
    language: Language = "zh"
    demo: bool = False
    grid_note: str = ""
    grid_note_en: str = ""
    ground: Ground | None = None

    def __post_init__(self) -> None:
        for name in ("zones", "outline", "water", "roads", "places"):
            require_lonlat(getattr(self, name), name)

    @property
    def title(self) -> Words:
        """The area's name in each language."""
        return {"zh": self.title_zh, "en": self.title_en}

    @property
    def grid(self) -> list[Words]:
        """What the cells are, in each language; nothing where it is not told."""
        if not self.grid_note:
            return []
        return [{"zh": self.grid_note, "en": self.grid_note_en or self.grid_note}]


def require_lonlat(frame: GeoDataFrame, name: str) -> None:
    """Refuse a layer whose declared CRS is not EPSG:4326; one without a CRS passes as it."""
    if frame.crs is not None and frame.crs.to_epsg() != 4326:
        raise InvalidInput("maps.not_lonlat", layer=name, crs=frame.crs.to_string())


def column(frame: GeoDataFrame, name: str) -> list[str]:
    """Return a column as text, "" for missing values and for a missing column."""
    if name not in frame.columns:
        return [""] * len(frame)
    values = frame[name]
    missing = values.isna().tolist()
    return ["" if none else str(v) for v, none in zip(values.tolist(), missing, strict=True)]


def dates(frame: GeoDataFrame, name: str, zone: tzinfo) -> list[str]:
    """Return a column of aware moments as local dates, "" for missing ones."""
    if name not in frame.columns:
        return [""] * len(frame)
    return ["" if pd.isna(t) else f"{t.astimezone(zone):%Y-%m-%d}" for t in frame[name]]


def level_name(level: str) -> Words:
    """Return the name of a zone level; an unknown one as it is."""
    names = {
        "first": "maps.level.first",
        "second": "maps.level.second",
        "quasi": "maps.level.quasi",
    }
    return words(names[level]) if level in names else same(level)


def status_name(status: str) -> Words:
    """Return how far a boundary may be trusted, in words; an unknown status as it is."""
    names = {
        "approved": "maps.status.approved",
        "illustrative": "maps.status.illustrative",
        "draft": "maps.status.draft",
        "placeholder": "maps.status.placeholder",
    }
    return words(names[status]) if status in names else same(status)


def boundary_status(context: MapContext) -> list[Words]:
    """Return how far the boundaries may be trusted and since when: one line per difference.

    Zones that agree are one line for all ("边界"); otherwise those of a line are named, strictest
    first. Outlines are added where their status is another one.
    """
    zones = context.zones
    levels_of: dict[tuple[str, str], list[str]] = {}
    for level, status, since in zip(
        column(zones, "level"),
        column(zones, "status"),
        dates(zones, "valid_from", context.timezone),
        strict=True,
    ):
        levels_of.setdefault((status, since), []).append(level)
    lines: list[Words] = []
    for (status, since), found in sorted(
        levels_of.items(), key=lambda item: min(map(level_rank, item[1]))
    ):
        names = [level_name(level) for level in sorted(set(found), key=level_rank)]
        what = words("maps.boundary.all") if len(levels_of) == 1 else _listed(names)
        lines.append(_status_line(what, status, since))
    zone_statuses = {status for status, _ in levels_of}
    for status in dict.fromkeys(column(context.outline, "status")):
        if status not in zone_statuses:
            what = words("maps.boundary.area" if levels_of else "maps.boundary.all")
            lines.append(_status_line(what, status, ""))
    return lines


def level_rank(level: str) -> tuple[int, str]:
    """Return the order of zone levels: strictest first, unknown ones last."""
    known = ZONE_LEVELS.index(level) if level in ZONE_LEVELS else len(ZONE_LEVELS)
    return known, level


def _listed(names: list[Words]) -> Words:
    return {"zh": "、".join(n["zh"] for n in names), "en": ", ".join(n["en"] for n in names)}


def _status_line(what: Words, status: str, since: str) -> Words:
    line = words("maps.boundary.line", what=what, status=status_name(status))
    return joined([line, words("maps.boundary.since", date=since)]) if since else line
