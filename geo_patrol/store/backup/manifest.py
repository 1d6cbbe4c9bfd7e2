"""What a snapshot says of itself: what is in it, and how each part is known again."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from geo_patrol.audit import Head
from geo_patrol.errors import InvalidInput
from geo_patrol.store.backup.files import Digest, digest_of, write_whole

NAME = "manifest.json"
KEYS_ENDING = ".keys"
SQLITE_PART = "geo-patrol.sqlite.gz"

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ChainHead(_Entry):
    """Where an audit chain ended."""

    chain: str
    seq: int
    hash: str

    def head(self) -> Head:
        """Return it as the audit knows it."""
        return Head(self.chain, self.seq, self.hash)


class File(_Entry):
    """An evidence file, named by its digest."""

    sha256: Sha256
    size_bytes: int


class Part(File):
    """A file of the snapshot: the SQLite store, or a table of PostgreSQL with its columns.

    The digest is that of the compressed file.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_-]*\.(sqlite|copy)\.gz$")
    table: Word | None = None
    columns: tuple[Word, ...] = ()


class KeysFile(File):
    """The file of personal fields' keys, which is kept elsewhere."""

    rows: int


class Manifest(_Entry):
    """The table of contents of a snapshot; ``schema_revision`` is that of its store.

    ``tables`` counts rows; ``parts`` stand in the order in which they can be put back. Of
    ``evidence``, the files named in ``evidence_missing`` were missing or altered already when the
    snapshot was taken. ``master_key_id`` tells which master key is needed, and is not the key.
    """

    form: Literal["geo-patrol-backup-1"] = "geo-patrol-backup-1"
    program: str
    schema_revision: str
    store: Literal["sqlite", "postgresql"]
    created_at: AwareDatetime
    master_key_id: str | None
    tables: dict[Word, int]
    heads: tuple[ChainHead, ...]
    parts: tuple[Part, ...]
    keys: KeysFile
    evidence: tuple[File, ...] = ()
    evidence_missing: tuple[Sha256, ...] = ()

    @property
    def n_rows(self) -> int:
        """Rows of all tables, without keys and what is passing."""
        return sum(self.tables.values())


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a snapshot's manifest."""
    write_whole(folder / NAME, manifest.model_dump_json(indent=1).encode())


def read_manifest(folder: Path) -> Manifest:
    """Return a snapshot's manifest.

    Raises
    ------
    InvalidInput
        When there is none, it is damaged, or of a form that this program does not know.
    """
    try:
        return Manifest.model_validate_json((folder / NAME).read_bytes())
    except OSError as error:
        raise InvalidInput(
            "backup.no_snapshot", path=str(folder), reason=error.strerror or str(error)
        ) from error
    except ValidationError as error:
        raise InvalidInput("backup.bad_manifest", path=str(folder / NAME)) from error


def require_parts(folder: Path, manifest: Manifest) -> None:
    """Refuse a snapshot one of whose parts is not what its manifest says.

    Raises
    ------
    InvalidInput
        With the part's name.
    """
    for part in manifest.parts:
        try:
            found = digest_of(folder / part.name)
        except OSError as error:
            raise InvalidInput("backup.part_missing", name=part.name) from error
        if found != Digest(part.sha256, part.size_bytes):
            raise InvalidInput("backup.part_damaged", name=part.name)
