"""The people of a roster: what they may do, what holds for them, how they came into it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class History:
    """How an officer came out of the days before the roster.

    Attributes
    ----------
    last_day, last_shift
        Day and code of the last shift.
    run_days, run_nights
        Days, and nights, worked in a row up to and with ``last_day``.
    last_end
        When that shift really ended, local and without offset; None when it was on time.
    """

    last_day: date
    last_shift: str
    run_days: int = 1
    run_nights: int = 0
    last_end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """What was worked beyond the fair share in the periods before; less than it is negative."""

    nights: float = 0
    weekends: float = 0
    holidays: float = 0
    hours: float = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for one officer in place of the rules' own numbers; None leaves those.

    Attributes
    ----------
    most_minutes, least_minutes
        Of the whole roster.
    most_run, least_run, least_off
        Days worked in a row, at most and at least; days off in a row.
    most_weekends
        Weekends with a shift on Saturday or Sunday.
    most_of
        How many shifts of a code, at most.
    """

    most_minutes: int | None = None
    least_minutes: int | None = None
    most_run: int | None = None
    least_run: int | None = None
    least_off: int | None = None
    most_weekends: int | None = None
    most_of: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RosterOfficer:
    """A person to plan: a certified officer 执法人员, else an auxiliary 协辅人员.

    ``first_day`` and ``last_day`` are those of the contract, None while it is open. Without
    ``history`` the days before are not known, and nothing is held against anybody for them.
    """

    id: str
    squad: str
    certified: bool = True
    boat_licence: bool = False
    driver: bool = False
    skills: frozenset[str] = frozenset()
    first_day: date | None = None
    last_day: date | None = None
    history: History | None = None
    balance: Balance = Balance()
    limits: Limits = Limits()
