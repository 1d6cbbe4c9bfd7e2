"""``geo-patrol incidents``: records as files."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from api.commands.common import moment, now, readable, say, settings, writable
from api.commands.options import From, To
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import LANGUAGES

app = typer.Typer(no_args_is_help=True, help="事件记录 · Incidents.")


@app.callback()
def group() -> None:
    """Have the commands named, even a single one."""


Out = Annotated[
    Path,
    typer.Option(
        help="File to write: .csv, .xlsx, .geojson, .parquet, .gpkg, .kml, or .zip for a Shapefile."
    ),
]
Area = Annotated[
    list[str], typer.Option(help="Code of the area; again for more. Without: everywhere.")
]
Void = Annotated[bool, typer.Option("--include-void", help="Write what does not count, too.")]
Persons = Annotated[
    bool,
    typer.Option("--persons", help="Write who was met, too. It is entered in the audit."),
]
Reason = Annotated[str, typer.Option(help="Why persons are exported; goes with --persons.")]
Lang = Annotated[str | None, typer.Option(help="zh: words in CSV and Excel; en: codes.")]


@app.command()
def export(
    out: Out,
    start: From = None,
    end: To = None,
    area: Area = [],  # noqa: B006  # typer reads the default, nobody changes it
    include_void: Void = False,
    persons: Persons = False,
    reason: Reason = "",
    lang: Lang = None,
) -> None:
    """Write the incidents of a period to a file, without persons unless there is a reason."""
    from api.exports.incident_files import format_of, prepared, write
    from api.periods import last_period
    from geo_patrol.store.scope import SYSTEM

    chosen = settings(language=lang)
    if lang is not None and lang not in LANGUAGES:
        raise InvalidInput("cli.unknown_language", lang=lang)
    if persons and not reason.strip():
        raise InvalidInput("exports.incidents.reason")
    name = format_of(out)
    with ExitStack() as stack:
        # Only what is entered in the audit has to be written.
        store = stack.enter_context(writable(chosen) if persons else readable(chosen))
        with store.reader() as session:
            first, last = last_period(session, SYSTEM, chosen, now=now())
        table = prepared(
            store,
            area,
            first if start is None else moment(start, chosen, "--from"),
            last if end is None else moment(end, chosen, "--to"),
            settings=chosen,
            now=now(),
            include_void=include_void,
            reason=reason if persons else None,
        )
    write(table, out, name, chosen.language)
    kb = max(1, round(out.stat().st_size / 1024))
    if persons:
        say("exports.incidents.audited", n=len(table))
    say("exports.written", path=str(out), n=len(table), kb=kb)
