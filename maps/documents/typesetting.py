"""From a seizure to a PDF: typst sets what the template says, and what people typed stays text.

Nothing typed is ever part of the program that typst runs: it goes in as data beside the template.
"""

import base64
import io
import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import segno
import typst
from PIL import Image, UnidentifiedImageError

from geo_patrol.errors import InvalidInput
from geo_patrol.evidence.inspecting import open_photo
from geo_patrol.messages import text
from geo_patrol.seizures.sheet import Paper, Printed, Sheet
from maps.documents.letters import Letters, letters_for
from maps.documents.wording import page_of

TAGGED_LINES = 500
"""Longer inventories come without the structure that screen readers use: it is fifteen times as
large as the paper itself."""

SIGNATURE_PX = (900, 450)

Told = TypeVar("Told")


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
    letters = letters_for(_texts(page), font)
    pictures: dict[str, bytes] = {}
    for number, one in enumerate(page["signatures"]):
        drawn = None if one["picture"] is None else _signature(one["picture"])
        if one["picture"] is not None and drawn is None:
            one["lines"].append(text("papers.unreadable", "zh"))
        one["picture"] = "" if drawn is None else f"signature-{number}.svg"
        if drawn is not None:
            pictures[one["picture"]] = drawn
    data = _each_text({**page, **_about_letters(letters)}, _blanked(letters.missing))
    template = files(__package__) / "templates" / "paper.typ"
    pdf = typst.compile(
        # Typst takes a folder in memory, which its types do not tell.
        {  # type: ignore[call-overload]
            "main": template.read_bytes(),
            "data.json": json.dumps(data, ensure_ascii=False).encode(),
            "code.svg": _code(sheet.address),
            **pictures,
        },
        font_paths=[letters.folder],
        # A stand-in lies anywhere on the machine.
        ignore_system_fonts=not letters.stood_in,
        timestamp=0,
        pdf_tags=len(sheet.lines) <= TAGGED_LINES,
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst made no single file")
    return Printed(pdf, tuple(sorted(letters.stood_in)), tuple(sorted(letters.missing)))


def _about_letters(letters: Letters) -> dict[str, object]:
    return {
        "fonts": list(letters.families),
        "stood_in": "".join(sorted(letters.stood_in)),
        "missing": "、".join(_number(one) for one in sorted(letters.missing)),
    }


def _blanked(missing: frozenset[str]) -> Callable[[str], str]:
    table = {ord(one): f"〔　{_number(one)}〕" for one in missing}
    return lambda text: text.translate(table)


def _number(letter: str) -> str:
    return f"U+{ord(letter):04X}"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _each_text(value: Told, change: Callable[[str], str]) -> Told:
    made: object = value
    if isinstance(value, str):
        made = change(value)
    elif isinstance(value, dict):
        made = {name: _each_text(one, change) for name, one in value.items()}
    elif isinstance(value, list):
        made = [_each_text(one, change) for one in value]
    return made  # type: ignore[return-value]  # of the form that it was given in


def _code(address: str) -> bytes:
    file = io.BytesIO()
    segno.make(address, error="m", micro=False).save(file, kind="svg", border=0, scale=4)
    return file.getvalue()


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
