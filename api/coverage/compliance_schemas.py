"""Compliance on the wire."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Literal, TypeVar
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field

from api.bodies import Code
from api.queries import Period
from geo_patrol.coverage.gaps import LONGER, GapClass
from geo_patrol.coverage.predictability import FEWEST, Predictability
from geo_patrol.coverage.rollup import SHIFT_KINDS
from geo_patrol.coverage.windows import ANY_WEEKDAY, Unit, share_of
from geo_patrol.grid.records import CellKind
from geo_patrol.patrols import ShiftKind
from geo_patrol.workflows.area_cells import LEVELS
from geo_patrol.workflows.compliance import ComplianceReport
from geo_patrol.zones import ZoneLevel

MAX_AREAS = 20

WindowShift = Literal["early", "middle", "night", "longer"]
Part = TypeVar("Part", bound="WindowsOut")


class ComplianceQuery(Period):
    """Query of compliance: of some areas, or of all of a squad."""

    area: list[Code] = Field(
        default_factory=list, max_length=MAX_AREAS, description="Codes of areas."
    )
    squad: Code | None = Field(None, description="Code of a squad, instead: all of its areas.")


class WindowsOut(BaseModel):
    """Cell × required interval: how many there were, and what became of them."""

    windows: int
    met: int = Field(description="With a visit.")
    never: int = Field(description="Without, in cells that nobody was ever seen in.")
    untracked: int = Field(
        description="Without, while a patrol without a usable track was on duty in the area."
    )
    missed: int = Field(description="Without, otherwise.")
    share: float | None = Field(description="Share that was met.")


class ShiftWindows(WindowsOut):
    """Those of one shift, or longer than one."""

    shift: WindowShift


class WeekdayWindows(WindowsOut):
    """Those of one weekday."""

    weekday: int | None = Field(description="1 is Monday; null: longer than a day.")


class LevelWindows(WindowsOut):
    """Those of one protection zone."""

    zone_level: ZoneLevel | None = Field(description="Null: outside all zones.")


class KindWindows(WindowsOut):
    """Those of one kind of cell."""

    kind: CellKind


class TimeWindows(WindowsOut):
    """Those of one day, week or month."""

    start: datetime
    end: datetime = Field(description="Exclusive.")


class Overdue(BaseModel):
    """When nobody came: time, summed over cells, beyond what is required."""

    weekday: int = Field(description="1 is Monday.")
    shift: ShiftKind
    seen_s: float = Field(description="In cells that somebody had been in before.")
    never_s: float = Field(description="In cells that nobody had ever been seen in.")


class Foretold(BaseModel):
    """How well the hours at which patrols arrive can be foretold, in one protection zone."""

    zone_level: ZoneLevel | None = Field(description="Null: outside all zones.")
    arrivals: int = Field(description="After at least 15 minutes with nobody there.")
    by_hour: list[int] = Field(description="Arrivals of each local hour, from midnight.")
    enough: bool = Field(description=f"Whether there were {FEWEST} arrivals: fewer tell nothing.")
    evenness: float | None = Field(
        description="Entropy of the hours ÷ that of an even clock: 0 always the same, 1 any hour."
    )
    cell_evenness: float | None = Field(description="The same within single cells: their mean.")
    n_cells: int = Field(description="Cells with enough arrivals for that.")
    busiest: list[int] = Field(description="The up to three hours with most arrivals.")
    busiest_share: float | None = Field(description="Their share of the arrivals.")


class ComplianceOut(BaseModel):
    """How well what is required was done, as known at a moment."""

    areas: list[str]
    start: datetime
    end: datetime = Field(description="Exclusive.")
    as_of: datetime = Field(
        description="End of the period; now, or when the area was given up, if that is earlier."
    )
    counts: dict[GapClass, int] = Field(description="Cells of each class at `as_of`.")
    total: WindowsOut
    by_shift: list[ShiftWindows]
    by_weekday: list[WeekdayWindows]
    by_zone_level: list[LevelWindows]
    by_kind: list[KindWindows]
    unit: Unit = Field(description="What `over_time` goes by.")
    over_time: list[TimeWindows]
    overdue: list[Overdue]
    predictability: list[Foretold]
    untracked_patrols: list[UUID] = Field(description="Patrols without a usable track.")

    @classmethod
    def of(cls, report: ComplianceReport) -> ComplianceOut:
        """Return a report's form on the wire."""
        counts = report.windows
        columns = [*SHIFT_KINDS, "longer"]
        levels = [level for level in LEVELS if level in report.predictability]
        kinds = sorted({one.kind for one in report.groups})
        days = [*range(ANY_WEEKDAY), ANY_WEEKDAY]
        every = np.ones(len(counts), np.bool_)
        return cls(
            areas=[one.cells.area.code for one in report.areas],
            start=report.start,
            end=report.end,
            as_of=report.as_of,
            counts=report.classes,
            total=_part(WindowsOut, report, every),
            by_shift=[
                _part(ShiftWindows, report, counts.shift == number, shift=name)
                for number, name in zip([*range(LONGER), LONGER], columns, strict=True)
            ],
            by_weekday=[
                _part(
                    WeekdayWindows,
                    report,
                    counts.weekday == day,
                    weekday=None if day == ANY_WEEKDAY else day + 1,
                )
                for day in days
            ],
            by_zone_level=[
                _part(
                    LevelWindows,
                    report,
                    _in_groups(report, zone_level=level),
                    zone_level=level,
                )
                for level in levels
            ],
            by_kind=[
                _part(
                    KindWindows,
                    report,
                    _in_groups(report, kind=kind),
                    kind=kind,
                )
                for kind in kinds
            ],
            unit=report.unit,
            over_time=[
                _part(TimeWindows, report, counts.at == number, start=start, end=end)
                for number, (start, end) in enumerate(pairwise(report.times))
            ],
            overdue=_overdue(report),
            predictability=[_foretold(*one) for one in report.predictability.items()],
            untracked_patrols=[one.id for one in report.untracked],
        )


def _part(
    form: type[Part], report: ComplianceReport, rows: NDArray[np.bool_], **named: object
) -> Part:
    share = share_of(report.windows, rows)
    met = None if share.share is None else round(share.share, 4)
    return form.model_validate({**vars(share), "share": met, **named})


def _in_groups(report: ComplianceReport, **alike: object) -> NDArray[np.bool_]:
    """Return which rows are of groups of cells that are alike in something."""
    chosen = [
        number
        for number, one in enumerate(report.groups)
        if all(getattr(one, name) == value for name, value in alike.items())
    ]
    return np.isin(report.windows.group, chosen)


def _overdue(report: ComplianceReport) -> Sequence[Overdue]:
    seen, never = (report.overdue_us.sum(axis=1) / 1e6).tolist()
    return [
        Overdue(
            weekday=day + 1,
            shift=shift,
            seen_s=seen[day][number],
            never_s=never[day][number],
        )
        for day in range(ANY_WEEKDAY)
        for number, shift in enumerate(SHIFT_KINDS)
    ]


def _foretold(level: ZoneLevel | None, one: Predictability) -> Foretold:
    return Foretold(
        zone_level=level,
        arrivals=one.arrivals,
        by_hour=list(one.by_hour),
        enough=one.evenness is not None,
        evenness=_rounded(one.evenness),
        cell_evenness=_rounded(one.cell_evenness),
        n_cells=one.n_cells,
        busiest=list(one.busiest),
        busiest_share=_rounded(one.busiest_share),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
