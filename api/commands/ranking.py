"""``geo-patrol ranking``: a quarter's ranking of places, with its rule."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from api.commands.common import now, out, readable, say, settings
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import Language, text

if TYPE_CHECKING:
    from geo_patrol.reports.ranking import Level, Line, RankedList
    from geo_patrol.workflows.ranking import Ranking

Quarter = Annotated[str, typer.Option(help="The quarter, as 2022Q4.")]
By = Annotated[str, typer.Option("--by", help="Rank area, block or cell; no persons.")]
Squad = Annotated[str | None, typer.Option(help="Code of a squad; default: all.")]
Area = Annotated[str | None, typer.Option(help="Code of an area; cells need one.")]
Out = Annotated[Path | None, typer.Option("--out", help="File to write: .csv or .json.")]


def ranking(
    quarter: Quarter, rows: By = "area", squad: Squad = None, area: Area = None, target: Out = None
) -> None:
    """Rank areas, blocks or cells by visits made and cases settled in time; never officers."""
    from api.exports.whole import whole_file
    from api.ranking.files import as_csv, as_json
    from api.ranking.queries import asked_quarter
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.case_standings import case_terms
    from geo_patrol.workflows.ranking import ranking as rank

    chosen, level = settings(), _level(rows)
    if target is not None and target.suffix.lower() not in (".csv", ".json"):
        raise InvalidInput("ranking.ending", path=str(target))
    start, end = asked_quarter(quarter, chosen)
    with readable(chosen) as store, store.reader() as session:
        terms = case_terms(session, now(), chosen.zone, chosen.case_limits)
        rule = chosen.ranking_rule
        found = rank(
            session, SYSTEM, level, start, end, rule, chosen.zone, terms, squad=squad, area=area
        )
    if target is None:
        _show(found, quarter, chosen.language)
        return
    is_csv = target.suffix.lower() == ".csv"
    with whole_file(target) as beside:
        beside.write_bytes(as_csv(found, chosen.language) if is_csv else as_json(found))
    say("ranking.written", path=str(target), n=sum(len(one.lines) for one in found.lists))


def _level(name: str) -> "Level":
    from geo_patrol.reports.ranking import LEVELS

    for one in LEVELS:
        if one == name:
            return one
    raise InvalidInput("ranking.by_unknown", name=name, known=", ".join(LEVELS))


def _show(found: "Ranking", quarter: str, language: Language) -> None:
    from api.ranking.files import rule_in_words

    if found.demo:
        say("ranking.demo")
    if not found.is_over:
        say("ranking.running")
    for one in found.lists:
        out.print(_table(one, quarter, language))
    if not found.lists:
        say("ranking.none")
    out.print(rule_in_words(found, language), markup=False)


def _table(one: "RankedList", quarter: str, language: Language) -> Table:
    title = f"{text('ranking.title', language, quarter=quarter)} · {one.squad_code}"
    table = Table(title=title, title_justify="left")
    for name in (text("ranking.column_rank", language), text("ranking.column_name", language)):
        table.add_column(name)
    for name in (
        text("ranking.column_score", language),
        text("ranking.column_compliance", language),
        text("ranking.column_timeliness", language),
        text("ranking.column_closure", language),
    ):
        table.add_column(name, justify="right")
    for line in one.lines:
        table.add_row(*_cells(line, one, language))
    return table


def _cells(line: "Line", one: "RankedList", language: Language) -> list[str]:
    from geo_patrol.reports.ranking_rule import MEASURES

    place = line.place
    name = place.names[0 if language == "zh" else 1]
    code = "" if place.code in (None, name) else f" {place.code}"
    few = text("ranking.too_few", language)
    shown = [
        "-" if line.rank is None else str(line.rank),
        escape(f"{name}{code}"),
        few if line.score is None else f"{float(line.score):.2f}",
    ]
    for measure in MEASURES:
        part = place.parts[measure]
        if part.share is None:
            shown.append("-")
            continue
        kept = f"{float(part.share):.1%} ({part.good}/{part.n})"
        shown.append(kept if measure in one.shares else escape(f"[{kept}]"))
    return shown
