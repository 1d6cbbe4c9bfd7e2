"""七、下月重点: places that a rule proposes for the next period, from gaps and hot spots.

Proposals, never orders; of areas and cells, never of persons.
"""

from collections.abc import Iterator
from typing import NamedTuple

from geo_patrol.grid.records import CellKind
from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_cells import area_name, kind_name, level_name, worst_of
from geo_patrol.reports.brief_material import CellVisits, Material
from geo_patrol.reports.brief_sums import HotCell
from geo_patrol.reports.brief_words import joined, listed, quantity, said
from geo_patrol.reports.briefing import UNSAID, Column, Section, Table, Value
from geo_patrol.zones import ZoneLevel

LEAST_WINDOWS = 30
"""An area with fewer required visits is not compared: its share says little."""
MOST_AREAS = 3
MOST_CELLS = 10
HOT, LATE, NEVER = 4, 4, 2
"""How many cells are proposed for each reason; one with several reasons is named once."""


class Proposed(NamedTuple):
    """A cell that is proposed, with the reasons why."""

    area_code: str
    code: str
    reasons: tuple[Words, ...]
    kind: CellKind
    level: ZoneLevel | None


def ahead(material: Material) -> Section:
    """Return areas and cells that are proposed to be looked after first."""
    heading = said("briefing.heading.ahead", following=material.period.following)
    if not material.known:
        return Section("ahead", heading, (said("briefing.ahead.unknown"),))
    cells = proposed_cells(material)
    paragraphs = [*_areas_told(material), *_cells_told(material, cells)]
    if not paragraphs:
        paragraphs = [said("briefing.ahead.nothing")]
    return Section(
        "ahead",
        heading,
        (*paragraphs, said("briefing.ahead.rule")),
        tables=(_table(material, cells),) if cells else (),
    )


def _areas_told(material: Material) -> Iterator[Words]:
    weakest = weakest_areas(material)
    if weakest:
        yield said(
            "briefing.ahead.areas",
            areas=listed(
                said("briefing.ahead.area", area=area_name(material, code), share=_percent(share))
                for code, share in weakest
            ),
            whole=_percent(material.now.windows().share),
        )
    never = sorted(
        ((one.n_never, one.area_code) for one in material.now.visits if one.n_never),
        key=lambda one: (-one[0], one[1]),
    )[:MOST_AREAS]
    if never:
        yield said(
            "briefing.ahead.never",
            areas=listed(
                said("briefing.ahead.never_area", area=area_name(material, code), n=n)
                for n, code in never
            ),
        )


def weakest_areas(material: Material) -> list[tuple[str, float]]:
    """Return the areas below the share of all, the weakest first; none of a single area."""
    whole = material.now.windows().share
    if whole is None:
        return []
    shares = [
        (one.windows.met / one.windows.windows, one.area_code)
        for one in material.now.visits
        if one.windows.windows >= LEAST_WINDOWS
    ]
    return [(code, share) for share, code in sorted(shares) if share < whole][:MOST_AREAS]


def proposed_cells(material: Material) -> list[Proposed]:
    """Return cells that are hot, long overdue, or never seen, those with most reasons first.

    Hot ones by incidents around them, overdue ones by time overdue, never-seen ones by the
    shortest required interval; then by code.
    """
    late = worst_of(material)[:LATE]
    unseen = sorted(
        (cell for one in material.now.visits for cell in one.never_cells),
        key=lambda one: (one.required_s, one.area_code, one.code),
    )[:NEVER]
    reasons: dict[tuple[str, str], list[Words]] = {}
    cells: dict[tuple[str, str], CellVisits | HotCell] = {}
    for spot in material.hot[:HOT]:
        told = said("briefing.ahead.hot", n=spot.n_around)
        reasons.setdefault((spot.area_code, spot.code), []).append(told)
        cells[spot.area_code, spot.code] = spot
    for cell in late:
        told = said("briefing.ahead.late", hours=quantity(cell.overdue_s / 3600, "hours", UNSAID))
        reasons.setdefault((cell.area_code, cell.code), []).append(told)
        cells[cell.area_code, cell.code] = cell
    for cell in unseen:
        reasons.setdefault((cell.area_code, cell.code), []).append(said("briefing.ahead.unseen"))
        cells[cell.area_code, cell.code] = cell
    found = [
        Proposed(area, code, tuple(why), cells[area, code].kind, cells[area, code].level)
        for (area, code), why in reasons.items()
    ]
    # The order within a number of reasons stays: hot ones, late ones, those never seen.
    return sorted(found, key=lambda one: -len(one.reasons))[:MOST_CELLS]


def _cells_told(material: Material, cells: list[Proposed]) -> Iterator[Words]:
    if cells:
        yield said("briefing.ahead.cells", n=len(cells))


def _table(material: Material, cells: list[Proposed]) -> Table:
    rows: list[tuple[Value | Words, ...]] = [
        (
            area_name(material, one.area_code),
            one.code,
            kind_name(one.kind),
            level_name(one.level),
            joined(one.reasons, "；", "; "),
        )
        for one in cells
    ]
    return Table(
        "proposed_cells",
        said("briefing.table.proposed_cells"),
        (
            Column(said("briefing.column.area"), "text"),
            Column(said("briefing.column.cell"), "text"),
            Column(said("briefing.column.kind"), "text"),
            Column(said("briefing.column.level"), "text"),
            Column(said("briefing.column.reasons"), "text"),
        ),
        tuple(rows),
        note=said("briefing.ahead.note"),
    )


def _percent(share: float | None) -> Words:
    return quantity(share, "share", UNSAID)
