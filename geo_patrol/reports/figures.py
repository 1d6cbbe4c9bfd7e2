"""The figures that the squads report, each defined once.

They are of squads, never of persons. Article 74 of the Administrative Penalty Law (行政处罚法)
forbids to assess officers by the fines they impose: nothing here, nor any query below it, knows
who wrote a record, so that no list by officer can be made, and squads stand in the order of their
codes, not of their values.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from geo_patrol.incidents.catalogue import CATCH
from geo_patrol.messages import Language, text

FigureCode = Literal[
    "violations",
    "persuaded",
    "gear_seized",
    "found_by_camera",
    "found_in_campaigns",
    "found_jointly",
    "cases_simple",
    "fines_simple",
    "cases_ordinary",
    "fines_ordinary",
    "problems_assigned",
    "supervision_sheets",
    "combined_inspections",
]

Unit = Literal["incidents", "people", "sets", "cases", "yuan", "problems", "sheets", "inspections"]

NO_GEAR = frozenset({"boat", "raft", CATCH})
"""Kinds of the catalogue that are held, too, and are no fishing gear."""

MEASURES = frozenset("m cm km kg g t 米 厘米 公里 千克 公斤 克 斤 吨 平方米 ㎡".split())
"""Units that do not count pieces: a line that is measured by one is one set."""


@dataclass(frozen=True)
class Counts:
    """What a squad's records of a period hold, voided ones left out.

    Attributes
    ----------
    by_source
        Incidents by where they were told from.
    outcomes, people
        Outcomes by kind: how many, and how many people they concern.
    fined
        Outcomes by kind: how many have an amount, and the sum of them, yuan.
    held
        Items by kind and unit: how many lines, and the sum of their quantities.
    """

    by_source: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    fined: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    held: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Records:
    """Which list has the records behind a figure: its address below the API, and its filters."""

    path: str
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FigureValue:
    """A figure of one squad.

    ``value`` is None where it is not counted here; ``unknown`` tells how many records do not say
    what is summed.
    """

    value: int | None
    unknown: int = 0


@dataclass(frozen=True)
class Figure:
    """A figure's one definition; ``count`` gives its value."""

    code: FigureCode
    unit: Unit
    count: Callable[[Counts], FigureValue]
    records: Sequence[Records] = ()

    def name(self, language: Language) -> str:
        """Return what it is called."""
        return text(f"figures.name.{self.code}", language)

    def unit_name(self, language: Language) -> str:
        """Return what it is counted in."""
        return text(f"figures.unit.{self.unit}", language)

    def means(self, language: Language) -> str:
        """Return what it says."""
        return text(f"figures.means.{self.code}", language)

    def counted(self, language: Language) -> str:
        """Return how it is counted."""
        return text(f"figures.counted.{self.code}", language)


def _found(*sources: str) -> Callable[[Counts], FigureValue]:
    def count(counts: Counts) -> FigureValue:
        return FigureValue(sum(counts.by_source.get(one, 0) for one in sources))

    return count


def _violations(counts: Counts) -> FigureValue:
    return FigureValue(sum(counts.by_source.values()))


def _persuaded(counts: Counts) -> FigureValue:
    return FigureValue(counts.people.get("persuaded", 0))


def _gear(counts: Counts) -> FigureValue:
    return FigureValue(
        sum(
            n_lines if unit.strip().lower() in MEASURES else quantity
            for (kind, unit), (n_lines, quantity) in counts.held.items()
            if kind not in NO_GEAR
        )
    )


def _cases(kind: str) -> Callable[[Counts], FigureValue]:
    return lambda counts: FigureValue(counts.outcomes.get(kind, 0))


def _fines(kind: str) -> Callable[[Counts], FigureValue]:
    def count(counts: Counts) -> FigureValue:
        n_cases = counts.outcomes.get(kind, 0)
        n_told, yuan = counts.fined.get(kind, (0, 0))
        # Where no case tells its fine the sum is not nothing, but not known.
        return FigureValue(yuan if n_told or not n_cases else None, n_cases - n_told)

    return count


def _elsewhere(_counts: Counts) -> FigureValue:
    return FigureValue(None)


_INCIDENTS, _SEIZURES = "/api/v1/incidents", "/api/v1/seizures"

FIGURES: tuple[Figure, ...] = (
    Figure("violations", "incidents", _violations, (Records(_INCIDENTS),)),
    Figure("persuaded", "people", _persuaded, (Records(_INCIDENTS, {"outcome": "persuaded"}),)),
    Figure(
        "gear_seized",
        "sets",
        _gear,
        (Records(_SEIZURES), Records(_INCIDENTS, {"outcome": "seized"})),
    ),
    Figure(
        "found_by_camera",
        "incidents",
        _found("camera"),
        (Records(_INCIDENTS, {"source": "camera"}),),
    ),
    Figure(
        "found_in_campaigns",
        "incidents",
        _found("campaign"),
        (Records(_INCIDENTS, {"source": "campaign"}),),
    ),
    Figure(
        "found_jointly", "incidents", _found("joint"), (Records(_INCIDENTS, {"source": "joint"}),)
    ),
    Figure(
        "cases_simple",
        "cases",
        _cases("filed_simple"),
        (Records(_INCIDENTS, {"outcome": "filed_simple"}),),
    ),
    Figure(
        "fines_simple",
        "yuan",
        _fines("filed_simple"),
        (Records(_INCIDENTS, {"outcome": "filed_simple"}),),
    ),
    Figure(
        "cases_ordinary",
        "cases",
        _cases("filed_ordinary"),
        (Records(_INCIDENTS, {"outcome": "filed_ordinary"}),),
    ),
    Figure(
        "fines_ordinary",
        "yuan",
        _fines("filed_ordinary"),
        (Records(_INCIDENTS, {"outcome": "filed_ordinary"}),),
    ),
    Figure("problems_assigned", "problems", _elsewhere),
    Figure("supervision_sheets", "sheets", _elsewhere),
    Figure("combined_inspections", "inspections", _elsewhere),
)


def figures_of(counts: Counts) -> tuple[FigureValue, ...]:
    """Return a squad's figures, in the order of `FIGURES`."""
    return tuple(one.count(counts) for one in FIGURES)
