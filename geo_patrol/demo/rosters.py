"""Rosters of a demo: what the squads plan with, the months they worked, and those to come.

The rosters of the season are what its crews were told. What came after it goes on in the same
turns, published around the day on which the demo is loaded, with an empty draft behind it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from geo_patrol.demo.days import FIRST_DAY, LAST_DAY
from geo_patrol.demo.ids import id_maker
from geo_patrol.demo.people import park_crew, reservoir_crew
from geo_patrol.demo.records import DemoArea, DemoOfficer, Season, SquadCode
from geo_patrol.messages import text
from geo_patrol.patrols import SHIFT_LENGTH, SHIFT_START_HOUR, ShiftKind
from geo_patrol.roster.records import (
    Duty,
    DutyWish,
    KeptRoster,
    LeaveWish,
    OfficerProfile,
    PostNeed,
    RosterSetup,
    RosterState,
    RuleChange,
    ShiftTimes,
)

SQUADS: tuple[SquadCode, ...] = ("reservoir", "park")
N_DAYS = 28
PAST_MONTHS = ((2022, 10), (2022, 11), (2022, 12))

CODES: dict[ShiftKind, str] = {"early": "早", "middle": "中", "night": "夜"}
_KINDS: dict[SquadCode, tuple[ShiftKind, ...]] = {
    "reservoir": ("night", "early", "middle"),
    "park": ("early", "middle"),
}
_PARK_PAIRS: dict[ShiftKind, range] = {"early": range(0, 3), "middle": range(3, 5)}
_HANDS = ("officer", "auxiliary")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DemoRosters:
    """Everything that the rosters of a demo consist of."""

    setups: tuple[RosterSetup, ...]
    profiles: tuple[OfficerProfile, ...]
    leaves: tuple[LeaveWish, ...]
    wishes: tuple[DutyWish, ...]
    rosters: tuple[KeptRoster, ...]


def rosters(season: Season, areas: Sequence[DemoArea], today: date) -> DemoRosters:
    """Return the rosters of a season, and of four weeks around ``today`` when it is later.

    The same season and day give the same rosters.
    """
    make_id = id_maker(season.seed)
    setups = {squad: _setup(squad, areas, make_id(f"setup/{squad}")) for squad in SQUADS}
    kept: list[KeptRoster] = []
    for setup in setups.values():
        for year, month in PAST_MONTHS:
            first = date(year, month, 1)
            n_days = ((first + 31 * _DAY).replace(day=1) - first).days
            kept.append(_roster(season, setup, areas, first, n_days, "published"))
        first = max(today - today.weekday() * _DAY, LAST_DAY + _DAY)
        kept.append(_roster(season, setup, areas, first, N_DAYS, "published"))
        kept.append(_roster(season, setup, areas, first + N_DAYS * _DAY, N_DAYS, "draft"))
    coming = kept[-1].first_day
    hands = [one for one in season.officers if one.role in _HANDS]
    return DemoRosters(
        tuple(setups.values()),
        tuple(
            _profile(one, number, make_id(f"profile/{one.id}")) for number, one in enumerate(hands)
        ),
        tuple(_leaves(season, coming)),
        tuple(_wishes(season, coming)),
        tuple(kept),
    )


def _setup(squad: SquadCode, areas: Sequence[DemoArea], setup_id: UUID) -> RosterSetup:
    shifts = tuple(_times(kind) for kind in _KINDS[squad])
    if squad == "park":
        posts = tuple(
            PostNeed(
                f"park-{kind}",
                text("season.roster.park", "zh"),
                "",
                CODES[kind],
                workday=2 * len(_PARK_PAIRS[kind]),
                weekend=2 if kind == "early" else 0,
                holiday=2 if kind == "early" else 0,
                vehicle=True,
                enforcement=False,
            )
            for kind in _KINDS[squad]
        )
        return RosterSetup(setup_id, squad, shifts, posts, (), text("season.roster.note", "zh"))
    mine = [one for one in areas if one.squad_code == squad]
    posts = tuple(
        PostNeed(
            f"{area.code}-{kind}",
            area.name or area.code,
            area.code,
            CODES[kind],
            workday=2,
            weekend=2,
            holiday=2,
            on_water=True,
            # On one reservoir an auxiliary goes along, who persuades and does not punish.
            enforcement=index % 2 == 1,
        )
        for kind in _KINDS[squad]
        for index, area in enumerate(mine)
    )
    # Four teams in turn, as the squad works: one day off between the last night and an early shift.
    rules = (RuleChange("days_off_after_nights", numbers=(("days", 1),)),)
    return RosterSetup(setup_id, squad, shifts, posts, rules, text("season.roster.note", "zh"))


def _times(kind: ShiftKind) -> ShiftTimes:
    start = SHIFT_START_HOUR[kind]
    end = start + SHIFT_LENGTH // timedelta(hours=1)
    return ShiftTimes(CODES[kind], kind, f"{start:02}:00", f"{end:02}:00")


def _profile(officer: DemoOfficer, number: int, profile_id: UUID) -> OfficerProfile:
    return OfficerProfile(
        profile_id,
        officer.squad_code,
        officer.id,
        boat_licence=officer.squad_code == "reservoir" and number % 4 != 1,
        driver=number % 3 != 2,
    )


def _roster(
    season: Season,
    setup: RosterSetup,
    areas: Sequence[DemoArea],
    first: date,
    n_days: int,
    state: RosterState,
) -> KeptRoster:
    told = state == "published"
    duties = _duties(season.officers, setup, areas, first, n_days) if told else ()
    return KeptRoster(
        id_maker(season.seed)(f"roster/{setup.squad_code}/{first}"),
        setup.squad_code,
        first,
        n_days,
        state,
        setup.shifts,
        setup.posts,
        duties=tuple(duties),
        rules=setup.rules,
        reason=text("season.roster.turns", "zh") if told else "",
        note=text("season.roster.note", "zh"),
    )


def _duties(
    staff: tuple[DemoOfficer, ...],
    setup: RosterSetup,
    areas: Sequence[DemoArea],
    first: date,
    n_days: int,
) -> Iterator[Duty]:
    mine = [one.code for one in areas if one.squad_code == "reservoir"]
    for day in (first + n * _DAY for n in range(n_days)):
        # Turns are counted from the season's begin, as its crews are.
        turn = (day - FIRST_DAY).days
        for post in setup.posts:
            kind = next(kind for kind, code in CODES.items() if code == post.shift)
            if setup.squad_code == "reservoir":
                crew = reservoir_crew(staff, turn, kind, mine.index(post.area_code) % 2)
            elif day.weekday() < 5:
                crew = tuple(
                    one for pair in _PARK_PAIRS[kind] for one in park_crew(staff, turn, pair)
                )
            else:
                crew = park_crew(staff, turn, 0) if kind == "early" else ()
            for officer in crew:
                yield Duty(officer, day, post.shift, post.code)


def _leaves(season: Season, coming: date) -> Iterator[LeaveWish]:
    """Yield some leave of the draft's weeks; who asks is told by their place in the squad."""
    make_id = id_maker(season.seed)
    for squad in SQUADS:
        hands = [one for one in season.officers if one.squad_code == squad and one.role in _HANDS]
        for number, officer in enumerate(hands[::8]):
            first = coming + (3 + 9 * number) * _DAY
            leave_id = make_id(f"leave/{officer.id}/{first}")
            yield LeaveWish(leave_id, squad, officer.id, "annual", first, first + 2 * _DAY)


def _wishes(season: Season, coming: date) -> Iterator[DutyWish]:
    make_id = id_maker(season.seed)
    for squad in SQUADS:
        hands = [one for one in season.officers if one.squad_code == squad and one.role in _HANDS]
        for number, officer in enumerate(hands[1::3]):
            day = coming + (2 + 5 * number % N_DAYS) * _DAY
            wish_id = make_id(f"wish/{officer.id}/{day}")
            yield DutyWish(
                wish_id, squad, officer.id, day, on=number % 3 == 2, weight=1 + number % 3
            )
