"""Operations of a demo: a campaign and a joint operation each month, and cases handed on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from itertools import groupby
from typing import get_args
from uuid import UUID

from geo_patrol.demo.days import Day, Drive, season_days
from geo_patrol.demo.ids import Purpose, stream
from geo_patrol.demo.records import Season
from geo_patrol.messages import text
from geo_patrol.operations.records import Force, Operation, OperationLink, Transfer

SQUAD = "reservoir"
MOST_TRANSFERS = 3

_CLOSED_AFTER = timedelta(hours=10)
_HANDED_AFTER = timedelta(hours=9)
_TAKEN_AFTER = timedelta(hours=5)
_TITLES: dict[Drive, str] = {
    "campaign": "season.operation.campaign",
    "joint": "season.operation.joint",
}
_AIMS: dict[Drive, str] = {
    "campaign": "season.operation.campaign_aim",
    "joint": "season.operation.joint_aim",
}


@dataclass(frozen=True)
class DemoOperation:
    """An operation with the shifts that belong to it."""

    operation: Operation
    links: tuple[OperationLink, ...]


def operations(
    season: Season, areas: Sequence[str], tz: tzinfo, make_id: Callable[[str], UUID]
) -> tuple[DemoOperation, ...]:
    """Return the operations of a season, in the order of their starts.

    They are on the days that the season gave over to them; the early shift of each such day, with
    the crews that were called in, belongs to them.
    """
    days = [one for one in season_days(stream(season.seed, Purpose.DAYS)) if one.drive]
    made = [
        _operation(season, drive, list(month), areas, tz, make_id)
        for drive in get_args(Drive)
        for _, month in groupby(
            (one for one in days if one.drive == drive), key=lambda one: one.date.month
        )
    ]
    return tuple(sorted(made, key=lambda one: (one.operation.starts_at, one.operation.kind)))


def transfers(
    season: Season, of: Sequence[DemoOperation], make_id: Callable[[str], UUID]
) -> tuple[Transfer, ...]:
    """Return cases of electro-fishing, met in joint operations, that went to the police."""
    spans = [
        (one.operation.starts_at, one.operation.ends_at)
        for one in of
        if one.operation.kind == "joint"
    ]
    met = [
        one
        for one in season.incidents
        if (one.squad_code, one.source, one.category) == (SQUAD, "joint", "electrofishing")
        and any(start <= one.occurred_at < end for start, end in spans)
    ]
    return tuple(
        Transfer(
            id=make_id(f"transfer/{one.id}"),
            incident_id=one.id,
            agency="public_security",
            at=one.occurred_at + _HANDED_AFTER,
            reason=text("season.transfer.reason", "zh"),
            number=text(
                "season.transfer.number", "zh", year=one.occurred_at.year, number=f"{number:04d}"
            ),
            # The last of them nobody has signed for yet.
            taken_by="" if number == MOST_TRANSFERS else text("season.transfer.taken_by", "zh"),
            taken_at=None
            if number == MOST_TRANSFERS
            else one.occurred_at + _HANDED_AFTER + _TAKEN_AFTER,
        )
        for number, one in enumerate(met[:MOST_TRANSFERS], start=1)
    )


def _operation(
    season: Season,
    drive: Drive,
    days: Sequence[Day],
    areas: Sequence[str],
    tz: tzinfo,
    make_id: Callable[[str], UUID],
) -> DemoOperation:
    first, last = days[0], days[-1]
    name = f"operation/{drive}/{first.date}"
    end = last.at(24, tz)
    operation = Operation(
        id=make_id(name),
        squad_code=SQUAD,
        kind=drive,
        name=text(_TITLES[drive], "zh", month=first.date.month),
        starts_at=first.at(0, tz),
        ends_at=end,
        aim=text(_AIMS[drive], "zh"),
        area_codes=tuple(areas),
        agencies=tuple(_forces(drive, first.date.month)),
        closed_at=end + _CLOSED_AFTER,
        summary=text("season.operation.summary", "zh"),
    )
    dates = {one.date for one in days}
    links = tuple(
        OperationLink(make_id(f"{name}/{shift.id}"), operation.id, "shift", shift.id)
        for shift in season.shifts
        if (shift.squad_code, shift.kind) == (SQUAD, "early")
        and shift.start.astimezone(tz).date() in dates
    )
    return DemoOperation(operation, links)


def _forces(drive: Drive, month: int) -> Iterator[Force]:
    more = month % 3
    if drive == "joint":
        sorting, order = (
            text("season.operation.task_nets", "zh"),
            text("season.operation.task_order", "zh"),
        )
        yield Force("agriculture", people=5 + more, vehicles=2, boats=1, drones=1, task=sorting)
        yield Force("public_security", people=4, vehicles=2, task=order)
        yield Force("water", people=2 + more, vehicles=1)
    else:
        yield Force("reservoir_operator", people=3 + more, boats=1)
        yield Force("township", people=4, vehicles=1)
