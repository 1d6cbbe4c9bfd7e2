"""Answers that consoles ask for again and again: told once, and 304 as long as nothing changed."""

import gzip
import hashlib

from fastapi import Request, Response
from pydantic import BaseModel

from api.coverage.answering import COMPRESS_FROM_BYTES, COMPRESS_LEVEL
from api.my.tags import TAG_LENGTH


def packed(request: Request, body: BaseModel) -> Response:
    """Return an answer, or 304 to who has it already; as of when it is told is no part of it."""
    # Columns of 30,000 numbers are as they should be, and would take seconds to be checked anew.
    lasting = body.model_dump_json(exclude={"as_of"}, warnings=False)
    tag = f'"{hashlib.sha256(lasting.encode()).hexdigest()[:TAG_LENGTH]}"'
    headers = {"ETag": tag}
    if tag in {one.strip().removeprefix("W/") for one in _known(request).split(",")}:
        return Response(status_code=304, headers=headers)
    told = body.model_dump_json(warnings=False).encode()
    accepted = "gzip" in request.headers.get("accept-encoding", "")
    if accepted and len(told) >= COMPRESS_FROM_BYTES:
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        told = gzip.compress(told, COMPRESS_LEVEL, mtime=0)
    return Response(told, media_type="application/json", headers=headers)


def _known(request: Request) -> str:
    return request.headers.get("if-none-match", "")
