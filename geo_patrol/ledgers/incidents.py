"""Incidents from a ledger."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, tzinfo
from uuid import UUID, uuid5

from geo_patrol.errors import Finding
from geo_patrol.incidents.catalogue import CATCH, Catalogue, built_in
from geo_patrol.incidents.records import Incident, Outcome, SeizedItem, Source
from geo_patrol.ledgers.fields import find_columns, incident_aliases, require, unit_of
from geo_patrol.ledgers.parse import as_text, yes_or_no
from geo_patrol.ledgers.records import LedgerRead, Table
from geo_patrol.ledgers.terms import (
    category_code,
    near_categories,
    near_outcomes,
    outcome_code,
    source_code,
    squad_code,
)
from geo_patrol.ledgers.values import Cells
from geo_patrol.tracks.clean import EARLIEST, FUTURE_TOLERANCE, Bounds
from geo_patrol.typed_text import MAX_NARRATIVE, MAX_NOTE

INCIDENT_NAMESPACE = UUID("3d8f27a4-51be-4b06-a9c8-0e64d2b7f913")
"""Namespace (RFC 9562, version 5) of imported incidents; it never changes."""

_NEEDED = (("occurred_at", "date"), ("category",), ("lon", "lonlat"), ("lat", "lonlat"))
_TOTALS = frozenset({"合计", "总计", "小计", "total"})
_COUNTED = re.compile(r"(\D+?)\s*(\d{1,6})\s*(?:人次|人|名)?")
_NOT_SET = UUID(int=0)


@dataclass(frozen=True)
class _Setting:
    catalogue: Catalogue
    tz: tzinfo
    now: datetime
    squad: str | None
    source: Source
    home: Bounds | None
    clock_if_none: time | None


def incidents_from(
    table: Table,
    mapping: Mapping[str, str] | None = None,
    *,
    catalogue: Catalogue | None = None,
    tz: tzinfo,
    now: datetime,
    squad: str | None = None,
    source: Source = "patrol",
    home_bounds: Bounds | None = None,
    clock_if_none: time | None = None,
) -> LedgerRead[Incident]:
    """Read incidents with their outcomes and what was seized.

    Categories and outcomes are matched by code, Chinese or English name. Columns of people
    (劝离人数) become outcomes, columns of gear (钓竿, 地笼) seized items; of a total (暂扣渔具)
    only what the kinds leave over counts, as ``other``. Whatever was seized has the outcome
    ``seized`` too. Places are taken as WGS-84 degrees as they stand.

    Ids come from content, the ledger's number included: importing again changes nothing, and two
    rows alike in everything are one incident, the second reported. (A running number, 序号, is no
    ledger number: it moves when a row is put in above.)

    Parameters
    ----------
    table
        From `read_table`; without rows it gives none.
    mapping
        Field → column name; other columns are found by their usual names.
    catalogue
        The terms in force; the program's own by default.
    tz
        Zone of the ledger's times.
    now
        Aware; later times (+ 5 min) are bad.
    squad, source
        For rows that name none; without both, the squad is the category's.
    home_bounds
        West, south, east, north in degrees: tells swapped places.
    clock_if_none
        Time of day for rows that have only a date; None refuses them.

    Raises
    ------
    InvalidInput
        When a column that is needed is not found, or the mapping names what is not there.
    """
    catalogue = built_in() if catalogue is None else catalogue
    aliases = incident_aliases(catalogue)
    found = find_columns(table.columns, aliases, mapping or {})
    require(found, _NEEDED, table.columns, aliases)
    setting = _Setting(catalogue, tz, now, squad, source, home_bounds, clock_if_none)
    rows: list[Incident] = []
    bad: list[Finding] = []
    first_line: dict[UUID, int] = {}
    for row in table.rows:
        cells = Cells(table, row, found)
        first = next((cell for cell in row.cells if cell is not None), None)
        if as_text(first).lower() in _TOTALS:
            cells.problem("ledgers.total_row")
            bad += cells.problems
            continue
        incident = _incident(cells, setting)
        if incident is not None and first_line.setdefault(incident.id, row.line) != row.line:
            cells.problem("ledgers.duplicate", line=first_line[incident.id])
        if cells.problems or incident is None:
            bad += cells.problems
        else:
            rows.append(incident)
    columns = sorted(found.items(), key=lambda item: item[1])
    taken = tuple((field, table.columns[number]) for field, number in columns)
    return LedgerRead(tuple(rows), tuple(bad), len(table.rows), taken)


def _incident(cells: Cells, setting: _Setting) -> Incident | None:
    moment = cells.moment(setting.tz, setting.clock_if_none)
    if moment is not None and moment > setting.now + FUTURE_TOLERANCE:
        cells.problem("ledgers.future", value=moment.isoformat(sep=" ", timespec="minutes"))
    elif moment is not None and moment < EARLIEST:
        cells.problem("ledgers.too_old", value=moment.isoformat(sep=" ", timespec="minutes"))
    place = cells.place(setting.home)
    category = _category(cells, setting.catalogue)
    squad, source = _squad(cells, setting, category), _source(cells, setting)
    accuracy = cells.metres("accuracy_m")
    narrative = _narrative(cells)
    seized = tuple(_seized(cells, setting.catalogue))
    outcomes = _outcomes(cells, setting.catalogue, bool(seized))
    ledger_no = cells.text("ledger_no")
    if cells.problems or not (moment and place and category and squad and source):
        return None
    incident = Incident(
        _NOT_SET,
        squad,
        moment.astimezone(UTC),
        *place,
        accuracy,
        "ledger",
        category,
        source,
        narrative=narrative,
        outcomes=outcomes,
        seized=seized,
    )
    return replace(incident, id=_content_id(incident, ledger_no))


def _content_id(incident: Incident, ledger_no: str) -> UUID:
    content = [
        ledger_no,
        incident.squad_code,
        incident.occurred_at.isoformat(),
        f"{incident.lon:.7f} {incident.lat:.7f}",
        incident.accuracy_m,
        incident.category,
        incident.source,
        incident.narrative,
        [[outcome.kind, outcome.people, outcome.note] for outcome in incident.outcomes],
        [[item.kind, item.quantity, item.unit, item.note] for item in incident.seized],
    ]
    return uuid5(INCIDENT_NAMESPACE, json.dumps(content, ensure_ascii=False))


def _narrative(cells: Cells) -> str:
    place, told = cells.typed("place", MAX_NOTE), cells.typed("narrative", MAX_NARRATIVE)
    joined = "；".join(filter(None, (place, told)))
    if len(joined) > MAX_NARRATIVE >= len(told):
        column = cells.column("narrative")
        cells.problem("ledgers.text_too_long", column=column, limit=MAX_NARRATIVE - len(place) - 1)
    return joined


def _category(cells: Cells, catalogue: Catalogue) -> str | None:
    n_before = len(cells.problems)
    text = cells.text("category")
    if not text:
        if len(cells.problems) == n_before:
            cells.problem("ledgers.cell_empty", column=cells.column("category"))
        return None
    code = category_code(text, catalogue)
    if code is None:
        near = near_categories(text, catalogue)
        cells.problem("ledgers.category_unknown", value=text[:40], near=near)
    return code


def _squad(cells: Cells, setting: _Setting, category: str | None) -> str | None:
    text = cells.text("squad")
    if text:
        code = squad_code(text)
        if code is None:
            cells.problem("ledgers.squad_unknown", value=text[:40])
        return code
    return setting.squad or (
        setting.catalogue.categories[category].squad_code if category else None
    )


def _source(cells: Cells, setting: _Setting) -> Source | None:
    text = cells.text("source")
    code = source_code(text) if text else setting.source
    if code is None:
        cells.problem("ledgers.source_unknown", value=text[:40])
    return code


def _seized(cells: Cells, catalogue: Catalogue) -> Iterator[SeizedItem]:
    kinds = 0
    for kind in (term.code for term in catalogue.settled("gear")):
        field = f"gear.{kind}"
        quantity = cells.count(field)
        if quantity:
            # A total of gear (暂扣渔具) leaves the fish out.
            kinds += quantity if kind != CATCH else 0
            yield SeizedItem(kind, quantity, unit_of(cells.column(field)))
    total = cells.count("gear.total")
    if total is not None and total < kinds:
        cells.problem("ledgers.gear_total", total=total, kinds=kinds)
    elif total is not None and total > kinds:
        unit = unit_of(cells.column("gear.total"))
        yield SeizedItem("other", total - kinds, unit, note=cells.column("gear.total"))


def _outcomes(cells: Cells, catalogue: Catalogue, seized: bool) -> tuple[Outcome, ...]:
    found = {outcome.kind: outcome for outcome in _listed_outcomes(cells, catalogue)}
    for term in catalogue.settled("outcomes"):
        code = term.code
        field = f"outcome.{code}"
        if term.counts_people:
            people = cells.count(field)
            if people:
                found[code] = Outcome(code, people)
        elif text := cells.typed(field, MAX_NOTE):
            told = yes_or_no(text)
            if told is not False:
                found[code] = Outcome(code, note="" if told else text)
    if seized:
        found.setdefault("seized", Outcome("seized"))
    # In an order of their own, so that the order of words does not make another incident.
    settled = (term.code for term in catalogue.settled("outcomes"))
    return tuple(found[code] for code in settled if code in found)


def _listed_outcomes(cells: Cells, catalogue: Catalogue) -> Iterator[Outcome]:
    text = cells.text("outcomes")
    if not text:
        return
    words = [text] if outcome_code(text, catalogue) else re.split(r"[、，,；;\n+]", text)
    for word in filter(None, (word.strip() for word in words)):
        counted = _COUNTED.fullmatch(word)
        name, people = (counted[1], int(counted[2])) if counted else (word, None)
        code = outcome_code(name, catalogue)
        if code is None:
            near = near_outcomes(name, catalogue)
            cells.problem("ledgers.outcome_unknown", value=word[:40], near=near)
            continue
        counts = catalogue.outcomes[code].counts_people
        yield Outcome(code, people if counts else None)
