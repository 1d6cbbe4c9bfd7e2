"""scripts/check_docs.py finds tests that the security page names and that are not there."""

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("page", "unknown"),
    [
        ("**Tested** in tests/store/test_trail.py, test_paging.py (its edges).", []),
        ("test_trial.py, `tests/store/test_trail.py`", ["test_trial.py"]),
        ("tests/api/test_trail.py", ["tests/api/test_trail.py"]),
        ("", []),
    ],
)
def test_a_test_that_is_not_there_is_named(
    page: str, unknown: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    check_docs = importlib.import_module("check_docs")
    folder = tmp_path / "tests" / "store"
    folder.mkdir(parents=True)
    for name in ("test_trail.py", "test_paging.py"):
        (folder / name).touch()
    assert check_docs.unknown_tests(page, tmp_path) == unknown
