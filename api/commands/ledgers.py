"""``geo-patrol import officers`` and ``incidents``: the office's ledgers (台账)."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.common import (
    now,
    one_datum,
    out,
    progress_bar,
    readable,
    say,
    say_findings,
    settings,
    writable,
)

if TYPE_CHECKING:
    from geo_patrol.ledgers import LedgerRead
    from geo_patrol.workflows.ledgers import LedgerReport

File = Annotated[Path, typer.Argument(help="Ledger: .xlsx or .csv.")]
Column = Annotated[list[str], typer.Option(help="field=column; others are found by their names.")]
Columns = Annotated[Path | None, typer.Option(help="Column mapping as .json or .toml.")]
Sheet = Annotated[str | None, typer.Option(help="Sheet, if several look like ledgers.")]
Squad = Annotated[str | None, typer.Option(help="Squad of rows that name none.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be read, write nothing.")]
SkipBad = Annotated[bool, typer.Option("--skip-bad", help="Leave bad rows out, write the others.")]
SHOWN = 5


def officers(
    file: File,
    column: Column = [],  # noqa: B006  # typer reads the default, nobody changes it
    columns: Columns = None,
    sheet: Sheet = None,
    squad: Squad = None,
    dry_run: DryRun = False,
    skip_bad: SkipBad = False,
) -> None:
    """Add officers from a ledger. They get no password: `users password` gives one."""
    from geo_patrol.ledgers import officers_from, read_mapping, read_table
    from geo_patrol.workflows.ledgers import import_officers

    table = read_table(file, sheet=sheet)
    read = officers_from(table, read_mapping(column, columns), squad=squad)
    preview(file, read, table.columns)
    if dry_run:
        say("cli.ledger_preview")
        return
    with writable(settings()) as store:
        _tell(import_officers(store, read, now=now(), skip_bad=skip_bad))


def incidents(
    file: File,
    column: Column = [],  # noqa: B006  # typer reads the default, nobody changes it
    columns: Columns = None,
    sheet: Sheet = None,
    squad: Squad = None,
    dry_run: DryRun = False,
    skip_bad: SkipBad = False,
    datum: Annotated[str, typer.Option(help="Datum of the places: wgs84, gcj02, …")] = "wgs84",
    confirm_outside: Annotated[
        bool, typer.Option("--confirm-outside", help="Points far outside the county are meant.")
    ] = False,
) -> None:
    """Add incidents with outcomes and seized items from a ledger."""
    from geo_patrol.ledgers import incidents_from, read_mapping, read_table
    from geo_patrol.workflows.boundaries import home_bounds
    from geo_patrol.workflows.catalogue import current
    from geo_patrol.workflows.ledgers import import_incidents

    chosen = settings()
    at = now()
    with readable(chosen) as store, store.reader() as session:
        home, terms = home_bounds(session), current(session)
    table = read_table(file, sheet=sheet)
    read = incidents_from(
        table,
        read_mapping(column, columns),
        catalogue=terms,
        tz=chosen.zone,
        now=at,
        squad=squad,
        home_bounds=home,
    )
    preview(file, read, table.columns)
    if dry_run:
        say("cli.ledger_preview")
        return
    with writable(chosen) as store, progress_bar() as progress:
        report = import_incidents(
            store,
            read,
            now=at,
            skip_bad=skip_bad,
            confirmed=confirm_outside,
            datum=one_datum(datum),
            progress=progress,
        )
    _tell(report)


def preview(file: Path, read: "LedgerRead[Any]", titles: Sequence[str]) -> None:
    """Print what was read of a file whose columns have these titles."""
    counts = {"n_read": read.n_read, "n_rows": len(read.rows), "n_bad": read.n_bad}
    say("cli.ledger_read", name=file.name, **counts)
    for field, title in read.columns:
        out.print(f"    {field} ← {title}", markup=False)
    taken = {title for _field, title in read.columns}
    left = [title for title in titles if title and title not in taken]
    if left:
        say("cli.ledger_unread", columns="、".join(left))
    for row in read.rows[:SHOWN]:
        values = row._asdict() if hasattr(row, "_asdict") else vars(row)
        shown = {name: value for name, value in values.items() if name != "id" and value}
        out.print(
            "  " + ", ".join(f"{name}={value}" for name, value in shown.items()), markup=False
        )
    say_findings(read.bad)


def _tell(report: "LedgerReport") -> None:
    say("cli.ledger_written", n_new=report.n_new, n_same=report.n_same)
