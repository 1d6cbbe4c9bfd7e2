"""A year's months side by side, and the figures that the squads' report of the year names."""

from geo_patrol.messages.words import Words
from geo_patrol.reports.adding import added
from geo_patrol.reports.brief_amounts import figure_amounts
from geo_patrol.reports.brief_material import Material, MonthCounts
from geo_patrol.reports.brief_overall import told
from geo_patrol.reports.brief_periods import month_name
from geo_patrol.reports.brief_words import listed, said
from geo_patrol.reports.briefing import UNSAID, Chart, Column, Section, Series, Table, Value
from geo_patrol.reports.figures import FIGURES, Counts, FigureCode

REPORTED: tuple[FigureCode, ...] = ("violations", "persuaded", "gear_seized")
"""What the county's report says of a squad's year."""


def published(material: Material) -> Section:
    """Return the figures of the published report, each with how it is counted."""
    amounts = figure_amounts(material)
    if material.known:
        first = said(
            "briefing.published.figures",
            year=str(material.period.start.year),
            parts=listed(
                said("briefing.figure", name=amounts[code].name, value=told(amounts[code]))
                for code in REPORTED
            ),
        )
    else:
        first = said("briefing.published.unknown")
    return Section(
        "published",
        said("briefing.heading.published"),
        (
            first,
            *(
                said(
                    "briefing.published.definition",
                    name=amounts[code].name,
                    definition=amounts[code].definition,
                )
                for code in REPORTED
            ),
            said("briefing.published.elsewhere"),
        ),
        tuple(amounts[code] for code in REPORTED),
        (by_squad(material),) if material.known and len(material.squads) > 1 else (),
    )


def by_squad(material: Material) -> Table:
    """Return the published figures of each squad: the county's report tells them of one."""
    figures = [one for one in FIGURES if one.code in REPORTED]
    parts: dict[str, list[Counts]] = {}
    for (squad, _area), counts in material.now.by_area.items():
        parts.setdefault(squad, []).append(counts)
    return Table(
        "published_by_squad",
        said("briefing.table.published_by_squad"),
        (
            Column(said("briefing.column.squad"), "text"),
            *(
                Column(
                    Words(one.name("zh"), one.name("en")),
                    "count",
                    Words(one.unit_name("zh"), one.unit_name("en")),
                )
                for one in figures
            ),
        ),
        tuple(
            (name, *(one.count(added(parts.get(code, ()))).value for one in figures))
            for code, name in material.squads
        ),
    )


def months(material: Material) -> Section:
    """Return the months of the year side by side; what is not known of one stands empty."""
    known = [one for one in material.months if one.counts is not None]
    return Section(
        "months",
        said("briefing.heading.months"),
        (said("briefing.months.known", n=len(known), of=len(material.months)),),
        tables=(_table(material),),
        charts=(_chart(material),) if known else (),
    )


def _value(month: MonthCounts, code: FigureCode) -> int | None:
    figure = next(one for one in FIGURES if one.code == code)
    return None if month.counts is None else figure.count(month.counts).value


def _name(month: MonthCounts) -> Words:
    return month_name(month.start)


def _table(material: Material) -> Table:
    figures = [one for one in FIGURES if one.code in REPORTED]
    rows: list[tuple[Value | Words, ...]] = [
        (
            _name(one),
            one.n_patrols,
            *(_value(one, figure.code) for figure in figures),
            None if one.windows is None or not one.windows.n else one.windows.good / one.windows.n,
        )
        for one in material.months
    ]
    rows.append(
        (
            said("briefing.total"),
            sum(material.now.n_patrols.values()) if material.known else None,
            *(
                figure.count(material.now.counts).value if material.known else None
                for figure in figures
            ),
            material.now.windows().share if material.known else None,
        )
    )
    return Table(
        "months",
        said("briefing.table.months"),
        (
            Column(said("briefing.column.month"), "text"),
            Column(said("briefing.name.patrols"), "count", said("briefing.unit.times")),
            *(
                Column(
                    Words(one.name("zh"), one.name("en")),
                    "count",
                    Words(one.unit_name("zh"), one.unit_name("en")),
                )
                for one in figures
            ),
            Column(said("briefing.name.compliance"), "share"),
        ),
        tuple(rows),
        totals=True,
        note=said("briefing.months.note"),
    )


def _chart(material: Material) -> Chart:
    figures = [one for one in FIGURES if one.code in REPORTED]
    return Chart(
        "months",
        said("briefing.chart.months"),
        "bars",
        UNSAID,
        "count",
        tuple(_name(one) for one in material.months),
        tuple(
            Series(
                said(
                    "briefing.series.figure",
                    name=Words(figure.name("zh"), figure.name("en")),
                    unit=Words(figure.unit_name("zh"), figure.unit_name("en")),
                ),
                tuple(_value(one, figure.code) for one in material.months),
            )
            for figure in figures
        ),
    )
