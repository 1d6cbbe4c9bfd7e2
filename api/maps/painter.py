"""Maps and papers made by another process: what drawing needs takes 150 MB, and goes with it.

The server's own memory is for records, and other requests are answered while a map is drawn.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from api.boundary_imports.order import BoundaryOrder
from api.maps.kinds import MapKind, SheetKind
from api.maps.sheets import OnPaper
from api.workshop import Terms, Workshop
from geo_patrol.cases.sheet import SupervisionSheet
from geo_patrol.incidents.sheet import IncidentSheet
from geo_patrol.messages import Language
from geo_patrol.operations.sheet import ClosingSheet, TransferSheet
from geo_patrol.seizures.sheet import Paper, Printed, Sheet
from geo_patrol.settings import Settings
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.roster_files import RosterPaper
from geo_patrol.zones.files import BoundaryFile

TERMS = Terms("api.maps.painting", 120, busy="drawing.busy", stopped="drawing.stopped")
READING = Terms(
    "api.boundary_imports.reading_process",
    60,
    busy="boundaries.reading_busy",
    stopped="boundaries.reading_stopped",
)
"""Of boundary files: another process than that of maps, which takes much longer to begin."""


@dataclass(frozen=True)
class Order:
    """A map to draw: `api.drawing.draw` has what the fields mean."""

    kind: MapKind
    scope: Scope
    area_codes: tuple[str, ...]
    start: datetime
    end: datetime
    language: Language
    now: datetime


@dataclass(frozen=True)
class SheetOrder:
    """A map to print: `api.printing.print_sheet` has what the fields mean."""

    kind: SheetKind
    scope: Scope
    area_codes: tuple[str, ...]
    start: datetime
    end: datetime
    sheet: OnPaper
    language: Language
    now: datetime


@dataclass(frozen=True)
class PaperOrder:
    """A paper to print; it comes with all that stands on it, for the process has no keys."""

    paper: Paper
    sheet: Sheet
    font: Path | None


@dataclass(frozen=True)
class OperationPaper:
    """A closing report, a letter of transfer or a supervision sheet to print, as `PaperOrder`."""

    sheet: ClosingSheet | TransferSheet | SupervisionSheet
    font: Path | None


@dataclass(frozen=True)
class IncidentPaper:
    """An incident to print, as `PaperOrder`."""

    sheet: IncidentSheet
    font: Path | None


@dataclass(frozen=True)
class RosterOrder:
    """A month's roster to print, with where it is read."""

    paper: RosterPaper
    language: Language
    address: str
    font: Path | None


class Painter:
    """Who draws maps and prints papers, one at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.workshop = Workshop(TERMS)
        self.reading = Workshop(READING)

    def page(self, order: Order, store_url: str) -> str:
        """Return a map as one page.

        Raises
        ------
        GeoPatrolError
            What `api.drawing.draw` raises.
        Unavailable, WorkFailed
            As `Workshop.do`.
        """
        return str(self.workshop.do((order, store_url, self._settings)))

    def sheet(self, order: SheetOrder, store_url: str) -> bytes:
        """Return a map on paper.

        Raises
        ------
        GeoPatrolError
            What `api.printing.print_sheet` raises.
        Unavailable, WorkFailed
            As `Workshop.do`.
        """
        made: bytes = self.workshop.do((order, store_url, self._settings))
        return made

    def paper(self, order: PaperOrder) -> Printed:
        """Return a paper of a seizure.

        Raises
        ------
        Unavailable
            Without a font; and as `Workshop.do`.
        WorkFailed
            As `Workshop.do`.
        """
        made: Printed = self.workshop.do(order)
        return made

    def document(self, order: OperationPaper) -> Printed:
        """Return a paper of an operation or a case.

        Raises
        ------
        Unavailable, WorkFailed
            As `paper`.
        """
        made: Printed = self.workshop.do(order)
        return made

    def incident(self, order: IncidentPaper) -> Printed:
        """Return the paper of an incident.

        Raises
        ------
        Unavailable, WorkFailed
            As `paper`.
        """
        made: Printed = self.workshop.do(order)
        return made

    def roster(self, order: RosterOrder) -> Printed:
        """Return a month's roster.

        Raises
        ------
        InvalidInput
            When what it is made of became unusable.
        Unavailable, WorkFailed
            As `paper`.
        """
        made: Printed = self.workshop.do(order)
        return made

    def boundary(self, order: BoundaryOrder) -> BoundaryFile:
        """Return what a boundary file holds.

        Raises
        ------
        InvalidInput, TooLarge
            What `read_boundary` raises.
        Unavailable, WorkFailed
            As `Workshop.do`.
        """
        read: BoundaryFile = self.reading.do(order)
        return read

    def close(self) -> None:
        """End the processes."""
        self.workshop.close()
        self.reading.close()
