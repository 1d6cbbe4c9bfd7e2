"""Codes behind the words that a ledger uses."""

import difflib
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, get_args

from geo_patrol.incidents.catalogue import Catalogue, built_in
from geo_patrol.incidents.records import Source
from geo_patrol.incidents.term_checks import plain_word, plain_words
from geo_patrol.ledgers.fields import words
from geo_patrol.roles import ROLES, Role

_Group = Literal["categories", "outcomes"]


def squad_code(text: str) -> str | None:
    """Return the squad that a name means, None if none."""
    return _by_name(text, "squads")


def role_code(text: str) -> Role | None:
    """Return the role that a position means, None if none."""
    code = _by_name(text, "roles")
    return next((role for role in ROLES if role == code), None)


def source_code(text: str) -> Source | None:
    """Return the source that a word means, None if none."""
    code = _by_name(text, "sources")
    return next((source for source in get_args(Source) if source == code), None)


def category_code(text: str, catalogue: Catalogue) -> str | None:
    """Return the category that a code or name (zh or en, or part of a joint one) means."""
    return _words("categories", catalogue).get(plain_word(text))


def outcome_code(text: str, catalogue: Catalogue) -> str | None:
    """Return the outcome that a code or name means."""
    return _words("outcomes", catalogue).get(plain_word(text))


def near_categories(text: str, catalogue: Catalogue) -> str:
    """Return the names nearest to an unknown one, or all, for a message."""
    return _near(text, "categories", catalogue)


def near_outcomes(text: str, catalogue: Catalogue) -> str:
    """Return the names nearest to an unknown one, or all, for a message."""
    return _near(text, "outcomes", catalogue)


def _by_name(text: str, group: str) -> str | None:
    wanted = plain_word(text)
    known = words(group).items()
    return next((c for c, names in known if wanted in {c, *map(plain_word, names)}), None)


def _near(text: str, group: _Group, catalogue: Catalogue) -> str:
    codes_by_word, terms = _words(group, catalogue), catalogue.of(group)
    close = difflib.get_close_matches(plain_word(text), list(codes_by_word), 6, 0.4)
    codes = list(dict.fromkeys(codes_by_word[word] for word in close))[:3] or list(terms)
    return "、".join(f"{terms[code].zh} ({code})" for code in codes)


@lru_cache(maxsize=8)
def _words(group: _Group, catalogue: Catalogue) -> dict[str, str]:
    """Return word → code for every name, and for each part of a joint name that is its own.

    What the program called a term still means it when the office calls it something else: ledgers
    are older than either. Its name of today goes first.
    """
    whole: dict[str, str] = {}
    for code, term in built_in().of(group).items():
        for word in (*_others(group).get(code, ()), term.zh, term.en):
            whole[plain_word(word)] = code
    parts: dict[str, set[str]] = {}
    for code, term in catalogue.of(group).items():
        whole |= dict.fromkeys(plain_words(term), code)
        for part in re.split(r"[·/()]", plain_word(term.zh)):
            if part:
                parts.setdefault(part, set()).add(code)
    own = {part: codes.pop() for part, codes in parts.items() if len(codes) == 1}
    return own | whole


def _others(group: _Group) -> Mapping[str, tuple[str, ...]]:
    return words("outcomes") if group == "outcomes" else {}
