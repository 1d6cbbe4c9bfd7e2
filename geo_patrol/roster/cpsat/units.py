"""What CP-SAT decides between: posts of one kind together, each day anew.

Two posts of one shift that ask for the same kind of people are one decision with the needs of
both; who goes where is settled afterwards. What the posts cost together is never more than what
they cost one by one, so that bounds hold. A post that is named on a day stands for itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geo_patrol.roster.frame import Frame
from geo_patrol.roster.problem import Post

Named = frozenset[tuple[int, int]]
"""Days and posts, by their indices."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Posts of one day that are decided together, by their indices.

    Attributes
    ----------
    need
        People at all of them.
    n_needed
        How many of them need anybody.
    """

    day: int
    posts: tuple[int, ...]
    shift: int
    need: int
    n_needed: int


def units_of(frame: Frame, apart: Named) -> list[Unit]:
    """Return the units of all days; each of the posts ``apart`` is one by itself."""
    posts = frame.problem.posts
    units = []
    for day in range(len(frame.problem.days)):
        together: dict[object, list[int]] = {}
        for number, post in enumerate(posts):
            key = number if (day, number) in apart else _kind(post)
            together.setdefault(key, []).append(number)
        for group in together.values():
            need = frame.need[group, day]
            shift = int(frame.post_shift[group[0]])
            units.append(Unit(day, tuple(group), shift, int(need.sum()), int((need > 0).sum())))
    return units


def all_apart(frame: Frame) -> Named:
    """Return every post on every day."""
    n_posts = len(frame.problem.posts)
    return frozenset((day, n) for day in range(len(frame.problem.days)) for n in range(n_posts))


def named_posts(frame: Frame) -> Named:
    """Return the posts that something fixed, forbidden or frozen names, with the days."""
    return frozenset(_named(frame))


def without_post(frame: Frame) -> frozenset[tuple[int, int, int]]:
    """Return the shifts that may be worked at no post: officer, day, shift.

    Those are published so, or fixed where no post has the shift.
    """
    problem, first = frame.problem, frame.problem.first_day
    manned = set(frame.post_shift.tolist())
    found = {(one.officer, one.day, one.shift) for one in problem.published if one.post is None} | {
        (one.officer, one.day, one.shift)
        for one in problem.fixed
        if one.shift is not None and one.post is None and frame.shift_at[one.shift] not in manned
    }
    return frozenset(
        (frame.officer_at[officer], (day - first).days, frame.shift_at[shift])
        for officer, day, shift in found
    )


def _named(frame: Frame) -> Iterator[tuple[int, int]]:
    problem, first = frame.problem, frame.problem.first_day
    for settled in problem.fixed:
        if settled.post is not None:
            yield (settled.day - first).days, frame.post_at[settled.post]
    for told in problem.published:
        if told.post is not None and told.day in problem.frozen_days:
            yield (told.day - first).days, frame.post_at[told.post]
    for one in problem.forbidden:
        if one.post is not None:
            begin, end = max(0, (one.first - first).days), (one.last - first).days
            for day in np.arange(begin, min(end + 1, len(problem.days))).tolist():
                yield day, frame.post_at[one.post]


def _kind(post: Post) -> object:
    asks = (post.skills, post.on_water, post.vehicle, post.enforcement)
    return (post.shift, post.squad, asks, post.under, post.over)
