"""``geo-patrol up`` over TLS as its users meet it: another name than localhost, a real log-in."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from api.tls.folder import Folder

NAME = "patrol.test"
LOGIN = "zj001"
ALL = "0.0.0.0"  # noqa: S104  # what is tested: other machines may come
UNKNOWN = re.compile("self.signed certificate|unable to get")
FORM = {"content-type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Served:
    """A running server: its ports, its folder of certificates, a log-in that works."""

    port: int
    install_port: int
    tls: Folder
    password: str

    def trusting(self) -> ssl.SSLContext:
        """Return the context of a client that trusts the private authority and no other."""
        return ssl.create_default_context(cafile=self.tls.authority)

    def connect(self, context: ssl.SSLContext, name: str = NAME) -> ssl.SSLSocket:
        """Return a connection to the server under a name."""
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        try:
            return context.wrap_socket(plain, server_hostname=name)
        except BaseException:
            plain.close()
            raise


def geo_patrol(folder: Path, *words: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", *words],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def environment() -> dict[str, str]:
    mine = {name: one for name, one in os.environ.items() if not name.startswith("GEO_PATROL_")}
    root = str(Path(__file__).resolve().parents[2])
    return {**mine, "GEO_PATROL_LANGUAGE": "en", "PYTHONPATH": root, "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    people = folder / "people.csv"
    people.write_text(f"姓名,执法证号\n演示甲,{LOGIN.upper()}\n", encoding="utf-8")
    geo_patrol(folder, "db", "upgrade")
    geo_patrol(folder, "import", "officers", people, "--squad", "reservoir")
    password = geo_patrol(folder, "users", "password", LOGIN).split(": ")[-1].strip()
    geo_patrol(folder, "tls", "init", "--name", NAME, "--address", "127.0.0.1")
    tls = Folder(folder / "geo-patrol-data" / "tls")
    words = ["up", "--host", ALL, "--port", "0", "--install-port", "0"]
    words += ["--tls-cert", str(tls.server), "--tls-key", str(tls.server_key)]
    with running(folder, *words) as said:
        ports = [int(one) for one in re.findall(r"://[\w.]+:(\d+)", said)]
        assert f"open https://{NAME}:{ports[0]}/" in said
        for port in ports:
            wait_for(port)
        yield Served(ports[0], ports[1], tls, password)


@contextmanager
def running(folder: Path, *words: str) -> Iterator[str]:
    """Run a server; give what it says until it is ready, and see it end as it should."""
    with (
        open(folder / "errors", "w") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "api.cli", *words],
            cwd=folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as server,
    ):
        assert server.stdout is not None
        said = ""
        try:
            for line in server.stdout:
                said += line
                if "Ctrl-C" in line:
                    break
            assert "Ctrl-C" in said, (folder / "errors").read_text()
            yield said
        finally:
            server.terminate()
        rest = server.stdout.read()
        assert server.wait(30) == 0
        assert "Stopped" in rest


def wait_for(port: int) -> None:
    """Wait until a port that is taken is also listened on."""
    while True:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return


def ask(
    served: Served, method: str, path: str, body: str | None = None, **headers: str
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(NAME, served.port)
    connection.sock = served.connect(served.trusting())
    connection.request(method, path, body, {"connection": "close", **headers})
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


def sign_in(served: Served) -> str:
    """Return the cookie of a new session, as the server sets it."""
    form = urlencode({"login": LOGIN, "password": served.password})
    answer = ask(served, "POST", "/login", form, **FORM)
    assert answer.status == 303
    (cookie,) = (one for one in answer.headers.get_all("set-cookie") if "gp=" in one)
    return cookie


def test_a_session_is_bound_to_this_host_and_to_tls(served: Served) -> None:
    cookie = sign_in(served)
    assert cookie.startswith("__Host-gp=")
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"secure", "httponly", "path=/"} <= attributes
    assert not any(one.startswith("domain") for one in attributes)
    session = cookie.split(";")[0]
    assert ask(served, "GET", "/api/v1/session", cookie=session).status == 200
    assert ask(served, "GET", "/api/v1/session").status == 401


def test_browsers_are_told_to_stay_with_tls(served: Served) -> None:
    answer = ask(served, "GET", "/healthz")
    assert answer.headers["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize("name", [NAME, "127.0.0.1"])
def test_the_server_is_believed_under_its_names(served: Served, name: str) -> None:
    with served.connect(served.trusting(), name) as connection:
        assert connection.version() == "TLSv1.3"


@pytest.mark.parametrize("name", ["localhost", "other.test", "127.0.0.2"])
def test_it_is_believed_under_no_other(served: Served, name: str) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        served.connect(served.trusting(), name)


def test_who_does_not_trust_the_authority_does_not_connect(served: Served) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match=UNKNOWN):
        served.connect(ssl.create_default_context())


def only(version: ssl.TLSVersion) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.maximum_version = version
    return context


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_tls_1_1_is_refused_and_1_2_is_not(served: Served) -> None:
    with served.connect(only(ssl.TLSVersion.TLSv1_2)) as connection:
        assert connection.version() == "TLSv1.2"
    with pytest.raises((ssl.SSLError, ConnectionError)):
        served.connect(only(ssl.TLSVersion.TLSv1_1))


def raw(port: int, request: bytes) -> bytes:
    """Return all that comes back on a plain connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request)
        received = b""
        try:
            while piece := connection.recv(65536):
                received += piece
        except ConnectionResetError:
            pass
    return received


