"""Places in the order of how well they were looked after, with the rule that orders them.

Of areas, blocks and cells, never of persons: nothing here knows who answers for a place, and no
fine goes into it (行政处罚法 74). Scores are exact fractions, so that a tie is a tie.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

from geo_patrol.reports.ranking_rule import MEASURES, Measure, RankingRule

Level = Literal["area", "block", "cell"]
LEVELS: tuple[Level, ...] = get_args(Level)


class Part(NamedTuple):
    """``good`` of ``n``."""

    good: int
    n: int

    @property
    def share(self) -> Fraction | None:
        """The share of good ones; None without any."""
        return Fraction(self.good, self.n) if self.n else None


@dataclass(frozen=True)
class Place:
    """An area, block or cell, and what is known of it.

    ``code`` is None of an area; ``names`` are in Chinese and English, the code where it has none.
    """

    level: Level
    squad_code: str
    area_code: str
    code: str | None
    names: tuple[str, str]
    n_cells: int
    parts: Mapping[Measure, Part]


@dataclass(frozen=True)
class Line:
    """A place in a list.

    Attributes
    ----------
    rank
        From 1; places of one score share one, and the next is counted on. None of a place that is
        not ranked.
    score
        0 to 100; None of a place that is not ranked.
    too_few
        Measures of the list that the place has too little of to be ranked.
    """

    place: Place
    rank: int | None
    score: Fraction | None
    too_few: tuple[Measure, ...] = ()


@dataclass(frozen=True)
class RankedList:
    """The places of one level of one squad, the best first, those without a rank last.

    ``shares`` are the parts of the score that the used measures have here, together 1; empty where
    none can be used, and nobody is ranked then.
    """

    level: Level
    squad_code: str
    shares: Mapping[Measure, Fraction]
    lines: tuple[Line, ...]


def ranked(places: Iterable[Place], rule: RankingRule) -> list[RankedList]:
    """Return places in lists by level and squad, in the order of these."""
    groups: dict[tuple[int, str], list[Place]] = {}
    for one in places:
        groups.setdefault((LEVELS.index(one.level), one.squad_code), []).append(one)
    return [
        _list(LEVELS[level], squad, groups[level, squad], rule) for level, squad in sorted(groups)
    ]


def _list(level: Level, squad: str, places: Sequence[Place], rule: RankingRule) -> RankedList:
    shares = _shares(places, rule)
    lines = [_line(one, shares, rule) for one in places]
    lines.sort(
        key=lambda one: (
            one.score is None,
            -(one.score or 0),
            one.place.area_code,
            one.place.code or "",
        )
    )
    numbered: list[Line] = []
    for number, one in enumerate(lines, start=1):
        if one.score is None:
            numbered.append(one)
        elif numbered and numbered[-1].score == one.score:
            numbered.append(Line(one.place, numbered[-1].rank, one.score))
        else:
            numbered.append(Line(one.place, number, one.score))
    return RankedList(level, squad, shares, tuple(numbered))


def _shares(places: Sequence[Place], rule: RankingRule) -> dict[Measure, Fraction]:
    """Return what the measures that enough places have count for."""
    used = [
        name
        for name in MEASURES
        if rule.weights[name]
        and 100 * sum(_enough(one, name, rule) for one in places)
        >= rule.places_percent * len(places)
    ]
    total = sum(rule.weights[name] for name in used)
    return {name: Fraction(rule.weights[name], total) for name in used}


def _line(place: Place, shares: Mapping[Measure, Fraction], rule: RankingRule) -> Line:
    too_few = tuple(name for name in shares if not _enough(place, name, rule))
    if too_few or not shares:
        return Line(place, None, None, too_few)
    score = sum(
        (share * (place.parts[name].share or 0) for name, share in shares.items()), Fraction(0)
    )
    return Line(place, None, 100 * score)


def _enough(place: Place, name: Measure, rule: RankingRule) -> bool:
    return place.parts[name].n >= rule.least[name]
