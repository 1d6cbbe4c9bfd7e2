"""The faces and colours of briefings in office programs: those of the maps and papers."""

from pptx.dml.color import RGBColor

from maps.palette import COLOURS

_DAY = COLOURS["day"]

INK, QUIET, LINE = _DAY["ink"], _DAY["quiet"], _DAY["line"]
ACCENT, ON_ACCENT = _DAY["accent"], _DAY["on_accent"]
GROUND, SHADE = _DAY["surface"], _DAY["paper"]
HEAD_GROUND = _DAY["chosen"]
AMBER, AMBER_GROUND = _DAY["amber"], _DAY["amber_ground"]
RED = _DAY["bunch"]
"""The interface's red: of a paper's head, of a rule below it, of what warns."""

SERIES: tuple[str, ...] = tuple(
    _DAY[name]
    for name in (
        "accent",
        "gap_late_2_5",
        "check_point",
        "gap_late_5_plus",
        "seen_camera",
        "gap_never",
        "road",
        "track",
    )
)
"""Of a chart's series, in their order: neighbours differ in lightness, too."""

SANS = "微软雅黑"
"""On slides and in workbooks."""
SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋", "黑体", "楷体"
"""In official documents: heads and titles, text, headings, headings below."""
LATIN = "Times New Roman"

STAND_INS = {
    SONG: "宋体",
    FANG: "FangSong",
    HEI: "SimHei",
    KAI: "KaiTi",
}
"""What Word takes where a face is not there."""


def series_colour(number: int) -> str:
    """Return the colour of a chart's series, from 0."""
    return SERIES[number % len(SERIES)]


def rgb(colour: str) -> RGBColor:
    """Return a colour as slides and charts take it."""
    made: RGBColor = RGBColor.from_string(hexes(colour))  # type: ignore[no-untyped-call]
    return made


def hexes(colour: str) -> str:
    """Return a colour as office files write it."""
    return colour.removeprefix("#").upper()
