"""Problems and rosters by chance, small, for properties of rules and checker."""

from typing import Any

from hypothesis import strategies as st
from roster_making import MONDAY, SHIFTS, day, past

from geo_patrol.roster.people import Balance, History, Limits, RosterOfficer
from geo_patrol.roster.problem import (
    Assignment,
    Fixed,
    Forbidden,
    Leave,
    Need,
    Post,
    Problem,
    Request,
    Roster,
)

_CODES = [one.code for one in SHIFTS]
_SQUADS = ("reservoir", "park")
Draw = Any
"""Hypothesis calls a strategy's first argument so, and gives it no type."""


@st.composite
def problems(draw: Draw, most_days: int = 15) -> Problem:
    """Return a sound problem of a few officers and posts, most of it settled somehow."""
    n_days = draw(st.integers(1, most_days))
    officers = tuple(draw(_officers(str(n))) for n in range(draw(st.integers(1, 4))))
    posts = tuple(draw(_posts(f"p{n}")) for n in range(draw(st.integers(0, 3))))
    names, days = [one.id for one in officers], st.integers(0, n_days - 1).map(day)
    spans = st.tuples(st.integers(-3, n_days), st.integers(0, 4))
    name, code = st.sampled_from(names), st.sampled_from([None, *_CODES])
    problem = Problem(MONDAY, n_days, SHIFTS, officers, posts)
    published = draw(st.frozensets(days, max_size=5))
    told = tuple(one for one in draw(rosters(problem)) if one.day in published)
    return Problem(
        MONDAY,
        n_days,
        SHIFTS,
        officers,
        posts,
        leave=tuple(
            Leave(who, day(first), day(first + more))
            for who, (first, more) in draw(st.lists(st.tuples(name, spans), max_size=2))
        ),
        requests=tuple(
            draw(
                st.lists(
                    st.builds(Request, name, days, st.booleans(), code, st.integers(0, 5)),
                    max_size=4,
                )
            )
        ),
        fixed=tuple(draw(st.lists(st.builds(Fixed, name, days, code), max_size=2))),
        forbidden=tuple(
            Forbidden(who, day(first), day(first + more), shift)
            for who, (first, more), shift in draw(
                st.lists(st.tuples(name, spans, code), max_size=2)
            )
        ),
        holidays=draw(st.frozensets(days, max_size=2)),
        published=told,
        published_days=published,
        frozen_days=frozenset(list(published)[:1]),
    )


@st.composite
def rosters(draw: Draw, problem: Problem) -> Roster:
    """Return a roster of a problem: good, bad, or with several shifts on one day."""
    at_posts = [(one.shift, one.id) for one in problem.posts]
    what = st.sampled_from([(code, None) for code in _CODES] + at_posts * 2)
    name = st.sampled_from([one.id for one in problem.officers])
    days = st.sampled_from(problem.days)
    rows = draw(st.lists(st.tuples(name, days, what), max_size=40))
    return tuple(Assignment(who, when, *meant) for who, when, meant in rows)


@st.composite
def histories(draw: Draw) -> History:
    """Return a history, with more in a row than is allowed at times."""
    run = draw(st.integers(1, 9))
    code = draw(st.sampled_from(SHIFTS))
    nights = draw(st.integers(1, run)) if code.kind == "night" else 0
    return past(draw(st.integers(-4, -1)), code.code, run_days=run, run_nights=nights)


@st.composite
def _officers(draw: Draw, id: str) -> RosterOfficer:
    first = draw(st.none() | st.integers(-2, 5).map(day))
    return RosterOfficer(
        id,
        draw(st.sampled_from(_SQUADS)),
        certified=draw(st.booleans()),
        boat_licence=draw(st.booleans()),
        driver=draw(st.booleans()),
        first_day=first,
        history=draw(st.none() | histories()),
        balance=Balance(nights=draw(st.integers(-4, 4)) / 2, hours=draw(st.integers(-20, 20))),
        limits=draw(st.just(Limits()) | st.builds(Limits, most_weekends=st.integers(0, 2))),
    )


@st.composite
def _posts(draw: Draw, id: str) -> Post:
    return Post(
        id,
        draw(st.sampled_from(_SQUADS)),
        "changzhao",
        draw(st.sampled_from(_CODES)),
        Need(*(draw(st.integers(0, 3)) for _ in range(3))),
        on_water=draw(st.booleans()),
        vehicle=draw(st.booleans()),
        enforcement=draw(st.booleans()),
    )
