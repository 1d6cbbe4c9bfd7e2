"""Bad evidence: files that are none, or not what they say, or too much."""

import hashlib
from collections.abc import Callable

from bad_case import Case
from evidence_files import numbered, pdf, photo, png, recorded, zipped

RECORD = "incident/{incident}"
ANY = "application/octet-stream"
MB = 1024 * 1024


def sent(
    name: str,
    data: bytes,
    status: int,
    code: str,
    says: dict[str, str] | None = None,
    *,
    record: str = RECORD,
    digest: str | None = None,
    media_type: str = "image/jpeg",
    who: str = "leader",
    **headers: str,
) -> Case:
    """Return a case of one file under the address of its digest, or of another one."""
    of = hashlib.sha256(data).hexdigest() if digest is None else digest
    return Case(
        f"evidence: {name}",
        "PUT",
        f"/api/v1/evidence/{of}?record={record}",
        status,
        code,
        says,
        content=data,
        media_type=media_type,
        headers={key.replace("_", "-"): value for key, value in headers.items()},
        who=who,
    )


NONE = "evidence.no_evidence"
DAMAGED = "evidence.damaged"
FILES: list[tuple[str, bytes, str]] = [
    ("0 bytes", b"", "evidence.empty"),
    ("text called a photo", b"no photo " * 500, NONE),
    ("text called a video", b"\x00\x00\x00\x18ftypmp42" + b"words " * 5000, DAMAGED),
    ("a page with a script", b"<!doctype html><script>alert(1)</script>", NONE),
    ("a drawing with a script", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', NONE),
    ("an archive that unpacks to a hundred times its size", zipped(), NONE),
    ("an archive of an archive", zipped(1000) + zipped(1000), NONE),
    ("a program", b"\x7fELF" + bytes(5000), NONE),
    ("an animation", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", NONE),
    ("a list that a spreadsheet runs", b"=cmd|' /C calc'!A0,1\n", NONE),
    ("XML that reads a file", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a/>', NONE),
    ("half a photo", photo()[:9000], DAMAGED),
    ("a photo's head alone", photo()[:200], NONE),
    ("half a HEIC", recorded("photo.heic")[:2000], NONE),
    ("half a video", recorded("walk.mp4")[:2500], DAMAGED),
    ("half a sound", recorded("note.webm")[:1500], DAMAGED),
    ("2.5 gigapixels in ten kilobytes", png(50_000, 50_000, 1000), "evidence.too_many_pixels"),
    ("pixels that are not there", png(9000, 9000, 1000), DAMAGED),
    ("a document of no pages", pdf(pages=0), DAMAGED),
    ("a document of 201 pages", pdf(pages=201), "evidence.too_many_pages"),
    ("a page of 200 inches", pdf(side_pt=14_400), "evidence.too_many_pixels"),
    ("a document that is none", b"%PDF-1.7\n%%EOF", DAMAGED),
]  # fmt: skip
"""What is refused for what it is."""

GOOD = numbered(90)
RANGES = ["bytes 5-3/10", "bytes 0-10/10", "items 0-1/2", "bytes 0-1/*", "bytes -5/10", "bytes */x"]
GAP = "bytes 5000-5003/9000"
MISSED = "records.not_found"
PATHS = ["../../etc/passwd", "..%2F..%2Fx"]
NAMES = ["A" * 64, "0" * 63, "g" * 64, "%00" * 8, "con", "x.jpg"]
RECORDS = [
    "",
    "incident",
    "incident/1",
    "track/{track}",
    "incident/{incident}/..",
    "';--",
    "${7*7}",
]

ROOTS = "api.no_route"
NO_RECORD = {"query.record": "evidence.field.record"}
NO_RANGE = {"Content-Range": "evidence.field.range"}
TWO_GB = f"bytes 0-9/{2 * 1024 * MB}"
INVALID = "api.invalid"

EVIDENCE: list[Case] = [
    *(sent(name, data, 422, code) for name, data, code in FILES),
    *(sent(f"{name}, as any file", data, 422, code, media_type=ANY) for name, data, code in FILES),
    *(sent(f"of record {one!r}", GOOD, 422, INVALID, NO_RECORD, record=one) for one in RECORDS),
    *(sent(f"range {one!r}", GOOD, 422, INVALID, NO_RANGE, content_range=one) for one in RANGES),
    sent("a range shorter than the body", GOOD, 422, INVALID, content_range="bytes 0-9/800"),
    sent("a range that leaves a gap", GOOD, 409, "evidence.elsewhere", content_range=GAP),
    sent("a range of two gigabytes", GOOD, 413, "api.body_too_large", content_range=TWO_GB),
    sent("another digest", numbered(92), 422, "evidence.other_digest", digest="0" * 64),
    sent("of a foreign incident", GOOD, 404, MISSED, record="incident/{foreign_incident}"),
    sent("of a foreign patrol", GOOD, 404, "records.no_patrol", record="patrol/{foreign_patrol}"),
    sent("of a foreign shift", GOOD, 404, "records.no_shift", record="shift/{foreign_shift}"),
    sent("of an incident that is not there", GOOD, 404, MISSED, record="incident/{nil}"),
    sent("by who reads only", GOOD, 403, "api.not_permitted", who="briefing"),
    sent("by a stranger", GOOD, 401, "api.not_signed_in", who="stranger"),
    *(sent(f"under the name {one!r}", GOOD, 422, INVALID, digest=one) for one in NAMES),
    *(sent(f"under the path {one!r}", GOOD, 404, ROOTS, digest=one) for one in PATHS),
]


def long(n_bytes: int) -> Callable[[], bytes]:
    """Return a maker of so many bytes of nothing."""
    return lambda: bytes(n_bytes)


HEAVY_EVIDENCE = [
    Case(
        "evidence of 199 MB of nothing",
        "PUT",
        f"/api/v1/evidence/{'1' * 64}?record={RECORD}",
        422,
        "evidence.other_digest",
        content=long(199 * MB),
        media_type=ANY,
    ),
    Case(
        "evidence of 201 MB",
        "PUT",
        f"/api/v1/evidence/{'2' * 64}?record={RECORD}",
        413,
        "api.body_too_large",
        content=long(201 * MB),
        media_type=ANY,
    ),
]
