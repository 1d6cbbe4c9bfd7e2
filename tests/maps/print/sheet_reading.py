"""Reading sheets back: SVG by an XML parser, PDF by PDFium."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser

import numpy as np
import pypdfium2
from defusedxml.ElementTree import fromstring
from numpy.typing import NDArray

SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float]


class Drawing:
    """An SVG: its parts by id, in points."""

    def __init__(self, data: bytes) -> None:
        self.root: Element = fromstring(data)
        self.told = _with_comments(data)
        self.parts = {part.get("id"): part for part in self.root.iter() if part.get("id")}

    def points(self, name: str) -> NDArray[np.float64]:
        """Return the points that a part's path goes through."""
        path = self.parts[name].find(f".//{SVG}path")
        assert path is not None
        numbers = re.findall(r"-?\d+(?:\.\d+)?", path.attrib["d"])
        return np.array(numbers, dtype=np.float64).reshape(-1, 2)

    def names(self, start: str) -> list[str]:
        """Return ids that begin with ``start``."""
        return [name for name in self.parts if name is not None and name.startswith(start)]

    def text(self, name: str) -> str:
        """Return what a part says: letters are outlines, and told in a comment."""
        for part in self.told.iter():
            if part.get("id") == name:
                said = [one.text for one in part.iter() if callable(one.tag)]
                return (said[0] or "").strip()
        raise KeyError(name)


def _with_comments(data: bytes) -> Element:
    parser = XMLParser(target=TreeBuilder(insert_comments=True))  # noqa: S314  # read as safe above
    parser.feed(data)
    root: Element = parser.close()
    return root


def text_of(pdf: bytes) -> str:
    """Return what a PDF of one page says, without spaces and breaks."""
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        said = document[0].get_textpage().get_text_range()
    return re.sub(r"\s", "", str(said))


def size_mm(pdf: bytes) -> tuple[float, float]:
    """Return width and height of the page."""
    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document[0].get_size()
    return width * 25.4 / 72, height * 25.4 / 72


def letter_boxes(pdf: bytes) -> Iterator[tuple[str, Box]]:
    """Yield each letter with its place: left, bottom, right, top in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        for k in range(page.count_chars()):
            letter = page.get_text_range(k, 1)
            if letter.strip():
                yield letter, page.get_charbox(k)


def picture(pdf: bytes) -> NDArray[np.uint8]:
    """Return the page as pixels (red, green, blue)."""
    with pypdfium2.PdfDocument(pdf) as document:
        return np.asarray(document[0].render(scale=2).to_pil().convert("RGB"))
