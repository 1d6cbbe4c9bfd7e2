"""``geo-patrol import outbox``: what a phone could not send, from a file."""

import hashlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import now, say, session_language, settings, writable
from geo_patrol.errors import NotFound

if TYPE_CHECKING:
    from geo_patrol.store.engine import Store
    from geo_patrol.workflows.outbox import Importing, Item


def outbox(
    file: Annotated[Path, typer.Argument(help="File of unsent work that a phone saved.")],
    by: Annotated[
        str | None,
        typer.Option("--by", help="Log-in name of who brings it in; else the machine's operator."),
    ] = None,
    take_unproven: Annotated[
        bool,
        typer.Option(
            "--take-unproven", help="Nothing shows where it comes from; its author was asked."
        ),
    ] = False,
) -> None:
    """Write what a phone could not send, in the name of its officer, and answer for each item.

    Who is said to have written it and who brings it in are audited. A record that is there already
    is left as it is.
    """
    from api.outbox.inside import inside
    from api.services import Services
    from geo_patrol.outbox import opened
    from geo_patrol.store.keys import load_keyring
    from geo_patrol.workflows.outbox import begin, replay

    chosen = settings()
    with writable(chosen) as store:
        keyring = load_keyring(store, chosen.master_key_file, now=now())
        read = opened(file, keyring, max_bytes=int(chosen.max_import_mb * 1024**2))
        importing = begin(
            store,
            keyring,
            read,
            _digest(file),
            _importer(store, by),
            now=now(),
            take_unproven=take_unproven,
        )
        _tell(importing)
        services = Services(chosen, now=now, opened=store, keyring=keyring)
        counts: Counter[str] = Counter()
        with inside(services, importing.author) as deliver:
            for item in replay(store, importing, deliver, now=now):
                counts[item.result] += 1
                _tell_item(item)
    say(
        "outbox.done",
        new=counts["new"],
        same=counts["same"],
        conflict=counts["conflict"],
        refused=counts["refused"],
        failed=counts["failed"],
    )
    if counts["failed"]:
        say("outbox.again")
        raise typer.Exit(1)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _importer(store: "Store", login: str | None) -> str:
    """Return the name that the chain has for who brings the file in."""
    from geo_patrol.store.repositories import people
    from geo_patrol.store.scope import SYSTEM

    if login is None:
        return SYSTEM.actor
    with store.reader() as session:
        found = people.officer_of_login(session, login)
    if found is None:
        raise NotFound("cli.no_user", login=login)
    return found.scope.actor


def _tell(importing: "Importing") -> None:
    file, author = importing.file, importing.author
    say(
        "outbox.whose",
        name=author.name,
        login=author.login,
        records=len(file.of("record")),
        fixes=len(file.of("fixes")),
        files=len(file.of("file")),
    )
    if not importing.proven:
        say("outbox.not_proven")


def _tell_item(item: "Item") -> None:
    language = session_language()
    reason = " ".join(one.text(language) for one in item.reasons)
    match item.result:
        case "new":
            say("outbox.item_new", name=item.name)
        case "same":
            say("outbox.item_same", name=item.name)
        case "conflict":
            say("outbox.item_conflict", name=item.name, reason=reason)
        case "refused":
            say("outbox.item_refused", name=item.name, reason=reason)
        case "failed":
            say("outbox.item_failed", name=item.name, reason=reason)
