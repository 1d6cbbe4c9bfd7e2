"""What a briefing is made of: plain figures of a period, and of those it is compared with.

Of squads, areas and cells: nothing here knows who was there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from geo_patrol.cases.standing import CaseStanding
from geo_patrol.coverage.gaps import LATE, GapClass
from geo_patrol.coverage.windows import Share
from geo_patrol.firms.figures import FirmFigures
from geo_patrol.grid.records import CellKind
from geo_patrol.incidents.catalogue import Catalogue
from geo_patrol.incidents.records import Source
from geo_patrol.messages.words import Words
from geo_patrol.patrols import ShiftKind
from geo_patrol.reports.brief_periods import BriefPeriod
from geo_patrol.reports.brief_sums import CameraSums, HeldSums, HotCell, OperationLine
from geo_patrol.reports.figures import Counts
from geo_patrol.reports.ranking import Part, RankedList
from geo_patrol.reports.ranking_rule import RankingRule
from geo_patrol.zones import ZoneLevel

NO_WINDOWS = Share(0, 0, 0, 0, 0)


class Happened(NamedTuple):
    """An incident: where, what, told from where, when."""

    squad_code: str
    area_code: str | None
    cell_code: str | None
    category: str
    source: Source
    occurred_at: datetime


@dataclass(frozen=True)
class BriefArea:
    """An area that a briefing is of; ``has_grid`` is whether visits to it can be counted."""

    code: str
    squad_code: str
    kind: str
    name: Words
    has_grid: bool
    status: Words
    source: str
    licence: str


@dataclass(frozen=True)
class CellVisits:
    """A cell that was overdue; ``last_seen`` is None of one that nobody was ever seen in."""

    area_code: str
    code: str
    kind: CellKind
    level: ZoneLevel | None
    required_s: float
    windows: int
    met: int
    overdue_s: float
    last_seen: datetime | None


@dataclass(frozen=True)
class AreaVisits:
    """How an area was looked after in a period.

    Attributes
    ----------
    windows, by_shift
        Required windows and what became of them: all, and those that lie in one shift.
    classes
        How many cells stand how at the end.
    never
        Cells that nobody was ever seen in, by kind and zone level.
    untracked
        The patrols without a usable track.
    worst
        The cells with most time overdue of those that were seen before, the worst first.
    never_cells
        Codes of some of those that were never seen, the shortest required interval first.
    """

    area_code: str
    n_cells: int
    windows: Share
    by_shift: Mapping[ShiftKind, Share]
    classes: Mapping[GapClass, int]
    never: Mapping[tuple[CellKind, ZoneLevel | None], int]
    overdue_s: float
    presence_s: float
    way_m: float
    n_visits: int
    untracked: frozenset[UUID]
    worst: tuple[CellVisits, ...] = ()
    never_cells: tuple[CellVisits, ...] = ()

    @property
    def n_never(self) -> int:
        """Cells that something is required of and nobody was ever seen in."""
        return self.classes.get("never", 0)

    @property
    def n_overdue(self) -> int:
        """Cells that are overdue, with a patrol without a track or without."""
        return sum(self.classes.get(one, 0) for one in LATE)


@dataclass(frozen=True)
class Spell:
    """The figures of one period.

    Attributes
    ----------
    counts
        What the records of all that the briefing is of hold together.
    by_area
        The same by squad and area, without fines; None is outside all areas.
    n_patrols
        By squad and area.
    visits
        Of areas that have a grid.
    cases
        Those reported in the period that count.
    firms
        None where no area of the park is meant.
    """

    start: datetime
    end: datetime
    counts: Counts
    by_area: Mapping[tuple[str, str | None], Counts]
    n_patrols: Mapping[tuple[str, str], int]
    visits: tuple[AreaVisits, ...]
    cases: Sequence[CaseStanding]
    cameras: CameraSums
    n_operations: int
    firms: FirmFigures | None

    def windows(self) -> Share:
        """Return the required windows of all areas, and what became of them."""
        return shares_added(one.windows for one in self.visits)

    def untracked(self) -> int:
        """Return how many patrols had no usable track, each once."""
        return len(frozenset[UUID]().union(*(one.untracked for one in self.visits)))


class MonthCounts(NamedTuple):
    """A month of a year: its figures, None of a month that nothing is known of yet or at all."""

    start: datetime
    counts: Counts | None
    n_patrols: int | None
    windows: Part | None


@dataclass(frozen=True)
class Material:
    """All that a briefing is made of.

    Attributes
    ----------
    counted_from
        From when on each squad's visits are counted: the period's beginning, or the day on which
        its records begin. A squad without records has none.
    known
        False where the period ended before anything was recorded: its figures are not known.
    recorded_since
        When records begin; None without any.
    limited
        Whether areas were chosen: whole squads' figures are not told then.
    squads
        Codes and names of those that the areas are of.
    now, before, year_before
        Figures of the period and of those that can be compared; None of what cannot.
    """

    period: BriefPeriod
    as_of: datetime
    counted_from: Mapping[str, datetime]
    known: bool
    recorded_since: datetime | None
    limited: bool
    squads: tuple[tuple[str, Words], ...]
    areas: tuple[BriefArea, ...]
    catalogue: Catalogue
    now: Spell
    before: Spell | None = None
    year_before: Spell | None = None
    happened: Sequence[Happened] = ()
    held: HeldSums = field(default_factory=HeldSums)
    operations: tuple[OperationLine, ...] = ()
    hot: tuple[HotCell, ...] = ()
    ranked: tuple[RankedList, ...] = ()
    rule: RankingRule | None = None
    months: tuple[MonthCounts, ...] = ()
    unannounced: tuple[int, ...] = ()
    demo: bool = False

    @property
    def complete(self) -> bool:
        """Whether the period is over."""
        return self.as_of >= self.period.end

    def area_name(self, code: str | None) -> Words | None:
        """Return an area's name; None of what is none of the briefing's."""
        return next((one.name for one in self.areas if one.code == code), None)

    def squad_names(self) -> tuple[Words, ...]:
        """Return the names of the squads."""
        return tuple(name for _code, name in self.squads)


def shares_added(parts: Iterable[Share]) -> Share:
    """Return windows of several added up; none of none."""
    columns = zip(*(astuple(one) for one in (NO_WINDOWS, *parts)), strict=True)
    return Share(*(sum(one) for one in columns))
