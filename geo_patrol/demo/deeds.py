"""From a drawn incident to its record: place, time, outcomes, what was held, and a line of text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import numpy as np

from geo_patrol.crs import from_metric
from geo_patrol.demo.chances import Chances, Spot
from geo_patrol.demo.grounds import Ground
from geo_patrol.demo.luck import Draw
from geo_patrol.demo.records import SquadCode
from geo_patrol.demo.rounds import Round
from geo_patrol.demo.wrongs import Wrong
from geo_patrol.incidents.catalogue import categories, gear
from geo_patrol.incidents.records import Incident, Outcome, SeizedItem, Source
from geo_patrol.messages import text

_MEASURES = ("warned", "first_leniency", "filed_simple", "filed_ordinary", "transferred")
# A handful of measures count the people they concern; the rest concern a case.
_OF_PEOPLE = {"warned", "first_leniency"}


@dataclass(frozen=True, eq=False)
class Stage:
    """What drawn incidents refer to: the squad, its rounds, spots, grounds and wrongs."""

    squad_code: SquadCode
    rounds: Sequence[Round]
    spots: Sequence[Spot]
    grounds: Mapping[str, Ground]
    wrongs: Sequence[Wrong]
    chances: Chances


@dataclass(frozen=True)
class _Scene:
    """Where, when and by whom an incident was seen."""

    moment: datetime
    lon: float
    lat: float
    accuracy_m: float | None
    source: Source
    patrol_id: UUID | None
    place: str


def record_incidents(
    rng: np.random.Generator, stage: Stage, drawn: Draw, ids: Sequence[UUID]
) -> tuple[Incident, ...]:
    """Return the drawn incidents as records, in order of time; ``ids`` is long enough for all."""
    incidents = []
    for row in range(len(drawn.moment)):
        wrong = stage.wrongs[drawn.category[row]]
        scene = _scene(rng, stage, wrong, int(drawn.moment[row]))
        fled = bool(drawn.fled[row])
        held = _held(rng, wrong, fled, int(drawn.gear[row]))
        outcomes = _outcomes(rng, wrong, fled, int(drawn.people[row]), held)
        incidents.append(
            Incident(
                id=ids[row],
                squad_code=stage.squad_code,
                occurred_at=scene.moment,
                lon=scene.lon,
                lat=scene.lat,
                accuracy_m=scene.accuracy_m,
                placed_by="map" if scene.accuracy_m is None else "gps",
                category=wrong.category,
                source=scene.source,
                patrol_id=scene.patrol_id,
                narrative=_narrative(scene, wrong, outcomes, held),
                outcomes=outcomes,
                seized=held,
            )
        )
    return tuple(sorted(incidents, key=lambda item: (item.occurred_at, item.id)))


def _scene(rng: np.random.Generator, stage: Stage, wrong: Wrong, moment: int) -> _Scene:
    watch = stage.chances.watch
    item = int(watch.item[moment])
    span_ms = int(watch.span_ms[moment])
    t_ms = int(watch.t_ms[moment]) + int((rng.random() - 0.5) * 0.9 * span_ms)
    occurred_at = datetime.fromtimestamp(t_ms // 1000, UTC)
    if item < len(stage.rounds):
        seen_by = stage.rounds[item]
        t_s = (occurred_at - seen_by.patrol.start).total_seconds()
        xs, ys = seen_by.journey.at(np.array([t_s]))
        x, y, area = float(xs[0]), float(ys[0]), seen_by.patrol.area_code
        source: Source = seen_by.day.drive or "patrol"
        patrol_id: UUID | None = seen_by.patrol.id
        accuracy: float | None = round(float(rng.uniform(3.0, 14.0)), 1)
    else:
        spot = stage.spots[item - len(stage.rounds)]
        aside = rng.normal(0.0, 90.0, 2)
        x, y, area = spot.x + aside[0], spot.y + aside[1], spot.area_code
        source, patrol_id, accuracy = spot.source, None, None
    ground = stage.grounds[area]
    point = ground.settle(rng, wrong.where, x, y)
    lon, lat = from_metric(point.x, point.y)
    return _Scene(
        moment=occurred_at,
        lon=round(float(lon), 6),
        lat=round(float(lat), 6),
        accuracy_m=accuracy,
        source=source,
        patrol_id=patrol_id,
        place=ground.name_of(point.x, point.y),
    )


def _held(
    rng: np.random.Generator, wrong: Wrong, fled: bool, quantity: int
) -> tuple[SeizedItem, ...]:
    if quantity == 0:
        return ()
    kinds = [kind for kind, _ in wrong.outcomes.gear]
    shares = np.array([share for _, share in wrong.outcomes.gear])
    split = rng.multinomial(quantity, shares / shares.sum())
    note = text("season.note.ownerless", "zh") if fled else ""
    return tuple(
        SeizedItem(kind, int(n), note=note) for kind, n in zip(kinds, split, strict=True) if n
    )


def _outcomes(
    rng: np.random.Generator,
    wrong: Wrong,
    fled: bool,
    people: int,
    held: tuple[SeizedItem, ...],
) -> tuple[Outcome, ...]:
    after = wrong.outcomes
    found: list[Outcome] = []
    met = max(people, 1)
    ordered = rng.random() < after.ordered
    measures = np.array([*after.measures, 1.0 - sum(after.measures)])
    drawn = int(rng.choice(len(measures), p=measures))
    if fled:
        found.append(Outcome("fled", 1 + int(rng.poisson(0.5))))
    else:
        if people:
            found.append(Outcome("persuaded", people))
        measure = _MEASURES[drawn] if drawn < len(_MEASURES) else None
        if ordered or not (people or measure):
            found.append(Outcome("ordered", met))
        if measure:
            found.append(Outcome(measure, met if measure in _OF_PEOPLE else None))
    if held:
        found.append(Outcome("seized"))
    return tuple(found)


def _narrative(
    scene: _Scene, wrong: Wrong, outcomes: tuple[Outcome, ...], held: tuple[SeizedItem, ...]
) -> str:
    found = {
        "patrol": text("season.found.patrol", "zh", place=scene.place, what=_name(wrong)),
        "camera": text("season.found.camera", "zh", place=scene.place, what=_name(wrong)),
        "citizen": text("season.found.citizen", "zh", place=scene.place, what=_name(wrong)),
        "campaign": text("season.found.campaign", "zh", place=scene.place, what=_name(wrong)),
        "joint": text("season.found.joint", "zh", place=scene.place, what=_name(wrong)),
    }[scene.source]
    parts = [found]
    for outcome in outcomes:
        if outcome.kind == "fled":
            parts.append(text("season.did.fled", "zh"))
        elif outcome.kind == "persuaded":
            parts.append(text("season.did.persuaded", "zh", people=outcome.people))
    if held:
        items = "、".join(f"{gear()[item.kind].zh}{item.quantity}" for item in held)
        parts.append(text("season.did.seized", "zh", items=items))
    return ",".join(parts) + "。"


def _name(wrong: Wrong) -> str:
    return categories()[wrong.category].zh
