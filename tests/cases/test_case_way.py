"""The way of a case: told from its steps, in whatever order they come."""

import random
from datetime import timedelta
from itertools import pairwise

import hypothesis.strategies as st
import pytest
from case_making import LI, REPORTED, WANG, WHOLE_WAY, ZHAO, act, at, problems, stand
from hypothesis import given

from geo_patrol.cases.records import DESK, STEP_KINDS, Act, Holder
from geo_patrol.errors import InvalidInput

OCTOBER = at(10, 31)


def test_a_report_waits_at_the_desk() -> None:
    found = stand()
    assert (found.stage, found.holder, found.closed_at) == ("reported", DESK, None)


def test_a_problem_goes_its_whole_way_from_report_to_rating() -> None:
    found = stand(WHOLE_WAY, now=OCTOBER)
    assert [(one.stage, one.start) for one in found.way.stays] == [
        ("reported", REPORTED),
        ("accepted", at(10, 10, 9, 20)),
        ("dispatched", at(10, 10, 10)),
        ("handled", at(10, 11, 15)),
        ("verified", at(10, 12, 9)),
        ("closed", at(10, 12, 10)),
    ]
    assert (found.holder, found.score, found.in_time) == (None, 5, True)
    assert problems(found) == [] and found.supervision == ()
    assert found.taken == (49 * 3600, (6.5 + 7 + 1.5) * 3600)


def test_who_has_it_is_told_at_each_stage() -> None:
    found = stand(WHOLE_WAY, now=OCTOBER)
    assert [one.holder for one in found.way.held] == [DESK, Holder("officer", WANG), DESK, None]


def test_a_problem_solved_on_the_spot_needs_no_dispatch() -> None:
    found = stand([act("handled", at(10, 10, 9, 5), by=900)])
    assert (found.stage, found.holder, problems(found)) == ("handled", DESK, [])


def test_what_was_not_solved_goes_back_to_who_said_it_was() -> None:
    on_the_spot = act("handled", at(10, 10, 9, 5), by=900)
    found = stand([on_the_spot, act("returned", at(10, 10, 11))])
    assert (found.stage, found.holder) == ("dispatched", Holder("officer", WANG))
    dispatched = [act("dispatched", at(10, 10, 9, 2), LI), on_the_spot]
    back = stand([*dispatched, act("returned", at(10, 10, 11))])
    assert (back.holder, back.n_returned) == (Holder("officer", LI), 1)


def test_whose_matter_it_is_not_gives_it_back_to_the_desk() -> None:
    steps = [act("dispatched", at(10, 10, 10), WANG), act("returned", at(10, 10, 11))]
    found = stand(steps)
    assert (found.stage, found.holder, problems(found)) == ("accepted", DESK, [])
    insisted = stand([*steps, act("dispatched", at(10, 10, 11, 30), WANG)])
    assert (insisted.stage, insisted.n_circles) == ("dispatched", 0)


def test_a_case_handed_in_a_circle_is_found_and_to_be_supervised() -> None:
    steps = [
        act("dispatched", at(10, 10, 10), WANG),
        act("handed", at(10, 10, 11), LI),
        act("handed", at(10, 10, 14), WANG),
    ]
    found = stand(steps, now=at(10, 10, 15))
    assert (problems(found), found.n_circles) == (["circle"], 1)
    assert [one.key for one in found.supervision] == ["cases.went_round"]
    assert found.holder == Holder("officer", WANG)
    longer = [*steps, act("handed", at(10, 10, 15), ZHAO), act("handed", at(10, 10, 16), LI)]
    assert stand(longer, now=at(10, 10, 17)).n_circles == 2
    supervised = [*longer, act("supervised", at(10, 10, 16, 30))]
    assert stand(supervised, now=at(10, 10, 17)).supervision == ()


def test_a_circle_by_way_of_the_desk_is_a_circle() -> None:
    steps = [
        act("dispatched", at(10, 10, 10), WANG),
        act("returned", at(10, 10, 11)),
        act("dispatched", at(10, 10, 12), LI),
        act("returned", at(10, 10, 14)),
        act("dispatched", at(10, 10, 15), WANG),
    ]
    assert problems(stand(steps)) == ["circle"]


def test_handing_on_what_was_sent_back_as_unsolved_begins_a_new_round() -> None:
    steps = [
        act("dispatched", at(10, 10, 10), WANG),
        act("handed", at(10, 10, 11), LI),
        act("handled", at(10, 10, 12)),
        act("returned", at(10, 10, 14)),
        act("handed", at(10, 10, 15), WANG),
    ]
    assert problems(stand(steps)) == []


