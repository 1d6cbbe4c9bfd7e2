"""Numba, with its types kept.

Kernels are plain functions over arrays and numbers: no Python objects, compiled on first call and
kept on disk beside the module (``cache=True``), free of the interpreter lock while they run.

Numba renews a kept kernel when its own file changes, not when a kernel that it calls from another
file does: after such a change, delete ``__pycache__`` once.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

P = ParamSpec("P")
R = TypeVar("R")
Scalar = TypeVar("Scalar", bound=np.generic)


_kernels: list[Any] = []


def njit(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a kernel; its signature stays what mypy reads."""
    return _compiled(function)


def inner(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a step of kernels, which works on their arrays and makes none of its own.

    It is compiled into who calls it and counts no references to the arrays, which that one holds:
    calling and counting would take several times as long as what is done at each fix.
    """
    return _compiled(function, _nrt=False, forceinline=True)


def _compiled(function: Callable[P, R], **options: Any) -> Callable[P, R]:
    try:
        compiled = numba.njit(cache=True, nogil=True, error_model="numpy", **options)(function)
    except RuntimeError:
        # No folder to keep it in can be written to: it is compiled by each process.
        compiled = numba.njit(nogil=True, error_model="numpy", **options)(function)
    if function.__module__ != __name__:
        # Those of this file are compiled into others, and stand or fall with them.
        _kernels.append(compiled)
    return cast(Callable[P, R], compiled)


def all_kept() -> bool:
    """Tell whether each kernel so far imported is on disk, or cannot be kept there."""
    return all(is_kept(kernel) for kernel in _kernels)


def is_kept(kernel: Any) -> bool:
    """Tell the same of one kernel."""
    folder = kernel.stats.cache_path
    if folder is None:
        return True
    source = Path(kernel.py_func.__code__.co_filename)
    name = f"{source.stem}.{kernel.py_func.__qualname__}-*.nbi"
    made = [one.stat().st_mtime for one in Path(folder).glob(name)]
    return bool(made) and max(made) >= source.stat().st_mtime


@njit
def doubled(values: NDArray[Scalar]) -> NDArray[Scalar]:
    """Return a copy with room for twice as many (at least 16), the rest unset."""
    bigger = np.empty(max(16, 2 * len(values)), values.dtype)
    for i in range(len(values)):  # a loop compiles ten times faster than a slice
        bigger[i] = values[i]
    return bigger


@inner
def insert(ascending: NDArray[np.float64], count: int, value: float) -> None:
    """Put a value in its place among the first ``count``, which make room for it."""
    k = count
    while k > 0 and ascending[k - 1] > value:
        ascending[k] = ascending[k - 1]
        k -= 1
    ascending[k] = value
