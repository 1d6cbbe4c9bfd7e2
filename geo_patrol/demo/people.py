"""Invented officers, and which of them is on duty when."""

from collections.abc import Callable
from uuid import UUID

from geo_patrol.demo.records import DemoOfficer, SquadCode
from geo_patrol.patrols import ShiftKind
from geo_patrol.roles import Role

TEAM_SIZE = 4
PAIR_SIZE = 2

# Eight days of one team: 24 hours free lie between the last middle and the first night shift.
# Four teams, two days apart, fill each shift of each day exactly once.
_CYCLE: tuple[ShiftKind | None, ...] = (
    "early", "early", "middle", "middle", None, "night", "night", None,
)  # fmt: skip
_HANDS = ("officer", "auxiliary")
_N_TEAMS = 4
_N_PAIRS = 5


def officers(make_id: Callable[[str], UUID]) -> tuple[DemoOfficer, ...]:
    """Return eighteen officers of the reservoir squad and twelve of the park squad."""
    reservoir = _N_TEAMS * TEAM_SIZE
    park = _N_PAIRS * PAIR_SIZE
    plan: list[tuple[SquadCode, Role, bool]] = [
        ("reservoir", "leader", True),
        # One of each team of four is an auxiliary, who works under a certified officer.
        *(_hand("reservoir", n % TEAM_SIZE != TEAM_SIZE - 1) for n in range(reservoir)),
        ("reservoir", "briefing", False),
        ("park", "leader", True),
        *(_hand("park", n % PAIR_SIZE == 0 or n < PAIR_SIZE * 3) for n in range(park)),
        ("park", "briefing", False),
    ]
    return tuple(
        DemoOfficer(
            id=make_id(f"officer/{number:02d}"),
            code=f"demo{number:02d}",
            name_zh=f"演示{number:02d}",
            name_en=f"Demo {number:02d}",
            squad_code=squad,
            role=role,
            certified=certified,
        )
        for number, (squad, role, certified) in enumerate(plan, start=1)
    )


def _hand(squad: SquadCode, certified: bool) -> tuple[SquadCode, Role, bool]:
    return squad, "officer" if certified else "auxiliary", certified


def reservoir_crew(
    staff: tuple[DemoOfficer, ...], day: int, kind: ShiftKind, reservoir: int
) -> tuple[UUID, ...]:
    """Return the two of the team on duty who take a reservoir (0 or 1); partners change daily."""
    hands = [o.id for o in staff if o.squad_code == "reservoir" and o.role in _HANDS]
    team = next(t for t in range(_N_TEAMS) if _CYCLE[(day + 2 * t) % len(_CYCLE)] == kind)
    members = hands[team * TEAM_SIZE : (team + 1) * TEAM_SIZE]
    last = members[-1]
    rest = members[:-1]
    turn = day % len(rest)
    rest = rest[turn:] + rest[:turn]
    return (rest[0], last) if reservoir == 0 else (rest[1], rest[2])


def park_crew(staff: tuple[DemoOfficer, ...], day: int, turn: int) -> tuple[UUID, ...]:
    """Return the pair that takes the ``turn``-th round of a day; pairs rotate through the week."""
    hands = [o.id for o in staff if o.squad_code == "park" and o.role in _HANDS]
    pair = (day + turn) % _N_PAIRS
    return tuple(hands[pair * PAIR_SIZE : (pair + 1) * PAIR_SIZE])


def leader(staff: tuple[DemoOfficer, ...], squad_code: SquadCode) -> UUID:
    """Return the squad's leader, who joins on campaign days."""
    return next(o.id for o in staff if o.squad_code == squad_code and o.role == "leader")


def relief_crew(staff: tuple[DemoOfficer, ...], day: int, reservoir: int) -> tuple[UUID, ...]:
    """Return two of the team that is off duty on a day, called in for a campaign."""
    hands = [o.id for o in staff if o.squad_code == "reservoir" and o.role in _HANDS]
    team = next(t for t in range(_N_TEAMS) if _CYCLE[(day + 2 * t) % len(_CYCLE)] is None)
    members = hands[team * TEAM_SIZE : (team + 1) * TEAM_SIZE]
    return tuple(members[reservoir * PAIR_SIZE : (reservoir + 1) * PAIR_SIZE])
