"""The OsmAnd protocol in an address or a form: OsmAnd, and Traccar Client before version 9.

https://www.traccar.org/osmand/ describes it; OsmAnd's own parameters are those of its "online
tracking" address, which the user writes.
"""

from collections.abc import Mapping

from geo_patrol.errors import InvalidInput
from geo_patrol.tracks.ingest.records import Message, Report, known
from geo_patrol.tracks.ingest.values import KMH_PER_KNOT, KMH_PER_MS, moment_ms, number, optional

_NO_FIX = frozenset({"false", "0"})


def read(fields: Mapping[str, str]) -> Message:
    """Read one fix: ``lat`` and ``lon``, or ``location`` ``lat,lon``, and ``timestamp``.

    Who names itself by ``id`` or ``deviceid`` is a Traccar Client and gives its speed in knots;
    OsmAnd gives metres a second. ``valid`` ``false`` says that there was no fix.

    Raises
    ------
    InvalidInput
        When time or place is missing, or none.
    """
    if fields.get("valid", "").lower() in _NO_FIX:
        return Message("osmand", n_unusable=1)
    lat, lon = _place(fields)
    named = "id" in fields or "deviceid" in fields
    speed = optional("speed", fields.get("speed"))
    report = Report(
        moment_ms("timestamp", fields.get("timestamp")),
        number("lon", lon),
        number("lat", lat),
        known(optional("accuracy", fields.get("accuracy"))),
        known(speed, KMH_PER_KNOT if named else KMH_PER_MS),
    )
    return Message("osmand", (report,))


def _place(fields: Mapping[str, str]) -> tuple[str | None, str | None]:
    if "location" not in fields:
        return fields.get("lat"), fields.get("lon")
    parts = fields["location"].split(",")
    if len(parts) != 2:
        raise InvalidInput("ingest.not_a_number", name="location")
    return parts[0], parts[1]
