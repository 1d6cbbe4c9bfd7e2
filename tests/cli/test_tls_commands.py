"""``geo-patrol tls`` and what ``geo-patrol up`` says before it serves anything."""

import os
import socket
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from api.tls.folder import Folder, renew
from api.tls.names import read_subjects
from api.tls.pem import read_certificates
from geo_patrol.errors import GeoPatrolError

INIT = ("tls", "init", "--name", "patrol.test", "--address", "127.0.0.1")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder."""
    for name in list(os.environ):
        if name.startswith("GEO_PATROL_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GEO_PATROL_LANGUAGE", "en")
    return tmp_path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def done(*words: str | Path) -> str:
    result = run(*words)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def refused(*words: str | Path) -> GeoPatrolError:
    result = run(*words)
    assert isinstance(result.exception, GeoPatrolError), result.output
    return result.exception


def made(folder: Path) -> Folder:
    return Folder(folder / "geo-patrol-data" / "tls")


def test_init_tells_the_fingerprint_and_how_to_start(folder: Path) -> None:
    told = done(*INIT, "--install-port", "8080")
    shown = done("tls", "show")
    fingerprint = next(line.rpartition("  ")[2] for line in shown.splitlines() if "SHA-256" in line)
    assert fingerprint in told
    assert "--tls-cert geo-patrol-data/tls/server.crt" in told
    assert "http://patrol.test:8080/tls" in made(folder).notice.read_text(encoding="utf-8")
    assert "patrol.test, 127.0.0.1" in shown
    assert "(395 days left)" in shown
    assert not (folder / "geo-patrol-data" / "geo-patrol.sqlite").exists()


def test_again_or_renew_changes_the_server_s_certificate_alone(folder: Path) -> None:
    done(*INIT)
    authority = made(folder).authority.read_bytes()
    servers = {made(folder).server.read_bytes()}
    for words in (INIT, ("tls", "init"), ("tls", "renew")):
        assert "phones need nothing new" in done(*words)
        servers.add(made(folder).server.read_bytes())
    assert len(servers) == 4
    assert made(folder).authority.read_bytes() == authority


def test_renewing_leaves_the_notice_on_the_board(folder: Path) -> None:
    done(*INIT, "--install-port", "8080")
    before = made(folder).notice.read_bytes()
    done("tls", "renew")
    assert made(folder).notice.read_bytes() == before


def test_further_names_need_a_new_authority_that_is_asked_for(folder: Path) -> None:
    done(*INIT)
    further = ("tls", "init", "--name", "patrol.test", "--name", "other.test")
    error = refused(*further)
    assert error.key == "tls.outside_authority"
    assert [one.where for one in error.findings] == ["other.test"]
    assert "kept as" in done(*further, "--new-authority")
    assert "other.test" in done("tls", "show")


def test_a_folder_can_be_chosen_and_the_notice_be_for_the_proxy(folder: Path) -> None:
    done(*INIT, "--dir", "certs", "--for-proxy")
    assert "http://patrol.test/tls" in (folder / "certs" / "install.html").read_text("utf-8")
    assert "patrol.test" in done("tls", "show", "--dir", "certs")
    assert not made(folder).path.exists()


def test_what_is_allowed_but_seldom_meant_is_said(folder: Path) -> None:
    assert "8.8.8.8: is a public address" in done("tls", "init", "--address", "8.8.8.8")


def test_names_and_addresses_that_cannot_be_are_told_and_nothing_is_made(folder: Path) -> None:
    error = refused("tls", "init", "--name", "a_b", "--address", "patrol.test")
    assert error.key == "tls.bad_subjects"
    assert len(error.findings) == 2
    assert refused("tls", "init").key == "tls.no_subjects"
    assert refused("tls", "renew").key == "tls.no_subjects"
    assert refused("tls", "show").key == "tls.unreadable"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7"])  # noqa: S104  # refused
def test_without_tls_only_this_machine_is_served(folder: Path, host: str) -> None:
    error = refused("up", "--host", host, "--port", "0")
    assert error.key == "tls.needed"
    for words in ("geo-patrol tls init", "--tls-cert", "GEO_PATROL_SECURE_COOKIES=true"):
        assert words in error.text("zh")
        assert words in error.text("en")
    assert list(folder.iterdir()) == []


def up(*words: str | Path) -> GeoPatrolError:
    return refused("up", "--port", "0", *words)


def test_a_pair_that_cannot_serve_is_told_before_anything_is_made(folder: Path) -> None:
    done(*INIT)
    tls = made(folder)
    assert up("--tls-cert", tls.server).key == "tls.both_or_neither"
    assert up("--tls-key", tls.server_key).key == "tls.both_or_neither"
    assert up("--tls-cert", tls.server, "--tls-key", tls.authority_key).key == "tls.mismatch"
    assert up("--tls-cert", tls.server, "--tls-key", "none").key == "tls.unreadable"
    assert up("--install-port", "0").key == "tls.install_without_tls"
    assert sorted(path.name for path in (folder / "geo-patrol-data").iterdir()) == ["tls"]


def test_a_certificate_that_ended_is_told_with_what_renews_it(folder: Path) -> None:
    renew(made(folder), read_subjects(["patrol.test"], []), datetime(2020, 1, 1, tzinfo=UTC))
    error = up("--tls-cert", made(folder).server, "--tls-key", made(folder).server_key)
    assert error.key == "tls.ended"
    assert "geo-patrol tls renew" in error.text("zh")


def test_a_certificate_that_ends_soon_is_announced(folder: Path) -> None:
    begun = datetime.now(UTC) - timedelta(days=380)
    renew(made(folder), read_subjects(["patrol.test"], []), begun)
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        pair = ("--tls-cert", made(folder).server, "--tls-key", made(folder).server_key)
        result = run("up", "--port", port, *pair)
    assert isinstance(result.exception, GeoPatrolError)
    assert result.exception.key == "cli.port_taken"
    assert "in 15 days" in result.output


def test_a_taken_install_port_is_told_with_another_one(folder: Path) -> None:
    done(*INIT)
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        pair = ("--tls-cert", made(folder).server, "--tls-key", made(folder).server_key)
        error = up(*pair, "--install-port", str(port))
    assert error.key == "tls.install_port_taken"
    assert f"--install-port {port + 1}" in error.text("zh")


def test_an_authority_that_ends_before_long_is_announced(folder: Path) -> None:
    begun = datetime.now(UTC) - timedelta(days=3653 - 300)
    renew(made(folder), read_subjects(["patrol.test"], []), begun)
    assert "The authority ends on" in done("tls", "renew")
    server = read_certificates(made(folder).server)[0]
    authority = read_certificates(made(folder).authority)[0]
    assert server.not_valid_after_utc == authority.not_valid_after_utc
