"""The list of all that can stand in a roster's cells, which totals are counted by."""

from dataclasses import dataclass
from datetime import date

from geo_patrol.messages import Language, text
from geo_patrol.roster.files.letters import Letters
from geo_patrol.roster.files.month import Month, clock
from geo_patrol.roster.problem import Assignment, ShiftType

_HOUR = 60
_ANY_DAY = date.min


@dataclass(frozen=True)
class Code:
    """A text of a cell, and what it counts.

    Attributes
    ----------
    posts
        Where somebody with it is.
    """

    said: str
    shifts: tuple[str, ...]
    posts: tuple[str, ...]
    hours: float
    nights: int

    def told(self, month: Month, language: Language) -> tuple[str, str, str, str]:
        """Return shift, post, area and times in words."""
        kinds = {one.code: one for one in month.problem.shifts}
        posts = [one for one in month.problem.posts if one.id in self.posts]
        dot = text("roster_files.list_comma", language)
        return (
            dot.join(self.shifts),
            dot.join(month.names.post(one.id) for one in posts)
            or text("roster_files.no_post", language),
            dot.join(dict.fromkeys(month.names.area(one.area, language) for one in posts)),
            dot.join(times(kinds[one]) for one in self.shifts),
        )


def codes_of(month: Month, letters: Letters) -> tuple[Code, ...]:
    """Return the codes: each post, each shift at no post, and each pair that somebody has a day."""
    shifts = [one.code for one in month.shifts]
    posts = [one.id for one in month.posts]
    singles = sorted(
        letters.all().values(),
        key=lambda one: (
            (one[1] is None, shifts.index(one[0]), posts.index(one[1] or posts[0]))
            if posts
            else (True, shifts.index(one[0]), 0)
        ),
    )
    made = [_code(month, letters, (_duty(*one),)) for one in singles]
    several = {letters.cell(had): had for had in month.duties.values() if len(had) > 1}
    return (*made, *(_code(month, letters, several[said]) for said in sorted(several)))


def times(shift: ShiftType) -> str:
    """Return from when to when a shift is."""
    return f"{clock(shift.start)}–{clock(shift.end)}"


def _duty(shift: str, post: str | None) -> Assignment:
    # Of whom and when plays no part in what is written.
    return Assignment("", _ANY_DAY, shift, post)


def _code(month: Month, letters: Letters, duties: tuple[Assignment, ...]) -> Code:
    kinds = {one.code: one for one in month.problem.shifts}
    had = [kinds[one.shift] for one in duties]
    return Code(
        letters.cell(duties),
        tuple(one.shift for one in duties),
        tuple(one.post for one in duties if one.post is not None),
        round(sum(one.minutes for one in had) / _HOUR, 2),
        sum(one.kind == "night" for one in had),
    )
