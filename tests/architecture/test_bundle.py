"""The bundle installs, upgrades a store with data from an older schema, and goes back, offline.

It is made without the third-party wheels, which the environment of the tests lends as
`test_wheel` does; `make bundle` itself, with all of them, is tried before a release.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from geo_patrol.patrols import Shift
from geo_patrol.store import schema
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.records import put_shift
from geo_patrol.workflows.samples import ensure_squads

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2022, 10, 8, 1, tzinfo=UTC)


def offline(*command: object, **options: object) -> "subprocess.CompletedProcess[str]":
    """Run a command in an empty environment, without a network where that can be had."""
    alone = ("unshare", "--net") if os.geteuid() == 0 and can_be_alone() else ()
    return subprocess.run(
        [*alone, *map(str, command)],
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        **options,  # type: ignore[call-overload]
    )


def can_be_alone() -> bool:
    done = subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False)
    return done.returncode == 0


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a bundle of the checkout, and unpack it."""
    folder = tmp_path_factory.mktemp("bundle")
    (folder / "none").mkdir()
    done = subprocess.run(
        ["/bin/sh", ROOT / "scripts" / "bundle.sh", folder],
        env={**os.environ, "WHEELS": str(folder / "none")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    archive = Path(done.stdout.strip().splitlines()[-1])
    subprocess.run(["tar", "xzf", archive, "-C", folder], check=True)
    (unpacked,) = (one for one in folder.iterdir() if (one / "install.sh").exists())
    return unpacked


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a Python whose environments borrow the packages that are not in the bundle."""
    wrapper = tmp_path_factory.mktemp("python") / "python3"
    wrapper.write_text(
        f"""#!/bin/sh
'{sys.executable}' "$@" || exit
[ "$1 $2" != "-m venv" ] || {{
    packages=$(echo "$3"/lib/python3.*/site-packages)
    echo '{sysconfig.get_paths()["purelib"]}' >"$packages/borrowed.pth"
}}
"""
    )
    wrapper.chmod(0o755)
    return wrapper


@dataclass(frozen=True)
class Place:
    """Where releases of one bundle are installed: each is made once, all tests share them."""

    root: Path
    bundle: Path
    python: Path

    @property
    def opt(self) -> Path:
        """The folder of the installation."""
        return self.root / "opt"

    @property
    def path(self) -> Path:
        """The store."""
        return self.opt / "data" / "geo-patrol.sqlite"

    @property
    def url(self) -> str:
        """The store's URL."""
        return f"sqlite:///{self.path}"

    def install(self, *arguments: str, release: str = "first", status: int = 0) -> str:
        """Run the installer of a release; return what it says."""
        folder = self.root / release
        if not folder.exists():
            shutil.copytree(self.bundle, folder)
            (folder / "VERSION").write_text(f"0.1.0-{release}\n")
            seal(folder)
        words = ("--prefix", self.opt, "--python", self.python, "--user", user())
        done = offline(folder / "install.sh", *words, *arguments)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    def in_use(self) -> str:
        """Return the release that is in use."""
        return (self.opt / "current").resolve().name

    def begin_anew(self) -> None:
        """Forget all data, and use the first release."""
        if not self.opt.exists():
            self.install()
        for folder in ("data", "backups", "backup-keys"):
            shutil.rmtree(self.opt / folder)
            (self.opt / folder).mkdir(mode=0o700)
        (self.opt / "undo").unlink(missing_ok=True)
        (self.opt / "current").unlink()
        (self.opt / "current").symlink_to(self.opt / "releases" / "0.1.0-first")


@pytest.fixture(scope="module")
def everywhere(bundle: Path, python: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("place"), bundle, python)


@pytest.fixture
def place(everywhere: Place) -> Place:
    everywhere.begin_anew()
    return everywhere


def user() -> str:
    return subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()


def seal(folder: Path) -> None:
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  ./{path.relative_to(folder)}\n"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "SHA256SUMS"
    ]
    (folder / "SHA256SUMS").write_text("".join(lines))


def put_one(url: str) -> None:
    """Write a shift."""
    with closing(open_store(url, exclusive=True)) as store:
        shift = Shift(uuid4(), "reservoir", "night", NOW, NOW + timedelta(hours=8))
        put_shift(store, SYSTEM, shift, now=NOW)


def count(path: Path) -> tuple[str, int]:
    """Return the schema's revision, and how many shifts there are."""
    with closing(sqlite3.connect(path)) as raw:
        (revision,) = raw.execute("SELECT version_num FROM alembic_version").fetchone()
        (n,) = raw.execute("SELECT count(*) FROM shifts").fetchone()
    return revision, n


def old_store(url: str) -> None:
    """Make a store with squads and a shift, as a program of an older schema left it."""
    with closing(open_store(url, exclusive=True)) as store:
        schema.upgrade(store)
        ensure_squads(store, now=NOW)
    put_one(url)
    with closing(open_store(url, exclusive=True)) as store:
        schema.downgrade(store, "0005")


def test_it_installs_without_a_network_and_runs(place: Place) -> None:
    done = offline(place.opt / "geo-patrol", "--version")
    assert done.stdout.startswith("geo-patrol ")
    made = offline(place.opt / "geo-patrol", "db", "upgrade")
    assert made.returncode == 0, made.stderr
    assert (place.opt / "data").stat().st_mode & 0o077 == 0
    assert "in use already" in place.install()
    unit = (place.opt / "geo-patrol.service").read_text()
    assert f"User={user()}\n" in unit
    assert "@" not in unit


def test_an_upgrade_backs_up_migrates_checks_and_goes_back(place: Place) -> None:
    old_store(place.url)
    place.install(release="second")
    assert place.in_use() == "0.1.0-second"
    (snapshot,) = (place.opt / "backups" / "snapshots").iterdir()
    assert json.loads((snapshot / "manifest.json").read_text())["schema_revision"] == "0005"
    assert count(place.path) == (schema.head(), 1)
    with closing(open_store(place.url)) as store:
        assert verify(store).sound
    put_one(place.url)

    place.install("--rollback", release="second")
    assert place.in_use() == "0.1.0-first"
    assert count(place.path) == ("0005", 1)
    (aside,) = (place.opt / "data").glob("set-aside-*")
    assert count(aside / "geo-patrol.sqlite") == (schema.head(), 2)
    assert "no release" in place.install("--rollback", release="second", status=1)


def test_an_upgrade_whose_checks_fail_changes_nothing(place: Place) -> None:
    old_store(place.url)
    with closing(sqlite3.connect(place.path, isolation_level=None)) as raw:
        raw.execute("UPDATE shifts SET note = 'altered past the program'")
    assert "not hold" in place.install(release="second", status=1)
    assert place.in_use() == "0.1.0-first"
    assert count(place.path) == ("0005", 1)
    with closing(sqlite3.connect(place.path)) as raw:
        assert raw.execute("SELECT note FROM shifts").fetchone() == ("altered past the program",)


def test_while_a_server_runs_nothing_is_touched(place: Place) -> None:
    old_store(place.url)
    with closing(open_store(place.url, exclusive=True)):
        assert "stop it first" in place.install(release="second", status=1)
    assert place.in_use() == "0.1.0-first"
    assert count(place.path) == ("0005", 1)


def test_a_damaged_bundle_is_refused(bundle: Path, python: Path, tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(bundle, folder)
    (wheel,) = (folder / "wheels").glob("geo_patrol-*.whl")
    wheel.write_bytes(wheel.read_bytes()[:-1] + b"?")
    done = offline(folder / "install.sh", "--prefix", tmp_path / "opt", "--python", python)
    assert (done.returncode, "damaged" in done.stderr) == (1, True)
    assert not (tmp_path / "opt").exists()


def test_a_bundle_for_another_python_is_refused(bundle: Path, python: Path, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    shutil.copytree(bundle, folder)
    (folder / "PYTHON").write_text("3.99 linux-x86_64\n")
    seal(folder)
    done = offline(folder / "install.sh", "--prefix", tmp_path / "opt", "--python", python)
    assert (done.returncode, "3.99" in done.stderr) == (1, True)
