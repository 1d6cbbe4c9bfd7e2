"""scripts/environment.sh: what it installs, and when it has nothing to do.

The interpreter of the venv is a stand-in that writes down what pip is asked for.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Its answers to -c are those of a Python that has what is asked for.
STAND_IN = """#!/bin/sh
case "$1" in
    -c) exit 0 ;;
esac
echo "$*" >>"{log}"
exit {status}
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Give a checkout with a venv whose Python is a stand-in."""
    for name in ("scripts", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    put_stand_in(tmp_path)
    return tmp_path


def put_stand_in(checkout: Path, status: int = 0) -> None:
    python = checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True, exist_ok=True)
    python.write_text(STAND_IN.format(log=checkout / "asked", status=status))
    python.chmod(0o755)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def environment(
    checkout: Path, name: str, python: str = sys.executable
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", checkout / "scripts" / "environment.sh", name],
        env={**os.environ, "PYTHON": python},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def asked(checkout: Path) -> list[str]:
    """Return what pip was asked for since the last look."""
    log = checkout / "asked"
    lines = log.read_text().splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    return lines


def test_it_installs_the_locked_packages_by_hash_and_the_project_without_more(
    checkout: Path,
) -> None:
    done = environment(checkout, "run")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    packages, project = asked(checkout)
    assert "--no-deps" in packages
    assert "--require-hashes --requirement requirements/run.txt" in packages
    assert "--no-deps" in project
    assert "--no-build-isolation --no-index --editable ." in project


def test_a_second_run_has_nothing_to_do(checkout: Path) -> None:
    environment(checkout, "run")
    asked(checkout)
    assert environment(checkout, "run").returncode == 0
    assert asked(checkout) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("requirements/run.txt", "alembic==", "alembic==9"),
        ("pyproject.toml", "[project]\n", "[project]\nmaintainers = []\n"),
    ],
)
def test_a_change_that_an_installation_sees_is_installed(
    checkout: Path, name: str, old: str, new: str
) -> None:
    environment(checkout, "run")
    asked(checkout)
    replace(checkout / name, old, new)
    environment(checkout, "run")
    assert len(asked(checkout)) == 2


def test_settings_of_tools_are_no_reason_to_install_again(checkout: Path) -> None:
    environment(checkout, "run")
    asked(checkout)
    replace(checkout / "pyproject.toml", "line-length = 100", "line-length = 99")
    environment(checkout, "run")
    assert asked(checkout) == []


def test_the_dev_set_serves_for_a_run(checkout: Path) -> None:
    environment(checkout, "dev")
    assert "requirements/dev.txt" in asked(checkout)[0]
    environment(checkout, "run")
    assert asked(checkout) == []


def test_a_run_set_does_not_serve_for_development(checkout: Path) -> None:
    environment(checkout, "run")
    asked(checkout)
    environment(checkout, "dev")
    assert "requirements/dev.txt" in asked(checkout)[0]


@pytest.mark.parametrize("name", ["web", "bench"])
def test_what_builds_the_front_end_and_what_benchmarks_need_are_sets_of_their_own(
    checkout: Path, name: str
) -> None:
    environment(checkout, "dev")
    asked(checkout)
    assert environment(checkout, name).returncode == 0
    [packages] = asked(checkout)
    assert f"--require-hashes --requirement requirements/{name}.txt" in packages
    environment(checkout, name)
    assert asked(checkout) == []


def test_a_failed_installation_is_told_and_tried_again(checkout: Path) -> None:
    put_stand_in(checkout, status=1)
    done = environment(checkout, "run")
    assert done.returncode == 1
    assert "could not be installed" in done.stderr
    asked(checkout)
    put_stand_in(checkout)
    assert environment(checkout, "run").returncode == 0
    assert len(asked(checkout)) == 2


def test_a_venv_that_an_installation_was_killed_in_is_made_anew(checkout: Path) -> None:
    (checkout / ".venv" / ".geo-patrol-unfinished").touch()
    # The stand-in for the system's Python makes no venv, so there is none to install into.
    done = environment(checkout, "run", python=str(checkout / ".venv" / "bin" / "python"))
    assert any(line.startswith("-m venv --clear .venv") for line in asked(checkout)), done.stderr


def test_without_a_fitting_python_it_says_so_in_both_languages(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    done = environment(checkout, "run", python="no-such-python")
    assert done.returncode == 1
    assert "需要 Python 3.11" in done.stderr
    assert "needs Python 3.11 or newer" in done.stderr


def test_without_the_venv_module_it_names_the_package_to_install(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    python = checkout / "python-without-venv"
    python.write_text('#!/bin/sh\ncase "$2" in *venv*) exit 1 ;; esac\n')
    python.chmod(0o755)
    done = environment(checkout, "run", python=str(python))
    assert done.returncode == 1
    assert done.stderr.count("apt install python3-venv") == 2
