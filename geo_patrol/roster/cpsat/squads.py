"""A large problem by its squads: each with its own posts, as if nobody were ever lent."""

from collections.abc import Iterator
from dataclasses import replace

from geo_patrol.roster.problem import Assignment, Problem

HUGE = 150_000
"""From so many choices on (people, days, and posts that each could be at) each squad is all there
is: as a whole it would only use up the time."""


def is_huge(problem: Problem) -> bool:
    """Tell whether a problem of several squads is too large to be made as a whole at all."""
    return _choices(problem) > HUGE


def by_squad(problem: Problem) -> Iterator[Problem]:
    """Yield the problem of each squad that has officers and posts."""
    for squad in dict.fromkeys(one.squad for one in problem.posts):
        officers = tuple(one for one in problem.officers if one.squad == squad)
        if officers:
            yield _of(problem, squad)


def _choices(problem: Problem) -> int:
    squads = {one.squad for one in problem.posts}
    if len(squads) < 2:
        return 0
    return len(problem.officers) * problem.n_days * len(problem.posts)


def _of(problem: Problem, squad: str) -> Problem:
    officers = tuple(one for one in problem.officers if one.squad == squad)
    posts = tuple(one for one in problem.posts if one.squad == squad)
    names, own = {one.id for one in officers}, {None, *(one.id for one in posts)}

    def told(one: Assignment) -> Assignment:
        return one if one.post in own else replace(one, post=None)

    return replace(
        problem,
        officers=officers,
        posts=posts,
        leave=tuple(one for one in problem.leave if one.officer in names),
        requests=tuple(one for one in problem.requests if one.officer in names),
        fixed=tuple(one for one in problem.fixed if one.officer in names and one.post in own),
        forbidden=tuple(
            one for one in problem.forbidden if one.officer in names and one.post in own
        ),
        published=tuple(told(one) for one in problem.published if one.officer in names),
    )
