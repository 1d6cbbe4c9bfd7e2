"""Gathering what a briefing is made of: figures of a period, and of those it is compared with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from geo_patrol.firms.figures import FirmFigures
from geo_patrol.messages.words import Words
from geo_patrol.reports.adding import added
from geo_patrol.reports.brief_material import BriefArea, Material, MonthCounts, Spell
from geo_patrol.reports.brief_periods import BriefPeriod, Stretch
from geo_patrol.reports.brief_sums import HeldSums
from geo_patrol.reports.figures import Counts
from geo_patrol.reports.ranking import Level, RankedList
from geo_patrol.settings import Settings
from geo_patrol.store.repositories import figures
from geo_patrol.store.repositories.brief_counts import happened, patrols_by_area, recorded_since
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.brief_records import (
    camera_sums,
    held_sums,
    hot_cells,
    operation_lines,
    operations_in,
)
from geo_patrol.workflows.brief_visits import Ground, area_visits, visits_part
from geo_patrol.workflows.case_standings import case_terms, standings_between
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.firm_plans import firm_figures
from geo_patrol.workflows.ranking import ranking
from geo_patrol.workflows.standing import is_demo

GRACE = timedelta(days=7)
"""A period can be compared with when records begin no later than so long after its beginning."""

_RANKED: tuple[Level, ...] = ("area", "block")


@dataclass(frozen=True)
class Gathering:
    """Gathers what a briefing is made of, of areas within reach.

    Attributes
    ----------
    limited
        Whether areas were chosen: then only what lies in them counts.
    """

    session: Session
    scope: Scope
    settings: Settings
    period: BriefPeriod
    areas: tuple[BriefArea, ...]
    limited: bool
    now: datetime

    @property
    def as_of(self) -> datetime:
        return min(self.now.astimezone(self.settings.zone), self.period.end)

    @property
    def ground(self) -> Ground:
        return Ground(self.session, self.scope, self.settings.zone)

    @property
    def codes(self) -> frozenset[str] | None:
        return frozenset(one.code for one in self.areas) if self.limited else None

    @property
    def with_grid(self) -> list[str]:
        return [one.code for one in self.areas if one.has_grid]

    def material(self) -> Material:
        """Return all that the briefing is made of."""
        period, as_of, zone = self.period, self.as_of, self.settings.zone
        squads = self._squads()
        firsts = self._firsts()
        since = [firsts[code] for code, _name in squads if code in firsts]
        known = any(one < as_of for one in since)
        complete = as_of >= period.end

        def compared(stretch: Stretch) -> Spell | None:
            # A part of a period is never held against a whole one.
            covered = bool(since) and max(since) <= stretch[0] + GRACE
            return self._spell(*stretch) if complete and known and covered else None

        now = self._spell(period.start, as_of)
        before = compared(period.before)
        same = period.before == period.year_before
        events = [
            one
            for one in happened(self.session, self.scope, period.start, as_of)
            if self.codes is None or one.area_code in self.codes
        ]
        calendar = case_terms(
            self.session, as_of, zone, self.settings.case_limits
        ).worktime.calendar
        days = (period.start.date() + timedelta(days=n) for n in range(_n_days(period, as_of)))
        return Material(
            period=period,
            as_of=as_of,
            counted_from={
                code: begin
                for code, _name in squads
                if (begin := self._begin(code, period.start)) < as_of
            },
            known=known,
            recorded_since=min(since, default=None),
            limited=self.limited,
            squads=squads,
            areas=self.areas,
            catalogue=current(self.session),
            now=now,
            before=before,
            year_before=before if same else compared(period.year_before),
            happened=tuple(events),
            held=self._held(known),
            operations=tuple(operation_lines(self.ground, self.codes, period.start, as_of)),
            hot=tuple(hot_cells(self.ground, self.with_grid, events, period.start, as_of)),
            ranked=tuple(self._ranked()) if known and period.kind == "quarterly" else (),
            rule=self.settings.ranking_rule,
            months=tuple(self._months(min(since, default=None))) if period.kind == "annual" else (),
            unannounced=calendar.unannounced(days),
            demo=is_demo(self.session),
        )

    @cached_property
    def _first_days(self) -> dict[str, datetime]:
        """Return the local midnight before each squad's first record."""
        zone = self.settings.zone
        return {
            code: first.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
            for code, first in self._firsts().items()
        }

    def _firsts(self) -> dict[str, datetime]:
        return recorded_since(self.session, self.scope)

    def _begin(self, squad: str, start: datetime) -> datetime:
        """Return from when on a squad's visits are counted.

        Where records begin in a period nobody is told to have been nowhere before.
        """
        return max(start, self._first_days.get(squad, datetime.max.replace(tzinfo=UTC)))

    def _visited(self, start: datetime, end: datetime) -> list[tuple[str, datetime]]:
        """Return the areas of which visits are known, with the moment from when on they are."""
        begins = ((one, self._begin(one.squad_code, start)) for one in self.areas if one.has_grid)
        return [(one.code, begin) for one, begin in begins if begin < end]

    def _squads(self) -> tuple[tuple[str, Words], ...]:
        own = {one.squad_code for one in self.areas}
        return tuple(
            (one.code, Words(one.name_zh, one.name_en))
            for one in figures.squads(self.session, self.scope)
            if one.code in own or not self.limited
        )

    def _spell(self, start: datetime, end: datetime) -> Spell:
        session, scope, zone, codes = self.session, self.scope, self.settings.zone, self.codes
        terms = case_terms(session, end, zone, self.settings.case_limits)
        by_area = self._by_area(start, end)
        return Spell(
            start=start,
            end=end,
            counts=self._counts(by_area, start, end),
            by_area=by_area,
            n_patrols=self._patrols(start, end),
            visits=tuple(area_visits(self.ground, self._visited(start, end), end)),
            cases=tuple(
                one
                for one in standings_between(session, scope, Span(start, end), terms)
                if one.counts and (codes is None or one.area_code in codes)
            ),
            cameras=camera_sums(
                self.ground, [None] if codes is None else sorted(codes), start, end
            ),
            n_operations=len(operations_in(self.ground, codes, start, end)),
            firms=self._firms(start, end),
        )

    def _by_area(self, start: datetime, end: datetime) -> dict[tuple[str, str | None], Counts]:
        found = figures.counts_by_area(self.session, self.scope, start, end)
        return {
            place: one
            for place, one in found.items()
            if self.codes is None or place[1] in self.codes
        }

    def _counts(
        self, by_area: dict[tuple[str, str | None], Counts], start: datetime, end: datetime
    ) -> Counts:
        if self.limited:
            return added(by_area.values())
        return added(figures.counts(self.session, self.scope, start, end).values())

    def _patrols(self, start: datetime, end: datetime) -> dict[tuple[str, str], int]:
        found = patrols_by_area(self.session, self.scope, start, end)
        return {
            place: n for place, n in found.items() if self.codes is None or place[1] in self.codes
        }

    def _firms(self, start: datetime, end: datetime) -> FirmFigures | None:
        park = sorted({one.squad_code for one in self.areas if one.kind == "park"})
        if not park:
            return None
        worktime = case_terms(
            self.session, end, self.settings.zone, self.settings.case_limits
        ).worktime
        squad = park[0] if len(park) == 1 else None
        span = Span(start, end)
        return firm_figures(self.session, self.scope, span, worktime, squad=squad).whole

    def _held(self, known: bool) -> HeldSums:
        # Inventories have no place: of chosen areas nothing can be told.
        if self.limited or not known:
            return HeldSums()
        return held_sums(self.ground, self.period.start, self.as_of)

    def _ranked(self) -> Iterator[RankedList]:
        if not self.with_grid:
            return
        terms = case_terms(self.session, self.as_of, self.settings.zone, self.settings.case_limits)
        own = {one.code for one in self.areas}
        for level in _RANKED:
            found = ranking(
                self.session,
                self.scope,
                level,
                self.period.start,
                self.period.end,
                self.settings.ranking_rule,
                self.settings.zone,
                terms,
            )
            for one in found.lists:
                lines = tuple(line for line in one.lines if line.place.area_code in own)
                if lines:
                    yield RankedList(one.level, one.squad_code, one.shares, lines)

    def _months(self, first: datetime | None) -> Iterator[MonthCounts]:
        for start, end in self.period.months():
            until = min(end, self.as_of)
            if first is None or start >= until or first >= until:
                yield MonthCounts(start, None, None, None)
                continue
            counts = self._counts(self._by_area(start, until), start, until)
            n_patrols = sum(self._patrols(start, until).values())
            part = visits_part(self.ground, self._visited(start, until), until)
            yield MonthCounts(start, counts, n_patrols, part)


def _n_days(period: BriefPeriod, as_of: datetime) -> int:
    last = (as_of - timedelta.resolution).astimezone(period.start.tzinfo or UTC)
    return (last.date() - period.start.date()).days + 1
