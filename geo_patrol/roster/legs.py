"""A stretch of way that takes in as much as it can in a given time: an orienteering problem.

Solved greedily, by the insertion that gives most for the time it takes, and the way then made
shorter by turning parts of it around (Golden, Levy & Vohra, The Orienteering Problem, 1987; Croes,
A Method for Solving Traveling-Salesman Problems, 1958). Cells of a shore lie beside each other, so
that what it finds goes along the shore.
"""

from dataclasses import dataclass

import numpy as np

from geo_patrol.roster.ground import CellGround, Floats, Ints, Travel

NEAREST = 500
"""Cells around the best place that a leg is made of: more are not reached in its time."""

BLOCK_M = 500.0
LEAST_S = 1.0
"""Whatever a cell takes besides: none is for nothing."""

MOST_TURNS = 40


@dataclass(frozen=True)
class Way:
    """Cells in order of going, with the time it takes, and what is gained."""

    cells: tuple[int, ...]
    seconds: float
    gain: float


def best_way(ground: CellGround, gain: Floats, travel: Travel, seconds: float) -> Way | None:
    """Return a way through cells worth going to; None where there is none.

    Parameters
    ----------
    gain
        ``(n,)`` what each cell is worth; 0 for cells that are left out.
    seconds
        The time there is. A single cell is a way whatever it takes to look at.
    """
    some = np.flatnonzero(gain > 0)
    if not len(some):
        return None
    seed = _seed(ground, gain, some)
    apart_m = np.hypot(ground.x[some] - ground.x[seed], ground.y[some] - ground.y[seed])
    some = some[apart_m <= travel.fastest_m_s * seconds]
    if len(some) > NEAREST:
        apart_m = np.hypot(ground.x[some] - ground.x[seed], ground.y[some] - ground.y[seed])
        some = some[np.argpartition(apart_m, NEAREST)[:NEAREST]]
    near = _Near(
        np.pad(travel.between_s(ground, some), (0, 1)), travel.within_s(ground)[some], gain[some]
    )
    path = near.grown([int(np.flatnonzero(some == seed)[0])], seconds)
    # What a shorter way saves is room for more.
    path = near.straightened(near.grown(near.straightened(path), seconds))
    return Way(tuple(some[path].tolist()), near.seconds(path), float(near.gain[path].sum()))


def _seed(ground: CellGround, gain: Floats, some: Ints) -> int:
    """Return the cell worth most in the block that, with those around it, is worth most."""
    col = np.floor((ground.x[some] - ground.x[some].min()) / BLOCK_M).astype(np.int64) + 1
    row = np.floor((ground.y[some] - ground.y[some].min()) / BLOCK_M).astype(np.int64) + 1
    width = int(col.max()) + 2
    blocks, block_of = np.unique(row * width + col, return_inverse=True)
    sums = np.bincount(block_of, gain[some])
    around = np.zeros(len(blocks))
    for step in (down * width + right for down in (-1, 0, 1) for right in (-1, 0, 1)):
        at = np.minimum(np.searchsorted(blocks, blocks + step), len(blocks) - 1)
        around += np.where(blocks[at] == blocks + step, sums[at], 0.0)
    best = some[block_of == int(around.argmax())]
    return int(best[gain[best].argmax()])


@dataclass(frozen=True, eq=False)
class _Near:
    """Cells near each other: times between them and in them, and what each is worth.

    The last row and column of the times are those of nowhere, -1, which is before and behind all
    ways: it takes no time to come from there.
    """

    between_s: Floats
    within_s: Floats
    gain: Floats

    def seconds(self, path: list[int]) -> float:
        """Return the time that a way takes."""
        steps = self.between_s[path[:-1], path[1:]]
        return float(steps.sum() + self.within_s[path].sum())

    def grown(self, path: list[int], seconds: float) -> list[int]:
        """Return a way with cells put in while there is time, the most for the time first."""
        n = len(self.gain)
        after = dict(zip([-1, *path], [*path, -1], strict=True))
        free = np.ones(n, np.bool_)
        free[path] = False
        left = seconds - self.seconds(path)
        cost, place = np.full(n, np.inf), np.full(n, -2)
        fresh = list(after.items())
        while free.any():
            for before, behind in fresh:
                added = self._added(before, behind)
                better = added < cost
                cost[better], place[better] = added[better], before
            takes = np.maximum(cost + self.within_s, LEAST_S)
            worth = np.where(free & (cost + self.within_s <= left), self.gain / takes, 0.0)
            chosen = int(worth.argmax())
            if worth[chosen] <= 0:
                break
            before = int(place[chosen])
            behind = after[before]
            left -= float(cost[chosen] + self.within_s[chosen])
            after[before], after[chosen] = chosen, behind
            free[chosen] = False
            fresh = [(before, chosen), (chosen, behind)]
            lost = np.flatnonzero(free & (place == before))
            cost[lost], place[lost] = self._best_places(lost, after)
        found, at = [], after[-1]
        while at != -1:
            found.append(at)
            at = after[at]
        return found

    def _added(self, before: int, behind: int) -> Floats:
        """Return what it takes to put each cell in between two."""
        from_it, to_it = self.between_s[before, :-1], self.between_s[behind, :-1]
        added: Floats = from_it + to_it - float(self.between_s[before, behind])
        return added

    def _best_places(self, some: Ints, after: dict[int, int]) -> tuple[Floats, Ints]:
        """Return what it takes to put some cells in at their best place, and after which cell."""
        before, behind = np.array(list(after)), np.array(list(after.values()))
        spared = self.between_s[before, behind]
        from_it, to_it = self.between_s[np.ix_(before, some)], self.between_s[np.ix_(behind, some)]
        added = from_it + to_it - spared[:, None]
        best = added.argmin(axis=0)
        return added[best, np.arange(len(some))], before[best]

    def straightened(self, path: list[int]) -> list[int]:
        """Return a way with parts of it turned around for as long as that makes it shorter."""
        way = np.array(path)
        for _ in range(MOST_TURNS):
            if len(way) < 3:
                break
            # Turning way[i..j] around changes the steps into it and out of it; at an end there
            # is only one of them.
            into = np.concatenate(([0.0], self.between_s[way[:-1], way[1:]]))
            out = np.concatenate((self.between_s[way[:-1], way[1:]], [0.0]))
            new_into = np.vstack((np.zeros(len(way)), self.between_s[np.ix_(way[:-1], way)]))
            new_out = np.hstack((self.between_s[np.ix_(way, way[1:])], np.zeros((len(way), 1))))
            saved = into[:, None] + out[None, :] - new_into - new_out
            saved[np.tril_indices(len(way))] = 0.0
            first, last = np.unravel_index(int(saved.argmax()), saved.shape)
            if saved[first, last] <= 1e-6:
                break
            way = np.concatenate((way[:first], way[first : last + 1][::-1], way[last + 1 :]))
        return [int(one) for one in way]
