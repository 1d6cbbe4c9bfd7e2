"""Office files that are the same to the byte for the same briefing, whenever they are made."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Protocol

from maps.documents.brief_outline import Outline

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


class Properties(Protocol):
    """What the libraries of documents and of slides let be told of a file."""

    author: str
    title: str
    subject: str
    comments: str
    language: str
    last_modified_by: str
    revision: int
    created: datetime
    modified: datetime


def describe(properties: Properties, outline: Outline, made: datetime, language: str) -> None:
    """Say in a file's properties what it is; the time of making is that of its figures."""
    at = made.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.author = "geo-patrol"
    properties.last_modified_by = "geo-patrol"
    properties.title = outline.title
    properties.subject = f"{outline.number} {outline.period}".strip()
    properties.comments = " ".join(outline.warnings)
    properties.language = "zh-CN" if language == "zh" else "en-GB"
    properties.revision = 1
    properties.created = properties.modified = at


def steady(file: bytes, made: datetime) -> bytes:
    """Return an office file with fixed times inside, also in the workbooks that it holds."""
    stamp = made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(file)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name.endswith(".xlsx"):
                data = steady(data, made)
            elif name == _CORE:
                data = _STAMP.sub(rb"\g<1>" + stamp + rb"\3", data)
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_STORED if _packed(name) else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, data)
    return out.getvalue()


def _packed(name: str) -> bool:
    return name.endswith((".png", ".jpg", ".jpeg", ".xlsx"))
