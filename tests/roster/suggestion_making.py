"""Cells and crews for tests of suggestions: a straight shore of squares of 100 m."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np

from geo_patrol.coverage.gaps import NEVER_US
from geo_patrol.grid.records import CellKind
from geo_patrol.roster.ground import CellGround, Floats, Ints, Travel
from geo_patrol.roster.needs import CellNeeds
from geo_patrol.roster.suggestions import PostCrew, ShiftTime

START = datetime(2022, 10, 3, tzinfo=UTC)
EARLY = ShiftTime(START, START + timedelta(hours=8))
BOAT, CAR, FOOT = (
    PostCrew("B", ("lake",), "boat"),
    PostCrew("C", ("lake",), "car"),
    PostCrew("F", ("lake",), "foot"),
)
HOUR_US = 3_600_000_000


def ground(kinds: Sequence[CellKind], *, seen_share: float | None = None) -> CellGround:
    """Return cells from west to east, each 100 m beside the one before."""
    n = len(kinds)
    share = np.nan if seen_share is None else seen_share
    return CellGround(
        x=np.arange(n, dtype=np.float64) * 100.0,
        y=np.zeros(n),
        kinds=np.array(kinds, dtype=np.str_),
        side_m=np.full(n, 100.0),
        seen_share=np.full(n, share),
    )


def hours_ago(*hours: float | None) -> Ints:
    """Return when cells were last seen, before the end of the shift; None is never."""
    end_us = round(EARLY.end.timestamp() * 1e6)
    seen = [NEVER_US if one is None else end_us - round(one * HOUR_US) for one in hours]
    return np.array(seen, np.int64)


def needs(
    cells: CellGround,
    last_leave_us: Ints,
    *,
    required_h: float = 8,
    risk: Floats | None = None,
) -> CellNeeds:
    """Return what speaks for going to cells that are all required alike."""
    n = len(cells)
    return CellNeeds(
        cells, np.full(n, required_h * 3600.0), last_leave_us, np.ones(n) if risk is None else risk
    )


def scattered(n: int, seed: int = 3) -> CellNeeds:
    """Return cells of all kinds over 10 km, some overdue, some never seen, of unlike risk."""
    rng = np.random.default_rng(seed)
    kinds = rng.choice(["shoreline", "access", "open_water", "hinterland"], n)
    cells = CellGround(
        rng.uniform(0, 10_000, n),
        rng.uniform(0, 10_000, n),
        kinds.astype(np.str_),
        np.full(n, 100.0),
        np.where(rng.random(n) < 0.2, 0.6, np.nan),
    )
    ages = rng.choice(np.array([1.0, 9.0, 30.0, 200.0]), n)
    last = hours_ago(*ages.tolist())
    last[rng.random(n) < 0.2] = NEVER_US
    return needs(cells, last, risk=rng.gamma(2.0, 0.5, n))


def seconds_of(cells: CellGround, travel: Travel, way: tuple[int, ...]) -> float:
    """Return how long a way takes, step by step."""
    some = np.array(way)
    steps = [float(travel.between_s(cells, some[k : k + 2])[0, 1]) for k in range(len(way) - 1)]
    return sum(steps) + float(travel.within_s(cells)[some].sum())
