"""What a shift might do: the most overdue first, only what its crews come to, within its hours."""

from dataclasses import replace
from datetime import UTC, date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from suggestion_making import (
    BOAT,
    CAR,
    EARLY,
    FOOT,
    START,
    ground,
    hours_ago,
    needs,
    scattered,
    seconds_of,
)

from geo_patrol.patrols import Mode
from geo_patrol.roster.ground import Travel
from geo_patrol.roster.needs import CellNeeds, gains
from geo_patrol.roster.start_times import start_evenness
from geo_patrol.roster.suggestion_words import ToldLeg, leg_text
from geo_patrol.roster.suggestions import (
    LEG_S,
    SETTLED,
    Leg,
    PostCrew,
    ShiftTime,
    as_if_done,
    suggest,
)

END_US = round(EARLY.end.timestamp() * 1e6)


def made(area: CellNeeds, *crews: PostCrew, seed: int = 1) -> tuple[Leg, ...]:
    return suggest({"lake": area}, crews, EARLY, np.random.default_rng(seed))


def test_each_doubling_of_the_time_without_a_visit_says_as_much() -> None:
    shore = ground(["shoreline"] * 6)
    told = gains(needs(shore, hours_ago(4, 8, 16, 32, 8 * 1000, None)), END_US)
    assert told == pytest.approx([0, 0, 1, 2, 5, 5])


def test_risk_weighs_in_proportion_and_nothing_required_is_worth_nothing() -> None:
    shore = ground(["shoreline"] * 3)
    area = needs(shore, hours_ago(16, 16, None), risk=np.array([1.0, 2.5, 9.0]))
    area.required_s[2] = np.nan
    assert gains(area, END_US) == pytest.approx([1, 2.5, 0])


def test_what_is_on_time_until_the_end_of_the_shift_is_not_suggested() -> None:
    area = needs(ground(["shoreline"] * 4), hours_ago(7, 8, 9, 40))
    (leg,) = made(area, BOAT)
    assert sorted(leg.cells) == [2, 3]
    assert made(needs(ground(["shoreline"] * 4), hours_ago(1, 2, 3, 8)), BOAT) == ()


@pytest.mark.parametrize(
    ("crew", "cells"),
    [(BOAT, [0, 1]), (CAR, [0, 2, 3, 4]), (FOOT, [0, 2, 3, 4])],
)
def test_crews_are_sent_only_where_they_come(crew: PostCrew, cells: list[int]) -> None:
    kinds = ground(["shoreline", "open_water", "access", "hinterland", "park"])
    legs = made(needs(kinds, hours_ago(*[None] * 5)), crew)
    assert sorted(cell for leg in legs for cell in leg.cells) == cells


@pytest.mark.parametrize("mode", ["boat", "car", "foot"])
def test_all_of_it_can_be_done_in_the_shift(mode: Mode) -> None:
    area, travel = scattered(1500), Travel(mode)
    for seed in range(5):
        legs = made(area, PostCrew("P", ("lake",), mode), seed=seed)
        assert legs
        assert legs[0].start >= EARLY.start + SETTLED
        assert legs[-1].end <= EARLY.end - SETTLED
        for leg in legs:
            took_s = seconds_of(area.ground, travel, leg.cells)
            assert took_s <= LEG_S
            assert took_s <= (leg.end - leg.start).total_seconds()
        for one, other in pairwise(legs):
            way = np.array([one.cells[-1], other.cells[0]])
            way_s = float(travel.between_s(area.ground, way)[0, 1])
            # Windows begin on whole five minutes, and are longer than the leg takes.
            assert (other.start - one.end).total_seconds() > way_s - 300


def test_no_two_crews_are_sent_to_the_same_cell() -> None:
    crews = (CAR, FOOT, PostCrew("F2", ("lake",), "foot"), BOAT)
    legs = made(scattered(1500), *crews)
    told = [cell for leg in legs for cell in leg.cells]
    assert len(told) == len(set(told))
    assert {leg.post for leg in legs} == {crew.post for crew in crews}
    assert [leg.number for leg in legs] == list(range(1, len(legs) + 1))


