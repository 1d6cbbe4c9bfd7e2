"""All files of a briefing as one, to be handed on."""

import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

PRESSED = frozenset({".csv", ".geojson", ".html", ".json", ".kml", ".svg", ".txt"})
"""What becomes smaller; the others are pressed by themselves."""


def pack(folder: Path, names: Iterable[str], target: Path, stamp: datetime) -> None:
    """Write files of a folder into a ZIP, in order, each with the same time."""
    with zipfile.ZipFile(target, "w") as packed:
        for name in names:
            info = zipfile.ZipInfo(name, stamp.timetuple()[:6])
            info.external_attr = 0o644 << 16
            file = folder / name
            small = file.suffix in PRESSED
            info.compress_type = zipfile.ZIP_DEFLATED if small else zipfile.ZIP_STORED
            packed.writestr(info, file.read_bytes())
