"""The table of who did how much, against the fair share and with what was carried over."""

from dataclasses import dataclass

from geo_patrol.roster.shares import MEASURES, Measure, shares_of, worked
from geo_patrol.roster.sheet import Sheet

_HOUR = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """One officer's standing by one measure.

    Attributes
    ----------
    worked
        In this roster.
    share
        The fair share of what this roster needs.
    carried
        What was worked beyond the share before.
    """

    worked: float
    share: float
    carried: float

    @property
    def balance(self) -> float:
        """What is carried on from here: worked beyond all shares so far."""
        return self.carried + self.worked - self.share


@dataclass(frozen=True, slots=True)
class FairRow:
    """One officer's row: nights, shifts on weekends and on public holidays, hours."""

    officer: str
    squad: str
    nights: Standing
    weekends: Standing
    holidays: Standing
    hours: Standing


def fairness(sheet: Sheet) -> tuple[FairRow, ...]:
    """Return a row for each officer of the problem, in its order."""
    columns = {name: _standings(sheet, name) for name in MEASURES}
    return tuple(
        FairRow(one.id, one.squad, **{name: column[n] for name, column in columns.items()})
        for n, one in enumerate(sheet.frame.problem.officers)
    )


def _standings(sheet: Sheet, measure: Measure) -> list[Standing]:
    shares, have = shares_of(sheet.frame, measure), worked(sheet, measure)
    done = have / _HOUR if measure == "hours" else have
    rows = (done.tolist(), shares.share.tolist(), shares.carried.tolist())
    return [Standing(float(w), s, c) for w, s, c in zip(*rows, strict=True)]
