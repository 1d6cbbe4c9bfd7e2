"""The words that hand-made rosters use."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import cast

from geo_patrol.patrols import ShiftKind
from geo_patrol.roster.files.plain import folded
from geo_patrol.roster.records import LeaveKind


@cache
def _all() -> Mapping[str, object]:
    words: Mapping[str, object] = json.loads(
        (files(__package__) / "words.json").read_text(encoding="utf-8")
    )
    return words


@cache
def kinds() -> Mapping[str, ShiftKind]:
    """Return the words for kinds of shift: word → kind."""
    return cast(Mapping[str, ShiftKind], _turned("kinds"))


def off() -> frozenset[str]:
    """Return the words for a day off."""
    return _group("off")


@cache
def leave() -> Mapping[str, LeaveKind]:
    """Return the words for leave: word → kind."""
    return cast(Mapping[str, LeaveKind], _turned("leave"))


def is_no_person(label: str) -> bool:
    """Tell whether what a row is called is a head, a total or a note, and nobody's name."""
    word = folded(label)
    return word in _group("heads") or word.startswith(tuple(_group("not_people")))


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(folded(one) for one in cast(list[str], _all()[name]))


def columns() -> Mapping[str, tuple[str, ...]]:
    """Return the names that columns of a list have: field → names, the usual one first."""
    groups = cast(Mapping[str, list[str]], _all()["columns"])
    return {field: tuple(names) for field, names in groups.items()}


def _turned(group: str) -> Mapping[str, str]:
    groups = cast(Mapping[str, list[str]], _all()[group])
    return {folded(word): code for code, words in groups.items() for word in words}
