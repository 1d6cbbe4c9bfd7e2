"""GPX 1.0 and 1.1: one track per segment; waypoints and routes are not tracks."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
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


def read_gpx(
    data: bytes,
    filename: str,
    stem: str,
    *,
    now: datetime,
    columns: ColumnMap | None,
    max_fixes: int = MAX_FIXES,
) -> list[TrackRead]:
    """Read the segments that hold any fix; a track's later segments are numbered.

    Times without an offset are UTC, as the GPX schema says. Accuracy comes from an ``accuracy``
    element in a point's extensions (metres); ``hdop`` is a factor without a unit, not a radius,
    and is not used.
    """
    handler = _Gpx(filename)
    parse(data, filename, "gpx", handler, max_fixes)
    segments = [segment for segment in handler.segments if segment.lines]
    if not segments:
        raise InvalidInput("tracks.no_track", name=filename)
    refuse_many_tracks(len(segments), filename)
    peers = Counter(segment.track for segment in segments)
    numbered: Counter[int] = Counter()
    reads = []
    for segment in segments:
        name = handler.names.get(segment.track, "").strip() or stem
        numbered[segment.track] += 1
        if peers[segment.track] > 1:
            name = f"{name} ({numbered[segment.track]})"
        raw = RawTrack(
            name,
            times_of(segment.times, filename, UTC),
            numbers(segment.lons),
            numbers(segment.lats),
            numbers(segment.accuracies) if any(segment.accuracies) else None,
            segment.lines,
        )
        reads.append(finish(raw, now))
    return reads


@dataclass(eq=False)
class _Segment:
    track: int
    lons: list[str] = field(default_factory=list)
    lats: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    accuracies: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


class _Gpx:
    parser: XMLParserType

    def __init__(self, filename: str) -> None:
        self._filename = filename
        self.n_read = 0
        self.segments: list[_Segment] = []
        self.names: dict[int, str] = {}
        self._track = 0
        # Depths of the elements that we are in, 0 for none.
        self._depth = self._trk = self._trkseg = self._trkpt = 0
        self._taking: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = local(tag)
        self._depth += 1
        refuse_depth(self._depth, self._filename, self.parser)
        if self._trkpt:
            # The point's own time, not one within its extensions.
            if tag == "time" and self._depth == self._trkpt + 1:
                self._take(self.segments[-1].times)
            elif tag == "accuracy":
                self._take(self.segments[-1].accuracies)
        elif tag == "trkpt" and self._trkseg and self._depth == self._trkseg + 1:
            self._trkpt = self._depth
            self.n_read += 1
            segment = self.segments[-1]
            segment.lons.append(attributes.get("lon", ""))
            segment.lats.append(attributes.get("lat", ""))
            segment.times.append("")
            segment.accuracies.append("")
            segment.lines.append(self.parser.CurrentLineNumber)
        elif tag == "trkseg" and self._trk:
            self._trkseg = self._depth
            if self.segments and not self.segments[-1].lines:
                self.segments.pop()
            self.segments.append(_Segment(self._track))
        elif tag == "trk":
            self._trk = self._depth
            self._track += 1
        elif tag == "name" and self._trk and self._depth == self._trk + 1:
            self._take([""])

    def end(self, tag: str) -> None:
        if self._taking is not None:
            if not self._trkpt:
                self.names[self._track] = self._taking[0]
            self._taking = None
            self.parser.CharacterDataHandler = None
        if self._depth == self._trkpt:
            self._trkpt = 0
        elif self._depth == self._trkseg:
            self._trkseg = 0
        elif self._depth == self._trk:
            self._trk = 0
        self._depth -= 1

    def _take(self, texts: list[str]) -> None:
        """Add the element's text to the last of these."""
        self._taking = texts
        self.parser.CharacterDataHandler = self._text

    def _text(self, data: str) -> None:
        if self._taking is not None:
            self._taking[-1] += data
