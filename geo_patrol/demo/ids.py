"""Ids and random streams of a season, all from its seed."""

from collections.abc import Callable
from enum import IntEnum
from uuid import UUID, uuid5

import numpy as np

_NAMESPACE = UUID("6f1c2a54-2d0b-5f0e-9a57-0c6b4e6f5d10")


class Purpose(IntEnum):
    """What a random stream is for: a change to one leaves the others as they were."""

    DAYS = 0
    BLOCKS = 1
    RESERVOIR_DUTY = 2
    PARK_DUTY = 3
    TRACKS = 4
    RESERVOIR_LUCK = 5
    PARK_LUCK = 6
    CAMERAS = 7
    SEIZURES = 8
    CAMERA_ALERTS = 19
    CASES = 21
    FIRMS = 22


def id_maker(seed: int) -> Callable[[str], UUID]:
    """Return a function from a name within the season to its id; other seeds give other ids."""
    namespace = uuid5(_NAMESPACE, str(seed))
    return lambda name: uuid5(namespace, name)


def stream(seed: int, purpose: Purpose, part: int = 0) -> np.random.Generator:
    """Return the generator for a part of one purpose."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(purpose, part)))
