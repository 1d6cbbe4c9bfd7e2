"""Whose request it is, by what it holds: apps don't say."""

import json
from urllib.parse import parse_qs

from geo_patrol.errors import InvalidInput, TooLarge
from geo_patrol.tracks.ingest import gpslogger, osmand, owntracks, traccar
from geo_patrol.tracks.ingest.records import Message

FORM_BYTES = 64 * 1024
"""What is no file is a few hundred bytes long; a batch from a day without signal is the most."""
CSV_BYTES = 8 * 1024 * 1024
MAX_FIELDS = 64

_PLACES = frozenset({"lat", "lon", "location"})


def read_request(query: str, body: bytes) -> Message:
    """Read what an app sent.

    Parameters
    ----------
    query
        The query of the address, as it came.
    body
        Empty where there is none. OwnTracks sends such when somebody is struck off a list: that
        says nothing, and is no fault.

    Raises
    ------
    InvalidInput
        When it is of no form that is known here, or what it says is none.
    TooLarge
        When it is longer than its form can be.
    """
    fields = _fields(query)
    if not _PLACES.isdisjoint(fields):
        return _filled_in(fields)
    if not body:
        if fields:
            raise InvalidInput("ingest.unknown_form")
        return Message("owntracks")
    return _read_body(body)


def _read_body(body: bytes) -> Message:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("ingest.unknown_form") from error
    if gpslogger.looks_like_csv(text):
        return gpslogger.read_csv(text)
    if len(body) > FORM_BYTES:
        raise TooLarge("ingest.too_large", limit_kb=FORM_BYTES // 1024)
    if text.lstrip().startswith("{"):
        return _read_json(text)
    fields = _fields(text.strip())
    if _PLACES.isdisjoint(fields):
        raise InvalidInput("ingest.unknown_form")
    return _filled_in(fields)


def _read_json(text: str) -> Message:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInput("ingest.unknown_form") from error
    if isinstance(document, dict) and isinstance(document.get("_type"), str):
        return owntracks.read(document)
    if isinstance(document, dict) and "location" in document:
        return traccar.read(document)
    raise InvalidInput("ingest.unknown_form")


def _filled_in(fields: dict[str, str]) -> Message:
    if gpslogger.OWN_FIELDS.isdisjoint(fields):
        return osmand.read(fields)
    return gpslogger.read(fields)


def _fields(text: str) -> dict[str, str]:
    if len(text) > FORM_BYTES:
        raise TooLarge("ingest.too_large", limit_kb=FORM_BYTES // 1024)
    try:
        found = parse_qs(text, keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="strict")
    except ValueError as error:
        raise InvalidInput("ingest.unknown_form") from error
    return {name: values[0].strip() for name, values in found.items()}
