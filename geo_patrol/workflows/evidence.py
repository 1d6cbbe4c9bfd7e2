"""Evidence of records: files come in, are looked at beside the record, and go out as copies."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.errors import NotFound
from geo_patrol.evidence.doubts import Told, doubts
from geo_patrol.evidence.records import (
    Evidence,
    EvidenceFile,
    Subject,
    evidence_id,
)
from geo_patrol.messages import LANGUAGES, Language, text
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import cases, duty, history, incidents, places
from geo_patrol.store.repositories import evidence as kept
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows.writing import Submission, Written, write_once, write_record

NOT_THERE: dict[str, str] = {
    "incident": "records.not_found",
    "patrol": "records.no_patrol",
    "shift": "records.no_shift",
    "case": "cases.no_case",
}


@dataclass(frozen=True)
class Known:
    """What is known of the record that evidence is of."""

    subject: Subject
    squad_code: str
    told: Told
    area_code: str | None


@dataclass(frozen=True)
class Held:
    """A file as evidence of a record; ``doubts`` are codes of what does not go together."""

    evidence: Evidence
    file: EvidenceFile
    doubts: tuple[str, ...]


def subject_of(session: Session, subject: Subject, scope: Scope) -> Known:
    """Return what is known of a record within reach.

    Raises
    ------
    NotFound
        When there is none.
    """
    known = _known(session, subject, scope)
    if known is None:
        raise history.not_there(session, subject.kind, subject.id, NOT_THERE[subject.kind])
    return known


def _known(session: Session, subject: Subject, scope: Scope) -> Known | None:
    if subject.kind == "incident":
        stored = incidents.incident(session, subject.id, scope)
        if stored is None:
            return None
        one = stored.incident
        told = Told(one.occurred_at, one.occurred_at, one.lon, one.lat, one.accuracy_m or 0.0)
        return Known(subject, one.squad_code, told, stored.area_code)
    if subject.kind == "shift":
        shift = duty.shift(session, subject.id, scope)
        if shift is None:
            return None
        return Known(subject, shift.squad_code, Told(shift.start, shift.end), None)
    if subject.kind == "case":
        return _known_case(session, subject, scope)
    patrol = duty.patrol(session, subject.id, scope)
    squad = duty.squad_of_patrol(session, subject.id)
    if patrol is None or squad is None:
        return None
    shift = duty.shift(session, patrol.shift_id, SYSTEM)
    # One that goes on ends with its shift.
    end = patrol.end or (patrol.start if shift is None else shift.end)
    return Known(subject, squad, Told(patrol.start, end), patrol.area_code)


def _known_case(session: Session, subject: Subject, scope: Scope) -> Known | None:
    case = cases.CASES.one(session, subject.id, scope)
    if case is None:
        return None
    about = cases.origins(session, [case])[subject.id]
    way = cases.steps_of(session, [subject.id]).get(subject.id, [])
    end = max([about.reported_at, *(one.record.at for one in way)])
    told = Told(about.reported_at, end, about.lon, about.lat, goes_on=True)
    return Known(subject, case.found.squad_code, told, about.area_code)


def evidence_body(record: Evidence, file: EvidenceFile) -> dict[str, Any]:
    """Return what makes evidence the same evidence, in canonical form."""
    return {
        "sha256": record.sha256,
        "size_bytes": file.size_bytes,
        "media_type": file.seen.media_type,
        "record": str(record.subject),
        "note": record.note,
    }


def put_evidence(
    store: Store, scope: Scope, subject: Subject, file: EvidenceFile, remark: str, *, now: datetime
) -> Written:
    """Keep a file, which is in the evidence folder already, as evidence of a record.

    Raises
    ------
    NotFound
        When the record is out of reach.
    Conflict
        When it is evidence of it already, with another remark.
    """
    made = evidence_id(subject, file.sha256)
    # Whose it is, is not in its body: a record may move to another squad.
    unplaced = Evidence(made, file.sha256, subject, "", remark)
    sent = Submission(scope, "evidence", made, evidence_body(unplaced, file), now)

    def work(session: Session) -> Written:
        def save(_new: bool) -> str:
            squad = subject_of(session, subject, scope).squad_code
            kept.save_file(session, file)
            kept.save_evidence(session, replace(unplaced, squad_code=squad), now=now)
            return squad

        return write_record(session, sent, save)

    return write_once(store, sent, work)


def held_of(session: Session, scope: Scope, subject: Subject) -> list[Held]:
    """Return the evidence of a record within reach, with what does not go together.

    Raises
    ------
    NotFound
        When the record is out of reach.
    """
    known = subject_of(session, subject, scope)
    found = kept.of_record(session, subject)
    return [Held(one, file, doubts(file, known.told)) for one, file in found]


def held(session: Session, scope: Scope, subject: Subject, sha256: str) -> tuple[Known, Held]:
    """Return one file of a record within reach, and what is known of the record.

    Raises
    ------
    NotFound
        When the record is out of reach, or the file is no evidence of it.
    """
    known = subject_of(session, subject, scope)
    for one, file in kept.of_record(session, subject):
        if one.sha256 == sha256:
            return known, Held(one, file, doubts(file, known.told))
    raise NotFound("evidence.not_found")


def note_opened(store: Store, scope: Scope, held: Held, *, now: datetime) -> None:
    """Enter in the squad's chain that somebody opened an original."""
    with store.writer() as session:
        one = held.evidence
        details = {"sha256": one.sha256, "record": str(one.subject)}
        note(session, Act(one.squad_code, scope.actor, "open", f"evidence/{one.id}", now, details))


def stamp_of(
    session: Session, known: Known, held: Held, zone: ZoneInfo, *, language: Language, ascii: bool
) -> tuple[str, ...]:
    """Return the lines that a copy is stamped with: when, where, of which record.

    Parameters
    ----------
    ascii
        Whether the letters at hand are those of ASCII only: then names stay out, and English is
        the language.
    """
    spoken: tuple[Language, ...] = ("en",) if ascii else LANGUAGES
    told, area = known.told, None
    if known.area_code is not None:
        area = places.area(session, known.area_code, SYSTEM)
    when = f"{told.start.astimezone(zone):%Y-%m-%d %H:%M %z}"
    if told.end != told.start:
        when += f" - {told.end.astimezone(zone):%Y-%m-%d %H:%M}"
    lines = [" · ".join(text("evidence.stamp_copy", one) for one in spoken) + f" · {when}"]
    where = []
    if told.lon is not None and told.lat is not None:
        within = f" ±{told.accuracy_m:.0f} m" if told.accuracy_m else ""
        where.append(f"{told.lat:.5f} N {told.lon:.5f} E{within}")
    if area is not None:
        name = area.name_zh if language == "zh" else area.name_en
        where.append(area.code if ascii else name)
    if where:
        lines.append(" · ".join(where))
    lines.append(f"{known.subject} · SHA-256 {held.file.sha256}")
    return tuple(line.replace("·", "-").replace("±", "+/-") if ascii else line for line in lines)
