"""Who falls ill is not kept on duty by what was pinned for them before."""

from datetime import date
from uuid import UUID, uuid4

from geo_patrol.roster.people import RosterOfficer
from geo_patrol.roster.problem import Fixed, Problem
from geo_patrol.roster.records import KeptRoster, Pin
from geo_patrol.roster.settings import builtin_rules
from geo_patrol.workflows.roster_replanning import with_leave
from geo_patrol.workflows.roster_search import Question
from geo_patrol.workflows.roster_terms import fixed_of

FIRST, SECOND, THIRD = date(2022, 11, 7), date(2022, 11, 8), date(2022, 11, 9)
ILL, OTHER = uuid4(), uuid4()


def question(*pins: Pin, begun: tuple[Fixed, ...] = ()) -> Question:
    """Return a question about three days in which some things were pinned, and some have begun."""
    roster = KeptRoster(uuid4(), "reservoir", FIRST, 3, "published", (), (), pins=pins)
    people = tuple(RosterOfficer(str(one), "reservoir") for one in (ILL, OTHER))
    problem = Problem(FIRST, 3, (), people, (), fixed=(*fixed_of(roster), *begun))
    return Question(roster, 1, problem, builtin_rules(), {})


def left(asked: Question, officer: UUID = ILL) -> list[tuple[str, date]]:
    """Return what is fixed once somebody is ill on the second day."""
    fixed = with_leave(asked, [(officer, SECOND, SECOND)]).problem.fixed
    return [(one.officer, one.day) for one in fixed]


def test_a_pin_on_a_day_of_illness_gives_way_and_others_stay() -> None:
    pins = (Pin(ILL, FIRST, "早"), Pin(ILL, SECOND, "早"), Pin(OTHER, SECOND, "早"))
    assert left(question(*pins)) == [(str(ILL), FIRST), (str(OTHER), SECOND)]


def test_a_shift_that_has_begun_stays_though_it_was_pinned() -> None:
    begun = (Fixed(str(ILL), SECOND, "早"),)
    assert left(question(Pin(ILL, SECOND, "早"), begun=begun)) == [(str(ILL), SECOND)]


def test_a_day_off_that_was_pinned_is_no_duty_to_lift() -> None:
    assert left(question(Pin(ILL, SECOND), Pin(ILL, THIRD, "夜"))) == [(str(ILL), THIRD)]
