"""The legend that somebody wrote beside a grid: A＝早班, B 中班, 1：08:00–16:00."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from geo_patrol.errors import Finding, finding
from geo_patrol.ledgers.parse import as_text
from geo_patrol.ledgers.records import Cell
from geo_patrol.ledgers.workbook import SheetLines
from geo_patrol.roster.files.calling import Callers
from geo_patrol.roster.files.letters import Letters
from geo_patrol.roster.files.plain import folded
from geo_patrol.roster.files.saying import shift_words
from geo_patrol.roster.problem import DAY_MINUTES, Problem

_PART = re.compile(r"[,;、。|\n\s]+")
_MEANS = re.compile(r"(?:[=:]|表示|代表|即|为|是|——?|->)+")
_LONGEST_SIGN = 3
_SIGN = re.compile(r"[A-Za-z甲乙丙丁戊①-⑳ⅠⅡⅢ△▲□■◎●★☆]{1,2}")
_TIMES = re.compile(
    r"(?P<h1>\d{1,2})(?:[:点时](?P<m1>\d{2})?分?)?[-–—~至到](?:次日|第二天)?"
    r"(?P<h2>\d{1,2})(?:[:点时](?P<m2>\d{2})?分?)?"
)


def legend_in(
    sheets: Iterable[SheetLines], problem: Problem, letters: Letters, callers: Callers
) -> tuple[dict[str, str], frozenset[str], tuple[Finding, ...]]:
    """Return what the legends of sheets add: word → shift, the words that are not clear, and why.

    A word with two meanings, or another one than the squad's own letter has, is not clear. Rows
    that are about somebody are no legend.
    """
    found: dict[str, str] = {}
    contested: dict[str, Finding] = {}
    for sheet in sheets:
        for line, cells in sheet.lines:
            if callers.meant(cells):
                continue
            for sign, shift in _told(cells, problem):
                word = folded(sign)
                own = letters.meaning(sign)
                known = found.setdefault(word, shift)
                if known != shift or (own is not None and own[0] != shift):
                    where = f"{sheet.title}!{line}"
                    contested[word] = finding(where, "roster_files.legend_unclear", said=sign)
    clear = {word: shift for word, shift in found.items() if word not in contested}
    return clear, frozenset(contested), tuple(contested.values())


def _told(cells: Sequence[Cell], problem: Problem) -> Iterator[tuple[str, str]]:
    texts = [as_text(cell) for cell in cells]
    for said in texts:
        if len(said) < 1000:
            yield from _in_line(said, problem)
    # A legend as a table: the sign, and beside it what it means; one such pair after the other.
    free = True
    for sign, what in pairwise([*texts, ""]):
        shift = _shift(what, problem) if free and _SIGN.fullmatch(sign.strip()) else None
        if shift is not None:
            yield sign, shift
        free = not sign or (not free and _shift(sign, problem) is not None)


def _in_line(said: str, problem: Problem) -> Iterator[tuple[str, str]]:
    joined = re.sub(r"\s*([=:])\s*", r"\1", unicodedata.normalize("NFKC", said))
    for part in _PART.split(joined):
        start = 0
        for match in _MEANS.finditer(part):
            sign, what = part[start : match.start()], part[match.end() :]
            start = match.end()
            # 08:00–16:00 is no sign 08.
            clock = sign.isdigit() and what[:1].isdigit()
            if 0 < len(sign) <= _LONGEST_SIGN and not clock and (shift := _shift(what, problem)):
                yield sign, shift


def _shift(said: str, problem: Problem) -> str | None:
    """Return the shift that a legend means, by word or by its times."""
    word = folded(said)
    words = shift_words(problem)
    if word in words:
        return words[word]
    named = _TIMES.sub("", re.sub(r"[(\[].*?[)\]]$", "", word))
    if named in words:
        return words[named]
    match = _TIMES.fullmatch(word)
    if match is None:
        return None
    start = int(match["h1"]) * 60 + int(match["m1"] or 0)
    end = int(match["h2"]) * 60 + int(match["m2"] or 0)
    fitting = [
        one.code
        for one in problem.shifts
        if one.start == start % DAY_MINUTES and one.end % DAY_MINUTES == end % DAY_MINUTES
    ]
    return fitting[0] if len(fitting) == 1 else None
