"""A table of figures on the screen: what to know first, then the worst cells."""

from datetime import datetime
from typing import Any

from rich.box import SIMPLE
from rich.table import Table

from api.commands.common import LISTED, out
from api.exports.assembling import Assembled
from api.exports.records import About, Column
from api.exports.worst import SHOWN, worst
from geo_patrol.messages import Language, text

CODE_DIGITS = 15
MOST_NAMED = 3


def show(found: Assembled, language: Language) -> None:
    """Print a table's summary and its worst rows."""
    export, about = found.export, found.export.about
    out.print(_head(about, language), markup=False, style="bold")
    if about.demo:
        out.print(text("exports.demo", language), markup=False)
    for line in found.summary:
        out.print(line, markup=False)
    rows = worst(export, LISTED)
    if not len(rows):
        return
    names = SHOWN[about.figure]
    columns = {one.name: one for one in export.columns}
    if len(about.areas) > 1 and "area" in columns:
        names = ("area", *(name for name in names if name not in ("kind", "zone_level")))
    table = Table(box=SIMPLE, pad_edge=False)
    for name in names:
        is_text = columns[name].values.type == "string"
        table.add_column(
            text("exports.screen." + name, language),
            justify="left" if is_text else "right",
            no_wrap=True,
            min_width=CODE_DIGITS if name == "code" else None,
        )
    chosen = [columns[name].values.take(rows).to_pylist() for name in names]
    for row in zip(*chosen, strict=True):
        cells = [
            _cell(columns[name], value, about, language)
            for name, value in zip(names, row, strict=True)
        ]
        table.add_row(*cells)
    out.print(table)
    if len(export) > len(rows):
        out.print(text("cli.more", language, n=len(export) - len(rows)), markup=False)


def _head(about: About, language: Language) -> str:
    names = [area.name_zh if language == "zh" else area.name_en for area in about.areas]
    named = ("、" if language == "zh" else ", ").join(names)
    if len(names) > MOST_NAMED:
        named = text("exports.n_areas", language, n=len(names))
    return text(
        "exports.head",
        language,
        figure=text("exports.figure." + about.figure, language),
        areas=named,
        start=_clock(about.start, about),
        end=_clock(about.end, about),
        as_of=_clock(about.as_of, about),
    )


def _cell(column: Column, value: Any, about: About, language: Language) -> str:
    """Return a value as people read it; a dash where there is none."""
    match value:
        case None:
            return "–"
        case bool():
            return text("exports.yes" if value else "exports.no", language)
        case datetime():
            return _clock(value, about)
        case float():
            return _number(column.name, value)
        case int():
            return f"{value:,}"
    if column.terms is not None and value in column.terms:
        return column.terms[value][language]
    return str(value)


def _number(name: str, value: float) -> str:
    """Return a number in the unit of the screen's title: hours, kilometres, per cent."""
    if name.startswith("seen_"):
        return f"{value:.0%}"
    if name == "p_adjusted":
        return "<0.001" if value < 0.001 else f"{value:.3f}"
    large = value / 3600 if name.endswith("_s") else value / 1000 if name.endswith("_m") else value
    return f"{large:,.2f}" if abs(large) < 10 else f"{large:,.1f}"


def _clock(moment: datetime, about: About) -> str:
    return f"{moment.astimezone(about.zone):%Y-%m-%d %H:%M}"
