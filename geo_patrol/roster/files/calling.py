"""Who is meant by a name in a roster that was made by hand."""

import re
from collections.abc import Iterable, Sequence

from geo_patrol.ledgers.parse import as_text
from geo_patrol.ledgers.records import Cell
from geo_patrol.roster.files.month import Names
from geo_patrol.roster.files.plain import folded

_BRACKETS = re.compile(r"[(\[【〔][^)\]】〕]*[)\]】〕]")
_NUMBERED = re.compile(r"^\d{1,3}[.、)]?")
_MARKS = re.compile(r"[()\[\]【】〔〕·.、,:/_-]")


class Callers:
    """Officers by all that they may be called by: name, badge, both."""

    def __init__(self, officers: Iterable[str], names: Names) -> None:
        self._by: dict[str, set[str]] = {}
        for id in officers:
            name, badge = folded(names.officer(id)), folded(names.badges.get(id, ""))
            for called in {name, badge, name + badge, badge + name, _bare(name + badge)}:
                if called:
                    self._by.setdefault(called, set()).add(id)

    def meant(self, cells: Sequence[Cell]) -> frozenset[str]:
        """Return who is meant by the cells before the days of a row.

        Nobody when no cell names anybody; several when one name is that of several, and no badge
        beside it tells them apart.
        """
        found: set[str] = set()
        for cell in cells:
            who = self.called(as_text(cell))
            if who and (not found or found & who):
                found = found & who or set(who)
        return frozenset(found)

    def called(self, said: str) -> frozenset[str]:
        """Return who is called so."""
        word = folded(said)
        ways = (word, _bare(word), _BRACKETS.sub("", word), _NUMBERED.sub("", word))
        for way in (*ways, _NUMBERED.sub("", _BRACKETS.sub("", word))):
            if way and way in self._by:
                return frozenset(self._by[way])
        return frozenset()


def _bare(word: str) -> str:
    return _MARKS.sub("", word)
