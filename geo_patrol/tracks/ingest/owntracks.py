"""OwnTracks in HTTP mode: https://owntracks.org/booklet/tech/json/ and …/tech/http/."""

from collections.abc import Mapping

from geo_patrol.tracks.ingest.records import Message, Report, known
from geo_patrol.tracks.ingest.values import moment_ms, number, optional


def read(body: Mapping[str, object]) -> Message:
    """Read one message: ``_type`` ``location`` has a place, all others are none of our business.

    ``tst`` is Unix seconds, ``acc`` metres, ``vel`` kilometres an hour.

    Raises
    ------
    InvalidInput
        When a location lacks its time or place, or they are none.
    """
    if body.get("_type") != "location":
        return Message("owntracks")
    report = Report(
        moment_ms("tst", body.get("tst")),
        number("lon", body.get("lon")),
        number("lat", body.get("lat")),
        known(optional("acc", body.get("acc"))),
        known(optional("vel", body.get("vel"))),
    )
    return Message("owntracks", (report,))