def test_of_two_shores_the_more_overdue_and_the_riskier_comes_first() -> None:
    kinds = ground(["shoreline"] * 400)
    kinds.x[200:] += 30_000
    late = np.r_[np.full(200, 10.0), np.full(200, 80.0)]
    legs = made(needs(kinds, hours_ago(*late.tolist())), FOOT)
    assert all(cell >= 200 for leg in legs for cell in leg.cells)
    risk = np.r_[np.full(200, 3.0), np.full(200, 0.5)]
    legs = made(needs(kinds, hours_ago(*[20.0] * 400), risk=risk), FOOT)
    assert all(cell < 200 for leg in legs for cell in leg.cells)


def test_the_longest_overdue_is_named_among_those_seen_before() -> None:
    area = needs(ground(["shoreline"] * 4), hours_ago(9, 5000, None, 400))
    (leg,) = made(area, BOAT)
    assert (leg.longest, leg.n_never) == (1, 1)


def test_a_task_names_the_never_visited_before_the_longest_of_those_visited() -> None:
    leg = ToldLeg(
        area="长诏水库",
        near=None,
        mode="foot",
        start=START,
        end=START + timedelta(hours=1),
        n_cells=22,
        n_never=21,
        way_km=2.0,
        first="100",
        last="121",
        longest="110",
        unseen=timedelta(days=51),
        required=timedelta(hours=12),
    )
    told = leg_text(leg, UTC, "zh")
    assert told.endswith(
        "其中 21 个从来没人到过。到过的里面最久的是 110，已 51 天没人到，要求 12 小时到一次。"
    )
    assert "到过的里面" not in leg_text(replace(leg, n_never=0), UTC, "zh")
    demo = replace(leg, known_until=date(2022, 12, 31))
    assert leg_text(demo, UTC, "zh") == told + "（截至 2022-12-31 的记录）"


def test_what_one_shift_does_the_next_one_leaves() -> None:
    area = needs(ground(["shoreline"] * 40), hours_ago(*[30.0] * 40))
    (leg,) = made(area, BOAT)
    done = as_if_done(area, [leg])
    assert made(done, BOAT) == ()
    later = ShiftTime(EARLY.end, EARLY.end + timedelta(hours=8))
    again = suggest({"lake": done}, [BOAT], later, np.random.default_rng(1))
    assert len(again[0].cells) == 40


def test_the_same_chance_gives_the_same_and_another_one_other_times() -> None:
    area = scattered(600)
    assert made(area, BOAT, FOOT, seed=4) == made(area, BOAT, FOOT, seed=4)
    times = {tuple(leg.start for leg in made(area, BOAT, FOOT, seed=seed)) for seed in range(10)}
    assert len(times) == 10


def test_the_hours_at_which_legs_begin_say_next_to_nothing() -> None:
    area = scattered(300)
    drawn = [leg.place for seed in range(300) for leg in made(area, BOAT, seed=seed)]
    told = start_evenness(np.array(drawn))
    assert told is not None
    assert told > 0.97


def test_a_shift_that_is_nearly_over_gets_nothing() -> None:
    area = scattered(300)
    short = ShiftTime(START, START + timedelta(minutes=50))
    assert suggest({"lake": area}, [BOAT], short, np.random.default_rng(1)) == ()
    ended = ShiftTime(START, START - timedelta(hours=1))
    assert suggest({"lake": area}, [BOAT], ended, np.random.default_rng(1)) == ()


def test_crews_of_areas_that_are_not_known_and_no_crews_get_nothing() -> None:
    elsewhere = PostCrew("X", ("elsewhere",), "foot")
    assert made(scattered(100), elsewhere) == ()
    assert made(scattered(100)) == ()
    assert made(needs(ground([]), hours_ago()), BOAT) == ()


def test_tens_of_thousands_of_cells_are_looked_at_at_once() -> None:
    legs = made(scattered(30_000), BOAT, CAR, FOOT)
    assert {leg.mode for leg in legs} == {"boat", "car", "foot"}
    assert sum(len(leg.cells) for leg in legs) > 100
