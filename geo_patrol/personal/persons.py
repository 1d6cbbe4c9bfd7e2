"""A person involved in a record, and the marks by which the same one is recognised again."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

MarkKind = Literal["person", "plate"]
Showing = Literal["none", "shown", "redacted", "expired"]
"""How a record's persons are shown: there are none, openly, not to this asker, no longer."""

SearchKind = Literal["name", "phone"]
"""Marks that records are only looked for by: a name alone makes nobody the same person."""

_DROPPED = frozenset(" \t-·•.・")
"""What people put into plates and numbers, or leave out, as they like."""


@dataclass(frozen=True)
class Person:
    """Somebody met in the field, as far as known: empty where nothing is known."""

    name: str = ""
    id_number: str = ""
    phone: str = ""
    plate: str = ""
    note: str = ""


def person_fields(person: Person) -> dict[str, str]:
    """Return what is known of a person, as JSON values: no empty fields."""
    return {name: value for name, value in vars(person).items() if value}


def person_of(values: Mapping[str, Any]) -> Person:
    """Return a person from JSON values; fields of a later program are passed over."""
    known = {field.name for field in fields(Person)}
    return Person(**{name: str(value) for name, value in values.items() if name in known})


def marks_of(persons: Iterable[Person]) -> list[tuple[MarkKind, str]]:
    """Return what persons are recognised by, each once, in one form of writing.

    A person is recognised by the number of an identity card, or else by the telephone number; a
    name alone is no mark, since too many bear the same. A plate is recognised by itself.
    """
    found: dict[tuple[MarkKind, str], None] = {}
    for person in persons:
        identity = _plain(person.id_number) or _phone(person.phone)
        if identity:
            found["person", identity] = None
        plate = _plain(person.plate)
        if plate:
            found["plate", plate] = None
    return list(found)


def search_marks_of(persons: Iterable[Person]) -> list[tuple[SearchKind, str]]:
    """Return what persons can be looked for by besides their marks, each once."""
    found: dict[tuple[SearchKind, str], None] = {}
    for person in persons:
        if name := _plain(person.name):
            found["name", name] = None
        if phone := _phone(person.phone):
            found["phone", phone] = None
    return list(found)


def sought_marks(person: Person) -> list[tuple[MarkKind | SearchKind, str]]:
    """Return the marks that a record must have to be found by what is known of somebody.

    All that is given must be there. What consists of spaces and dots only gives none.
    """
    identity = _plain(person.id_number)
    number: list[tuple[MarkKind | SearchKind, str]] = [("person", identity)] if identity else []
    plates = marks_of([Person(plate=person.plate)])
    return [*number, *search_marks_of([person]), *plates]


def _plain(text: str) -> str:
    upper = unicodedata.normalize("NFKC", text).upper()
    return "".join(one for one in upper if one not in _DROPPED)


def _phone(text: str) -> str:
    digits = _plain(text).removeprefix("+86").removeprefix("0086")
    return f"T{digits}" if digits else ""
