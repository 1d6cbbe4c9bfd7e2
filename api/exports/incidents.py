"""The table of incidents: a row for each, as it was sent, with where it lies."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import get_args
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
import shapely
from sqlalchemy.orm import Session

from api.exports.columns import DEGREE_DIGITS, flags, moments, numbers, said, terms, texts, wholes
from api.exports.records import About, Column, Export, Words
from geo_patrol.incidents.catalogue import Catalogue, Terms
from geo_patrol.incidents.records import Incident, Outcome, Source
from geo_patrol.messages import Language
from geo_patrol.personal import Person
from geo_patrol.store.repositories import incidents
from geo_patrol.store.repositories.incident_search import EVERYTHING, Sought
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.repositories.paging import MAX_PAGE
from geo_patrol.store.scope import Scope

SOURCES: dict[str, Words] = {name: said("exports.source." + name) for name in get_args(Source)}

Persons = Mapping[UUID, Sequence[Person]]


def incidents_of(
    session: Session,
    scope: Scope,
    areas: Sequence[str | None],
    start: datetime,
    end: datetime,
    *,
    include_void: bool,
) -> Iterator[StoredIncident]:
    """Yield the incidents of areas in ``[start, end)``, area by area; None stands for anywhere."""
    sought = EVERYTHING if include_void else Sought()
    for area in areas:
        cursor: str | None = None
        while True:
            page = incidents.incidents(
                session,
                scope,
                start=start,
                end=end,
                area=area,
                sought=sought,
                cursor=cursor,
                limit=MAX_PAGE,
            )
            yield from page.items
            if page.next_cursor is None:
                break
            cursor = page.next_cursor


def incident_table(
    rows: Sequence[StoredIncident],
    catalogue: Catalogue,
    about: About,
    language: Language,
    persons: Persons | None = None,
) -> Export:
    """Return incidents as a table; with ``persons`` it has a column of who was met."""
    sent = [row.incident for row in rows]
    columns = [
        texts("id", [str(one.id) for one in sent]),
        moments("occurred_at", _us([one.occurred_at for one in sent])),
        texts("squad", [one.squad_code for one in sent]),
        texts("area", [row.area_code for row in rows]),
        texts("cell", [row.cell_code for row in rows]),
        terms("category", [one.category for one in sent], _words(catalogue.categories)),
        terms("source", [one.source for one in sent], SOURCES),
        *_places(sent),
        texts("outcomes", [_outcomes(one, catalogue, language, about.zone) for one in sent]),
        wholes("persuaded", [_persuaded(one) for one in sent]),
        texts("seized", [_seized(one, catalogue, language) for one in sent]),
        wholes("sets", [sum(item.quantity for item in one.seized) for one in sent]),
        texts("narrative", [one.narrative for one in sent]),
        flags("void", np.array([row.void for row in rows], np.bool_)),
        texts("void_reason", [row.void_reason for row in rows]),
        texts("flags", [" ".join(row.flags) for row in rows]),
        flags("demo", np.array([row.demo for row in rows], np.bool_)),
    ]
    if persons is not None:
        columns.append(texts("persons", [_persons(persons.get(one.id, ())) for one in sent]))
    shapes = np.empty(len(sent), np.object_)
    shapes[:] = [shapely.Point(one.lon, one.lat) for one in sent]
    return Export(about, tuple(columns), shapes, np.arange(len(sent), dtype=np.int64))


def _us(times: Sequence[datetime]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([round(one.timestamp() * 1e6) for one in times], np.int64)


def _places(sent: Sequence[Incident]) -> list[Column]:
    unknown = float("nan")
    accuracy = [unknown if one.accuracy_m is None else one.accuracy_m for one in sent]
    return [
        numbers("lon", np.array([one.lon for one in sent], np.float64), DEGREE_DIGITS),
        numbers("lat", np.array([one.lat for one in sent], np.float64), DEGREE_DIGITS),
        numbers("accuracy_m", np.array(accuracy, np.float64)),
    ]


def _words(terms_of: Terms) -> dict[str, Words]:
    return {code: {"zh": term.zh, "en": term.en} for code, term in terms_of.items()}


def _called(code: str, terms_of: Terms, language: Language) -> str:
    """Return a code in words where the table has words: see `csv_file`."""
    return terms_of[code].zh if language == "zh" and code in terms_of else code


def _outcomes(one: Incident, catalogue: Catalogue, language: Language, zone: ZoneInfo) -> str:
    return "; ".join(_outcome(outcome, catalogue, language, zone) for outcome in one.outcomes)


def _outcome(one: Outcome, catalogue: Catalogue, language: Language, zone: ZoneInfo) -> str:
    more = [
        *([] if one.people is None else [str(one.people)]),
        *([] if one.fine_yuan is None else [f"¥{one.fine_yuan}"]),
        *([] if one.agency is None else [_called(one.agency, catalogue.agencies, language)]),
        *([] if one.at is None else [f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}"]),
        *([one.note] if one.note else []),
    ]
    name = _called(one.kind, catalogue.outcomes, language)
    return f"{name} ({', '.join(more)})" if more else name


def _persuaded(one: Incident) -> int:
    return sum(outcome.people or 0 for outcome in one.outcomes if outcome.kind == "persuaded")


def _seized(one: Incident, catalogue: Catalogue, language: Language) -> str:
    return "; ".join(
        f"{_called(item.kind, catalogue.gear, language)} {item.quantity} {item.unit}"
        + (f" ({item.note})" if item.note else "")
        for item in one.seized
    )


def _persons(persons: Sequence[Person]) -> str:
    return "; ".join(", ".join(value for value in vars(one).values() if value) for one in persons)
