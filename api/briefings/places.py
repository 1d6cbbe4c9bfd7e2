"""A briefing's cells and incidents for map programs; of incidents nothing that anybody typed."""

import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy.orm import Session

from api.exports.assembling import assemble
from api.exports.incidents import incident_table, incidents_of
from api.exports.records import About, Export
from api.exports.writing import Format, write_as
from geo_patrol.messages import Language
from geo_patrol.reports.briefing import Briefing
from geo_patrol.settings import Settings
from geo_patrol.store.repositories import grids, places
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.catalogue import current

Placed = Literal["gaps", "effort", "incidents"]

TOLD = frozenset(
    {
        "id",
        "occurred_at",
        "squad",
        "area",
        "cell",
        "category",
        "source",
        "lon",
        "lat",
        "persuaded",
        "sets",
        "demo",
    }
)
"""Columns of incidents that hold nothing typed by hand: a narrative may name anybody."""

WGS84 = 4326


class Places:
    """Writes a briefing's places; what several formats hold is read once."""

    def __init__(
        self,
        session: Session,
        scope: Scope,
        briefing: Briefing,
        settings: Settings,
        now: datetime,
    ) -> None:
        self.session, self.scope, self.briefing = session, scope, briefing
        self.settings, self.now = settings, now
        self._tables: dict[Placed, Export] = {}
        self._codes = [code for code in briefing.area_codes if grids.grid_ids_of(session, code)]

    def figures(self) -> tuple[Placed, ...]:
        """Return what there is: cells only of areas that have them."""
        return ("gaps", "effort", "incidents") if self._codes else ("incidents",)

    def file(self, figure: Placed, ending: Format, language: Language) -> bytes:
        """Return a table as a file of a format."""
        if figure not in self._tables:
            self._tables[figure] = (
                self._incidents() if figure == "incidents" else self._cells(figure)
            )
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{figure}.{ending}"
            write_as(self._tables[figure], path, ending, epsg=WGS84, language=language)
            return path.read_bytes()

    def _cells(self, figure: Literal["gaps", "effort"]) -> Export:
        briefing = self.briefing
        found = assemble(
            figure,
            self.session,
            self.scope,
            self._codes,
            briefing.start,
            briefing.end,
            settings=self.settings,
            language="zh",
            now=self.now,
        ).export
        return replace(found, about=self._undated(found.about))

    def _incidents(self) -> Export:
        briefing = self.briefing
        own = set(briefing.area_codes)
        areas = tuple(
            one for one in places.areas(self.session, self.scope, retired=True) if one.code in own
        )
        rows = [
            row
            for code in briefing.area_codes
            for row in incidents_of(
                self.session,
                self.scope,
                [code],
                briefing.start,
                briefing.as_of,
                include_void=False,
            )
        ]
        about = About(
            figure="incidents",
            areas=areas,
            start=briefing.start,
            end=briefing.end,
            as_of=briefing.as_of,
            made_at=briefing.as_of,
            zone=self.settings.zone,
            demo=briefing.demo,
        )
        whole = incident_table(rows, current(self.session), about, "zh")
        return replace(whole, columns=tuple(one for one in whole.columns if one.name in TOLD))

    def _undated(self, about: About) -> About:
        # The same period and records give the same file, whenever it is made.
        return replace(about, made_at=self.briefing.as_of)
