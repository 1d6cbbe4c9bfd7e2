"""Certificates and keys as PEM files: read with words for what is wrong, written whole."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

from geo_patrol.errors import InvalidInput

PUBLIC_MODE = 0o644
SECRET_MODE = 0o600
MAX_BYTES = 1024 * 1024


def read_certificates(path: Path) -> list[x509.Certificate]:
    """Return the certificates of a file, in their order; at least one.

    Raises
    ------
    InvalidInput
        When it cannot be read, or holds none.
    """
    try:
        return x509.load_pem_x509_certificates(_read(path))
    except ValueError as error:
        raise InvalidInput("tls.no_certificate", path=str(path)) from error


def read_key(path: Path) -> PrivateKeyTypes:
    """Return the private key of a file.

    Raises
    ------
    InvalidInput
        When it cannot be read, holds none, or one that needs a password.
    """
    try:
        return serialization.load_pem_private_key(_read(path), password=None)
    except TypeError as error:
        raise InvalidInput("tls.key_needs_password", path=str(path)) from error
    except ValueError as error:
        raise InvalidInput("tls.no_key", path=str(path)) from error


def belong_together(certificate: x509.Certificate, key: PrivateKeyTypes) -> bool:
    """Tell whether a certificate is for a private key."""
    return _plain(certificate.public_key()) == _plain(key.public_key())


def certificate_pem(*certificates: x509.Certificate) -> bytes:
    """Return certificates as the text of a file."""
    return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates)


def key_pem(key: PrivateKeyTypes) -> bytes:
    """Return a private key as the text of a file."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def write_files(contents: Mapping[Path, tuple[bytes, int]]) -> None:
    """Write files of one folder, each with its mode: first all beside their places, then in place.

    A power cut leaves each of them old or new, never half.

    Raises
    ------
    InvalidInput
        When the folder cannot be written to.
    """
    waiting: dict[Path, Path] = {}
    try:
        for target, (content, mode) in contents.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
            waiting[target] = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            waiting[target].chmod(mode)
        for target in list(waiting):
            waiting[target].replace(target)
            del waiting[target]
    except OSError as error:
        raise InvalidInput(
            "cli.cannot_write", path=str(error.filename or ""), reason=error.strerror or ""
        ) from error
    finally:
        for left in waiting.values():
            left.unlink(missing_ok=True)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES)
    except OSError as error:
        raise InvalidInput(
            "tls.unreadable", path=str(path), reason=error.strerror or str(error)
        ) from error


def _plain(key: PublicKeyTypes) -> bytes:
    return key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
