"""What the rostered shifts of the next days might do about gaps, before anybody is told of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy.orm import Session

from geo_patrol.coverage.gaps import NEVER_US
from geo_patrol.coverage.seen.daylight import daylight
from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.messages import Language
from geo_patrol.roster.start_times import start_evenness
from geo_patrol.roster.suggestion_words import ToldLeg, leg_text
from geo_patrol.roster.suggestions import SETTLED, Leg, ShiftTime, as_if_done, suggest
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.area_needs import AreaNeeds, area_needs, with_needs
from geo_patrol.workflows.cell_figures import as_us
from geo_patrol.workflows.records import require_squad
from geo_patrol.workflows.rostered_shifts import RosteredShift, rostered_shifts
from geo_patrol.workflows.standing import standing_moment

MOST_DAYS = 14
"""What will be overdue later nobody can tell."""

SEED_BITS = 53
"""Of seeds: larger whole numbers are not exact in a browser."""

NEAR_M = 1500.0

_INSTANT = timedelta(microseconds=1)

Nothing = Literal["no_crew", "no_grid", "no_time", "nothing_due"]


@dataclass(frozen=True)
class Asked:
    """For whom suggestions are made.

    Attributes
    ----------
    squad_code, roster_id
        A squad's published shifts; with a roster those of that one, whatever the squad.
    days
        How far ahead shifts may begin; 1 to `MOST_DAYS`.
    shift_id
        Only the shift with this record; it may begin within `MOST_DAYS`.
    """

    squad_code: str = ""
    roster_id: UUID | None = None
    days: int = 2
    shift_id: UUID | None = None


@dataclass(frozen=True)
class SuggestedLeg:
    """A leg with what its task is to say.

    Attributes
    ----------
    cells
        Codes in order of going.
    longest
        Code of the cell that is most overdue.
    lon, lat
        A point in its first cell, degrees.
    """

    leg: Leg
    cells: tuple[str, ...]
    longest: str
    lon: float
    lat: float
    text: str


@dataclass(frozen=True)
class ShiftSuggestions:
    """What a shift might do; ``nothing`` says why there are no legs."""

    shift: RosteredShift
    legs: tuple[SuggestedLeg, ...]
    nothing: Nothing | None


@dataclass(frozen=True)
class Suggestions:
    """What the shifts might do, in order of time.

    Attributes
    ----------
    seed
        What chance was drawn from: the same one gives the same again while nothing happens.
    start_evenness
        See `geo_patrol.roster.start_times.start_evenness`.
    """

    as_of: datetime
    seed: int
    shifts: tuple[ShiftSuggestions, ...]
    start_evenness: float | None


def make_suggestions(
    session: Session,
    scope: Scope,
    asked: Asked,
    zone: ZoneInfo,
    *,
    seed: int,
    language: Language,
    now: datetime,
) -> Suggestions:
    """Return what published shifts might do about the cells that are, or get, overdue.

    Each shift reckons with those before it doing what they are suggested. A shift that runs gets
    what can be done in the rest of it.

    Parameters
    ----------
    seed
        Not negative. Whoever can guess it can tell the times: it comes from `secrets`.

    Raises
    ------
    NotFound
        When the roster, squad or shift is not there within reach.
    InvalidInput
        When the roster is not published, or the days are out of range.
    Unavailable
        When the store's days are still to be made of its visits.
    """
    if not 1 <= asked.days <= MOST_DAYS:
        raise InvalidInput("suggestions.days_out_of_range", most=MOST_DAYS)
    if asked.roster_id is None:
        require_squad(session, asked.squad_code, scope)
    days = MOST_DAYS if asked.shift_id is not None else asked.days
    span = Span(now, now + timedelta(days=days))
    shifts = rostered_shifts(session, scope, asked.squad_code, span, roster_id=asked.roster_id)
    if asked.shift_id is not None:
        shifts = _up_to(shifts, asked.shift_id, days)
    as_of = standing_moment(session, zone, now)
    areas = _areas(session, scope, shifts, zone, as_of)
    made = list(_in_turn(areas, shifts, seed, zone, language, now, as_of))
    if asked.shift_id is not None:
        made = [one for one in made if one.shift.shift_id == asked.shift_id]
    places = [one.leg.place for shift in made for one in shift.legs]
    return Suggestions(as_of, seed, tuple(made), start_evenness(np.array(places)))


def _up_to(shifts: Sequence[RosteredShift], shift_id: UUID, days: int) -> list[RosteredShift]:
    last = next((k for k, one in enumerate(shifts) if one.shift_id == shift_id), None)
    if last is None:
        raise NotFound("suggestions.no_shift", days=days)
    return list(shifts[: last + 1])


def _areas(
    session: Session,
    scope: Scope,
    shifts: Sequence[RosteredShift],
    zone: ZoneInfo,
    as_of: datetime,
) -> dict[str, AreaNeeds]:
    """Return the areas of the shifts that have a grid."""
    found = {}
    for code in sorted({code for one in shifts for code in one.areas}):
        try:
            found[code] = area_needs(session, scope, code, zone, as_of=as_of)
        except NotFound:
            continue
    return found


def _in_turn(
    areas: dict[str, AreaNeeds],
    shifts: Sequence[RosteredShift],
    seed: int,
    zone: ZoneInfo,
    language: Language,
    now: datetime,
    as_of: datetime,
) -> Iterator[ShiftSuggestions]:
    # In a demo, whose clock stands still, a shift is as far from the moment that cells are known
    # at as it is from now.
    behind = now - as_of
    known_until = (as_of - _INSTANT).astimezone(zone).date() if behind else None
    for shift in shifts:
        nothing = _why_nothing(areas, shift, now)
        legs: tuple[Leg, ...] = ()
        if nothing is None:
            time = _time_left(areas, shift, now)
            there = replace(time, start=time.start - behind, end=time.end - behind)
            needs = {code: one.needs for code, one in areas.items()}
            rng = np.random.default_rng([seed, shift.key.int])
            legs = suggest(needs, shift.crews, there, rng)
            nothing = None if legs else "nothing_due"
        told = tuple(
            _told(areas[leg.area_code], leg, behind, zone, language, known_until) for leg in legs
        )
        for code in {leg.area_code for leg in legs}:
            one = areas[code]
            own = [leg for leg in legs if leg.area_code == code]
            areas[code] = with_needs(one, as_if_done(one.needs, own))
        yield ShiftSuggestions(shift, told, nothing)


def _why_nothing(
    areas: dict[str, AreaNeeds], shift: RosteredShift, now: datetime
) -> Nothing | None:
    if not shift.crews:
        return "no_crew"
    if not any(code in areas for code in shift.areas):
        return "no_grid"
    return "no_time" if shift.end - max(shift.start, now) <= 3 * SETTLED else None


def _time_left(areas: dict[str, AreaNeeds], shift: RosteredShift, now: datetime) -> ShiftTime:
    """Return the rest of a shift, dark when it is dark in the middle of that."""
    start = max(shift.start, now)
    middle = as_us(start + (shift.end - start) / 2)
    one = next(areas[code] for code in shift.areas if code in areas)
    sun = daylight(float(one.lon.mean()), float(one.lat.mean()), middle, middle)
    # Windows begin on whole five minutes of the clock, whenever this was asked.
    whole = start.replace(minute=start.minute - start.minute % 5, second=0, microsecond=0)
    return ShiftTime(whole, shift.end, bool(sun.is_dark(np.array([middle]))[0]))


def _told(
    area: AreaNeeds,
    leg: Leg,
    behind: timedelta,
    zone: ZoneInfo,
    language: Language,
    known_until: date | None,
) -> SuggestedLeg:
    needs, cells = area.needs, leg.cells
    last_us = int(needs.last_leave_us[leg.longest])
    unseen = timedelta(microseconds=as_us(leg.end) - last_us) if last_us != NEVER_US else None
    middle = cells[len(cells) // 2]
    x, y = float(needs.ground.x[middle]), float(needs.ground.y[middle])
    moved = replace(leg, start=leg.start + behind, end=leg.end + behind)
    words = ToldLeg(
        area=area.area.name_zh if language == "zh" else area.area.name_en,
        near=area.named.nearest(x, y, NEAR_M),
        mode=leg.mode,
        start=moved.start,
        end=moved.end,
        n_cells=len(cells),
        n_never=leg.n_never,
        way_km=leg.way_km,
        first=area.codes[cells[0]],
        last=area.codes[cells[-1]],
        longest=area.codes[leg.longest],
        unseen=unseen,
        required=timedelta(seconds=float(needs.required_s[leg.longest])),
        known_until=known_until,
    )
    return SuggestedLeg(
        leg=moved,
        cells=tuple(area.codes[cell] for cell in cells),
        longest=area.codes[leg.longest],
        lon=round(float(area.lon[cells[0]]), 6),
        lat=round(float(area.lat[cells[0]]), 6),
        text=leg_text(words, zone, language),
    )
