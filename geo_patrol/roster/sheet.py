"""A roster as arrays, which the rules read."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from geo_patrol.errors import InvalidInput
from geo_patrol.roster.frame import OFF, UNKNOWN, WORKED, Flags, Frame, Ints
from geo_patrol.roster.problem import DAY_MINUTES, Assignment
from geo_patrol.roster.validate import roster_faults

NO_POST = -1


@dataclass(frozen=True, eq=False)
class Sheet:
    """A roster of a frame's problem.

    Attributes
    ----------
    officer, day, shift, post
        (n,) indices of each assignment, by officer and start; ``post`` is `NO_POST` without one.
    """

    frame: Frame
    officer: Ints
    day: Ints
    shift: Ints
    post: Ints

    @cached_property
    def start(self) -> Ints:
        """(n,) minutes after the roster's first midnight."""
        return self.day * DAY_MINUTES + self.frame.start[self.shift]

    @cached_property
    def end(self) -> Ints:
        """(n,) minutes after the roster's first midnight."""
        return self.day * DAY_MINUTES + self.frame.finish[self.shift]

    @cached_property
    def state(self) -> Ints:
        """(o, BEFORE + d) index of the day's first shift, or `OFF`, `UNKNOWN`, `WORKED`.

        The days before the roster come first. A day without a shift that no contract covers is
        not known.
        """
        own = np.where(self.frame.employed, OFF, UNKNOWN)
        # Of several shifts of a day the first is written last.
        own[self.officer[::-1], self.day[::-1]] = self.shift[::-1]
        return np.concatenate([self.frame.before, own], axis=1)

    @cached_property
    def works(self) -> Flags:
        """(o, BEFORE + d) whether the officer works."""
        worked: Flags = (self.state >= 0) | (self.state == WORKED)
        return worked

    @cached_property
    def nights(self) -> Flags:
        """(o, BEFORE + d) whether the officer works a night."""
        own = np.zeros(self.frame.employed.shape, bool)
        at_night = self.frame.night[self.shift]
        own[self.officer[at_night], self.day[at_night]] = True
        return np.concatenate([self.frame.night_before, own], axis=1)

    @cached_property
    def minutes(self) -> Ints:
        """(o,) minutes worked."""
        sums = np.zeros(len(self.frame.problem.officers), np.int64)
        np.add.at(sums, self.officer, self.frame.minutes[self.shift])
        return sums

    @cached_property
    def shifts(self) -> dict[tuple[int, int], frozenset[int]]:
        """The shifts, by officer and day; not of days without any."""
        return {place: frozenset([one for one, _ in had]) for place, had in self.cells.items()}

    @cached_property
    def published(self) -> "Sheet":
        """The part of the roster that was published."""
        return _arrays(self.frame, set(self.frame.problem.published))

    def count_on_posts(self, who: Flags | None = None) -> Ints:
        """Return (p, d) how many people are at each post; of ``who`` (o,) only, if given."""
        counts = np.zeros(self.frame.need.shape, np.int64)
        counted = self.post >= 0
        if who is not None:
            counted &= who[self.officer]
        np.add.at(counts, (self.post[counted], self.day[counted]), 1)
        return counts

    @cached_property
    def cells(self) -> dict[tuple[int, int], frozenset[tuple[int, int]]]:
        """The shifts and posts, by officer and day; not of days without any."""
        found: dict[tuple[int, int], set[tuple[int, int]]] = {}
        columns = (self.officer, self.day, self.shift, self.post)
        for officer, day, shift, post in zip(*(one.tolist() for one in columns), strict=True):
            found.setdefault((officer, day), set()).add((shift, post))
        return {place: frozenset(had) for place, had in found.items()}

    def spells(self, mask: Flags) -> Iterable[tuple[int, int, int]]:
        """Return each run of true days of ``mask`` (o, BEFORE + d): officer, first, one past."""
        edged = np.zeros((mask.shape[0], mask.shape[1] + 2), np.int8)
        edged[:, 1:-1] = mask
        change = np.diff(edged, axis=1)
        officers, firsts = np.nonzero(change == 1)
        _, stops = np.nonzero(change == -1)
        return zip(officers.tolist(), firsts.tolist(), stops.tolist(), strict=True)


def sheet_of(frame: Frame, roster: Iterable[Assignment]) -> Sheet:
    """Return a roster as arrays; an empty one is a roster.

    Raises
    ------
    InvalidInput
        With a finding for each assignment that the problem has no place for.
    """
    given = set(roster)
    if faults := roster_faults(frame.problem, given):
        raise InvalidInput("roster.bad_roster", findings=faults, n=len(faults))
    return _arrays(frame, given)


def _arrays(frame: Frame, given: set[Assignment]) -> Sheet:
    first = frame.problem.first_day
    rows = sorted(
        (
            frame.officer_at[one.officer],
            (one.day - first).days,
            int(frame.start[frame.shift_at[one.shift]]),
            frame.shift_at[one.shift],
            NO_POST if one.post is None else frame.post_at[one.post],
        )
        for one in given
    )
    columns = np.array(rows, np.int64).reshape(len(rows), 5).T
    return Sheet(frame, columns[0], columns[1], columns[3], columns[4])
