"""How often cameras' alerts are true, and which cameras are silent, on the wire."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.bodies import Code
from api.queries import MOMENT_HELP, Period
from geo_patrol.cameras.precision import Precision
from geo_patrol.cameras.silence import SilenceState
from geo_patrol.store.repositories.duty import Span
from geo_patrol.workflows.camera_figures import By, CameraFigures, PrecisionRow
from geo_patrol.workflows.camera_silence import CameraSilence


class PrecisionQuery(Period):
    """Query of figures; the period is by the cameras' clocks."""

    squad: Code | None = Field(None, description="Code of a squad.")
    camera: Code | None = Field(None, description="Code of a camera, or the name its device has.")
    area: Code | None = Field(None, description="Code of an area: where the alert was.")
    by: By = Field("camera", description="What the rows are of; never of persons.")


class CategoryCount(BaseModel):
    """How many true alerts led to incidents of a category."""

    category: str
    n: int


class PrecisionOut(BaseModel):
    """Figures of alerts."""

    n: int = Field(description="All of them.")
    n_true: int
    n_false: int
    n_judged: int = Field(description="True and false ones; the share is of these.")
    n_duplicate: int
    n_open: int = Field(description="Nobody has answered them.")
    n_repeats: int = Field(description="They came while another one of the camera was open.")
    n_disputed: int = Field(description="Of the true ones: somebody else called them false.")
    share: float | None = Field(description="Of the judged ones; null without any.")
    low: float | None = Field(description="Lower end of the share's 95 % interval (Wilson).")
    high: float | None
    median_answer_s: float | None = Field(description="From alert to first answer.")
    categories: list[CategoryCount]

    @classmethod
    def of(cls, one: Precision) -> PrecisionOut:
        """Return figures' form on the wire."""
        return cls(**told_of(one))


NUMBERS = (
    *("n", "n_true", "n_false", "n_judged", "n_duplicate", "n_open", "n_repeats", "n_disputed"),
    *("share", "low", "high", "median_answer_s"),
)


def numbers_of(one: Precision) -> dict[str, Any]:
    """Return the numbers among figures."""
    return {name: getattr(one, name) for name in NUMBERS}


def told_of(one: Precision) -> dict[str, Any]:
    """Return all that is told of figures."""
    categories = [CategoryCount(category=code, n=n) for code, n in one.categories]
    return {**numbers_of(one), "categories": categories}


class PrecisionRowOut(PrecisionOut):
    """The figures of a group; squad, name and ``known`` are of cameras."""

    key: str
    squad: str | None
    name: str | None
    known: bool | None = Field(description="Whether the squad's list has the camera.")

    @classmethod
    def of_row(cls, row: PrecisionRow) -> PrecisionRowOut:
        """Return a row's form on the wire."""
        named = {"key": row.key, "squad": row.squad_code, "name": row.name, "known": row.known}
        return cls(**named, **told_of(row.figures))


class CameraFiguresOut(BaseModel):
    """How often alerts were true; never of persons."""

    at: datetime
    start: datetime | None
    end: datetime | None
    by: By
    whole: PrecisionOut
    rows: list[PrecisionRowOut]

    @classmethod
    def of(cls, found: CameraFigures, span: Span, by: By, now: datetime) -> CameraFiguresOut:
        """Return figures' form on the wire."""
        return cls(
            at=now,
            start=span.start,
            end=span.end,
            by=by,
            whole=PrecisionOut.of(found.whole),
            rows=[PrecisionRowOut.of_row(one) for one in found.rows],
        )


class SilenceQuery(BaseModel):
    """Query of silent cameras."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    squad: Code | None = Field(None, description="Code of a squad.")
    at: str | None = Field(
        None, max_length=40, description=f"Moment to look back from, now if missing: {MOMENT_HELP}."
    )


class SilenceOut(BaseModel):
    """How long a camera has been silent."""

    squad: str
    camera: str = Field(description="Its code; else the name that its device has.")
    name: str | None
    known: bool = Field(description="Whether the squad's list has it.")
    state: SilenceState
    last_at: datetime | None = Field(description="When it was last heard of.")
    limit_s: float | None = Field(description="The longest silence that is usual, if known.")
    by: Literal["signs", "habit"] | None = Field(description="What the limit follows from.")
    silent_since: datetime | None
    n_gaps: int = Field(description="How many gaps between alerts its habit is known from.")
    demo: bool


class SilencesOut(BaseModel):
    """How long each camera has been silent."""

    at: datetime
    n_silent: int
    items: list[SilenceOut]
    next: None = None

    @classmethod
    def of(cls, found: Sequence[CameraSilence], at: datetime) -> SilencesOut:
        """Return the list's form on the wire."""
        items = [
            SilenceOut(
                squad=one.squad_code,
                camera=one.camera,
                name=one.name,
                known=one.known,
                state=one.silence.state,
                last_at=one.silence.last_at,
                limit_s=None if one.silence.limit is None else one.silence.limit.total_seconds(),
                by=one.silence.by,
                silent_since=one.silence.since,
                n_gaps=one.silence.n_gaps,
                demo=one.demo,
            )
            for one in found
        ]
        n_silent = sum(one.state == "silent" for one in items)
        return cls(at=at, n_silent=n_silent, items=items)
