"""How often cameras' alerts are true: by camera, hour, kind and month, never by person."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Literal, get_args

from sqlalchemy.orm import Session

from geo_patrol.cameras.precision import JudgedAlert, Precision, precision
from geo_patrol.store.repositories import cameras
from geo_patrol.store.repositories.camera_judging import Alerted, alerted
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.scope import Scope

By = Literal["camera", "hour", "kind", "month"]
BY: tuple[By, ...] = get_args(By)


@dataclass(frozen=True)
class PrecisionRow:
    """The figures of a group.

    ``key`` is a camera's code (or its name, where the squad's list does not know it), a local
    hour ``00`` to ``23``, a kind, or a local month. ``squad_code``, ``name`` and ``known`` are of
    cameras.
    """

    key: str
    figures: Precision
    squad_code: str | None = None
    name: str | None = None
    known: bool | None = None


@dataclass(frozen=True)
class CameraFigures:
    """The figures of all alerts of a period, and of each group."""

    whole: Precision
    rows: tuple[PrecisionRow, ...]


def camera_figures(
    session: Session,
    scope: Scope,
    span: Span,
    tz: tzinfo,
    *,
    by: By = "camera",
    squad: str | None = None,
    camera: str | None = None,
    area: str | None = None,
) -> CameraFigures:
    """Return how often the alerts within reach of a period turned out to be true.

    Moments are by the camera's own clock. Groups stand in the order of their keys, not of their
    values; those without an alert are none.
    """
    found = alerted(session, scope, span, squad=squad, camera=camera, area=area)
    group = _grouping(by, tz)
    groups: dict[tuple[str, str], list[Alerted]] = defaultdict(list)
    for one in found:
        groups[group(one)].append(one)
    names = _names(session, {one.squad_code for one in found}) if by == "camera" else {}
    rows = tuple(
        PrecisionRow(
            key,
            _figures(groups[squad_code, key]),
            squad_code or None,
            names.get((squad_code, key)),
            groups[squad_code, key][0].known if by == "camera" else None,
        )
        for squad_code, key in sorted(groups)
    )
    return CameraFigures(_figures(found), rows)


def _grouping(by: By, tz: tzinfo) -> Callable[[Alerted], tuple[str, str]]:
    match by:
        case "camera":
            # Two squads may each have a camera of one code.
            return lambda one: (one.squad_code, one.camera)
        case "hour":
            return lambda one: ("", f"{one.at.astimezone(tz):%H}")
        case "kind":
            return lambda one: ("", one.kind)
        case "month":
            return lambda one: ("", f"{one.at.astimezone(tz):%Y-%m}")


def _names(session: Session, squads: set[str]) -> dict[tuple[str, str], str]:
    return {
        (squad, code): name
        for squad in sorted(squads)
        for code, name in cameras.names(session, squad)
    }


def _figures(found: list[Alerted]) -> Precision:
    return precision(_judged(one) for one in found)


def _judged(one: Alerted) -> JudgedAlert:
    first = min((answer.at for answer in one.answers), default=None)
    waited = None if first is None else max(0.0, (first - one.told_at).total_seconds())
    return JudgedAlert(
        results=tuple(answer.result for answer in one.answers),
        answered_s=waited,
        repeat=one.repeat,
        categories=tuple(one.category for one in one.answers if one.category is not None),
    )
