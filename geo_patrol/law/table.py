"""The law table as a whole: what is in force, and what was taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo_patrol.errors import InvalidInput
from geo_patrol.law.records import Act, Duty, Period, PeriodKind, Rule, Topic


@dataclass(frozen=True)
class LawTable:
    """Acts, rules, duties and periods.

    Several rules may bear one id: a correction counts from its day on, and what it corrects stays
    for the time before. ``superseded`` are rules, duties and periods that a correction covers
    wholly: they decide nothing, and are kept to be seen.
    """

    acts: Mapping[str, Act]
    rules: tuple[Rule, ...]
    duties: tuple[Duty, ...]
    periods: tuple[Period, ...]
    superseded: tuple[Rule | Duty | Period, ...] = ()

    def acts_of(self, category: str) -> tuple[Act, ...]:
        """Return the acts that an incident of a category may be: a person says which it was.

        Raises
        ------
        InvalidInput
            When no act belongs to the category.
        """
        found = tuple(act for act in self.acts.values() if category in act.categories)
        if not found:
            raise InvalidInput("law.category_unknown", category=category)
        return found

    def duty(self, topic: Topic, day: date) -> Duty | None:
        """Return the duty in force on a local day."""
        return next((one for one in self.duties if one.topic == topic and one.in_force(day)), None)

    def period(self, kind: PeriodKind, day: date) -> Period:
        """Return the period in force on a local day.

        Raises
        ------
        InvalidInput
            When the table has none for that day.
        """
        for one in self.periods:
            if one.period == kind and one.in_force(day):
                return one
        raise InvalidInput("law.period_missing", period=kind, day=day.isoformat())


def duties_on(duties: Sequence[Duty], day: date) -> tuple[Duty, ...]:
    """Return the duties in force on a local day, in the table's order."""
    return tuple(one for one in duties if one.in_force(day))
