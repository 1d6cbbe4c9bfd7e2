"""scripts/check_tree.py finds what must not be committed."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "check_tree.py"


def check(root: Path, name: str, text: str) -> tuple[int, str]:
    """Run the script on a new checkout with one file."""
    subprocess.run(["git", "init", "--quiet", root], check=True)
    (root / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, SCRIPT, "--root", root], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    "line",
    [
        "https://py" + "pi.org/simple",
        "registry.npm" + "js.org",
        "--extra-index" + "-url https://example.com/simple",
        "path = '/ro" + "ot/project/x'",
        "/ho" + "me/anna/project",
        "<<<<" + "<<< HEAD",
    ],
)
def test_what_ties_the_project_to_a_machine_is_an_error(tmp_path: Path, line: str) -> None:
    status, said = check(tmp_path, "notes.md", f"first\n{line}\n")
    assert status == 1
    assert said.startswith("notes.md:2: ")


@pytest.mark.parametrize(
    "line",
    [
        "a user that cannot enter /root",
        "https://example.com/home/page/",
        "$HOME/x ${ROOT}/root/x",
        "PyPI",
    ],
)
def test_other_words_pass(tmp_path: Path, line: str) -> None:
    assert check(tmp_path, "notes.md", f"{line}\n") == (0, "")


def test_a_long_file_of_code_is_a_warning(tmp_path: Path) -> None:
    status, said = check(tmp_path, "long.py", "x = 1\n" * 401)
    assert status == 0
    assert said.startswith("warning: long.py has 401 lines")


def test_an_ignored_file_is_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("notes.md\n")
    assert check(tmp_path, "notes.md", "/ro" + "ot/x\n") == (0, "")


def test_two_files_of_tests_by_one_name_are_an_error(tmp_path: Path) -> None:
    for folder in ("roster", "operations"):
        (tmp_path / "tests" / folder).mkdir(parents=True)
        (tmp_path / "tests" / folder / "conftest.py").write_text("")
    (tmp_path / "tests" / "operations" / "test_totals.py").write_text("")
    status, said = check(tmp_path, "tests/roster/test_totals.py", "")
    assert status == 1
    assert said.startswith("tests/roster/test_totals.py: same name as tests/operations/test_totals")
