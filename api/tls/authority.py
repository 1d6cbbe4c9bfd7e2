"""A private certificate authority and the server certificates that it signs.

Keys are ECDSA on P-256, signatures SHA-256: what every phone of the last ten years verifies. The
authority may only ever vouch for the names it was made for and for private addresses (critical
name constraints, RFC 5280, 4.2.1.10): its key, once stolen, opens no other site.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from api.tls.names import PRIVATE, IPAddress, IPNetwork, Subjects, is_private
from geo_patrol.errors import InvalidInput, finding

AUTHORITY_DAYS = 3653
SERVER_DAYS = 397
"""Apple refuses server certificates that last longer than 825 days; public ones end at 398."""

BACKDATED = timedelta(days=1)
"""Phones' clocks are slow at times."""

ORGANISATION = "geo-patrol"
MAX_COMMON_NAME = 64
NO_NAMES = ("localhost",)
"""Without any permitted name, all names would be permitted."""


@dataclass(frozen=True)
class Issued:
    """A certificate and its private key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def make_authority(subjects: Subjects, now: datetime) -> Issued:
    """Return a new authority for some names and addresses.

    It can sign for the names and what stands below them, for private and loopback addresses, and
    for those of the given addresses that are public; it can make no further authorities.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    title = f"geo-patrol CA {now:%Y-%m-%d} {subjects.first}"[:MAX_COMMON_NAME].strip()
    name = _subject(title)
    return Issued(
        _builder(name, name, key.public_key(), now, now + timedelta(days=AUTHORITY_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(_constraints(subjects), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256()),
        key,
    )


def make_server(authority: Issued, subjects: Subjects, now: datetime) -> Issued:
    """Return a new server certificate for exactly the given names and addresses.

    It ends with its authority at the latest.

    Raises
    ------
    InvalidInput
        When the authority has ended, or may not sign for all of them.
    """
    require_within(authority.certificate, subjects)
    last = authority.certificate.not_valid_after_utc
    if last <= now:
        raise InvalidInput("tls.authority_ended", day=f"{last:%Y-%m-%d}")
    key = ec.generate_private_key(ec.SECP256R1())
    alternatives: list[x509.GeneralName] = [x509.DNSName(name) for name in subjects.names]
    alternatives += [x509.IPAddress(address) for address in subjects.addresses]
    issuer = authority.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
    # The common name is no host name: verifiers would hold one to the constraints on names, and
    # the one of a server that has only addresses would fail.
    subject = _subject("geo-patrol server")
    ends = min(now + timedelta(days=SERVER_DAYS) - BACKDATED, last)
    return Issued(
        _builder(subject, authority.certificate.subject, key.public_key(), now, ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer.value),
            critical=False,
        )
        .sign(authority.key, hashes.SHA256()),
        key,
    )


def require_within(authority: x509.Certificate, subjects: Subjects) -> None:
    """Refuse what an authority was not made for.

    Raises
    ------
    InvalidInput
        With a finding for each name and address that it may not sign for, and the way out.
    """
    names, networks = permitted(authority)
    outside = [
        one for one in subjects.names if not any(one == n or one.endswith(f".{n}") for n in names)
    ]
    outside += [
        str(one) for one in subjects.addresses if not any(one in block for block in networks)
    ]
    if outside:
        raise InvalidInput(
            "tls.outside_authority",
            findings=tuple(finding(one, "tls.not_permitted") for one in outside),
        )


def permitted(authority: x509.Certificate) -> tuple[list[str], list[IPNetwork]]:
    """Return the names (with what is below them) and address ranges an authority may sign for."""
    try:
        found = authority.extensions.get_extension_for_class(x509.NameConstraints).value
    except x509.ExtensionNotFound:
        return [], []
    subtrees = found.permitted_subtrees or []
    names = [one.value for one in subtrees if isinstance(one, x509.DNSName)]
    networks = [
        one.value
        for one in subtrees
        if isinstance(one, x509.IPAddress)
        and isinstance(one.value, ipaddress.IPv4Network | ipaddress.IPv6Network)
    ]
    return names, networks


def subjects_of(certificate: x509.Certificate) -> Subjects:
    """Return the names and addresses that a certificate is for; none without the extension."""
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return Subjects()
    addresses = found.get_values_for_type(x509.IPAddress)
    return Subjects(
        tuple(found.get_values_for_type(x509.DNSName)),
        tuple(one for one in addresses if isinstance(one, IPAddress)),
    )


def fingerprint(certificate: x509.Certificate) -> str:
    """Return the SHA-256 fingerprint as phones show it: 32 pairs of hexadecimal digits."""
    return certificate.fingerprint(hashes.SHA256()).hex(" ").upper()


def common_name(certificate: x509.Certificate) -> str:
    """Return the name that phones list a certificate under."""
    found = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else certificate.subject.rfc4514_string()


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    now: datetime,
    ends: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(ends)
    )


def _subject(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _constraints(subjects: Subjects) -> x509.NameConstraints:
    permitted: list[x509.GeneralName] = [x509.DNSName(name) for name in subjects.names or NO_NAMES]
    permitted += [x509.IPAddress(block) for block in PRIVATE]
    permitted += [
        x509.IPAddress(ipaddress.ip_network(address))
        for address in subjects.addresses
        if not is_private(address)
    ]
    return x509.NameConstraints(permitted_subtrees=permitted, excluded_subtrees=None)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
