"""The lock files: everything pinned and hashed, nothing about where it came from."""

import json
import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"), key=lambda path: path.name)
PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>\S+)( ; (?P<marker>.+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")

Pins = dict[str, set[str]]


def pins(lock: str) -> Pins:
    """Return name → the versions pinned for one platform or another."""
    found: Pins = defaultdict(set)
    for line in (ROOT / "requirements" / lock).read_text(encoding="utf-8").splitlines():
        if match := PIN.match(line):
            found[match["name"]].add(match["version"])
    return found


def pyproject() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def declared(*path: str) -> list[Requirement]:
    node: object = pyproject()
    for key in path:
        assert isinstance(node, dict)
        node = node[key]
    assert isinstance(node, list)
    return [Requirement(line) for line in node]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_pins_with_hashes_and_comments_and_nothing_else(lock: Path) -> None:
    lines = lock.read_text(encoding="utf-8").splitlines()
    odd = [
        line
        for line in lines
        if line.strip() and not re.match(r"^\s*#", line) and not PIN.match(line)
        if not HASH.match(line)
    ]
    assert odd == []
    unhashed = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if PIN.match(line) and not HASH.match(following)
    ]
    assert unhashed == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"\b[a-z0-9-]+\.(com|org|net|io|dev|cn)\b", text)


@pytest.mark.parametrize(
    ("lock", "where"),
    [
        ("run.txt", ("project", "dependencies")),
        ("run.txt", ("build-system", "requires")),
        ("dev.txt", ("project", "dependencies")),
        ("dev.txt", ("dependency-groups", "dev")),
        ("web.txt", ("dependency-groups", "web")),
        ("bench.txt", ("dependency-groups", "bench")),
    ],
)
def test_what_the_project_declares_is_locked_in_a_version_it_accepts(
    lock: str, where: tuple[str, ...]
) -> None:
    locked = pins(lock)
    for requirement in declared(*where):
        versions = locked[canonicalize_name(requirement.name)]
        assert versions, f"{requirement.name} is not locked"
        assert all(requirement.specifier.contains(version) for version in versions)


def test_a_developer_runs_the_versions_that_users_run() -> None:
    dev = pins("dev.txt")
    assert {name: dev[name] for name in pins("run.txt")} == pins("run.txt")


def test_benchmarks_measure_the_versions_that_are_developed_with() -> None:
    bench, dev = pins("bench.txt"), pins("dev.txt")
    shared = set(bench) & set(dev)
    assert "numpy" in shared
    assert {name: bench[name] for name in shared} == {name: dev[name] for name in shared}


def test_the_lock_of_the_front_end_pins_with_hashes_and_names_no_registry() -> None:
    lock = json.loads((ROOT / "api/web/package-lock.json").read_text(encoding="utf-8"))
    packages = {name: about for name, about in lock["packages"].items() if name}
    assert packages
    assert [name for name, about in packages.items() if "integrity" not in about] == []
    assert [name for name, about in packages.items() if "resolved" in about] == []


def test_the_front_end_asks_for_exact_versions() -> None:
    package = json.loads((ROOT / "api/web/package.json").read_text(encoding="utf-8"))
    asked = package["dependencies"] | package["devDependencies"]
    assert [
        name for name, wanted in asked.items() if not re.fullmatch(r"\d+(\.\d+)+", wanted)
    ] == []
