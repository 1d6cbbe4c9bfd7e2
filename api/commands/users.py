"""``geo-patrol users``: accounts, at the command line of the machine."""

import secrets
from typing import Annotated

import typer

from api.commands.common import out, readable, say, settings, writable
from geo_patrol.errors import NotFound

app = typer.Typer(no_args_is_help=True, help="账号 · Accounts.")

PASSWORD_BYTES = 12


def random_password() -> str:
    """Return a password nobody has chosen: 96 bits."""
    return secrets.token_urlsafe(PASSWORD_BYTES)


@app.command("list")
def list_users() -> None:
    """List officers: log-in, squad, role, name."""
    from geo_patrol.store.repositories import people
    from geo_patrol.store.scope import SYSTEM

    with readable(settings()) as store, store.reader() as session:
        for one in people.officers(session, SYSTEM):
            line = f"{one.login}\t{one.squad_code}\t{one.role}\t{one.badge_no}\t{one.name}"
            out.print(line, markup=False)


@app.command()
def password(login: Annotated[str, typer.Argument(help="Log-in name.")]) -> None:
    """Give an officer a new random password, shown once; their sessions end."""
    from api.auth.passwords import Passwords
    from geo_patrol.store.repositories import people

    with writable(settings()) as store:
        fresh = random_password()
        hashed = Passwords().hash(fresh)
        with store.writer() as session:
            found = people.credentials(session, login)
            if found is None:
                raise NotFound("cli.no_user", login=login)
            people.set_password(session, found[0].id, hashed)
        say("cli.new_password", login=login, password=fresh)
