"""``geo-patrol db``: the store's schema."""

from contextlib import closing
from typing import Annotated

import typer

from api.auth.random_passwords import random_password
from api.commands.common import now, progress_bar, require_store, say, settings

app = typer.Typer(no_args_is_help=True, help="数据库结构 · The store's schema.")


@app.command()
def upgrade() -> None:
    """Bring the store to this program's schema; an empty one is made, with its squads."""
    from geo_patrol.store import schema
    from geo_patrol.store.engine import open_store
    from geo_patrol.workflows.enrolling import enrol
    from geo_patrol.workflows.figures import make_ready
    from geo_patrol.workflows.samples import ensure_squads

    chosen = settings()
    with closing(open_store(chosen.store_url(), exclusive=True)) as store:
        before = schema.current(store)
        schema.upgrade(store)
        enrol(store, now=now())
        ensure_squads(store, now=now())
        say("cli.upgraded", before=before or "-", after=schema.head())
        with progress_bar() as report:
            make_ready(store, chosen.zone, report)


@app.command()
def status() -> None:
    """Show the store's schema version and this program's."""
    from geo_patrol.store import schema
    from geo_patrol.store.engine import open_store

    chosen = settings()
    require_store(chosen)
    with closing(open_store(chosen.store_url())) as store:
        say("cli.schema", found=schema.current(store) or "-", head=schema.head())


@app.command()
def rebuild() -> None:
    """Make the daily figures anew from the visits, in the time zone of the settings.

    What older tracks saw is made too, where it is not yet.
    """
    from geo_patrol.store import schema
    from geo_patrol.store.engine import open_store
    from geo_patrol.workflows.figures import rebuild as rebuild_figures
    from geo_patrol.workflows.looking_back import look_back

    chosen = settings()
    with closing(open_store(chosen.store_url(), exclusive=True)) as store, progress_bar() as report:
        schema.require_head(store)
        n_grids = rebuild_figures(store, chosen.zone, report)
        look_back(store, report)
    say("cli.rebuilt", n=n_grids, zone=chosen.timezone)


@app.command("gis-reader")
def gis_reader(
    name: Annotated[str, typer.Option(help="Name of the database role.")] = "gis_reader",
) -> None:
    """Make a read-only database role for QGIS (PostGIS only); its password is shown once.

    It sees the views of schema `gis`: zones, cells, tracks, incidents without names and free text.
    """
    from geo_patrol.store.engine import open_store
    from geo_patrol.store.gis import make_reader

    with closing(open_store(settings().store_url(), exclusive=True)) as store:
        fresh = random_password()
        make_reader(store, name, fresh, now=now())
    say("cli.gis_reader", name=name, password=fresh)
