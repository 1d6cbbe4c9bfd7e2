"""A server as phones reach it: over TLS, by a name that is not localhost; and phones."""

import base64
import hashlib
import os
import shutil
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from browser import chromium
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from lossy_line import LossyLine
from playwright.sync_api import Browser, BrowserContext, Geolocation, Page

from api.auth.passwords import Passwords
from geo_patrol.patrols import Shift, ShiftKind
from geo_patrol.roles import Role
from geo_patrol.store.engine import open_store
from geo_patrol.store.repositories import accounts
from geo_patrol.store.repositories.accounts import Account
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.accounts import put_officer
from geo_patrol.workflows.records import put_shift

ROOT = Path(__file__).parents[2]
HOST = "patrol.test"
ZONE = ZoneInfo("Asia/Shanghai")
PATIENCE_S = 30
PASSWORD = "long enough 长"  # noqa: S105
PIN = "271828"
ON_THE_WATER: Geolocation = {"latitude": 29.4219, "longitude": 121.0121, "accuracy": 6}
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "timezone_id": "Asia/Shanghai",
    "geolocation": ON_THE_WATER,
    "permissions": ["geolocation", "notifications", "microphone", "screen-wake-lock"],
}
_HASH = Passwords().hash(PASSWORD)


@dataclass
class OfficerSite:
    """A folder with a store and certificates; the server comes and goes behind the line."""

    folder: Path
    store_url: str
    line: LossyLine
    process: "subprocess.Popen[bytes] | None" = None
    officers: list[Officer] = field(default_factory=list)

    @property
    def origin(self) -> str:
        """Where phones find it."""
        return f"https://{HOST}:{self.line.port}"

    @property
    def app(self) -> str:
        """Address of the officers' app."""
        return f"{self.origin}/officer/"

    @property
    def certificate(self) -> Path:
        """The server's certificate with its authority's."""
        return self.folder / "tls" / "server.crt"

    @property
    def key_print(self) -> str:
        """SHA-256 of the server's public key, as Chromium is told whom to trust."""
        certificate = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return base64.b64encode(hashlib.sha256(key).digest()).decode()

    def add_officer(
        self,
        name: str,
        badge_no: str,
        squad: str | None = "reservoir",
        role: Role = "officer",
        more_squads: tuple[str, ...] = (),
    ) -> Officer:
        """Add a certified officer who signs in by the badge number and `PASSWORD`."""
        login = badge_no.lower()
        officer = Officer(uuid4(), squad, badge_no, name, login, role, True, more_squads, True)
        now = datetime.now(UTC)
        with closing(open_store(self.store_url, exclusive=True)) as store:
            put_officer(store, SYSTEM, officer, now=now)
            with store.upkeep() as session:
                accounts.save_account(session, Account(officer.id, _HASH, now))
        self.officers.append(officer)
        return officer

    def add_shift(self, kind: ShiftKind = "night", squad: str = "reservoir") -> Shift:
        """Add a shift that began two hours ago and goes on for six."""
        start = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
        shift = Shift(uuid4(), squad, kind, start, start + timedelta(hours=8))
        with closing(open_store(self.store_url, exclusive=True)) as store:
            put_shift(store, SYSTEM, shift, now=start)
        return shift

    def command(self, *words: str) -> str:
        """Run another command on this store; return what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "api.cli", *words],
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self) -> None:
        """Serve; return once it is ready."""
        said = self.folder / "said.txt"
        words = ["--host", "127.0.0.1", "--port", str(self.line.to)]
        words += ["--tls-cert", str(self.certificate)]
        words += ["--tls-key", str(self.folder / "tls" / "server.key")]
        with said.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "api.cli", "up", *words],
                cwd=self.folder,
                env=self._environment(),
                stdout=out,
                stderr=out,
            )
        until = time.monotonic() + PATIENCE_S
        while not self._ready(said):
            assert self.process.poll() is None and time.monotonic() < until, said.read_text()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(0.05)

    def stop(self) -> None:
        """Stop serving."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(PATIENCE_S)
            self.process = None

    def _ready(self, said: Path) -> bool:
        if self.line.to == 0:
            words = said.read_text(encoding="utf-8").split()
            served = [one for one in words if one.startswith(f"https://{HOST}:")]
            if not served:
                return False
            self.line.to = int(served[0].rstrip("/").rpartition(":")[2])
        with suppress(OSError):
            ssl.get_server_certificate(("127.0.0.1", self.line.to), timeout=5)
            return True
        return False

    def _environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("GEO_PATROL_")}
        return {
            **kept,
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            "GEO_PATROL_LANGUAGE": "en",
            "GEO_PATROL_LOG_LEVEL": "warning",
            "GEO_PATROL_DATA_DIR": str(self.folder / "data"),
        }


def make_site(folder: Path, loaded: Path) -> OfficerSite:
    """Return a site on a store with the sample boundaries, moved into its data folder."""
    path = folder / "data" / "geo-patrol.sqlite"
    path.parent.mkdir(parents=True)
    shutil.move(str(loaded), path)
    tls = folder / "tls"
    line = LossyLine(tls / "server.crt", tls / "server.key")
    site = OfficerSite(folder, f"sqlite:///{path}", line)
    site.command("tls", "init", "--name", HOST, "--dir", str(tls))
    line.start()
    return site


@dataclass
class Phone:
    """A browser with storage of its own that outlives it."""

    browser: Browser
    site: OfficerSite
    profile: Path
    context: BrowserContext
    page: Page

    def kill(self) -> None:
        """Kill it as an empty battery would: nothing more is written."""
        for process in Path("/proc").iterdir():
            with suppress(OSError):
                words = (process / "cmdline").read_bytes().split(b"\0")
                if f"--user-data-dir={self.profile}".encode() in words:
                    os.kill(int(process.name), signal.SIGKILL)
        with suppress(Exception):
            self.context.close()


@contextmanager
def phone(
    browser: Browser,
    site: OfficerSite,
    profile: Path,
    *,
    language: Literal["zh-CN", "en-GB"] = "zh-CN",
    scheme: Literal["light", "dark"] = "light",
) -> Iterator[Phone]:
    """Switch a phone on, its storage as it was left."""
    context = browser.browser_type.launch_persistent_context(
        str(profile),
        executable_path=chromium(),
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
            f"--ignore-certificate-errors-spki-list={site.key_print}",
        ],
        locale=language,
        color_scheme=scheme,
        **PHONE,
    )
    page = context.pages[0] if context.pages else context.new_page()
    page.set_default_timeout(PATIENCE_S * 1000 / 3)
    switched_on = Phone(browser, site, profile, context, page)
    try:
        yield switched_on
    finally:
        with suppress(Exception):
            context.close()


def officer_id(site: OfficerSite, badge_no: str) -> UUID:
    """Return an officer's id by the badge number."""
    return next(one.id for one in site.officers if one.badge_no == badge_no)
