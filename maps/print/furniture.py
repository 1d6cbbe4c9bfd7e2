"""Scale bar and north arrow."""

from math import cos, radians, sin

from geo_patrol.messages import Language
from maps.print.ground import BAR_MM, Ground, bar_length_m, crs_told
from maps.print.styles import INK
from maps.print.surface import Surface
from maps.type_scale import LARGER
from maps.words import Words, words

BAR_HEIGHT_MM = 1.5
SEGMENTS = 4


def scale_block(
    surface: Surface, ground: Ground, left: float, top: float, width: float, language: Language
) -> float:
    """Draw north arrow, scale and scale bar, and the CRS below; return where they end."""
    larger = LARGER[surface.spec.paper]
    north_arrow(surface, left + 4.5 * larger, top - 11 * larger, 7.5 * larger, ground, language)
    x = left + 14 * larger
    small = surface.size("note")
    size = surface.size("body")
    y = top - 0.9 * surface.step_mm(size)
    scale = f"1:{ground.denominator:,}".replace(",", " ")
    surface.text(x, y, words("print.scale", scale=scale)[language], size, bold=True, gid="scale")
    scale_bar(surface, ground, x, y - 8.0 * larger, min(BAR_MM[1] * larger, width - 24 * larger))
    lines = _told(surface, ground, width, language)
    return surface.lines(left, top - 20.5 * larger, lines, small, colour=INK["quiet"])


def scale_block_height(surface: Surface, ground: Ground, width: float, language: Language) -> float:
    """Return how high the block is."""
    lines = _told(surface, ground, width, language)
    return 20.5 * LARGER[surface.spec.paper] + len(lines) * surface.step_mm(surface.size("note"))


def crs_words(epsg: int) -> Words:
    """Return the name of a CRS."""
    name, meridian = crs_told(epsg)
    if meridian is None:
        return words("print.crs", name=name, epsg=epsg)
    return words("print.gauss_krueger", name=name, meridian=f"{meridian:g}", epsg=epsg)


def _told(surface: Surface, ground: Ground, width: float, language: Language) -> list[str]:
    minutes = round(abs(ground.convergence_deg) * 60)
    angle = f"{minutes // 60}°{minutes % 60:02d}′"
    told = [crs_words(ground.epsg), words("print.convergence", angle=angle)]
    size = surface.size("note")
    return [line for one in told for line in surface.wrapped(one[language], width, size)]


def scale_bar(surface: Surface, ground: Ground, x: float, y: float, most_mm: float) -> None:
    """Draw the longest round bar that fits, in four parts, with lengths above its ends."""
    length_m = bar_length_m(ground, most_mm)
    length_mm = length_m * ground.mm_per_m
    part = length_mm / SEGMENTS
    for k in range(SEGMENTS):
        face = INK["ink"] if k % 2 == 0 else INK["surface"]
        surface.box(
            x + k * part,
            y,
            part,
            BAR_HEIGHT_MM,
            face=face,
            edge=INK["ink"],
            width_pt=0.5,
            gid=f"scale-bar-{k}",
        )
    size = surface.size("note")
    unit, per = ("km", 1000) if length_m >= 1000 else ("m", 1)
    for share in (0, 0.5, 1):
        text = f"{length_m * share / per:g}"
        at = x + share * length_mm
        gid = "scale-bar-length" if share == 1 else None
        surface.text(at, y + BAR_HEIGHT_MM + 1.0, text, size, ha="center", gid=gid)
        if share == 1:
            end = at + surface.width(text, size) / 2 + 0.8
            surface.text(end, y + BAR_HEIGHT_MM + 1.0, unit, size, gid="scale-bar-unit")


def north_arrow(
    surface: Surface, x: float, y: float, half: float, ground: Ground, language: Language
) -> None:
    """Draw an arrow to true north, which the CRS's north is off by the convergence."""
    turn = radians(ground.convergence_deg)

    def turned(right: float, up: float) -> tuple[float, float]:
        """Return a point of the arrow, which points up before it is turned left."""
        return (x + right * cos(turn) - up * sin(turn), y + right * sin(turn) + up * cos(turn))

    tip, notch = turned(0, half), turned(0, -half * 0.45)
    surface.polygon([tip, turned(-half * 0.46, -half), notch], INK["ink"], "north-left")
    surface.polygon([tip, notch, turned(half * 0.46, -half)], INK["surface"], "north-right")
    size = surface.size("body")
    at = turned(0, half + 1.0)
    surface.text(*at, words("maps.page.north")[language], size, bold=True, ha="center")
