"""When incidents happen: by the local hour and the day of the week."""

from collections import Counter
from datetime import tzinfo

from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_material import Material
from geo_patrol.reports.brief_words import said, same
from geo_patrol.reports.briefing import Chart, Column, Series, Table, Value

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
BAND_H = 3
"""Hours that a row of the table holds."""

_SATURDAY = 5


def counted(material: Material) -> Counter[tuple[int, int]]:
    """Return incidents by local hour and weekday; 0 is Monday."""
    tz = _zone(material)
    local = (one.occurred_at.astimezone(tz) for one in material.happened)
    return Counter((one.hour, one.weekday()) for one in local)


def _zone(material: Material) -> tzinfo | None:
    return material.period.start.tzinfo


def hours_table(material: Material) -> Table:
    """Return incidents by three hours of the day and by weekday."""
    found = counted(material)
    rows: list[tuple[Value | Words, ...]] = []
    for first in range(0, 24, BAND_H):
        band = [
            sum(found[hour, day] for hour in range(first, first + BAND_H))
            for day in range(len(WEEKDAYS))
        ]
        rows.append((same(f"{first:02}:00–{first + BAND_H:02}:00"), *band, sum(band)))
    sums = [sum(found[hour, day] for hour in range(24)) for day in range(len(WEEKDAYS))]
    rows.append((said("briefing.total"), *sums, sum(sums)))
    unit = said("briefing.unit.incidents")
    return Table(
        "hours_weekdays",
        said("briefing.table.hours_weekdays"),
        (
            Column(said("briefing.column.hours"), "text"),
            *(Column(said(f"briefing.weekday.{day}"), "count", unit) for day in WEEKDAYS),
            Column(said("briefing.total"), "count", unit),
        ),
        tuple(rows),
        totals=True,
    )


def by_hour_chart(material: Material) -> Chart:
    """Return incidents by hour, those of Monday to Friday and those of weekends stacked."""
    found = counted(material)

    def series(days: range) -> tuple[float | None, ...]:
        return tuple(float(sum(found[hour, day] for day in days)) for hour in range(24))

    return Chart(
        "by_hour",
        said("briefing.chart.by_hour"),
        "stacked",
        said("briefing.unit.incidents"),
        "count",
        tuple(same(f"{hour:02}") for hour in range(24)),
        (
            Series(said("briefing.series.weekdays"), series(range(_SATURDAY))),
            Series(said("briefing.series.weekend"), series(range(_SATURDAY, 7))),
        ),
    )
