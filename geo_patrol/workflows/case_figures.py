"""Figures of timeliness: of squads and places, never of persons (行政处罚法 74)."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Literal, get_args

from sqlalchemy.orm import Session

from geo_patrol.cases.standing import CaseStanding, Terms
from geo_patrol.cases.timeliness import Timeliness, timeliness
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.case_standings import standings_between

By = Literal["category", "area", "cell", "month", "source"]
BY: tuple[By, ...] = get_args(By)


@dataclass(frozen=True)
class CaseFigures:
    """How timely the cases of a period were, together and by group; None is of no such place."""

    whole: Timeliness
    rows: tuple[tuple[str | None, Timeliness], ...]


def case_figures(
    session: Session,
    scope: Scope,
    span: Span,
    terms: Terms,
    *,
    by: By = "category",
    squad: str | None = None,
    area: str | None = None,
) -> CaseFigures:
    """Return how timely the cases within reach were that were reported in a period.

    Groups stand in the order of their codes, not of their values; a month is that of the report,
    by the local clock. Groups without a case are none.
    """
    found = standings_between(session, scope, span, terms, squad=squad, area=area)
    group = _grouping(by, terms.worktime.tz)
    groups: dict[str | None, list[CaseStanding]] = defaultdict(list)
    for one in found:
        if one.counts:
            groups[group(one)].append(one)
    order = sorted(groups, key=lambda key: (key is None, key or ""))
    rows = tuple((key, timeliness(groups[key], span)) for key in order)
    return CaseFigures(timeliness(found, span), rows)


def _grouping(by: By, tz: tzinfo) -> Callable[[CaseStanding], str | None]:
    match by:
        case "category":
            return lambda one: one.category
        case "area":
            return lambda one: one.area_code
        case "cell":
            return lambda one: one.cell_code
        case "source":
            return lambda one: one.origin.source
        case "month":
            return lambda one: f"{one.reported_at.astimezone(tz):%Y-%m}"
