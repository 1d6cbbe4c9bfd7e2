"""A suggested leg in words, as a crew reads it on the phone; it names no people."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from geo_patrol.messages import Language, text
from geo_patrol.patrols import Mode

_DAY_S = 86_400
_HOUR_S = 3600


@dataclass(frozen=True)
class ToldLeg:
    """What is told of a leg.

    Attributes
    ----------
    near
        Name of a place nearby, if there is one.
    first, last, longest
        Codes of the cells where it begins and ends, and of the one that is most overdue.
    unseen, required
        How long nobody was in that one by the end of the window, and how long is allowed; None
        where nobody ever was in any of the cells.
    known_until
        The last day that is known of, where that is not today.
    """

    area: str
    near: str | None
    mode: Mode
    start: datetime
    end: datetime
    n_cells: int
    n_never: int
    way_km: float
    first: str
    last: str
    longest: str
    unseen: timedelta | None
    required: timedelta
    known_until: date | None = None


def leg_text(leg: ToldLeg, zone: tzinfo, language: Language) -> str:
    """Return what the task of a leg says: where, when, how many cells, why."""
    modes = {
        "boat": text("suggestions.by_boat", language),
        "car": text("suggestions.by_car", language),
        "foot": text("suggestions.on_foot", language),
    }
    near = "" if leg.near is None else text("suggestions.near", language, name=leg.near)
    told = text(
        "suggestions.task",
        language,
        area=leg.area + near,
        start=f"{leg.start.astimezone(zone):%H:%M}",
        end=f"{leg.end.astimezone(zone):%H:%M}",
        mode=modes[leg.mode],
        n=leg.n_cells,
        first=leg.first,
        last=leg.last,
        km=f"{max(leg.way_km, 0.1):.1f}",
    )
    reasons = [told, *_reasons(leg, language)]
    if leg.known_until is not None:
        day = leg.known_until.isoformat()
        reasons.append(text("suggestions.known_until", language, day=day))
    return (" " if language == "en" else "").join(reasons)


def _reasons(leg: ToldLeg, language: Language) -> list[str]:
    """Return why its cells: those never visited before those visited long ago."""
    if leg.unseen is None:
        return [text("suggestions.never_any", language)]
    spans = {
        "unseen": length_text(leg.unseen, language),
        "required": length_text(leg.required, language),
    }
    if leg.n_never == 0:
        return [text("suggestions.longest", language, cell=leg.longest, **spans)]
    return [
        text("suggestions.never", language, n=leg.n_never),
        text("suggestions.longest_visited", language, cell=leg.longest, **spans),
    ]


def length_text(length: timedelta, language: Language) -> str:
    """Return a length of time in hours, from two days on in days; rounded down."""
    seconds = int(length.total_seconds())
    if seconds < 2 * _DAY_S:
        return text("suggestions.hours", language, n=seconds // _HOUR_S)
    return text("suggestions.days", language, n=seconds // _DAY_S)
