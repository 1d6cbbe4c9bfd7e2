"""A roster as a list for spreadsheets, a duty a row."""

import csv
import io
import re
from collections.abc import Iterator

from geo_patrol.messages import Language, text
from geo_patrol.roster.files.codes import times
from geo_patrol.roster.files.legend import weekday
from geo_patrol.roster.files.month import Month

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes Chinese for something else."""
# What a spreadsheet would run, were it to come first in a cell of text; an apostrophe before it is
# one that guards it.
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_HOUR = 60
_FIELDS = (
    *("day", "weekday", "shift", "times", "hours"),
    *("officer", "badge", "post", "post_code", "area"),
)


def as_csv(month: Month, language: Language) -> bytes:
    """Return a month as CSV, a duty a row, by day and start; nothing in it runs."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([text(f"roster_files.column_{one}", language) for one in _FIELDS])
    for row in _rows(month, language):
        writer.writerow([_guarded(one) for one in row])
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def _rows(month: Month, language: Language) -> Iterator[list[str]]:
    kinds = {one.code: one for one in month.problem.shifts}
    posts = {one.id: one for one in month.problem.posts}
    order = {one.id: n for n, one in enumerate(month.people)}
    for one in sorted(
        set(month.roster),
        key=lambda it: (it.day, kinds[it.shift].start, it.post or "", order[it.officer]),
    ):
        shift, post = kinds[one.shift], None if one.post is None else posts[one.post]
        yield [
            one.day.isoformat(),
            weekday(one.day, language),
            one.shift,
            times(shift),
            f"{shift.minutes / _HOUR:g}",
            month.names.officer(one.officer),
            month.names.badges.get(one.officer, ""),
            text("roster_files.no_post", language) if post is None else month.names.post(post.id),
            "" if post is None else post.id,
            "" if post is None else month.names.area(post.area, language),
        ]


def _guarded(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell
