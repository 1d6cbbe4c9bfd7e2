"""The panel beside or below the map: its parts set into columns, so that all has room."""

from collections.abc import Sequence
from itertools import groupby

from geo_patrol.messages import Language
from maps.print.blocks import Block, Gap, Heading, Note, Numbered, Row
from maps.print.pen import Pen
from maps.print.surface import Surface
from maps.words import words

FACTORS = (1.0, 0.94, 0.88, 0.82, 0.76)
"""Sizes that are tried, the largest first, until all has room."""

BETWEEN_MM = 7.0
"""Between columns, and between the map and the panel."""

Columns = list[list[Block]]


class Panel:
    """Blocks to be set into columns of ``column_mm``."""

    def __init__(
        self, surface: Surface, blocks: Sequence[Block], column_mm: float, language: Language
    ) -> None:
        self.pen = Pen(surface, column_mm, language)
        self.blocks = list(blocks)
        self.language = language

    def fits_whole(self, heights_mm: Sequence[float]) -> bool:
        """Return whether all fits at full size with no part broken up."""
        return self._filled(_parts(self.blocks), 1.0, heights_mm) is not None

    def factor(self, heights_mm: Sequence[float]) -> float | None:
        """Return the largest factor at which all fits columns of these heights; None if none."""
        return next((f for f in FACTORS if self._set(self.blocks, f, heights_mm)), None)

    def draw(self, left: float, tops: Sequence[float], heights_mm: Sequence[float]) -> None:
        """Draw all below ``tops``; where even the smallest has no room, without the last rows."""
        blocks = self.blocks
        factor = self.factor(heights_mm) or FACTORS[-1]
        n = 0
        while (found := self._set(blocks, factor, heights_mm)) is None:
            rows = [k for k, one in enumerate(self.blocks) if isinstance(one, Row | Numbered)]
            n += 1
            if n > len(rows):
                return
            left_out = set(rows[-n:])
            more = Note(words("print.more_rows", n=n)[self.language])
            blocks = [one for k, one in enumerate(self.blocks) if k not in left_out] + [more]
        for column, top in zip(found, tops, strict=False):
            y = top
            for block in column:
                self.pen.draw(block, factor, left, y)
                y -= self.pen.height(block, factor)
            left += self.pen.column_mm + BETWEEN_MM

    def _set(
        self, blocks: Sequence[Block], factor: float, heights_mm: Sequence[float]
    ) -> Columns | None:
        """Return the blocks of each column: parts whole, if that goes, else broken up."""
        whole = _parts(blocks)
        broken = [(k == 0, piece) for _, part in whole for k, piece in enumerate(_pieces(part))]
        return self._filled(whole, factor, heights_mm) or self._filled(broken, factor, heights_mm)

    def _filled(
        self,
        pieces: Sequence[tuple[bool, Sequence[Block]]],
        factor: float,
        heights_mm: Sequence[float],
    ) -> Columns | None:
        """Return pieces in columns; those marked begin a part, and stand apart from the last."""
        columns: Columns = [[]]
        used = 0.0
        gap = self.pen.height(Gap(), factor)
        for begins, piece in pieces:
            need = sum(self.pen.height(one, factor) for one in piece)
            apart = gap if begins and columns[-1] else 0.0
            while used + apart + need > heights_mm[len(columns) - 1]:
                if len(columns) == len(heights_mm):
                    return None
                columns.append([])
                used = apart = 0.0
            columns[-1] += [Gap(), *piece] if apart else piece
            used += apart + need
        return columns


def _parts(blocks: Sequence[Block]) -> list[tuple[bool, list[Block]]]:
    """Return what stands between gaps."""
    groups = groupby(blocks, lambda one: isinstance(one, Gap))
    return [(True, list(some)) for is_gap, some in groups if not is_gap]


def _pieces(part: Sequence[Block]) -> list[list[Block]]:
    """Return a part in pieces that may stand in different columns; a heading is never last."""
    found: list[list[Block]] = []
    for block in part:
        if found and isinstance(found[-1][-1], Heading):
            found[-1].append(block)
        else:
            found.append([block])
    return found
