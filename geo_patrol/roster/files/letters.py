"""What stands in a cell of the month grid: the letter of a shift, with the mark of its post."""

from collections.abc import Iterable, Mapping, Sequence

from geo_patrol.roster.files.month import Names
from geo_patrol.roster.files.plain import plain
from geo_patrol.roster.problem import Assignment, Post, Problem

NO_POST = "○"
"""Behind the letter of a shift that is at no post."""
AND = "+"
"""Between the shifts of one day."""

Meaning = tuple[str, str | None]
"""A shift's code, and the post; None is a shift at no post."""


class Letters:
    """The texts of a problem's cells, each with one meaning only.

    Attributes
    ----------
    marks
        By post: that of its area, if there are several; numbers where an area has several posts
        in one shift.
    """

    def __init__(self, problem: Problem, names: Names) -> None:
        self.marks: Mapping[str, str] = _marks(problem.posts, names)
        self._texts: dict[Meaning, str] = {}
        self._meanings: dict[str, Meaning] = {}
        # Posts first: a shift at none of them is rare, and may have the longer text.
        for post in problem.posts:
            self._give((post.shift, post.id), post.shift + self.marks[post.id])
        for shift in problem.shifts:
            self._give((shift.code, None), shift.code + NO_POST)

    def _give(self, meaning: Meaning, wanted: str) -> None:
        said, n = wanted, 1
        while plain(said) in self._meanings:
            n += 1
            said = f"{wanted}{n}"
        self._texts[meaning] = said
        self._meanings[plain(said)] = meaning

    def all(self) -> Mapping[str, Meaning]:
        """Return all texts with their meanings, those at no post last."""
        return {said: meaning for meaning, said in self._texts.items()}

    def text(self, shift: str, post: str | None) -> str:
        """Return what stands for a shift at a post."""
        return self._texts[shift, post]

    def cell(self, duties: Sequence[Assignment]) -> str:
        """Return what stands for the shifts of one day; nothing for none."""
        return AND.join(self.text(one.shift, one.post) for one in duties)

    def meaning(self, said: str) -> Meaning | None:
        """Return what a text stands for; None when it is none of these."""
        return self._meanings.get(plain(said))


def _marks(posts: Sequence[Post], names: Names) -> dict[str, str]:
    areas = area_marks({one.area for one in posts}, names)
    marks: dict[str, str] = {}
    for one in posts:
        mark = areas[one.area] if len(areas) > 1 else ""
        twins = [p.id for p in posts if (p.area, p.shift) == (one.area, one.shift)]
        number = "" if len(twins) == 1 else str(twins.index(one.id) + 1)
        marks[one.id] = mark + number
    return marks


def area_marks(areas: Iterable[str], names: Names) -> dict[str, str]:
    """Return for each area the fewest first letters of its name that no other begins with.

    Where two have one name, or one begins with all of the other's, the whole is taken.
    """
    called = {area: plain(names.area(area, "zh")) for area in sorted(areas)}
    marks = {}
    for area, name in called.items():
        others = [other for each, other in called.items() if each != area]
        lengths = (
            n for n in range(1, len(name) + 1) if not any(o.startswith(name[:n]) for o in others)
        )
        marks[area] = name[: next(lengths, len(name))]
    return marks
