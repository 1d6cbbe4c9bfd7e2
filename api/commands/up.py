"""``geo-patrol up``: make the store, fill in the demo if asked, draw its maps, serve."""

import json
import os
import signal
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.auth.random_passwords import random_password
from api.commands.common import now, out, progress_bar, say, settings
from api.commands.doors import Doors, open_doors, read_tls
from api.commands.users import say_setup_code
from api.exports.whole import write_whole
from api.memory import give_memory_back
from geo_patrol.settings import Settings
from geo_patrol.workflows.progress import Progress

if TYPE_CHECKING:
    from geo_patrol.store.engine import Store
    from geo_patrol.workflows.demo import DemoAccount

PARK = "park"


def up(
    demo: Annotated[
        bool, typer.Option("--demo", help="Load a demo season into an empty store, marked as demo.")
    ] = False,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", min=0, max=65535)] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Folder of the embedded store.")] = None,
    tls_cert: Annotated[
        Path | None, typer.Option(help="Certificate with its chain (PEM): serve TLS.")
    ] = None,
    tls_key: Annotated[Path | None, typer.Option(help="Private key of the certificate.")] = None,
    install_port: Annotated[
        int | None,
        typer.Option(
            help="Port where phones fetch the certificate over plain HTTP.", min=0, max=65535
        ),
    ] = None,
) -> None:
    """Start the system: make or upgrade the store, then serve. Ctrl-C stops it.

    What other machines can reach is served over TLS only, by this program or a proxy before it.
    """
    give_memory_back()
    chosen = settings(
        host=host,
        port=port,
        data_dir=data_dir,
        tls_cert=tls_cert,
        tls_key=tls_key,
        install_port=install_port,
    )
    pair = read_tls(chosen)
    with ExitStack() as held:
        doors = open_doors(chosen, pair, held)
        chosen = doors.settings
        from geo_patrol.store import schema
        from geo_patrol.store.engine import open_store
        from geo_patrol.workflows.enrolling import enrol
        from geo_patrol.workflows.figures import make_ready
        from geo_patrol.workflows.samples import ensure_squads

        opened = open_store(
            chosen.store_url(), exclusive=True, audit_algorithm=chosen.audit_algorithm
        )
        with closing(opened) as store:
            schema.upgrade(store)
            enrol(store, now=now())
            ensure_squads(store, now=now())
            with progress_bar() as progress:
                make_ready(store, chosen.zone, progress)
            _run(store, doors, demo=demo)


def _run(store: "Store", doors: Doors, *, demo: bool) -> None:
    """Fill in the demo and serve; being told to stop is no error."""
    # The server hands the signal on once it has shut down; it has done its work by then.
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        if demo:
            _demo(store, doors.settings)
        _serve(store, doors)
    except KeyboardInterrupt:
        say("cli.stopped")


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _demo(store: "Store", chosen: Settings) -> None:
    """Load the demo if it is not there; draw its maps if they are not there."""
    from geo_patrol.workflows.demo import demo_seed, load_demo
    from geo_patrol.workflows.demo_field import keep_present
    from geo_patrol.workflows.demo_seizures import keep_present_seizures

    at = now()
    with progress_bar() as progress:
        if demo_seed(store) is None:
            from api.auth.passwords import Passwords

            accounts = load_demo(
                store,
                chosen,
                now=at,
                make_password=random_password,
                hash_password=Passwords().hash,
                progress=progress,
            )
            _keep_accounts(chosen, accounts)
        seed = demo_seed(store) or 0
        keep_present(store, chosen.zone, seed, now=at)
        keep_present_seizures(store, chosen.zone, seed, now=at)
        written = _maps(store, chosen, at, progress)
    if written:
        say("cli.maps_written", n=len(written), folder=str(chosen.out_dir))


def _maps(store: "Store", chosen: Settings, at: datetime, progress: Progress) -> list[Path]:
    """Draw the four maps of each reservoir and of the whole park into the out folder."""
    from api.drawing import draw
    from api.maps.kinds import MAP_KINDS
    from api.periods import last_period
    from geo_patrol.store.repositories import places
    from geo_patrol.store.scope import SYSTEM

    with store.reader() as session:
        areas = places.areas(session, SYSTEM)
        groups = {one.code: [one.code] for one in areas if one.kind != PARK}
        groups[PARK] = [one.code for one in areas if one.kind == PARK]
        wanted = [
            (kind, codes, chosen.out_dir / f"{kind}-{name}.html")
            for name, codes in groups.items()
            for kind in MAP_KINDS
        ]
        missing = [one for one in wanted if not one[2].exists()]
        start, end = last_period(session, SYSTEM, chosen, now=at)
        for done, (kind, codes, target) in enumerate(missing):
            progress("progress.maps", done, len(missing))
            page = draw(
                kind,
                session,
                SYSTEM,
                codes,
                start,
                end,
                settings=chosen,
                language=chosen.language,
                now=at,
            )
            write_whole(target, page)
        if missing:
            progress("progress.maps", len(missing), len(missing))
    return [target for _kind, _codes, target in missing]


def _accounts_file(chosen: Settings) -> Path:
    return chosen.data_dir / "demo-accounts.json"


def _keep_accounts(chosen: Settings, accounts: list["DemoAccount"]) -> None:
    """Keep the demo's random passwords beside the store, readable by its owner only."""
    path = _accounts_file(chosen)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump([vars(one) for one in accounts], file, indent=1)


def _show_accounts(chosen: Settings) -> None:
    path = _accounts_file(chosen)
    if not path.exists():
        say("cli.accounts_forgotten")
        return
    say("cli.accounts")
    for one in json.loads(path.read_text(encoding="utf-8")):
        role = f"{one['squad_code']} {one['role']}"
        out.print(f"    {one['login']:<12} {one['password']:<20} {role}", markup=False)


def _serve(store: "Store", doors: Doors) -> None:
    from api.app import create_app
    from api.logs import configure_logs
    from api.tls.server import serve
    from geo_patrol.store.keys import load_keyring
    from geo_patrol.workflows.demo import demo_seed

    chosen = doors.settings
    keyring = load_keyring(store, chosen.master_key_file, now=now())
    configure_logs(chosen.log_level)
    home = _say_addresses(doors)
    if demo_seed(store) is not None:
        _show_accounts(chosen)
    say_setup_code(store, home)
    say("cli.stop")
    app = create_app(chosen, store, keyring=keyring)
    stopping = app.state.services.feed.close
    serve(app, doors.main, doors.install, doors.pair, stopping=stopping)


def _say_addresses(doors: Doors) -> str:
    """Say where the server is, and return the address of its start page."""
    from api.tls.install import address, places_of

    chosen = doors.settings
    if doors.pair is None:
        home = address("http", chosen.host, chosen.port)
        say("cli.serving", url=home)
        return home
    places = places_of(doors.pair.subjects, chosen)
    say("cli.serving", url=places.home)
    if chosen.authority_file.exists():
        say("tls.install_at", url=places.install)
    return places.home
