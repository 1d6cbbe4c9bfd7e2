"""Projection by polynomials, a patch of half a degree at a time: forty times faster than PROJ.

PROJ is asked once per patch, at some hundred points. A polynomial in longitude and latitude is laid
through a part of them and compared with it at the others; a patch in which they are farther apart
than ``TOLERANCE_M`` (beyond the projection's domain, or where it is not smooth) has none, and PROJ
goes on projecting every point of it. A Gauss-Krüger zone agrees to some nanometres.
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.polynomial import chebyshev
from numpy.typing import NDArray

from geo_patrol.coverage.jit import inner, njit

Floats = NDArray[np.float64]
Project = Callable[[Floats, Floats], tuple[Floats, Floats]]

PER_DEGREE = 2.0
"""Patches to a degree."""

DEGREE = 7
"""Of the polynomials: the sum of both exponents."""

REACH_DEG = 0.3
"""From a patch's middle, up to which its polynomial goes: a track along the border of two stays in
the one it came from."""

TOLERANCE_M = 1e-6
"""What a polynomial may differ from PROJ: a thousandth of what positions are worth."""

WORTH_ONE = 64
"""Points that one patch must project on average to be worth it."""

_COLUMNS = round(360 * PER_DEGREE)
_ROWS = round(180 * PER_DEGREE)
_NOWHERE = -1

_TERMS = [(i, j) for i, j in product(range(DEGREE + 1), repeat=2) if i + j <= DEGREE]
_N_TERMS = len(_TERMS)


class Patches:
    """The patches of one projection, made as they are needed.

    Parameters
    ----------
    project
        PROJ: degrees in, metres out, in arrays of one dimension.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._patch = lru_cache(maxsize=1024)(self._made)

    def __call__(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Project degrees, ``(n,)`` each; what is no place on earth is left to PROJ."""
        x, y = np.empty(len(lon)), np.empty(len(lon))
        begin, runs = 0, 0
        while begin < len(lon):
            patch, end = _run(lon, lat, begin)
            runs += 1
            if runs * WORTH_ONE > len(lon) + WORTH_ONE:
                # Strewn over many patches: to go from one to the next takes longer than PROJ.
                patch, end = _NOWHERE, len(lon)
            found = self._patch(patch)
            if found is None:
                x[begin:end], y[begin:end] = self._project(lon[begin:end], lat[begin:end])
            else:
                _evaluate(lon, lat, begin, end, *_middle(patch), found, x, y)
            begin = end
        return x, y

    def _made(self, patch: int) -> Floats | None:
        """Return the coefficients of a patch, ``(2, n_terms)``, or None."""
        if patch == _NOWHERE:
            return None
        east, north = _middle(patch)
        at = chebyshev.chebpts1(DEGREE + 5)
        u, v = (w.reshape(-1) for w in np.meshgrid(at, at))
        true = np.array(self._project(east + u * REACH_DEG, north + v * REACH_DEG))
        if not np.isfinite(true).all():
            return None
        powers = np.array([u**i * v**j for i, j in _TERMS]).T
        terms = np.linalg.lstsq(powers, true.T, rcond=None)[0].T.copy()
        at = np.linspace(-1, 1, 2 * DEGREE)
        u, v = (w.reshape(-1) for w in np.meshgrid(at, at))
        lon, lat = east + u * REACH_DEG, north + v * REACH_DEG
        true = np.array(self._project(lon, lat))
        got = np.empty_like(true)
        _evaluate(lon, lat, 0, len(lon), east, north, terms, got[0], got[1])
        # Written so that no number is too far apart, too.
        return terms if bool((np.abs(got - true) <= TOLERANCE_M).all()) else None


def warm() -> None:
    """Compile the kernels of patches, or load them from disk."""
    Patches(lambda lon, lat: (lon, lat))(np.zeros(1), np.zeros(1))


def _middle(patch: int) -> tuple[float, float]:
    row, col = divmod(patch, _COLUMNS)
    return (col + 0.5) / PER_DEGREE - 180.0, (row + 0.5) / PER_DEGREE - 90.0


@inner
def _patch_at(lon: float, lat: float) -> int:
    # Written so that no number is nowhere, too.
    if not (-180.0 <= lon < 180.0 and -90.0 <= lat < 90.0):
        return _NOWHERE
    return int((lat + 90.0) * PER_DEGREE) * _COLUMNS + int((lon + 180.0) * PER_DEGREE)


@njit
def _run(lon: Floats, lat: Floats, begin: int) -> tuple[int, int]:
    """Return the patch of a point, and the first point after it that is out of its reach."""
    patch = _patch_at(lon[begin], lat[begin])
    end = begin + 1
    if patch == _NOWHERE:
        while end < len(lon) and _patch_at(lon[end], lat[end]) == _NOWHERE:
            end += 1
        return patch, end
    east = (patch % _COLUMNS + 0.5) / PER_DEGREE - 180.0
    north = (patch // _COLUMNS + 0.5) / PER_DEGREE - 90.0
    while end < len(lon) and max(abs(lon[end] - east), abs(lat[end] - north)) <= REACH_DEG:
        end += 1
    return patch, end


@njit
def _evaluate(
    lon: Floats,
    lat: Floats,
    begin: int,
    end: int,
    east: float,
    north: float,
    terms: Floats,
    x: Floats,
    y: Floats,
) -> None:
    """Write the polynomials' values at some of the points: Horner's rule, in v within u."""
    for p in range(begin, end):
        u, v = (lon[p] - east) / REACH_DEG, (lat[p] - north) / REACH_DEG
        easting, northing = 0.0, 0.0
        k = _N_TERMS
        for i in range(DEGREE, -1, -1):
            part_x, part_y = 0.0, 0.0
            for _ in range(DEGREE + 1 - i):
                k -= 1
                part_x = part_x * v + terms[0, k]
                part_y = part_y * v + terms[1, k]
            easting = easting * u + part_x
            northing = northing * u + part_y
        x[p] = easting
        y[p] = northing
