"""Camera alerts of a demo season, all invented: of what was met, of headlights, of animals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from uuid import UUID

import numpy as np

from geo_patrol.cameras.evidence import CameraPublication
from geo_patrol.cameras.records import Camera
from geo_patrol.cameras.views import works
from geo_patrol.demo.days import FIRST_DAY, LAST_DAY
from geo_patrol.demo.ids import Purpose, id_maker, stream
from geo_patrol.demo.records import Season
from geo_patrol.field.checks import distance_m
from geo_patrol.field.records import AlertAnswer, AlertResult, CameraAlert
from geo_patrol.incidents.records import Incident
from geo_patrol.messages import text

SILENT = "QI-C05"
"""The camera that is not heard of any more after a storm in November."""
SILENT_FROM = datetime.combine(FIRST_DAY, time.min) + timedelta(days=106)

NEAR = 1.5
"""What happens within so many ranges of a camera may be seen by it."""
_SEEN, _CREW_WAS_THERE = 0.4, 0.35
_UNANSWERED, _KNOWN = 0.04, 0.06
_FEWEST_FALSE, _MOST_FALSE = 8, 34
_SILENT_FALSE = 60
_DARK = frozenset({18, 19, 20, 21, 22, 23, 0, 1, 2, 3, 4, 5})
_DARK_WEIGHT = 3.0
_KINDS = ("person", "person", "boat", "vehicle")
_KIND_OF = {"boating": "boat", "dumping": "vehicle"}
_UNPUBLISHED_EVERY = 6

Own = tuple[str, Camera]
"""A camera with the squad that it belongs to."""


@dataclass(frozen=True)
class DemoAlert:
    """An alert with what it turned out to be, and who said so."""

    squad_code: str
    alert: CameraAlert
    answer: AlertAnswer | None
    officer_id: UUID


def alerts(season: Season, cameras: Sequence[Own], tz: tzinfo) -> tuple[DemoAlert, ...]:
    """Return the alerts of a season in time order; the same season and cameras, the same ones.

    The camera nearest to an incident that a camera told of told of it. Some of what others met
    near a camera was seen by it, too: then a crew may have been there already. The rest are false,
    by night more often than by day.
    """
    made = [*_true(season, cameras, tz), *_false(season, cameras, tz)]
    return tuple(sorted(made, key=lambda one: (one.alert.at, one.alert.id)))


def publications(seed: int, cameras: Sequence[Own], tz: tzinfo) -> tuple[CameraPublication, ...]:
    """Return where the public can read of the cameras; of some it cannot."""
    make_id = id_maker(seed)
    return tuple(
        CameraPublication(
            make_id(f"publication/{camera.code}"),
            squad_code,
            camera.code,
            text("season.camera.published", "zh"),
            datetime.combine(FIRST_DAY, time.min, tz),
        )
        for number, (squad_code, camera) in enumerate(cameras, 1)
        if number % _UNPUBLISHED_EVERY
    )


def _true(season: Season, cameras: Sequence[Own], tz: tzinfo) -> Iterator[DemoAlert]:
    rng = stream(season.seed, Purpose.CAMERA_ALERTS)
    for incident in season.incidents:
        seen_at = incident.occurred_at - timedelta(minutes=float(rng.uniform(4.0, 26.0)))
        told = incident.source == "camera"
        chance, crew = rng.random(), rng.random()
        camera = _nearest(incident, cameras, seen_at, tz, anyhow=told)
        if camera is None or not (told or chance < _SEEN):
            continue
        known = not told and crew < _CREW_WAS_THERE
        yield _alert(
            season,
            (incident.squad_code, camera),
            f"incident/{incident.id}",
            seen_at,
            _KIND_OF.get(incident.category, "person"),
            "duplicate" if known else "true",
            incident,
            wait_s=(incident.occurred_at - seen_at).total_seconds(),
        )


def _nearest(
    incident: Incident, cameras: Sequence[Own], at: datetime, tz: tzinfo, *, anyhow: bool
) -> Camera | None:
    """Return the camera that may have seen it; ``anyhow`` the nearest that works at all."""
    working = [
        one for squad, one in cameras if squad == incident.squad_code and _works(one, at, tz)
    ]
    found = min(
        working,
        key=lambda one: distance_m(incident.lon, incident.lat, one.lon, one.lat),
        default=None,
    )
    if found is None or anyhow:
        return found
    away = distance_m(incident.lon, incident.lat, found.lon, found.lat)
    return found if away <= NEAR * found.range_m else None


def _works(camera: Camera, at: datetime, tz: tzinfo) -> bool:
    if camera.code == SILENT and at.astimezone(tz).replace(tzinfo=None) >= SILENT_FROM:
        return False
    return works(camera, at, at + timedelta(seconds=1), tz)


def _false(season: Season, cameras: Sequence[Own], tz: tzinfo) -> Iterator[DemoAlert]:
    start = datetime.combine(FIRST_DAY, time.min, tz)
    minutes = round((LAST_DAY - FIRST_DAY).days * 1440)
    hours = np.array([_DARK_WEIGHT if hour in _DARK else 1.0 for hour in range(24)])
    for number, own in enumerate(cameras):
        camera = own[1]
        rng = stream(season.seed, Purpose.CAMERA_ALERTS, number + 1)
        n = int(rng.integers(_FEWEST_FALSE, _MOST_FALSE + 1))
        n = _SILENT_FALSE if camera.code == SILENT else n
        days = rng.integers(0, minutes // 1440, n)
        of_day = rng.choice(24, n, p=hours / hours.sum()) * 60 + rng.integers(0, 60, n)
        kinds, lots = rng.choice(_KINDS, n), rng.random(n)
        waits = rng.gamma(3.0, 300.0, n)
        for index in range(n):
            at = start + timedelta(days=int(days[index]), minutes=int(of_day[index]))
            if not _works(camera, at, tz):
                continue
            lot = lots[index]
            result: AlertResult | None = "false"
            if lot < _UNANSWERED:
                result = None
            elif lot < _UNANSWERED + _KNOWN:
                result = "duplicate"
            name = f"false/{camera.code}/{index}"
            wait_s = float(waits[index])
            yield _alert(season, own, name, at, str(kinds[index]), result, None, wait_s=wait_s)


def _alert(
    season: Season,
    own: Own,
    name: str,
    at: datetime,
    kind: str,
    result: AlertResult | None,
    incident: Incident | None,
    *,
    wait_s: float,
) -> DemoAlert:
    make_id = id_maker(season.seed)
    squad_code, camera = own
    at = at.replace(microsecond=0)
    alert_id = make_id(f"alert/{name}")
    crew = [
        one.id for one in season.officers if (one.squad_code, one.role) == (squad_code, "officer")
    ]
    place = (camera.lon, camera.lat) if incident is None else (incident.lon, incident.lat)
    words = {"false": "season.alert.false", "duplicate": "season.alert.known"}
    answer = None
    if result is not None:
        said = "" if result == "true" else text(words[result], "zh")
        answered_at = at + timedelta(seconds=round(wait_s))
        came_of_it = incident.id if incident is not None and result == "true" else None
        answer = AlertAnswer(
            make_id(f"answer/{name}"), alert_id, answered_at, result, came_of_it, said
        )
    return DemoAlert(
        squad_code,
        CameraAlert(alert_id, camera.code, at, kind, *place),
        answer,
        crew[alert_id.int % len(crew)],
    )
