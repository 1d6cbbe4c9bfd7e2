"""Routes of evidence files."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from api.auth.permissions import Caller, allow
from api.bodies import Lines
from api.evidence.darkroom import Copying
from api.evidence.schemas import AskedSubject, EvidenceList, EvidenceOut, Progress, Sha256
from api.evidence.uploading import Counter, StretchSent
from api.language import accepted
from api.services import Services, Serving
from geo_patrol.errors import NotFound
from geo_patrol.evidence.fonts import find_font
from geo_patrol.evidence.records import EvidenceFile, Subject, media_type_of_copy
from geo_patrol.store.repositories import evidence
from geo_patrol.workflows.evidence import (
    held,
    held_of,
    note_opened,
    put_evidence,
    stamp_of,
    subject_of,
)

PREFIX = "/api/v1/evidence"
router = APIRouter(prefix=PREFIX, tags=["evidence"])

UNTRUSTED = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline';"
    " img-src 'self' data:; media-src 'self'"
}
"""What came from a phone runs nothing, whatever a browser takes it for."""


class WholeFile(FileResponse):
    """A file from its beginning to its end: each answer stands for one entry in the chain."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, whatever part of it is asked for."""
        self.headers["accept-ranges"] = "none"
        headers = [one for one in scope["headers"] if one[0].lower() not in (b"range", b"if-range")]
        await super().__call__({**scope, "headers": headers}, receive, send)


Remark = Annotated[str, Query(max_length=200, description="What it shows, in a few words."), Lines]


@router.put(
    "/{sha256}",
    summary="Bring in a file",
    response_model=EvidenceOut,
    responses={202: {"description": "Taken so far; there is more to come.", "model": Progress}},
)
async def put(
    request: Request,
    sha256: Sha256,
    subject: AskedSubject,
    caller: Annotated[Caller, allow("records.write")],
    stretch: StretchSent,
    services: Serving,
    note: Remark = "",
) -> JSONResponse:
    """Keep a file (photo, video, sound, scan) as evidence of a record: its bytes are the body.

    What it is, its content tells; it is kept as it is, byte by byte. Sent again, nothing changes,
    and a file that is there already need not be sent. When the connection breaks, `GET …/progress`
    tells where to go on with `Content-Range`.
    """
    file = await run_in_threadpool(_already, services, caller, subject, sha256)
    if file is None:
        taken = await Counter.of(services).take(request, sha256, caller.scope.actor, stretch)
        if taken is None:
            return JSONResponse(_progress(services, caller, sha256, None), 202)
        size_bytes, seen = taken
        file = EvidenceFile(sha256, size_bytes, seen, services.now())
    return await run_in_threadpool(_put, services, caller, subject, file, note)


def _already(
    services: Services, caller: Caller, subject: Subject, sha256: str
) -> EvidenceFile | None:
    """Return a file that need not be sent: it is there, and the sender could have had it."""
    with services.store.reader() as session:
        subject_of(session, subject, caller.scope)
        file = evidence.file(session, sha256)
        if file is None or not services.evidence.has(sha256):
            return None
        return file if evidence.is_within_reach(session, sha256, caller.scope) else None


def _put(
    services: Services, caller: Caller, subject: Subject, file: EvidenceFile, note: str
) -> JSONResponse:
    written = put_evidence(services.store, caller.scope, subject, file, note, now=services.now())
    with services.store.reader() as session:
        _, found = held(session, caller.scope, subject, file.sha256)
    told = EvidenceOut.of(found, caller.scope)
    return JSONResponse(told.model_dump(mode="json"), 201 if written.created else 200)


@router.get("/{sha256}/progress", summary="How much has come in", response_model=Progress)
def read_progress(
    sha256: Sha256, caller: Annotated[Caller, allow("records.write")], services: Serving
) -> JSONResponse:
    """Tell how much of a file the asker has brought in, and where to go on."""
    with services.store.reader() as session:
        file = evidence.file(session, sha256)
        if file is not None and not evidence.is_within_reach(session, sha256, caller.scope):
            file = None
    return JSONResponse(_progress(services, caller, sha256, file))


def _progress(
    services: Services, caller: Caller, sha256: str, file: EvidenceFile | None
) -> dict[str, object]:
    n_bytes = services.evidence.received_bytes(sha256, caller.scope.actor)
    complete = file is not None and services.evidence.has(sha256)
    if file is not None and complete:
        n_bytes = file.size_bytes
    told = Progress(sha256=sha256, received_bytes=n_bytes, complete=complete)
    return told.model_dump(mode="json")


@router.get("", summary="List a record's evidence", response_model=EvidenceList)
def read_all(
    subject: AskedSubject, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """List the evidence of a record, in the order in which it came."""
    with services.store.reader() as session:
        found = held_of(session, caller.scope, subject)
    told = EvidenceList(items=[EvidenceOut.of(one, caller.scope) for one in found])
    return JSONResponse(told.model_dump(mode="json"))


@router.get(
    "/{sha256}/copy",
    summary="See a stamped copy",
    response_class=Response,
    responses={200: {"content": {"image/jpeg": {}, "application/pdf": {}}}},
)
def read_copy(
    request: Request,
    sha256: Sha256,
    subject: AskedSubject,
    caller: Annotated[Caller, allow("records.read")],
    services: Serving,
) -> Response:
    """Return a copy of a photo or a scan: smaller, without what the camera told, and stamped.

    There is no copy of a video or a sound.
    """
    settings = services.settings
    font = find_font(settings.font_file)
    with services.store.reader() as session:
        known, found = held(session, caller.scope, subject, sha256)
        stamp = stamp_of(
            session,
            known,
            found,
            settings.zone,
            language=accepted(request.headers.get("accept-language")),
            ascii=font is None,
        )
    seen = found.file.seen
    if seen.kind not in ("photo", "document"):
        raise NotFound("evidence.no_copy")
    path = _path(services, sha256)
    made = services.darkroom.copy(Copying(path, seen, stamp, font))
    return Response(made, media_type=media_type_of_copy(seen), headers=UNTRUSTED)


@router.get(
    "/{sha256}/original",
    summary="Open an original",
    response_class=FileResponse,
    responses={200: {"content": {"application/octet-stream": {}}}},
)
def read_original(
    sha256: Sha256,
    subject: AskedSubject,
    caller: Annotated[Caller, allow("evidence.originals")],
    services: Serving,
) -> FileResponse:
    """Return a file as it came in. That it was opened, and by whom, is entered in the chain."""
    with services.store.reader() as session:
        _, found = held(session, caller.scope, subject, sha256)
    path = _path(services, sha256)
    note_opened(services.store, caller.scope, found, now=services.now())
    media_type = found.file.seen.media_type
    name = f"{sha256[:16]}.{media_type.rpartition('/')[2]}"
    return WholeFile(path, media_type=media_type, filename=name, headers=UNTRUSTED)


def _path(services: Services, sha256: str) -> Path:
    path = services.evidence.path_of(sha256)
    if not path.exists():
        raise NotFound("evidence.gone")
    return path
