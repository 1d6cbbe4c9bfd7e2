"""Files looked into and copied by another process, with bounds on what it may take.

What officers send was made by anybody's phone, and decoders have had holes: there it meets neither
the store's connection nor the keys, and a bomb takes that process with it, not the server.
"""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from api.workshop import Terms, Workshop
from geo_patrol.errors import InvalidInput, Unavailable
from geo_patrol.evidence.records import Inspected

TERMS = Terms("api.evidence.developing", 60, busy="evidence.busy", stopped="evidence.undecodable")


@dataclass(frozen=True)
class Look:
    """A file to be looked into."""

    path: Path
    zone: ZoneInfo


@dataclass(frozen=True)
class Copying:
    """A file to be copied; `geo_patrol.evidence.copying.copy` has what the fields mean."""

    path: Path
    seen: Inspected
    stamp: tuple[str, ...]
    font: Path | None


class Darkroom:
    """Who looks into files and copies them, one at a time."""

    def __init__(self) -> None:
        self.workshop = Workshop(TERMS)

    def inspect(self, path: Path, zone: ZoneInfo) -> Inspected:
        """Return what a file is.

        Raises
        ------
        InvalidInput
            As `geo_patrol.evidence.inspecting.inspect`; and when the process did not come to an
            end with it, twice.
        Unavailable, WorkFailed
            As `Workshop.do`.
        """
        for last in (False, True):
            try:
                seen: Inspected = self.workshop.do(Look(path, zone))
            except Unavailable as error:
                if error.key != TERMS.stopped:
                    raise
                # It may have been ended for another reason, once.
                if last:
                    raise InvalidInput(TERMS.stopped) from error
            else:
                return seen
        raise AssertionError("unreachable")

    def copy(self, wanted: Copying) -> bytes:
        """Return a stamped copy.

        Raises
        ------
        NotFound, InvalidInput
            As `geo_patrol.evidence.copying.copy`.
        Unavailable, WorkFailed
            As `Workshop.do`.
        """
        made: bytes = self.workshop.do(wanted)
        return made

    def close(self) -> None:
        """End the process."""
        self.workshop.close()
