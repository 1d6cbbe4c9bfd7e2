"""The codes an incident may use, with their names: seed data, read once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geo_patrol.messages import Language


@dataclass(frozen=True)
class Term:
    """A code's names.

    ``squad_code`` is set on categories; ``counts_people`` and ``is_measure`` on outcomes, the
    latter on those that only certified officers may decide.
    """

    code: str
    zh: str
    en: str
    squad_code: str | None = None
    counts_people: bool = False
    is_measure: bool = False

    def name(self, language: Language) -> str:
        """Return the name in a language."""
        return self.zh if language == "zh" else self.en


@cache
def _terms(group: str) -> Mapping[str, Term]:
    data = json.loads((files(__package__) / "catalogue.json").read_text(encoding="utf-8"))
    return {
        code: Term(
            code,
            row["zh"],
            row["en"],
            row.get("squad"),
            row.get("people", False),
            row.get("measure", False),
        )
        for code, row in data[group].items()
    }


def categories() -> Mapping[str, Term]:
    """Return the incident categories by code."""
    return _terms("categories")


def outcomes() -> Mapping[str, Term]:
    """Return the kinds of outcome by code."""
    return _terms("outcomes")


def gear() -> Mapping[str, Term]:
    """Return the kinds of gear by code."""
    return _terms("gear")
