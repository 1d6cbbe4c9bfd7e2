"""Areas side by side: what was found in each, and how each was looked after."""

from geo_patrol.messages.words import Words
from geo_patrol.reports.adding import added
from geo_patrol.reports.brief_material import Material
from geo_patrol.reports.brief_words import said
from geo_patrol.reports.briefing import Column, Table, Value
from geo_patrol.reports.figures import FIGURES, Counts, Figure, FigureCode

_SHOWN: tuple[FigureCode, ...] = (
    "violations",
    "persuaded",
    "gear_seized",
    "cases_simple",
    "cases_ordinary",
)


def found_by_area(material: Material) -> Table:
    """Return what was found in each area; outside all areas stands last, if anything was."""
    figures = [one for code in _SHOWN for one in FIGURES if one.code == code]
    parts: dict[str | None, Counts] = {}
    for (_squad, area), counts in material.now.by_area.items():
        parts[area] = added((parts.get(area, Counts()), counts))
    rows: list[tuple[Value | Words, ...]] = [
        (one.name, *_values(parts.get(one.code, Counts()), figures, material))
        for one in material.areas
    ]
    known = {one.code for one in material.areas}
    outside = [counts for code, counts in parts.items() if code not in known]
    if outside:
        name = said("briefing.outside")
        rows.append((name, *_values(added(outside), figures, material)))
    several = len(rows) > 1
    if several:
        rows.append((said("briefing.total"), *_values(added(parts.values()), figures, material)))
    return Table(
        "found_by_area",
        said("briefing.table.found_by_area"),
        (
            Column(said("briefing.column.area"), "text"),
            *(
                Column(
                    Words(one.name("zh"), one.name("en")),
                    "count",
                    Words(one.unit_name("zh"), one.unit_name("en")),
                )
                for one in figures
            ),
        ),
        tuple(rows),
        totals=several,
    )


def _values(counts: Counts, figures: list[Figure], material: Material) -> list[Value]:
    if not material.known:
        return [None for _ in figures]
    return [one.count(counts).value for one in figures]
