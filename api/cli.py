"""The command line: ``geo-patrol``."""

import sys
from typing import Annotated

import typer

from api.commands import (
    audit,
    backup,
    brief,
    camera_figures,
    cases,
    catalogue,
    coverage,
    db,
    due,
    figures,
    firms,
    grids,
    imports,
    incidents,
    law,
    maps,
    operations,
    papers,
    privacy,
    ranking,
    roster,
    tls,
    tracks,
    up,
    users,
    zones,
)
from api.commands.common import configure, say_error, session_language
from geo_patrol import __version__
from geo_patrol.errors import GeoPatrolError
from geo_patrol.messages import Language

app = typer.Typer(
    name="geo-patrol",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="巡查与事件地图 · Patrol and incident mapping: coverage, gaps, records, maps.",
)
app.command("up")(up.up)
app.add_typer(imports.app, name="import")
app.add_typer(tracks.app, name="tracks")
app.add_typer(grids.app, name="grid")
app.add_typer(zones.app, name="zones")
app.add_typer(maps.app, name="map")
app.add_typer(coverage.app, name="coverage")
app.add_typer(incidents.app, name="incidents")
app.command("due")(due.due)
app.add_typer(cases.app, name="cases")
app.add_typer(camera_figures.app, name="cameras")
app.add_typer(law.app, name="law")
app.add_typer(catalogue.app, name="catalogue")
app.command("figures")(figures.figures)
app.add_typer(operations.app, name="operations")
app.add_typer(firms.app, name="firms")
app.command("ranking")(ranking.ranking)
app.add_typer(brief.app, name="brief")
app.add_typer(roster.app, name="roster")
app.add_typer(papers.app, name="papers")
app.add_typer(users.app, name="users")
app.add_typer(audit.app, name="audit")
app.add_typer(privacy.app, name="privacy")
app.add_typer(db.app, name="db")
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.add_typer(tls.app, name="tls")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"geo-patrol {__version__}")
        raise typer.Exit


@app.callback()
def options(
    data_dir: Annotated[
        str | None, typer.Option(help="Folder of the embedded store (GEO_PATROL_DATA_DIR).")
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language of messages: zh or en (GEO_PATROL_LANGUAGE).")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show version.")
    ] = False,
) -> None:
    """Set what all commands share."""
    configure(data_dir, lang)


def main() -> None:
    """Run a command; an error raised on purpose is told in words, not as a trace."""
    try:
        app()
    except GeoPatrolError as error:
        language: Language = session_language()
        say_error(error, language)
        sys.exit(1)


if __name__ == "__main__":
    main()
