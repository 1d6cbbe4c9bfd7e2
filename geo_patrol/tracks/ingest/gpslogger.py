"""GPSLogger for Android: addresses filled in from a template, and its CSV files whole.

https://gpslogger.app: times are UTC, all units SI. It sends what it has logged again and again, and
says so: who receives has to drop what came before.
"""

import csv
from collections.abc import Mapping

from geo_patrol.errors import InvalidInput
from geo_patrol.tracks.ingest.records import Message, Report, known
from geo_patrol.tracks.ingest.values import KMH_PER_MS, moment_ms, number, optional

OWN_FIELDS = frozenset({"t", "spd", "aid"})
"""By which a filled-in template is told from the OsmAnd protocol."""
MOST_LINES = 100_000
"""A day of one fix a second."""


def read(fields: Mapping[str, str]) -> Message:
    """Read one fix: ``lat``, ``lon``, ``t`` (or ``timestamp``, ``time``), ``acc``, ``spd``.

    Times are cut to whole seconds, as its ``%TIMESTAMP`` is: else a fix would come once from the
    template and a second time, some milliseconds later, from the file.

    Raises
    ------
    InvalidInput
        When time or place is missing, or none.
    """
    return Message("gpslogger", (_report(fields, ("t", "timestamp", "time"), "acc", "spd"),))


def looks_like_csv(text: str) -> bool:
    """Tell whether a text begins with the head of one of its files."""
    head = text.partition("\n")[0].strip().lower().split(",")
    return "lat" in head and "lon" in head and not {"time", "timestamp"}.isdisjoint(head)


def read_csv(text: str) -> Message:
    """Read a file of it; a line that is cut off or none is counted and left out.

    Raises
    ------
    InvalidInput
        When there are more lines than any day has.
    """
    reports: list[Report] = []
    n_unusable = 0
    rows = csv.DictReader(text.splitlines(), strict=False)
    rows.fieldnames = [name.strip().lower() for name in rows.fieldnames or ()]
    try:
        for row in rows:
            if len(reports) + n_unusable >= MOST_LINES:
                raise InvalidInput("ingest.too_many", limit=MOST_LINES)
            fields = {name: value for name, value in row.items() if isinstance(value, str)}
            try:
                reports.append(_report(fields, ("timestamp", "time"), "accuracy", "speed"))
            except InvalidInput:
                n_unusable += 1
    except csv.Error as error:
        raise InvalidInput("ingest.unknown_form") from error
    return Message("gpslogger", tuple(reports), n_unusable)


def _report(fields: Mapping[str, str], times: tuple[str, ...], accuracy: str, speed: str) -> Report:
    time = next((name for name in times if fields.get(name)), times[0])
    return Report(
        moment_ms(time, fields.get(time)) // 1000 * 1000,
        number("lon", fields.get("lon")),
        number("lat", fields.get("lat")),
        known(optional(accuracy, fields.get(accuracy))),
        known(optional(speed, fields.get(speed)), KMH_PER_MS),
    )
