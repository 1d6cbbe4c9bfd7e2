"""What people do wrong, how often, when and where: the tables that the demo's incidents follow.

The numbers are invented. Those of the reservoir squad are chosen so that the expected totals of
August to December 2022 lie where the county's report puts them: a little over 390 violations,
500 people persuaded to leave, 320 sets of gear held.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class When:
    """When a thing is done.

    ``months`` are weights of August to December; ``hours`` are bumps (local hour, width in
    hours, weight) round the clock; ``free`` multiplies days off; ``fair`` things stop in storms.
    """

    months: tuple[float, float, float, float, float]
    hours: tuple[tuple[float, float, float], ...]
    free: float = 1.0

    def weight(
        self, month: NDArray[np.int64], hour: NDArray[np.float64], free: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """Return the relative frequency at local months, hours and kinds of day."""
        by_hour = np.zeros_like(hour)
        for centre, width, share in self.hours:
            apart = np.abs((hour - centre + 12.0) % 24.0 - 12.0)
            by_hour += share * np.exp(-0.5 * (apart / width) ** 2)
        by_month = np.array(self.months)[month - 8]
        return np.asarray(by_month * by_hour * np.where(free, self.free, 1.0))


@dataclass(frozen=True)
class Where:
    """Where a thing is done: weights of villages' shores, of road ends, of remote arms, elsewhere.

    ``offset_m`` is how far from the waterline: above 0 on land, below 0 on the water.
    """

    village: float
    access: float
    arm: float
    elsewhere: float
    offset_m: float

    @property
    def weights(self) -> NDArray[np.float64]:
        """The four weights, in order."""
        return np.array([self.village, self.access, self.arm, self.elsewhere])


@dataclass(frozen=True)
class Outcomes:
    """What comes of it.

    Attributes
    ----------
    fled
        Chance that people are gone before anybody can speak to them.
    persuaded, more_people
        If not: chance that people are persuaded to leave, and how many beyond the first.
    ordered
        If not: chance of an order to stop or correct.
    measures
        If not: chances of warning, leniency, simple filing, ordinary filing, handing over.
    held, held_fled
        Chance that gear is held, with people there and with people gone.
    more_gear
        How many sets beyond the first.
    gear
        Codes of gear with their shares.
    """

    fled: float
    persuaded: float
    more_people: float
    ordered: float
    measures: tuple[float, float, float, float, float]
    held: float = 0.0
    held_fled: float = 0.0
    more_gear: float = 0.0
    gear: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Wrong:
    """A category with its expected number in the season and its ways.

    ``camera`` and ``citizen`` are the shares found by those; patrols find the rest.
    """

    category: str
    expected: float
    when: When
    where: Where
    outcomes: Outcomes
    camera: float = 0.05
    citizen: float = 0.10


RESERVOIR_WRONGS = (
    Wrong(
        "angling",
        205.0,
        When(
            (1.2, 1.15, 1.1, 0.8, 0.45),
            ((18.3, 1.6, 1.0), (6.3, 1.2, 0.5), (14.0, 3.0, 0.3)),
            2.2,
        ),
        Where(6.0, 3.0, 0.8, 0.22, 3.0),
        Outcomes(
            0.16, 0.95, 0.42, 0.45, (0.06, 0.22, 0.05, 0.0, 0.0),
            held=0.62, held_fled=0.75, more_gear=0.62, gear=(("rod", 1.0),),
        ),
        camera=0.08,
        citizen=0.12,
    ),
    Wrong(
        "netting",
        46.0,
        When((1.0, 1.1, 1.2, 0.9, 0.6), ((22.5, 2.2, 1.0), (3.5, 2.5, 0.8), (19.5, 1.5, 0.5))),
        Where(2.0, 1.2, 2.5, 0.5, -25.0),
        Outcomes(
            0.42, 0.8, 0.3, 0.3, (0.05, 0.04, 0.1, 0.2, 0.08),
            held=0.92, held_fled=0.92, more_gear=1.15,
            gear=(("ground_cage", 0.6), ("gill_net", 0.3), ("cast_net", 0.1)),
        ),
    ),
    Wrong(
        "electrofishing",
        17.0,
        When((1.0, 1.0, 1.0, 0.8, 0.5), ((23.5, 2.0, 1.0), (2.5, 2.0, 1.0))),
        Where(1.0, 1.5, 2.0, 0.5, -20.0),
        Outcomes(
            0.5, 0.5, 0.3, 0.2, (0.0, 0.0, 0.05, 0.4, 0.45),
            held=0.85, held_fled=0.85, more_gear=0.2, gear=(("electro_set", 1.0),),
        ),
    ),
    Wrong(
        "swimming",
        34.0,
        When((3.0, 0.9, 0.05, 0.0, 0.0), ((17.0, 2.0, 1.0), (14.0, 2.0, 0.5)), 2.0),
        Where(2.5, 3.0, 0.2, 0.15, -8.0),
        Outcomes(0.02, 1.0, 1.33, 0.3, (0.1, 0.2, 0.0, 0.0, 0.0)),
        camera=0.15,
        citizen=0.15,
    ),
    Wrong(
        "barbecue_camping",
        31.0,
        When((1.6, 1.2, 1.3, 0.5, 0.1), ((17.5, 2.2, 1.0), (12.0, 2.0, 0.6)), 4.0),
        Where(2.0, 3.5, 0.4, 0.2, 20.0),
        Outcomes(0.0, 0.98, 2.8, 0.5, (0.1, 0.25, 0.08, 0.0, 0.0)),
        camera=0.08,
        citizen=0.17,
    ),
    Wrong(
        "dumping",
        14.0,
        When((1.0, 1.0, 1.0, 1.0, 1.0), ((21.0, 2.5, 1.0), (6.5, 1.5, 0.5), (13.0, 4.0, 0.3))),
        Where(1.5, 4.0, 0.2, 0.2, 25.0),
        Outcomes(0.2, 0.35, 0.2, 0.8, (0.05, 0.1, 0.35, 0.1, 0.15)),
        camera=0.1,
        citizen=0.3,
    ),
    Wrong(
        "boating",
        12.0,
        When((1.2, 1.1, 1.1, 0.7, 0.4), ((16.0, 3.0, 1.0), (20.5, 2.0, 0.5)), 1.6),
        Where(1.5, 1.0, 1.0, 0.5, -35.0),
        Outcomes(
            0.1, 0.9, 0.9, 0.5, (0.1, 0.15, 0.05, 0.05, 0.1),
            held=0.25, held_fled=0.6, gear=(("boat", 1.0),),
        ),
    ),
    Wrong(
        "farming_grazing",
        11.0,
        When((1.0, 1.2, 1.2, 0.9, 0.6), ((9.5, 2.5, 1.0), (15.5, 2.5, 0.8))),
        Where(3.0, 1.0, 0.6, 0.4, 45.0),
        Outcomes(0.0, 0.5, 0.2, 0.9, (0.05, 0.3, 0.0, 0.05, 0.1)),
    ),
    Wrong(
        "sign_damage",
        9.0,
        When((1.0, 1.0, 1.0, 1.0, 1.0), ((10.0, 3.5, 1.0), (17.0, 3.0, 0.6))),
        Where(1.5, 2.0, 0.8, 0.3, 12.0),
        Outcomes(0.4, 0.3, 0.2, 0.4, (0.1, 0.1, 0.2, 0.05, 0.1)),
    ),
    Wrong(
        "building",
        3.5,
        When((1.0, 1.0, 1.0, 1.0, 1.0), ((10.5, 2.5, 1.0), (15.0, 2.5, 0.7))),
        Where(4.0, 2.0, 0.2, 0.1, 60.0),
        Outcomes(0.0, 0.1, 0.2, 1.0, (0.0, 0.0, 0.0, 0.45, 0.45)),
    ),
    Wrong(
        "washing",
        12.0,
        When((1.3, 1.2, 1.0, 0.8, 0.5), ((8.0, 1.5, 1.0), (17.0, 1.5, 0.7))),
        Where(6.0, 1.0, 0.1, 0.1, 1.0),
        Outcomes(0.0, 0.98, 0.6, 0.2, (0.1, 0.2, 0.0, 0.0, 0.0)),
    ),
)  # fmt: skip

_ALL_YEAR = (0.9, 0.9, 1.0, 1.05, 1.0)
_DAYTIME = ((10.5, 2.5, 1.0), (15.5, 2.5, 1.0))
_EVENING = ((19.0, 2.0, 1.0), (12.0, 2.0, 0.4))
_BY_ROAD = Where(0.0, 3.0, 0.0, 0.3, 4.0)
_INSIDE = Where(0.0, 0.6, 0.0, 0.6, 25.0)
_SERVED = (0.2, 0.3, 0.2, 0.03, 0.02)

PARK_WRONGS = (
    Wrong(
        "illegal_parking", 70.0, When(_ALL_YEAR, ((9.0, 2.0, 1.0), (17.5, 2.0, 1.0))), _BY_ROAD,
        Outcomes(0.1, 0.6, 0.0, 0.3, (0.3, 0.2, 0.35, 0.0, 0.0)),
    ),
    Wrong(
        "disorderly_dumping", 38.0, When(_ALL_YEAR, _DAYTIME), _INSIDE,
        Outcomes(0.1, 0.0, 0.0, 0.95, _SERVED), citizen=0.2,
    ),
    Wrong(
        "muck_truck", 18.0, When(_ALL_YEAR, ((20.0, 2.5, 1.0), (9.0, 2.5, 0.5))), _BY_ROAD,
        Outcomes(0.05, 0.0, 0.0, 0.8, (0.0, 0.05, 0.3, 0.35, 0.05)),
    ),
    Wrong(
        "oil_smoke", 8.0, When(_ALL_YEAR, _EVENING), _INSIDE,
        Outcomes(0.0, 0.0, 0.0, 1.0, _SERVED), citizen=0.45,
    ),
    Wrong(
        "road_occupation", 34.0, When(_ALL_YEAR, _EVENING), _BY_ROAD,
        Outcomes(0.05, 0.7, 0.2, 0.6, (0.25, 0.25, 0.1, 0.0, 0.0)),
    ),
    Wrong(
        "advertising", 22.0, When(_ALL_YEAR, _DAYTIME), _BY_ROAD,
        Outcomes(0.0, 0.0, 0.0, 1.0, _SERVED),
    ),
    Wrong(
        "illegal_building", 6.0, When(_ALL_YEAR, _DAYTIME), _INSIDE,
        Outcomes(0.0, 0.0, 0.0, 1.0, (0.0, 0.0, 0.0, 0.5, 0.3)), citizen=0.3,
    ),
    Wrong(
        "noise", 9.0, When(_ALL_YEAR, _EVENING), _INSIDE,
        Outcomes(0.0, 0.0, 0.0, 1.0, _SERVED), citizen=0.5,
    ),
    Wrong(
        "discharge", 4.0, When(_ALL_YEAR, ((21.5, 1.5, 1.0), (10.0, 3.0, 0.2))), _INSIDE,
        Outcomes(0.2, 0.0, 0.0, 0.8, (0.0, 0.0, 0.0, 0.3, 0.6)), citizen=0.4,
    ),
)  # fmt: skip


def expected_totals(wrongs: tuple[Wrong, ...]) -> tuple[float, float, float]:
    """Return the expected numbers of incidents, of people persuaded and of sets of gear held."""
    incidents = people = gear = 0.0
    for wrong in wrongs:
        after = wrong.outcomes
        incidents += wrong.expected
        people += wrong.expected * (1 - after.fled) * after.persuaded * (1 + after.more_people)
        held = (1 - after.fled) * after.held + after.fled * after.held_fled
        gear += wrong.expected * held * (1 + after.more_gear)
    return incidents, people, gear
