"""Simulated annealing of a roster: days of two officers change places, or one day changes."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import inner, njit
from geo_patrol.roster.anneal.line_kernel import line_price
from geo_patrol.roster.anneal.tables import Prices, UnitPrices
from geo_patrol.roster.frame import BEFORE, Ints

NOBODY = -1
"""The cell of a day off."""

Random = NDArray[np.uint64]
"""(1,) the state of a random generator."""

_LONGEST = 14
"""Days that two officers exchange, at most."""

_SWAPS = 0.7
"""Of all moves; the others change one day of one officer."""


class Work(NamedTuple):
    """What is counted of a roster while it changes.

    Attributes
    ----------
    state
        (o, BEFORE + d) as in a sheet.
    people, kinds
        (u,) people in each unit; (u, k) of each kind.
    lines
        (o,) what each officer's days cost.
    """

    state: Ints
    people: Ints
    kinds: Ints
    lines: Ints


@inner
def next_random(random: Random) -> float:
    """Return a number from 0 to 1 (xorshift64*)."""
    x = random[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    random[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@inner
def unit_price(u: int, people: Ints, kinds: Ints, units: UnitPrices) -> int:
    """Return what the posts of a unit cost with the people that it has."""
    price = int(units.by_count[u, people[u]])
    for kind in range(units.wanted.shape[1]):
        missing = units.wanted[u, kind] - kinds[u, kind]
        if missing > 0:
            price += missing * units.per[u, kind]
    if people[u] > 0 and kinds[u, 0] == 0:
        price += units.alone[u]
    return price


@inner
def _join(who: int, u: int, by: int, people: Ints, kinds: Ints, units: UnitPrices) -> int:
    """Let somebody into a unit (``by`` 1), or out of it (-1); return what it costs more."""
    price = by * int(units.on[who, u]) - unit_price(u, people, kinds, units)
    people[u] += by
    for kind in range(units.able.shape[1]):
        kinds[u, kind] += by * units.able[who, kind]
    return price + unit_price(u, people, kinds, units)


@inner
def _place(
    who: int, day: int, u: int, cells: Ints, state: Ints, people: Ints, kinds: Ints, prices: Prices
) -> int:
    """Put somebody into a unit for a day, or let them be off; return what that costs more."""
    units, price, old = prices.units, 0, cells[who, day]
    if old >= 0:
        price += _join(who, old, -1, people, kinds, units)
    else:
        price -= units.off[who, day]
    if u >= 0:
        price += _join(who, u, 1, people, kinds, units)
        state[who, BEFORE + day] = units.shift[u]
    else:
        price += units.off[who, day]
        state[who, BEFORE + day] = prices.free[who, BEFORE + day]
    cells[who, day] = u
    return price


@njit
def whole_price(cells: Ints, work: Work, prices: Prices) -> int:
    """Return what a roster costs, ``cells`` (o, d) of units; fill in all that is counted."""
    n_officers, n_days = cells.shape
    state, people, kinds, lines = work.state, work.people, work.kinds, work.lines
    price = 0
    for u in range(len(people)):
        people[u] = 0
        kinds[u, :] = 0
    for who in range(n_officers):
        for day in range(n_days):
            u = cells[who, day]
            if u >= 0:
                people[u] += 1
                for kind in range(kinds.shape[1]):
                    kinds[u, kind] += prices.units.able[who, kind]
                state[who, BEFORE + day] = prices.units.shift[u]
                price += prices.units.on[who, u]
            else:
                state[who, BEFORE + day] = prices.free[who, BEFORE + day]
                price += prices.units.off[who, day]
        lines[who] = line_price(state, who, prices.line, prices.sums)
        price += lines[who]
    for u in range(len(people)):
        price += unit_price(u, people, kinds, prices.units)
    return price


@njit
def anneal(
    cells: Ints,
    best: Ints,
    best_price: int,
    heat: float,
    end_heat: float,
    n_moves: int,
    random: Random,
    work: Work,
    prices: Prices,
) -> int:
    """Change a roster ``n_moves`` times while it cools; return the price of the ``best`` seen."""
    n_officers, n_days = cells.shape
    state, people, kinds, lines = work.state, work.people, work.kinds, work.lines
    now = whole_price(cells, work, prices)
    cooling = (end_heat / heat) ** (1.0 / max(1, n_moves))
    first = prices.units.first
    who = np.zeros(2 * _LONGEST, np.int64)
    at = np.zeros(2 * _LONGEST, np.int64)
    old = np.zeros(2 * _LONGEST, np.int64)
    new = np.zeros(2 * _LONGEST, np.int64)
    touched, had = np.zeros(2, np.int64), np.zeros(2, np.int64)
    for _ in range(n_moves):
        heat *= cooling
        allowed = -heat * np.log(1.0 - next_random(random))
        one, other = int(next_random(random) * n_officers), int(next_random(random) * n_officers)
        day, n, n_touched = int(next_random(random) * n_days), 0, 1
        touched[0], touched[1] = one, other
        if next_random(random) < _SWAPS:
            if other == one:
                continue
            # Short exchanges are tried more often than long ones.
            part = next_random(random)
            n_touched = 2
            for d in range(day, min(n_days, day + 1 + int(part * part * part * _LONGEST))):
                a, b = cells[one, d], cells[other, d]
                if a != b:
                    who[n], at[n], old[n], new[n] = one, d, a, b
                    who[n + 1], at[n + 1], old[n + 1], new[n + 1] = other, d, b, a
                    n += 2
        else:
            u = first[day] + int(next_random(random) * (first[day + 1] - first[day] + 1))
            if u == first[day + 1]:
                u = NOBODY
            if u != cells[one, day]:
                who[0], at[0], old[0], new[0] = one, day, cells[one, day], u
                n = 1
        if n == 0:
            continue
        change = 0
        for i in range(n):
            change += _place(who[i], at[i], new[i], cells, state, people, kinds, prices)
        for i in range(n_touched):
            had[i] = lines[touched[i]]
            change -= had[i]
        for i in range(n_touched):
            # A line costs nothing at best: what is too dear even then is not looked at.
            if change <= allowed:
                lines[touched[i]] = line_price(state, touched[i], prices.line, prices.sums)
                change += lines[touched[i]]
        if change <= allowed:
            now += change
            if now < best_price:
                best_price = now
                best[:] = cells
            continue
        for i in range(n_touched):
            lines[touched[i]] = had[i]
        for i in range(n):
            _place(who[i], at[i], old[i], cells, state, people, kinds, prices)
    return best_price
