"""Which column of a table of fixes is what."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from geo_patrol.errors import InvalidInput


@dataclass(frozen=True)
class ColumnMap:
    """How to read a table of fixes; what is None is recognised by common names.

    Attributes
    ----------
    lon, lat, time, accuracy, track
        Column names; ``track`` tells tracks of one file apart.
    time_format
        ``unix_s``, ``unix_ms`` or a ``strptime`` format; None for ISO 8601 and typed dates.
    tz
        Zone of times that carry no offset: a file that has such is refused without it.
    """

    lon: str | None = None
    lat: str | None = None
    time: str | None = None
    accuracy: str | None = None
    track: str | None = None
    time_format: str | None = None
    tz: tzinfo | None = None


@dataclass(frozen=True)
class Layout:
    """Column numbers; ``place`` is longitude and latitude, or one column of point geometries."""

    time: int
    place: tuple[int, int] | int
    accuracy: int | None = None
    track: int | None = None
    track_name: int | None = None
    junk: int | None = None

    def used(self) -> list[int]:
        """Return the numbers of the columns that matter, in order."""
        place = self.place if isinstance(self.place, tuple) else (self.place,)
        others = (self.time, self.accuracy, self.track, self.track_name, self.junk)
        return sorted({*place, *(i for i in others if i is not None)})


_NAMES: dict[str, tuple[str, ...]] = {
    "lon": ("lon", "longitude", "lng", "long", "locationlong", "x", "经度", "东经"),
    "lat": ("lat", "latitude", "locationlat", "y", "纬度", "北纬"),
    "time": (
        "time", "timestamp", "datetime", "fixtime", "recordedat", "gpstime", "utctime",
        "时间", "定位时间", "采集时间", "上报时间", "记录时间", "日期时间", "gps时间",
    ),
    "accuracy": (
        "accuracy", "accuracym", "horizontalaccuracy", "hacc", "精度", "定位精度", "水平精度",
    ),
    "track": (
        "track", "trackid", "patrol", "patrolid", "subject", "subjectid", "groupbycol", "device",
        "deviceid", "轨迹", "轨迹编号", "轨迹号", "巡查", "巡查编号", "设备", "设备号", "设备编号",
    ),
}  # fmt: skip
_IN_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
_RELOCATIONS = ("geometry", "fixtime", "groupby_col")


def plain(header: str) -> str:
    """Return a header without case, spaces, punctuation and a unit in brackets."""
    text = _IN_BRACKETS.sub("", unicodedata.normalize("NFKC", header)).casefold()
    return re.sub(r"[\s_\-.:*\"']", "", text)


def find_field(header: Sequence[str], field: str) -> int | None:
    """Return the number of the column whose name is a common one for the field."""
    names = [plain(name) for name in header]
    return next((names.index(alias) for alias in _NAMES[field] if alias in names), None)


def find_layout(header: Sequence[str], columns: ColumnMap | None, filename: str) -> Layout:
    """Return which column is what.

    EarthRanger and ecoscope relocation exports are known by their columns ``geometry``,
    ``fixtime`` and ``groupby_col`` (the subject), unless a mapping names columns.

    Raises
    ------
    InvalidInput
        When a column that the mapping names is not there, or one that is needed is not found.
    """
    given = columns or ColumnMap()
    mapped = {field: getattr(given, field) for field in _NAMES}
    if not any(mapped.values()) and all(name in header for name in _RELOCATIONS):
        return Layout(
            time=header.index("fixtime"),
            place=header.index("geometry"),
            track=header.index("groupby_col"),
            track_name=_index(header, "extra__subject__name"),
            junk=_index(header, "junk_status"),
        )
    found: dict[str, int | None] = {}
    for field, name in mapped.items():
        found[field] = _index(header, name) if name else find_field(header, field)
        if name and found[field] is None:
            raise InvalidInput(
                "tracks.column_unknown", name=filename, column=name, found=_listed(header)
            )
    lon, lat, time = found["lon"], found["lat"], found["time"]
    geometry = _index(header, "geometry") if lon is None and lat is None else None
    place = (lon, lat) if lon is not None and lat is not None else geometry
    if time is None or place is None:
        needed = ("time",) if place is not None else ("lon", "lat", "time")
        raise InvalidInput(
            "tracks.columns_missing",
            name=filename,
            missing=", ".join(field for field in needed if found[field] is None),
            found=_listed(header),
        )
    return Layout(
        time=time,
        place=place,
        accuracy=found["accuracy"],
        track=found["track"],
        junk=_index(header, "junk_status"),
    )


def _index(header: Sequence[str], name: str) -> int | None:
    return header.index(name) if name in header else None


def _listed(header: Sequence[str]) -> str:
    shown = ", ".join(name.strip()[:40] for name in header[:20])
    return f"{shown}, …" if len(header) > 20 else shown
