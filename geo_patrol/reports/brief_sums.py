"""What cameras, seizures, operations and hot spots of a period come to, for briefings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from geo_patrol.grid.records import CellKind
from geo_patrol.operations.records import OperationKind
from geo_patrol.seizures.clocks import ClockKind
from geo_patrol.zones import ZoneLevel


@dataclass(frozen=True)
class CameraLine:
    """A camera's alerts, and how many were true; the interval is that of 95 %."""

    code: str
    name: str
    n: int
    n_true: int
    n_false: int
    low: float | None
    high: float | None


@dataclass(frozen=True)
class CameraSums:
    """Alerts of a period: all, those that turned out true or false, and those nobody answered."""

    n: int = 0
    n_true: int = 0
    n_false: int = 0
    n_open: int = 0
    lines: tuple[CameraLine, ...] = ()

    @property
    def precision(self) -> float | None:
        """Share of the true ones among those that were judged; None without any."""
        judged = self.n_true + self.n_false
        return self.n_true / judged if judged else None


@dataclass(frozen=True)
class HeldSums:
    """What was seized in a period, and how its periods stand.

    Attributes
    ----------
    states
        Items by where the chain of custody has them.
    clocks
        Periods by kind and state: ``met``, ``late``, ``running``, ``due_soon`` or ``overdue``.
    """

    n_seizures: int = 0
    states: Mapping[str, int] = field(default_factory=dict)
    clocks: Mapping[tuple[ClockKind, str], int] = field(default_factory=dict)


@dataclass(frozen=True)
class OperationLine:
    """A campaign or joint operation that began in the period, and what it comes to."""

    kind: OperationKind
    name: str
    start: datetime
    end: datetime
    n_agencies: int
    n_patrols: int
    duty_s: float
    n_incidents: int
    persuaded: int
    sets: int


class HotCell(NamedTuple):
    """A cell in the company of incidents: with them in itself, and with those around it."""

    area_code: str
    code: str
    kind: CellKind
    level: ZoneLevel | None
    n: int
    n_around: int