def test_plain_http_on_the_tls_port_gets_nothing(served: Served) -> None:
    received = raw(served.port, b"GET / HTTP/1.1\r\nHost: patrol.test\r\n\r\n")
    # At most a TLS alert: record type 21.
    assert received[:1] in (b"", b"\x15")
    assert len(received) <= 7


def plain(served: Served, path: str) -> tuple[int, dict[str, str], bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", served.install_port)) as connection:
        connection.request("GET", path, headers={"host": f"{NAME}:{served.install_port}"})
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()


def test_a_phone_fetches_the_certificate_in_the_clear_and_nothing_else(served: Served) -> None:
    status, headers, body = plain(served, "/tls/ca.crt")
    assert (status, headers["content-type"]) == (200, "application/x-x509-ca-cert")
    assert body == served.tls.authority.read_bytes()
    status, _, body = plain(served, "/tls")
    assert status == 200
    assert f"https://{NAME}:{served.port}/" in body.decode()
    assert f"http://{NAME}:{served.install_port}/tls" in body.decode()
    for path in ("/", "/healthz", "/login", "/api/v1/openapi.json"):
        status, headers, body = plain(served, path)
        assert (status, body) == (308, b"")
        assert headers["location"] == f"https://{NAME}:{served.port}{path}"


@pytest.fixture
def trusting_browser(browser: Browser, served: Served, tmp_path: Path) -> Iterator[Browser]:
    """Give a Chromium that found the authority where people's own ones are kept."""
    certutil = shutil.which("certutil")
    if certutil is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no certutil: install libnss3-tools")
        pytest.skip("no certutil: install libnss3-tools")
    database = tmp_path / ".pki" / "nssdb"
    database.mkdir(parents=True)
    store = f"sql:{database}"
    for words in (
        ["-N", "--empty-password"],
        ["-A", "-n", "patrol", "-t", "C,,", "-i", str(served.tls.authority)],
    ):
        subprocess.run([certutil, "-d", store, *words], check=True, capture_output=True)
    path = os.environ.get("GEO_PATROL_CHROMIUM") or shutil.which("chromium")
    with closing(
        browser.browser_type.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                f"--host-resolver-rules=MAP {NAME} 127.0.0.1,MAP other.test 127.0.0.1",
            ],
            env={**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")},
        )
    ) as started:
        yield started


@pytest.mark.browser
def test_a_browser_that_trusts_the_authority_signs_in(
    trusting_browser: Browser, served: Served
) -> None:
    context = trusting_browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    home = f"https://{NAME}:{served.port}/"
    page.goto(home)
    page.fill("#login", LOGIN)
    page.fill("#password", served.password)
    page.click("button.main")
    page.wait_for_selector("form[action='/logout']")
    page.goto(home)
    assert page.locator("form[action='/logout']").count() == 1
    (cookie,) = (one for one in context.cookies() if one["name"] == "__Host-gp")
    assert (cookie["secure"], cookie["httpOnly"], cookie["domain"]) == (True, True, NAME)
    assert page.evaluate("isSecureContext")
    page.goto(f"https://{NAME}:{served.port}/tls")
    assert page.locator("svg.code path").count() == 1
    assert complaints == []
    context.close()


@pytest.mark.browser
def test_a_browser_refuses_another_name_and_without_the_authority_any(
    browser: Browser, trusting_browser: Browser, served: Served
) -> None:
    for asked, address in (
        (trusting_browser, f"https://other.test:{served.port}/"),
        (browser, f"https://127.0.0.1:{served.port}/"),
    ):
        page = asked.new_page()
        with pytest.raises(Exception, match="ERR_CERT_"):
            page.goto(address)
        page.close()
