"""``geo-patrol figures``: the squads' figures with their definitions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from api.commands.common import moment, now, out, readable, say, settings
from api.commands.options import From, To
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import Language, text

if TYPE_CHECKING:
    from api.figures.schemas import FigureOut, FiguresOut

Squad = Annotated[str | None, typer.Option(help="Code of a squad; default: all.")]
Out = Annotated[Path | None, typer.Option("--out", help="File to write: .csv or .json.")]


def figures(start: From = None, end: To = None, squad: Squad = None, target: Out = None) -> None:
    """Print what the squads report: name, value and definition of each figure, never by officer.

    Without a period it is the month of the last patrol.
    """
    from api.exports.whole import whole_file
    from api.figures import files
    from api.figures.schemas import FiguresOut
    from api.periods import last_period
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.reporting import squad_report

    chosen = settings()
    if target is not None and target.suffix.lower() not in (".csv", ".json"):
        raise InvalidInput("figures.ending", path=str(target))
    with readable(chosen) as store, store.reader() as session:
        first, last = last_period(session, SYSTEM, chosen, now=now())
        report = squad_report(
            session,
            SYSTEM,
            first if start is None else moment(start, chosen, "--from"),
            last if end is None else moment(end, chosen, "--to"),
            squad,
        )
    told = FiguresOut.of(report, chosen.zone)
    if target is None:
        _show(told, chosen.language)
        return
    is_csv = target.suffix.lower() == ".csv"
    with whole_file(target) as beside:
        beside.write_bytes(files.as_csv(told, chosen.language) if is_csv else files.as_json(told))
    say("figures.written", path=str(target), n=sum(len(one.figures) for one in told.squads))


def _show(told: "FiguresOut", language: Language) -> None:
    from api.figures.files import word

    if told.demo:
        say("figures.demo")
    period = {"start": f"{told.start:%Y-%m-%d %H:%M}", "end": f"{told.end:%Y-%m-%d %H:%M}"}
    for squad in told.squads:
        table = Table(
            title=text("figures.title", language, squad=word(squad.name, language), **period),
            title_justify="left",
            show_lines=False,
        )
        table.add_column(text("figures.column.figure", language))
        table.add_column(text("figures.column.value", language), justify="right")
        table.add_column(text("figures.column.means", language))
        for one in squad.figures:
            meaning = word(one.definition, language)
            table.add_row(word(one.name, language), _value(one, language), meaning)
        out.print(table)
    say("figures.no_ranking")


def _value(one: "FigureOut", language: Language) -> str:
    from api.figures.files import word

    if one.value is None and one.unknown:
        return text("figures.none_tells", language, n=one.unknown)
    if one.value is None:
        return text("figures.not_counted", language)
    value = f"{one.value:,} {word(one.unit, language)}"
    if one.unknown:
        value += "\n" + text("figures.unknown", language, n=one.unknown)
    return value
