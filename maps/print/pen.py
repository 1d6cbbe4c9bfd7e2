"""Each part of the panel: how high it is, and how it is drawn."""

from collections.abc import Sequence

import numpy as np

from geo_patrol.messages import Language
from maps.palette import HEAT, HEAT_STEPS
from maps.print.blocks import Block, Figures, Gap, Heading, Note, Numbered, Row
from maps.print.content import HeatBar
from maps.print.styles import DOTS, FILLS, INK, LINES, Line, tint
from maps.print.surface import MM_PER_PT, Surface
from maps.raster import alphas
from maps.scene import Headline, LegendRow

SWATCH_MM = (6.0, 3.5)
GAP_MM = 2.6
BAR_MM = 4.2


class Pen:
    """Draws blocks into a column of ``column_mm``; ``factor`` makes them smaller."""

    def __init__(self, surface: Surface, column_mm: float, language: Language) -> None:
        self.surface = surface
        self.column_mm = column_mm
        self.language = language

    def height(self, block: Block, factor: float) -> float:
        """Return how much of a column a block takes, in millimetres."""
        s = self.surface
        match block:
            case Figures():
                return s.step_mm(s.size("figure", factor)) + s.step_mm(s.size("note", factor))
            case Heading():
                size = s.size("heading", factor)
                return (
                    s.step_mm(size) * len(s.wrapped(block.text, self.column_mm, size, bold=True))
                    + 0.8
                )
            case Row():
                size = s.size("body", factor)
                return self._row_step(factor) + s.step_mm(size) * 0.9 * (
                    len(self._label(block.row, factor)) - 1
                )
            case Numbered():
                return s.step_mm(s.size("note", factor)) * 1.04
            case HeatBar():
                return BAR_MM + 2 * s.step_mm(s.size("note", factor)) + 1.5
            case Note():
                size = s.size("note", factor)
                return s.step_mm(size) * len(s.wrapped(block.text, self.column_mm, size))
            case Gap():
                return GAP_MM * factor

    def _row_step(self, factor: float) -> float:
        return self.surface.step_mm(self.surface.size("body", factor)) * 1.12

    def _swatch(self, factor: float) -> tuple[float, float]:
        scale = self.surface.size("body", factor) / 9
        return SWATCH_MM[0] * scale, SWATCH_MM[1] * scale

    def _count(self, row: LegendRow) -> str:
        return row.count + (f" {row.unit[self.language]}" if row.count and row.unit else "")

    def _label(self, row: LegendRow, factor: float) -> list[str]:
        s = self.surface
        size = s.size("body", factor)
        room = self.column_mm - self._swatch(factor)[0] - 2 - s.width(self._count(row), size) - 2
        return s.wrapped(row.label[self.language], max(room, 12), size)

    def draw(self, block: Block, factor: float, left: float, top: float) -> None:
        """Draw a block below ``top``."""
        s = self.surface
        match block:
            case Figures():
                self._figures(block.headlines, factor, left, top)
            case Heading():
                size = s.size("heading", factor)
                lines = s.wrapped(block.text, self.column_mm, size, bold=True)
                s.lines(left, top, lines, size, bold=True)
            case Row():
                self._row(block.row, factor, left, top)
            case Numbered():
                size = s.size("note", factor)
                y = top - 0.76 * s.step_mm(size)
                s.text(left + 5, y, block.number, size, bold=True, ha="right")
                room = self.column_mm - 7 - s.width(block.figure, size) - 2
                name = s.shortened(block.name, room, size)
                s.text(left + 7, y, name, size)
                s.text(left + self.column_mm, y, block.figure, size, ha="right")
            case HeatBar():
                self._bar(block, factor, left, top)
            case Note():
                size = s.size("note", factor)
                lines = s.wrapped(block.text, self.column_mm, size)
                s.lines(left, top, lines, size, colour=INK["quiet"])

    def _figures(
        self, headlines: Sequence[Headline], factor: float, left: float, top: float
    ) -> None:
        s = self.surface
        big, small = s.size("figure", factor), s.size("note", factor)
        tones = {"ink": INK["ink"], "late": INK["late_ink"], "never": INK["never_ink"]}
        room = self.column_mm / max(len(headlines), 1)
        for k, one in enumerate(headlines):
            x, y = left + k * room, top - 0.78 * s.step_mm(big)
            s.text(x, y, one.value, big, bold=True, colour=tones[one.tone])
            unit = x + s.width(one.value, big, bold=True) + 1
            s.text(unit, y, one.unit[self.language], small, colour=INK["quiet"])
            y -= s.step_mm(small) * 1.1
            s.text(x, y, one.label[self.language], small, colour=INK["quiet"])

    def _row(self, row: LegendRow, factor: float, left: float, top: float) -> None:
        s = self.surface
        size = s.size("body", factor)
        width, height = self._swatch(factor)
        middle = top - self._row_step(factor) / 2
        match row.shape:
            case "line":
                style = LINES[row.swatch]
                s.line([left, left + width], [middle, middle], style)
            case "dot" | "square":
                s.dot(left + width / 2, middle, DOTS[row.swatch])
            case "cell":
                self._filled(row.swatch, left, middle - height / 2, width, height)
        x = left + (width + 2 if row.shape != "none" or row.swatch == "" else 0)
        y = middle - size * 0.36 * MM_PER_PT
        for line in self._label(row, factor):
            s.text(x, y, line, size)
            y -= s.step_mm(size) * 0.9
        y = middle - size * 0.36 * MM_PER_PT
        s.text(left + self.column_mm, y, self._count(row), size, bold=True, ha="right")

    def _filled(self, swatch: str, x: float, y: float, width: float, height: float) -> None:
        names = swatch.split()
        draft = "zone-draft" in names
        name = "zone-draft" if draft else names[-1]
        if name in FILLS:
            edge = INK["border"] if name.startswith("zone") else INK["none_line"]
            line = LINES.get(name, Line(edge, 0.5))
            self.surface.box(
                x,
                y,
                width,
                height,
                fill=FILLS[name],
                edge=line.colour,
                width_pt=min(line.width_pt, 0.8),
                dash=line.dash,
                gid=f"legend-{name}",
            )
        elif name in LINES:
            line = LINES[name]
            self.surface.box(
                x, y, width, height, edge=line.colour, width_pt=line.width_pt, dash=line.dash
            )

    def _bar(self, bar: HeatBar, factor: float, left: float, top: float) -> None:
        s = self.surface
        size = s.size("note", factor)
        colours = np.array([_over(k) for k in range(HEAT_STEPS)])
        s.axes.imshow(
            colours[np.newaxis],
            extent=(left, left + self.column_mm, top - BAR_MM, top),
            interpolation="nearest",
            aspect="auto",
            zorder=1,
        )
        s.box(left, top - BAR_MM, self.column_mm, BAR_MM, edge=INK["none_line"], width_pt=0.4)
        y = top - BAR_MM - s.step_mm(size) * 0.86
        end = -1.0
        for value in bar.ticks:
            share = value / bar.top
            text = f"{value:g}"
            x = left + share * self.column_mm
            half = s.width(text, size) / 2
            x = min(max(x, left + half), left + self.column_mm - half)
            if x - half > end:
                s.text(x, y, text, size, ha="center")
                end = x + half + 1
        y -= s.step_mm(size)
        s.text(left, y, bar.unit[self.language], size, colour=INK["quiet"])
        s.axes.set(xlim=(0, s.width_mm), ylim=(0, s.height_mm))


def _over(step: int) -> tuple[float, float, float]:
    """Return what a step of heat looks like over the ground."""
    mixed = tint(HEAT["day"][step], INK["land"], alphas()[step + 1] / 255)
    return int(mixed[1:3], 16) / 255, int(mixed[3:5], 16) / 255, int(mixed[5:7], 16) / 255
