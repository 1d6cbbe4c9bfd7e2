"""One bad file for the command line: the command, the file, and what the error has to say."""

from dataclasses import dataclass

from file_bytes import Maker, zipped

MB = 1024 * 1024


@dataclass(frozen=True)
class Import:
    """A file for a command of ``geo-patrol import``, and the key of the error it ends with.

    Attributes
    ----------
    says
        Line → key of what is wrong there.
    heavy
        Takes seconds to read, and is refused as a file, before anything is asked of the store:
        tried on one store only.
    """

    name: str
    words: tuple[str, ...]
    file: str
    data: bytes | Maker
    code: str
    says: dict[str, str] | None = None
    heavy: bool = False

    def bytes(self) -> bytes:
        """Return the file's content."""
        return self.data() if callable(self.data) else self.data


def bomb(name: str, size_mb: int) -> Maker:
    """Return a maker of an archive whose member unpacks to that many megabytes of nothing."""
    return lambda: zipped({name: b"\x00" * size_mb * MB})


def encrypted(data: bytes) -> bytes:
    """Return an archive whose members say that they have a password."""
    locked = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(mark)
        while at >= 0:
            locked[at + flags] |= 1
            at = locked.find(mark, at + 4)
    return bytes(locked)
