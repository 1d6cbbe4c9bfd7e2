"""From a track's body to an upload: cleaned fixes, and the bad ones with their reasons."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from api.bodies import member_names, parse
from api.tracks.bodies import JSON, SUFFIX_OF, RawTrack, TrackBody
from geo_patrol.errors import Finding, InvalidInput, TooLarge, finding
from geo_patrol.tracks.clean import Bounds, clean
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.tracks.readers import (
    ColumnMap,
    TrackRead,
    read_tracks_bytes,
    reads_look_swapped,
)
from geo_patrol.tracks.readers.records import numbers, times_of
from geo_patrol.tracks.times import Times
from geo_patrol.workflows.tracks import TrackUpload

MAX_FAULTS = 50
MAX_FIXES = 60_000
"""In one track that is sent: a fix a second for two shifts. More is for the command line."""

_MORE = 1000
_ROW_LENGTHS = (3, 4)
_EARLIEST_MS, _LATEST_MS = -(2**53), 2**53

Floats = NDArray[np.float64]


def read_upload(raw: RawTrack, *, now: datetime) -> TrackUpload:
    """Return a body as an upload.

    Raises
    ------
    InvalidInput
        When it cannot be read as a whole. Single bad fixes don't do that: they are listed.
    TooLarge
        When it has more than `MAX_FIXES` fixes.
    """
    if raw.media_type == JSON:
        return _from_json(raw, now)
    name = f"track{SUFFIX_OF[raw.media_type]}"
    columns = None if raw.tz is None else ColumnMap(tz=raw.tz)
    reads = read_tracks_bytes(
        raw.data,
        name,
        now=now,
        columns=columns,
        max_bytes=max(len(raw.data), 1),
        max_fixes=MAX_FIXES,
    )
    fixes, bad = join(reads, now=now)
    n_read = sum(read.n_read for read in reads)
    return TrackUpload(raw.device, name, fixes, bad, n_read, raw.supersedes)


def refuse_swapped(upload: TrackUpload, home: Bounds | None) -> None:
    """Refuse a track whose longitudes and latitudes stand in each other's place.

    Parameters
    ----------
    home
        West, south, east, north (degrees) of where tracks are expected; None when not known.

    Raises
    ------
    InvalidInput
        When most of its places would lie at home if swapped.
    """
    read = TrackRead(upload.source_name, upload.fixes, upload.bad, upload.n_read)
    if home is not None and reads_look_swapped([read], home):
        raise InvalidInput("api.track_swapped", findings=upload.bad)


def join(reads: Sequence[TrackRead], *, now: datetime) -> tuple[Fixes, tuple[Finding, ...]]:
    """Join a file's segments into one track in time order.

    Where two segments have a fix of the same time, the earlier segment's is kept.
    """
    bad = [one for read in reads for one in read.bad]
    if len(reads) == 1:
        return reads[0].fixes, tuple(bad)
    t_ms = np.concatenate([read.fixes.t_ms for read in reads])
    order = np.argsort(t_ms, kind="stable")
    fixes, doubled = clean(
        t_ms[order],
        np.concatenate([read.fixes.lon for read in reads])[order],
        np.concatenate([read.fixes.lat for read in reads])[order],
        np.concatenate([read.fixes.accuracy_m for read in reads])[order],
        order,
        now=now,
    )
    starts = np.cumsum([0, *(len(read.fixes) for read in reads)])
    return fixes, (*bad, *(_placed(one, reads, starts) for one in doubled))


def _placed(one: Finding, reads: Sequence[TrackRead], starts: NDArray[np.int64]) -> Finding:
    """Return a finding on the n-th fix of all with its segment's name, and its number there."""
    number = int(one.where)
    segment = int(np.searchsorted(starts, number, side="right")) - 1
    return replace(one, where=f"{reads[segment].name} {number - starts[segment] + 1}")


@dataclass(frozen=True, eq=False)
class _Sent:
    """A track's columns as arrays: a fix in them takes a tenth of what its objects took."""

    device: str
    times: Times
    lon: Floats
    lat: Floats
    accuracy_m: Floats | None
    where: str
    supersedes: tuple[UUID, ...]


def _from_json(raw: RawTrack, now: datetime) -> TrackUpload:
    sent = _read_json(raw.data)
    n = len(sent.lon)
    fixes, bad = clean(
        sent.times,
        sent.lon,
        sent.lat,
        sent.accuracy_m,
        np.arange(n),
        now=now,
        where=sent.where,
    )
    return TrackUpload(sent.device, "json", fixes, bad, n, (*sent.supersedes, *raw.supersedes))


