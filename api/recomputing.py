"""What a running server goes on with: boundaries whose day comes, new grids, what tracks saw."""

from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread

import structlog

from geo_patrol.coverage.warming import wait_until_warm
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import grid_changes, seen
from geo_patrol.workflows import area_opening, boundary_deciding, looking_back
from geo_patrol.workflows.regridding import step

log = structlog.get_logger(__name__)

LOOK_EVERY_S = 5.0
BREATH_S = 0.25
"""Between two steps: as long for those who write tracks as for this."""
AGAIN_S = 60.0
"""After a fault: the store was busy or away."""


class Recomputing:
    """A thread that brings changes of grids to their end, one after the other, and looks back.

    Boundaries that wait for their day are put in force first, and new areas cut into cells.

    What was done when a server stopped stays done; the next one goes on from there.
    """

    def __init__(self, store: Store, settings: Settings, now: Callable[[], datetime]) -> None:
        self._store, self._zone, self._now = store, settings.zone, now
        self._epsg, self._county = settings.metric_epsg, settings.county_code
        self._stop = Event()
        self._thread = Thread(target=self._run, name="recomputing", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, after the step at hand."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        pause_s = LOOK_EVERY_S
        while not self._stop.wait(pause_s):
            try:
                self._work()
                pause_s = LOOK_EVERY_S
            except Exception as error:
                log.warning("recomputing interrupted", kind=type(error).__name__)
                pause_s = AGAIN_S

    def _work(self) -> None:
        boundary_deciding.go_on(self._store, epsg=self._epsg, now=self._now())
        area_opening.go_on(
            self._store, epsg=self._epsg, county=self._county, zone=self._zone, now=self._now()
        )
        with self._store.reader() as session:
            under_way = grid_changes.changes(session)
        for change in under_way:
            wait_until_warm()
            log.info("recomputing", area=change.area_code, done=change.n_done, of=change.n_tracks)
            while step(self._store, change.grid_id, now=self._now(), zone=self._zone):
                if self._stop.wait(BREATH_S):
                    return
            log.info("recomputed", area=change.area_code)
        with self._store.reader() as session:
            unseen = seen.backlogs(session)
        for one in unseen:
            wait_until_warm()
            log.info("looking back", grid=str(one.grid_id), done=one.done_pk, of=one.last_pk)
            while looking_back.step(self._store, one.grid_id):
                if self._stop.wait(BREATH_S):
                    return
            log.info("looked back", grid=str(one.grid_id))
