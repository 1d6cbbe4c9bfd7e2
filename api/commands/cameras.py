"""``geo-patrol import cameras``: lists of fixed cameras (摄像头台账)."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.common import now, one_datum, readable, say, say_findings, settings, writable
from api.commands.ledgers import Column, Columns, DryRun, SkipBad, preview

File = Annotated[Path, typer.Argument(help="List: .csv, .xlsx or GeoJSON points.")]
Squad = Annotated[str, typer.Option(help="Squad that the cameras belong to.")]
Datum = Annotated[
    str | None,
    typer.Option(help="Datum of the places: wgs84, cgcs2000, gcj02 or bd09; GeoJSON needs none."),
]
Sheet = Annotated[str | None, typer.Option(help="Sheet, if the workbook has several.")]


def cameras(
    file: File,
    squad: Squad,
    datum: Datum = None,
    column: Column = [],  # noqa: B006  # typer reads the default, nobody changes it
    columns: Columns = None,
    sheet: Sheet = None,
    dry_run: DryRun = False,
    skip_bad: SkipBad = False,
) -> None:
    """Bring a squad's cameras up to a list: where each stands, which way it looks, how far, when.

    A camera that was turned counts in its old view until then. One that is not on the list stays.
    """
    from geo_patrol.cameras import read_cameras
    from geo_patrol.ledgers import read_mapping
    from geo_patrol.workflows.boundaries import home_bounds
    from geo_patrol.workflows.cameras import import_cameras

    chosen = settings()
    with readable(chosen) as store, store.reader() as session:
        home = home_bounds(session)
    read = read_cameras(
        file,
        datum=None if datum is None else one_datum(datum),
        tz=chosen.zone,
        mapping=read_mapping(column, columns),
        sheet=sheet,
        home_bounds=home,
    )
    preview(file, read, [title for _field, title in read.columns])
    say_findings(read.doubts)
    opened = readable(chosen) if dry_run else writable(chosen)
    with opened as store:
        report = import_cameras(store, read, squad, now=now(), skip_bad=skip_bad, dry_run=dry_run)
    say("cli.cameras_written", **vars(report))
    if dry_run:
        say("cli.ledger_preview")
