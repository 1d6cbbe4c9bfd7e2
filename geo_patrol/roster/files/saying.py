"""What a cell of a roster that was made by hand says: a shift, where, or why somebody is off."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from geo_patrol.messages import LANGUAGES
from geo_patrol.roster.files.letters import Letters, Meaning
from geo_patrol.roster.files.month import Names
from geo_patrol.roster.files.plain import folded, plain
from geo_patrol.roster.files.wording import kinds, leave, off
from geo_patrol.roster.problem import Post, Problem
from geo_patrol.roster.records import LeaveKind

_BETWEEN = re.compile(r"[+&,;、/\n]")
_AROUND = "()[]【】〔〕-_/·.:@—–~"


@dataclass(frozen=True)
class Said:
    """What one cell says.

    Attributes
    ----------
    shifts
        Each with its post.
    untold
        How many of them do not say where, and could be at several posts.
    leave
        Why somebody is off, if it says so.
    """

    shifts: tuple[Meaning, ...] = ()
    untold: int = 0
    leave: LeaveKind | None = None


@dataclass
class Sayings:
    """The words that mean something in a squad's roster.

    Attributes
    ----------
    legend
        What a legend beside the grid adds: word → shift.
    contested
        Words that the legend has another meaning for than the squad, or two.
    """

    problem: Problem
    names: Names
    letters: Letters
    legend: Mapping[str, str] = field(default_factory=dict)
    contested: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.shift_words = shift_words(self.problem)
        self._places = {one.code: dict(self._called(one.code)) for one in self.problem.shifts}

    def read(self, text: str, area: str | None = None) -> Said | None:
        """Return what a cell says; None when that is not certain.

        Parameters
        ----------
        area
            Where the whole sheet, or this part of it, is about.
        """
        word = folded(text)
        if word in self.contested:
            return None
        exact = self.letters.meaning(text)
        if exact is not None:
            return Said((exact,))
        if word not in self.legend:
            if not word or word in off():
                return Said()
            if word in leave():
                return Said(leave=leave()[word])
        whole = self._one(plain(text), area)
        if whole is not None:
            return whole
        parts = [plain(one) for one in _BETWEEN.split(text) if plain(one)]
        if len(parts) < 2:
            return None
        read = [self._one(part, area) for part in parts]
        known = [one for one in read if one is not None and one.shifts]
        if len(known) < len(parts):
            return None
        together = tuple(shift for one in known for shift in one.shifts)
        return Said(together, sum(one.untold for one in known))

    def place(self, shift: str, said: str) -> str | None:
        """Return the post of a shift that is called so; None when none is, or several are."""
        meant = self._places[shift].get(folded(said), set())
        return next(iter(meant)) if len(meant) == 1 else None

    def _one(self, said: str, area: str | None) -> Said | None:
        exact = self.letters.meaning(said)
        if exact is not None:
            return Said((exact,))
        word = folded(said)
        if word in self.contested:
            return None
        known = {**self.shift_words, **self.legend}
        for each in sorted(known, key=lambda one: (-len(one), one)):
            for rest in _rests(word, each):
                found = self._placed(known[each], rest.strip(_AROUND), area)
                if found is not None and each not in self.contested:
                    return found
        return None

    def _placed(self, shift: str, rest: str, area: str | None) -> Said | None:
        """Return a shift at what the rest of a word names; None when that names no one post."""
        posts = [one for one in self.problem.posts if one.shift == shift]
        if rest:
            post = self.place(shift, rest)
            return None if post is None else Said(((shift, post),))
        here = [one for one in posts if area in (None, one.area)]
        if len(here) == 1:
            return Said(((shift, here[0].id),))
        return Said(((shift, None),), untold=1)

    def _called(self, shift: str) -> Iterator[tuple[str, set[str]]]:
        by: dict[str, set[str]] = {}
        for post in self.problem.posts:
            if post.shift == shift:
                for called in self._ways(post):
                    by.setdefault(folded(called), set()).add(post.id)
        yield from by.items()

    def _ways(self, post: Post) -> Iterator[str]:
        """Yield what a post may be called behind a shift's letter."""
        mark = self.letters.marks[post.id]
        yield from (post.id, self.names.post(post.id))
        if mark:
            yield mark
        number = mark[len(mark.rstrip("0123456789")) :]
        yield from (one + number for one in area_words(self.problem, self.names, post.area))


def shift_words(problem: Problem) -> dict[str, str]:
    """Return the words for shifts: word → code; a word that could be two shifts is none."""
    words = {folded(one.code): one.code for one in problem.shifts}
    more: dict[str, set[str]] = {}
    for shift in problem.shifts:
        more.setdefault(folded(f"{shift.code}班"), set()).add(shift.code)
        for word, kind in kinds().items():
            if kind == shift.kind:
                more.setdefault(word, set()).add(shift.code)
    certain = {word: next(iter(codes)) for word, codes in more.items() if len(codes) == 1}
    return certain | words


def area_words(problem: Problem, names: Names, area: str) -> Iterator[str]:
    """Yield what an area is called: its code, and its names as far as no other begins so."""
    yield area
    areas = {one.area for one in problem.posts}
    for language in LANGUAGES:
        name = plain(names.area(area, language))
        others = [plain(names.area(one, language)) for one in areas if one != area]
        for n in range(1, len(name) + 1):
            if not any(one.casefold().startswith(name[:n].casefold()) for one in others):
                yield name[:n]


def areas_in(texts: Iterable[str], problem: Problem, names: Names) -> frozenset[str]:
    """Return the areas that titles name, by two letters of their names at least."""
    said = folded("|".join(texts))
    found = set()
    for area in {one.area for one in problem.posts}:
        words = (folded(one) for one in area_words(problem, names, area))
        if any(len(word) > 1 and word in said for word in words):
            found.add(area)
    return frozenset(found)


def _rests(word: str, shift: str) -> Iterator[str]:
    if word.startswith(shift):
        yield word[len(shift) :]
    if word.endswith(shift):
        yield word[: -len(shift)]
