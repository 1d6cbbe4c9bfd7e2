"""Cells that a briefing names: those never seen, and those overdue longest."""

from datetime import UTC, datetime

from geo_patrol.grid.records import CellKind
from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_material import CellVisits, Material
from geo_patrol.reports.brief_words import said, same
from geo_patrol.reports.briefing import Column, Table
from geo_patrol.zones import ZoneLevel

WORST = 10
"""How many cells a briefing names as the worst."""


def never_seen(material: Material) -> Table | None:
    """Return how many cells were never seen, by area, kind and level; None without any."""
    rows = [
        (area_name(material, one.area_code), kind_name(kind), level_name(level), n)
        for one in material.now.visits
        for (kind, level), n in sorted(one.never.items(), key=lambda each: (-each[1], str(each[0])))
    ]
    if not rows:
        return None
    return Table(
        "never_seen",
        said("briefing.table.never_seen"),
        (
            Column(said("briefing.column.area"), "text"),
            Column(said("briefing.column.kind"), "text"),
            Column(said("briefing.column.level"), "text"),
            Column(said("briefing.column.never"), "count", said("briefing.unit.cells")),
        ),
        tuple(rows),
    )


def worst_cells(material: Material) -> Table:
    """Return the cells that were overdue longest, of those that were seen before."""
    found = worst_of(material)[:WORST]
    tz = material.period.start.tzinfo
    return Table(
        "worst_cells",
        said("briefing.table.worst_cells", n=WORST),
        (
            Column(said("briefing.column.area"), "text"),
            Column(said("briefing.column.cell"), "text"),
            Column(said("briefing.column.kind"), "text"),
            Column(said("briefing.column.level"), "text"),
            Column(said("briefing.column.required"), "hours", said("briefing.unit.hours")),
            Column(said("briefing.name.compliance"), "share"),
            Column(said("briefing.column.overdue_time"), "hours", said("briefing.unit.hours")),
            Column(said("briefing.column.last_seen"), "text"),
        ),
        tuple(
            (
                area_name(material, one.area_code),
                one.code,
                kind_name(one.kind),
                level_name(one.level),
                one.required_s / 3600,
                one.met / one.windows if one.windows else None,
                one.overdue_s / 3600,
                None if one.last_seen is None else f"{one.last_seen.astimezone(tz):%Y-%m-%d %H:%M}",
            )
            for one in found
        ),
        note=said("briefing.coverage.worst_note"),
    )


def worst_of(material: Material) -> list[CellVisits]:
    """Return the worst cells of all areas, the worst first."""
    if not material.known:
        return []
    found = [cell for one in material.now.visits for cell in one.worst]
    return sorted(found, key=_longest)


def _longest(one: CellVisits) -> tuple[float, float, datetime, str, str]:
    """Return the order of overdue cells: of those alike, the one left longest ago."""
    last_seen = one.last_seen or datetime.min.replace(tzinfo=UTC)
    return -one.overdue_s, one.required_s, last_seen, one.area_code, one.code


def kind_name(kind: CellKind) -> Words:
    """Return what a kind of cell is called."""
    return said(f"exports.kind.{kind}")


def level_name(level: ZoneLevel | None) -> Words:
    """Return what a zone level is called; outside all of them is told as such."""
    return said("briefing.no_level") if level is None else said(f"maps.level.{level}")


def area_name(material: Material, code: str) -> Words:
    """Return what an area is called; its code where it is none of the briefing's."""
    return material.area_name(code) or same(code)
