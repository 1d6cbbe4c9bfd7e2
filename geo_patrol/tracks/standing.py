"""Which tracks of a patrol count: a better one stands for others, a wrong one is withdrawn.

What comes out depends on the tracks and on what was said of them, never on the order in which any
of it came.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

Standing = Literal["counts", "withdrawn", "superseded"]

Edge = tuple[UUID, UUID]
"""A track, and one that it supersedes."""

_Graph = Mapping[UUID, list[UUID]]


@dataclass(frozen=True)
class TrackWithdrawal:
    """What somebody says of a track: that it is withdrawn, or that it is not any more, and why."""

    id: UUID
    track_id: UUID
    patrol_id: UUID
    withdrawn: bool
    reason: str


def standings(
    tracks: Iterable[UUID], supersedes: Iterable[Edge], withdrawn: Iterable[UUID]
) -> dict[UUID, Standing]:
    """Return how each track of a patrol stands.

    A track counts unless it is withdrawn or one that is not withdrawn supersedes it. Of tracks
    that supersede each other in a circle, the one with the smallest id counts, unless a track
    outside of the circle supersedes any of them. So one counts as long as not all are withdrawn.

    Parameters
    ----------
    tracks
        All tracks of one patrol; none give an empty answer.
    supersedes
        What they say of each other. Ids that are none of ``tracks`` are passed over.
    withdrawn
        Tracks that are withdrawn: what they say of others does not hold.
    """
    every = set(tracks)
    gone = every & set(withdrawn)
    held = every - gone
    counting = _counting(held, [one for one in supersedes if held.issuperset(one)])
    found: dict[UUID, Standing] = dict.fromkeys(gone, "withdrawn")
    found |= {one: "counts" if one in counting else "superseded" for one in held}
    return found


def _counting(tracks: set[UUID], supersedes: Iterable[Edge]) -> set[UUID]:
    """Return the smallest id of each circle that nothing outside supersedes; most are of one."""
    below: dict[UUID, list[UUID]] = defaultdict(list)
    above: dict[UUID, list[UUID]] = defaultdict(list)
    for newer, older in supersedes:
        below[newer].append(older)
        above[older].append(newer)
    # Whatever no start before it leads to is a start. Taken backwards, only those are left that
    # no other one leads to: one in each circle at the top.
    tops = _starts(reversed(_starts(sorted(tracks), below)), below)
    return {min(_reached(top, above, set())) for top in tops}


def _starts(tracks: Iterable[UUID], following: _Graph) -> list[UUID]:
    seen: set[UUID] = set()
    starts = []
    for one in tracks:
        if one not in seen:
            starts.append(one)
            seen |= _reached(one, following, seen)
    return starts


def _reached(start: UUID, following: _Graph, seen: set[UUID]) -> set[UUID]:
    """Return all that a track leads to, itself included, but for what was seen."""
    reached = {start}
    waiting = [start]
    while waiting:
        for one in following.get(waiting.pop(), ()):
            if one not in reached and one not in seen:
                reached.add(one)
                waiting.append(one)
    return reached
