"""What a fault test measured: said, and kept for the table of ``make fault``."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

LONG = os.environ.get("FAULT_LONG") == "1"
"""Whether there is time for the long form."""


BOTH = ("sqlite", "postgis")


def briefly_on(store: str) -> pytest.MarkDecorator:
    """Have a test run on both stores in the long form, and on one in the short form."""
    return pytest.mark.parametrize("backend", BOTH if LONG else (store,))


def measured(fault: str, store: str, **figures: Any) -> None:
    """Print figures, and add them to the file that ``FAULT_REPORT`` names."""
    line = json.dumps({"fault": fault, "store": store, **figures}, ensure_ascii=False)
    print(line)
    report = os.environ.get("FAULT_REPORT")
    if report:
        Path(report).parent.mkdir(parents=True, exist_ok=True)
        with Path(report).open("a", encoding="utf-8") as file:
            file.write(line + "\n")
