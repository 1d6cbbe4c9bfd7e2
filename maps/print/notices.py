"""What stands below a map: fields of the office, sources, licences, and letters no font has."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, tzinfo

from geo_patrol.messages import Language
from maps import sources
from maps.context import MapContext, column, status_name
from maps.print.sheet import SheetSpec
from maps.print.styles import INK, Line
from maps.print.surface import Surface
from maps.words import Words, joined, same, words

FIELD_MM = 8.0
MOST_LINES = 7
MOST_SOURCES = 2
"""Of one layer; more are counted."""


def fields(spec: SheetSpec, made: datetime, zone: tzinfo) -> list[tuple[Words, str]]:
    """Return name and value of each field; an empty value is a line to write on."""
    return [
        (words("print.field.maker"), spec.maker),
        (words("print.field.made"), f"{made.astimezone(zone):%Y-%m-%d}"),
        (words("print.field.review"), spec.review_number),
        (words("print.field.handling"), spec.handling),
    ]


def legal(context: MapContext, missing: Sequence[str]) -> list[Words]:
    """Return what must stand there whole: letters to be written by hand, and licences."""
    found = []
    if missing:
        letters = "、".join(f"U+{ord(one):04X}" for one in missing)
        found.append(words("print.missing", letters=letters))
    licences = sources.licences(context)
    if licences:
        found.append(words("print.licences", licences="; ".join(licences)))
    return found


def origins(context: MapContext) -> list[Words]:
    """Return where each layer comes from, as one sentence; none without any source."""
    told = [
        joined([title, origin], ": ")
        for name, title in sources.layer_names().items()
        if (origin := _sources(context, name))["zh"]
    ]
    return [words("print.sources", sources=joined(told, "; "))] if told else []


def _sources(context: MapContext, name: str) -> Words:
    """Return the states and sources of a layer, the most frequent first."""
    frame = getattr(context, name)
    rows = zip(
        column(frame, "status"), column(frame, "status_note"), column(frame, "source"), strict=True
    )
    found = [row for row, _ in Counter(rows).most_common() if any(row)]
    told = []
    for status, note, source in found[:MOST_SOURCES]:
        parts = [status_name(status)] if status else []
        told.append(joined([*parts, *(same(part) for part in (note, source) if part)]))
    if len(found) > MOST_SOURCES:
        told.append(words("print.and_more", n=len(found) - MOST_SOURCES))
    return joined(told, "; ")


def _cut(lines: list[str], n: int) -> list[str]:
    return [*lines[: n - 1], lines[n - 1].rstrip("。;, ")[:-1] + "…"]


class Footer:
    """Fields and notices across the foot of the sheet."""

    def __init__(
        self, surface: Surface, context: MapContext, width_mm: float, missing: Sequence[str]
    ) -> None:
        self.surface = surface
        self.language: Language = context.language
        self.width_mm = width_mm
        self.fields = fields(surface.spec, context.generated_at, context.timezone)
        self.across = 4 if surface.spec.turn == "landscape" else 2
        self.size = surface.size("fine")
        self.told = self._lines(legal(context, missing))
        room = max(MOST_LINES - len(self.told), 1)
        told = self._lines(origins(context))
        self.told += told if len(told) <= room else _cut(told, room)

    def _lines(self, notices: Sequence[Words]) -> list[str]:
        return [
            line
            for notice in notices
            for line in self.surface.wrapped(notice[self.language], self.width_mm, self.size)
        ]

    @property
    def fields_mm(self) -> float:
        """How high the fields are."""
        return FIELD_MM * -(-len(self.fields) // self.across)

    @property
    def height_mm(self) -> float:
        """How high it is."""
        return self.fields_mm + 1.0 + len(self.told) * self.surface.step_mm(self.size)

    def draw(self, left: float, bottom: float) -> None:
        """Draw it."""
        s = self.surface
        top = bottom + self.height_mm
        small, body = s.size("note"), s.size("body")
        room = self.width_mm / self.across
        for k, (name, value) in enumerate(self.fields):
            row, column = divmod(k, self.across)
            x = left + column * room
            y = top - (row + 1) * FIELD_MM + 3.0
            label = name[self.language]
            s.text(x, y, label, small, colour=INK["quiet"])
            start = x + s.width(label, small) + 1.5
            end = x + room - (5 if column < self.across - 1 else 0)
            s.line([start, end], [y - 0.9, y - 0.9], Line(INK["quiet"], 0.4))
            s.text(start + 0.8, y, s.shortened(value, end - start - 1, body), body)
        s.lines(left, top - self.fields_mm, self.told, self.size, colour=INK["quiet"])
