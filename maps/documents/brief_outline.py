"""A briefing in one language, numbered: what each kind of file then sets in its own way."""

from collections.abc import Iterator
from dataclasses import dataclass

from geo_patrol.messages import Language, text
from geo_patrol.messages.words import Words
from geo_patrol.reports.briefing import (
    Amount,
    Briefing,
    Chart,
    Column,
    MapSheet,
    Section,
    Table,
    ValueKind,
)
from maps.documents.brief_amounts import AmountTable, amount_table
from maps.documents.brief_lists import list_name
from maps.documents.brief_values import plain, said


@dataclass(frozen=True, slots=True)
class SaidTable:
    """A table in words; ``kinds`` tell which columns hold numbers."""

    number: int
    title: str
    head: tuple[str, ...]
    kinds: tuple[ValueKind, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: bool
    note: str
    source: Table


@dataclass(frozen=True, slots=True)
class SaidChart:
    """A chart's names in words."""

    number: int
    title: str
    unit: str
    categories: tuple[str, ...]
    names: tuple[str, ...]
    source: Chart

    @property
    def values(self) -> tuple[tuple[float | None, ...], ...]:
        """Return the values of each series."""
        return tuple(one.values for one in self.source.series)

    @property
    def empty(self) -> bool:
        """Tell that there is nothing to draw."""
        return all(value is None for one in self.values for value in one)


@dataclass(frozen=True, slots=True)
class SaidMap:
    """A map's place among the figures."""

    number: int
    code: str
    title: str
    caption: str


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure means, and where the records behind it are listed."""

    number: int
    name: str
    words: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidSection:
    """A heading and all below it."""

    code: str
    heading: str
    paragraphs: tuple[str, ...]
    amounts: AmountTable | None
    tables: tuple[SaidTable, ...]
    charts: tuple[SaidChart, ...]
    maps: tuple[SaidMap, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole of it.

    Attributes
    ----------
    banner
        What kind of paper it is, for its head.
    made
        The day up to which records are counted.
    warnings
        Stand where nobody can miss them: invented data, a period that is not over.
    """

    banner: str
    title: str
    number: str
    period: str
    made: str
    warnings: tuple[str, ...]
    notices: tuple[str, ...]
    sections: tuple[SaidSection, ...]
    definitions: tuple[Definition, ...]


def outline_of(briefing: Briefing, language: Language) -> Outline:
    """Return a briefing in a language: figures and tables numbered through, definitions once."""
    definitions = _definitions(briefing, language)
    sections = []
    n_figures = n_tables = 0
    for one in briefing.sections:
        sections.append(_section(one, briefing, language, n_figures, n_tables))
        n_figures += len(one.charts) + len(one.maps)
        n_tables += len(one.tables) + bool(one.amounts)
    at = briefing.as_of.astimezone(briefing.start.tzinfo)
    return Outline(
        text(f"briefing_paper.banner_{briefing.kind}", language),
        plain(briefing.title.of(language)),
        plain(briefing.number.of(language)),
        plain(briefing.period.of(language)),
        text("briefing_paper.day", language, at=at),
        tuple(_warnings(briefing, language)),
        tuple(plain(one.of(language)) for one in briefing.notices),
        tuple(sections),
        definitions,
    )


def _warnings(briefing: Briefing, language: Language) -> Iterator[str]:
    if briefing.demo:
        yield text("briefing_paper.demo", language)
    if not briefing.complete:
        at = briefing.as_of.astimezone(briefing.start.tzinfo)
        yield text("briefing_paper.not_over", language, at=f"{at:%Y-%m-%d %H:%M}")


def _definitions(briefing: Briefing, language: Language) -> tuple[Definition, ...]:
    found: dict[str, Amount] = {}
    records: dict[str, dict[str, None]] = {}
    for section in briefing.sections:
        for one in section.amounts:
            found.setdefault(one.code, one)
            records.setdefault(one.code, {}).update(dict.fromkeys(one.records))
    return tuple(
        Definition(
            number,
            plain(one.name.of(language)),
            plain(one.definition.of(language)),
            tuple(map(plain, records[code])),
        )
        for number, (code, one) in enumerate(found.items(), start=1)
    )


def records_said(one: Definition, language: Language) -> str:
    """Return which lists hold the records behind a figure; empty for none.

    By name: whole addresses fill pages, and stand in the workbook.
    """
    if not one.records:
        return ""
    lists = dict.fromkeys(list_name(address, language) for address in one.records)
    return text(
        "briefing_paper.told",
        language,
        name=text("briefing_paper.records", language),
        words=("、" if language == "zh" else ", ").join(lists),
    )


def definition_numbers(briefing: Briefing) -> dict[str, int]:
    """Return each defined figure's place in the list of definitions."""
    codes = dict.fromkeys(one.code for section in briefing.sections for one in section.amounts)
    return {code: number for number, code in enumerate(codes, start=1)}


def _section(
    one: Section,
    briefing: Briefing,
    language: Language,
    n_figures: int,
    n_tables: int,
) -> SaidSection:
    amounts = None
    if one.amounts:
        n_tables += 1
        numbers = definition_numbers(briefing)
        amounts = amount_table(one.amounts, n_tables, numbers, briefing.kind, language)
    tables = tuple(
        said_table(table, n_tables + k, language) for k, table in enumerate(one.tables, start=1)
    )
    charts = tuple(
        said_chart(chart, n_figures + k, language) for k, chart in enumerate(one.charts, start=1)
    )
    n_figures += len(charts)
    maps = tuple(
        _said_map(each, n_figures + k, language) for k, each in enumerate(one.maps, start=1)
    )
    paragraphs = tuple(plain(each.of(language)) for each in one.paragraphs)
    if not (paragraphs or amounts or tables or charts or maps):
        paragraphs = (text("briefing_paper.nothing", language),)
    return SaidSection(
        one.code,
        plain(one.heading.of(language)),
        paragraphs,
        amounts,
        tables,
        charts,
        maps,
    )


def said_table(table: Table, number: int, language: Language) -> SaidTable:
    """Return a table in words."""
    kinds = tuple(one.kind for one in table.columns)
    return SaidTable(
        number,
        plain(table.title.of(language)),
        tuple(head_said(one, language) for one in table.columns),
        kinds,
        tuple(
            tuple(said(value, kind, language) for value, kind in zip(row, kinds, strict=True))
            for row in table.rows
        ),
        table.totals,
        plain(table.note.of(language)),
        table,
    )


def head_said(column: Column, language: Language) -> str:
    """Return a column's name with its unit."""
    name, unit = plain(column.name.of(language)), plain(column.unit.of(language))
    return name + text("briefing_paper.in_brackets", language, words=unit) if unit else name


def said_chart(chart: Chart, number: int, language: Language) -> SaidChart:
    """Return a chart's names in words."""

    def of(one: Words) -> str:
        return plain(one.of(language))

    return SaidChart(
        number,
        of(chart.title),
        of(chart.unit),
        tuple(map(of, chart.categories)),
        tuple(of(one.name) for one in chart.series),
        chart,
    )


def _said_map(sheet: MapSheet, number: int, language: Language) -> SaidMap:
    title, caption = (plain(one.of(language)) for one in (sheet.title, sheet.caption))
    return SaidMap(number, sheet.code, title, caption)
