"""Maps drawn by another process: what drawing needs takes 150 MB, and goes with that process.

The server's own memory is for records, and other requests are answered while a map is drawn.
"""

from dataclasses import dataclass
from datetime import datetime

from api.maps.kinds import MapKind
from api.workshop import Terms, Workshop
from geo_patrol.messages import Language
from geo_patrol.settings import Settings
from geo_patrol.store.scope import Scope

TERMS = Terms("api.maps.painting", 120, busy="drawing.busy", stopped="drawing.stopped")


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


class Painter:
    """Who draws maps, one at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.workshop = Workshop(TERMS)

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

    def close(self) -> None:
        """End the process."""
        self.workshop.close()
