"""Columns of whole numbers as bytes: deflated all together, and so a tenth of their text.

A column stands in a page's data as a small record: where its bytes begin in the block (``at``), how
many values there are (``n``), in how many bytes each (``bytes``), which byte of all comes before
the next of all (so that like stands beside like), how far back the value is that each is counted
from (``step``, 0 for none), and what is added and divided by to get the value (``low``, ``per``).
``assets/numbers.js`` undoes it.
"""

import zlib
from base64 import b64encode
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

_WIDTHS = (1, 2, 4)
_LEVEL = 6


class Numbers:
    """A column of numbers, none of them more than ``1 / per`` apart from what is carried.

    Parameters
    ----------
    values
        Numbers of any shape, told in C order; NaN for none.
    per
        Values are carried as whole ``1 / per``.
    step
        Each value is likely near the one so many places before; 0 tries it and its neighbour.
    """

    def __init__(self, values: ArrayLike, *, per: float = 1, step: int = 0) -> None:
        found = np.asarray(values)
        flat = found.reshape(-1)
        if flat.dtype.kind == "f":
            self.missing = np.isnan(flat)
            flat = np.rint(np.where(self.missing, 0, flat) * per)
        else:
            self.missing = np.zeros(flat.size, dtype=bool)
        self.whole: NDArray[np.int64] = flat.astype(np.int64)
        self.per = per
        self.step = step

    def __len__(self) -> int:
        return self.whole.size

    def packed(self) -> tuple[dict[str, object], bytes]:
        """Return the record without its place, and the bytes.

        Raises
        ------
        ValueError
            When values lie more than 2³² apart.
        """
        kept = self.whole[~self.missing]
        low = int(kept.min()) if kept.size else 0
        high = int(kept.max()) - low if kept.size else 0
        none = high + 1 if self.missing.any() else None
        most = high if none is None else none
        width = next((w for w in _WIDTHS if most < 256**w), None)
        if width is None:
            raise ValueError("numbers too far apart to be packed")
        raw = np.where(self.missing, high + 1, self.whole - low).astype(f"<u{width}")
        step, planes = self._shortest(raw, width)
        record: dict[str, object] = {"n": raw.size, "bytes": width}
        for name, value, usual in (
            ("step", step, 0),
            ("low", low, 0),
            ("per", self.per, 1),
            ("none", none, None),
        ):
            if value != usual:
                record[name] = value
        return record, planes

    def _shortest(self, raw: NDArray[np.unsignedinteger], width: int) -> tuple[int, bytes]:
        """Return how far back is counted, and the bytes: what deflates best."""
        found = []
        for step in (0, self.step or 1):
            counted = raw.copy()
            if step:
                # Wraps around, as the page's typed arrays do.
                counted[step:] -= raw[:-step]
            found.append((step, counted.view(np.uint8).reshape(-1, width).T.tobytes()))
        return min(found, key=lambda one: len(zlib.compress(one[1], 1)))


def lift(value: object) -> tuple[object, str]:
    """Return JSON values with every `Numbers` as its record, and the block of their bytes.

    The block is deflated (zlib) and in base64. One column in several places is carried once.
    """
    chunks: list[bytes] = []
    # The column is kept beside its record: a freed one could lend its id to another.
    known: dict[int, tuple[Numbers, dict[str, object]]] = {}
    at = 0

    def walk(item: object) -> object:
        nonlocal at
        if isinstance(item, Numbers):
            if id(item) not in known:
                record, data = item.packed()
                known[id(item)] = item, {"at": at, **record}
                chunks.append(data)
                at += len(data)
            return known[id(item)][1]
        if isinstance(item, Mapping):
            return {key: walk(part) for key, part in item.items()}
        if isinstance(item, Sequence) and not isinstance(item, str | bytes):
            return [walk(part) for part in item]
        return item

    lifted = walk(value)
    if not chunks:
        return lifted, ""
    return lifted, b64encode(zlib.compress(b"".join(chunks), _LEVEL)).decode("ascii")
