"""The paper as something to write on: positions in millimetres from the lower left corner."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.patheffects import Stroke

from maps.print.lettering import Lettering
from maps.print.sheet import SheetSpec
from maps.print.styles import INK, Dot, Fill, Line
from maps.type_scale import Role, points

MM_PER_PT = 25.4 / 72
LEADING = 1.42
"""From line to line, in sizes: Chinese has no ascenders to keep lines apart."""


class Surface:
    """One sheet: text, lines and boxes at places in millimetres.

    Attributes
    ----------
    axes
        The whole paper; a unit is a millimetre.
    """

    def __init__(self, spec: SheetSpec, lettering: Lettering) -> None:
        self.spec = spec
        self.lettering = lettering
        self.width_mm, self.height_mm = spec.size_mm
        self.figure = Figure(figsize=(self.width_mm / 25.4, self.height_mm / 25.4))
        self.axes = self.part((0, 0, self.width_mm, self.height_mm))
        self.axes.set(xlim=(0, self.width_mm), ylim=(0, self.height_mm))
        self.axes.set_axis_off()

    def part(self, box: tuple[float, float, float, float]) -> Axes:
        """Return axes over a part of the paper: left, bottom, width, height in millimetres."""
        left, bottom, width, height = box
        return self.figure.add_axes(
            (
                left / self.width_mm,
                bottom / self.height_mm,
                width / self.width_mm,
                height / self.height_mm,
            )
        )

    def size(self, role: Role, factor: float = 1.0) -> float:
        """Return the size of a text in points; nothing is set smaller than sources are."""
        least = points("fine", self.spec.paper)
        return max(points(role, self.spec.paper) * factor, least)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size_pt: float,
        *,
        colour: str = INK["ink"],
        bold: bool = False,
        ha: str = "left",
        gid: str | None = None,
    ) -> None:
        """Write a line of text, its baseline at ``y``."""
        told = self.lettering.set(text)
        if told:
            self.axes.text(
                x,
                y,
                told,
                size=size_pt,
                color=colour,
                weight="bold" if bold else "normal",
                ha=ha,
                va="baseline",
                gid=gid,
            )

    def lines(
        self,
        x: float,
        top: float,
        lines: Sequence[str],
        size_pt: float,
        *,
        colour: str = INK["ink"],
        bold: bool = False,
        gid: str | None = None,
    ) -> float:
        """Write lines below ``top``; return where the last one ends."""
        step = self.step_mm(size_pt)
        for k, line in enumerate(lines):
            self.text(
                x,
                top - (k + 0.76) * step,
                line,
                size_pt,
                colour=colour,
                bold=bold,
                gid=None if gid is None else f"{gid}-{k}",
            )
        return top - len(lines) * step

    def wrapped(
        self, text: str, width_mm: float, size_pt: float, *, bold: bool = False
    ) -> list[str]:
        """Return a text in lines no wider than ``width_mm``."""
        return self.lettering.wrap(
            self.lettering.set(text), width_mm / MM_PER_PT, size_pt, bold=bold
        )

    def width(self, text: str, size_pt: float, *, bold: bool = False) -> float:
        """Return how wide a line is, in millimetres."""
        return self.lettering.width_pt(self.lettering.set(text), size_pt, bold=bold) * MM_PER_PT

    def shortened(self, text: str, width_mm: float, size_pt: float) -> str:
        """Return a text on one line no wider than ``width_mm``, its end left out if need be."""
        return self.lettering.shortened(self.lettering.set(text), width_mm / MM_PER_PT, size_pt)

    @staticmethod
    def step_mm(size_pt: float) -> float:
        """Return how far lines are apart."""
        return size_pt * LEADING * MM_PER_PT

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        face: str = "none",
        edge: str = "none",
        width_pt: float = 0.5,
        fill: Fill | None = None,
        dash: tuple[float, ...] = (),
        gid: str | None = None,
    ) -> None:
        """Draw a rectangle from its lower left corner; ``fill`` takes the place of ``face``."""
        self.axes.add_patch(
            Rectangle(
                (x, y),
                width,
                height,
                facecolor=fill.face if fill else face,
                edgecolor=edge,
                linewidth=width_pt,
                linestyle=(0, dash) if dash else "solid",
                hatch=fill.hatch or None if fill else None,
                hatchcolor=(fill.hatch_colour or "none") if fill else "none",
                gid=gid,
            )
        )

    def line(
        self, xs: Sequence[float], ys: Sequence[float], style: Line, *, gid: str | None = None
    ) -> None:
        """Draw a line through points."""
        self.axes.add_line(
            Line2D(
                xs,
                ys,
                color=style.colour,
                linewidth=style.width_pt,
                linestyle=(0, style.dash) if style.dash else "solid",
                solid_capstyle="butt",
                gid=gid,
            )
        )

    def polygon(self, corners: Sequence[tuple[float, float]], face: str, gid: str) -> None:
        """Draw a polygon in ink, filled with ``face``."""
        self.axes.add_patch(
            Polygon(
                corners, closed=True, facecolor=face, edgecolor=INK["ink"], linewidth=0.6, gid=gid
            )
        )

    def dot(self, x: float, y: float, dot: Dot) -> None:
        """Draw a mark."""
        self.axes.add_line(
            Line2D(
                [x],
                [y],
                linestyle="none",
                marker=dot.marker,
                markersize=dot.size_pt,
                markerfacecolor=dot.colour,
                markeredgecolor=dot.ring,
                markeredgewidth=0.4,
            )
        )


def haloed(axes: Axes, x: float, y: float, text: str, size_pt: float, **style: object) -> None:
    """Write a text on a map with a light edge around it: twice, so that it stays text in a PDF."""
    edge = {**style, "color": INK["surface"], "gid": None}
    axes.text(
        x,
        y,
        text,
        size=size_pt,
        path_effects=[Stroke(linewidth=size_pt * 0.28, foreground=INK["surface"])],
        **edge,  # type: ignore[arg-type]
    )
    axes.text(x, y, text, size=size_pt, **style)  # type: ignore[arg-type]
