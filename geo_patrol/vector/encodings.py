"""What a Shapefile's text says: DBF files from Chinese offices are GBK, and often do not tell."""

import codecs
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]

# GDAL is asked to decode so, byte for byte, whatever the file claims: the real decoding is here.
AS_BYTES = "ISO-8859-1"
_CANDIDATES = ("utf-8", "gb18030")


def decode_columns(
    names: Sequence[str], columns: Sequence[Column], cpg: Path
) -> tuple[list[str], list[Column]]:
    """Return names and columns of a DBF with their texts decoded.

    The ``.cpg`` file's encoding is taken if every text agrees with it; otherwise UTF-8 if every
    text is valid UTF-8; otherwise GB18030, which contains GBK and GB2312.

    Parameters
    ----------
    names, columns
        As read with the encoding `AS_BYTES`; texts are in columns of objects.
    cpg
        Path of the ``.cpg`` file, which may not exist.
    """
    texts = [value for column in columns for value in column if isinstance(value, str)]
    raw = [text.encode(AS_BYTES) for text in (*names, *texts)]
    codec = next((c for c in (*_declared(cpg), *_CANDIDATES) if _fits(raw, c)), AS_BYTES)
    return (
        [_decode(name.encode(AS_BYTES), codec) for name in names],
        [_decode_column(column, codec) for column in columns],
    )


def _decode_column(column: Column, codec: str) -> Column:
    if column.dtype != object:
        return column
    decoded = [_decode(v.encode(AS_BYTES), codec) if isinstance(v, str) else v for v in column]
    return np.array(decoded, dtype=object)


def _declared(cpg: Path) -> tuple[str, ...]:
    if not cpg.is_file():
        return ()
    said = cpg.read_bytes()[:64].decode("ascii", "replace").strip().lower()
    said = said.removeprefix("ansi").strip(" -_")
    known = {"65001": "utf-8", "936": "gb18030", "54936": "gb18030", "88591": AS_BYTES}
    try:
        codec = codecs.lookup(known.get(said, said)).name
    except LookupError:
        return ()
    return ("gb18030",) if codec in ("gbk", "gb2312", "cp936") else (codec,)


def _fits(raw: list[bytes], codec: str) -> bool:
    try:
        for text in raw:
            _decode(text, codec)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _decode(raw: bytes, codec: str) -> str:
    """Decode strictly, but for a last character that the field's width cut in two."""
    return codecs.getincrementaldecoder(codec)().decode(raw, final=False)
