"""Incidents as files; persons are in them only for a reason, which the audit keeps."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy.orm import Session

from api.exports.about_file import about_path, about_text
from api.exports.incidents import incident_table, incidents_of
from api.exports.records import About, Export
from api.exports.whole import whole_file
from api.exports.writing import write_as
from geo_patrol.audit import Act
from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.messages import Language
from geo_patrol.personal import Person
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store
from geo_patrol.store.keys import load_keyring
from geo_patrol.store.repositories import places
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.repositories.paging import MAX_PAGE
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.trail import note
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.persons import Vault, persons_of

Format = Literal["csv", "xlsx", "geojson", "parquet", "gpkg", "zip", "kml"]
"""Ending of a file. ``zip`` is a Shapefile, which is several files."""
FORMATS: tuple[Format, ...] = get_args(Format)
WGS84 = 4326


def format_of(target: Path) -> Format:
    """Return the format that a file's ending stands for.

    Raises
    ------
    InvalidInput
        With those there are.
    """
    ending = target.suffix.lower().removeprefix(".")
    for name in FORMATS:
        if name == ending:
            return name
    choices = ", ".join("." + name for name in FORMATS)
    raise InvalidInput("exports.incidents.unknown_ending", path=target.name, choices=choices)


def prepared(
    store: Store,
    area_codes: Sequence[str],
    start: datetime,
    end: datetime,
    *,
    settings: Settings,
    now: datetime,
    include_void: bool = False,
    reason: str | None = None,
) -> Export:
    """Return the incidents of areas in ``[start, end)`` as a table; everywhere if none is named.

    Parameters
    ----------
    reason
        Why persons are in it; None leaves them out. It is entered in the chains of the squads
        before anything is handed out.

    Raises
    ------
    NotFound
        When there is no such area.
    InvalidInput
        When the period is empty.
    """
    if end <= start:
        raise InvalidInput("records.end_before_start")
    with store.reader() as session:
        areas = _areas(session, area_codes)
        wanted = [area.code for area in areas] if area_codes else [None]
        found = incidents_of(session, SYSTEM, wanted, start, end, include_void=include_void)
        rows = list(found)
        about = About(
            figure="incidents",
            areas=areas,
            start=start,
            end=end,
            as_of=min(end, now),
            made_at=now,
            zone=settings.zone,
            demo=any(row.demo for row in rows),
        )
        catalogue = current(session)
    persons = None
    if reason is not None:
        persons = _persons(store, rows, settings, now)
        _note_export(store, rows, start, end, reason, now)
    return incident_table(rows, catalogue, about, settings.language, persons)


def write(export: Export, target: Path, name: Format, language: Language) -> None:
    """Write a table of incidents, whole, over what stands there; a CSV has a page beside it.

    Raises
    ------
    InvalidInput
        When the place cannot be written to.
    """
    with whole_file(target) as path:
        if name == "xlsx":
            from api.exports.xlsx_file import xlsx_bytes

            path.write_bytes(xlsx_bytes(export, language))
        else:
            write_as(export, path, name, epsg=WGS84, language=language)
    if name == "csv":
        with whole_file(about_path(target)) as path:
            path.write_text(about_text(export, target.name, language), encoding="utf-8-sig")


def _areas(session: Session, codes: Sequence[str]) -> tuple[Area, ...]:
    if not codes:
        return tuple(places.areas(session, SYSTEM, retired=True))
    found = []
    for code in dict.fromkeys(codes):
        area = places.area(session, code, SYSTEM)
        if area is None:
            raise NotFound("records.no_area", area=code)
        found.append(area)
    return tuple(found)


def _persons(
    store: Store, rows: Sequence[StoredIncident], settings: Settings, now: datetime
) -> dict[UUID, tuple[Person, ...]]:
    keyring = load_keyring(store, settings.master_key_file, now=now)
    vault = Vault(
        keyring,
        persons_kept=timedelta(days=settings.retention_persons_days),
        cases_kept=timedelta(days=settings.retention_cases_days),
    )
    ids = [row.incident.id for row in rows]
    found: dict[UUID, tuple[Person, ...]] = {}
    with store.reader() as session:
        for first in range(0, len(ids), MAX_PAGE):
            some = ids[first : first + MAX_PAGE]
            shown = persons_of(session, vault, SYSTEM, "incident", some)
            found |= {key: one.persons for key, one in shown.items()}
    return found


def _note_export(
    store: Store,
    rows: Sequence[StoredIncident],
    start: datetime,
    end: datetime,
    reason: str,
    now: datetime,
) -> None:
    of_squad = Counter(row.incident.squad_code for row in rows)
    period = {"from": start.isoformat(), "to": end.isoformat(), "reason": reason}
    with store.writer() as session:
        for squad, n in sorted(of_squad.items()):
            details = {"n": n, "persons": True, **period}
            note(session, Act(squad, SYSTEM.actor, "export", "incidents", now, details))
