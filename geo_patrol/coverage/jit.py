"""Numba, with its types kept.

Kernels are plain functions over arrays and numbers: no Python objects, compiled on first call and
kept on disk beside the module (``cache=True``), free of the interpreter lock while they run.

Numba renews a kept kernel when its own file changes, not when a kernel that it calls from another
file does: after such a change, delete ``__pycache__`` once.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

P = ParamSpec("P")
R = TypeVar("R")
Scalar = TypeVar("Scalar", bound=np.generic)


def njit(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a kernel; its signature stays what mypy reads."""
    compiled = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return cast(Callable[P, R], compiled)


@njit
def doubled(values: NDArray[Scalar]) -> NDArray[Scalar]:
    """Return a copy with room for twice as many (at least 16), the rest unset."""
    bigger = np.empty(max(16, 2 * len(values)), values.dtype)
    for i in range(len(values)):  # a loop compiles ten times faster than a slice
        bigger[i] = values[i]
    return bigger


@njit
def insert(ascending: NDArray[np.float64], count: int, value: float) -> None:
    """Put a value in its place among the first ``count``, which make room for it."""
    k = count
    while k > 0 and ascending[k - 1] > value:
        ascending[k] = ascending[k - 1]
        k -= 1
    ascending[k] = value
