"""Codes behind the words that a ledger uses."""

import difflib
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import get_args

from geo_patrol.incidents import catalogue
from geo_patrol.incidents.catalogue import Term
from geo_patrol.incidents.records import Source
from geo_patrol.ledgers.fields import words
from geo_patrol.roles import ROLES, Role


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


def category_code(text: str) -> str | None:
    """Return the category that a code or name (zh or en, or part of a joint one) means."""
    return _words("categories").get(_plain(text))


def outcome_code(text: str) -> str | None:
    """Return the outcome that a code or name means."""
    return _words("outcomes").get(_plain(text))


def near_categories(text: str) -> str:
    """Return the names nearest to an unknown one, or all, for a message."""
    return _near(text, "categories")


def near_outcomes(text: str) -> str:
    """Return the names nearest to an unknown one, or all, for a message."""
    return _near(text, "outcomes")


def _by_name(text: str, group: str) -> str | None:
    wanted = _plain(text)
    known = words(group).items()
    return next((c for c, names in known if wanted in {c, *map(_plain, names)}), None)


def _near(text: str, group: str) -> str:
    codes_by_word = _words(group)
    close = difflib.get_close_matches(_plain(text), list(codes_by_word), 6, 0.4)
    codes = list(dict.fromkeys(codes_by_word[word] for word in close))[:3] or list(_group(group))
    return "、".join(f"{_group(group)[code].zh} ({code})" for code in codes)


def _group(name: str) -> Mapping[str, Term]:
    return catalogue.categories() if name == "categories" else catalogue.outcomes()


@cache
def _words(group: str) -> dict[str, str]:
    """Return word → code for every name, and for each part of a joint name that is its own."""
    whole: dict[str, str] = {}
    parts: dict[str, set[str]] = {}
    for code, term in _group(group).items():
        for word in (code, term.zh, term.en, *_others(group).get(code, ())):
            whole[_plain(word)] = code
        for part in re.split(r"[·/()]", _plain(term.zh)):
            if part:
                parts.setdefault(part, set()).add(code)
    own = {part: codes.pop() for part, codes in parts.items() if len(codes) == 1}
    return own | whole


def _others(group: str) -> Mapping[str, tuple[str, ...]]:
    return words("outcomes") if group == "outcomes" else {}


def _plain(text: str) -> str:
    return re.sub(r"[\s_]", "", unicodedata.normalize("NFKC", text)).casefold().strip("。.")
