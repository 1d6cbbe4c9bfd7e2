"""What a roster costs, as tables that kernels can look up.

Axes are officers (o), days (d), shift types (s), units (u, see `geo_patrol.roster.cpsat.units`)
and kinds of people that posts ask for (k).
"""

from typing import NamedTuple

from geo_patrol.roster.frame import Flags, Ints


class LinePrices(NamedTuple):
    """What one officer's days in a row cost.

    Attributes
    ----------
    begin
        (o,) first column of a state that counts.
    night_before
        (o, BEFORE) nights before the roster.
    first
        (o, 4, s) of the first shift, by its day.
    gaps
        (2, s, s) of a shift on the next day, and on the day after that with a day off between.
    limits
        (o, 4) most days and nights in a row, least days on and off in a row.
    per
        (4,) what each unit of those costs.
    off_after, per_off_after
        Days off after nights, and what each missing one costs.
    """

    begin: Ints
    night_before: Flags
    first: Ints
    gaps: Ints
    limits: Ints
    per: Ints
    off_after: int
    per_off_after: int


class SumPrices(NamedTuple):
    """What one officer's whole roster costs, by what it adds up to.

    Attributes
    ----------
    night, weekend, holiday
        (s,), (d,) and (d,) what counts.
    week
        (d,) the number of the week on Saturdays and Sundays, else -1.
    length
        (s,) minutes in units of ``by_length``.
    by_nights, by_weekends, by_holidays, by_weeks
        (o, n).
    by_length
        (o, n) of so many units of minutes.
    is_limited, by_shift
        (o, s) and (o, s, n); only limited shifts need be counted.
    """

    night: Flags
    weekend: Flags
    holiday: Flags
    week: Ints
    length: Ints
    by_nights: Ints
    by_weekends: Ints
    by_holidays: Ints
    by_weeks: Ints
    by_length: Ints
    is_limited: Flags
    by_shift: Ints


class UnitPrices(NamedTuple):
    """What the posts of a unit cost, and a cell.

    Attributes
    ----------
    first
        (d + 1,) first unit of each day.
    shift
        (u,) index of its shift.
    by_count
        (u, n) of so many people.
    able
        (o, k) who is of a kind; the first kind are certified officers.
    wanted, per
        (u, k) how many of a kind, and what each missing one costs.
    alone
        (u,) what auxiliaries without a certified officer cost.
    off, on
        (o, d) and (o, u) what it costs that somebody is off, and in a unit.
    """

    first: Ints
    shift: Ints
    by_count: Ints
    able: Flags
    wanted: Ints
    per: Ints
    alone: Ints
    off: Ints
    on: Ints


class Prices(NamedTuple):
    """All prices, and ``free`` (o, BEFORE + d): the state of a roster in which everybody is off."""

    line: LinePrices
    sums: SumPrices
    units: UnitPrices
    free: Ints
