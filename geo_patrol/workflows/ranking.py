"""The ranking of a quarter: areas, blocks or cells, never officers (行政处罚法 74)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.cases.standing import CaseStanding, Terms
from geo_patrol.cases.timeliness import timeliness
from geo_patrol.errors import InvalidInput
from geo_patrol.reports.ranking import Level, Part, Place, RankedList, ranked
from geo_patrol.reports.ranking_rule import Measure, RankingRule
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.place_measures import AreaMeasures, grid_areas, place_measures
from geo_patrol.workflows.standing import is_demo


@dataclass(frozen=True)
class Ranking:
    """Places of one level in ``[start, end)``, as known at ``as_of``, with the rule.

    Cases of the quarter that are closed after it count as closed from then on.
    """

    level: Level
    start: datetime
    end: datetime
    as_of: datetime
    rule: RankingRule
    lists: tuple[RankedList, ...]
    demo: bool

    @property
    def is_over(self) -> bool:
        """Whether the quarter is: before that its order may still change."""
        return self.as_of >= self.end


def ranking(
    session: Session,
    scope: Scope,
    level: Level,
    start: datetime,
    end: datetime,
    rule: RankingRule,
    zone: ZoneInfo,
    terms: Terms,
    *,
    squad: str | None = None,
    area: str | None = None,
) -> Ranking:
    """Return places within reach in order; each squad's by themselves, cells within one area.

    Raises
    ------
    NotFound
        When a squad or area is out of reach or has no grid.
    InvalidInput
        When the quarter has not begun, or cells are asked for without an area.
    """
    if level == "cell" and area is None:
        raise InvalidInput("ranking.cells_of_which_area")
    areas = grid_areas(session, scope, squad=squad, area=area)
    span = Span(start, end)
    places: list[Place] = []
    for one in place_measures(session, scope, areas, start, end, zone, terms):
        match level:
            case "area":
                places.append(_area(one, span))
            case "block":
                places += _blocks(one, span)
            case "cell":
                places += _cells(one, span)
    lists = tuple(ranked(places, rule))
    return Ranking(level, start, end, terms.now, rule, lists, is_demo(session))


def _area(found: AreaMeasures, span: Span) -> Place:
    area = found.area
    visits = Part(int(found.met.sum()), int(found.windows.sum()))
    parts = _parts(visits, found.cases, span)
    names = (area.name_zh, area.name_en)
    return Place("area", area.squad_code, area.code, None, names, len(found.cells), parts)


def _blocks(found: AreaMeasures, span: Span) -> Iterator[Place]:
    cases = found.cases_by_block()
    for code in found.block_codes():
        own = [(one, one.rows[code]) for one in found.pieces if code in one.rows]
        visits = Part(
            sum(int(one.met[rows].sum()) for one, rows in own),
            sum(int(one.windows[rows].sum()) for one, rows in own),
        )
        name = found.block_name(code)
        area = found.area
        yield Place(
            "block",
            area.squad_code,
            area.code,
            code,
            (name, name),
            len(own[-1][1]) if own else 0,
            _parts(visits, cases.get(code, ()), span),
        )


def _cells(found: AreaMeasures, span: Span) -> Iterator[Place]:
    cases: dict[str | None, list[CaseStanding]] = {}
    for one in found.cases:
        cases.setdefault(one.cell_code, []).append(one)
    counted = zip(
        found.cells.demands.codes, found.met.tolist(), found.windows.tolist(), strict=True
    )
    for code, met, windows in counted:
        parts = _parts(Part(met, windows), cases.get(code, ()), span)
        area = found.area
        yield Place("cell", area.squad_code, area.code, code, (code, code), 1, parts)


def _parts(visits: Part, cases: Sequence[CaseStanding], span: Span) -> Mapping[Measure, Part]:
    timely = timeliness(cases, span)
    return {
        "compliance": visits,
        "timeliness": Part(timely.n_in_time, timely.n_judged),
        "closure": Part(timely.n_closed, timely.n),
    }
