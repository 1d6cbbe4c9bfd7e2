"""A suggested leg in words, as a crew reads it on the phone; it names no people."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

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
    reasons = []
    if leg.unseen is not None:
        reasons.append(
            text(
                "suggestions.longest",
                language,
                cell=leg.longest,
                unseen=length_text(leg.unseen, language),
                required=length_text(leg.required, language),
            )
        )
    if leg.unseen is None:
        reasons.append(text("suggestions.never_any", language))
    elif leg.n_never:
        reasons.append(text("suggestions.never", language, n=leg.n_never))
    return " ".join((told, *reasons)) if language == "en" else "".join((told, *reasons))


def length_text(length: timedelta, language: Language) -> str:
    """Return a length of time in hours, from two days on in days; rounded down."""
    seconds = int(length.total_seconds())
    if seconds < 2 * _DAY_S:
        return text("suggestions.hours", language, n=seconds // _HOUR_S)
    return text("suggestions.days", language, n=seconds // _DAY_S)
