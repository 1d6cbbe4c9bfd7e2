"""From the store to a map on paper: gather what is drawn, hand it to ``maps.print``."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

import numpy as np
import shapely
from geopandas import GeoDataFrame
from sqlalchemy.orm import Session

from api import frames
from api.drawing_briefing import BANDWIDTH_M, RASTER_M, before
from api.map_context import area_of, context_of, incidents_in
from api.maps.kinds import SheetKind
from api.maps.sheets import OnPaper
from geo_patrol.errors import InvalidInput
from geo_patrol.hotspots.density import density
from geo_patrol.messages import Language
from geo_patrol.settings import Settings
from geo_patrol.store.repositories import grids
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.coverage import coverage_table, gap_table
from geo_patrol.workflows.hotspots import gi_report, rate_report
from geo_patrol.workflows.seeing import seen_report
from maps.print import (
    AreaFigures,
    Content,
    PrintedMap,
    SheetSpec,
    change_content,
    coverage_content,
    gaps_content,
    heat_content,
    hotspots_content,
    incidents_content,
    overview_content,
    printed_map,
    rates_content,
    seen_content,
    zones_content,
)
from maps.rates import AreaRate
from maps.type_scale import Paper
from maps.words import words

Span = tuple[datetime, datetime]
Report = TypeVar("Report", covariant=True)
T = TypeVar("T")


class Reader(Protocol[Report]):
    """A workflow that returns a report of an area and a period."""

    def __call__(
        self,
        session: Session,
        scope: Scope,
        area_code: str,
        start: datetime,
        end: datetime,
        zone: ZoneInfo,
        *,
        now: datetime,
    ) -> Report:
        """Return the report."""


def print_sheet(
    kind: SheetKind,
    session: Session,
    scope: Scope,
    area_codes: Sequence[str],
    start: datetime,
    end: datetime,
    sheet: OnPaper,
    *,
    settings: Settings,
    language: Language,
    now: datetime,
) -> PrintedMap:
    """Return a map of areas in ``[start, end)`` as one sheet.

    Raises
    ------
    NotFound
        When an area is out of reach, or has no grid where the map needs one.
    InvalidInput
        When the period is empty, or the dots per inch will not do.
    Unavailable
        Without a font that has Chinese letters.
    """
    if end <= start:
        raise InvalidInput("records.end_before_start")
    spec = spec_of(sheet, settings)
    gathered = Gatherer(
        session, scope, area_codes, start, end, settings=settings, language=language, now=now
    )
    return printed_map(spec, gathered.content(kind, sheet))


def spec_of(sheet: OnPaper, settings: Settings) -> SheetSpec:
    """Return a sheet as `maps.print` is told it.

    Raises
    ------
    InvalidInput
        When the dots per inch will not do.
    """
    paper: Paper = "A4" if sheet.paper == "a4" else "A3"
    return SheetSpec(
        paper=paper,
        turn=sheet.orientation,
        form=sheet.form,
        dpi=sheet.dpi,
        font=sheet.font,
        title=sheet.title,
        maker=sheet.maker or settings.authority_name,
        review_number=sheet.review_number,
        handling=sheet.handling,
        epsg=settings.metric_epsg,
    )


class Gatherer:
    """What sheets of some areas and one period show, read from the store."""

    def __init__(
        self,
        session: Session,
        scope: Scope,
        area_codes: Sequence[str],
        start: datetime,
        end: datetime,
        *,
        settings: Settings,
        language: Language,
        now: datetime,
    ) -> None:
        self.session, self.scope, self.codes = session, scope, list(area_codes)
        self.start, self.end, self.now = start, end, now
        self.settings, self.language = settings, language
        self.areas = [area_of(session, code, scope) for code in self.codes]

    def content(self, kind: SheetKind, sheet: OnPaper) -> Content:
        """Return what a sheet shows.

        Raises
        ------
        NotFound
            When an area has no grid where the map needs one.
        InvalidInput
            When the period has not begun.
        """
        context = context_of(
            self.session,
            self.scope,
            self.areas,
            self.start,
            self.end,
            settings=self.settings,
            language=self.language,
            now=self.now,
            drafts=kind == "zones",
        )
        match kind:
            case "zones":
                return zones_content(context)
            case "coverage":
                return coverage_content(context, self._effort((self.start, self.end)))
            case "gaps":
                gaps = [self._of(gap_table, code) for code in self.codes]
                return gaps_content(
                    context,
                    frames.stacked([frames.gaps(one) for one in gaps]),
                    n_untracked_patrols=sum(len(one.untracked) for one in gaps),
                    as_of=max(one.as_of for one in gaps),
                )
            case "seen":
                seen = [self._of(seen_report, code) for code in self.codes]
                return seen_content(
                    context,
                    frames.stacked([frames.seen(one) for one in seen]),
                    frames.of_cameras(one.camera for report in seen for one in report.cameras),
                    n_behind=sum(one.n_tracks - one.n_done for one in seen),
                )
            case "rates":
                rates = [self._of(rate_report, code) for code in self.codes]
                return rates_content(
                    context,
                    frames.stacked([frames.rates(one) for one in rates]),
                    areas=[AreaRate(one.rates.overall_per_h, one.rates.enough_h) for one in rates],
                    rings=rates[0].rings,
                )
            case "hotspots":
                spots = [self._of(gi_report, code) for code in self.codes]
                cells = frames.stacked([frames.spots(one) for one in spots])
                return hotspots_content(context, cells, self._incidents(), rings=spots[0].rings)
            case "heat":
                points = self._incidents()
                bounds = shapely.total_bounds([one.geometry for one in self.areas]).tolist()
                ground = frames.LocalMetres.around(bounds)
                x, y = ground.to_metres(points.geometry.x.to_numpy(), points.geometry.y.to_numpy())
                raster = density(x, y, ground.extent, BANDWIDTH_M, RASTER_M)
                return heat_content(context, raster, ground.degrees, BANDWIDTH_M, points)
            case "incidents":
                return incidents_content(context, self._incidents())
            case "change":
                earlier = self._before()
                cells = self._changed(earlier, sheet)
                return change_content(context, cells, earlier, sheet.of)
            case "overview":
                return overview_content(context, self._compliance())

    @property
    def _as_of(self) -> datetime:
        return min(self.end, self.now)

    def _of(self, read: Reader[T], code: str, span: Span | None = None) -> T:
        start, end = span or (self.start, self.end)
        return read(self.session, self.scope, code, start, end, self.settings.zone, now=self.now)

    def _incidents(self) -> GeoDataFrame:
        return incidents_in(self.session, self.scope, self.codes, self.start, self._as_of)

    def _effort(self, span: Span) -> GeoDataFrame:
        tables = [self._of(coverage_table, code, span) for code in self.codes]
        return frames.stacked([frames.effort(one) for one in tables])

    def _before(self) -> Span:
        """Return the period before; of one that is not over as much as of this one."""
        start, end = before(self.start, self.end, self.settings)
        if self._as_of < self.end:
            end = min(end, start + (self._as_of - self.start))
        return start, end

    def _changed(self, earlier: Span, sheet: OnPaper) -> GeoDataFrame:
        spans = (earlier, (self.start, self._as_of))
        if sheet.of == "effort":
            first, last = (self._effort(span) for span in spans)
            name = "presence_s"
        else:
            first, last = (
                frames.stacked(
                    [frames.spots(self._of(gi_report, code, span)) for code in self.codes]
                )
                for span in spans
            )
            name = "n"
        return last[["code", "geometry"]].assign(before=first[name], after=last[name])

    def _compliance(self) -> AreaFigures:
        """Return the share of required windows that were met, by area; none without a grid."""
        values = {}
        for code in self.codes:
            if not grids.grid_ids_of(self.session, code):
                continue
            found = self._of(gap_table, code).compliance
            windows = int(np.sum(found.windows))
            if windows:
                values[code] = 100 * int(np.sum(found.met)) / windows
        return AreaFigures(words("drawing.compliance"), values, unit=" %", digits=1)
