"""``geo-patrol import calendar``: the office's own days off and days worked."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.common import now, readable, say, say_findings, settings, writable
from api.commands.ledgers import Column, Columns, DryRun, SkipBad, preview

File = Annotated[Path, typer.Argument(help="Table of days: .csv or .xlsx.")]
Sheet = Annotated[str | None, typer.Option(help="Sheet, if the workbook has several.")]


def calendar(
    file: File,
    column: Column = [],  # noqa: B006  # typer reads the default, nobody changes it
    columns: Columns = None,
    sheet: Sheet = None,
    dry_run: DryRun = False,
    skip_bad: SkipBad = False,
) -> None:
    """Take over days off and days worked; they go before the library's, day by day.

    What an earlier file said of the same years is replaced.
    """
    from geo_patrol.ledgers import read_mapping
    from geo_patrol.seizures.calendar_file import read_calendar
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.calendars import import_calendar

    read = read_calendar(file, mapping=read_mapping(column, columns), sheet=sheet)
    preview(file, read, [title for _field, title in read.columns])
    say_findings(read.doubts)
    chosen = settings()
    with readable(chosen) if dry_run else writable(chosen) as store:
        report = import_calendar(store, SYSTEM, read, now=now(), skip_bad=skip_bad, dry_run=dry_run)
    say("cli.calendar_written", **vars(report))
    if dry_run:
        say("cli.ledger_preview")
