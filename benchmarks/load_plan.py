"""What the load consists of, and what its latencies come to: arithmetic, without a network."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

Kind = Literal["write", "read"]
Deed = Literal[
    "shift", "patrol", "incident", "track", "repeat", "edit", "one", "incidents", "shifts", "me"
]

WRITES: dict[Deed, int] = {
    "incident": 66, "track": 10, "repeat": 10, "edit": 6, "patrol": 5, "shift": 3
}  # fmt: skip
READS: dict[Deed, int] = {"one": 50, "incidents": 25, "shifts": 10, "me": 15}
"""Shares in a hundred. Half of the reads open one record; lists are of fifty."""

FIXES = 20
CATEGORY = {"reservoir": "angling", "park": "illegal_parking"}


@dataclass(frozen=True)
class Arrival:
    """When something is asked, in seconds from the start, whoever still waits for an answer."""

    at_s: float
    kind: Kind
    deed: Deed


def seeded(seed: int) -> random.Random:
    """Return draws that can be made again."""
    return random.Random(seed)  # noqa: S311  # no secret comes of them


def arrivals(
    writes_per_s: float, reads_per_s: float, seconds: float, rng: random.Random
) -> list[Arrival]:
    """Return all arrivals in order of time, evenly spaced by kind; each deed is drawn."""
    made = [*_even("write", writes_per_s, seconds, WRITES, rng)]
    made += _even("read", reads_per_s, seconds, READS, rng)
    return sorted(made, key=lambda one: one.at_s)


def _even(
    kind: Kind, per_s: float, seconds: float, mix: dict[Deed, int], rng: random.Random
) -> Iterator[Arrival]:
    n = round(per_s * seconds)
    for number, deed in enumerate(rng.choices(list(mix), list(mix.values()), k=n)):
        yield Arrival(number / per_s, kind, deed)


def percentile(sorted_ms: Sequence[float], share: float) -> float:
    """Return the smallest value that a share of all values does not exceed; NaN of none.

    Nearest rank: a latency that was measured, never one in between.
    """
    if not sorted_ms:
        return float("nan")
    rank = -(-share * len(sorted_ms) // 1)  # rounded up
    return sorted_ms[max(0, int(rank) - 1)]


@dataclass(frozen=True)
class Outcome:
    """What became of one arrival: ``ms`` counts from when it was due, not from when it was sent."""

    kind: Kind
    deed: Deed
    status: str
    ok: bool
    ms: float


def summary(outcomes: Sequence[Outcome], seconds: float) -> dict[str, Any]:
    """Return counts, errors by deed and status, and latencies of those that went well."""
    found: dict[str, Any] = {}
    for kind in ("write", "read"):
        some = [one for one in outcomes if one.kind == kind]
        ms = sorted(one.ms for one in some if one.ok)
        errors = Counter(f"{one.deed} {one.status}" for one in some if not one.ok)
        found[kind] = {
            "sent": len(some),
            "ok": len(ms),
            "errors": dict(errors),
            "per_s": round(len(ms) / seconds, 1),
            "p50_ms": round(percentile(ms, 0.50), 1),
            "p95_ms": round(percentile(ms, 0.95), 1),
            "p99_ms": round(percentile(ms, 0.99), 1),
            "max_ms": round(ms[-1], 1) if ms else float("nan"),
        }
    return found


@dataclass(frozen=True)
class Beat:
    """Where and when a squad's records of one run lie."""

    squad: str
    area: str
    lon: float
    lat: float
    start: datetime

    def shift(self, rng: random.Random) -> dict[str, Any]:
        """Return a shift of eight hours."""
        start = self.start + timedelta(hours=8 * rng.randrange(9))
        return {
            "squad": self.squad,
            "kind": rng.choice(("early", "middle", "night")),
            "start": start.isoformat(),
            "end": (start + timedelta(hours=8)).isoformat(),
        }

    def patrol(self, shift_id: UUID, shift: dict[str, Any]) -> dict[str, Any]:
        """Return a patrol as long as its shift."""
        return {
            "shift_id": str(shift_id),
            "area": self.area,
            "mode": "foot",
            "start": shift["start"],
            "end": shift["end"],
            "crew": [],
        }

    def incident(self, rng: random.Random) -> dict[str, Any]:
        """Return an incident somewhere around the area's middle."""
        return {
            "point": {
                "lon": round(self.lon + rng.uniform(-0.004, 0.004), 6),
                "lat": round(self.lat + rng.uniform(-0.004, 0.004), 6),
            },
            "accuracy_m": rng.randint(3, 20),
            "placed_by": "gps",
            "occurred_at": (self.start + timedelta(minutes=rng.randrange(4000))).isoformat(),
            "category": CATEGORY[self.squad],
            "source": "patrol",
            "narrative": f"岸段巡查,劝离 {rng.randint(1, 5)} 人",
            "outcomes": [{"kind": "persuaded", "people": rng.randint(1, 5)}],
        }

    def track(self, patrol: dict[str, Any], device: str, rng: random.Random) -> dict[str, Any]:
        """Return a walk of ten minutes within a patrol."""
        begin = datetime.fromisoformat(patrol["start"]) + timedelta(minutes=rng.randrange(400))
        lon, lat, fixes = self.lon, self.lat, []
        for number in range(FIXES):
            lon += rng.uniform(-2e-4, 2e-4)
            lat += rng.uniform(-2e-4, 2e-4)
            moment = begin + timedelta(seconds=30 * number)
            fixes.append([moment.isoformat(), round(lon, 6), round(lat, 6), 5])
        return {"device": device, "fixes": fixes}
