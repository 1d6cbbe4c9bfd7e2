"""What is kept of rosters: what a squad plans with, what its people ask for, and what came of it.

These are the records that phones and desks send. `geo_patrol.roster.problem` has what a search is
given; a workflow makes the one from the other.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args
from uuid import UUID

from geo_patrol.patrols import ShiftKind

RosterState = Literal["draft", "published", "withdrawn"]
ROSTER_STATES: tuple[RosterState, ...] = get_args(RosterState)

LeaveKind = Literal["annual", "sick", "training", "other"]
LEAVE_KINDS: tuple[LeaveKind, ...] = get_args(LeaveKind)

RosterAnswerResult = Literal["granted", "refused", "agreed", "declined"]
"""A leader grants or refuses a leave or a swap; the other officer of a swap agrees or declines."""
ROSTER_ANSWER_RESULTS: tuple[RosterAnswerResult, ...] = get_args(RosterAnswerResult)

AnsweredKind = Literal["leave", "swap"]


@dataclass(frozen=True)
class ShiftTimes:
    """A kind of shift of a squad; ``start`` and ``end`` are local ``HH:MM``, up to ``24:00``.

    An end that is not after the start is one on the next day. ``code`` is what stands in the
    month grid: 早, 中, 夜.
    """

    code: str
    kind: ShiftKind
    start: str
    end: str
    paid_minutes: int | None = None
    forbidden_next: tuple[str, ...] = ()


@dataclass(frozen=True)
class PostNeed:
    """A post, and how many people it needs on each type of day.

    Attributes
    ----------
    area_code
        Empty for one that goes round all areas of the squad.
    at_risk
        How many more on days of high risk.
    skills
        Other skills that one person there must have.
    """

    code: str
    name: str
    area_code: str
    shift: str
    workday: int
    weekend: int
    holiday: int
    at_risk: int = 0
    on_water: bool = False
    vehicle: bool = False
    enforcement: bool = True
    skills: tuple[str, ...] = ()


@dataclass(frozen=True)
class RuleChange:
    """What one rule has otherwise than the office; what is None stays.

    ``numbers`` are the rule's own numbers by name.
    """

    rule: str
    kind: Literal["hard", "soft", "off"] | None = None
    weight: int | None = None
    numbers: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class RosterSetup:
    """What a squad's rosters begin with: one record for each squad."""

    id: UUID
    squad_code: str
    shifts: tuple[ShiftTimes, ...]
    posts: tuple[PostNeed, ...]
    rules: tuple[RuleChange, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class OfficerProfile:
    """What a squad plans an officer by: one record for each officer and squad.

    ``first_day`` and ``last_day`` are those on which the squad may plan with them; None is open.
    ``balance_nights`` and the like are what was worked beyond the fair share before the first
    roster that is kept here. ``rostered`` False leaves them out: a clerk, a leader on call.
    """

    id: UUID
    squad_code: str
    officer_id: UUID
    rostered: bool = True
    boat_licence: bool = False
    driver: bool = False
    skills: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    most_hours: int | None = None
    least_hours: int | None = None
    most_run: int | None = None
    most_nights: int | None = None
    balance_nights: float = 0
    balance_weekends: float = 0
    balance_holidays: float = 0
    balance_hours: float = 0
    note: str = ""


@dataclass(frozen=True)
class LeaveWish:
    """Days that somebody asks to be off, the last included; illness is told, not asked for.

    ``withdrawn`` says why it does not count any more. It has no free text besides: why somebody
    is ill is nobody's business here.
    """

    id: UUID
    squad_code: str
    officer_id: UUID
    kind: LeaveKind
    first_day: date
    last_day: date
    withdrawn: str = ""


@dataclass(frozen=True)
class DutyWish:
    """A wish to work on a day, or to be off; ``shift`` None means any shift."""

    id: UUID
    squad_code: str
    officer_id: UUID
    day: date
    on: bool
    shift: str | None = None
    weight: int = 1
    withdrawn: str = ""


@dataclass(frozen=True)
class SwapWish:
    """An officer's shift of a day offered to somebody, for a shift of theirs or for nothing."""

    id: UUID
    squad_code: str
    roster_id: UUID
    officer_id: UUID
    day: date
    taker_id: UUID
    returned_day: date | None = None
    withdrawn: str = ""


@dataclass(frozen=True)
class RosterAnswer:
    """What somebody says to a leave or a swap; the latest of each kind of person counts."""

    id: UUID
    squad_code: str
    target_kind: AnsweredKind
    target_id: UUID
    at: datetime
    result: RosterAnswerResult
    note: str = ""


@dataclass(frozen=True)
class Duty:
    """One officer's shift of one day at a post of the roster."""

    officer_id: UUID
    day: date
    shift: str
    post: str | None = None


@dataclass(frozen=True)
class Pin:
    """What a leader settled by hand before the search; ``shift`` None is a day off."""

    officer_id: UUID
    day: date
    shift: str | None = None
    post: str | None = None


@dataclass(frozen=True)
class ExtraNeed:
    """A day on which a post needs another number of people: a storm, a joint operation."""

    post: str
    day: date
    people: int


@dataclass(frozen=True)
class KeptRoster:
    """A roster of one squad for ``n_days`` days from ``first_day``.

    It has its own shifts, posts and rules, so that it can be read when the setup has changed.

    Attributes
    ----------
    reason
        Why it is published though hard rules are broken, or why a published one is changed.
    """

    id: UUID
    squad_code: str
    first_day: date
    n_days: int
    state: RosterState
    shifts: tuple[ShiftTimes, ...]
    posts: tuple[PostNeed, ...]
    duties: tuple[Duty, ...] = ()
    pins: tuple[Pin, ...] = ()
    extra_needs: tuple[ExtraNeed, ...] = ()
    rules: tuple[RuleChange, ...] = ()
    reason: str = ""
    note: str = ""
