"""How often a camera's alerts are true, and how sure that is.

A share of few alerts says little, so each comes with its interval (Wilson 1927, score interval).
Duplicates, repeats and what nobody looked at say nothing of a camera's eye and are counted apart.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from geo_patrol.field.records import AlertResult

Z_95 = 1.959964
"""Two-sided 95 % of the normal distribution."""


@dataclass(frozen=True)
class JudgedAlert:
    """An alert with what it turned out to be.

    Attributes
    ----------
    results
        What each answer says; none when nobody has looked.
    answered_s
        From when it was told to the first answer; None without an answer.
    repeat
        It came while an earlier one of its camera was open: who answers that answers it, too.
    categories
        Those of the incidents that came of it.
    """

    results: tuple[AlertResult, ...] = ()
    answered_s: float | None = None
    repeat: bool = False
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Precision:
    """Figures of alerts.

    Attributes
    ----------
    n_open, n_repeats
        Alerts that nobody answered: those of their own, and those that repeat another one.
    n_disputed
        Of the true ones, those that somebody else called false.
    share, low, high
        True ones among the true and the false, and its 95 % interval; None without any.
    median_answer_s
        From alert to first answer; None without any answer.
    categories
        How many of the true ones led to an incident of a category, the most first.
    """

    n_true: int
    n_false: int
    n_duplicate: int
    n_open: int
    n_repeats: int
    n_disputed: int
    share: float | None
    low: float | None
    high: float | None
    median_answer_s: float | None
    categories: tuple[tuple[str, int], ...] = ()

    @property
    def n(self) -> int:
        """How many alerts."""
        return self.n_judged + self.n_duplicate + self.n_open + self.n_repeats

    @property
    def n_judged(self) -> int:
        """Those that turned out to be true or false."""
        return self.n_true + self.n_false


def verdict(results: Collection[AlertResult]) -> AlertResult | None:
    """Return what an alert turned out to be, whatever the order of the answers; None without any.

    One crew that met somebody counts more than another that came too late; a look that found
    nothing counts more than the word that it was known already.
    """
    order: tuple[AlertResult, ...] = ("true", "false", "duplicate")
    return next((one for one in order if one in results), None)


def precision(alerts: Iterable[JudgedAlert]) -> Precision:
    """Return the figures of alerts; of none, zeros without shares."""
    found = list(alerts)
    verdicts = [verdict(one.results) for one in found]
    counted = Counter(verdicts)
    silent = [one for one, what in zip(found, verdicts, strict=True) if what is None]
    n_repeats = sum(one.repeat for one in silent)
    n_true, n_judged = counted["true"], counted["true"] + counted["false"]
    low, high = wilson(n_true, n_judged) or (None, None)
    waits = [one.answered_s for one in found if one.answered_s is not None]
    return Precision(
        n_true=n_true,
        n_false=counted["false"],
        n_duplicate=counted["duplicate"],
        n_open=len(silent) - n_repeats,
        n_repeats=n_repeats,
        n_disputed=sum({"true", "false"} <= set(one.results) for one in found),
        share=n_true / n_judged if n_judged else None,
        low=low,
        high=high,
        median_answer_s=median(waits) if waits else None,
        categories=_categories(found, verdicts),
    )


def _categories(
    found: Sequence[JudgedAlert], verdicts: Sequence[AlertResult | None]
) -> tuple[tuple[str, int], ...]:
    counted = Counter(
        category
        for one, what in zip(found, verdicts, strict=True)
        if what == "true"
        for category in set(one.categories)
    )
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def wilson(n_true: int, n: int, z: float = Z_95) -> tuple[float, float] | None:
    """Return the score interval of a share of ``n``; None of nothing.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    JASA 22 (1927).

    >>> [round(end, 3) for end in wilson(8, 10)]
    [0.49, 0.943]
    """
    if n == 0:
        return None
    share = n_true / n
    middle = share + z * z / (2 * n)
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    # At the ends rounding would step over.
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
