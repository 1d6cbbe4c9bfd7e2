"""Reading an outbox's file: one line that says whose it is, then sealed parts, then the end.

Each part is a line of JSON (which part, its nonce, its size) and as many bytes. Parts are found
first and opened one at a time: a file may hold many photos.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, BinaryIO, Literal, TypeVar
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import Base64Bytes, BaseModel, ConfigDict, Field, ValidationError

from geo_patrol.errors import InvalidInput, TooLarge
from geo_patrol.outbox.keys import FORM, SealedKey, key_of
from geo_patrol.personal import Keyring

LONGEST_LINE = 4096
MOST_PARTS = 100_000
_KEY_BYTES = 32

Kind = Literal["record", "file", "bytes", "fixes"]


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Sealed(_Line):
    kid: Annotated[str, Field(max_length=64)]
    epk: dict[str, str]
    iv: Base64Bytes
    data: Base64Bytes


class _Header(_Line):
    form: Literal["geo-patrol-outbox-1"]
    officer: UUID
    made_at: Annotated[str, Field(max_length=40)] = ""
    key: _Sealed


class _PartLine(_Line):
    part: Kind
    seq: Annotated[int, Field(ge=0)] = 0
    after: int | None = None
    iv: Base64Bytes
    size: Annotated[int, Field(ge=16)]


class _EndLine(_Line):
    end: Literal["geo-patrol-outbox-1"]
    parts: Annotated[int, Field(ge=0)]


class _DataKey(_Line):
    key: Base64Bytes
    claim: str | None = None


@dataclass(frozen=True)
class Part:
    """A sealed part and where its bytes are.

    ``seq`` counts records and files in the queue; of a record that edits one before it in the
    queue, ``after`` is the number of that.
    """

    kind: Kind
    seq: int
    after: int | None
    iv: bytes
    offset: int
    size: int


Form = TypeVar("Form", bound=BaseModel)


@dataclass(frozen=True)
class OutboxFile:
    """An outbox's file, its key opened; ``claim`` is the officer's, if it holds one."""

    path: Path
    officer_id: UUID
    kid: str
    claim: str | None
    parts: tuple[Part, ...]
    key: bytes

    def of(self, kind: Kind) -> list[Part]:
        """Return the parts of a kind, in the order of the queue."""
        return sorted((one for one in self.parts if one.kind == kind), key=lambda part: part.seq)

    def read(self, part: Part, form: type[Form]) -> Form:
        """Return what a part says.

        Raises
        ------
        InvalidInput
            When it was altered.
        """
        try:
            return form.model_validate_json(self.bytes_of(part))
        except ValidationError as error:
            raise _altered(part) from error

    def content_of(self, file: Part) -> bytes:
        """Return the bytes of a file that the queue holds.

        Raises
        ------
        InvalidInput
            When they were altered, or are not there.
        """
        found = next((one for one in self.of("bytes") if one.seq == file.seq), None)
        if found is None:
            raise _altered(file)
        return self.bytes_of(found)

    def bytes_of(self, part: Part) -> bytes:
        """Return what is in a part.

        Raises
        ------
        InvalidInput
            When it was altered.
        """
        with self.path.open("rb") as file:
            file.seek(part.offset)
            sealed = file.read(part.size)
        what = "bytes" if part.kind == "bytes" else "json"
        bound_to = f"{FORM}|{what}|{self.officer_id}".encode()
        try:
            return AESGCM(self.key).decrypt(part.iv, sealed, bound_to)
        except (InvalidTag, ValueError) as error:
            raise _altered(part) from error


def _altered(part: Part) -> InvalidInput:
    return InvalidInput("outbox.altered", part=f"{part.kind} {part.seq}")


def opened(path: Path, keyring: Keyring, *, max_bytes: int) -> OutboxFile:
    """Return a file's parts, its key opened with the server's.

    Raises
    ------
    InvalidInput
        When it is no such file, not all of it, altered, or sealed to another server.
    TooLarge
        When it is over the limit.
    """
    try:
        n_bytes = path.stat().st_size
        if n_bytes > max_bytes:
            raise TooLarge("outbox.too_large", limit_mb=max_bytes // 1024**2)
        with path.open("rb") as file:
            header, parts = _Header.model_validate(_line(file)), tuple(_parts(file, n_bytes))
    except OSError as error:
        reason = error.strerror or str(error)
        raise InvalidInput("outbox.unreadable", path=str(path), reason=reason) from error
    except (ValidationError, ValueError) as error:
        raise InvalidInput("outbox.no_outbox", path=str(path)) from error
    sealed = header.key
    key = key_of(keyring, sealed.kid)
    plain = key.open(header.officer, SealedKey(sealed.kid, sealed.epk, sealed.iv, sealed.data))
    try:
        data_key = _DataKey.model_validate_json(plain)
        if len(data_key.key) != _KEY_BYTES:
            raise ValueError("no key")
    except (ValidationError, ValueError) as error:
        raise InvalidInput("outbox.altered", part="key") from error
    return OutboxFile(path, header.officer, key.kid, data_key.claim, parts, data_key.key)


def _line(file: BinaryIO) -> object:
    text = file.readline(LONGEST_LINE)
    if not text.endswith(b"\n"):
        raise ValueError("no line")
    return json.loads(text)


def _parts(file: BinaryIO, n_bytes: int) -> Iterator[Part]:
    n = 0
    while True:
        line = _line(file)
        if isinstance(line, dict) and "end" in line:
            if _EndLine.model_validate(line).parts != n:
                raise ValueError("parts are missing")
            return
        part, offset = _PartLine.model_validate(line), file.tell()
        n += 1
        if n > MOST_PARTS or offset + part.size >= n_bytes:
            raise ValueError("cut off")
        file.seek(offset + part.size)
        if file.read(1) != b"\n":
            raise ValueError("no end of a part")
        yield Part(part.part, part.seq, part.after, part.iv, offset, part.size)
