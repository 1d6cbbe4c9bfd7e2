"""What a search begins with: a roster by annealing, and a bound by totals."""

from math import inf
from threading import Thread
from time import monotonic

from geo_patrol.roster.cpsat.draft import Draft, Place
from geo_patrol.roster.cpsat.search import Search
from geo_patrol.roster.cpsat.totals import least_soft_cost
from geo_patrol.roster.frame import Ints

_GUESS_PART, _LEAST_PART = 0.4, 0.05
"""Of the time that is left, at most."""
_LATE_PART = 0.2
"""Of its own time a guess may come so much too late."""
_MOST_MOVES = 10**9
_MOVES_PER_SECOND = 250_000
"""Of a guess, where the clock must not count."""


class Beginning:
    """The beginnings of one search, in its time."""

    def __init__(self, search: Search) -> None:
        self._search = search

    def guess(self, draft: Draft) -> tuple[Place, ...]:
        """Return a roster by annealing: good soon, but without a bound; an empty one if late."""
        # Not imported before: its kernels take a second to load, and posts are manned sooner.
        from geo_patrol.roster.anneal.annealing import annealed

        search, by_clock = self._search, not self._search.effort.deterministic
        seconds = self._grant(_GUESS_PART)
        until = monotonic() + seconds if by_clock else inf
        found: list[Ints] = []

        def make() -> None:
            cells = annealed(
                draft.frame,
                draft.settings,
                draft.units,
                seed=search.effort.seed,
                most_moves=_MOST_MOVES if by_clock else int(seconds * _MOVES_PER_SECOND),
                until=until,
                stopped=lambda: search.stopped,
            )
            found.append(cells)

        # The first time on a machine kernels are compiled, and nobody waits longer for that.
        maker = Thread(target=make, daemon=True)
        maker.start()
        maker.join(seconds * (1 + _LATE_PART) if by_clock else None)
        if not found:
            return ()
        at = found[0].tolist()
        return tuple(one for one in draft.places if one.unit == at[one.officer][one.day])

    def least(self, draft: Draft) -> int:
        """Return what the soft rules cost at least, by totals, where no hard rule is broken."""
        return least_soft_cost(
            draft.frame,
            draft.settings,
            draft.units,
            seed=self._search.effort.seed,
            seconds=self._grant(_LEAST_PART),
            by_clock=not self._search.effort.deterministic,
        )

    def _grant(self, part: float) -> float:
        seconds = part * max(0.0, self._search.left())
        if self._search.effort.deterministic:
            self._search.spent += seconds
        return seconds
