"""Every colour of the maps, for day and night, and the arithmetic that judges them.

Names become CSS custom properties (``gap_never`` → ``--gap-never``), so a map file carries both
themes and changes between them without being drawn again.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Theme = Literal["day", "night"]
GapClass = Literal[
    "on_time", "late_1_2", "late_2_5", "late_5_plus", "never", "untracked", "not_required"
]

GAP_RAMP: tuple[GapClass, ...] = ("on_time", "late_1_2", "late_2_5", "late_5_plus", "never")
"""From best to worst; lightness moves one way along it, by at least ``MIN_STEP``."""

MIN_STEP = 8.0
"""Least change of lightness (CIE L*) between classes that must be told apart without colour."""

RATE_RAMP = ("lower", "as_elsewhere", "higher")
"""What was met for the time spent, from least to most."""

SPOT_RAMP = ("none", "cold", "hot", "cold_strong", "hot_strong")
"""Hot and cold spots by how much they stand out: those of one strength differ in lightness too."""

SEEN_RAMP = ("both", "patrol", "camera", "part", "blind")
"""By whom a cell is seen, from best to worst."""

EFFORT_CLASSES = 5
HEAT_STEPS = 128

_WHITE_D65 = (0.95047, 1.0, 1.08883)
_TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_TO_RGB = (
    (3.2404542, -1.5371385, -0.4985314),
    (-0.9692660, 1.8760108, 0.0415560),
    (0.0556434, -0.2040259, 1.0572252),
)


def rgb(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue (0–255) of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def lab(colour: str) -> tuple[float, float, float]:
    """Return CIE L*a*b* (D65, 2°) of an sRGB colour ``#rrggbb``; L* from 0 to 100."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (value / 255 for value in rgb(colour))
    ]
    fx, fy, fz = (
        _compress(sum(k * c for k, c in zip(row, linear, strict=True)) / white)
        for row, white in zip(_TO_XYZ, _WHITE_D65, strict=True)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def lightness(colour: str) -> float:
    """Return CIE L* of ``#rrggbb``: 0 is black, 100 is white."""
    return lab(colour)[0]


def ramp(start: str, end: str, n: int) -> tuple[str, ...]:
    """Return ``n`` colours from ``start`` to ``end``, evenly spaced in L*a*b*."""
    if n == 1:
        return (end,)
    first, last = lab(start), lab(end)
    return tuple(
        _from_lab(tuple(a + (b - a) * i / (n - 1) for a, b in zip(first, last, strict=True)))
        for i in range(n)
    )


def _compress(t: float) -> float:
    return float(t ** (1 / 3)) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116


def _expand(f: float) -> float:
    return float(f**3) if f**3 > 216 / 24389 else (116 * f - 16) * 27 / 24389


def _from_lab(value: tuple[float, ...]) -> str:
    fy = (value[0] + 16) / 116
    xyz = [
        white * _expand(f)
        for white, f in zip(_WHITE_D65, (fy + value[1] / 500, fy, fy - value[2] / 200), strict=True)
    ]
    linear = [sum(k * c for k, c in zip(row, xyz, strict=True)) for row in _TO_RGB]
    coded = [
        12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055
        for c in (min(max(c, 0.0), 1.0) for c in linear)
    ]
    return "#" + "".join(f"{round(c * 255):02x}" for c in coded)


HEAT: Mapping[Theme, tuple[str, ...]] = MappingProxyType(
    {
        "day": ramp("#fff4d6", "#b5432a", HEAT_STEPS),
        "night": ramp("#5c1f10", "#ffc27a", HEAT_STEPS),
    }
)
"""From least to most; by night the most is the brightest."""

_EFFORT: Mapping[Theme, tuple[str, ...]] = {
    "day": ramp("#e6f2f1", "#0b4f6c", EFFORT_CLASSES),
    "night": ramp("#14343d", "#a9e3f2", EFFORT_CLASSES),
}

_DAY = {
    "land": "#eef2f0",
    "water": "#c9e3ec",
    "shoreline": "#2f7f99",
    "border": "#0b4f6c",
    "road": "#b9b3a4",
    "cell_line": "#ffffff",
    "gap_on_time": "#e6f3ee",
    "gap_late_1_2": "#eccb6b",
    "gap_late_2_5": "#e7a14a",
    "gap_late_5_plus": "#b5432a",
    "gap_never": "#5b2a6e",
    "gap_never_hatch": "#e9d8f0",
    "gap_untracked": "#8aa0a9",
    "gap_not_required": "#eef2f0",
    "none_line": "#c3ced3",
    "unvisited": "#f6f8f8",
    "unvisited_hatch": "#aab8be",
    "rate_lower": "#e6f3ee",
    "rate_as_elsewhere": "#a8ccc6",
    "rate_higher": "#b5432a",
    "spot_none": "#f3f5f4",
    "spot_cold": "#b4d6e6",
    "spot_hot": "#e7a14a",
    "spot_cold_strong": "#2f7f99",
    "spot_hot_strong": "#8f1d14",
    "seen_both": "#e6f3ee",
    "seen_patrol": "#b3d8cf",
    "seen_camera": "#93b4d2",
    "seen_part": "#d9822f",
    "seen_blind": "#5b2a6e",
    "camera": "#10222b",
    "camera_ring": "#ffffff",
    "incident": "#10222b",
    "incident_ring": "#ffffff",
    "bunch": "#b3261e",
    "bunch_number": "#ffffff",
    "track": "#2e7d4f",
    "check_point": "#0a7e8c",
    "kind_shoreline": "#7fb4bd",
    "kind_access": "#e7a14a",
    "kind_open_water": "#c9e3ec",
    "kind_hinterland": "#e3e6d8",
    "kind_park": "#cfd8c4",
    "ink": "#10222b",
    "quiet": "#40545e",
    "line": "#d5dee2",
    "surface": "#ffffff",
    "paper": "#f6f8f8",
    "accent": "#0b4f6c",
    "on_accent": "#ffffff",
    "chosen": "#e3f0f4",
    "late_ink": "#b5432a",
    "never_ink": "#5b2a6e",
    "amber": "#9a5b00",
    "amber_ground": "#fff4d6",
    "veil": "#eef2f0d9",
    "shadow": "#10222b2e",
}
_NIGHT = {
    "land": "#0e1a20",
    "water": "#16394a",
    "shoreline": "#4b93ad",
    "border": "#9ccfe2",
    "road": "#4d5a5f",
    "cell_line": "#0e1a20",
    "gap_on_time": "#17343a",
    "gap_late_1_2": "#5a5227",
    "gap_late_2_5": "#a9702a",
    "gap_late_5_plus": "#ee7d62",
    "gap_never": "#f0d4fb",
    "gap_never_hatch": "#5b2a6e",
    "gap_untracked": "#8aa0a9",
    "gap_not_required": "#0e1a20",
    "none_line": "#2b3d46",
    "unvisited": "#0b1418",
    "unvisited_hatch": "#3c515b",
    "rate_lower": "#17343a",
    "rate_as_elsewhere": "#35666a",
    "rate_higher": "#ee7d62",
    "spot_none": "#14262e",
    "spot_cold": "#2a5266",
    "spot_hot": "#a9702a",
    "spot_cold_strong": "#6fb7d6",
    "spot_hot_strong": "#ffd0b0",
    "seen_both": "#17343a",
    "seen_patrol": "#24534f",
    "seen_camera": "#386c94",
    "seen_part": "#c9822f",
    "seen_blind": "#f0d4fb",
    "camera": "#dbe7ea",
    "camera_ring": "#0b1418",
    "incident": "#dbe7ea",
    "incident_ring": "#0b1418",
    "bunch": "#ff8a75",
    "bunch_number": "#0b1418",
    "track": "#8fe0b0",
    "check_point": "#6fd0d8",
    "kind_shoreline": "#3f8794",
    "kind_access": "#c9822f",
    "kind_open_water": "#16394a",
    "kind_hinterland": "#26332c",
    "kind_park": "#33402f",
    "ink": "#dbe7ea",
    "quiet": "#9db0b8",
    "line": "#2a414b",
    "surface": "#16262e",
    "paper": "#0b1418",
    "accent": "#7cc4dc",
    "on_accent": "#0b1418",
    "chosen": "#23404f",
    "late_ink": "#ee7d62",
    "never_ink": "#f0d4fb",
    "amber": "#f0c060",
    "amber_ground": "#3a2c10",
    "veil": "#0e1a20d9",
    "shadow": "#00000080",
}


def _with_effort(colours: dict[str, str], theme: Theme) -> Mapping[str, str]:
    efforts = {f"effort_{i}": colour for i, colour in enumerate(_EFFORT[theme], start=1)}
    return MappingProxyType(colours | efforts)


COLOURS: Mapping[Theme, Mapping[str, str]] = MappingProxyType(
    {"day": _with_effort(_DAY, "day"), "night": _with_effort(_NIGHT, "night")}
)


def css() -> str:
    """Return both themes as CSS custom properties on the root element."""
    blocks = []
    for theme, colours in COLOURS.items():
        lines = "".join(f"--{name.replace('_', '-')}:{value};" for name, value in colours.items())
        blocks.append(f':root[data-theme="{theme}"]{{color-scheme:{_SCHEME[theme]};{lines}}}')
    return "\n".join(blocks)


_SCHEME: Mapping[Theme, str] = {"day": "light", "night": "dark"}
