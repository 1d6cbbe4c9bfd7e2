"""Handover notes, check points, tasks and camera alerts, and what crews say to them.

Places are degrees WGS-84, both None where nobody knows; moments are aware.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

ToldBy = Literal["qr", "near"]
TaskResult = Literal["done", "not_possible", "seen_nothing"]
AlertResult = Literal["true", "false", "duplicate"]


@dataclass(frozen=True)
class Handover:
    """What a crew leaves to the next shift; ``written_at`` by the phone's clock, if it said so."""

    id: UUID
    shift_id: UUID
    text: str
    open_points: tuple[str, ...] = ()
    written_at: datetime | None = None


@dataclass(frozen=True)
class CheckPoint:
    """A place that crews look in at, every ``interval_s`` if that is set.

    Who is within ``radius_m`` of it is there. A retired one is kept for what was recorded at it.
    """

    id: UUID
    area_code: str
    code: str
    name: str
    lon: float
    lat: float
    radius_m: float
    interval_s: int | None = None
    retired: bool = False


@dataclass(frozen=True)
class CheckIn:
    """Somebody says that they were at a check point.

    ``proven`` when the code that hangs there was read: the tag in it was ours.
    """

    id: UUID
    check_point_id: UUID
    at: datetime
    told_by: ToldBy
    lon: float | None = None
    lat: float | None = None
    accuracy_m: float | None = None
    patrol_id: UUID | None = None
    proven: bool = False


@dataclass(frozen=True)
class Task:
    """Go there, look at this: for a patrol, a shift, or whoever of the squad is on duty."""

    id: UUID
    squad_code: str
    text: str
    shift_id: UUID | None = None
    patrol_id: UUID | None = None
    area_code: str | None = None
    cell_code: str | None = None
    lon: float | None = None
    lat: float | None = None
    due: datetime | None = None
    withdrawn: bool = False


@dataclass(frozen=True)
class TaskAnswer:
    """What came of a task."""

    id: UUID
    task_id: UUID
    at: datetime
    result: TaskResult
    patrol_id: UUID | None = None
    text: str = ""


@dataclass(frozen=True)
class CameraAlert:
    """What a camera wants looked at; ``kind`` and ``camera`` as its maker names them."""

    id: UUID
    camera: str
    at: datetime
    kind: str
    lon: float | None = None
    lat: float | None = None
    note: str = ""


@dataclass(frozen=True)
class AlertAnswer:
    """What an alert turned out to be, with the incident that came of it."""

    id: UUID
    alert_id: UUID
    at: datetime
    result: AlertResult
    incident_id: UUID | None = None
    text: str = ""
