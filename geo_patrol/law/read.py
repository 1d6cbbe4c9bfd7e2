"""The law table from its files: the one in the package, and an office's own over it."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.incidents.catalogue import built_in
from geo_patrol.law.check import check_table, without_days
from geo_patrol.law.faults import findings_of
from geo_patrol.law.records import Act, Duty, Period, Rule
from geo_patrol.law.table import LawTable
from geo_patrol.law.yaml_text import YamlEntry, read_sections

SECTIONS = ("acts", "rules", "duties", "periods")

E = TypeVar("E", Rule, Duty, Period)


@dataclass(frozen=True)
class TableRead:
    """A preview of a table.

    Attributes
    ----------
    table
        The package's table with the file over it; entries that are bad are left out.
    bad
        What is wrong, by line and id. A table with any is not to be used.
    changes
        What the file changes, in its order.
    """

    table: LawTable
    bad: tuple[Finding, ...]
    changes: tuple[Finding, ...] = ()


@dataclass
class _Entries:
    acts: list[Act] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    where: dict[tuple[str, date | None], str] = field(default_factory=dict)
    bad: list[Finding] = field(default_factory=list)


@cache
def builtin_table() -> LawTable:
    """Return the table that comes with the package.

    Raises
    ------
    InvalidInput
        When it is unsound: a fault of the program.
    """
    entries = _Entries()
    for entry in sorted((files(__package__) / "rules").iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml"):
            _collect(entries, read_sections(entry.read_bytes(), entry.name))
    acts = {act.id: act for act in entries.acts}
    duties, periods = tuple(entries.duties), tuple(entries.periods)
    table = LawTable(acts, tuple(entries.rules), duties, periods)
    bad = (*entries.bad, *check_table(table, entries.where, built_in().categories))
    if bad:
        raise InvalidInput("law.table_unsound", findings=bad, n=len(bad))
    return table


def read_rules(
    source: Path | bytes,
    filename: str | None = None,
    *,
    base: LawTable | None = None,
    categories: Collection[str] | None = None,
) -> TableRead:
    """Read an office's own table, in YAML of the same form, over another one.

    An entry with a new id extends the table. One with an id that is there corrects it from its
    first day to its last; before and after, the old text stays. Without a first day it corrects the
    old text from ever. A text that is wholly covered is kept among the superseded.

    Parameters
    ----------
    source, filename
        A path, or content with its name.
    base
        What it goes over; the package's table if not given.
    categories
        Codes of the categories of incidents that there are; the program's own if not given.

    Returns
    -------
    TableRead
        An empty file changes nothing.

    Raises
    ------
    InvalidInput
        When the file cannot be read, or is no YAML of sections and entries.
    TooLarge
        When it is over 1 MB.
    """
    name = filename or (source.name if isinstance(source, Path) else "")
    try:
        data = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise InvalidInput("law.file_unreadable", name=name) from error
    entries = _Entries()
    _collect(entries, read_sections(data, name))
    base = builtin_table() if base is None else base
    changes: list[Finding] = []
    gone: list[Rule | Duty | Period] = list(base.superseded)
    acts = dict(base.acts)
    for act in entries.acts:
        key = "law.changed" if act.id in acts else "law.added"
        changes.append(finding(entries.where[act.id, None], key))
        acts[act.id] = act
    rules, duties, periods = (
        _over(base.rules, entries.rules, entries.where, changes, gone),
        _over(base.duties, entries.duties, entries.where, changes, gone),
        _over(base.periods, entries.periods, entries.where, changes, gone),
    )
    table = LawTable(acts, rules, duties, periods, tuple(gone))
    known = built_in().categories if categories is None else categories
    bad = (*entries.bad, *check_table(table, entries.where, known))
    return TableRead(table, bad, tuple(changes))


def _collect(entries: _Entries, sections: Mapping[str, list[YamlEntry]]) -> None:
    for section, found in sections.items():
        if section not in SECTIONS:
            known = "、".join(SECTIONS)
            line = found[0].line if found else 1
            entries.bad.append(finding(line, "law.section_unknown", section=section, known=known))
            continue
        for entry in found:
            _take(entries, section, entry)


def _take(entries: _Entries, section: str, entry: YamlEntry) -> None:
    place = f"{entry.line} {entry.values.get('id') or ''}".strip()
    text = json.dumps(entry.values, ensure_ascii=False)
    try:
        taken: Act | Rule | Duty | Period
        if section == "acts":
            entries.acts.append(taken := Act.model_validate_json(text))
        elif section == "rules":
            entries.rules.append(taken := Rule.model_validate_json(text))
        elif section == "duties":
            entries.duties.append(taken := Duty.model_validate_json(text))
        else:
            entries.periods.append(taken := Period.model_validate_json(text))
    except ValidationError as error:
        entries.bad += findings_of(error, place)
        return
    key = (taken.id, None if isinstance(taken, Act) else taken.valid_from)
    if key in entries.where:
        entries.bad.append(finding(place, "law.id_twice", other=entries.where[key]))
    entries.where[key] = place


def _over(
    base: Iterable[E],
    own: Sequence[E],
    where: Mapping[tuple[str, date | None], str],
    changes: list[Finding],
    gone: list[Rule | Duty | Period],
) -> tuple[E, ...]:
    """Lay an office's entries over those of a table."""
    kept: list[E] = list(base)
    for entry in own:
        known = any(one.id == entry.id for one in kept)
        key = "law.changed" if known else "law.added"
        changes.append(finding(where[entry.id, entry.valid_from], key))
        kept = [left for one in kept for left in _left(one, entry, gone)]
    kept += own
    return tuple(kept)


def _left(one: E, entry: E, gone: list[Rule | Duty | Period]) -> Iterator[E]:
    if one.id != entry.id:
        yield one
        return
    left = without_days(one, entry.valid_from, entry.valid_to)
    if not left:
        gone.append(one)
    yield from left
