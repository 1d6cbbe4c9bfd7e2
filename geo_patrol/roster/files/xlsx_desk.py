"""What the parts of a workbook of a roster have at hand, and how its cells look."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from geo_patrol.messages import Language
from geo_patrol.roster.files.codes import Code
from geo_patrol.roster.files.letters import Letters
from geo_patrol.roster.files.month import Month
from geo_patrol.roster.problem import DayType

FACE = "微软雅黑"
"""The face that offices have; programs without it take another with Chinese letters."""
_CHINESE = 134
"""Its character set, by which programs without it choose."""

INK, QUIET, LINE, WHITE = "#10222b", "#40545e", "#9fb0b8", "#ffffff"
RED, HEAD = "#b3261e", "#e4eaec"
DAY_GROUND: dict[DayType, str] = {"workday": WHITE, "weekend": "#e4eaec", "holiday": "#f3d9d4"}
SHIFT_GROUND = {
    "early": {"bg_color": "#fff4d6", "font_color": INK},
    "middle": {"bg_color": "#dcefe9", "font_color": INK},
    "night": {"bg_color": "#23404f", "font_color": WHITE},
}


@dataclass(frozen=True)
class Desk:
    """A month, and the workbook that it is written to."""

    month: Month
    language: Language
    letters: Letters
    codes: tuple[Code, ...]
    book: Any
    legend_name: str

    def form(self, **changes: object) -> Any:
        """Return how a cell looks: centred in a thin frame, but for changes."""
        usual = {
            "font_name": FACE,
            "font_charset": _CHINESE,
            "font_size": 10,
            "font_color": INK,
            "align": "center",
            "valign": "vcenter",
            "border": 1,
            "border_color": LINE,
        }
        return self.book.add_format({**usual, **changes})

    def day_form(self, day: date, **changes: object) -> Any:
        """Return how a cell of a day looks: shaded on weekends and public holidays."""
        return self.form(bg_color=DAY_GROUND[self.month.problem.day_type(day)], **changes)

    def column(self, letter: str) -> str:
        """Return a column of the legend's sheet, as formulas name it."""
        return f"'{self.legend_name}'!${letter}$2:${letter}${len(self.codes) + 1}"


def quoted(said: str) -> str:
    """Return a text as it stands in a formula."""
    return '"' + said.replace('"', '""') + '"'


def merged(sheet: Any, box: tuple[int, int, int, int], said: str, form: Any) -> None:
    """Write a text over a box of cells; whatever it begins with, it stays a text."""
    sheet.merge_range(*box, "", form)
    sheet.write_string(box[0], box[1], said, form)
