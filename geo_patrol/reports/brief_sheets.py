"""Which maps a briefing has: chosen by its kind, and by what there is to be seen."""

from collections.abc import Iterator

from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_material import BriefArea, Material
from geo_patrol.reports.brief_words import joined, listed, said
from geo_patrol.reports.briefing import MapSheet, MapSubject

MOST_NAMED = 3
"""A title names so many areas; of more it says how many."""


def area_groups(areas: tuple[BriefArea, ...]) -> Iterator[tuple[BriefArea, ...]]:
    """Yield areas as they are put on one sheet: the park's together, each other one by itself.

    A reservoir fills a sheet, and two lie far apart; the park's areas are small.
    """
    park: dict[str, list[BriefArea]] = {}
    for one in areas:
        if one.kind == "park":
            park.setdefault(one.squad_code, []).append(one)
        else:
            yield (one,)
    for those in park.values():
        yield tuple(those)


def coverage_sheets(material: Material) -> tuple[MapSheet, ...]:
    """Return maps of gaps and of effort of each group of areas that has a grid.

    A quarter and a year show what changed, too, where they can be compared.
    """
    sheets: list[MapSheet] = []
    kind = material.period.kind
    compared = material.before is not None and kind != "monthly"
    for group in _with_grid(material):
        sheets.append(_sheet(material, "gaps", group, said("briefing.map.gaps_caption")))
        sheets.append(_sheet(material, "coverage", group, said("briefing.map.coverage_caption")))
        if compared:
            sheets.append(_sheet(material, "change", group, said("briefing.map.change_caption")))
    return tuple(sheets)


def violation_sheets(material: Material) -> tuple[MapSheet, ...]:
    """Return one map of where incidents lie, and one of hot spots where there are any."""
    placed = {one.area_code for one in material.happened if one.area_code is not None}
    shown = tuple(one for one in material.areas if one.code in placed)
    sheets: list[MapSheet] = []
    if shown:
        sheets.append(_sheet(material, "heat", shown, said("briefing.map.heat_caption")))
    hot = {one.area_code for one in material.hot}
    spots = tuple(one for one in material.areas if one.code in hot)
    if spots:
        sheets.append(_sheet(material, "hotspots", spots, said("briefing.map.hotspots_caption")))
    return tuple(sheets)


def overview_sheets(material: Material) -> tuple[MapSheet, ...]:
    """Return the map of all areas, of which a year's report has one; none without areas."""
    if not material.areas:
        return ()
    return (_sheet(material, "overview", material.areas, said("briefing.map.overview_caption")),)


def _with_grid(material: Material) -> Iterator[tuple[BriefArea, ...]]:
    yield from area_groups(tuple(one for one in material.areas if one.has_grid))


def _sheet(
    material: Material, subject: MapSubject, areas: tuple[BriefArea, ...], caption: Words
) -> MapSheet:
    name = areas[0].code if len(areas) == 1 else f"{areas[0].squad_code}_{len(areas)}"
    return MapSheet(
        f"{subject}_{name}",
        subject,
        tuple(one.code for one in areas),
        said(
            "briefing.map.title",
            areas=_named(areas),
            subject=said(f"briefing.map.{subject}"),
            period=material.period.name,
        ),
        joined((caption, _not_surveyed(areas)), "", " "),
    )


def _named(areas: tuple[BriefArea, ...]) -> Words:
    if len(areas) <= MOST_NAMED:
        return listed(one.name for one in areas)
    return said("briefing.map.n_areas", first=areas[0].name, n=len(areas))


def _not_surveyed(areas: tuple[BriefArea, ...]) -> Words:
    """Say what the boundaries are, each status once."""
    notes = dict.fromkeys(one.status for one in areas)
    return said("briefing.map.boundaries", notes=listed(notes))
