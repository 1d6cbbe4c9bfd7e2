"""One row's cells as values, with everything that is wrong with them."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, tzinfo

from geo_patrol.errors import Finding, finding
from geo_patrol.ledgers.parse import NUMBER, as_moment, as_text, parse_degrees, yes_or_no
from geo_patrol.ledgers.records import Cell, Formula, Row, Table
from geo_patrol.tracks.clean import Bounds
from geo_patrol.typed_text import is_plain

MOST = 10_000
"""People or things in one cell: as in an incident that is sent."""

_COUNT = re.compile(r"([+-]?\d{1,9})\s*(?:人次|人|名|套|副|根|支|个|只|条|张|件|艘|把|口)?")


class Cells:
    """Reads fields of one row; what cannot be read is added to ``problems``."""

    def __init__(self, table: Table, row: Row, found: Mapping[str, int]) -> None:
        self.problems: list[Finding] = []
        self._table = table
        self._row = row
        self._found = found

    def has(self, field: str) -> bool:
        """Tell whether the ledger has a column for the field."""
        return field in self._found

    def problem(self, key: str, **params: object) -> None:
        """Note what is wrong with the row."""
        self.problems.append(finding(self._row.line, key, **params))

    def raw(self, field: str) -> Cell:
        """Return the cell; None if empty, without column, or (a problem) a formula."""
        if field not in self._found:
            return None
        cell = self._row.cells[self._found[field]]
        if isinstance(cell, Formula):
            self.problem("ledgers.formula", column=self.column(field), value=cell.text[:40])
            return None
        return cell

    def column(self, field: str) -> str:
        """Return the name of the field's column."""
        return self._table.columns[self._found[field]]

    def text(self, field: str) -> str:
        """Return the cell as text, "" if empty; whole numbers without a decimal point."""
        return as_text(self.raw(field))

    def typed(self, field: str, limit: int) -> str:
        """Return a text that is kept as it stands; too long, or with controls, is a problem."""
        text = self.text(field)
        if len(text) > limit:
            self.problem("ledgers.text_too_long", column=self.column(field), limit=limit)
        if not is_plain(text, lines=True):
            self.problem("ledgers.control", column=self.column(field))
        return text

    def count(self, field: str) -> int | None:
        """Return a count, None if empty; a unit behind it (3人, 2套) is understood."""
        cell = self.raw(field)
        if cell is None:
            return None
        text = unicodedata.normalize("NFKC", as_text(cell)).strip()
        if yes_or_no(text) is False:
            return 0
        match = _COUNT.fullmatch(text)
        if match is not None:
            number = int(match[1])
            if number < 0:
                self.problem("ledgers.count_negative", column=self.column(field), value=text)
                return None
            if number > MOST:
                column = self.column(field)
                self.problem("ledgers.count_too_large", column=column, value=text, limit=MOST)
                return None
            return number
        key = "ledgers.count_not_whole" if NUMBER.fullmatch(text) else "ledgers.not_a_number"
        self.problem(key, column=self.column(field), value=text[:40])
        return None

    def degrees(self, field: str) -> float | None:
        """Return an angle in degrees, None if empty."""
        cell = self.raw(field)
        if cell is None:
            return None
        value = parse_degrees(as_text(cell))
        if value is None:
            self.problem("ledgers.not_a_number", column=self.column(field), value=str(cell)[:40])
        return value

    def metres(self, field: str) -> float | None:
        """Return a length, None if empty."""
        cell = self.raw(field)
        if cell is None:
            return None
        text = unicodedata.normalize("NFKC", as_text(cell)).strip().rstrip("m米")
        if not NUMBER.fullmatch(text) or float(text) < 0:
            self.problem("ledgers.not_a_number", column=self.column(field), value=text[:40])
            return None
        return float(text)

    def yes(self, field: str) -> bool | None:
        """Return a yes or no, None if empty; a number, as of a certificate, means yes."""
        text = self.text(field)
        if not text:
            return None
        told = yes_or_no(text)
        if told is None and not re.search(r"\d", text):
            self.problem("ledgers.not_yes_or_no", column=self.column(field), value=text[:40])
        return told is not False

    def moment(self, tz: tzinfo, clock_if_none: time | None) -> datetime | None:
        """Return the aware time of ``occurred_at``, or of ``date`` and ``clock`` together.

        A day without a time of day is a problem, unless ``clock_if_none`` stands in: midnight
        would put it into the night shift.
        """
        n_before = len(self.problems)
        field = "occurred_at"
        moment, clock = self._moment(field), self._moment("clock")
        if type(moment) is time and self.has("date"):
            # One column for the day, and the one called "time" for the time of day.
            moment, clock = None, moment
        if moment is None:
            field = "date"
            moment = self._moment(field)
        if len(self.problems) > n_before:
            return None
        if moment is None:
            self.problem("ledgers.time_missing")
            return None
        if not isinstance(moment, date):
            self._unreadable(field)
            return None
        if clock is not None and not isinstance(clock, time):
            self._unreadable("clock")
            return None
        if isinstance(moment, datetime) and (clock is None or field == "occurred_at"):
            return moment if moment.tzinfo else moment.replace(tzinfo=tz)
        time_of_day = clock if clock is not None else clock_if_none
        if not isinstance(time_of_day, time):
            self.problem("ledgers.time_of_day_missing", value=as_text(self.raw(field))[:40])
            return None
        return datetime(moment.year, moment.month, moment.day, tzinfo=tz).replace(
            hour=time_of_day.hour, minute=time_of_day.minute, second=time_of_day.second
        )

    def _moment(self, field: str) -> datetime | date | time | None:
        cell = self.raw(field)
        moment = as_moment(cell, self._table.epoch_1904)
        if cell is not None and moment is None:
            self._unreadable(field)
        if field == "clock" and isinstance(moment, datetime):
            return moment.time()
        return moment

    def _unreadable(self, field: str) -> None:
        self.problem(
            "ledgers.time_unreadable",
            column=self.column(field),
            value=as_text(self.raw(field))[:40],
        )

    def place(self, home: Bounds | None) -> tuple[float, float] | None:
        """Return longitude and latitude, from two columns or one.

        Raises nothing: places that are missing, out of range or swapped are problems. Swapped is
        what lies in ``home`` (west, south, east, north) only the other way round.
        """
        n_before = len(self.problems)
        if self.has("lon") and self.has("lat"):
            lon, lat = self.degrees("lon"), self.degrees("lat")
        else:
            lon, lat = self._pair()
        if len(self.problems) > n_before:
            return None
        if lon is None or lat is None or lon == lat == 0:
            self.problem("ledgers.place_missing")
            return None
        turned = abs(lat) > 90 and abs(lon) <= 90 and abs(lat) <= 180
        if home is not None and not turned:
            turned = _inside(lat, lon, home) and not _inside(lon, lat, home)
        if turned:
            self.problem("ledgers.swapped", lon=lon, lat=lat)
            return None
        if abs(lon) > 180 or abs(lat) > 90:
            self.problem("ledgers.outside", lon=lon, lat=lat)
            return None
        return round(lon, 7), round(lat, 7)

    def _pair(self) -> tuple[float | None, float | None]:
        text = unicodedata.normalize("NFKC", self.text("lonlat")).strip("()[] ")
        if not text:
            return None, None
        parts = [part for part in re.split(r"[,、;\s]+", text) if part]
        angles = [parse_degrees(part) for part in parts]
        if len(angles) != 2 or None in angles:
            self.problem("ledgers.not_a_number", column=self.column("lonlat"), value=text[:40])
            return None, None
        return angles[0], angles[1]


def _inside(lon: float, lat: float, bounds: Bounds) -> bool:
    west, south, east, north = bounds
    return west <= lon <= east and south <= lat <= north
