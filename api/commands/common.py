"""What commands share: settings, an open store, words, progress, times."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from geo_patrol.errors import Finding, GeoPatrolError, InvalidInput
from geo_patrol.messages import LANGUAGES, Language, text
from geo_patrol.settings import Settings
from geo_patrol.workflows.progress import Progress as Report

if TYPE_CHECKING:
    from geo_patrol.crs import Datum
    from geo_patrol.store.engine import Store

out = Console(highlight=False, soft_wrap=True)
err = Console(highlight=False, soft_wrap=True, stderr=True)
LISTED = 20

_overrides: dict[str, Any] = {}


def configure(data_dir: str | None, lang: str | None) -> None:
    """Keep what was given before the command's name: it wins over the environment."""
    _overrides.clear()
    if data_dir is not None:
        _overrides["data_dir"] = Path(data_dir)
    if lang is not None:
        if lang not in LANGUAGES:
            raise InvalidInput("cli.unknown_language", lang=lang)
        _overrides["language"] = lang


def settings(**more: Any) -> Settings:
    """Return the settings in force.

    Raises
    ------
    InvalidInput
        When a setting cannot be read, naming it.
    """
    given = {name: value for name, value in more.items() if value is not None}
    try:
        return Settings(**{**_overrides, **given})
    except ValidationError as error:
        first = error.errors()[0]
        name = "GEO_PATROL_" + "_".join(str(part) for part in first["loc"]).upper()
        raise InvalidInput("cli.bad_setting", name=name, reason=first["msg"]) from error


def session_language() -> Language:
    """Return the language of this run's messages, whatever else is wrong."""
    try:
        return settings().language
    except GeoPatrolError:
        return "zh"


def say(key: str, **params: Any) -> None:
    """Print a message of the catalogue."""
    out.print(text(key, session_language(), **params), markup=False)


def say_error(error: GeoPatrolError, language: Language) -> None:
    """Print an error with its findings to standard error."""
    err.print(text("cli.error", language, message=error.text(language)), markup=False, style="red")
    say_findings(error.findings, console=err)


def say_findings(findings: tuple[Finding, ...], *, console: Console = out) -> None:
    """Print findings, a long list cut with the count of what is left."""
    language = session_language()
    for one in findings[:LISTED]:
        console.print("  - " + one.text(language), markup=False)
    if len(findings) > LISTED:
        console.print(text("cli.more", language, n=len(findings) - LISTED), markup=False)


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


@contextmanager
def writable(chosen: Settings) -> Iterator["Store"]:
    """Open the store to write, its schema at head; on SQLite no server may be running."""
    from geo_patrol.store import schema
    from geo_patrol.store.engine import open_store
    from geo_patrol.workflows.figures import make_ready

    with closing(open_store(chosen.store_url(), exclusive=True)) as store:
        schema.require_head(store)
        make_ready(store, chosen.zone)
        yield store


def has_store(chosen: Settings) -> bool:
    """Tell whether somebody made a store; of a server's that is not known before asking."""
    return chosen.database_url is not None or chosen.sqlite_path.exists()


def require_store(chosen: Settings) -> None:
    """Refuse to look into a store that nobody made.

    Raises
    ------
    InvalidInput
        With what to do.
    """
    if not has_store(chosen):
        raise InvalidInput("cli.no_store", path=str(chosen.sqlite_path))


@contextmanager
def readable(chosen: Settings) -> Iterator["Store"]:
    """Open the store to read, beside a running server or not."""
    from geo_patrol.store import schema
    from geo_patrol.store.engine import open_store

    require_store(chosen)
    with closing(open_store(chosen.store_url())) as store:
        schema.require_head(store)
        yield store


@contextmanager
def progress_bar() -> Iterator[Report]:
    """Give a function that shows how far long work is; a line each where there is no terminal."""
    language = session_language()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, refresh_per_second=4) as bar:
        tasks: dict[str, Any] = {}

        def report(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(text(what, language), total=total)
                if not err.is_terminal:
                    err.print(text(what, language) + " …", markup=False)
            bar.update(tasks[what], completed=done, total=total)

        yield report


def moment(value: str, chosen: Settings, option: str) -> datetime:
    """Return a moment from ISO text; a date is its local midnight, a bare time is local.

    Raises
    ------
    InvalidInput
        When it is no date.
    """
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError as error:
        raise InvalidInput("cli.bad_date", option=option, value=value) from error
    if len(value) == len("2022-10-01"):
        parsed = datetime.combine(parsed.date(), time())
    return parsed if parsed.tzinfo is not None else parsed.replace(tzinfo=chosen.zone)


def pairs(values: list[str], option: str) -> dict[str, str]:
    """Return ``field=column`` pairs as a mapping.

    Raises
    ------
    InvalidInput
        When one has no equals sign.
    """
    found: dict[str, str] = {}
    for value in values:
        name, sign, column = value.partition("=")
        if not sign or not name.strip() or not column.strip():
            raise InvalidInput("cli.bad_pair", option=option, value=value)
        found[name.strip()] = column.strip()
    return found


def one_of(value: str, choices: tuple[str, ...], option: str) -> Any:
    """Return a value that is one of the choices.

    Raises
    ------
    InvalidInput
        With the choices.
    """
    if value not in choices:
        raise InvalidInput("cli.bad_choice", option=option, value=value, choices=", ".join(choices))
    return value


def one_datum(value: str) -> "Datum":
    """Return a datum that a person declared."""
    from geo_patrol.crs import DATUMS

    datum: Datum = one_of(value, DATUMS, "--datum")
    return datum
