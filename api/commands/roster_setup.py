"""``geo-patrol roster setup``: shifts, posts, rules and profiles of a squad as a TOML file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID, uuid4

import typer

from api.commands.common import now, out, readable, say, settings, writable
from api.commands.roster_which import OneSquad
from geo_patrol.errors import InvalidInput

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from api.commands.roster_toml import SetupFile
    from geo_patrol.roster.records import OfficerProfile, RosterSetup
    from geo_patrol.store.engine import Store

app = typer.Typer(
    no_args_is_help=True, help="班次、岗位、规则、人员条件 · What a squad's rosters begin with."
)

File = Annotated[Path, typer.Argument(help="TOML file, see docs/roster.md.", metavar="FILE")]
Out = Annotated[Path, typer.Option("--out", help="File to write.")]


@app.command()
def show(squad: OneSquad) -> None:
    """Print a squad's setup, as `export` writes it."""
    out.print(_text(squad), markup=False, end="")


@app.command()
def export(squad: OneSquad, target: Out) -> None:
    """Write a squad's setup to a file: what is changed in it comes back by `import`."""
    from api.exports.whole import write_whole

    write_whole(target, _text(squad))
    say("roster_cli.setup_exported", path=str(target))


@app.command("import")
def import_(file: File, squad: OneSquad) -> None:
    """Bring a squad's setup and profiles up to a file; importing it again changes nothing.

    Who has no profile in the file keeps the one there is. Rosters that exist stay as they are.
    """
    from api.commands.roster_toml import read_setup

    try:
        data = file.read_bytes()
    except OSError as error:
        raise InvalidInput("roster_cli.unreadable", path=str(file)) from error
    read = read_setup(data)
    with writable(settings()) as store:
        with store.reader() as session:
            officers = _officers(session, squad, read)
        n_changed = _write(store, squad, read, officers)
    say("roster_cli.setup_imported", n=len(officers), changed=n_changed)


def _text(squad: str) -> str:
    from api.commands.roster_toml import setup_text
    from geo_patrol.store.repositories import people

    with readable(settings()) as store, store.reader() as session:
        setup, profiles = _kept(session, squad)
        badges = people.badges(session, [one.officer_id for one in profiles])
    if setup is None:
        raise InvalidInput("rosters.no_setup")
    return setup_text(setup, [(badges[one.officer_id], one) for one in profiles])


def _kept(session: "Session", squad: str) -> "tuple[RosterSetup | None, list[OfficerProfile]]":
    from geo_patrol.store.repositories.rosters import PROFILES, setup_of

    setup = setup_of(session, squad)
    every = PROFILES.every.where(PROFILES.table.c.squad_code == squad)
    profiles = [one.record for one in PROFILES.listed(session, every)]
    return None if setup is None else setup.record, profiles


def _officers(session: "Session", squad: str, read: "SetupFile") -> dict[str, UUID]:
    """Return the ids of the people whom a file names.

    Raises
    ------
    InvalidInput
        With a finding for each badge number that nobody of the squad has, or several have.
    """
    from geo_patrol.errors import finding
    from geo_patrol.store.repositories import people
    from geo_patrol.store.scope import Scope

    members = people.officers(session, Scope(None, frozenset({squad})))
    by_badge: dict[str, list[UUID]] = {}
    for one in members:
        by_badge.setdefault(one.badge_no, []).append(one.id)
    bad = tuple(
        finding(f"profiles[{one.badge}]", "roster_cli.no_badge")
        for one in read.profiles
        if len(by_badge.get(one.badge, ())) != 1
    )
    if bad:
        raise InvalidInput("roster_cli.bad_setup", findings=bad, n=len(bad))
    return {one.badge: by_badge[one.badge][0] for one in read.profiles}


def _write(store: "Store", squad: str, read: "SetupFile", officers: dict[str, UUID]) -> int:
    """Write what a file says; return how many records changed."""
    from geo_patrol.store.repositories import history
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.roster_setup import PROFILE, SETUP, put_profile, put_setup
    from geo_patrol.workflows.writing import canonical

    chosen, moment = settings(), now()
    with store.reader() as session:
        setup, kept = _kept(session, squad)
        known = {one.officer_id: one for one in kept}
        versions = {one.id: history.latest_version(session, PROFILE, one.id) for one in kept}
        version = None if setup is None else history.latest_version(session, SETUP, setup.id)
    n_changed = 0
    meant = read.setup(uuid4() if setup is None else setup.id, squad)
    if setup is None or canonical(meant) != canonical(setup):
        put_setup(store, SYSTEM, meant, office=chosen.roster_rules, now=moment, if_match=version)
        n_changed += 1
    for one in read.profiles:
        there = known.get(officers[one.badge])
        profile = one.profile_of(uuid4() if there is None else there.id, squad, officers[one.badge])
        if there is not None and canonical(profile) == canonical(there):
            continue
        put_profile(store, SYSTEM, profile, now=moment, if_match=versions.get(profile.id))
        n_changed += 1
    return n_changed
