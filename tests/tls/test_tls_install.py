"""How a phone comes to trust the server: the page, the plain door, the notice for the board."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tls_client import Client

from api.app import create_app
from api.tls.authority import fingerprint
from api.tls.folder import Folder, renew
from api.tls.install import authority_of, code, install, places_behind_proxy, places_of
from api.tls.listener import InstallDoor
from api.tls.names import read_subjects
from api.tls.pem import read_certificates
from api.tls.sheet import sheet
from geo_patrol.messages import text
from geo_patrol.settings import Settings

NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)
GIVEN = read_subjects(["patrol.lan"], ["127.0.0.1", "192.168.1.5"])
HOME = "https://patrol.lan:8443/"

Make = Callable[..., Settings]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "tls")
    renew(made, GIVEN, NOW)
    return made


@pytest.fixture
def settings(folder: Folder) -> Make:
    def make(**more: object) -> Settings:
        own = {"tls_cert": folder.server, "tls_key": folder.server_key, "port": 8443}
        return Settings(_env_file=None, **{**own, "secure_cookies": True, **more})

    return make


def client(chosen: Settings, base: str = HOME) -> Client:
    return Client(create_app(chosen), base)


def test_the_page_names_the_system_and_shows_the_fingerprint(
    folder: Folder, settings: Make
) -> None:
    page = client(settings(install_port=8080)).get("/tls")
    assert page.status_code == 200
    assert HOME in page.text
    assert "http://192.168.1.5:8080/tls" in page.text
    shown = re.findall(r"<span>((?:[0-9A-F]{2} ?){4})</span>", page.text)
    assert " ".join(shown) == fingerprint(read_certificates(folder.authority)[0])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ["证书信任设置", "安装证书 › CA 证书", "已下载描述文件"]),
        ("en", ["Certificate Trust Settings", "CA certificate", "Profile Downloaded"]),
    ],
)
def test_the_steps_name_what_phones_call_it(
    settings: Make, language: str, words: list[str]
) -> None:
    page = client(settings()).get(f"/tls?lang={language}")
    assert [one for one in words if one not in page.text] == []
    other = "en" if language == "zh" else "zh"
    assert f'href="/tls?lang={other}"' in page.text


def test_the_page_has_no_inline_script_or_style(settings: Make) -> None:
    page = client(settings()).get("/tls").text
    assert not re.search(r"<script|<style|\s(style|on\w+)=", page)


def test_the_certificate_is_served_and_never_a_key_beside_it(
    folder: Folder, settings: Make
) -> None:
    alone = folder.authority.read_bytes()
    folder.authority.write_bytes(folder.authority_key.read_bytes() + alone)
    answer = client(settings()).get("/tls/ca.crt")
    assert answer.headers["content-type"] == "application/x-x509-ca-cert"
    assert answer.content == alone


@pytest.mark.parametrize("path", ["/tls", "/tls/ca.crt"])
def test_without_an_authority_there_is_nothing_to_install(
    folder: Folder, settings: Make, path: str
) -> None:
    for broken in (None, b"junk"):
        folder.authority.unlink(missing_ok=True)
        if broken is not None:
            folder.authority.write_bytes(broken)
        answer = client(settings()).get(path)
        assert answer.status_code == 404
        assert answer.json()["code"] == "tls.none_here"
        assert str(folder.path) not in answer.text


def test_the_authority_is_found_beside_the_certificate_or_where_it_is_said_to_be(
    tmp_path: Path, folder: Folder, settings: Make
) -> None:
    other = Folder(tmp_path / "data" / "tls")
    renew(other, GIVEN, NOW)
    without = settings(tls_cert=None, tls_key=None, data_dir=tmp_path / "data")
    assert authority_of(without) == read_certificates(other.authority)[0]
    assert authority_of(settings()) == read_certificates(folder.authority)[0]
    named = settings(tls_ca=other.authority)
    assert authority_of(named) == read_certificates(other.authority)[0]


@pytest.mark.parametrize(
    ("asked", "install_at", "home"),
    [
        ("https://patrol.lan", "http://patrol.lan/tls", "https://patrol.lan/"),
        ("https://app.patrol.lan:444", "http://app.patrol.lan/tls", "https://app.patrol.lan:444/"),
        ("http://192.168.1.5:81", "http://192.168.1.5:81/tls", "https://192.168.1.5/"),
        ("https://evil.test", "http://patrol.lan/tls", "https://patrol.lan/"),
    ],
)
def test_behind_a_proxy_the_address_asked_for_counts_if_the_authority_may_sign_for_it(
    folder: Folder, settings: Make, asked: str, install_at: str, home: str
) -> None:
    chosen = settings(tls_cert=None, tls_key=None, tls_ca=folder.authority)
    page = client(chosen, asked).get("/tls").text
    assert f"<b>{install_at}</b>" in page
    assert f" {home}" in page


def test_addresses_leave_usual_ports_out(settings: Make) -> None:
    assert places_of(GIVEN, settings()) == ("https://192.168.1.5:8443/tls", HOME)
    usual = settings(port=443, install_port=80)
    assert places_of(GIVEN, usual) == ("http://192.168.1.5/tls", "https://patrol.lan/")
    assert places_behind_proxy(GIVEN) == places_of(GIVEN, usual)
    six = read_subjects([], ["fd00::5"])
    assert places_of(six, settings()).home == "https://[fd00::5]:8443/"


@pytest.fixture
def door(settings: Make) -> Client:
    inner = InstallDoor(create_app(settings()), GIVEN, 8443)
    return Client(inner, "http://patrol.lan:8080")


@pytest.mark.parametrize("path", ["/tls", "/tls?lang=en", "/tls/ca.crt", "/static/base.css"])
def test_the_plain_door_serves_what_installing_needs(door: Client, path: str) -> None:
    assert door.get(path).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "target"),
    [
        ("GET", "/", "https://patrol.lan:8443/"),
        ("GET", "/login?next=%2Fa%20b", "https://patrol.lan:8443/login?next=%2Fa%20b"),
        ("GET", "/tls/", "https://patrol.lan:8443/tls/"),
        ("GET", "/tls/ca.key", "https://patrol.lan:8443/tls/ca.key"),
        ("POST", "/login", "https://patrol.lan:8443/login"),
        ("POST", "/tls", "https://patrol.lan:8443/tls"),
        ("GET", "/api/v1/areas", "https://patrol.lan:8443/api/v1/areas"),
        ("GET", "//evil.test/x", "https://patrol.lan:8443//evil.test/x"),
    ],
)
def test_all_else_is_sent_on_to_tls(door: Client, method: str, path: str, target: str) -> None:
    answer = door.ask(method, f"http://patrol.lan:8080{path}")
    assert (answer.status_code, answer.headers["location"]) == (308, target)
    assert answer.content == b""
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("host", "target"),
    [
        ("patrol.lan", "https://patrol.lan:8443/"),
        ("192.168.1.5:8080", "https://192.168.1.5:8443/"),
        ("evil.test", "https://patrol.lan:8443/"),
        ("patrol.lan@evil.test", "https://patrol.lan:8443/"),
        ("", "https://patrol.lan:8443/"),
    ],
)
def test_nobody_is_sent_to_a_host_the_certificate_is_not_for(
    door: Client, host: str, target: str
) -> None:
    assert door.get("/", headers={"host": host}).headers["location"] == target


def test_what_came_in_the_clear_is_not_looked_at(settings: Make) -> None:
    seen: list[bytes] = []

    async def inner(scope, _receive, send) -> None:
        seen.extend(name for name, _ in scope["headers"])
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    door = Client(InstallDoor(inner, GIVEN, 8443), "http://patrol.lan")
    door.get("/tls", headers={"cookie": "__Host-gp=x", "authorization": "Bearer x"})
    assert b"host" in seen
    assert {b"cookie", b"authorization"} & set(seen) == set()


def notice(folder: Folder, settings: Make, **more: object) -> str:
    authority = read_certificates(folder.authority)[0]
    return sheet(install(authority, places_of(GIVEN, settings(**more))), "zh")


def test_the_notice_needs_nothing_else_and_is_in_both_languages(
    folder: Folder, settings: Make
) -> None:
    page = notice(folder, settings, install_port=8080)
    assert not re.search(r"<(script|link|img)\b|url\(|@import", page)
    zh, en = text("tls.sheet.title", "zh"), text("tls.sheet.title", "en")
    assert page.index(f"<h1>{zh}") < page.index(f"<h1>{en}")
    assert page.count("http://192.168.1.5:8080/tls") == 4
    assert text("tls.sheet.warned", "zh") not in page
    assert text("tls.sheet.warned", "zh") in notice(folder, settings)


@pytest.mark.browser
def test_the_notice_prints_on_one_sheet_of_a4_for_each_language(
    browser: Browser, folder: Folder, settings: Make
) -> None:
    context = browser.new_context()
    page = context.new_page()
    for more in ({"install_port": 8080}, {"port": 18443}):
        page.set_content(notice(folder, settings, **more))
        printed = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2
    context.close()


def test_the_code_is_one_that_a_reader_reads() -> None:
    import segno

    made = code("http://192.168.1.5:8080/tls")
    dark = {
        (int(x) + step, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)\.5h(\d+)", made.path)
        for step in range(int(length))
    }
    matrix = segno.make_qr("http://192.168.1.5:8080/tls", error="q").matrix
    assert made.side == len(matrix) + 8
    assert dark == {
        (x + 4, y + 4) for y, row in enumerate(matrix) for x, bit in enumerate(row) if bit
    }
