"""What a block of fixes is made of, read in one pass: planes of bytes, differences, units."""

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import inner, njit

Bytes = NDArray[np.uint8]


@njit
def read(
    payload: Bytes, n: int, per_degree: int, max_lon: float, max_lat: float
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64], bool]:
    """Read times and places.

    Parameters
    ----------
    payload
        Planes of ``n`` times (8 of them), longitudes and latitudes (4 each): in each the bytes of
        equal weight, the lowest first; of differences modulo the type's range.
    n
        How many fixes there are.
    per_degree
        Units to a degree.
    max_lon, max_lat
        What neither side of zero goes beyond, in degrees.

    Returns
    -------
    t_ms, lon, lat, sound
        And whether all places are within the bounds and no time goes back.
    """
    t_ms, lon, lat = np.empty(n, np.int64), np.empty(n), np.empty(n)
    return t_ms, lon, lat, _read(payload, n, per_degree, max_lon, max_lat, t_ms, lon, lat)


@inner
def _read(
    payload: Bytes,
    n: int,
    per_degree: int,
    max_lon: float,
    max_lat: float,
    t_ms: NDArray[np.int64],
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
) -> bool:
    moment, east, north = np.uint64(0), np.uint32(0), np.uint32(0)
    sound = True
    for i in range(n):
        before = np.int64(moment)
        moment += np.uint64(_word(payload, i, n)) | (
            np.uint64(_word(payload, 4 * n + i, n)) << np.uint64(32)
        )
        t_ms[i] = np.int64(moment)
        sound &= (i == 0) | (t_ms[i] >= before)
        east = np.uint32(east + _word(payload, 8 * n + i, n))
        north = np.uint32(north + _word(payload, 12 * n + i, n))
        lon[i] = np.int32(east) / per_degree
        lat[i] = np.int32(north) / per_degree
        sound &= (abs(lon[i]) <= max_lon) & (abs(lat[i]) <= max_lat)
    return sound


@njit
def words(planes: Bytes, n: int) -> NDArray[np.uint32]:
    """Return the ``n`` whole numbers of four bytes that four planes hold."""
    whole = np.empty(n, np.uint32)
    for i in range(n):
        whole[i] = _word(planes, i, n)
    return whole


@inner
def _word(planes: Bytes, at: int, n: int) -> np.uint32:
    return np.uint32(
        np.uint32(planes[at])
        | (np.uint32(planes[at + n]) << np.uint32(8))
        | (np.uint32(planes[at + 2 * n]) << np.uint32(16))
        | (np.uint32(planes[at + 3 * n]) << np.uint32(24))
    )


def warm() -> None:
    """Compile the kernels, or load them from disk."""
    nothing = np.frombuffer(b"", np.uint8)
    read(nothing, 0, 1, 180.0, 90.0)
    words(nothing, 0)
