"""From a seizure to a PDF: the pictures of signatures made anew, the rest set as data."""

import base64
import io
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from geo_patrol.errors import InvalidInput
from geo_patrol.evidence.inspecting import open_photo
from geo_patrol.messages import text
from geo_patrol.seizures.sheet import Paper, Printed, Sheet
from maps.documents.setting import set_page
from maps.documents.wording import page_of

TAGGED_LINES = 500
"""Longer inventories come without the structure that screen readers use: it is fifteen times as
large as the paper itself."""

SIGNATURE_PX = (900, 450)


def typeset(paper: Paper, sheet: Sheet, font: Path | None) -> Printed:
    """Return a paper of a seizure in Chinese; the same sheet gives the same bytes.

    Parameters
    ----------
    font
        A font file with Chinese letters.

    Raises
    ------
    Unavailable
        Without such a font.
    """
    page = page_of(paper, sheet)
    pictures: dict[str, bytes] = {}
    for number, one in enumerate(page["signatures"]):
        drawn = None if one["picture"] is None else _signature(one["picture"])
        if one["picture"] is not None and drawn is None:
            one["lines"].append(text("papers.unreadable", "zh"))
        one["picture"] = "" if drawn is None else f"signature-{number}.svg"
        if drawn is not None:
            pictures[one["picture"]] = drawn
    return set_page(
        "paper.typ",
        page,
        font,
        address=sheet.address,
        pictures=pictures,
        tagged=len(sheet.lines) <= TAGGED_LINES,
    )


def _signature(path: Path) -> bytes | None:
    """Return a signature as it is printed, on white, of modest size; None if it is no picture.

    It came from a phone: it is decoded here, and made anew, before typst sees it. Files at hand to
    typst are text, which an SVG around a picture is.
    """
    try:
        with open_photo(path) as image:
            image.thumbnail(SIGNATURE_PX)
            over = image.convert("RGBA")
            flat = Image.new("RGB", over.size, "white")
            flat.paste(over, mask=over.getchannel("A"))
    except (OSError, ValueError, UnidentifiedImageError, InvalidInput):
        return None
    file = io.BytesIO()
    flat.save(file, "PNG")
    inside = base64.b64encode(file.getvalue()).decode()
    size = f'width="{flat.width}" height="{flat.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<image {size} href="data:image/png;base64,{inside}"/></svg>'
    ).encode()
