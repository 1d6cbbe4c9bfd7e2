"""Runs the fault tests in their long form, and prints a table of what they measured.

What is given on the command line goes to pytest. The figures stay in ``build/fault.jsonl``.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "build" / "fault.jsonl"
NAMED = ("fault", "store")
WIDE = 400
"""A row of the table stays a line: it is to be copied into documents."""


def table_of(lines: list[dict[str, Any]]) -> Table:
    """Return a table: fault, store, figures."""
    table = Table("fault", "store", "measured", box=box.MARKDOWN)
    for line in sorted(lines, key=lambda one: (one["fault"], one["store"])):
        figures = (f"{name} {_plain(value)}" for name, value in line.items() if name not in NAMED)
        table.add_row(line["fault"], line["store"], ", ".join(figures))
    return table


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{name} {_plain(one)}" for name, one in value.items())
    if isinstance(value, list):
        return "-".join(map(_plain, value))
    return str(value)


def main() -> int:
    """Run the tests; return pytest's exit code."""
    REPORT.unlink(missing_ok=True)
    words = ["-m", "pytest", "tests/fault", "--dist", "loadfile", *sys.argv[1:]]
    own = {"FAULT_LONG": "1", "FAULT_REPORT": str(REPORT)}
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env={**os.environ, **own}, check=False
    )
    if REPORT.exists():
        lines = [json.loads(line) for line in REPORT.read_text(encoding="utf-8").splitlines()]
        Console(width=WIDE).print(table_of(lines))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
