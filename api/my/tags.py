"""Entity tags of answers that phones keep."""

import hashlib
import json

from fastapi import Request, Response
from fastapi.responses import JSONResponse

TAG_LENGTH = 24


def unless_known(request: Request, body: dict[str, object], tag: str) -> Response:
    """Return an answer, or 304 to who has it already."""
    headers = {"ETag": tag}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    return JSONResponse(body, headers=headers)


def tag_of(body: dict[str, object]) -> str:
    """Return the entity tag of an answer; when it was asked for is no part of it."""
    lasting = {name: value for name, value in body.items() if name != "at"}
    digest = hashlib.sha256(json.dumps(lasting, sort_keys=True).encode()).hexdigest()
    return f'"{digest[:TAG_LENGTH]}"'


def is_known(request: Request, tag: str) -> bool:
    """Tell whether who asks has the answer of a tag already."""
    sent = request.headers.get("if-none-match", "")
    return tag in {one.strip().removeprefix("W/") for one in sent.split(",")}
