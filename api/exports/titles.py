"""What columns are called, and what they mean, in words."""

from typing import Any

from geo_patrol.messages import Language, text


def title(name: str, language: Language, **params: Any) -> str:
    """Return the title of a column."""
    return text("exports.column." + name, language, **params)


def meaning(name: str, language: Language) -> str:
    """Return what a column means, in a sentence."""
    return text("exports.meaning." + name, language)
