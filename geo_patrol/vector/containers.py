"""From a file of unknown honesty to a plain data set that GDAL may open.

GDAL guesses formats by content and follows references inside them, so nothing reaches it under
its own name: a file is recognised here, unpacked under limits, and laid out in a private
directory. Names inside an archive are read, never written.
"""

import errno
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from zlib import error as DeflateError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from geo_patrol.errors import InvalidInput, TooLarge, Unavailable
from geo_patrol.vector.json_faults import explain_json

MAX_FILE_BYTES = 100_000_000
MAX_UNPACKED_BYTES = 400_000_000
MAX_MEMBERS = 1000

Format = Literal["geojson", "gpkg", "kml", "shapefile"]
ENDINGS: dict[str, Format] = {
    ".geojson": "geojson",
    ".json": "geojson",
    ".gpkg": "gpkg",
    ".kml": "kml",
    ".shp": "shapefile",
}
_SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_REQUIRED_PARTS = (".shp", ".shx", ".dbf")


@dataclass(frozen=True)
class DataSet:
    """A recognised data set: ``path`` lives in a private directory, ``name`` is what users see."""

    format: Format
    path: Path
    name: str


@contextmanager
def opened(path: Path) -> Iterator[DataSet]:
    """Lay out the data set of a file in a private directory, for as long as the context lasts.

    Raises
    ------
    InvalidInput
        When the file is missing, of an unknown or broken format, or hides what a data set must
        not hold (entities, encryption).
    TooLarge
        When it is over a size limit, packed or unpacked.
    Unavailable
        When the disk is full.
    """
    if not path.is_file():
        raise InvalidInput("space.file_missing", name=path.name)
    if path.stat().st_size > MAX_FILE_BYTES:
        raise TooLarge("space.file_too_large", name=path.name, limit_mb=MAX_FILE_BYTES // 10**6)
    with TemporaryDirectory(prefix="geo-patrol-") as made:
        try:
            data = _laid_out(path, Path(made))
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise Unavailable("space.disk_full", name=path.name) from error
            raise InvalidInput("space.file_unreadable", name=path.name) from error
        yield data


def _laid_out(path: Path, room: Path) -> DataSet:
    ending = path.suffix.lower()
    if ending in (".zip", ".kmz"):
        return _unpack(path, room, kmz=ending == ".kmz")
    if ending not in ENDINGS:
        raise InvalidInput("space.format_unknown", name=path.name)
    kind = ENDINGS[ending]
    target = room / f"layer.{'shp' if kind == 'shapefile' else kind}"
    if kind == "shapefile":
        beside = {
            item.suffix.lower(): item for item in path.parent.iterdir() if item.stem == path.stem
        }
        _check_parts(set(beside), path.name)
        for part in _SHAPEFILE_PARTS:
            if part in beside:
                shutil.copyfile(beside[part], target.with_suffix(part))
    else:
        shutil.copyfile(path, target)
    return _checked(DataSet(kind, target, path.name))


def _unpack(path: Path, room: Path, *, kmz: bool) -> DataSet:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [
                member
                for member in archive.infolist()
                if not member.is_dir() and not member.filename.startswith("__MACOSX/")
            ]
            _check_archive(members, path.name)
            if kmz:
                return _unpack_kmz(archive, members, room, path.name)
            return _unpack_shapefile(archive, members, room, path.name)
    except (zipfile.BadZipFile, DeflateError, EOFError, NotImplementedError) as error:
        raise InvalidInput("space.zip_broken", name=path.name) from error


def _check_archive(members: list[zipfile.ZipInfo], name: str) -> None:
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED_BYTES:
        raise TooLarge("space.zip_too_large", name=name, limit_mb=MAX_UNPACKED_BYTES // 10**6)
    if any(member.flag_bits & 1 for member in members):
        raise InvalidInput("space.zip_encrypted", name=name)


def _unpack_shapefile(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], room: Path, name: str
) -> DataSet:
    shapes = [member for member in members if member.filename.lower().endswith(".shp")]
    if not shapes:
        raise InvalidInput("space.zip_not_shapefile", name=name)
    if len(shapes) > 1:
        names = ", ".join(sorted(_readable(member) for member in shapes))
        raise InvalidInput("space.zip_many_shapefiles", name=name, layers=names)
    stem = shapes[0].filename[:-4].lower()
    parts = {
        member.filename[-4:].lower(): member
        for member in members
        if member.filename[:-4].lower() == stem
    }
    _check_parts(set(parts), name)
    for part in _SHAPEFILE_PARTS:
        if part in parts:
            _copy(archive, parts[part], room / f"layer{part}", name)
    return _checked(DataSet("shapefile", room / "layer.shp", name))


def _unpack_kmz(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], room: Path, name: str
) -> DataSet:
    documents = [member for member in members if member.filename.lower().endswith(".kml")]
    if not documents:
        raise InvalidInput("space.kmz_empty", name=name)
    _copy(archive, documents[0], room / "layer.kml", name)
    return _checked(DataSet("kml", room / "layer.kml", name))


def _copy(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, name: str) -> None:
    """Unpack one member; the size that its header claims is not believed."""
    left = MAX_UNPACKED_BYTES
    with archive.open(member) as source, target.open("wb") as sink:
        while chunk := source.read(1 << 20):
            left -= len(chunk)
            if left < 0:
                raise TooLarge(
                    "space.zip_too_large", name=name, limit_mb=MAX_UNPACKED_BYTES // 10**6
                )
            sink.write(chunk)


def _readable(member: zipfile.ZipInfo) -> str:
    """Return a member's name; Chinese archivers write GBK where the standard says CP437."""
    if member.flag_bits & 0x800:
        return member.filename
    return member.filename.encode("cp437", "replace").decode("gb18030", "replace")


def _check_parts(found: set[str], name: str) -> None:
    for part in _REQUIRED_PARTS:
        if part not in found:
            raise InvalidInput("space.shapefile_part_missing", name=name, part=part)


def _checked(data: DataSet) -> DataSet:
    with data.path.open("rb") as stream:
        head = stream.read(100)
    if data.format == "geojson":
        if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
            explain_json(data.path, data.name)
            raise InvalidInput("space.not_what_it_says", name=data.name)
    elif data.format == "kml":
        _check_xml(data)
    elif data.format == "gpkg":
        # Byte 68 holds SQLite's application id; an ordinary database must not pass as a package.
        if not (head.startswith(b"SQLite format 3\0") and head[68:70] == b"GP"):
            raise InvalidInput("space.not_what_it_says", name=data.name)
    elif not head.startswith(b"\x00\x00\x27\x0a"):
        raise InvalidInput("space.not_what_it_says", name=data.name)
    return data


def _check_xml(data: DataSet) -> None:
    """Read the XML once with document types and entities forbidden, before GDAL expands any."""
    try:
        for _, element in iterparse(data.path, forbid_dtd=True):
            element.clear()
    except DefusedXmlException as error:
        raise InvalidInput("space.xml_entities", name=data.name) from error
    except ParseError as error:
        line = error.position[0]
        raise InvalidInput("space.xml_broken", name=data.name, line=line) from error
    except (ValueError, LookupError) as error:
        raise InvalidInput("space.xml_encoding", name=data.name) from error
