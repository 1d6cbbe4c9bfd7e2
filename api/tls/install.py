"""What a phone's owner is shown: where the certificate is, its fingerprint, where to go then."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import segno
from cryptography import x509
from starlette.datastructures import URL

from api.tls.authority import common_name, fingerprint, permitted, require_within, subjects_of
from api.tls.names import Subjects, read_subjects
from api.tls.pem import read_certificates
from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.settings import Settings

PAGE = "/tls"
FILE = "/tls/ca.crt"
USUAL_PORTS = {"https": 443, "http": 80}
PAIRS_IN_GROUP = 4


class Places(NamedTuple):
    """Addresses: of the install page for a phone that trusts nothing yet, and of the system."""

    install: str
    home: str


class Code(NamedTuple):
    """A QR code as an SVG path of strokes; ``side`` counts modules, with the quiet zone."""

    side: int
    path: str


@dataclass(frozen=True)
class Install:
    """The content of an install page; ``warned`` when browsers warn of its address."""

    title: str
    until: str
    groups: tuple[str, ...]
    places: Places
    code: Code

    @property
    def warned(self) -> bool:
        """Whether a phone sees a warning before the page."""
        return self.places.install.startswith("https:")


def authority_of(settings: Settings) -> x509.Certificate:
    """Return the certificate that phones install.

    Raises
    ------
    NotFound
        When there is none: the house uses a public authority, or no TLS.
    """
    return _certificate(settings.authority_file)


def install(authority: x509.Certificate, places: Places) -> Install:
    """Return what to show for an authority."""
    return Install(
        title=common_name(authority),
        until=f"{authority.not_valid_after_utc:%Y-%m-%d}",
        groups=tuple(fingerprint_groups(authority)),
        places=places,
        code=code(places.install),
    )


def fingerprint_groups(authority: x509.Certificate) -> Iterator[str]:
    """Yield a fingerprint in pieces that an eye can compare."""
    pairs = fingerprint(authority).split(" ")
    for start in range(0, len(pairs), PAIRS_IN_GROUP):
        yield " ".join(pairs[start : start + PAIRS_IN_GROUP])


def places_of(subjects: Subjects, settings: Settings) -> Places:
    """Return the addresses of a server that ends TLS itself."""
    home = address("https", subjects.first, settings.port)
    if settings.install_port is None:
        return Places(address("https", subjects.reachable, settings.port, PAGE), home)
    return Places(address("http", subjects.reachable, settings.install_port, PAGE), home)


def places_behind_proxy(subjects: Subjects) -> Places:
    """Return the addresses of a server behind the proxy of the compose file."""
    return Places(
        address("http", subjects.reachable, USUAL_PORTS["http"], PAGE),
        address("https", subjects.first, USUAL_PORTS["https"]),
    )


def places_asked(settings: Settings, authority: x509.Certificate, asked: URL) -> Places:
    """Return the addresses to show to who asked at one.

    Behind a proxy the names are known from nowhere but the request; what it claims counts only
    when the authority may sign for it.
    """
    if settings.tls_cert is not None:
        return places_of(subjects_of(_certificate(settings.tls_cert)), settings)
    try:
        host = _known(authority, asked.hostname or "")
    except InvalidInput:
        names, _ = permitted(authority)
        return places_behind_proxy(Subjects((*names, "localhost")))
    port = asked.port
    plain = port if asked.scheme == "http" else None
    secure = port if asked.scheme == "https" else None
    return Places(address("http", host, plain, PAGE), address("https", host, secure))


def _certificate(path: Path) -> x509.Certificate:
    """Return a certificate; where it is stays between the operator and us."""
    try:
        return read_certificates(path)[0]
    except InvalidInput as error:
        raise NotFound("tls.none_here") from error


def _known(authority: x509.Certificate, host: str) -> str:
    try:
        subjects = read_subjects([host], [])
    except InvalidInput:
        subjects = read_subjects([], [host])
    require_within(authority, subjects)
    return subjects.first


def address(scheme: str, host: str, port: int | None, path: str = "/") -> str:
    """Return an address, its port left out where it is the usual one."""
    shown = f"[{host}]" if ":" in host else host
    if port is not None and port != USUAL_PORTS[scheme]:
        shown = f"{shown}:{port}"
    return f"{scheme}://{shown}{path}"


@lru_cache(maxsize=32)
def code(content: str) -> Code:
    """Return the QR code of a text; a quarter of it may be dirty or torn."""
    made = segno.make_qr(content, error="q")
    border = made.default_border_size
    strokes = []
    for y, row in enumerate(made.matrix):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                strokes.append(f"M{x + border} {y + border}.5h{length}")
            x += length
    return Code(len(made.matrix) + 2 * border, "".join(strokes))
