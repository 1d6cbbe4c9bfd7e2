"""``geo-patrol law``: the office's own law table, looked at and put in force."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import (
    has_store,
    now,
    readable,
    say,
    say_findings,
    settings,
    writable,
)
from geo_patrol.errors import InvalidInput

if TYPE_CHECKING:
    from geo_patrol.incidents.catalogue import Terms

app = typer.Typer(no_args_is_help=True, help="法条表 · The office's own law table.")

File = Annotated[Path, typer.Argument(help="YAML of the form that docs/law.md describes.")]


@app.command()
def check(file: File) -> None:
    """Look whether a file is sound over the program's table, and what it would change."""
    _look(file)


@app.command("import")
def import_file(
    file: File,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Look, write nothing.")] = False,
) -> None:
    """Put a file in force, in the place of the one before, which stays among the versions."""
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.law import import_law

    data = _look(file)
    if dry_run:
        say("cli.law_looked")
        return
    with writable(settings()) as store:
        done = import_law(store, SYSTEM, data, file.name, now=now())
    if done.changed:
        say("cli.law_imported", version=done.version)
    else:
        say("cli.law_same", version=done.version)


def _look(file: Path) -> bytes:
    """Say what a file changes, and return its content; one with a fault ends the command."""
    from geo_patrol.workflows.law import look_at_law

    try:
        data = file.read_bytes()
    except OSError as error:
        raise InvalidInput("law.file_unreadable", name=str(file)) from error
    report = look_at_law(data, file.name, categories=_categories())
    if report.bad:
        raise InvalidInput("law.table_unsound", findings=report.bad, n=len(report.bad))
    say("cli.law_sound", name=file.name, n=len(report.changes), edition=report.edition)
    say_findings(report.changes)
    return data


def _categories() -> "Terms | None":
    """Return the categories in force; None, for the program's own, while there is no store."""
    from geo_patrol.workflows.catalogue import current

    chosen = settings()
    if not has_store(chosen):
        return None
    with readable(chosen) as store, store.reader() as session:
        return current(session).categories
