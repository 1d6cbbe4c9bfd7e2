"""``geo-patrol privacy``: personal fields and the end of their retention."""

from typing import Annotated

import typer

from api.commands.common import now, say, settings, writable

app = typer.Typer(no_args_is_help=True, help="个人信息 · Personal fields.")


@app.command()
def expire(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count, and destroy nothing.")] = False,
) -> None:
    """Destroy the keys of personal fields whose retention has ended; each is audited.

    A running server does this by itself, at start and once a day.
    """
    from geo_patrol.workflows.persons import expire as expire_persons

    with writable(settings()) as store:
        n_due = expire_persons(store, now=now(), dry_run=dry_run)
    say("cli.persons_due" if dry_run else "cli.persons_expired", n=n_due)
