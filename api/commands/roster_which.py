"""Which roster, whose days, by which rules: what the commands of rosters share."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from geo_patrol.errors import InvalidInput, finding

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_patrol.roster.records import KeptRoster
    from geo_patrol.roster.settings import RuleSettings
    from geo_patrol.settings import Settings

Roster = Annotated[
    str | None,
    typer.Argument(help="Id of the roster; or give --squad and --first-day.", metavar="[ROSTER]"),
]
Squad = Annotated[str | None, typer.Option(help="Code of the squad.")]
OneSquad = Annotated[str, typer.Option("--squad", help="Code of the squad.")]
FirstDay = Annotated[str | None, typer.Option(help="First day of the roster, YYYY-MM-DD.")]
Rules = Annotated[
    Path | None,
    typer.Option(
        help="TOML file with the office's rules, in place of GEO_PATROL_ROSTER_RULES_FILE."
    ),
]
Seconds = Annotated[float, typer.Option("--time", min=1, max=3600, help="Seconds, at most.")]
Seed = Annotated[int, typer.Option(min=0, max=2**31 - 1, help="Of what is left to chance.")]
Deterministic = Annotated[
    bool, typer.Option("--deterministic", help="The same roster each time; slower.")
]
Reason = Annotated[str, typer.Option(help="Why, for what is published.")]


def which(
    session: "Session", roster: str | None, squad: str | None, first_day: str | None
) -> "KeptRoster":
    """Return the roster that is meant: by its id, or by squad and first day.

    Of several of one day the published one is meant, or the only draft.

    Raises
    ------
    InvalidInput
        When none is named, there is none, or several could be meant; with the ids of those.
    """
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.rosters import find_roster

    if roster is not None:
        return find_roster(session, _id_of(roster), SYSTEM).record
    if squad is None or first_day is None:
        raise InvalidInput("roster_cli.which")
    day = day_of(first_day, "--first-day")
    found = [one for one in _of_day(session, squad, day) if one.state != "withdrawn"]
    published = [one for one in found if one.state == "published"]
    meant = published or found
    if len(meant) == 1:
        return meant[0]
    there = tuple(finding(str(one.id), f"roster_cli.state_{one.state}") for one in meant)
    if there:
        raise InvalidInput("roster_cli.several", findings=there, n=len(there))
    raise InvalidInput("roster_cli.no_roster", squad=squad, day=day.isoformat())


def day_of(value: str, option: str) -> date:
    """Return a day.

    Raises
    ------
    InvalidInput
        When it is none.
    """
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InvalidInput("cli.bad_date", option=option, value=value) from error


def rules_in(path: Path | None, chosen: "Settings") -> "RuleSettings":
    """Return the office's rules: of a file that is named, or of the settings.

    Raises
    ------
    InvalidInput
        When the file cannot be read, or with a finding for each thing wrong in it.
    """
    from geo_patrol.roster.settings import rules_of

    return chosen.roster_rules if path is None else rules_of(path)


def officer_of(session: "Session", ids: Iterable[str], said: str) -> UUID:
    """Return which of some people is meant: by id, badge number or name.

    Raises
    ------
    InvalidInput
        When it is nobody of them, or several.
    """
    from geo_patrol.store.repositories import people

    known = [UUID(one) for one in ids]
    badges, names = people.badges(session, known), people.names(session, known)
    found = [one for one in known if said in (str(one), badges.get(one))]
    found = found or [one for one in known if names.get(one) == said]
    if len(found) != 1:
        raise InvalidInput("roster_cli.who", said=said, n=len(found))
    return found[0]


def _of_day(session: "Session", squad: str, day: date) -> list["KeptRoster"]:
    from geo_patrol.store.repositories.duty import Span
    from geo_patrol.store.repositories.rosters import ROSTERS
    from geo_patrol.store.scope import SYSTEM

    begins = ROSTERS.table.c.first_day == day
    page = ROSTERS.page(session, SYSTEM, Span(), begins, squad=squad, limit=1000)
    return [one.record for one in page.items]


def _id_of(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError as error:
        raise InvalidInput("roster_cli.no_id", value=value) from error
