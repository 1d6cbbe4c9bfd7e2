"""How well forecasts foretold what came after them, as lines to print."""

import time
from collections.abc import Iterator, Sequence

from benchmarks.incident_points import HORIZON_US, Place
from geo_patrol.hotspots import forecasts
from geo_patrol.hotspots.evaluation import Score
from geo_patrol.hotspots.holdout import DAY_US, Forecast, HeldOut, hold_out, pooled

DEMO = "demo"
SHARES = (0.01, 0.05, 0.1)


def foretell(places: Sequence[Place], points: str, seed: int) -> Iterator[dict[str, object]]:
    """Yield one line per forecast, its hits summed over all places and cuts.

    Baselines first. Every forecast marks the same share of each place's area; it knows only what
    came before the cut, and is measured on the 14 days after it.
    """
    held: dict[str, list[HeldOut]] = {}
    seconds: dict[str, float] = {}
    for place in places:
        for name, forecast in _forecasts(place, seed).items():
            begin = time.process_time()
            one = {name: forecast}
            found = hold_out(
                place.incidents, place.ground, one, place.cuts_us, HORIZON_US, SHARES
            )  # fmt: skip
            seconds[name] = seconds.get(name, 0) + time.process_time() - begin
            held.setdefault(name, []).extend(found)
    for name, some in held.items():
        scores = pooled(some)[name]
        yield {
            "task": f"foretelling {HORIZON_US // DAY_US} days, {points} points",
            "forecast": name,
            "n": round(scores[0].n),
            "cells": sum(len(place.ground) for place in places),
            "cuts": len(places[0].cuts_us),
            "seconds": round(seconds[name], 2),
            "area_share": SHARES,
            "hit_rate": _of(scores, "hit_rate"),
            "pai": _of(scores, "pai"),
            "pei_star": _of(scores, "pei_star"),
        }


def _forecasts(place: Place, seed: int) -> dict[str, Forecast]:
    found: dict[str, Forecast] = {
        "baseline: last month": forecasts.last_month,
        "baseline: persistence": forecasts.persistence(HORIZON_US),
        "baseline: kde": forecasts.kde,
        "all counts so far": forecasts.all_time,
        "density, chosen bandwidth": forecasts.chosen_density(seed),
        "density, recent counts more": forecasts.recent_density(seed),
        "Gi*": forecasts.gi_star_of_counts(place.near),
    }
    if place.presence_s_until is not None:
        found["rate by effort"] = forecasts.rate_by_effort(place.presence_s_until)
    return found


def _of(scores: tuple[Score, ...], name: str) -> list[float]:
    return [round(float(getattr(score, name)), 3) for score in scores]
