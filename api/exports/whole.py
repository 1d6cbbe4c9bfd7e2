"""Files that are there whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geo_patrol.errors import InvalidInput


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a path to write to; what stands there takes the target's place when all went well.

    Raises
    ------
    InvalidInput
        ``cli.cannot_write``: the folder cannot be made or written to, or the target is a folder.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise IsADirectoryError(target)
        # GeoPackages go by their ending.
        handle, name = tempfile.mkstemp(
            dir=target.parent, prefix=f".{target.stem}.", suffix=target.suffix
        )
    except OSError as error:
        raise InvalidInput("cli.cannot_write", path=str(target), reason=str(error)) from error
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        beside.chmod(0o644)
        beside.replace(target)
    except OSError as error:
        raise InvalidInput("cli.cannot_write", path=str(target), reason=str(error)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def write_whole(target: Path, text: str) -> None:
    """Write a text, UTF-8, so that it is there whole or not at all.

    Raises
    ------
    InvalidInput
        As `whole_file`.
    """
    with whole_file(target) as beside:
        beside.write_text(text, encoding="utf-8")
