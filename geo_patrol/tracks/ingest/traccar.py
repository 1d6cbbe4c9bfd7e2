"""Traccar Client from version 9 on, JSON: https://www.traccar.org/osmand/."""

from collections.abc import Mapping

from geo_patrol.errors import InvalidInput
from geo_patrol.tracks.ingest.records import Message, Report, known
from geo_patrol.tracks.ingest.values import KMH_PER_MS, moment_ms, number, optional

MOST_AT_ONCE = 1000


def read(body: Mapping[str, object]) -> Message:
    """Read ``location``: one, or a list of those that waited for a connection.

    Each has ``timestamp`` and ``coords`` with ``latitude``, ``longitude``, ``accuracy`` in metres
    and ``speed`` in metres a second; -1 means unknown.

    Raises
    ------
    InvalidInput
        When a location lacks its time or place, or they are none; when there are over a thousand.
    """
    located = body.get("location")
    several = located if isinstance(located, list) else [located]
    if len(several) > MOST_AT_ONCE:
        raise InvalidInput("ingest.too_many", limit=MOST_AT_ONCE)
    return Message("traccar", tuple(_report(one) for one in several))


def _report(location: object) -> Report:
    if not isinstance(location, dict):
        raise InvalidInput("ingest.missing", name="location")
    coords = location.get("coords")
    if not isinstance(coords, dict):
        raise InvalidInput("ingest.missing", name="coords")
    return Report(
        moment_ms("timestamp", location.get("timestamp")),
        number("longitude", coords.get("longitude")),
        number("latitude", coords.get("latitude")),
        known(optional("accuracy", coords.get("accuracy"))),
        known(optional("speed", coords.get("speed")), KMH_PER_MS),
    )
