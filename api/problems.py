"""Problem documents (RFC 9457): what an answer says when something went wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from api.language import accepted
from geo_patrol.errors import (
    Conflict,
    Finding,
    Forbidden,
    GeoPatrolError,
    InvalidInput,
    NeedsConfirmation,
    NotFound,
    NotSignedIn,
    PreconditionFailed,
    TooLarge,
    TooManyRequests,
    TooSlow,
    Unavailable,
)
from geo_patrol.messages import both, text

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:geo-patrol:problem:"
LISTED_FINDINGS = 200
"""More than a person reads; a body of a million faults gets an answer of bounded size."""

STATUS: dict[type[GeoPatrolError], int] = {
    InvalidInput: 422,
    NeedsConfirmation: 422,
    NotFound: 404,
    Conflict: 409,
    PreconditionFailed: 412,
    NotSignedIn: 401,
    Forbidden: 403,
    TooSlow: 408,
    TooLarge: 413,
    TooManyRequests: 429,
    Unavailable: 503,
}
"""The one table of which error gives which status."""

TITLES: dict[int, str] = {
    400: "api.title.bad_request",
    401: "api.title.not_signed_in",
    403: "api.title.forbidden",
    404: "api.title.not_found",
    405: "api.title.method",
    408: "pressure.title.too_slow",
    409: "api.title.conflict",
    412: "api.title.edited_since",
    413: "api.title.too_large",
    415: "api.title.media_type",
    422: "api.title.invalid",
    429: "api.title.too_many",
    500: "api.title.fault",
    503: "api.title.unavailable",
}

CONFIRMATIONS: dict[str, str] = {"records.far_outside": "outside_county"}
"""Which word in a body's ``confirmed`` says that a doubtful fact is meant, by message key."""

BUSY_RETRY_S = 5


@dataclass(frozen=True)
class Problem:
    """What is to be said: ``code`` is stable, and a key of the catalogue."""

    status: int
    code: str
    params: dict[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


def problem_of(error: GeoPatrolError) -> Problem:
    """Return what an error on purpose says, with the members and headers its kind calls for."""
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
    extra: dict[str, Any] = {}
    headers: dict[str, str] = {}
    if isinstance(error, Conflict | PreconditionFailed):
        extra["current"] = error.current
        if "version" in error.params:
            headers["ETag"] = f'"{error.params["version"]}"'
    if isinstance(error, NeedsConfirmation) and error.key in CONFIRMATIONS:
        extra["confirm"] = [CONFIRMATIONS[error.key]]
    if isinstance(error, NotSignedIn):
        headers["WWW-Authenticate"] = 'Session realm="geo-patrol"'
    if isinstance(error, TooLarge | TooSlow):
        # What is left of the body is not read: the connection cannot be used again.
        headers["Connection"] = "close"
    if isinstance(error, Unavailable | TooManyRequests):
        headers["Retry-After"] = str(error.params.get("retry_s", BUSY_RETRY_S))
    return Problem(status, error.key, error.params, error.findings, extra, headers)


def answer(request: Request, problem: Problem) -> JSONResponse:
    """Return a problem as a document in both languages; ``detail`` is in the reader's."""
    zh = text(problem.code, "zh", **problem.params)
    en = text(problem.code, "en", **problem.params)
    content = {
        "type": f"{TYPE_PREFIX}{problem.code}",
        "title": both(TITLES.get(problem.status, "api.title.bad_request")),
        "status": problem.status,
        "detail": zh if accepted(request.headers.get("accept-language")) == "zh" else en,
        "detail_zh": zh,
        "detail_en": en,
        "code": problem.code,
        "findings": findings_json(problem.findings),
        "request_id": request_id(request),
        **problem.extra,
    }
    return JSONResponse(content, problem.status, headers=problem.headers, media_type=MEDIA_TYPE)


def findings_json(findings: Sequence[Finding]) -> list[dict[str, str]]:
    """Return findings as the wire has them: where, and the reason in both languages."""
    return [
        {
            "where": one.where,
            "reason_zh": text(one.key, "zh", **dict(one.params)),
            "reason_en": text(one.key, "en", **dict(one.params)),
        }
        for one in findings[:LISTED_FINDINGS]
    ]


def request_id(request: Request) -> str:
    """Return the id that the answer and the log lines of a request carry."""
    return str(getattr(request.state, "request_id", ""))
