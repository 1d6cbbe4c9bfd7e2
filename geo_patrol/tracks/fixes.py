"""The compact fix array: what every reader yields and every store keeps."""

import hashlib
import struct
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shapely import LineString, get_coordinates, simplify

from geo_patrol.errors import InvalidInput
from geo_patrol.tracks import planes

FORMAT_VERSION = 1
UNITS_PER_DEGREE = 10_000_000

_MAGIC = b"GPFX"
# Magic, version, flags, number of fixes.
_HEADER = struct.Struct("<4sBBI")
_HAS_ACCURACY = 1
_METRES_PER_DEGREE = 111_195.0


@dataclass(frozen=True, eq=False)
class Fixes:
    """Fixes of one track, in time order.

    Attributes
    ----------
    t_ms
        ``(n,)`` int64, Unix time in milliseconds (UTC), never decreasing.
    lon, lat
        ``(n,)`` float64, degrees, EPSG:4326.
    accuracy_m
        ``(n,)`` float32, radius in metres; NaN where the device did not say.
    """

    t_ms: NDArray[np.int64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    accuracy_m: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.t_ms)


def picked(fixes: Fixes, which: slice | NDArray[np.bool_]) -> Fixes:
    """Return some of the fixes, in order."""
    return Fixes(fixes.t_ms[which], fixes.lon[which], fixes.lat[which], fixes.accuracy_m[which])


def rounded(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return degrees rounded to the unit in which they are packed."""
    return np.rint(degrees * UNITS_PER_DEGREE) / UNITS_PER_DEGREE


def pack(fixes: Fixes) -> bytes:
    """Return the fixes as a compact block: a header of 10 bytes, then zlib.

    Positions are kept in units of 1e-7 degrees: what comes back differs by at most 5e-8 degrees
    (6 mm), and packing that again gives the same content. Times are exact. Accuracy is float32,
    and left out when no fix has one. No fixes give a block that unpacks to none.

    Raises
    ------
    InvalidInput
        When the arrays differ in length, a place is not within ±180/±90, or time goes back.
    """
    header, payload = _encode(fixes)
    return header + zlib.compress(payload, 6)


def unpack(block: bytes) -> Fixes:
    """Return the fixes of a block made by `pack`.

    Raises
    ------
    InvalidInput
        When the block is damaged, cut short, or of a format version that is not known here.
    """
    if len(block) < _HEADER.size or block[:4] != _MAGIC:
        raise InvalidInput("tracks.block_damaged")
    _, version, flags, n = _HEADER.unpack_from(block)
    if version != FORMAT_VERSION:
        raise InvalidInput("tracks.block_version", version=version, known=FORMAT_VERSION)
    if flags & ~_HAS_ACCURACY:
        raise InvalidInput("tracks.block_damaged")
    return _decode(_inflate(block[_HEADER.size :], n * (20 if flags else 16)), n, bool(flags))


def content_digest(fixes: Fixes) -> str:
    """Return a SHA-256 (hex) of what `pack` keeps, equal wherever the packed content is equal.

    It is taken before compression: zlib's output may differ between builds, the content may not.
    """
    header, payload = _encode(fixes)
    return hashlib.sha256(header + payload).hexdigest()


def display_line(fixes: Fixes, tolerance_m: float) -> LineString | None:
    """Return the track as a simplified line in EPSG:4326, for drawing only.

    Fixes less than ``tolerance_m`` off the line through their neighbours are left out
    (Douglas-Peucker). Metres are taken on a plane at the track's middle latitude, good to a few
    per cent over a county: nothing is measured on this line.

    Returns
    -------
    LineString or None
        None when the fixes have fewer than two distinct places.
    """
    places = np.column_stack((fixes.lon, fixes.lat))
    if len(places):
        moved = np.any(places[1:] != places[:-1], axis=1)
        places = places[np.concatenate(([True], moved))]
    if len(places) < 2:
        return None
    middle = np.radians((places[:, 1].min() + places[:, 1].max()) / 2)
    scale = _METRES_PER_DEGREE * np.array([max(np.cos(middle), 1e-9), 1.0])
    kept = get_coordinates(
        simplify(LineString(places * scale), tolerance_m, preserve_topology=False)
    )
    if len(kept) < 2 or not np.any(kept != kept[0]):
        # A round within the tolerance shrinks to a point: its longest reach stands for it.
        reach = np.hypot(*((places - places[0]) * scale).T)
        return LineString(places[[0, int(np.argmax(reach))]])
    return LineString(np.round(kept / scale, 7))


def _check(fixes: Fixes) -> None:
    n = len(fixes.t_ms)
    if not n == len(fixes.lon) == len(fixes.lat) == len(fixes.accuracy_m):
        raise InvalidInput("tracks.not_clean")
    # Written so that NaN fails too.
    placed = bool(np.all(np.abs(fixes.lon) <= 180) and np.all(np.abs(fixes.lat) <= 90))
    if not placed or bool(np.any(fixes.t_ms[1:] < fixes.t_ms[:-1])):
        raise InvalidInput("tracks.not_clean")


def _encode(fixes: Fixes) -> tuple[bytes, bytes]:
    _check(fixes)
    known = ~np.isnan(fixes.accuracy_m)
    parts = [
        _planes(_deltas(fixes.t_ms.astype("<i8").view("<u8"))),
        _planes(_deltas(np.rint(fixes.lon * UNITS_PER_DEGREE).astype("<i4").view("<u4"))),
        _planes(_deltas(np.rint(fixes.lat * UNITS_PER_DEGREE).astype("<i4").view("<u4"))),
    ]
    flags = _HAS_ACCURACY if known.any() else 0
    if flags:
        # One bit pattern for every NaN and for zero, so that equal content has equal bytes.
        accuracy = np.where(known, fixes.accuracy_m + 0, np.nan).astype("<f4")
        parts.append(_planes(accuracy.view("<u4")))
    return _HEADER.pack(_MAGIC, FORMAT_VERSION, flags, len(fixes)), b"".join(parts)


def _decode(payload: bytes, n: int, has_accuracy: bool) -> Fixes:
    raw = np.frombuffer(payload, np.uint8)
    t_ms, lon, lat, sound = planes.read(raw, n, UNITS_PER_DEGREE, 180.0, 90.0)
    if not sound:
        raise InvalidInput("tracks.block_damaged")
    if has_accuracy:
        accuracy_m = planes.words(raw[16 * n :], n).view(np.float32)
    else:
        accuracy_m = np.full(n, np.nan, np.float32)
    return Fixes(t_ms, lon, lat, accuracy_m)


def _deltas(values: NDArray[Any]) -> NDArray[Any]:
    """Return each value less the one before, modulo the type's range: unsigned, so no step is lost.

    (A step across the date line needs 33 bits as a signed number.)
    """
    return np.diff(values, prepend=values.dtype.type(0))


def _planes(values: NDArray[Any]) -> bytes:
    """Return the bytes of equal weight side by side: zlib then makes them half as long."""
    return values.view(np.uint8).reshape(len(values), values.itemsize).T.tobytes()


def _inflate(body: bytes, size: int) -> bytes:
    """Decompress what must give ``size`` bytes, never making more than one over."""
    stream = zlib.decompressobj()
    try:
        payload = stream.decompress(body, size + 1)
    except zlib.error as error:
        raise InvalidInput("tracks.block_damaged") from error
    if len(payload) != size or not stream.eof or stream.unused_data:
        raise InvalidInput("tracks.block_damaged")
    return payload
