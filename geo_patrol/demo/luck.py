"""Drawing a season's incidents from its chances, again until the published totals are met."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo_patrol.demo.chances import Chances
from geo_patrol.demo.ids import Purpose, stream
from geo_patrol.demo.wrongs import Wrong

MAX_DRAWS = 3000


@dataclass(frozen=True)
class Totals:
    """What the county's report counts of the reservoir squad's season."""

    incidents: int
    people: int
    gear: int

    def agree(self) -> bool:
        """Return whether all three lie where the report puts them: 390+, 500+ and 320+."""
        return (
            390 <= self.incidents <= 399 and 500 <= self.people <= 519 and 320 <= self.gear <= 329
        )


@dataclass(frozen=True, eq=False)
class Draw:
    """Incidents as drawn, one a row: which chance, which category, and what the totals count.

    Attributes
    ----------
    moment, category
        ``(n,)`` indices into the chances' moments and the table of wrongs.
    fled
        ``(n,)`` bool.
    people
        ``(n,)`` people persuaded to leave.
    gear
        ``(n,)`` sets of gear held.
    """

    moment: NDArray[np.int64]
    category: NDArray[np.int64]
    fled: NDArray[np.bool_]
    people: NDArray[np.int64]
    gear: NDArray[np.int64]

    def totals(self) -> Totals:
        """Return the sums."""
        return Totals(len(self.moment), int(self.people.sum()), int(self.gear.sum()))


def draw(rng: np.random.Generator, chances: Chances, wrongs: Sequence[Wrong]) -> Draw:
    """Draw once: a Poisson number of incidents, each by its chance, each with its outcome."""
    n = int(rng.poisson(chances.expected))
    at = np.searchsorted(chances.cumulative, rng.random(n) * chances.expected, side="right")
    # Rounding can push the last one past the end.
    moment, category = np.divmod(np.minimum(at, len(chances.cumulative) - 1), len(wrongs))
    after = [wrong.outcomes for wrong in wrongs]

    def of(name: str) -> NDArray[np.float64]:
        return np.array([getattr(item, name) for item in after], dtype=np.float64)[category]

    fled = rng.random(n) < of("fled")
    persuaded = ~fled & (rng.random(n) < of("persuaded"))
    people = np.where(persuaded, 1 + rng.poisson(of("more_people")), 0)
    held = rng.random(n) < np.where(fled, of("held_fled"), of("held"))
    gear = np.where(held, 1 + rng.poisson(of("more_gear")), 0)
    return Draw(moment, category, fled, people, gear)


def draw_until(
    seed: int, chances: Chances, wrongs: Sequence[Wrong]
) -> tuple[Draw, np.random.Generator, int]:
    """Draw from one child seed after the other until the totals agree with the report.

    The expected totals lie in the bands, so one draw in about eighty is accepted; no figure is
    forced. Returns the draw, its generator (to go on from) and the number of draws thrown away.

    Raises
    ------
    RuntimeError
        When ``MAX_DRAWS`` draws were in vain: the tables or the chances are out of tune.
    """
    for attempt in range(MAX_DRAWS):
        rng = stream(seed, Purpose.RESERVOIR_LUCK, attempt)
        drawn = draw(rng, chances, wrongs)
        if drawn.totals().agree():
            return drawn, rng, attempt
    raise RuntimeError(f"no draw of {MAX_DRAWS} met the published totals")
