"""Setting a page in typst: its fonts, its code, and typed text that stays text.

Nothing typed is ever part of the program that typst runs: it goes in as data beside the template.
"""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import segno
import typst

from geo_patrol.seizures.sheet import Printed
from maps.documents.letters import Letters, letters_for

Told = TypeVar("Told")


def set_page(
    template: str,
    page: dict[str, Any],
    font: Path | None,
    *,
    address: str,
    pictures: Mapping[str, bytes] | None = None,
    tagged: bool = True,
) -> Printed:
    """Return a page as PDF; the same page gives the same bytes.

    Parameters
    ----------
    template
        Name of a template of this package.
    page
        JSON values that the template reads. Letters that no font has are left free in its texts.
    font
        A font file with Chinese letters.
    address
        What the QR code says.
    pictures
        SVG files that the page names.
    tagged
        Whether it comes with the structure that screen readers use.

    Raises
    ------
    Unavailable
        Without such a font.
    """
    letters = letters_for(texts_of(page), font)
    data = _each_text({**page, **_about_letters(letters)}, _blanked(letters.missing))
    program = files(__package__) / "templates" / template
    pdf = typst.compile(
        # Typst takes a folder in memory, which its types do not tell.
        {  # type: ignore[call-overload]
            "main": program.read_bytes(),
            "data.json": json.dumps(data, ensure_ascii=False).encode(),
            "code.svg": _code(address),
            **(pictures or {}),
        },
        font_paths=[letters.folder],
        # A stand-in lies anywhere on the machine.
        ignore_system_fonts=not letters.stood_in,
        timestamp=0,
        pdf_tags=tagged,
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


def texts_of(value: object) -> Iterator[str]:
    """Yield every text in JSON values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one)


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
