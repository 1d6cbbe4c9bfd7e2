"""How a map is to be printed, as people say it; `maps.print` is told it by `api.printing`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

PaperSize = Literal["a4", "a3"]
PAPER_SIZES: tuple[PaperSize, ...] = get_args(PaperSize)
Orientation = Literal["landscape", "portrait"]
ORIENTATIONS: tuple[Orientation, ...] = get_args(Orientation)
PrintForm = Literal["pdf", "png", "svg"]
PRINT_FORMS: tuple[PrintForm, ...] = get_args(PrintForm)
ChangeOf = Literal["effort", "incidents"]
CHANGES: tuple[ChangeOf, ...] = get_args(ChangeOf)

MEDIA_TYPES: dict[PrintForm, str] = {
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True)
class OnPaper:
    """Paper, and what the office writes on it.

    Attributes
    ----------
    dpi
        Dots per inch of a PNG.
    title
        In place of the areas' names and the kind of map.
    review_number, handling
        审图号, and who may see it; free to be written in when empty.
    of
        What a map of change compares.
    font
        A font file with Chinese letters.
    """

    form: PrintForm = "pdf"
    paper: PaperSize = "a4"
    orientation: Orientation = "landscape"
    dpi: int = 300
    title: str = ""
    maker: str = ""
    review_number: str = ""
    handling: str = ""
    of: ChangeOf = "effort"
    font: Path | None = None
