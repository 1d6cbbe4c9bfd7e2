"""KML: tracks with times (``gx:Track``), and placemarks of a point and a time stamp."""

from dataclasses import dataclass, field
from datetime import datetime
from xml.parsers.expat import XMLParserType

from geo_patrol.errors import InvalidInput
from geo_patrol.tracks.readers.columns import ColumnMap
from geo_patrol.tracks.readers.records import (
    MAX_FIXES,
    RawTrack,
    TrackRead,
    finish,
    numbers,
    refuse_many_tracks,
    times_of,
)
from geo_patrol.tracks.readers.xml import local, parse, refuse_depth


def read_kml(
    data: bytes,
    filename: str,
    stem: str,
    *,
    now: datetime,
    columns: ColumnMap | None,
    max_fixes: int = MAX_FIXES,
) -> list[TrackRead]:
    """Read the tracks; if there are none, the time-stamped points, one track per folder.

    A line in KML has no times, so it says where but not when: a file of only such lines is
    refused. Beside tracks they are their drawing, and left alone. Accuracy comes from a
    ``SimpleArrayData`` named ``accuracy``.
    """
    handler = _Kml(filename)
    parse(data, filename, "kml", handler, max_fixes)
    parts = [part for part in handler.tracks if part.places]
    parts = parts or [part for part in handler.points.values() if part.places]
    if not parts:
        if handler.line_at:
            raise InvalidInput(
                "tracks.line_without_times", name=filename, where=str(handler.line_at)
            )
        raise InvalidInput("tracks.no_track", name=filename)
    refuse_many_tracks(len(parts), filename)
    tz = columns.tz if columns else None
    reads = []
    for part in parts:
        places = [text.replace(",", " ").split() for text in part.places]
        raw = RawTrack(
            part.name.strip() or stem,
            times_of(part.times, filename, tz),
            numbers([place[0] if len(place) > 1 else "" for place in places]),
            numbers([place[1] if len(place) > 1 else "" for place in places]),
            numbers(part.accuracies) if len(part.accuracies) == len(places) else None,
            part.lines,
        )
        reads.append(finish(raw, now))
    return reads


@dataclass(eq=False)
class _Part:
    name: str = ""
    times: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    accuracies: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


_TEXTS = frozenset({"when", "coord", "coordinates", "name", "value"})


class _Kml:
    parser: XMLParserType

    def __init__(self, filename: str) -> None:
        self.n_read = 0
        self.tracks: list[_Part] = []
        self.points: dict[int, _Part] = {}
        self.line_at = 0
        self._filename = filename
        self._path: list[str] = []
        self._text: list[str] = []
        self._line = 0
        self._folders: list[tuple[int, str]] = [(0, "")]
        self._n_folders = 0
        self._array = ""
        self._placemark_tracks: list[_Part] = []
        self._track: _Part | None = None
        self._name = self._when = self._point = ""
        self._point_line = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        self._path.append(name)
        refuse_depth(len(self._path), self._filename, self.parser)
        if name in _TEXTS:
            self._line = self.parser.CurrentLineNumber
            self._text = []
            self.parser.CharacterDataHandler = self._text.append
        elif name == "Folder":
            self._n_folders += 1
            self._folders.append((self._n_folders, ""))
        elif name == "Placemark":
            self._placemark_tracks = []
            self._name = self._when = self._point = ""
        elif name == "Track":
            self._track = _Part()
            self._placemark_tracks.append(self._track)
        elif name == "SimpleArrayData":
            self._array = attributes.get("name", "")
        elif name == "LineString" and not self.line_at:
            self.line_at = self.parser.CurrentLineNumber

    def end(self, tag: str) -> None:
        name = local(tag)
        self._path.pop()
        if name in _TEXTS:
            self.parser.CharacterDataHandler = None
            self._take(name, self._path[-1] if self._path else "", "".join(self._text).strip())
        elif name == "Folder":
            self._folders.pop()
        elif name == "Track" and self._track:
            self._check(self._track)
            self._track = None
        elif name == "Placemark":
            self._finish_placemark()

    def _take(self, name: str, parent: str, text: str) -> None:
        track = self._track
        if name == "when" and parent == "Track" and track:
            track.times.append(text)
        elif name == "when" and parent == "TimeStamp":
            self._when = text
        elif name == "coord" and track:
            track.places.append(text)
            track.lines.append(self._line)
            self.n_read += 1
        elif name == "value" and track and self._array == "accuracy":
            track.accuracies.append(text)
        elif name == "coordinates" and parent == "Point":
            self._point, self._point_line = text, self._line
        elif name == "name" and parent == "Placemark":
            self._name = text
        elif name == "name" and parent == "Folder":
            number, _ = self._folders[-1]
            self._folders[-1] = (number, text)
            if number in self.points:
                self.points[number].name = text

    def _check(self, track: _Part) -> None:
        if len(track.times) != len(track.places):
            raise InvalidInput(
                "tracks.times_mismatch",
                name=self._filename,
                where=str(track.lines[0] if track.lines else self._line),
                n_places=len(track.places),
                n_times=len(track.times),
            )

    def _finish_placemark(self) -> None:
        several = len(self._placemark_tracks) > 1
        for i, track in enumerate(self._placemark_tracks):
            track.name = f"{self._name} ({i + 1})" if several and self._name else self._name
            self.tracks.append(track)
        self._placemark_tracks = []
        if self._point and self._when:
            number, title = self._folders[-1]
            part = self.points.setdefault(number, _Part(title))
            part.times.append(self._when)
            part.places.append(self._point)
            part.lines.append(self._point_line)
            self.n_read += 1