def _read_json(data: bytes) -> _Sent:
    _refuse_multitudes(data)
    body = parse(TrackBody, data)
    _refuse_twice(data)
    t, lon, lat, accuracy, where = _columns(body)
    _require_kinds(t, lon, lat, accuracy, where)
    return _Sent(
        device=body.device,
        times=_times(t),
        lon=numbers(lon),
        lat=numbers(lat),
        accuracy_m=None if accuracy is None else numbers(accuracy),
        where=where,
        supersedes=tuple(body.supersedes),
    )


def _refuse_multitudes(data: bytes) -> None:
    """Refuse more than a track may have, before objects are made of it: these take most memory.

    A fix takes one list, at most four commas, and a text for its time.
    """
    counted = (data.count(b"["), data.count(b",") // 4, data.count(b'"') // 2)
    if max(counted) > MAX_FIXES + _MORE:
        raise TooLarge("tracks.too_many", name="json", limit=MAX_FIXES)


def _refuse_twice(data: bytes) -> None:
    """Refuse columns that stand twice, without a second copy of them all."""
    names = Counter(json.loads(b'"%s"' % name) for name in member_names(data))
    twice = tuple(finding(name, "api.field.twice") for name, n in names.items() if n > 1)
    if twice:
        raise InvalidInput("api.invalid", findings=twice[:MAX_FAULTS])


Column = Sequence[object]


def _columns(body: TrackBody) -> tuple[Column, Column, Column, Column | None, str]:
    """Return time, longitude, latitude, accuracy, and how a fix's place is written."""
    columns = (body.t, body.lon, body.lat)
    if body.fixes is not None and (*columns, body.accuracy_m) == (None, None, None, None):
        rows = _rows(body.fixes)
        # zip of nothing gives nothing: an empty track has four empty columns.
        t, lon, lat, accuracy = zip(*rows, strict=True) if rows else ((), (), (), ())
        return t, lon, lat, accuracy, "fixes[{}]"
    if body.fixes is not None or any(column is None for column in columns):
        raise InvalidInput("api.track_form")
    given = [column for column in (*columns, body.accuracy_m) if column is not None]
    if len({len(column) for column in given}) != 1:
        raise InvalidInput("api.track_columns")
    return body.t or (), body.lon or (), body.lat or (), body.accuracy_m, "t[{}]"


def _rows(fixes: Sequence[object]) -> list[tuple[object, object, object, object]]:
    rows: list[tuple[object, object, object, object]] = []
    faults: list[Finding] = []
    for number, fix in enumerate(fixes):
        if isinstance(fix, list) and len(fix) in _ROW_LENGTHS:
            rows.append((fix[0], fix[1], fix[2], fix[3] if len(fix) == 4 else None))
        else:
            faults.append(finding(f"fixes[{number}]", "api.field.fix"))
            if len(faults) == MAX_FAULTS:
                break
    if faults:
        raise InvalidInput("api.invalid", findings=tuple(faults))
    return rows


def _require_kinds(
    t: Column, lon: Column, lat: Column, accuracy: Column | None, where: str
) -> None:
    """Refuse values of another kind than a phone means: a text is no number, nor is ``true``."""
    faults: list[Finding] = []
    for number, moment in enumerate(t):
        if not (moment is None or isinstance(moment, str) or _is_ms(moment)):
            faults.append(finding(where.format(number), "api.field.fix_time"))
    for column in (lon, lat, accuracy or ()):
        for number, value in enumerate(column):
            if not (value is None or _is_number(value)):
                faults.append(finding(where.format(number), "api.field.number"))
    if faults:
        raise InvalidInput("api.invalid", findings=tuple(faults[:MAX_FAULTS]))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_ms(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _times(t: Column) -> Times:
    """Return times of which each is a text, a number of milliseconds, or nothing."""
    texts = times_of([one if isinstance(one, str) else None for one in t], "json", None)
    counted = np.array([_is_ms(one) for one in t], dtype=np.bool_)
    t_ms = np.where(counted, _milliseconds(t), texts.t_ms)
    return Times(t_ms, texts.missing & ~counted, texts.unreadable)


def _milliseconds(t: Column) -> NDArray[np.int64]:
    values = [one if isinstance(one, int) and _is_ms(one) else 0 for one in t]
    # Far beyond any clock; `clean` then names them too old or in the future.
    return np.array([min(max(v, _EARLIEST_MS), _LATEST_MS) for v in values], dtype=np.int64)
