"""三、违法行为与处置: what was found, where and when, and what came of it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from geo_patrol.incidents.records import Source
from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_amounts import figure_amounts
from geo_patrol.reports.brief_held import held_tables
from geo_patrol.reports.brief_hours import by_hour_chart, hours_table
from geo_patrol.reports.brief_material import Material
from geo_patrol.reports.brief_places import found_by_area
from geo_patrol.reports.brief_sheets import violation_sheets
from geo_patrol.reports.brief_words import listed, quantity, said, same
from geo_patrol.reports.briefing import UNSAID, Column, Section, Table, Value

NAMED = 3
"""How many categories, or hot cells, a sentence names."""

SOURCES: tuple[Source, ...] = ("patrol", "camera", "citizen", "campaign", "joint")


def violations(material: Material) -> Section:
    """Return what was found in the period and what was done about it."""
    reported = figure_amounts(material)
    amounts = tuple(reported[code] for code in ("violations", "persuaded", "gear_seized"))
    heading = said("briefing.heading.violations")
    if not material.known:
        words = said("briefing.violations.unknown")
        return Section("violations", heading, (words,), amounts)
    return Section(
        "violations",
        heading,
        tuple(_paragraphs(material)),
        amounts,
        tuple(_tables(material)),
        (by_hour_chart(material),) if material.happened else (),
        violation_sheets(material),
    )


def _paragraphs(material: Material) -> Iterator[Words]:
    n = len(material.happened)
    if not n:
        yield said("briefing.violations.none", period=material.period.short)
        return
    categories = Counter(one.category for one in material.happened)
    yield said(
        "briefing.violations.by_category",
        n=n,
        n_categories=len(categories),
        first=listed(
            said(
                "briefing.violations.part",
                name=category_name(material, code),
                n=count,
                share=quantity(count / n, "share", UNSAID),
            )
            for code, count in _most(categories)[:NAMED]
        ),
    )
    sources = Counter(one.source for one in material.happened)
    yield said(
        "briefing.violations.by_source",
        parts=listed(
            said("briefing.violations.counted", name=said(f"briefing.source.{one}"), n=sources[one])
            for one in SOURCES
            if sources[one]
        ),
    )
    yield _spots_told(material)
    outcomes = material.now.counts.outcomes
    if outcomes:
        yield said(
            "briefing.violations.outcomes",
            parts=listed(
                said("briefing.violations.counted_times", name=outcome_name(material, code), n=one)
                for code, one in _most(outcomes)
            ),
        )
    else:
        yield said("briefing.violations.no_outcomes")
    amounts = figure_amounts(material)
    untold = [amounts[code] for code in ("fines_simple", "fines_ordinary") if amounts[code].unknown]
    if untold and not material.limited:
        yield said(
            "briefing.violations.untold",
            parts=listed(
                said("briefing.violations.untold_part", name=one.name, n=one.unknown)
                for one in untold
            ),
        )


def _spots_told(material: Material) -> Words:
    if not material.hot:
        return said("briefing.violations.no_spots")
    by_area = Counter(one.area_code for one in material.hot)
    return said(
        "briefing.violations.spots",
        n=len(material.hot),
        areas=listed(
            said("briefing.violations.spot_area", area=material.area_name(code) or same(code), n=n)
            for code, n in _most(by_area)
        ),
        first=listed(
            said("briefing.violations.spot", cell=one.code, n=one.n_around)
            for one in material.hot[:NAMED]
        ),
    )


def _tables(material: Material) -> Iterator[Table]:
    if material.happened:
        yield by_category(material)
        yield by_source(material)
    if material.now.counts.outcomes:
        yield by_outcome(material)
    yield found_by_area(material)
    if material.happened:
        yield hours_table(material)
    yield from held_tables(material)


def by_category(material: Material) -> Table:
    """Return incidents by category, the most first."""
    counted = Counter(one.category for one in material.happened)
    rows = [(category_name(material, code), n) for code, n in _most(counted)]
    return _shares("by_category", said("briefing.table.by_category"), _category_column(), rows)


def by_source(material: Material) -> Table:
    """Return incidents by where they were told from."""
    counted = Counter(one.source for one in material.happened)
    rows = [(said(f"briefing.source.{one}"), counted[one]) for one in SOURCES if counted[one]]
    column = Column(said("briefing.column.source"), "text")
    return _shares("by_source", said("briefing.table.by_source"), column, rows)


def by_outcome(material: Material) -> Table:
    """Return outcomes by kind, with the people they concern; an incident may have several."""
    counts, terms = material.now.counts, material.catalogue.outcomes
    rows: list[tuple[Value | Words, ...]] = [
        (
            outcome_name(material, code),
            n,
            counts.people.get(code, 0) if code in terms and terms[code].counts_people else None,
        )
        for code, n in _most(counts.outcomes)
    ]
    return Table(
        "by_outcome",
        said("briefing.table.by_outcome"),
        (
            Column(said("briefing.column.outcome"), "text"),
            Column(said("briefing.column.times"), "count", said("briefing.unit.times")),
            Column(said("briefing.column.people"), "count", said("briefing.unit.people")),
        ),
        tuple(rows),
        note=said("briefing.violations.outcome_note"),
    )


def _shares(code: str, title: Words, first: Column, rows: list[tuple[Words, int]]) -> Table:
    total = sum(n for _name, n in rows)
    told_rows: list[tuple[Value | Words, ...]] = [(name, n, n / total) for name, n in rows]
    told_rows.append((said("briefing.total"), total, 1.0))
    return Table(
        code,
        title,
        (
            first,
            Column(said("briefing.column.incidents"), "count", said("briefing.unit.incidents")),
            Column(said("briefing.column.share"), "share"),
        ),
        tuple(told_rows),
        totals=True,
    )


def _category_column() -> Column:
    return Column(said("briefing.column.category"), "text")


def _most(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def category_name(material: Material, code: str) -> Words:
    """Return what a category is called; its code where the catalogue does not know it."""
    term = material.catalogue.categories.get(code)
    return same(code) if term is None else Words(term.zh, term.en)


def outcome_name(material: Material, code: str) -> Words:
    """Return what an outcome is called; its code where the catalogue does not know it."""
    term = material.catalogue.outcomes.get(code)
    return same(code) if term is None else Words(term.zh, term.en)
