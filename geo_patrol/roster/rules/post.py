"""Rules about a post on a day: enough people, of the right kind, from the right squad."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import numpy as np

from geo_patrol.roster.frame import Flags, Ints
from geo_patrol.roster.problem import Post
from geo_patrol.roster.settings import RuleSetting
from geo_patrol.roster.sheet import Sheet
from geo_patrol.roster.violations import Violation


def cover(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Each post has the people it needs; the amount is those missing, weighed by the post."""
    missing = sheet.frame.need - sheet.count_on_posts()
    weights = [one.under for one in sheet.frame.problem.posts]
    yield from _each(sheet, rule, missing, weights)


def overstaffed(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """No post has more people than it needs; the amount is those beyond, weighed by the post."""
    beyond = sheet.count_on_posts() - sheet.frame.need
    weights = [one.over for one in sheet.frame.problem.posts]
    yield from _each(sheet, rule, beyond, weights)


def certified(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Each enforcement post that is needed has ``people`` certified officers (行政处罚法 42)."""
    posts = _posts(sheet, lambda one: one.enforcement)
    yield from _short(sheet, rule, posts, has(sheet, "certified"))


def boat_licence(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """By day each post on the water that is needed has ``people`` who may steer the boat."""
    at_night = sheet.frame.night[sheet.frame.post_shift]
    posts = _posts(sheet, lambda one: one.on_water) & ~at_night
    yield from _short(sheet, rule, posts, has(sheet, "boat_licence"))


def driver(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Each post with a car that is needed has ``people`` who drive."""
    posts = _posts(sheet, lambda one: one.vehicle)
    yield from _short(sheet, rule, posts, has(sheet, "driver"))


def skills(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Each post that is needed has so many people with each of its skills."""
    problem = sheet.frame.problem
    for number, post in enumerate(problem.posts):
        for skill, people in post.skills:
            able = np.array([skill in one.skills for one in problem.officers], bool)
            missing = people - sheet.count_on_posts(able)[number]
            needed = sheet.frame.need[number] > 0
            for day in np.nonzero(needed & (missing > 0))[0].tolist():
                yield rule.broken(int(missing[day]), problem.days[day], post=post.id)


def auxiliaries_alone(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Auxiliaries are at a post only beside a certified officer (浙江综合行政执法条例 30).

    Broken once for each post and day, however many they are.
    """
    officers = has(sheet, "certified")
    alone = (sheet.count_on_posts(~officers) > 0) & (sheet.count_on_posts(officers) == 0)
    yield from _each(sheet, rule, alone.astype(np.int64))


def lending(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Each post is manned by its own squad; every shift of somebody else counts once."""
    problem = sheet.frame.problem
    rows = (sheet.officer.tolist(), sheet.day.tolist(), sheet.post.tolist())
    for who, day, at in zip(*rows, strict=True):
        if at >= 0 and problem.officers[who].squad != problem.posts[at].squad:
            officer, post = problem.officers[who].id, problem.posts[at].id
            yield rule.broken(1, problem.days[day], officer=officer, post=post)


def has(sheet: Sheet, what: Literal["certified", "boat_licence", "driver"]) -> Flags:
    """Return (o,) who has a licence."""
    return np.array([getattr(one, what) for one in sheet.frame.problem.officers], bool)


def _posts(sheet: Sheet, which: Callable[[Post], bool]) -> Flags:
    return np.array([which(one) for one in sheet.frame.problem.posts], bool)


def _short(sheet: Sheet, rule: RuleSetting, posts: Flags, able: Flags) -> Iterator[Violation]:
    """Yield the ``posts`` (p,) that have too few of ``able`` (o,) on days that need anybody."""
    missing = rule["people"] - sheet.count_on_posts(able)
    needed = posts[:, None] & (sheet.frame.need > 0)
    yield from _each(sheet, rule, np.where(needed, missing, 0))


def _each(
    sheet: Sheet, rule: RuleSetting, amounts: Ints, weights: Sequence[int] | None = None
) -> Iterator[Violation]:
    """Yield one for each post and day where ``amounts`` (p, d) is above zero."""
    problem = sheet.frame.problem
    for post, day in np.argwhere(amounts > 0).tolist():
        factor = 1 if weights is None else weights[post]
        amount = int(amounts[post, day])
        yield rule.broken(amount, problem.days[day], post=problem.posts[post].id, factor=factor)
