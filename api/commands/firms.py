"""``geo-patrol firms``: firms, a month's combined checks, what firms were spared."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from api.commands.common import moment, now, out, readable, say, settings
from api.commands.options import From, To
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import Language, text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo
    from uuid import UUID

    from pydantic import BaseModel

    from geo_patrol.errors import Finding
    from geo_patrol.firms.figures import FirmFigures
    from geo_patrol.workflows.firm_plans import FirmPlan, FirmReport

app = typer.Typer(no_args_is_help=True, help="助企与综合查一次 · Firms and their combined checks.")

Squad = Annotated[str | None, typer.Option(help="Code of a squad; default: all.")]
Month = Annotated[str, typer.Option(help="Month in which checks may begin, YYYY-MM.")]
Capacity = Annotated[
    int | None, typer.Option(min=1, help="To how many firms an agency can go in a day.")
]
Out = Annotated[Path | None, typer.Option("--out", help="File to write: .csv or .json.")]


@app.command("list")
def show(squad: Squad = None) -> None:
    """List the firms; whom to call there is not shown."""
    from geo_patrol.store.repositories.duty import Span
    from geo_patrol.store.repositories.firms import FIRMS, cells_of
    from geo_patrol.store.scope import SYSTEM

    with readable(settings()) as store, store.reader() as session:
        page = FIRMS.page(session, SYSTEM, Span(), squad=squad, limit=1000)
        cells = cells_of(session, [one.record.id for one in page.items])
    for kept in page.items:
        one = kept.record
        parts = (str(one.id), one.name, one.tier or "-", cells[one.id] or "-", *kept.found.flags)
        out.print("  ".join(parts), markup=False)
    if not page.items:
        say("firms.none")


@app.command()
def plan(month: Month, squad: Squad = None, capacity: Capacity = None, target: Out = None) -> None:
    """Propose a month's visits: as few as its planned checks can be done in."""
    from api.firms.figure_files import plan_as_csv
    from api.firms.plan_schemas import FirmPlanOut
    from geo_patrol.firms.months import month_of
    from geo_patrol.store.repositories.duty import Span
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.case_standings import case_terms
    from geo_patrol.workflows.firm_plans import propose

    chosen, at = settings(), now()
    _require_ending(target)
    span = month_of(month, chosen.zone)
    if span is None:
        raise InvalidInput("firms.no_month")
    with readable(chosen) as store, store.reader() as session:
        office = case_terms(session, at, chosen.zone, chosen.case_limits).worktime
        found = propose(
            session,
            SYSTEM,
            Span(span.start, span.end),
            office,
            squad=squad,
            capacity=capacity,
        )
    if target is not None:
        told = FirmPlanOut.of(found, month)
        _write(target, told, plan_as_csv(told), len(told.items) + len(told.no_room))
    else:
        _show_plan(found, chosen.language, chosen.zone)
    say(
        "firms.plan_counts",
        checks=found.plan.n_checks,
        visits=len(found.plan.proposals),
        avoided=found.plan.n_avoided,
        no_room=len(found.plan.no_room),
    )
    if not found.plan.fewest:
        say("firms.not_fewest")


def _show_plan(found: "FirmPlan", language: Language, zone: "tzinfo") -> None:
    table = _table(
        text("firms.column_time", language),
        text("firms.column_minutes", language),
        text("firms.column_name", language),
        text("firms.column_matters", language),
        text("firms.column_reasons", language),
    )
    for one in found.plan.proposals:
        when = one.starts_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        matters = escape(" ".join(each.matter for each in one.checks))
        why = _said(one.reasons, language)
        table.add_row(when, str(one.minutes), _name(found, one.firm_id), matters, why)
    for check, reasons in found.plan.no_room:
        why = _said(reasons, language)
        name, matter = _name(found, check.firm_id), escape(check.matter)
        table.add_row("-", str(check.minutes), name, matter, why, style="bold red")
    out.print(table)


def _name(found: "FirmPlan", firm_id: "UUID") -> str:
    return escape(found.firms[firm_id].name)


def _said(reasons: "Iterable[Finding]", language: Language) -> str:
    return escape("; ".join(text(one.key, language, **dict(one.params)) for one in reasons))


@app.command()
def figures(start: From = None, end: To = None, squad: Squad = None, target: Out = None) -> None:
    """Print by month what firms had of visits, were spared, and got of help; never by officer."""
    from api.firms.figure_files import figures_as_csv
    from api.firms.plan_schemas import FirmReportOut
    from geo_patrol.store.repositories.duty import Span
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.case_standings import case_terms
    from geo_patrol.workflows.firm_plans import firm_figures

    chosen, at = settings(), now()
    _require_ending(target)
    span = Span(
        None if start is None else moment(start, chosen, "--from"),
        None if end is None else moment(end, chosen, "--to"),
    )
    with readable(chosen) as store, store.reader() as session:
        office = case_terms(session, at, chosen.zone, chosen.case_limits).worktime
        found = firm_figures(session, SYSTEM, span, office, squad=squad)
    if target is None:
        _show_figures(found, chosen.language)
        return
    told = FirmReportOut.of(found, span)
    _write(target, told, figures_as_csv(told), len(told.rows))


def _show_figures(found: "FirmReport", language: Language) -> None:
    table = _table(
        text("firms.column_month", language),
        text("firms.column_alone", language),
        text("firms.column_visits", language),
        text("firms.column_avoided", language),
        text("firms.column_in_quiet", language),
        text("firms.column_served", language),
        text("firms.column_solved", language),
    )
    for month, one in found.rows:
        table.add_row(month, *_values(one))
    table.add_row(text("firms.whole", language), *_values(found.whole), style="bold")
    out.print(table)


def _values(one: "FirmFigures") -> list[str]:
    visits = (one.n_alone, one.n_visits, one.n_avoided, one.n_in_quiet)
    return [str(count) for count in (*visits, one.n_served, one.n_solved)]


def _table(*names: str) -> Table:
    table = Table()
    for name in names:
        table.add_column(name, min_width=len("2022-10"))
    return table


def _require_ending(target: Path | None) -> None:
    if target is not None and target.suffix.lower() not in (".csv", ".json"):
        raise InvalidInput("firms.ending", path=str(target))


def _write(target: Path, told: "BaseModel", as_csv: bytes, n: int) -> None:
    from api.exports.whole import whole_file

    is_csv = target.suffix.lower() == ".csv"
    with whole_file(target) as beside:
        beside.write_bytes(as_csv if is_csv else told.model_dump_json(indent=2).encode() + b"\n")
    say("firms.written", path=str(target), n=n)
