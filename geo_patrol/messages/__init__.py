"""The zh/en catalogue: every word shown to a person, in one place.

One JSON file per room; each key is ``room.name`` and holds both languages side by side, so a
missing translation is seen where it is missing. Placeholders are ``str.format`` fields.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@cache
def catalogue() -> dict[str, dict[Language, str]]:
    """Return all messages: key → language → text."""
    merged: dict[str, dict[Language, str]] = {}
    for entry in sorted(files(__name__).iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".json"):
            merged |= json.loads(entry.read_text(encoding="utf-8"))
    return merged


def text(key: str, language: Language, **params: Any) -> str:
    """Return the message in a language, its placeholders filled.

    Raises
    ------
    KeyError
        When the key or the language is missing: a fault of the program, found by ``make check``.
    """
    return catalogue()[key][language].format(**params)


def pattern(key: str, language: Language) -> str:
    """Return the message in a language with its placeholders as they stand: ``{hours}``.

    Raises
    ------
    KeyError
        As `text`.
    """
    return catalogue()[key][language]


def both(key: str, **params: Any) -> str:
    """Return the Chinese text, then the English one, as printed where no language is chosen."""
    return f"{text(key, 'zh', **params)} · {text(key, 'en', **params)}"
