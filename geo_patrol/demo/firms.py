"""Firms of a demo: checks of each month in as few visits as can be, help, hours of guidance."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from uuid import UUID

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_patrol.cases.limits import builtin_limits
from geo_patrol.cases.worktime import WorkTime
from geo_patrol.demo.days import FIRST_DAY, LAST_DAY
from geo_patrol.demo.ids import Purpose, id_maker, stream
from geo_patrol.demo.people import leader
from geo_patrol.demo.records import DemoArea, Season, SquadCode
from geo_patrol.firms.planning import plan
from geo_patrol.firms.records import (
    CombinedVisit,
    Firm,
    GuidanceSlot,
    PlannedCheck,
    QuietWindow,
    ServiceVisit,
    Tier,
)
from geo_patrol.messages import text
from geo_patrol.seizures.calendar import make_calendar

SQUAD: SquadCode = "park"
N_FIRMS = 6
CAPACITY = 3
"""Firms that an agency goes to in a day."""
QUIET = ("2022-10-10", "2022-10-14")

_MATTERS: tuple[tuple[str, str, int], ...] = (
    (text("firm_demo.scales", "zh"), "market", 60),
    (text("firm_demo.pressure", "zh"), "market", 90),
    (text("firm_demo.fire", "zh"), "emergency", 60),
    (text("firm_demo.drainage", "zh"), "housing", 45),
    (text("firm_demo.fumes", "zh"), "ecology", 60),
    (text("firm_demo.signs", "zh"), "urban_enforcement", 30),
    (text("firm_demo.rubble", "zh"), "urban_enforcement", 30),
)
_TIERS: tuple[Tier, ...] = ("A", "A", "B", "B", "C", "D")
_UNANNOUNCED = 0.15
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DemoFirms:
    """Firms with all they have; ``leader`` wrote what is planned, ``hand`` went there."""

    leader: UUID
    hand: UUID
    firms: tuple[Firm, ...] = ()
    checks: tuple[PlannedCheck, ...] = ()
    visits: tuple[CombinedVisit, ...] = ()
    served: tuple[ServiceVisit, ...] = ()
    slots: tuple[GuidanceSlot, ...] = ()


def firms(season: Season, areas: Sequence[DemoArea], tz: tzinfo) -> DemoFirms:
    """Return the firms of a season; the same season, the same ones.

    The checks of all months but the last are in visits, as `geo_patrol.firms.planning` proposes
    them; those of the last wait for a leader. One firm lies outside every cell, one was visited
    without a plan while it was to be left in peace. Without an area of the park there are none.
    """
    boss = leader(season.officers, SQUAD)
    hand = next(
        one.id for one in season.officers if one.squad_code == SQUAD and one.role == "officer"
    )
    outlines = [one.outline for one in areas if one.squad_code == SQUAD]
    if not outlines:
        return DemoFirms(boss, hand)
    make_id = id_maker(season.seed)
    rng = stream(season.seed, Purpose.FIRMS)
    # Where firms lie is drawn apart: their checks are the same on whatever map.
    made = tuple(_firms(stream(season.seed, Purpose.FIRMS, 1), outlines, make_id))
    office = WorkTime(make_calendar(), builtin_limits().hours, tz)
    checks: list[PlannedCheck] = []
    visits: list[CombinedVisit] = []
    for month in range(FIRST_DAY.month, LAST_DAY.month + 1):
        planned = list(_checks(rng, made, date(2022, month, 1), tz, make_id))
        quiet = {one.id: one.quiet for one in made}
        found = plan(planned, quiet, office, capacity=CAPACITY)
        closed = {check.id for check, _ in found.no_room}
        checks += [one for one in planned if one.id not in closed]
        if month == LAST_DAY.month:
            break
        for one in found.proposals:
            took = timedelta(minutes=int(rng.integers(one.minutes // 2, one.minutes + 1)))
            visit = CombinedVisit(
                id=make_id(f"firm visit/{one.checks[0].id}"),
                firm_id=one.firm_id,
                starts_at=one.starts_at,
                minutes=one.minutes,
                checks=tuple(sorted(str(each.id) for each in one.checks)),
                happened_from=one.starts_at,
                happened_to=one.starts_at + took,
            )
            visits.append(visit)
    visits.append(_surprise(made[0], tz, make_id))
    return DemoFirms(
        boss,
        hand,
        made,
        tuple(checks),
        tuple(visits),
        tuple(_served(rng, made, hand, office, make_id)),
        tuple(_slots(rng, made, office, make_id)),
    )


def _firms(
    rng: np.random.Generator, outlines: Sequence[BaseGeometry], make_id: Callable[[str], UUID]
) -> Iterator[Firm]:
    names = (
        text("firm_demo.bearings", "zh"),
        text("firm_demo.garments", "zh"),
        text("firm_demo.tea", "zh"),
        text("firm_demo.moulds", "zh"),
        text("firm_demo.canteen", "zh"),
        text("firm_demo.depot", "zh"),
    )
    fair = QuietWindow(text("firm_demo.fair", "zh"), first=QUIET[0], last=QUIET[1])
    meeting = QuietWindow(text("firm_demo.meeting", "zh"), weekdays="1", begin="08:00", end="10:00")
    rush = QuietWindow(text("firm_demo.rush", "zh"), first="2022-11-08", last="2022-11-12")
    quiet = ((fair,), (meeting,), (), (rush,), (), (meeting, rush))
    for number, name in enumerate(names):
        outline = outlines[number % len(outlines)]
        point = _within(rng, outline)
        if number == N_FIRMS - 1:
            # A depot by the road, outside all blocks.
            west, south, *_ = outline.bounds
            point = shapely.Point(west - 0.01, south - 0.01)
        yield Firm(
            id=make_id(f"firm/{number}"),
            squad_code=SQUAD,
            name=name,
            tier=_TIERS[number],
            lon=round(point.x, 6),
            lat=round(point.y, 6),
            quiet=quiet[number],
        )


def _within(rng: np.random.Generator, outline: BaseGeometry) -> shapely.Point:
    west, south, east, north = outline.bounds
    for _ in range(100):
        point = shapely.Point(rng.uniform(west, east), rng.uniform(south, north))
        if outline.contains(point):
            return point
    return outline.representative_point()


def _checks(
    rng: np.random.Generator,
    of: Sequence[Firm],
    first: date,
    tz: tzinfo,
    make_id: Callable[[str], UUID],
) -> Iterator[PlannedCheck]:
    """Yield what agencies plan for a month: more where the risk is higher."""
    start = datetime.combine(first, time.min, tz)
    for firm in of:
        n = int(rng.integers(1, 4)) + (firm.tier in ("C", "D"))
        for number in rng.choice(len(_MATTERS), size=n, replace=False):
            matter, agency, minutes = _MATTERS[int(number)]
            opens = start + _DAY * int(rng.integers(0, 12))
            yield PlannedCheck(
                id=make_id(f"firm check/{firm.id}/{first}/{number}"),
                firm_id=firm.id,
                matter=matter,
                agency=agency,
                opens_at=opens,
                closes_at=opens + _DAY * int(rng.integers(5, 16)),
                minutes=minutes,
                unannounced=bool(rng.random() < _UNANNOUNCED),
            )


def _surprise(firm: Firm, tz: tzinfo, make_id: Callable[[str], UUID]) -> CombinedVisit:
    """Return a visit that a complaint led to, in the week that was to be quiet."""
    start = datetime.combine(date.fromisoformat(QUIET[0]) + 2 * _DAY, time(15), tz)
    return CombinedVisit(
        id=make_id("firm visit/surprise"),
        firm_id=firm.id,
        starts_at=start,
        minutes=30,
        happened_from=start,
        happened_to=start + timedelta(minutes=25),
        note=text("firm_demo.complaint", "zh"),
    )


def _served(
    rng: np.random.Generator,
    of: Sequence[Firm],
    hand: UUID,
    office: WorkTime,
    make_id: Callable[[str], UUID],
) -> Iterator[ServiceVisit]:
    """Yield two service visits a month; nearly all that was asked was solved."""
    for month in range(FIRST_DAY.month, LAST_DAY.month + 1):
        for number in range(2):
            start = datetime(2022, month, int(rng.integers(8, 25)), 10, tzinfo=office.tz)
            hours = timedelta(hours=float(rng.uniform(0, 30)))
            at = office.after(start, timedelta(minutes=int(rng.integers(1, 120))))
            solved = office.after(at, hours).replace(microsecond=0)
            yield ServiceVisit(
                id=make_id(f"service visit/{month}/{number}"),
                firm_id=of[int(rng.integers(len(of)))].id,
                at=at,
                officers=(str(hand),),
                asked=text("firm_demo.asked", "zh"),
                advised=text("firm_demo.advised", "zh"),
                solved_at=solved if rng.random() < 0.9 else None,
            )


def _slots(
    rng: np.random.Generator,
    of: Sequence[Firm],
    office: WorkTime,
    make_id: Callable[[str], UUID],
) -> Iterator[GuidanceSlot]:
    """Yield an hour of guidance on each of two working days a month."""
    for month in range(FIRST_DAY.month, LAST_DAY.month + 1):
        days = office.calendar.working_days(date(2022, month, 9))
        for number in range(2):
            start = datetime.combine(next(days), time(14), office.tz)
            slot = GuidanceSlot(
                id=make_id(f"guidance slot/{month}/{number}"),
                squad_code=SQUAD,
                starts_at=start,
                ends_at=start + timedelta(hours=1),
                topic=text("firm_demo.topic", "zh"),
                place=text("firm_demo.centre", "zh"),
            )
            if rng.random() < 0.6:
                firm = of[int(rng.integers(len(of)))]
                slot = replace(slot, booked_by=firm.id, wish=text("firm_demo.wish", "zh"))
            yield slot
