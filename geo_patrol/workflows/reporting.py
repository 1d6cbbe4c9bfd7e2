"""The squads' figures of a period."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.reports import Counts, FigureValue, figures_of
from geo_patrol.store.repositories import duty
from geo_patrol.store.repositories.figures import Squad, counts, squads
from geo_patrol.store.scope import Scope


@dataclass(frozen=True)
class SquadFigures:
    """A squad's figures, in the order of `geo_patrol.reports.FIGURES`."""

    squad: Squad
    values: tuple[FigureValue, ...]


@dataclass(frozen=True)
class Report:
    """The figures of squads in ``[start, end)``, by the squads' codes.

    ``demo``: the store holds invented records.
    """

    start: datetime
    end: datetime
    squads: tuple[SquadFigures, ...]
    demo: bool


def squad_report(
    session: Session, scope: Scope, start: datetime, end: datetime, squad: str | None = None
) -> Report:
    """Return the figures of the squads within reach, or of one of them.

    Raises
    ------
    NotFound
        When there is no such squad within reach.
    InvalidInput
        When the period is empty.
    """
    if end <= start:
        raise InvalidInput("records.end_before_start")
    asked = squads(session, scope, squad)
    if squad is not None and not asked:
        raise NotFound("records.no_squad", squad=squad)
    found = counts(session, scope, start, end, squad)
    told = (SquadFigures(one, figures_of(found.get(one.code, Counts()))) for one in asked)
    return Report(start, end, tuple(told), duty.has_demo(session))
