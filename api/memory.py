"""How the process's allocator deals with memory that was freed."""

import ctypes
import sys

ARENAS = 2
"""Heaps that threads share. By default each of dozens of threads gets one of its own, and keeps
what its largest request needed."""

MAPPED_FROM_BYTES = 256 * 1024
"""A block of this size is mapped by itself and goes back to the system when freed. By default the
limit grows with what was freed, to 32 MB: large bodies would then leave holes for good."""

TRIMMED_FROM_BYTES = 1024 * 1024
"""Unused memory at a heap's end from which on it is given back."""

# Numbers of the parameters in <malloc.h>.
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8


def give_memory_back() -> None:
    """Have glibc return memory that is freed; to be called before there are threads.

    Another allocator is left as it is.
    """
    if not sys.platform.startswith("linux"):
        return
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return
    mallopt(_M_ARENA_MAX, ARENAS)
    mallopt(_M_MMAP_THRESHOLD, MAPPED_FROM_BYTES)
    mallopt(_M_TRIM_THRESHOLD, TRIMMED_FROM_BYTES)


def give_back_now() -> None:
    """Have glibc look for unused memory in the middle of its heaps, too: a few milliseconds."""
    if not sys.platform.startswith("linux"):
        return
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (OSError, AttributeError):
        return
