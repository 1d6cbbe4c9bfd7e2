"""What the page of a quarter's ranking shows, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo

from geo_patrol.messages import Language, text
from geo_patrol.reports.ranking import Line, RankedList
from geo_patrol.reports.ranking_rule import MEASURES, Measure
from geo_patrol.workflows.ranking import Ranking


@dataclass(frozen=True)
class PartCell:
    """A share and what it is of; ``used`` is whether it counts in this list."""

    share: str
    counts: str
    used: bool
    is_few: bool


@dataclass(frozen=True)
class RankLine:
    """A place; ``rank`` and ``score`` are empty of one that is not ranked."""

    rank: str
    name: str
    code: str
    score: str
    parts: tuple[PartCell, ...]


@dataclass(frozen=True)
class RankTable:
    """The places of a squad; ``weights`` says what each share counts for here."""

    squad: str
    weights: tuple[str, ...]
    lines: tuple[RankLine, ...]


def tables_of(
    found: Ranking, language: Language, squads: Mapping[str, tuple[str, str]]
) -> tuple[RankTable, ...]:
    """Return a ranking as tables; ``squads`` are their names in Chinese and English."""
    return tuple(_table(one, language, squads) for one in found.lists)


def as_of(found: Ranking, zone: tzinfo) -> str:
    """Return as of when a ranking is known, by the local clock."""
    return f"{found.as_of.astimezone(zone):%Y-%m-%d %H:%M}"


def _table(one: RankedList, language: Language, squads: Mapping[str, tuple[str, str]]) -> RankTable:
    names = squads.get(one.squad_code, (one.squad_code, one.squad_code))
    weights = tuple(_weight(one, name, language) for name in MEASURES)
    return RankTable(
        names[0 if language == "zh" else 1],
        weights,
        tuple(_line(line, one, language) for line in one.lines),
    )


def _weight(one: RankedList, name: Measure, language: Language) -> str:
    share = one.shares.get(name)
    return text("ranking.not_used", language) if share is None else f"{float(share):.0%}"


def _line(line: Line, one: RankedList, language: Language) -> RankLine:
    place = line.place
    return RankLine(
        rank="" if line.rank is None else str(line.rank),
        name=place.names[0 if language == "zh" else 1],
        code=place.code or place.area_code,
        score="" if line.score is None else f"{float(line.score):.2f}",
        parts=tuple(_parts(line, one)),
    )


def _parts(line: Line, one: RankedList) -> Iterator[PartCell]:
    for name in MEASURES:
        part = line.place.parts[name]
        yield PartCell(
            share="–" if part.share is None else f"{float(part.share):.1%}",
            counts=f"{part.good}/{part.n}",
            used=name in one.shares,
            is_few=name in line.too_few,
        )
