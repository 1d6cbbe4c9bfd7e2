"""The folder that holds an authority and the certificate of the server."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from api.tls.authority import (
    Issued,
    fingerprint,
    make_authority,
    make_server,
    require_within,
    subjects_of,
)
from api.tls.names import Subjects
from api.tls.pem import (
    PUBLIC_MODE,
    SECRET_MODE,
    belong_together,
    certificate_pem,
    key_pem,
    read_certificates,
    read_key,
    write_files,
)
from geo_patrol.errors import InvalidInput


@dataclass(frozen=True)
class Folder:
    """Where which file is."""

    path: Path

    @property
    def authority(self) -> Path:
        """The authority's certificate, which phones install."""
        return self.path / "ca.crt"

    @property
    def authority_key(self) -> Path:
        """The authority's key."""
        return self.path / "ca.key"

    @property
    def server(self) -> Path:
        """The server's certificate, followed by the authority's."""
        return self.path / "server.crt"

    @property
    def server_key(self) -> Path:
        """The server's key."""
        return self.path / "server.key"

    @property
    def notice(self) -> Path:
        """The page for the notice board."""
        return self.path / "install.html"


@dataclass(frozen=True)
class Renewal:
    """What was issued; ``new_authority`` when phones have something to install.

    ``kept`` is where the certificate of an authority that was replaced is now.
    """

    authority: x509.Certificate
    server: x509.Certificate
    new_authority: bool
    kept: Path | None


def renew(folder: Folder, subjects: Subjects, now: datetime, *, replace: bool = False) -> Renewal:
    """Issue a server certificate by the folder's authority, which is made when there is none.

    Parameters
    ----------
    subjects
        What it is for; empty for what the present one is for.
    replace
        Make a new authority in any case. The former one is kept under another name.

    Raises
    ------
    InvalidInput
        Without subjects; when the authority cannot be used, or may not sign for the subjects: then
        nothing was written.
    """
    wanted = subjects or _present(folder)
    present = None if replace else _authority(folder)
    if present is not None:
        require_within(present.certificate, wanted)
    authority = present or make_authority(wanted, now)
    server = make_server(authority, wanted, now)
    contents = {
        folder.server_key: (key_pem(server.key), SECRET_MODE),
        folder.server: (certificate_pem(server.certificate, authority.certificate), PUBLIC_MODE),
    }
    kept = None
    if present is None:
        former, kept = _set_aside(folder)
        contents = {
            **former,
            folder.authority_key: (key_pem(authority.key), SECRET_MODE),
            folder.authority: (certificate_pem(authority.certificate), PUBLIC_MODE),
            **contents,
        }
    write_files(contents)
    return Renewal(authority.certificate, server.certificate, present is None, kept)


def _present(folder: Folder) -> Subjects:
    """Return what the present server certificate is for.

    Raises
    ------
    InvalidInput
        When there is none.
    """
    if not folder.server.exists():
        raise InvalidInput("tls.no_subjects")
    return subjects_of(read_certificates(folder.server)[0])


def _authority(folder: Folder) -> Issued | None:
    """Return the authority of a folder, or None where there is none.

    Raises
    ------
    InvalidInput
        When one of its two files is missing, or they don't belong together.
    """
    if not folder.authority.exists() and not folder.authority_key.exists():
        return None
    for path in (folder.authority, folder.authority_key):
        if not path.exists():
            raise InvalidInput("tls.half_an_authority", path=str(path))
    certificate = read_certificates(folder.authority)[0]
    key = read_key(folder.authority_key)
    if not belong_together(certificate, key) or not isinstance(key, ec.EllipticCurvePrivateKey):
        raise InvalidInput(
            "tls.mismatch", cert=str(folder.authority), secret=str(folder.authority_key)
        )
    return Issued(certificate, key)


def _set_aside(folder: Folder) -> tuple[dict[Path, tuple[bytes, int]], Path | None]:
    """Return the files of an authority that is replaced under other names, and its certificate's.

    They go where the new ones go, at the same time: there is no moment without either.
    """
    if not folder.authority.exists():
        return {}, None
    try:
        mark = fingerprint(read_certificates(folder.authority)[0]).replace(" ", "")[:8].lower()
    except InvalidInput:
        mark = "unreadable"
    kept = folder.path / f"ca-{mark}.crt"
    contents = {kept: (folder.authority.read_bytes(), PUBLIC_MODE)}
    if folder.authority_key.exists():
        contents[kept.with_suffix(".key")] = (folder.authority_key.read_bytes(), SECRET_MODE)
    return contents, kept
