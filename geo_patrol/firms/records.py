"""A firm, service for it, guidance it can book, and the checks that are planned there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

Tier = Literal["A", "B", "C", "D"]
"""Risk by credit, 信用风险低、一般、较高、高."""
TIERS: tuple[Tier, ...] = get_args(Tier)


@dataclass(frozen=True)
class QuietWindow:
    """When a firm is left in peace, and why; what is left empty does not narrow it.

    Attributes
    ----------
    first, last
        Local days, ``YYYY-MM-DD``, the last included.
    weekdays
        ISO numbers of the days of the week, as digits: ``15`` is Monday and Friday.
    begin, end
        Hours of each day, ``HH:MM`` up to ``24:00``; an end that is not after the begin is on the
        next day.
    """

    reason: str
    first: str = ""
    last: str = ""
    weekdays: str = ""
    begin: str = ""
    end: str = ""


@dataclass(frozen=True)
class Firm:
    """A firm as it was sent; whom to call there is kept apart from it, sealed.

    ``credit_code`` is the unified social credit code; ``place`` is in words; ``voided`` says why
    it does not count.
    """

    id: UUID
    squad_code: str
    name: str
    credit_code: str = ""
    tier: Tier | None = None
    lon: float | None = None
    lat: float | None = None
    place: str = ""
    quiet: tuple[QuietWindow, ...] = ()
    note: str = ""
    voided: str = ""


@dataclass(frozen=True)
class ServiceVisit:
    """Officers at a firm for its sake: what it asked, what it was advised, when it was solved."""

    id: UUID
    firm_id: UUID
    at: datetime
    officers: tuple[str, ...] = ()
    asked: str = ""
    advised: str = ""
    solved_at: datetime | None = None
    note: str = ""
    voided: str = ""


@dataclass(frozen=True)
class GuidanceSlot:
    """An hour of guidance, offered to whichever firm books it first.

    Attributes
    ----------
    topic
        What it is about; ``place`` is where, in words.
    booked_by, wish
        The firm, and what it wants to know; None and empty while it is free.
    cancelled
        Why the last booking was given back; empty while there was none.
    """

    id: UUID
    squad_code: str
    starts_at: datetime
    ends_at: datetime
    topic: str
    place: str = ""
    booked_by: UUID | None = None
    wish: str = ""
    cancelled: str = ""
    voided: str = ""


@dataclass(frozen=True)
class PlannedCheck:
    """A matter that an agency means to look at, some time in half-open ``[opens_at, closes_at)``.

    ``agency`` is a code of the catalogue's agencies; of an ``unannounced`` one the firm must not
    know.
    """

    id: UUID
    firm_id: UUID
    matter: str
    agency: str
    opens_at: datetime
    closes_at: datetime
    minutes: int
    unannounced: bool = False
    note: str = ""
    voided: str = ""


@dataclass(frozen=True)
class CombinedVisit:
    """One visit for all the matters of its checks, as a leader decided it, and when it was.

    Attributes
    ----------
    minutes
        How long it is to take: all matters are looked at at once.
    checks
        Ids of planned checks; none of a visit that nobody planned.
    happened_from, happened_to
        When it took place; None before.
    """

    id: UUID
    firm_id: UUID
    starts_at: datetime
    minutes: int
    checks: tuple[str, ...] = ()
    happened_from: datetime | None = None
    happened_to: datetime | None = None
    note: str = ""
    voided: str = ""
