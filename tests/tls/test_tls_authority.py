"""The private authority: what clients believe, and what it cannot be made to vouch for."""

import shutil
import ssl
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID
from tls_peers import shake_hands

from api.tls import authority as tls
from api.tls.authority import Issued, make_authority, make_server, subjects_of
from api.tls.names import read_subjects
from api.tls.pem import certificate_pem
from geo_patrol.errors import InvalidInput

NOW = datetime.now(UTC).replace(microsecond=0)
GIVEN = read_subjects(["patrol.lan", "巡护.lan"], ["192.168.1.5", "fd00::5"])


@pytest.fixture(scope="module")
def authority() -> Issued:
    return make_authority(GIVEN, NOW)


@pytest.fixture(scope="module")
def server(authority: Issued) -> Issued:
    return make_server(authority, GIVEN, NOW)


@pytest.mark.parametrize("name", ["patrol.lan", "巡护.lan", "192.168.1.5", "fd00::5"])
def test_a_client_that_trusts_the_authority_believes_each_name(
    tmp_path: Path, authority: Issued, server: Issued, name: str
) -> None:
    assert shake_hands(tmp_path, server, authority, name) == "TLSv1.3"


@pytest.mark.parametrize("name", ["app.patrol.lan", "lan", "localhost", "192.168.1.6", "fd00::6"])
def test_it_believes_no_other(tmp_path: Path, authority: Issued, server: Issued, name: str) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        shake_hands(tmp_path, server, authority, name)


def test_another_authority_of_the_same_names_is_not_believed(
    tmp_path: Path, server: Issued
) -> None:
    stranger = make_authority(GIVEN, NOW)
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(tmp_path, server, stranger, "patrol.lan")


def forge(authority: Issued, monkeypatch: pytest.MonkeyPatch, *names: str) -> Issued:
    """Sign as a thief of the authority's key would, who asks nobody."""
    monkeypatch.setattr(tls, "require_within", lambda *_: None)
    addresses = [one for one in names if one[0].isdigit()]
    return make_server(
        authority, read_subjects([one for one in names if one not in addresses], addresses), NOW
    )


@pytest.mark.parametrize("name", ["mail.example.cn", "notpatrol.lan", "8.8.8.8"])
def test_a_stolen_key_opens_no_other_site(
    tmp_path: Path, authority: Issued, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    forged = forge(authority, monkeypatch, name)
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        shake_hands(tmp_path, forged, authority, name)


def test_an_authority_for_addresses_alone_vouches_for_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = read_subjects([], ["10.0.0.1"])
    authority = make_authority(given, NOW)
    assert shake_hands(tmp_path, make_server(authority, given, NOW), authority, "10.0.0.1")
    forged = forge(authority, monkeypatch, "mail.example.cn")
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        shake_hands(tmp_path, forged, authority, "mail.example.cn")


def test_it_makes_no_further_authorities(tmp_path: Path, authority: Issued) -> None:
    lesser = make_authority(read_subjects(["app.patrol.lan"], []), NOW)
    builder = (
        x509.CertificateBuilder()
        .subject_name(lesser.certificate.subject)
        .issuer_name(authority.certificate.subject)
        .public_key(lesser.key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=9))
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), False
        )
    )
    for extension in lesser.certificate.extensions:
        builder = builder.add_extension(extension.value, extension.critical)
    signed = Issued(builder.sign(authority.key, hashes.SHA256()), lesser.key)
    below = make_server(signed, read_subjects(["app.patrol.lan"], []), NOW)
    with pytest.raises(ssl.SSLCertVerificationError, match="path length"):
        shake_hands(tmp_path, below, authority, "app.patrol.lan", signed.certificate)


def test_the_certificates_say_what_phones_ask_for(authority: Issued, server: Issued) -> None:
    root, leaf = authority.certificate, server.certificate
    assert (leaf.not_valid_after_utc - leaf.not_valid_before_utc).days == 397
    assert (root.not_valid_after_utc - NOW).days == 3653
    assert leaf.not_valid_before_utc <= NOW - timedelta(hours=12)
    assert isinstance(root.public_key(), ec.EllipticCurvePublicKey)
    basic = root.extensions.get_extension_for_class(x509.BasicConstraints)
    assert (basic.critical, basic.value.ca, basic.value.path_length) == (True, True, 0)
    assert root.extensions.get_extension_for_class(x509.NameConstraints).critical
    use = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(use) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert subjects_of(leaf) == GIVEN
    of_root = root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    named = leaf.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
    assert named.key_identifier == of_root


def test_a_server_certificate_ends_with_its_authority_at_the_latest(authority: Issued) -> None:
    late = authority.certificate.not_valid_after_utc - timedelta(days=30)
    last = make_server(authority, GIVEN, late).certificate
    assert last.not_valid_after_utc == authority.certificate.not_valid_after_utc
    with pytest.raises(InvalidInput) as refused:
        make_server(authority, GIVEN, authority.certificate.not_valid_after_utc)
    assert refused.value.key == "tls.authority_ended"


def test_names_below_and_private_addresses_can_be_added_later_others_not(
    authority: Issued,
) -> None:
    make_server(authority, read_subjects(["app.patrol.lan"], ["10.9.9.9", "::1"]), NOW)
    with pytest.raises(InvalidInput) as refused:
        make_server(authority, read_subjects(["other.lan", "patrol.lan"], ["8.8.8.8"]), NOW)
    assert refused.value.key == "tls.outside_authority"
    assert [one.where for one in refused.value.findings] == ["other.lan", "8.8.8.8"]


def test_a_public_address_counts_for_itself_alone(tmp_path: Path) -> None:
    given = read_subjects(["patrol.lan"], ["59.202.1.5"])
    authority = make_authority(given, NOW)
    server = make_server(authority, given, NOW)
    assert shake_hands(tmp_path, server, authority, "59.202.1.5")
    with pytest.raises(InvalidInput):
        make_server(authority, read_subjects([], ["59.202.1.6"]), NOW)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl command")
def test_openssl_verifies_the_chain(tmp_path: Path, authority: Issued, server: Issued) -> None:
    root, leaf = tmp_path / "ca.crt", tmp_path / "server.crt"
    root.write_bytes(certificate_pem(authority.certificate))
    leaf.write_bytes(certificate_pem(server.certificate))
    words = ["openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", root]
    named = [*words, "-verify_hostname", "patrol.lan", leaf]
    assert subprocess.run(named, capture_output=True, check=False).returncode == 0
    wrong = [*words, "-verify_hostname", "other.lan", leaf]
    assert subprocess.run(wrong, capture_output=True, check=False).returncode != 0
