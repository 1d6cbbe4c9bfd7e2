"""``geo-patrol catalogue``: categories, outcomes, gear and the like as a list in a spreadsheet."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.common import (
    now,
    one_of,
    readable,
    say,
    session_language,
    settings,
    writable,
)
from api.commands.ledgers import Column, Columns, DryRun, SkipBad, preview

app = typer.Typer(
    no_args_is_help=True, help="目录 · Categories, outcomes, gear, agencies, storage places."
)

Sheet = Annotated[str | None, typer.Option(help="Sheet, if the workbook has several.")]


@app.command("export")
def export_file(
    file: Annotated[Path, typer.Argument(help="List to write: .csv or .xlsx.")],
) -> None:
    """Write all terms as a list to work on; it comes back with `import`."""
    from geo_patrol.ledgers.catalogue_list import as_csv, as_workbook
    from geo_patrol.workflows.catalogue import current

    suffix = one_of(file.suffix.lower(), (".csv", ".xlsx"), "FILE")
    with readable(settings()) as store, store.reader() as session:
        terms = current(session)
    made = as_csv if suffix == ".csv" else as_workbook
    file.write_bytes(made(terms, session_language()))
    say("cli.catalogue_exported", path=str(file), n=len(terms.terms))


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="List of terms: .csv or .xlsx.")],
    column: Column = [],  # noqa: B006  # typer reads the default, nobody changes it
    columns: Columns = None,
    sheet: Sheet = None,
    dry_run: DryRun = False,
    skip_bad: SkipBad = False,
) -> None:
    """Bring the catalogue up to a list, whose first line names its columns.

    A term that is not on the list stays; none is deleted.
    """
    from geo_patrol.ledgers import read_mapping, read_table
    from geo_patrol.ledgers.catalogue_list import terms_from
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.catalogue import current
    from geo_patrol.workflows.catalogue_lists import import_terms

    chosen = settings()
    with readable(chosen) as store, store.reader() as session:
        known = current(session)
    table = read_table(file, sheet=sheet, header_row=1)
    read = terms_from(table, known, read_mapping(column, columns))
    preview(file, read, table.columns)
    with readable(chosen) if dry_run else writable(chosen) as store:
        report = import_terms(store, SYSTEM, read, now=now(), skip_bad=skip_bad, dry_run=dry_run)
    say("cli.catalogue_written", **vars(report))
    if dry_run:
        say("cli.ledger_preview")
