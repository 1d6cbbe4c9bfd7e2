"""A small SVG canvas: shapes and words in the colours of the maps."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from maps.palette import COLOURS

INK = COLOURS["day"]
FONT = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif"

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


class Canvas:
    """A drawing of a size in pixels, y downwards, on white paper in any theme."""

    def __init__(self, width: float, height: float) -> None:
        self.size = width, height
        self.parts: list[str] = []

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        *,
        line: str = "none",
        thick: float = 1,
        round_to: float = 0,
    ) -> None:
        self.parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{round_to:g}" '
            f'fill="{fill}" stroke="{line}" stroke-width="{thick:g}"/>'
        )

    def line(
        self, points: Iterable[Point], colour: str, thick: float = 1.5, *, dashed: bool = False
    ) -> None:
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashes = ' stroke-dasharray="4 3"' if dashed else ""
        self.parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{thick:g}" '
            f'stroke-linejoin="round" stroke-linecap="round"{dashes}/>'
        )

    def dot(self, at: Point, radius: float, fill: str, *, line: str = "none") -> None:
        x, y = at
        self.parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}" stroke="{line}"/>'
        )

    def arrow(self, start: Point, end: Point, colour: str) -> None:
        (x1, y1), (x2, y2) = start, end
        long = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 1e-9)
        dx, dy = (x2 - x1) / long, (y2 - y1) / long
        back = x2 - 7 * dx, y2 - 7 * dy
        self.line([start, back], colour, 2)
        tips = [end, (back[0] - 4 * dy, back[1] + 4 * dx), (back[0] + 4 * dy, back[1] - 4 * dx)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in tips)
        self.parts.append(f'<polygon points="{path}" fill="{colour}"/>')

    def hatch(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw slanted lines in a box, as where nobody was ever seen."""
        for k in range(0, int(width + height), 6):
            start = x + max(0.0, k - height), y + min(k, height)
            end = x + min(k, width), y + max(0.0, k - width)
            self.line([start, end], colour, 1)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 12,
        colour: str = INK["ink"],
        anchor: Anchor = "start",
        bold: bool = False,
    ) -> None:
        weight = ' font-weight="600"' if bold else ""
        self.parts.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}" '
            f'text-anchor="{anchor}"{weight}>{escape(words)}</text>'
        )

    def key(self, x: float, y: float, entries: Sequence[tuple[str, str]], step: float) -> None:
        """Draw a row of colours and what they stand for."""
        for k, (colour, words) in enumerate(entries):
            self.rect(x + k * step, y - 9, 11, 11, colour, line=INK["none_line"])
            self.text(x + k * step + 16, y, words, size=11)

    def save(self, path: Path) -> None:
        width, height = self.size
        path.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
            f'width="{width:g}" height="{height:g}" font-family="{FONT}">\n'
            f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>\n'
            + "\n".join(self.parts)
            + "\n</svg>\n",
            encoding="utf-8",
        )