def test_a_closed_case_stays_closed_until_it_is_reopened() -> None:
    late = [*WHOLE_WAY, act("handed", at(10, 14), LI), act("returned", at(10, 14, 1))]
    found = stand(late, now=OCTOBER)
    assert (found.stage, problems(found)) == ("closed", ["after_closed", "after_closed"])
    again = stand([*late, act("reopened", at(10, 15, 9))], now=OCTOBER)
    assert (again.stage, again.holder) == ("dispatched", Holder("officer", WANG))
    assert (again.n_reopened, again.taken, again.in_time) == (1, None, None)


@pytest.mark.parametrize(
    ("acts", "told", "stage"),
    [
        ([act("verified", at(10, 10, 10))], "verified_unhandled", "reported"),
        ([act("rated", at(10, 10, 10), score=1)], "rated_open", "reported"),
        ([act("reopened", at(10, 10, 10))], "reopened_open", "reported"),
        ([act("returned", at(10, 10, 10))], "returned_unheld", "reported"),
        ([act("closed", at(10, 10, 10))], "closed_unhandled", "closed"),
        ([act("handed", at(10, 10, 10), LI)], "handed_undispatched", "dispatched"),
        ([act("accepted", at(10, 10, 8))], "before_report", "accepted"),
        (
            [act("handled", at(10, 10, 10)), act("closed", at(10, 10, 11))],
            "closed_unverified",
            "closed",
        ),
        (
            [act("handled", at(10, 10, 10)), act("handled", at(10, 10, 11))],
            "handled_again",
            "handled",
        ),
        (
            [act("handled", at(10, 10, 10)), act("accepted", at(10, 10, 11))],
            "accepted_late",
            "handled",
        ),
        (
            [act("handled", at(10, 10, 10)), act("dispatched", at(10, 10, 11), LI)],
            "dispatched_after_handled",
            "handled",
        ),
        (
            [act("dispatched", at(10, 10, 10), LI), act("handed", at(10, 10, 11), LI)],
            "given_to_holder",
            "dispatched",
        ),
        (
            [act("handled", at(10, 10, 10), by=900), act("verified", at(10, 10, 11), by=900)],
            "verified_by_handler",
            "verified",
        ),
        (
            [
                act("handled", at(10, 10, 10)),
                act("verified", at(10, 10, 11)),
                act("verified", at(10, 10, 12)),
            ],
            "verified_again",
            "verified",
        ),
        ([*WHOLE_WAY, act("closed", at(10, 14))], "closed_again", "closed"),
    ],
)
def test_what_cannot_or_should_not_have_been_is_told(
    acts: list[Act], told: str, stage: str
) -> None:
    found = stand(acts)
    assert (problems(found), found.stage) == ([told], stage)


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(InvalidInput):
        stand([act("accepted", at(10, 10, 10).replace(tzinfo=None))])
    with pytest.raises(InvalidInput):
        stand(reported=REPORTED.replace(tzinfo=None))


STEPS = st.lists(
    st.builds(
        lambda kind, hour, to, by, number: act(
            kind, at(10, 10) + timedelta(hours=hour), to, by=by, id=number
        ),
        st.sampled_from(STEP_KINDS),
        st.integers(0, 12),
        st.sampled_from(["", WANG, LI, ZHAO]),
        st.sampled_from([0, 900, 901]),
        st.integers(1, 2**60),
    ),
    max_size=10,
    unique_by=lambda one: one.step.id,
)


@given(acts=STEPS, seed=st.randoms(use_true_random=False))
def test_any_order_and_repetition_of_the_same_steps_gives_the_same_standing(
    acts: list[Act], seed: random.Random
) -> None:
    shuffled = acts + [seed.choice(acts) for _ in range(3 if acts else 0)]
    seed.shuffle(shuffled)
    assert stand(shuffled, now=OCTOBER) == stand(acts, now=OCTOBER)


@given(acts=STEPS)
def test_stages_follow_each_other_without_holes_and_each_is_held_by_somebody(
    acts: list[Act],
) -> None:
    found = stand(acts, now=OCTOBER)
    stays = found.way.stays
    assert stays[0].start == REPORTED and stays[-1].end is None
    assert all(one.end == later.start for one, later in pairwise(stays))
    assert (found.holder is None) is (found.stage == "closed")
