"""One file out of a zip, with the size of what comes out watched."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Collection
from pathlib import PurePosixPath

from geo_patrol.errors import InvalidInput, TooLarge

MAX_BYTES = 300 * 1024**2
MAX_RATIO = 200
"""Real tracks shrink about 10 to 30 times; deflate's limit, which bombs use, is 1,032."""

_RATIO_FROM = 10 * 1024**2
_MAX_ENTRIES = 10_000
_CHUNK = 1024**2
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
# All that the library raises for damaged archives and for methods that it does not know.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    IndexError,
    OSError,
)


def single_file(
    data: bytes, name: str, suffixes: Collection[str], max_bytes: int = MAX_BYTES
) -> tuple[str, bytes]:
    """Return name and content of the only file in a zip that has one of the suffixes.

    Files of other kinds beside it (a licence, a picture) are left alone. Nothing is written to
    disk, so names that climb out of a folder do no harm.

    Raises
    ------
    InvalidInput
        When it is no zip, is damaged or encrypted, or holds none or several such files.
    TooLarge
        When the content is over ``max_bytes``, or is packed more than 200 times.
    """
    with _opened(data, name) as archive:
        entries = [info for info in archive.infolist() if not info.is_dir()]
        if len(entries) > _MAX_ENTRIES:
            raise TooLarge("tracks.zip_entries", name=name, limit=_MAX_ENTRIES)
        found = [
            (path, info)
            for path, info in ((_path(info), info) for info in entries)
            if path.suffix.lower() in suffixes and "__MACOSX" not in path.parts
        ]
        if not found:
            raise InvalidInput(
                "tracks.zip_nothing", name=name, suffixes=", ".join(sorted(suffixes))
            )
        if len(found) > 1:
            # A KMZ's main document stands at the top; what it refers to lies in folders.
            top = [(path, info) for path, info in found if path.name.lower() == "doc.kml"]
            if len(top) != 1:
                names = ", ".join(str(path) for path, _ in found[:5])
                raise InvalidInput("tracks.zip_several", name=name, found=names)
            found = top
        path, info = found[0]
        return path.name, read_member(archive, info, name, max_bytes)


def read_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, max_bytes: int = MAX_BYTES
) -> bytes:
    """Return a member's content, counted while it is unpacked: its declared size may lie."""
    if info.flag_bits & _ENCRYPTED:
        raise InvalidInput("tracks.zip_encrypted", name=name)
    limit = min(max_bytes, max(_RATIO_FROM, info.compress_size * MAX_RATIO))
    out = io.BytesIO()
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                if out.tell() + len(chunk) > limit:
                    raise TooLarge("tracks.zip_bomb", name=name, limit_mb=limit // 1024**2)
                out.write(chunk)
    except _DAMAGE as error:
        raise InvalidInput("tracks.zip_damaged", name=name) from error
    return out.getvalue()


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise InvalidInput("tracks.not_a_zip", name=name) from error


def _path(info: zipfile.ZipInfo) -> PurePosixPath:
    """Return the member's path; Chinese Windows writes names in GBK without saying so.

    pandas names the member of ``x.csv.zip`` like the archive: that ending is cut off.
    """
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            pass
    path = PurePosixPath(name)
    return path.with_suffix("") if path.suffix.lower() == ".zip" else path
