"""What a demo hands on and asks for: notes, tasks, an alert; all invented, and so marked.

Apart from `geo_patrol.demo`, which loads what draws a season: this is made at every start.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import get_args
from uuid import UUID

from geo_patrol.field.records import CameraAlert, CheckPoint, Handover, Task
from geo_patrol.messages import text
from geo_patrol.patrols import SHIFT_LENGTH, SHIFT_START_HOUR, Shift, ShiftKind

MakeId = Callable[[str], UUID]

_BEFORE_THE_END = timedelta(minutes=15)

DAYS_BACK = 1
DAYS_AHEAD = 7
"""A demo that runs for a week has a shift at any time of it."""

PARK_KINDS: tuple[ShiftKind, ...] = ("early", "middle")
RESERVOIR_KINDS: tuple[ShiftKind, ...] = get_args(ShiftKind)
KINDS: dict[str, tuple[ShiftKind, ...]] = {"reservoir": RESERVOIR_KINDS, "park": PARK_KINDS}

_NOTES: dict[str, tuple[str, ...]] = {
    "reservoir": ("season.handover.light", "season.handover.boat", "season.handover.quiet"),
    "park": ("season.handover.muck", "season.handover.market"),
}
_OPEN_POINTS: dict[str, str] = {
    "reservoir": "season.handover.open_sign",
    "park": "season.handover.open_firm",
}
_TASKS: dict[str, tuple[str, ...]] = {
    "reservoir": ("season.task.sign", "season.task.cage"),
    "park": ("season.task.banner", "season.task.drain"),
}
_OF_SHIFT: dict[str, str] = {
    "reservoir": "season.task.bay",
    "park": "season.task.crossing",
}


def standing_tasks(squad: str, points: Sequence[CheckPoint], make_id: MakeId) -> list[Task]:
    """Return tasks for whoever of a squad is on duty, each at one of its check points."""
    return [
        Task(
            id=make_id(f"task/{squad}/{number}"),
            squad_code=squad,
            text=text(key, "zh"),
            area_code=point.area_code,
            lon=point.lon,
            lat=point.lat,
        )
        for number, (key, point) in enumerate(zip(_TASKS[squad], points, strict=False), start=1)
    ]


def handover(shift: Shift, squad: str, number: int, make_id: MakeId) -> Handover:
    """Return the note that a crew left at the end of a shift; ``number`` chooses its words."""
    notes = _NOTES[squad]
    return Handover(
        id=make_id(f"handover/{shift.id}"),
        shift_id=shift.id,
        text=text(notes[number % len(notes)], "zh"),
        open_points=(text(_OPEN_POINTS[squad], "zh"),) if number % 2 else (),
        written_at=shift.end - _BEFORE_THE_END,
    )


@dataclass(frozen=True)
class Present:
    """The demo's shifts around a day, and what there is to do in the one that runs."""

    shifts: tuple[Shift, ...]
    handovers: tuple[tuple[Handover, Shift], ...]
    tasks: tuple[Task, ...]
    alert: CameraAlert | None


def present(
    now: datetime, zone: tzinfo, make_id: MakeId, *, seen_at: CheckPoint | None = None
) -> Present:
    """Return what a demo has at the present; the same day gives the same ids.

    Shifts from yesterday to a week ahead, a note for each that is over, a task for each that runs,
    and an alert of this day: somebody was seen at a check point.
    """
    today = now.astimezone(zone).date()
    days = [today + timedelta(days=n) for n in range(-DAYS_BACK, DAYS_AHEAD + 1)]
    found = [
        (squad, _shift(squad, kind, day, zone, make_id))
        for day in days
        for squad, kinds in KINDS.items()
        for kind in kinds
    ]
    notes = [
        (handover(one, squad, one.start.date().toordinal() + SHIFT_START_HOUR[one.kind], make_id))
        for squad, one in found
        if one.end <= now
    ]
    over = [one for _, one in found if one.end <= now]
    return Present(
        shifts=tuple(one for _, one in found),
        handovers=tuple(zip(notes, over, strict=True)),
        tasks=tuple(
            Task(
                id=make_id(f"task of shift/{one.id}"),
                squad_code=squad,
                text=text(_OF_SHIFT[squad], "zh"),
                shift_id=one.id,
                due=one.end,
            )
            for squad, one in found
            if one.start <= now < one.end
        ),
        alert=None if seen_at is None else _alert(now, today, seen_at, make_id),
    )


def _shift(squad: str, kind: ShiftKind, day: date, zone: tzinfo, make_id: MakeId) -> Shift:
    start = datetime.combine(day, time(SHIFT_START_HOUR[kind]), tzinfo=zone)
    return Shift(
        id=make_id(f"present/{squad}/{day}/{kind}"),
        squad_code=squad,
        kind=kind,
        start=start,
        end=start + SHIFT_LENGTH,
        note=text("season.note.present", "zh"),
    )


def _alert(now: datetime, today: date, point: CheckPoint, make_id: MakeId) -> CameraAlert:
    return CameraAlert(
        id=make_id(f"alert/{today}"),
        camera=text("season.alert.camera", "zh"),
        at=now.replace(microsecond=0),
        kind="person",
        lon=point.lon,
        lat=point.lat,
        note=text("season.alert.note", "zh"),
    )
