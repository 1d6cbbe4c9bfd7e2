"""What a demo hands on and asks for, in the store: with the season, and at every start."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.field.invented import handover, present, standing_tasks
from geo_patrol.field.records import CameraAlert, CheckPoint, Handover, Task
from geo_patrol.patrols import Shift
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import duty, people
from geo_patrol.store.repositories.camera_alerts import ALERTS
from geo_patrol.store.repositories.check_points import check_points
from geo_patrol.store.repositories.handovers import HANDOVERS
from geo_patrol.store.repositories.tasks import TASKS
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.camera_alerts import write_alert
from geo_patrol.workflows.check_points import write_check_point
from geo_patrol.workflows.handovers import write_handover
from geo_patrol.workflows.records import write_shift
from geo_patrol.workflows.tasks import write_task
from geo_patrol.workflows.telling import tell_of_alert, tell_of_handover, tell_of_task
from geo_patrol.workflows.writing import Submission, canonical

if TYPE_CHECKING:
    from geo_patrol.demo import DemoArea, Season

NAMESPACE = UUID("3f6f7f4a-56f3-5d4b-8a42-9d1c0f2b7e11")
NOTED_SHIFTS = 6
"""How many of the season's last shifts of a squad leave a note."""

SQUADS = ("reservoir", "park")


class Tell(Protocol):
    """Tells who is on duty of a record."""

    def __call__(self, session: Session, record_id: UUID, /, *, now: datetime) -> None: ...


def save_field(
    session: Session, season: "Season", areas: Sequence["DemoArea"], now: datetime
) -> None:
    """Keep a season's check points, tasks and last handover notes."""
    # As the season itself: later starts go without what it needs.
    from geo_patrol.demo.points import check_points as points_of

    make_id = _ids(season.seed)
    leaders: dict[str, UUID] = {
        one.squad_code: one.id for one in season.officers if one.role == "leader"
    }
    for squad in SQUADS:
        own = [one for one in areas if one.squad_code == squad]
        points = points_of(own, make_id)
        for point in points:
            write_check_point(session, _sent("check_point", point, now), point, demo=True)
        for task in standing_tasks(squad, points, make_id):
            sent = _sent("task", task, now)
            write_task(session, sent, task, officer_id=leaders[squad], demo=True)
        last = [one for one in season.shifts if one.squad_code == squad][-NOTED_SHIFTS:]
        crew_of = {one.shift_id: one.crew for one in season.patrols}
        for number, shift in enumerate(last):
            if crew_of.get(shift.id):
                note = handover(shift, squad, number, make_id)
                author = crew_of[shift.id][0]
                sent = _sent("handover", note, now)
                write_handover(session, sent, note, officer_id=author, demo=True)


def keep_present(store: Store, zone: ZoneInfo, seed: int, *, now: datetime) -> int:
    """Give a demo the shifts of these days, what was left to them, and something to do.

    What is there already stays as it is; who is on duty is told of what is new. Returns how many
    records are new.
    """
    n_new = 0
    news: list[tuple[Tell, UUID]] = []
    with store.writer() as session:
        points = check_points(session, SYSTEM, squad="reservoir")
        seen_at = points[0].record if points else None
        made = present(now, zone, _ids(seed), seen_at=seen_at)
        for shift in made.shifts:
            if duty.shift(session, shift.id, SYSTEM) is None:
                write_shift(session, _sent("shift", shift, now), shift, demo=True)
                n_new += 1
        for note, shift in made.handovers:
            if HANDOVERS.one(session, note.id, SYSTEM) is None:
                author = _author(session, shift)
                sent = _sent("handover", note, now)
                write_handover(session, sent, note, officer_id=author, demo=True)
                news.append((tell_of_handover, note.id))
        for task in made.tasks:
            if TASKS.one(session, task.id, SYSTEM) is None:
                write_task(session, _sent("task", task, now), task, demo=True)
                news.append((tell_of_task, task.id))
        alert = made.alert
        if alert is not None and ALERTS.one(session, alert.id, SYSTEM) is None:
            write_alert(session, _sent("camera_alert", alert, now), alert, "reservoir", demo=True)
            news.append((tell_of_alert, alert.id))
        for tell_of, record_id in news:
            tell_of(session, record_id, now=now)
    return n_new + len(news)


def _ids(seed: int) -> Callable[[str], UUID]:
    return lambda name: uuid5(NAMESPACE, f"{seed}/{name}")


def _sent(
    kind: str, record: Shift | Handover | CheckPoint | Task | CameraAlert, now: datetime
) -> Submission:
    return Submission(SYSTEM, kind, record.id, canonical(record), now)


def _author(session: Session, shift: Shift) -> UUID | None:
    """Return one of the squad's people, another one for each shift."""
    squad = Scope(None, frozenset({shift.squad_code}))
    hands = [one for one in people.crew_members(session, squad) if one.role == "officer"]
    return hands[shift.id.int % len(hands)].id if hands else None
