"""A hint to the processor about what is needed soon."""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np import arrayobj
from numpy.typing import NDArray

# What builds code in numba has no types.
_build: Any = cgutils
_arrays: Any = arrayobj

_LINE = 64
_TO_READ, _KEEP_NEAR, _DATA = 0, 3, 1


def _prefetch(_context: Any, records: Any, place: Any) -> Any:
    """Tell numba how to compile `prefetch`."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        array_type = signature.args[0]
        size = array_type.dtype.size
        data = _arrays.make_array(array_type)(context, builder, given[0]).data
        first = builder.mul(given[1], _build.intp_t(size))
        hints = [_build.int32_t(hint) for hint in (_TO_READ, _KEEP_NEAR, _DATA)]
        kind = _build.ir.FunctionType(
            _build.ir.VoidType(), [_build.voidptr_t] + [_build.int32_t] * len(hints)
        )
        told = builder.module.declare_intrinsic("llvm.prefetch", [_build.voidptr_t], kind)
        for line in range(0, size, _LINE):
            at = builder.add(first, _build.intp_t(line))
            builder.call(told, [_build.pointer_add(builder, data, at, _build.voidptr_t), *hints])
        return context.get_dummy_value()

    return types.void(records, types.intp), generate


prefetch = cast(Callable[[NDArray[np.void], int], None], intrinsic(_prefetch))
"""Have a record brought into the cache while work goes on; one beyond the array does no harm."""
