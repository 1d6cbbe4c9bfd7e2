"""Codes of unit-grid cells after GB/T 30428.1: county, town, village, running number.

Fifteen digits are 6 + 3 + 3 + 3 (DB11 and open practice), fourteen are 6 + 3 + 3 + 2
(CJ/T 213-2005). Zeros stand where town or village is not known; such codes are provisional.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from geo_patrol.errors import InvalidInput, finding

PREFIX_DIGITS = 12
CODE_DIGITS = (14, 15)
UNKNOWN = "000"

FIRST_SECTION, LAST_SECTION = 901, 999


def sequence_limit(code_digits: int) -> int:
    """Return how many cells one village can number: 999, or 99 in fourteen digits."""
    if code_digits not in CODE_DIGITS:
        raise InvalidInput("space.code_digits", digits=code_digits)
    return int(10 ** (code_digits - PREFIX_DIGITS)) - 1


def village_prefix(county: str, town: str | None, village: str | None) -> str:
    """Return the twelve digits that lead a village's cell codes.

    ``town`` is given as 3 digits or as the 9 of its own code, ``village`` as 3 or 12.

    Raises
    ------
    InvalidInput
        When a part is not digits of that length, or contradicts the one above it.
    """
    _digits(county, 6, "county")
    prefix = county
    for part, whole, level in ((town, 9, "town"), (village, 12, "village")):
        if part is not None and len(part) == whole:
            if not part.startswith(prefix):
                raise InvalidInput("space.code_part_elsewhere", part=part, within=prefix)
            prefix = _digits(part, whole, level)
        else:
            prefix += _digits(UNKNOWN if part is None else part, 3, level)
    return prefix


def is_provisional(prefix: str) -> bool:
    """Tell whether the town or the village of a prefix is not known."""
    return UNKNOWN in (prefix[6:9], prefix[9:12])


def number_cells(prefixes: Sequence[str], code_digits: int) -> list[str]:
    """Give every cell its code, numbering within its village.

    Parameters
    ----------
    prefixes
        Twelve digits for each cell, in the order of numbering (rows from north to south, from
        west to east in a row).
    code_digits
        15 or 14.

    Raises
    ------
    InvalidInput
        When a village has more cells than numbers; all such villages are among the findings.
    """
    limit = sequence_limit(code_digits)
    over = [(prefix, n) for prefix, n in Counter(prefixes).most_common() if n > limit]
    if over:
        village, count = over[0]
        raise InvalidInput(
            "space.code_overflow",
            findings=tuple(
                finding(prefix, "space.code_overflow_village", count=n, limit=limit)
                for prefix, n in over
            ),
            village=village,
            count=count,
            limit=limit,
        )
    width = code_digits - PREFIX_DIGITS
    used: Counter[str] = Counter()
    codes = []
    for prefix in prefixes:
        used[prefix] += 1
        codes.append(f"{prefix}{used[prefix]:0{width}d}")
    return codes


def sections(rows: Sequence[int], code_digits: int) -> list[str]:
    """Split cells of an unknown village into provisional sections 901, 902, … by whole rows.

    Parameters
    ----------
    rows
        Lattice row of each cell, never decreasing.
    code_digits
        15 or 14: a section holds 999 or 99 cells. A row longer than that is split.

    Returns
    -------
    list of str
        Three digits for each cell.

    Raises
    ------
    InvalidInput
        When more than 99 sections would be needed.
    """
    limit = sequence_limit(code_digits)
    section, filled = FIRST_SECTION, 0
    per_row = Counter(rows)
    out: list[str] = []
    last_row: int | None = None
    for row in rows:
        starts_row = row != last_row
        if filled and (filled == limit or (starts_row and filled + per_row[row] > limit)):
            section, filled = section + 1, 0
        out.append(str(section))
        filled, last_row = filled + 1, row
    if section > LAST_SECTION:
        raise InvalidInput("space.section_overflow", count=len(rows), limit=limit * 99)
    return out


def normal_code(value: object) -> str | None:
    """Return a cell code from a file as its 14 or 15 digits, or None if it is not one.

    Numbers are taken as long as they are whole, full-width digits are made plain, spaces go.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float):
        if not value.is_integer():
            return None
        value = int(value)
    text = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", str(value)))
    return text if re.fullmatch(r"[0-9]{14,15}", text) else None


def _digits(part: str, length: int, level: str) -> str:
    if not re.fullmatch(rf"[0-9]{{{length}}}", part):
        raise InvalidInput("space.code_part", part=part, level=level, digits=length)
    return part
