"""``geo-patrol users``: accounts, at the command line of the machine."""

from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from api.auth.random_passwords import random_password
from api.commands.common import now, one_of, out, readable, say, settings, writable
from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.roles import ROLES, Role

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_patrol.store.engine import Store
    from geo_patrol.store.repositories.people import Officer

app = typer.Typer(no_args_is_help=True, help="账号 · Accounts.")

SETUP_CODE_BITS = 80

Login = Annotated[str, typer.Argument(help="Log-in name.")]


@app.command("list")
def list_users() -> None:
    """List people: log-in, squads, role, badge, name, and how the account stands."""
    from geo_patrol.store.repositories import accounts, people
    from geo_patrol.store.scope import SYSTEM

    with readable(settings()) as store, store.reader() as session:
        for one in people.officers(session, SYSTEM):
            account = accounts.account(session, one.id)
            if account.disabled_at is not None:
                stands = "disabled"
            else:
                stands = "-" if account.password_hash is None else "open"
            squads = ",".join(sorted(one.squads)) or "-"
            fields = (one.login, squads, one.role, one.badge_no, one.name, stands)
            out.print("\t".join(fields), markup=False)


@app.command()
def add(
    login: Login,
    name: Annotated[str, typer.Option(help="Name, as on the badge.")],
    role: Annotated[str, typer.Option(help=", ".join(ROLES) + ".")] = "officer",
    squad: Annotated[
        list[str] | None,
        typer.Option(help="Code of a squad; the first one is theirs, others they serve too."),
    ] = None,
    badge: Annotated[str | None, typer.Option(help="Badge number; the log-in if missing.")] = None,
    certified: Annotated[
        bool, typer.Option(help="Holds a certificate of law enforcement (执法证).")
    ] = False,
) -> None:
    """Add a person with a random password, shown once; they change it when they sign in."""
    from geo_patrol.store.repositories.people import Officer

    chosen_role: Role = one_of(role, ROLES, "--role")
    own, *more = squad or [""]
    officer = Officer(
        id=uuid4(),
        squad_code=own or None,
        badge_no=badge or login,
        name=name,
        login=login,
        role=chosen_role,
        certified=certified,
        more_squads=tuple(sorted(set(more) - {own})),
    )
    with writable(settings()) as store:
        _put(store, officer)
        _give_password(store, officer)


@app.command()
def password(login: Login) -> None:
    """Give a person a new random password, shown once; their sessions end."""
    with writable(settings()) as store:
        _give_password(store, _known(store, login))


@app.command()
def role(
    login: Login,
    role: Annotated[str, typer.Argument(help=", ".join(ROLES) + ".")],
    certified: Annotated[
        bool | None, typer.Option(help="Holds a certificate; unchanged if not said.")
    ] = None,
) -> None:
    """Give a person another role; their sessions end."""
    from dataclasses import replace

    chosen_role: Role = one_of(role, ROLES, "ROLE")
    with writable(settings()) as store:
        found = _known(store, login)
        holds = found.certified if certified is None else certified
        _put(store, replace(found, role=chosen_role, certified=holds))
    say("cli.user_written", login=login)


@app.command()
def squads(
    login: Login,
    squad: Annotated[list[str], typer.Argument(help="Codes; the first one is their own.")],
) -> None:
    """Say which squads a person belongs to; their sessions end."""
    from dataclasses import replace

    with writable(settings()) as store:
        found = _known(store, login)
        more = tuple(sorted(set(squad[1:]) - {squad[0]}))
        _put(store, replace(found, squad_code=squad[0], more_squads=more))
    say("cli.user_written", login=login)


@app.command()
def disable(login: Login) -> None:
    """Close an account: its sessions end, its records stay."""
    _set_disabled(login, disabled=True)


@app.command()
def enable(login: Login) -> None:
    """Open a closed account again."""
    _set_disabled(login, disabled=False)


@app.command("sign-out")
def sign_out(login: Login) -> None:
    """End all sessions of a person: a lost phone."""
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.accounts import end_sessions

    with writable(settings()) as store:
        ended = end_sessions(store, SYSTEM, _known(store, login).id, now=now())
    say("cli.sessions_ended", login=login, n=ended)


@app.command("drop-second-factor")
def drop_factor(login: Login) -> None:
    """Let a person sign in without a code: a lost phone and no recovery code left."""
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.accounts import drop_second_factor

    with writable(settings()) as store:
        drop_second_factor(store, SYSTEM, _known(store, login).id, now=now())
    say("cli.user_written", login=login)


@app.command("setup-code")
def setup_code() -> None:
    """Print a new one-time code for the page `/setup`, where the first administrator is made."""
    with writable(settings()) as store:
        if not say_setup_code(store, None):
            raise InvalidInput("accounts.has_administrator")


def say_setup_code(store: "Store", url: str | None) -> bool:
    """Offer and print a one-time code if nobody can keep accounts yet; return whether."""
    from geo_patrol.accounts.codes import readable_code
    from geo_patrol.workflows.accounts import offer_setup

    code = readable_code(SETUP_CODE_BITS)
    if not offer_setup(store, code, now=now()):
        return False
    say("cli.setup_code", code=code, url=(url or "").rstrip("/") + "/setup")
    return True


def _known(store: "Store", login: str) -> "Officer":
    with store.reader() as session:
        return _officer(session, login)


def _officer(session: "Session", login: str) -> "Officer":
    from geo_patrol.store.repositories import people

    found = people.officer_of_login(session, login)
    if found is None:
        raise NotFound("cli.no_user", login=login)
    return found


def _put(store: "Store", officer: "Officer") -> None:
    from geo_patrol.store.repositories import history
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.accounts import put_officer

    with store.reader() as session:
        version = history.latest_version(session, "officer", officer.id)
    put_officer(store, SYSTEM, officer, now=now(), if_match=version)


def _give_password(store: "Store", officer: "Officer") -> None:
    from api.auth.passwords import Passwords
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.accounts import set_password

    fresh = random_password()
    set_password(
        store,
        SYSTEM,
        officer.id,
        Passwords().hash(fresh),
        settings().password_policy,
        now=now(),
        change_due=True,
    )
    say("cli.new_password", login=officer.login, password=fresh)


def _set_disabled(login: str, *, disabled: bool) -> None:
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.accounts import set_disabled

    with writable(settings()) as store:
        set_disabled(store, SYSTEM, _known(store, login).id, disabled=disabled, now=now())
    say("cli.user_written", login=login)
