"""What a server needs to be reached over TLS: a pair that fits, looked at before it is used."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature

from api.tls.authority import subjects_of
from api.tls.names import Subjects
from api.tls.pem import belong_together, read_certificates, read_key
from geo_patrol.errors import Finding, InvalidInput, finding

SOON = timedelta(days=30)
CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"
"""For TLS 1.2: forward secret and authenticated; those of TLS 1.3 all are."""


@dataclass(frozen=True)
class Pair:
    """A certificate in use and its key."""

    certificate_path: Path
    key_path: Path
    certificate: x509.Certificate
    subjects: Subjects

    def context(self) -> ssl.SSLContext:
        """Return what a server listens with: TLS 1.2 and above.

        Raises
        ------
        InvalidInput
            When the TLS library will not take the pair: a key that is too short, say.
        """
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(CIPHERS)
        try:
            context.load_cert_chain(self.certificate_path, self.key_path)
        except ssl.SSLError as error:
            reason = error.reason or str(error)
            raise InvalidInput(
                "tls.refused", path=str(self.certificate_path), reason=reason
            ) from error
        return context


def read_pair(certificate_path: Path, key_path: Path, now: datetime) -> Pair:
    """Return a pair that can be served with now.

    Raises
    ------
    InvalidInput
        When a file cannot be read, the two don't belong together, the certificate is for no name,
        has ended or has not begun.
    """
    certificate = read_certificates(certificate_path)[0]
    cert = str(certificate_path)
    if not belong_together(certificate, read_key(key_path)):
        raise InvalidInput("tls.mismatch", cert=cert, secret=str(key_path))
    subjects = subjects_of(certificate)
    if not subjects:
        raise InvalidInput("tls.no_alternatives", path=cert)
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if last <= now:
        raise InvalidInput("tls.ended", path=cert, day=f"{last:%Y-%m-%d}")
    if first > now:
        raise InvalidInput("tls.not_begun", path=cert, day=f"{first:%Y-%m-%d}")
    pair = Pair(certificate_path, key_path, certificate, subjects)
    pair.context()
    return pair


def pair_doubts(pair: Pair, authority: Path, now: datetime) -> Iterator[Finding]:
    """Yield what will trouble people soon, or troubles them already."""
    left = pair.certificate.not_valid_after_utc - now
    if left < SOON:
        yield finding(
            str(pair.certificate_path),
            "tls.ends_soon",
            day=f"{pair.certificate.not_valid_after_utc:%Y-%m-%d}",
            days=left.days,
        )
    if authority.exists() and not issued_by(pair.certificate, read_certificates(authority)[0]):
        yield finding(str(authority), "tls.other_authority")


def issued_by(certificate: x509.Certificate, authority: x509.Certificate) -> bool:
    """Tell whether an authority signed a certificate."""
    try:
        certificate.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
