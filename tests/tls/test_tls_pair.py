"""A certificate and a key are looked at before a server starts with them."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa

from api.tls.folder import Folder, renew
from api.tls.names import read_subjects
from api.tls.pem import certificate_pem, key_pem
from api.tls.serving import pair_doubts, read_pair
from geo_patrol.errors import InvalidInput

NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)
GIVEN = read_subjects(["patrol.lan"], ["192.168.1.5"])


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "tls")
    renew(made, GIVEN, NOW)
    return made


def refusal(certificate: Path, key: Path, now: datetime = NOW) -> str:
    with pytest.raises(InvalidInput) as refused:
        read_pair(certificate, key, now)
    assert refused.value.text("zh") != refused.value.text("en")
    return refused.value.key


def test_a_good_pair_serves_tls_1_2_and_above(folder: Folder) -> None:
    pair = read_pair(folder.server, folder.server_key, NOW)
    assert pair.subjects == GIVEN
    context = pair.context()
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2
    names = [cipher["name"] for cipher in context.get_ciphers()]
    assert all("GCM" in name or "CHACHA20" in name for name in names)
    assert list(pair_doubts(pair, folder.authority, NOW)) == []


def test_what_cannot_be_read_is_named(folder: Folder, tmp_path: Path) -> None:
    assert refusal(tmp_path / "no.crt", folder.server_key) == "tls.unreadable"
    assert refusal(folder.server, tmp_path / "no.key") == "tls.unreadable"
    assert refusal(tmp_path, folder.server_key) == "tls.unreadable"
    assert refusal(folder.server_key, folder.server_key) == "tls.no_certificate"
    assert refusal(folder.server, folder.server) == "tls.no_key"


def test_a_key_of_another_certificate_is_told(folder: Folder) -> None:
    assert refusal(folder.server, folder.authority_key) == "tls.mismatch"


def test_a_certificate_out_of_its_time_is_told(folder: Folder) -> None:
    late, early = NOW + timedelta(days=397), NOW - timedelta(days=2)
    assert refusal(folder.server, folder.server_key, late) == "tls.ended"
    assert refusal(folder.server, folder.server_key, early) == "tls.not_begun"


def test_a_certificate_for_no_name_is_told(folder: Folder) -> None:
    assert refusal(folder.authority, folder.authority_key) == "tls.no_alternatives"


def test_a_key_that_tls_will_not_take_is_told(tmp_path: Path) -> None:
    key = rsa.generate_private_key(65537, 1024)  # noqa: S505  # what is tested
    name = x509.Name([])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=90))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("patrol.lan")]), critical=True)
        .sign(key, hashes.SHA256())
    )
    (tmp_path / "weak.crt").write_bytes(certificate_pem(certificate))
    (tmp_path / "weak.key").write_bytes(key_pem(key))
    assert refusal(tmp_path / "weak.crt", tmp_path / "weak.key") == "tls.refused"


def test_the_last_thirty_days_are_announced(folder: Folder) -> None:
    pair = read_pair(folder.server, folder.server_key, NOW)
    (soon,) = pair_doubts(pair, folder.authority, NOW + timedelta(days=367))
    assert soon.key == "tls.ends_soon"
    assert dict(soon.params)["days"] == 29
    assert list(pair_doubts(pair, folder.authority, NOW + timedelta(days=366))) == []


def test_an_authority_that_did_not_sign_is_announced(folder: Folder, tmp_path: Path) -> None:
    other = Folder(tmp_path / "other")
    renew(other, GIVEN, NOW)
    pair = read_pair(folder.server, folder.server_key, NOW)
    assert [one.key for one in pair_doubts(pair, other.authority, NOW)] == ["tls.other_authority"]
    assert list(pair_doubts(pair, tmp_path / "none.crt", NOW)) == []
