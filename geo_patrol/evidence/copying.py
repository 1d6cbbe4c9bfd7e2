"""Copies of evidence for those who do not need the original: no EXIF, and a stamp that shows."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont, ImageOps

from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.evidence.inspecting import PDF_DPI, open_photo
from geo_patrol.evidence.records import Inspected

MAX_SIDE_PX = 2048
JPEG_QUALITY = 82
COPIED_PAGES = 30
"""Pages of a document that are copied; its stamp says so when there are more."""

_INK, _PAPER, _MARK = (236, 240, 243), (16, 24, 32), (255, 176, 0)
_LINES_PER_WIDTH = 46
"""Letters of the stamp's size that stand beside each other across a picture."""


def copy(path: Path, seen: Inspected, stamp: Sequence[str], font: Path | None) -> bytes:
    """Return a copy with a stamp below: a JPEG of a photo, a PDF of pictures of a document.

    Parameters
    ----------
    stamp
        Lines of text; a line that does not fit is broken.
    font
        A font file that has the letters of the lines; None for the built-in one, which has those
        of ASCII.

    Raises
    ------
    NotFound
        When there is no way to copy a file of this kind.
    InvalidInput
        When the file cannot be opened any more.
    """
    if seen.kind == "photo":
        return _jpeg(_stamped(_upright(path), stamp, font))
    if seen.kind == "document":
        pages = [_stamped(page, stamp, font) for page in _pages(path)]
        made = io.BytesIO()
        pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], quality=JPEG_QUALITY)
        return made.getvalue()
    raise NotFound("evidence.no_copy")


def _upright(path: Path) -> Image.Image:
    with open_photo(path) as image:
        # A JPEG can be decoded at a fraction of its size to begin with.
        image.draft("RGB", (MAX_SIDE_PX, MAX_SIDE_PX))
        turned = ImageOps.exif_transpose(image)
        turned.thumbnail((MAX_SIDE_PX, MAX_SIDE_PX))
        return _flat(turned)


def _flat(image: Image.Image) -> Image.Image:
    """Return the pixels alone: what was transparent on white, nothing that came with them."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        over = image.convert("RGBA")
        flat = Image.new("RGB", image.size, "white")
        flat.paste(over, mask=over.getchannel("A"))
        return flat
    flat = Image.new("RGB", image.size)
    flat.paste(image.convert("RGB"))
    return flat


def _pages(path: Path) -> Iterator[Image.Image]:
    try:
        with pypdfium2.PdfDocument(path) as document:
            for number in range(min(len(document), COPIED_PAGES)):
                page = document[number]
                drawn = page.render(scale=PDF_DPI / 72, may_draw_forms=False).to_pil()
                drawn.thumbnail((MAX_SIDE_PX, MAX_SIDE_PX))
                yield _flat(drawn)
    except pypdfium2.PdfiumError as error:
        raise InvalidInput("evidence.damaged", media_type="application/pdf") from error


def _stamped(image: Image.Image, stamp: Sequence[str], font: Path | None) -> Image.Image:
    """Return a picture with a dark strip below that holds the stamp."""
    width = max(image.width, 480)
    size_px = max(14, width // _LINES_PER_WIDTH)
    letters = _letters(font, size_px)
    lines = [part for line in stamp for part in _broken(line, letters, width - 2 * size_px)]
    step_px = round(size_px * 1.45)
    strip_px = step_px * len(lines) + size_px
    made = Image.new("RGB", (width, image.height + strip_px), _PAPER)
    made.paste(image, ((width - image.width) // 2, 0))
    draw = ImageDraw.Draw(made)
    draw.rectangle((0, image.height, width, image.height + max(2, size_px // 6)), fill=_MARK)
    for number, line in enumerate(lines):
        at = (size_px, image.height + size_px // 2 + number * step_px)
        draw.text(at, line, font=letters, fill=_MARK if number == 0 else _INK)
    return made


def _letters(font: Path | None, size_px: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    if font is None:
        return ImageFont.load_default(size_px)
    return ImageFont.truetype(font, size_px)


def _broken(
    line: str, letters: ImageFont.FreeTypeFont | ImageFont.ImageFont, width_px: int
) -> Iterator[str]:
    while line and letters.getlength(line) > width_px:
        n = len(line) - 1
        while n > 1 and letters.getlength(line[:n]) > width_px:
            n -= 1
        yield line[:n]
        line = line[n:]
    yield line


def _jpeg(image: Image.Image) -> bytes:
    made = io.BytesIO()
    image.save(made, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return made.getvalue()
