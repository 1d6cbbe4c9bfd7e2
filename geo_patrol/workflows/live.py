"""The squads as they are now: who is out, who calls for help, what this shift has met."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.alarms.overdue import FORGOTTEN, OverdueRule
from geo_patrol.patrols import Shift, shift_bounds, shift_kind_at
from geo_patrol.store.repositories import (
    alarm_signs,
    alarms,
    duty,
    incidents,
    live,
    people,
    silence,
)
from geo_patrol.store.repositories.alarm_signs import Heard
from geo_patrol.store.repositories.alarms import StoredAlarm
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.repositories.paging import MAX_PAGE
from geo_patrol.store.repositories.silence import Out
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.standing import is_demo

MOST_INCIDENTS = 200
"""Of a shift and squad, the latest ones: more are looked up, not watched."""
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class OutNow:
    """A patrol that goes on; if it is watched, its silence is an alarm at ``overdue_at``."""

    out: Out
    crew: tuple[UUID, ...]
    overdue_at: datetime | None


@dataclass(frozen=True)
class Calling:
    """An alarm that nobody has ended, and what was said to it, in the order it came."""

    stored: StoredAlarm
    said: tuple[Heard, ...]


@dataclass(frozen=True)
class LiveNow:
    """What is told of a moment; ``names`` are of the people in it, for who may read them."""

    at: datetime
    demo: bool
    shifts: tuple[Shift, ...]
    patrols: tuple[OutNow, ...]
    alarms: tuple[Calling, ...]
    incidents: tuple[StoredIncident, ...]
    names: dict[UUID, str]


def live_now(
    session: Session,
    scope: Scope,
    rule: OverdueRule,
    zone: ZoneInfo,
    *,
    now: datetime,
    squad: str | None = None,
    area: str | None = None,
) -> LiveNow:
    """Return how the squads within reach are at ``now``.

    Parameters
    ----------
    squad
        Only what is of this squad.
    area
        Only what is in this area; calls for help from who knows where are told all the same.
    """
    shifts = _running(session, scope, squad, now)
    patrols = _patrols(session, scope, rule, zone, now, squad, area)
    calling = _calling(session, scope, squad, area)
    found: list[StoredIncident] = []
    for code, since in _since(session, scope, squad, shifts, zone, now).items():
        page = incidents.incidents(
            session,
            scope,
            start=since,
            squad=code,
            area=area,
            limit=MOST_INCIDENTS,
            newest_first=True,
        )
        found += page.items
    found.sort(key=lambda one: (one.incident.occurred_at, one.incident.id), reverse=True)
    names = people.names(session, _people(patrols, calling)) if scope.reads_in_full else {}
    return LiveNow(
        at=now,
        demo=is_demo(session),
        shifts=shifts,
        patrols=patrols,
        alarms=calling,
        incidents=tuple(found),
        names=names,
    )


def _running(session: Session, scope: Scope, squad: str | None, now: datetime) -> tuple[Shift, ...]:
    span = Span(now, now + _INSTANT)
    return duty.shifts(session, scope, span, squad=squad, limit=MAX_PAGE).items


def _since(
    session: Session,
    scope: Scope,
    squad: str | None,
    shifts: Iterable[Shift],
    zone: ZoneInfo,
    now: datetime,
) -> dict[str, datetime]:
    """Return since when each squad's shift runs; one that wrote none down has that of the clock."""
    codes = people.squad_codes(session) if scope.squads is None else scope.squads
    by_clock, _end = shift_bounds(shift_kind_at(now, zone), now, zone)
    since = {code: by_clock for code in sorted(codes) if squad in (None, code)}
    begun: dict[str, datetime] = {}
    for one in shifts:
        begun[one.squad_code] = min(one.start, begun.get(one.squad_code, one.start))
    return since | begun


def _patrols(
    session: Session,
    scope: Scope,
    rule: OverdueRule,
    zone: ZoneInfo,
    now: datetime,
    squad: str | None,
    area: str | None,
) -> tuple[OutNow, ...]:
    rows = live.going_on(session, scope, now, now - FORGOTTEN, squad=squad, area=area)
    crews = live.crews_of(session, [row.id for row in rows])
    # What is invented is shown, and missed by nobody.
    watched = {row.id for row in rows if not row.demo and rule.watches(row.mode, now, zone)}
    return tuple(
        OutNow(
            one,
            crews.get(one.patrol_id, ()),
            rule.due_at(one.last_at) if one.patrol_id in watched else None,
        )
        for one in silence.heard_of(session, rows)
    )


def _calling(
    session: Session, scope: Scope, squad: str | None, area: str | None
) -> tuple[Calling, ...]:
    page = alarms.alarms(session, scope, Span(), squad=squad, running=True, limit=MAX_PAGE)
    return tuple(
        Calling(one, tuple(alarm_signs.signs(session, one.alarm.id)))
        for one in reversed(page.items)
        if area is None or one.area_code in (None, area)
    )


def _people(patrols: Iterable[OutNow], calling: Iterable[Calling]) -> set[UUID | None]:
    found: set[UUID | None] = {member for one in patrols for member in one.crew}
    for one in calling:
        found.add(one.stored.alarm.officer_id)
        found |= {heard.sign.officer_id for heard in one.said}
    return found
