"""Duties as calendars that phones and desks subscribe to (RFC 5545).

An event keeps its UID while somebody's shift of a day is changed; its SEQUENCE grows with each
version, and from one roster of the same days to the next. What was told and is no more stands in
it as cancelled: a calendar that was read in once learns of it, too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import icalendar

from geo_patrol.messages import Language, text
from geo_patrol.roster.clock import moments
from geo_patrol.roster.files.codes import times
from geo_patrol.roster.files.month import Month, Place, duties_of
from geo_patrol.roster.problem import Assignment, Post, ShiftType

NAMESPACE = UUID("6d0a4c1e-7a0b-5f5e-9a41-2f6c5b7f1d30")
REFRESH = timedelta(hours=1)
_STATUS = {"draft": "TENTATIVE", "published": "CONFIRMED", "withdrawn": "CANCELLED"}
_CANCELLED = "CANCELLED"
_STRENGTH = (_CANCELLED, "TENTATIVE", "CONFIRMED")
"""Of two rosters of the same days, what stands before what."""
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class _Entry:
    """An event that is to be written."""

    key: str
    duty: Assignment
    status: str
    who: tuple[str, ...] = ()


def officer_calendar(months: Sequence[Month], officer: str, language: Language) -> bytes:
    """Return one person's duties of some months, as of one squad or several.

    Nobody else stands in it. Without any duty it is a calendar all the same. Where two rosters tell
    of the same day, what is published goes before a draft, and both before what is cancelled.
    """
    title = text("roster_files.calendar_mine", language)
    entries: dict[str, tuple[Month, _Entry]] = {}
    for month in sorted(
        months, key=lambda one: (_STRENGTH.index(_STATUS[one.state]), _moment(one))
    ):
        for entry in _own(month, officer):
            before = entries.get(entry.key)
            if before is None or _STRENGTH.index(before[1].status) <= _STRENGTH.index(entry.status):
                entries[entry.key] = month, entry
    return _calendar(title, list(entries.values()), language)


def squad_calendar(month: Month, language: Language) -> bytes:
    """Return a squad's duties: an event for each post and day, with who is there."""
    return _calendar(month.title(language), [(month, one) for one in _by_post(month)], language)


def _own(month: Month, officer: str) -> Iterator[_Entry]:
    now = {place: had for place, had in month.duties.items() if place[0] == officer}
    told = duties_of(month.problem, _known(month, month.before or ()))
    before = {place: had for place, had in told.items() if place[0] == officer}
    for place in sorted({*now, *before}, key=lambda one: one[1]):
        have, had = now.get(place, ()), before.get(place, ())
        for n in range(max(len(have), len(had))):
            duty, status = (
                (have[n], _STATUS[month.state]) if n < len(have) else (had[n], _CANCELLED)
            )
            yield _Entry(_key(month, place, n), duty, status)


def _known(month: Month, roster: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """Leave out what was told of kinds of shift that there are no more."""
    codes = {one.code for one in month.problem.shifts}
    return tuple(one for one in roster if one.shift in codes)


def _key(month: Month, place: Place, n: int) -> str:
    officer, day = place
    return f"{month.squad}/{officer}/{day.isoformat()}/{n}"


def _by_post(month: Month) -> Iterator[_Entry]:
    now, before = _crews(month.roster), _crews(_known(month, month.before or ()))
    for duty in sorted({*now, *before}, key=lambda one: (one.day, one.shift, one.post or "")):
        status = _STATUS[month.state] if duty in now else _CANCELLED
        there = now.get(duty, set())
        who = [month.called[one.id] for one in month.people if one.id in there]
        key = f"{month.squad}/{duty.shift}/{duty.post or ''}/{duty.day.isoformat()}"
        yield _Entry(key, duty, status, tuple(who))


def _crews(roster: Iterable[Assignment]) -> dict[Assignment, set[str]]:
    """Return who is at each post and day; the keys name nobody."""
    crews: dict[Assignment, set[str]] = {}
    for one in roster:
        crews.setdefault(Assignment("", one.day, one.shift, one.post), set()).add(one.officer)
    return crews


def _calendar(title: str, entries: Sequence[tuple[Month, _Entry]], language: Language) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//geo-patrol//roster//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for month, entry in entries:
        calendar.add_component(_event(month, entry, language))
    if entries:
        calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made


def _event(month: Month, entry: _Entry, language: Language) -> icalendar.Event:
    duty = entry.duty
    shift = next(one for one in month.problem.shifts if one.code == duty.shift)
    post = next((one for one in month.problem.posts if one.id == duty.post), None)
    start, end = moments(duty.day, shift, month.zone)
    event = icalendar.Event()
    event.add("uid", f"{uuid5(NAMESPACE, entry.key)}@geo-patrol")
    event.add("dtstamp", _moment(month))
    event.add("last-modified", _moment(month))
    event.add("sequence", max(0, (_moment(month) - _EPOCH) // _SECOND))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", _summary(month, shift, post, entry, language))
    if post is not None and post.area:
        event.add("location", month.names.area(post.area, language))
    event.add("description", "\n".join(_told(month, shift, post, entry, language)))
    event.add("status", entry.status)
    event.add("transp", "TRANSPARENT" if entry.status == _CANCELLED else "OPAQUE")
    event.add("categories", [shift.code])
    return event


def _moment(month: Month) -> datetime:
    return month.changed_at or month.as_of


def _summary(
    month: Month, shift: ShiftType, post: Post | None, entry: _Entry, language: Language
) -> str:
    kind = text(f"roster_files.kind_{shift.kind}", language)
    where = "" if post is None else month.names.area(post.area, language)
    said = " · ".join(one for one in (kind, where) if one)
    if entry.who:
        said = f"{said} · {text('roster_files.n_people', language, n=len(entry.who))}"
    if entry.status == _CANCELLED:
        said = text("roster_files.cancelled", language, said=said)
    return said


def _told(
    month: Month, shift: ShiftType, post: Post | None, entry: _Entry, language: Language
) -> Iterator[str]:
    name = text("roster_files.no_post", language) if post is None else month.names.post(post.id)
    yield text("roster_files.event_post", language, post=name, shift=shift.code, times=times(shift))
    if entry.who:
        yield text("roster_files.list_comma", language).join(entry.who)
    squad = month.names.squad(month.squad, language)
    state = text(f"roster_files.state_{month.state}", language)
    yield text(
        "roster_files.event_standing", language, squad=squad, state=state, version=month.version
    )
