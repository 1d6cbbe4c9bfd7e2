"""A roster by simulated annealing: several at once from an empty one, of which the best is taken.

It proves nothing, and what it makes is judged by others: a search that can prove begins with it.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from math import inf
from time import monotonic

import numpy as np

from geo_patrol.roster.anneal.kernel import NOBODY, Work, anneal, whole_price
from geo_patrol.roster.anneal.prices import prices_of
from geo_patrol.roster.anneal.tables import Prices
from geo_patrol.roster.cpsat.units import Unit
from geo_patrol.roster.frame import Frame, Ints
from geo_patrol.roster.settings import RuleSettings

_MOVES = 10_000
"""For each officer and day, when there is time."""
_CHUNK = 20_000
"""Moves between two looks at the clock."""

_COOL = (10.0, 0.3)
"""First and last heat: wishes give way for a while, posts stay manned."""
_HOT = (100.0, 1.5)
"""Where a missing person has a price as wishes have, posts stay empty for a while."""

Stopped = Callable[[], bool]


def annealed(
    frame: Frame,
    settings: RuleSettings,
    units: Sequence[Unit],
    *,
    seed: int,
    most_moves: int,
    until: float,
    stopped: Stopped,
) -> Ints:
    """Return (o, d) the unit of each officer and day, `NOBODY` for a day off.

    Parameters
    ----------
    most_moves
        Of each of those made at once. What they come to depends on nothing else, unless time is up.
    until
        The monotonic time at which it ends; it cools so much faster if there is little of it.
    """
    prices = prices_of(frame, settings, units)
    heats = (_COOL, _HOT if settings["cover"].kind == "soft" else _COOL)
    one = partial(
        _cycle, frame, prices, len(units), most_moves=most_moves, until=until, stopped=stopped
    )
    with ThreadPoolExecutor(len(heats)) as pool:
        found = list(pool.map(one, range(seed * len(heats), (seed + 1) * len(heats)), heats))
    return min(found, key=lambda each: each[0])[1]


def _cycle(
    frame: Frame,
    prices: Prices,
    n_units: int,
    seed: int,
    heats: tuple[float, float],
    *,
    most_moves: int,
    until: float,
    stopped: Stopped,
) -> tuple[int, Ints]:
    """Return a roster that was cooled once, and its price."""
    cells = np.full(frame.employed.shape, NOBODY, np.int64)
    n_kinds = prices.units.able.shape[1]
    work = Work(
        prices.free.copy(),
        np.zeros(n_units, np.int64),
        np.zeros((n_units, n_kinds), np.int64),
        np.zeros(len(cells), np.int64),
    )
    best, random = cells.copy(), np.random.default_rng(seed).integers(1, 2**63, 1, np.uint64)
    price = whole_price(cells, work, prices)
    (first, last), moves, done = heats, min(most_moves, _MOVES * cells.size), 0
    heat, began = first, monotonic()
    while done < moves and not stopped() and price:
        n_moves = min(_CHUNK, moves - done)
        next_heat = heat * (last / heat) ** (n_moves / (moves - done))
        price = anneal(cells, best, price, heat, next_heat, n_moves, random, work, prices)
        heat, done = next_heat, done + n_moves
        now = monotonic()
        if until < inf:
            moves = min(moves, done + int(max(0, until - now) * done / max(1e-6, now - began)))
    return price, best
