"""Evidence on the wire."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Path, Query
from pydantic import BaseModel, Field

from geo_patrol.errors import InvalidInput, finding
from geo_patrol.evidence.records import MediaKind, Subject
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.evidence import Held

Doubt = Literal["time_missing", "time_differs", "time_ahead", "place_missing", "place_differs"]

Sha256 = Annotated[
    str,
    Path(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file, in small letters."),
]

_SUBJECT = re.compile(
    r"(incident|patrol|shift|case)/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
)


async def _subject(
    record: Annotated[
        str,
        Query(
            max_length=60,
            description="The record that it is evidence of: `incident/…`, `patrol/…`, `shift/…`,"
            " `case/…`.",
            examples=["incident/0192f0c1-2345-7abc-8def-0123456789ab"],
            json_schema_extra={"pattern": f"^{_SUBJECT.pattern}$"},
        ),
    ],
) -> Subject:
    found = _SUBJECT.fullmatch(record.strip().lower())
    if found is None:
        where = finding("query.record", "evidence.field.record")
        raise InvalidInput("api.invalid", findings=(where,))
    return Subject(found[1], UUID(found[2]))  # type: ignore[arg-type]  # one of the pattern's


AskedSubject = Annotated[Subject, Depends(_subject)]
"""Parameter of a route: the record in ``?record=``."""


class EvidenceOut(BaseModel):
    """A file as evidence of a record."""

    id: UUID
    sha256: str
    record: str
    media_type: str
    kind: MediaKind
    size_bytes: int
    width: int | None
    height: int | None
    pages: int | None
    duration_s: float | None
    taken_at: datetime | None = Field(description="By the camera's own clock.")
    stored_at: datetime
    note: str | None = Field(description="Null where the asker sees no free text.")
    doubts: list[Doubt] = Field(
        description="What a person should look at: the camera's time or place is missing, or does"
        " not go together with the record's."
    )

    @classmethod
    def of(cls, held: Held, scope: Scope) -> EvidenceOut:
        """Return evidence as the wire has it, as far as the asker may see it."""
        seen = held.file.seen
        return cls(
            id=held.evidence.id,
            sha256=held.file.sha256,
            record=str(held.evidence.subject),
            media_type=seen.media_type,
            kind=seen.kind,
            size_bytes=held.file.size_bytes,
            width=seen.width,
            height=seen.height,
            pages=seen.pages,
            duration_s=seen.duration_s,
            taken_at=seen.taken_at,
            stored_at=held.file.stored_at,
            note=held.evidence.note if scope.reads_in_full else None,
            doubts=list(held.doubts),
        )


class EvidenceList(BaseModel):
    """All evidence of a record, in the order in which it came."""

    items: list[EvidenceOut]


class Progress(BaseModel):
    """How much of a file has come in."""

    sha256: str
    received_bytes: int = Field(description="Of the asker's own upload; go on there.")
    complete: bool = Field(description="It is kept already: a PUT need not send it again.")
