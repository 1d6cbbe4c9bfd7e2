"""Which column of a ledger is which field: given by the office, or known by its usual names."""

import difflib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from geo_patrol.errors import InvalidInput
from geo_patrol.incidents.catalogue import Catalogue, built_in
from geo_patrol.ledgers.records import Cell
from geo_patrol.tracks.readers.columns import plain

# Names that a ledger uses for something else as well: not recognised without "暂扣".
_VAGUE = frozenset(
    {
        *("船只", "boat", "渔获物", "catch", "其他", "other"),
        *("暂扣", "seizure", "seized", "warning", "警告"),
    }
)


@cache
def words(group: str) -> Mapping[str, tuple[str, ...]]:
    """Return a group of the words that ledgers use: code → words, the usual one first."""
    data = json.loads((files(__package__) / "words.json").read_text(encoding="utf-8"))
    return {code: tuple(row) for code, row in data[group].items()}


def officer_aliases() -> Mapping[str, tuple[str, ...]]:
    """Return the common column names of each officer field."""
    return words("officer")


@lru_cache(maxsize=8)
def incident_aliases(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Return the common column names of each incident field.

    Beside the fixed ones: ``outcome.CODE`` (people, or yes/no) and ``gear.CODE`` (pieces), for
    every code of the catalogue.
    """
    fields = dict(words("incident"))
    for code, term in catalogue.outcomes.items():
        names = [code, term.zh, term.en, *re.split(r"[·/]", term.zh)]
        names += words("outcomes").get(code, ())
        counted = [f"{name}{tail}" for name in names for tail in ("人数", "人次", "数", "人员")]
        fields[f"outcome.{code}"] = tuple(n for n in names if n.lower() not in _VAGUE) + tuple(
            counted if term.counts_people else ()
        )
    for code, term in catalogue.gear.items():
        names = [code, term.zh, term.en, *words("gear").get(code, ())]
        sure = [name for name in names if name.lower() not in _VAGUE]
        seized = [f"{head}{name}" for name in names for head in ("暂扣", "扣押")]
        counted = [f"{name}数{tail}" for name in sure + seized for tail in ("", "量")]
        fields[f"gear.{code}"] = (*sure, *seized, *counted)
    return fields


OFFICER_FIELDS: tuple[str, ...] = tuple(officer_aliases())
INCIDENT_FIELDS: tuple[str, ...] = tuple(incident_aliases(built_in()))
"""Names that a mapping may give a column for, besides the office's own outcomes and gear."""


def recognised_in(cells: Iterable[Cell]) -> int:
    """Return how many cells hold a usual column name of any ledger."""
    return sum(isinstance(cell, str) and plain(cell) in _all_names() for cell in cells)


@cache
def _all_names() -> frozenset[str]:
    tables = (officer_aliases(), incident_aliases(built_in()))
    names = {plain(name) for table in tables for names in table.values() for name in names}
    return frozenset(names | {"序号"})


def read_mapping(pairs: Iterable[str] = (), file: Path | None = None) -> dict[str, str]:
    """Return a column mapping: field → column name.

    Parameters
    ----------
    pairs
        ``field=column`` each; they go before the file.
    file
        ``.json`` or ``.toml``; nested tables give dotted fields (``[outcome] persuaded = "劝离"``).

    Raises
    ------
    InvalidInput
        When a pair has no ``=``, or the file cannot be read as a table of texts.
    """
    mapping = {} if file is None else _from_file(file)
    for pair in pairs:
        field, sign, column = pair.partition("=")
        if not (sign and field.strip() and column.strip()):
            raise InvalidInput("ledgers.mapping_pair", pair=pair[:60])
        mapping[field.strip()] = column.strip()
    return mapping


def find_columns(
    columns: Sequence[str], aliases: Mapping[str, Sequence[str]], given: Mapping[str, str]
) -> dict[str, int]:
    """Return field → column number: given ones first, the rest by their usual names.

    Raises
    ------
    InvalidInput
        When the mapping names a field or a column that there is not, with the nearest that are.
    """
    found: dict[str, int] = {}
    for field, column in given.items():
        if field not in aliases:
            raise InvalidInput("ledgers.field_unknown", field=field, near=_near(field, aliases))
        if column.strip() not in columns:
            raise InvalidInput("ledgers.column_unknown", column=column, found=listed(columns))
        found[field] = columns.index(column.strip())
    taken = set(found.values())
    names = [plain(column) for column in columns]
    for field, usual in aliases.items():
        if field in found:
            continue
        numbers = (names.index(plain(name)) for name in usual if plain(name) in names)
        number = next((n for n in numbers if n not in taken), None)
        if number is not None:
            found[field] = number
            taken.add(number)
    return found


def require(
    found: Mapping[str, int],
    choices: Sequence[Sequence[str]],
    columns: Sequence[str],
    aliases: Mapping[str, Sequence[str]],
) -> None:
    """Refuse a table that lacks fields; of each choice, one must be there.

    Raises
    ------
    InvalidInput
        Naming what is missing, each with its usual column name.
    """
    missing = [
        f"{choice[0]} ({aliases[choice[0]][0]})"
        for choice in choices
        if not any(field in found for field in choice)
    ]
    if missing:
        raise InvalidInput(
            "ledgers.columns_missing", missing=", ".join(missing), found=listed(columns)
        )


def listed(columns: Sequence[str]) -> str:
    """Return column names for a message, cut at twenty."""
    named = [column[:40] for column in columns if column]
    return ", ".join(named[:20]) + (", …" if len(named) > 20 else "")


def unit_of(column: str) -> str:
    """Return the unit that a column of counts names in brackets: a set unless it says otherwise."""
    match = re.search(r"\((.+?)\)", unicodedata.normalize("NFKC", column))
    return "set" if match is None or match[1].strip() in ("套", "副", "set", "sets") else "piece"


def _near(field: str, aliases: Mapping[str, Sequence[str]]) -> str:
    return ", ".join(difflib.get_close_matches(field, aliases, 3, 0.4) or list(aliases)[:12])


def _from_file(file: Path) -> dict[str, str]:
    try:
        text = file.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text) if file.suffix.lower() == ".toml" else json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise InvalidInput("ledgers.mapping_file", name=file.name) from error
    return dict(_flat(data, "", file.name))


def _flat(data: object, prefix: str, name: str) -> Iterable[tuple[str, str]]:
    if not isinstance(data, dict):
        raise InvalidInput("ledgers.mapping_file", name=name)
    for key, value in data.items():
        if isinstance(value, str):
            yield f"{prefix}{key}", value
        else:
            yield from _flat(value, f"{prefix}{key}.", name)
