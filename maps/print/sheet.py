"""What a map is printed on, and what the office writes on it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from geo_patrol.crs import METRIC_EPSG
from geo_patrol.errors import InvalidInput
from maps.type_scale import Paper

Turn = Literal["landscape", "portrait"]
Form = Literal["png", "pdf", "svg"]

LONG_SHORT_MM: dict[Paper, tuple[float, float]] = {"A4": (297.0, 210.0), "A3": (420.0, 297.0)}

FEWEST_DPI, MOST_DPI = 50, 600


@dataclass(frozen=True)
class SheetSpec:
    """A sheet of paper and the fields that the office fills in.

    Attributes
    ----------
    dpi
        Dots per inch of a PNG.
    font
        A font file with Chinese letters; `geo_patrol.evidence.fonts.find_font` finds one.
    title
        In place of the area's name and the kind of map.
    maker
        Who made it (编制单位), left free when empty, as the following.
    review_number
        Of the office that reviews maps (审图号).
    handling
        Who may see it, e.g. 内部使用.
    epsg
        Metric CRS that it is drawn in.

    Raises
    ------
    InvalidInput
        When ``dpi`` is out of range.
    """

    paper: Paper = "A4"
    turn: Turn = "landscape"
    form: Form = "pdf"
    dpi: int = 300
    font: Path | None = None
    title: str = ""
    maker: str = ""
    review_number: str = ""
    handling: str = ""
    epsg: int = METRIC_EPSG

    def __post_init__(self) -> None:
        if not FEWEST_DPI <= self.dpi <= MOST_DPI:
            raise InvalidInput("print.dpi", dpi=self.dpi, fewest=FEWEST_DPI, most=MOST_DPI)

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the paper."""
        longer, shorter = LONG_SHORT_MM[self.paper]
        return (longer, shorter) if self.turn == "landscape" else (shorter, longer)


@dataclass(frozen=True)
class PrintedMap:
    """A map as a file, and the letters that its font lacks.

    Attributes
    ----------
    data
        PNG, PDF or SVG.
    stood_in
        Letters that were set in another font than the rest.
    missing
        Letters that no font has: their numbers stand in their places.
    left_out
        Names of places that found no room on the map.
    """

    data: bytes
    stood_in: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
