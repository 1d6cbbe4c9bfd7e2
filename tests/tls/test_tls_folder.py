"""The folder of an authority: made once, renewed unnoticed, never replaced unasked."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.tls.authority import Issued, fingerprint, make_authority, subjects_of
from api.tls.folder import Folder, renew
from api.tls.names import Subjects, read_subjects
from api.tls.pem import certificate_pem, key_pem, read_certificates, read_key, write_files
from api.tls.serving import issued_by
from geo_patrol.errors import InvalidInput

NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)
GIVEN = read_subjects(["patrol.lan"], ["192.168.1.5"])


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "new" / "tls")
    assert renew(made, GIVEN, NOW).new_authority
    return made


def contents(folder: Folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.path.iterdir()}


def test_keys_are_for_their_owner_alone_and_nothing_else_is_left(folder: Folder) -> None:
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.path.iterdir()}
    assert modes == {"ca.crt": 0o644, "ca.key": 0o600, "server.crt": 0o644, "server.key": 0o600}


def test_the_server_sends_its_authority_along(folder: Folder) -> None:
    server, authority = read_certificates(folder.server)
    assert certificate_pem(authority) == folder.authority.read_bytes()
    assert issued_by(server, authority)
    assert b"PRIVATE" not in folder.server.read_bytes()


def test_renewing_keeps_authority_and_names_and_changes_the_rest(folder: Folder) -> None:
    before = contents(folder)
    renewed = renew(folder, Subjects(), NOW + timedelta(days=360))
    after = contents(folder)
    assert not renewed.new_authority
    assert {name for name in before if before[name] != after[name]} == {"server.crt", "server.key"}
    assert subjects_of(renewed.server) == GIVEN
    assert (renewed.server.not_valid_after_utc - NOW).days == 360 + 396


def test_names_below_can_be_added_without_a_new_authority(folder: Folder) -> None:
    before = folder.authority.read_bytes()
    wider = read_subjects(["patrol.lan", "app.patrol.lan"], ["10.0.0.1"])
    assert subjects_of(renew(folder, wider, NOW).server) == wider
    assert folder.authority.read_bytes() == before


def test_other_names_change_nothing_until_a_new_authority_is_asked_for(folder: Folder) -> None:
    before = contents(folder)
    other = read_subjects(["other.lan"], [])
    with pytest.raises(InvalidInput) as refused:
        renew(folder, other, NOW)
    assert refused.value.key == "tls.outside_authority"
    assert "--new-authority" in refused.value.text("zh")
    assert contents(folder) == before
    replaced = renew(folder, other, NOW, replace=True)
    assert replaced.new_authority
    assert replaced.kept is not None
    assert replaced.kept.read_bytes() == before["ca.crt"]
    assert replaced.kept.with_suffix(".key").read_bytes() == before["ca.key"]
    assert stat.S_IMODE(replaced.kept.with_suffix(".key").stat().st_mode) == 0o600
    assert folder.authority.read_bytes() != before["ca.crt"]


@pytest.mark.parametrize("name", ["ca.crt", "ca.key"])
def test_half_an_authority_is_told_and_left_alone(folder: Folder, name: str) -> None:
    (folder.path / name).unlink()
    before = contents(folder)
    with pytest.raises(InvalidInput) as refused:
        renew(folder, GIVEN, NOW)
    assert refused.value.key == "tls.half_an_authority"
    assert name in refused.value.text("en")
    assert contents(folder) == before


def test_a_key_of_another_authority_is_told(folder: Folder) -> None:
    stranger = make_authority(GIVEN, NOW)
    folder.authority_key.write_bytes(key_pem(stranger.key))
    with pytest.raises(InvalidInput) as refused:
        renew(folder, GIVEN, NOW)
    assert refused.value.key == "tls.mismatch"


@pytest.mark.parametrize("junk", [b"", b"-----BEGIN CERTIFICATE-----\nAAAA", b"\0\xff" * 99])
def test_what_is_no_certificate_is_told_and_can_be_replaced(folder: Folder, junk: bytes) -> None:
    folder.authority.write_bytes(junk)
    with pytest.raises(InvalidInput) as refused:
        renew(folder, GIVEN, NOW)
    assert refused.value.key == "tls.no_certificate"
    replaced = renew(folder, GIVEN, NOW, replace=True)
    assert replaced.kept is not None
    assert replaced.kept.read_bytes() == junk


def test_an_authority_that_ended_is_told(folder: Folder) -> None:
    before = contents(folder)
    with pytest.raises(InvalidInput) as refused:
        renew(folder, Subjects(), NOW + timedelta(days=3660))
    assert refused.value.key == "tls.authority_ended"
    assert contents(folder) == before


def test_without_names_there_is_nothing_to_renew(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        renew(Folder(tmp_path), Subjects(), NOW)
    assert refused.value.key == "tls.no_subjects"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidInput) as refused:
        renew(Folder(tmp_path / "file"), GIVEN, NOW)
    assert refused.value.key == "cli.cannot_write"


def test_files_that_cannot_all_be_written_are_all_left_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"")
    wanted = {tmp_path / "a": (b"new", 0o644), tmp_path / "file" / "b": (b"new", 0o600)}
    with pytest.raises(InvalidInput):
        write_files(wanted)
    assert (tmp_path / "a").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "file"]


def test_each_authority_is_its_own(tmp_path: Path) -> None:
    first: Issued = make_authority(GIVEN, NOW)
    second = make_authority(GIVEN, NOW)
    assert fingerprint(first.certificate) != fingerprint(second.certificate)
    assert len(fingerprint(first.certificate).split(" ")) == 32


def test_a_locked_key_is_told(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        PrivateFormat,
    )

    key = make_authority(GIVEN, NOW).key
    locked = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"x"))
    (tmp_path / "locked.key").write_bytes(locked)
    with pytest.raises(InvalidInput) as refused:
        read_key(tmp_path / "locked.key")
    assert refused.value.key == "tls.key_needs_password"
