"""How far a search for a roster is, told so that it never goes back."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from geo_patrol.jobs import Members
from geo_patrol.roster.solver import Progress, Stop
from geo_patrol.workflows.roster_told import aim_said

_TOLD_EVERY_S = 0.5
_AIMS = ("hard", "first", "soft")


class Watched:
    """Tells how far a search is: never back, and also while nothing is found.

    Parameters
    ----------
    part, parts
        Which of several searches it is, from 0.
    """

    def __init__(
        self,
        tell: Callable[[Members], None],
        stop: Stop,
        seconds: float,
        *,
        part: int = 0,
        parts: int = 1,
    ) -> None:
        self._tell, self._stop, self._limit_s = tell, stop, seconds
        self._part, self._parts = part, parts
        self._best: Progress | None = None
        self._clock: Callable[[], float] | None = None
        self._told_s = 0.0
        self._began_s: float | None = None

    def hear(self, progress: Progress) -> None:
        """Take what a search tells."""
        self._best = further(self._best, progress)
        self._say(progress.seconds)

    def stopped(self) -> bool:
        """Whether it is to stop; asked all the time, so that the time is told, too."""
        if self._began_s is None:
            self._began_s = monotonic()
        seconds = monotonic() - self._began_s
        if seconds - self._told_s >= _TOLD_EVERY_S:
            self._say(seconds)
        return self._stop()

    def _say(self, seconds: float) -> None:
        self._told_s = max(self._told_s, seconds)
        share = min(1.0, self._told_s / self._limit_s)
        told: dict[str, Any] = {
            "share": round((self._part + share) / self._parts, 3),
            "seconds": round(self._told_s, 1),
            "limit_s": self._limit_s,
            "part": self._part + 1,
            "parts": self._parts,
        }
        if (best := self._best) is not None:
            told |= {
                "aim": best.aim,
                **aim_said(best.aim),
                "value": best.value,
                "bound": best.bound,
            }
        self._tell(told)


def further(best: Progress | None, told: Progress) -> Progress:
    """Return the better of two states of a search: a further aim, or a closer gap of the same.

    A search that begins anew, with posts decided one by one, tells of worse ones again.
    """
    if best is None or _AIMS.index(told.aim) > _AIMS.index(best.aim):
        return told
    if told.aim != best.aim:
        return best
    value = min(best.value, told.value)
    return Progress(told.seconds, best.aim, value, min(value, max(best.bound, told.bound)))
