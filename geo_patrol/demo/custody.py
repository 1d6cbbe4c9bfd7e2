"""What became of a demo season's seizures: the way of the gear, and when it was decided."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta, tzinfo
from typing import Literal

import numpy as np

from geo_patrol.incidents.catalogue import CATCH, built_in
from geo_patrol.messages import text
from geo_patrol.seizures.custody_records import CustodyRecord
from geo_patrol.seizures.invented import Deed, Invented, Story, storeroom

Ending = Literal[
    "returned",
    "decided",
    "confiscated",
    "destroyed",
    "transferred",
    "disposed",
    "late",
    "disordered",
]
"""``decided``: nobody came for it yet. ``late``: given back after the last day. ``disordered``:
a phone tells of a way that it went after it was given back."""

SHORT = timedelta(days=9)
LONGEST = timedelta(days=45)
"""The latest days on which what is given back soon, and all else, is over."""

_HOUR = timedelta(hours=1)


def became(rng: np.random.Generator, story: Story, ending: Ending, zone: tzinfo) -> Invented:
    """Return a seizure with what was done with its items, and when it was approved and decided."""
    custody = [*_first_night(story), *_end(rng, story, ending, zone)]
    decision = {"late": 33, "transferred": 3}.get(ending, 6)
    facts: list[Deed] = [story.approved()]
    if ending != "late":
        decided = story.fact("decided", _office(story, decision, zone))
        facts.append((decided, story.hands.officers[0]))
    return story.told(custody=custody, facts=facts)


def _first_night(story: Story) -> Iterator[CustodyRecord]:
    """Yield that fish are let go on the spot, and gear is brought into the store."""
    at = story.seizure.at
    fish = tuple(one.number for one in story.seizure.items if one.kind == CATCH)
    if fish:
        yield story.act("released_live", at + _HOUR / 3, fish)
    boat = text("season.seizure.boat", "zh")
    yield story.act("moved", at + 3 * _HOUR, _gear(story), place=storeroom(), from_place=boat)


def _end(
    rng: np.random.Generator, story: Story, ending: Ending, zone: tzinfo
) -> Iterator[CustodyRecord]:
    gear, party = _gear(story), text("season.seizure.party", "zh")

    def on(day: int) -> datetime:
        return _office(story, day, zone)

    match ending:
        case "returned" | "late":
            day = 33 if ending == "late" else int(rng.integers(6, SHORT.days + 1))
            yield story.act("returned", on(day), gear, handed_to=party)
        case "disordered":
            yield story.act("returned", on(6), gear, handed_to=party)
            yield story.act("moved", on(7), gear, place=text("season.seizure.boat", "zh"))
        case "confiscated" | "destroyed":
            yield story.act("inspected", on(3), gear, place=storeroom())
            yield story.act("confiscated", on(7), gear)
            if ending == "destroyed":
                yield story.act("destroyed", on(int(rng.integers(20, 41))), gear)
        case "transferred":
            police = built_in().agencies["public_security"].zh
            yield story.act("transferred", on(4), gear, handed_to=police)
        case "disposed":
            ends = on(22)
            yield story.act("notice_posted", on(1), gear, notice_ends=ends)
            recycler = text("season.seizure.recycler", "zh")
            yield story.act("disposed", on(int(rng.integers(23, 29))), gear, handed_to=recycler)


def _gear(story: Story) -> tuple[int, ...]:
    return tuple(one.number for one in story.seizure.items if one.kind != CATCH)


def _office(story: Story, days: int, zone: tzinfo) -> datetime:
    """Return a moment of the day so many days after the seizure, when the office is there."""
    day = story.seizure.at.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, time(9, 30), zone)
