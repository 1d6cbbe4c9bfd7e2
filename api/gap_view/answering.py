"""Answers that consoles ask for again and again: told once, and 304 as long as nothing changed."""

import gzip
import hashlib

from fastapi import Request, Response
from pydantic import BaseModel

from api.coverage.answering import COMPRESS_FROM_BYTES, COMPRESS_LEVEL
from api.my.tags import TAG_LENGTH, is_known


def packed(request: Request, body: BaseModel) -> Response:
    """Return an answer, or 304 to who has it already; as of when it is told is no part of it."""
    # Columns of 30,000 numbers are as they should be, and would take seconds to be checked anew.
    told = body.model_dump_json(warnings=False).encode()
    lasting = hashlib.sha256()
    for part in _around_as_of(told, body):
        lasting.update(part)
    tag = f'"{lasting.hexdigest()[:TAG_LENGTH]}"'
    headers = {"ETag": tag}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    accepted = "gzip" in request.headers.get("accept-encoding", "")
    if accepted and len(told) >= COMPRESS_FROM_BYTES:
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        told = gzip.compress(told, COMPRESS_LEVEL, mtime=0)
    return Response(told, media_type="application/json", headers=headers)


def _around_as_of(told: bytes, body: BaseModel) -> tuple[bytes, bytes]:
    """Return what is told before and after the moment, where there is one."""
    moment = body.model_dump_json(include={"as_of"}).encode()[1:-1]
    before, _, after = told.partition(moment) if moment else (told, b"", b"")
    return before, after
