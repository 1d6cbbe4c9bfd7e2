"""The ports that ``geo-patrol up`` listens on, taken only when what it would say there is safe."""

import os
import socket
from contextlib import ExitStack
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from api.commands.common import now, say_findings
from geo_patrol.errors import InvalidInput, Unavailable
from geo_patrol.settings import Settings

if TYPE_CHECKING:
    from api.tls.serving import Pair


@dataclass(frozen=True)
class Doors:
    """The ports that were taken; ``settings`` are those in force, with their real numbers."""

    settings: Settings
    pair: "Pair | None"
    main: socket.socket
    install: socket.socket | None


def read_tls(chosen: Settings) -> "Pair | None":
    """Return the certificate and key to serve with, looked at before any long work.

    Raises
    ------
    InvalidInput
        When they cannot be used; when what depends on them is asked for without them.
    """
    from api.tls.serving import pair_doubts, read_pair

    if chosen.tls_cert is None and chosen.tls_key is None:
        if chosen.install_port is not None:
            raise InvalidInput("tls.install_without_tls")
        return None
    if chosen.tls_cert is None or chosen.tls_key is None:
        raise InvalidInput("tls.both_or_neither")
    at = now()
    pair = read_pair(chosen.tls_cert, chosen.tls_key, at)
    say_findings(tuple(pair_doubts(pair, chosen.authority_file, at)))
    return pair


def open_doors(chosen: Settings, pair: "Pair | None", held: ExitStack) -> Doors:
    """Take the ports before any long work, so that a taken one is told at once.

    Raises
    ------
    Unavailable
        When one is taken, with how to choose another.
    InvalidInput
        When passwords would cross the network in the clear, with the ways out.
    """
    if pair is None and not chosen.secure_cookies:
        _require_loopback(chosen)
    main = held.enter_context(_reserve(chosen.host, chosen.port, "cli.port_taken"))
    inner: dict[str, object] = {"port": main.getsockname()[1]}
    if pair is not None:
        inner["secure_cookies"] = True
    install = None
    if chosen.install_port is not None:
        install = held.enter_context(
            _reserve(chosen.host, chosen.install_port, "tls.install_port_taken")
        )
        inner["install_port"] = install.getsockname()[1]
    return Doors(chosen.model_copy(update=inner), pair, main, install)


def _require_loopback(chosen: Settings) -> None:
    from api.tls.folder import Folder

    try:
        found = socket.getaddrinfo(chosen.host, None, type=socket.SOCK_STREAM)
    except OSError:
        found = []  # taking the port will tell
    if not all(ip_address(str(one[4][0]).partition("%")[0]).is_loopback for one in found):
        folder = Folder(chosen.data_dir / "tls")
        raise InvalidInput(
            "tls.needed",
            host=chosen.host,
            cert=str(folder.server),
            secret=str(folder.server_key),
        )


def _reserve(host: str, port: int, taken: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, UnicodeError) as error:
        listener.close()
        raise Unavailable(taken, host=host, port=port, other=port + 1) from error
    return listener
