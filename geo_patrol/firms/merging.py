"""综合查一次: the planned checks of one firm in as few visits as there can be.

A visit that begins at a moment does for every check that can begin then: all matters are looked at
at once. So the fewest visits are the fewest moments of which each check has one. Where each check
can begin in one stretch only, taking the end of whichever closes first is best (interval
stabbing); quiet windows and nights cut stretches in pieces, and then all choices that matter are
tried.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from geo_patrol.firms.opening import Opening

MOST_TRIED = 20_000
"""Choices; more are not tried, and the answer says that fewer visits may do."""


@dataclass(frozen=True)
class Merged:
    """Checks by the visit that does for them, each in one; ``fewest`` when no fewer can do."""

    groups: tuple[tuple[Opening, ...], ...]
    fewest: bool


def merge(openings: Sequence[Opening]) -> Merged:
    """Put the checks of one firm together; those that never can begin are left out.

    Unannounced ones go with each other, never with one that the firm is told of. Without checks
    there are no groups.
    """
    groups: list[tuple[Opening, ...]] = []
    fewest = True
    for unannounced in (False, True):
        some = [one for one in openings if one.check.unannounced is unannounced and one.starts]
        chosen, proven = _moments(some)
        fewest = fewest and proven
        groups += _grouped(some, chosen)
    return Merged(tuple(groups), fewest)


def _grouped(some: Sequence[Opening], moments: Sequence[datetime]) -> Iterator[tuple[Opening, ...]]:
    left = list(some)
    for moment in sorted(moments):
        group = [one for one in left if _can_begin(one, moment)]
        left = [one for one in left if one not in group]
        if group:
            yield tuple(group)


def _can_begin(one: Opening, moment: datetime) -> bool:
    return any(start <= moment <= end for start, end in one.starts)


def _moments(some: Sequence[Opening]) -> tuple[list[datetime], bool]:
    """Return the fewest moments of which each check has one, and whether no fewer do."""
    if not some:
        return [], True
    # Any moment can be put off until some stretch ends, and does for no fewer checks then.
    ends = sorted({end for one in some for _, end in one.starts})
    does = [sum(_can_begin(one, end) << at for at, one in enumerate(some)) for end in ends]
    chosen, apart = _greedy(does, len(some))
    if len(chosen) > apart:
        better, proven = _Search(does, chosen).run((1 << len(some)) - 1)
        return [ends[one] for one in better], proven
    return [ends[one] for one in chosen], True


def _greedy(does: Sequence[int], n: int) -> tuple[list[int], int]:
    """Return moments, latest of whichever check closes first, and how many checks need their own.

    That many were chosen of which no two have a moment in common: fewer moments cannot do.
    """
    last = [max(at for at, mask in enumerate(does) if mask >> one & 1) for one in range(n)]
    left, chosen, used, apart = (1 << n) - 1, [], 0, 0
    for one in sorted(range(n), key=last.__getitem__):
        reach = [mask for mask in does if mask >> one & 1]
        if not used >> one & 1:
            apart += 1
            for mask in reach:
                used |= mask
        if left >> one & 1:
            chosen.append(last[one])
            left &= ~does[last[one]]
    return chosen, apart


class _Search:
    """All choices of moments that could be fewer than some that are known."""

    def __init__(self, does: Sequence[int], known: list[int]) -> None:
        self._does = does
        # What another moment does for as well needs not be tried.
        self._worth = [
            at
            for at, mask in enumerate(does)
            if not any(
                mask | other == other and (mask != other or at < beside)
                for beside, other in enumerate(does)
                if beside != at
            )
        ]
        self._best = known
        self._tried = 0

    def run(self, left: int) -> tuple[list[int], bool]:
        """Return the fewest moments that do for all checks of a mask, and whether that is proven.

        Unless it took too long to tell.
        """
        self._try(left, [])
        return self._best, self._tried <= MOST_TRIED

    def _try(self, left: int, chosen: list[int]) -> None:
        if not left:
            self._best = list(chosen)
            return
        self._tried += 1
        if self._tried > MOST_TRIED:
            return
        most = max((self._does[at] & left).bit_count() for at in self._worth)
        if len(chosen) + -(-left.bit_count() // most) >= len(self._best):
            return
        for at in self._ways(left):
            self._try(left & ~self._does[at], [*chosen, at])

    def _ways(self, left: int) -> list[int]:
        """Return the moments of the check that has the fewest."""
        checks = (1 << one for one in range(left.bit_length()) if left >> one & 1)
        ways = ([at for at in self._worth if self._does[at] & one] for one in checks)
        fewest = min(ways, key=len)
        return sorted(fewest, key=lambda at: -(self._does[at] & left).bit_count())
