"""Counts of places added up: the figures of a squad are those of its areas together."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from geo_patrol.reports.figures import Counts

Key = TypeVar("Key", bound=Hashable)


def added(parts: Iterable[Counts]) -> Counts:
    """Return what several records of counts hold together; nothing of none."""
    several = list(parts)
    return Counts(
        _sums(one.by_source for one in several),
        _sums(one.outcomes for one in several),
        _sums(one.people for one in several),
        _pairs(one.fined for one in several),
        _pairs(one.held for one in several),
    )


def _sums(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in parts:
        total.update(one)
    return dict(total)


def _pairs(parts: Iterable[Mapping[Key, tuple[int, int]]]) -> dict[Key, tuple[int, int]]:
    total: dict[Key, tuple[int, int]] = {}
    for part in parts:
        for key, (n, amount) in part.items():
            n_before, before = total.get(key, (0, 0))
            total[key] = n_before + n, before + amount
    return total
