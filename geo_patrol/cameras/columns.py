"""Which column of a list of cameras is which field."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def camera_aliases() -> Mapping[str, tuple[str, ...]]:
    """Return the common column names of each camera field, the usual one first."""
    data = json.loads((files(__package__) / "words.json").read_text(encoding="utf-8"))
    return {field: tuple(names) for field, names in data.items()}


CAMERA_FIELDS: tuple[str, ...] = tuple(camera_aliases())
"""Names that a mapping may give a column for."""
