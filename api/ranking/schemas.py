"""Rankings and figures of blocks on the wire."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from pydantic import BaseModel, Field

from api.cases.figures_schemas import TimelinessOut
from geo_patrol.reports.monthly import BlockMonth
from geo_patrol.reports.ranking import Level, Line, Part, RankedList
from geo_patrol.reports.ranking_rule import MEASURES, Measure, RankingRule
from geo_patrol.workflows.block_figures import BlockFigures
from geo_patrol.workflows.ranking import Ranking


class PartOut(BaseModel):
    """``good`` of ``n``."""

    good: int
    n: int
    share: float | None = Field(description="Null without any.")

    @classmethod
    def of(cls, part: Part) -> PartOut:
        """Return its form on the wire."""
        return cls(good=part.good, n=part.n, share=_number(part.share))


class PlaceName(BaseModel):
    """What a place is called."""

    zh: str
    en: str


class LineOut(BaseModel):
    """A place in a list."""

    rank: int | None = Field(description="Ties share one; null: not ranked.")
    score: float | None = Field(description="0 to 100; null: not ranked.")
    area: str
    code: str | None = Field(description="Of a block or cell; null of an area.")
    name: PlaceName
    n_cells: int
    compliance: PartOut = Field(description="Required visits that were made.")
    timeliness: PartOut = Field(
        description="Cases that kept their limit, of those of which it is known; open ones within"
        " their limit are left out."
    )
    closure: PartOut = Field(description="Cases that are closed.")
    too_few: list[Measure] = Field(description="What there is too little of to rank it.")

    @classmethod
    def of(cls, line: Line) -> LineOut:
        """Return its form on the wire."""
        place = line.place
        return cls(
            rank=line.rank,
            score=_number(line.score),
            area=place.area_code,
            code=place.code,
            name=PlaceName(zh=place.names[0], en=place.names[1]),
            n_cells=place.n_cells,
            **{name: PartOut.of(place.parts[name]) for name in MEASURES},
            too_few=list(line.too_few),
        )


class ListOut(BaseModel):
    """The places of one squad, the best first, those not ranked last."""

    squad: str
    shares: dict[Measure, float] = Field(
        description="What each measure counts for in this list, together 1; one that too few places"
        " have enough for is not used."
    )
    lines: list[LineOut]

    @classmethod
    def of(cls, found: RankedList) -> ListOut:
        """Return its form on the wire."""
        return cls(
            squad=found.squad_code,
            shares={name: float(share) for name, share in found.shares.items()},
            lines=[LineOut.of(one) for one in found.lines],
        )


class RuleOut(BaseModel):
    """The rule that places are ranked by."""

    weights: dict[Measure, int] = Field(description="Percent of the score.")
    least: dict[Measure, int] = Field(description="From how many visits or cases a share counts.")
    places_percent: int = Field(
        description="A measure is used when so many percent of a list's places have enough."
    )

    @classmethod
    def of(cls, rule: RankingRule) -> RuleOut:
        """Return its form on the wire."""
        return cls(
            weights=dict(rule.weights), least=dict(rule.least), places_percent=rule.places_percent
        )


class RankingOut(BaseModel):
    """A quarter's ranking of places; never of persons."""

    by: Level
    start: datetime
    end: datetime
    as_of: datetime
    is_over: bool = Field(description="False while the quarter runs: the order may still change.")
    demo: bool = Field(description="True for invented data.")
    rule: RuleOut
    lists: list[ListOut]

    @classmethod
    def of(cls, found: Ranking) -> RankingOut:
        """Return the form on the wire."""
        return cls(
            by=found.level,
            start=found.start,
            end=found.end,
            as_of=found.as_of,
            is_over=found.is_over,
            demo=found.demo,
            rule=RuleOut.of(found.rule),
            lists=[ListOut.of(one) for one in found.lists],
        )


class BlockMonthOut(BaseModel):
    """A block's month."""

    area: str
    block: str | None = Field(description="Null of all cells of the area that are in no block.")
    name: str
    n_cells: int
    compliance: PartOut
    presence_h: float
    length_km: float
    n_visits: int
    n_incidents: int
    cases: TimelinessOut

    @classmethod
    def of(cls, one: BlockMonth) -> BlockMonthOut:
        """Return its form on the wire."""
        return cls(
            area=one.area_code,
            block=one.code,
            name=one.name,
            n_cells=one.n_cells,
            compliance=PartOut.of(one.compliance),
            presence_h=one.presence_s / 3600,
            length_km=one.length_m / 1000,
            n_visits=one.n_visits,
            n_incidents=one.n_incidents,
            cases=TimelinessOut.of(one.cases),
        )


class BlockFiguresOut(BaseModel):
    """A month's figures of blocks; never of persons."""

    start: datetime
    end: datetime
    as_of: datetime
    demo: bool = Field(description="True for invented data.")
    rows: list[BlockMonthOut]

    @classmethod
    def of(cls, found: BlockFigures) -> BlockFiguresOut:
        """Return the form on the wire."""
        return cls(
            start=found.start,
            end=found.end,
            as_of=found.as_of,
            demo=found.demo,
            rows=[BlockMonthOut.of(one) for one in found.rows],
        )


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
