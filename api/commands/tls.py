"""``geo-patrol tls``: a private authority and the server's certificate, without any internet."""

import shlex
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import now, say, say_findings, session_language, settings
from geo_patrol.settings import Settings

if TYPE_CHECKING:
    from api.tls.folder import Folder, Renewal

app = typer.Typer(no_args_is_help=True, help="内网 TLS 证书 · TLS on an intranet.")

Dir = Annotated[
    Path | None, typer.Option("--dir", help="Folder of the files; default: tls in the data folder.")
]
ForProxy = Annotated[
    bool,
    typer.Option(
        "--for-proxy", help="The notice names the usual ports, where the compose file's proxy is."
    ),
]
InstallPort = Annotated[
    int | None,
    typer.Option(help="Port of the plain-HTTP install page, for the notice.", min=1, max=65535),
]
Port = Annotated[int | None, typer.Option(help="Port of the server, for the notice.", max=65535)]

DAYS_TO_REPLACE = 397


@app.command()
def init(
    name: Annotated[
        list[str] | None, typer.Option(help="Name of the server; again for more.")
    ] = None,
    address: Annotated[
        list[str] | None, typer.Option(help="IP address of the server; again for more.")
    ] = None,
    folder: Dir = None,
    new_authority: Annotated[
        bool,
        typer.Option("--new-authority", help="Replace the authority; phones install the new one."),
    ] = False,
    for_proxy: ForProxy = False,
    port: Port = None,
    install_port: InstallPort = None,
) -> None:
    """Make a private authority, a server certificate for the given names, and a notice for phones.

    Run again, it issues a new server certificate by the same authority.
    """
    from api.tls.folder import renew as renew_in
    from api.tls.names import doubts, read_subjects

    subjects = read_subjects(name or [], address or [])
    say_findings(tuple(doubts(subjects)))
    chosen = settings(port=port, install_port=install_port)
    at = _folder(chosen, folder)
    issued = renew_in(at, subjects, now(), replace=new_authority)
    _write_notice(at, issued, chosen, for_proxy=for_proxy)
    _tell(at, issued)
    say("tls.notice_made", path=str(at.notice))
    if issued.new_authority and not for_proxy:
        if chosen.install_port is None:
            say("tls.no_install_port")
        say("tls.run_with", command=_command(at, chosen))


@app.command()
def renew(folder: Dir = None) -> None:
    """Issue the server certificate anew for the same names; phones need nothing new."""
    from api.tls.folder import renew as renew_in
    from api.tls.names import Subjects

    at = _folder(settings(), folder)
    _tell(at, renew_in(at, Subjects(), now()))


@app.command()
def show(folder: Dir = None) -> None:
    """Show names, fingerprints and days left of the authority and the server certificate."""
    from api.tls.authority import common_name, fingerprint, subjects_of
    from api.tls.pem import read_certificates

    at = _folder(settings(), folder)
    authority = read_certificates(at.authority)[0]
    server = read_certificates(at.server)[0]
    say(
        "tls.show_authority",
        title=common_name(authority),
        print=fingerprint(authority),
        **_days(authority.not_valid_after_utc),
    )
    say(
        "tls.show_server",
        subjects=", ".join(subjects_of(server).texts()),
        print=fingerprint(server),
        **_days(server.not_valid_after_utc),
    )


def _folder(chosen: Settings, given: Path | None) -> "Folder":
    from api.tls.folder import Folder

    return Folder(given or chosen.data_dir / "tls")


def _days(ends: datetime) -> dict[str, str | int]:
    return {"day": f"{ends:%Y-%m-%d}", "days": (ends - now()).days}


def _write_notice(
    folder: "Folder", issued: "Renewal", chosen: Settings, *, for_proxy: bool
) -> None:
    from api.tls.authority import subjects_of
    from api.tls.install import install, places_behind_proxy, places_of
    from api.tls.pem import PUBLIC_MODE, write_files
    from api.tls.sheet import sheet

    subjects = subjects_of(issued.server)
    places = places_behind_proxy(subjects) if for_proxy else places_of(subjects, chosen)
    page = sheet(install(issued.authority, places), session_language())
    write_files({folder.notice: (page.encode(), PUBLIC_MODE)})


def _tell(folder: "Folder", issued: "Renewal") -> None:
    from api.tls.authority import common_name, fingerprint, subjects_of

    title = common_name(issued.authority)
    if issued.new_authority:
        say("tls.authority_made", title=title)
        say("tls.fingerprint", print=fingerprint(issued.authority))
    else:
        say("tls.authority_same", title=title)
    if issued.kept is not None:
        say("tls.authority_kept", path=str(issued.kept))
    ends = issued.authority.not_valid_after_utc
    if (ends - now()).days < DAYS_TO_REPLACE:
        say("tls.authority_ends", day=f"{ends:%Y-%m-%d}")
    say(
        "tls.server_made",
        day=f"{issued.server.not_valid_after_utc:%Y-%m-%d}",
        subjects=", ".join(subjects_of(issued.server).texts()),
    )
    say("tls.written", folder=str(folder.path))
    if issued.new_authority:
        say("tls.keep_key", path=str(folder.authority_key))
    else:
        say("tls.restart")


def _command(folder: "Folder", chosen: Settings) -> str:
    words = ["geo-patrol", "up", "--host", "0.0.0.0"]  # noqa: S104  # said, not done
    words += ["--tls-cert", str(folder.server), "--tls-key", str(folder.server_key)]
    if chosen.install_port is not None:
        words += ["--install-port", str(chosen.install_port)]
    return shlex.join(words)
