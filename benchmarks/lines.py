"""What every measurement prints: one line of JSON, with the same keys first."""

import json
from collections.abc import Mapping

KEYS = "task", "n", "seconds", "peer", "peer_seconds", "ratio", "peak_mb", "max_error"
"""What a measurement has none of (a peer, an error) is null."""


def show(line: Mapping[str, object]) -> None:
    """Print a line, at once."""
    print(json.dumps({key: line.get(key) for key in KEYS} | dict(line)), flush=True)
