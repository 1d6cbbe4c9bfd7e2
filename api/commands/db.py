"""``geo-patrol db``: the store's schema."""

from contextlib import closing

import typer

from api.commands.common import say, settings

app = typer.Typer(no_args_is_help=True, help="数据库结构 · The store's schema.")


@app.command()
def upgrade() -> None:
    """Bring the store to this program's schema; an empty one is made."""
    from geo_patrol.store import schema
    from geo_patrol.store.engine import open_store

    chosen = settings()
    with closing(open_store(chosen.store_url(), exclusive=True)) as store:
        before = schema.current(store)
        schema.upgrade(store)
        say("cli.upgraded", before=before or "-", after=schema.head())


@app.command()
def status() -> None:
    """Show the store's schema version and this program's."""
    from geo_patrol.store import schema
    from geo_patrol.store.engine import open_store

    chosen = settings()
    with closing(open_store(chosen.store_url())) as store:
        say("cli.schema", found=schema.current(store) or "-", head=schema.head())
