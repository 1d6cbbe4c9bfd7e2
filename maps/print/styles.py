"""How a class, a line or a dot looks on paper: the palette's colours, with dots and hatches.

Styles have the names of the screen's CSS classes where both draw the same thing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from maps.palette import COLOURS, EFFORT_CLASSES, rgb

INK = COLOURS["day"]
"""Paper is always by day."""


@dataclass(frozen=True)
class Fill:
    """A filled class; ``hatch`` is matplotlib's, in ``hatch_colour``."""

    face: str
    hatch: str = ""
    hatch_colour: str = ""
    edge: str = ""
    """Border of each cell of the class; the ordinary cell line when empty."""


@dataclass(frozen=True)
class Line:
    """A line, in points; ``dash`` are lengths on and off, in line widths."""

    colour: str
    width_pt: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Dot:
    """A mark for a point: matplotlib's marker, its diameter in points."""

    colour: str
    marker: str = "o"
    size_pt: float = 4.5
    ring: str = INK["incident_ring"]


def tint(colour: str, ground: str, share: float) -> str:
    """Return a colour laid over a ground with a share of its strength."""
    mixed = (
        round(share * a + (1 - share) * b) for a, b in zip(rgb(colour), rgb(ground), strict=True)
    )
    return "#" + "".join(f"{c:02x}" for c in mixed)


HATCH_PT = 0.35
"""Thickness of hatches: a class stays nearly as dark as its ground."""

NEVER_HATCH = "/" * 8
DOTTED = "." * 9

FILLS: Mapping[str, Fill] = MappingProxyType(
    {
        "gap-on-time": Fill(INK["gap_on_time"], edge=INK["none_line"]),
        "gap-late-1-2": Fill(INK["gap_late_1_2"]),
        "gap-late-2-5": Fill(INK["gap_late_2_5"]),
        "gap-late-5-plus": Fill(INK["gap_late_5_plus"]),
        "gap-never": Fill(INK["gap_never"], NEVER_HATCH, INK["gap_never_hatch"]),
        "gap-untracked": Fill(INK["land"], DOTTED, INK["gap_untracked"], INK["none_line"]),
        "gap-not-required": Fill(
            INK["gap_not_required"], "-" * 7, INK["none_line"], INK["none_line"]
        ),
        "unvisited": Fill(INK["unvisited"], "\\" * 10, INK["unvisited_hatch"], INK["none_line"]),
        **{f"effort-{k}": Fill(INK[f"effort_{k}"]) for k in range(1, EFFORT_CLASSES + 1)},
        "spot-none": Fill(INK["spot_none"], edge=INK["none_line"]),
        "spot-cold": Fill(INK["spot_cold"]),
        "spot-cold-strong": Fill(INK["spot_cold_strong"]),
        "spot-hot": Fill(INK["spot_hot"]),
        "spot-hot-strong": Fill(INK["spot_hot_strong"]),
        "seen-both": Fill(INK["seen_both"], edge=INK["none_line"]),
        "seen-patrol": Fill(INK["seen_patrol"]),
        "seen-camera": Fill(INK["seen_camera"]),
        "seen-part": Fill(INK["seen_part"]),
        "seen-blind": Fill(INK["seen_blind"]),
        "change-same": Fill(INK["spot_none"], edge=INK["none_line"]),
        "change-better": Fill(INK["spot_cold"]),
        "change-better-strong": Fill(INK["spot_cold_strong"]),
        "change-worse": Fill(INK["spot_hot"]),
        "change-worse-strong": Fill(INK["spot_hot_strong"]),
        "change-neither": Fill(
            INK["unvisited"], "\\" * 10, INK["unvisited_hatch"], INK["none_line"]
        ),
        "zone-first": Fill(tint(INK["border"], INK["land"], 0.24)),
        "zone-second": Fill(tint(INK["border"], INK["land"], 0.13)),
        "zone-quasi": Fill(tint(INK["border"], INK["land"], 0.05)),
        "zone-other": Fill(INK["paper"]),
        "zone-draft": Fill(tint(INK["amber"], INK["land"], 0.16)),
        "rate-too-little": Fill(INK["land"], DOTTED, INK["gap_untracked"], INK["none_line"]),
        "rate-lower": Fill(INK["rate_lower"], edge=INK["none_line"]),
        "rate-as-elsewhere": Fill(INK["rate_as_elsewhere"]),
        "rate-higher": Fill(INK["rate_higher"]),
        "water": Fill(INK["water"]),
    }
)

CHANGE_RAMP = ("same", "better", "worse", "better-strong", "worse-strong")
"""Away from no change on either side, each darker than the one before: warm calls for a look."""

LINES: Mapping[str, Line] = MappingProxyType(
    {
        "zone-first": Line(INK["border"], 1.1),
        "zone-second": Line(INK["border"], 1.0, (5, 2.5)),
        "zone-quasi": Line(INK["border"], 0.8, (1.5, 2)),
        "zone-other": Line(INK["border"], 0.8, (6, 2, 1, 2)),
        "zone-draft": Line(INK["amber"], 1.0, (3, 3)),
        "outline": Line(INK["border"], 1.1),
        "shoreline": Line(INK["shoreline"], 0.7),
        "road": Line(INK["road"], 0.9),
        "camera-view": Line(INK["camera"], 0.7, (3, 2)),
    }
)

_CATEGORY = ("o", "s", "^", "D", "v", "p", "X", "P")
_CATEGORY_INK = (
    INK["border"],
    INK["gap_late_5_plus"],
    INK["gap_late_2_5"],
    INK["gap_never"],
    INK["spot_cold_strong"],
    INK["ink"],
    INK["amber"],
    INK["quiet"],
)

DOTS: Mapping[str, Dot] = MappingProxyType(
    {
        "incident": Dot(INK["incident"], size_pt=2.8),
        "camera": Dot(INK["camera"], "^", 5.0, INK["camera_ring"]),
        "place-dam": Dot(INK["ink"], "s", 4.0),
        "place-town": Dot(INK["quiet"], "o", 3.2),
        **{
            f"category-{k}": Dot(colour, marker, 5.2)
            for k, (colour, marker) in enumerate(zip(_CATEGORY_INK, _CATEGORY, strict=True), 1)
        },
        "category-rest": Dot(INK["gap_untracked"], "o", 4.0),
    }
)

MOST_CATEGORIES = len(_CATEGORY)
"""More than these shapes nobody tells apart."""
