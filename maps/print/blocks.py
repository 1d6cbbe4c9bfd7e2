"""What the panel beside a map is made of, from the top."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo_patrol.messages import Language
from maps.print.content import Content, HeatBar, base_rows
from maps.print.ground import Ground
from maps.scene import Headline, LegendRow


@dataclass(frozen=True)
class Figures:
    """Numbers that answer the sheet's question."""

    headlines: Sequence[Headline]


@dataclass(frozen=True)
class Heading:
    """A title within the panel; it stays with what follows."""

    text: str


@dataclass(frozen=True)
class Row:
    """A class, a line or a dot of the legend."""

    row: LegendRow


@dataclass(frozen=True)
class Numbered:
    """A numbered name, and its figure."""

    number: str
    name: str
    figure: str


@dataclass(frozen=True)
class Note:
    """A sentence below the legend."""

    text: str


@dataclass(frozen=True)
class Gap:
    """Room between parts."""


Block = Figures | Heading | Row | Numbered | HeatBar | Note | Gap


def blocks_of(content: Content, ground: Ground, language: Language) -> list[Block]:
    """Return the panel of a sheet, from the top."""
    base = base_rows(content, ground)
    found: list[Block] = []
    if content.headlines:
        found += [Figures(content.headlines), Gap()]
    found.append(Heading(content.legend.title[language]))
    if content.bar is not None:
        found.append(content.bar)
    found += [Row(row) for row in content.legend.rows]
    if content.index:
        found += [Gap(), Heading(content.index_title[language])]
    found += [Numbered(number, name[language], figure) for number, name, figure in content.index]
    if base:
        found += [Gap(), *(Row(row) for row in base)]
    if content.legend.notes:
        found += [Gap(), *(Note(note[language]) for note in content.legend.notes)]
    return found
