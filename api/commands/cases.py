"""``geo-patrol cases``: the board, figures of timeliness, supervision sheets."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer
from rich.table import Table

from api.commands.common import moment, now, out, readable, say, settings, writable
from api.commands.options import From, To
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import Language, text

if TYPE_CHECKING:
    from geo_patrol.cases.timeliness import Timeliness
    from geo_patrol.workflows.case_figures import By, CaseFigures
    from geo_patrol.workflows.case_standings import LookedCase

app = typer.Typer(no_args_is_help=True, help="闭环案件 · Cases of the closed loop.")

Squad = Annotated[str | None, typer.Option(help="Code of a squad; default: all.")]
Area = Annotated[str | None, typer.Option(help="Code of an area; default: all.")]
Rows = Annotated[
    str, typer.Option("--by", help="Rows by category, area, cell, month or source; no persons.")
]
Out = Annotated[Path | None, typer.Option("--out", help="File to write: .csv or .json.")]


@app.command()
def board(squad: Squad = None, area: Area = None) -> None:
    """Show the open cases: the overdue first, in red."""
    from geo_patrol.store.repositories.cases import Asked
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.case_board import board_of
    from geo_patrol.workflows.case_standings import case_terms

    chosen, at = settings(), now()
    with readable(chosen) as store, store.reader() as session:
        terms = case_terms(session, at, chosen.zone, chosen.case_limits)
        found = board_of(session, SYSTEM, Asked(squad=squad, area=area), terms, limit=500)
    for one in found.items:
        style = "bold red" if one.standing.overdue else ""
        out.print(_line(one, chosen.language), style=style, markup=False)
    say(
        "cases.board_counts",
        n=sum(found.by_stage.values()),
        overdue=found.n_overdue,
        supervise=found.n_to_supervise,
    )


def _line(one: "LookedCase", language: Language) -> str:
    stands, zone = one.standing, settings().zone
    due_at = stands.due_at
    due = "-" if due_at is None else due_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    stage = text(f"case_papers.stage_{stands.stage}", language)
    why = "; ".join(each.text(language) for each in stands.supervision)
    return "  ".join(filter(None, (due, stands.squad_code, str(stands.id), stage, why)))


@app.command()
def figures(
    start: From = None,
    end: To = None,
    squad: Squad = None,
    area: Area = None,
    rows: Rows = "category",
    target: Out = None,
) -> None:
    """Print how many cases of a period were closed within their limit, never by person."""
    from api.cases.figure_files import as_csv, as_json
    from api.exports.whole import whole_file
    from geo_patrol.store.repositories.duty import Span
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.case_figures import case_figures
    from geo_patrol.workflows.case_standings import case_terms

    chosen, at, by = settings(), now(), _by(rows)
    if target is not None and target.suffix.lower() not in (".csv", ".json"):
        raise InvalidInput("figures.ending", path=str(target))
    span = Span(
        None if start is None else moment(start, chosen, "--from"),
        None if end is None else moment(end, chosen, "--to"),
    )
    with readable(chosen) as store, store.reader() as session:
        terms = case_terms(session, at, chosen.zone, chosen.case_limits)
        found = case_figures(session, SYSTEM, span, terms, by=by, squad=squad, area=area)
    if target is None:
        _show(found, chosen.language)
        return
    is_csv = target.suffix.lower() == ".csv"
    with whole_file(target) as beside:
        beside.write_bytes(as_csv(found) if is_csv else as_json(found, span, by, at))
    say("cases.figures_written", path=str(target), n=len(found.rows))


def _by(name: str) -> "By":
    from geo_patrol.workflows.case_figures import BY

    for one in BY:
        if one == name:
            return one
    raise InvalidInput("cases.by_unknown", name=name, known=", ".join(BY))


def _show(found: "CaseFigures", language: Language) -> None:
    table = Table()
    table.add_column(text("cases.column_group", language))
    for name in (
        text("cases.column_n", language),
        text("cases.column_closed", language),
        text("cases.column_in_time", language),
        text("cases.column_share", language),
        text("cases.column_open", language),
        text("cases.column_overdue", language),
        text("cases.column_median", language),
    ):
        table.add_column(name, justify="right")
    for key, one in found.rows:
        table.add_row(key or "-", *_values(one))
    table.add_row(text("cases.whole", language), *_values(found.whole), style="bold")
    out.print(table)
    say("figures.no_ranking")


def _values(one: "Timeliness") -> list[str]:
    share, hours = one.share_in_time, one.median_working_s
    return [
        str(one.n),
        str(one.n_closed),
        str(one.n_in_time),
        "-" if share is None else f"{share:.1%}",
        str(one.n_open),
        str(one.n_overdue),
        "-" if hours is None else f"{hours / 3600:.1f}",
    ]


@app.command()
def sheet(
    case: Annotated[UUID, typer.Argument(help="Id of the case.", metavar="ID")],
    target: Annotated[
        Path | None, typer.Option("--out", help="File to write; default: supervision-sheet-ID.pdf.")
    ] = None,
) -> None:
    """Print the supervision sheet of a case; a draft of one where none was ordered."""
    from api.exports.whole import whole_file
    from geo_patrol.evidence.fonts import find_font
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.supervision import note_sheet_printed, supervision_sheet_of
    from maps.documents.document import set_document
    from maps.documents.supervising import supervision_sheet

    chosen, at = settings(), now()
    with writable(chosen) as store:
        with store.reader() as session:
            made_of = supervision_sheet_of(
                session,
                SYSTEM,
                case,
                authority=chosen.authority_name,
                address=f"urn:uuid:{case}",
                now=at,
                tz=chosen.zone,
                limits=chosen.case_limits,
            )
        made = set_document(supervision_sheet(made_of), find_font(chosen.font_file))
        note_sheet_printed(store, SYSTEM, made_of.squad, case, now=at)
    path = target or Path(f"supervision-sheet-{case}.pdf")
    with whole_file(path) as beside:
        beside.write_bytes(made.pdf)
    # It names officers.
    path.chmod(0o600)
    say("case_papers.written", path=str(path), kb=max(1, round(len(made.pdf) / 1024)))
