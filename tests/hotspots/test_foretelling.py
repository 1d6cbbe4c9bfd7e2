"""Rankings of cells measured on what happened afterwards."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_patrol.errors import InvalidInput
from geo_patrol.hotspots import forecasts
from geo_patrol.hotspots.evaluation import measure
from geo_patrol.hotspots.holdout import DAY_US, Ground, Incidents, hold_out, pooled
from geo_patrol.hotspots.neighbours import Neighbours

SIDE_M = 100.0


def ground(n_rows=10, n_cols=10):
    row, col = np.divmod(np.arange(n_rows * n_cols), n_cols)
    x, y = (col + 0.5) * SIDE_M, -(row + 0.5) * SIDE_M
    return Ground(x, y, np.full(len(row), SIDE_M**2), SIDE_M)


def incidents(n, seed=0, days=120):
    """Return incidents in 100 cells; most of them in one corner."""
    rng = np.random.default_rng(seed)
    corner = rng.random(n) < 0.7
    x = np.where(corner, rng.uniform(0, 250, n), rng.uniform(0, 1000, n))
    y = -np.where(corner, rng.uniform(0, 250, n), rng.uniform(0, 1000, n))
    cell = (-y // SIDE_M * 10 + x // SIDE_M).astype(np.int64)
    return Incidents(np.sort(rng.integers(0, days * DAY_US, n)), x, y, cell)


def test_a_perfect_ranking_has_all_hits_and_full_efficiency():
    [one] = measure([5, 1, 0, 0], [1, 1, 1, 1], [3, 1, 0, 0], [0.5])
    assert (one.hit_rate, one.pai, one.pei_star) == (1, 2, 1)


def test_a_ranking_upside_down_has_none():
    [one] = measure([0, 1, 2, 3], [1, 1, 1, 1], [3, 1, 0, 0], [0.5])
    assert (one.hit_rate, one.pai, one.pei_star) == (0, 0, 0)


def test_the_best_at_an_area_weighs_cells_by_their_size():
    # The large cell has more, the small one more per area.
    [one] = measure([0, 1], [3, 1], [4, 3], [0.25])
    assert one.pei_star == 1
    assert one.hit_rate == pytest.approx(3 / 7)


def test_a_cell_that_does_not_fit_counts_by_the_part_that_does():
    [one] = measure([2, 1], [1, 1], [4, 4], [0.75])
    assert one.hits == 6


def test_cells_of_one_score_are_taken_as_one_whatever_their_order():
    for happened in ([8, 0, 0, 0], [0, 0, 0, 8]):
        [one] = measure([1, 1, 1, 1], [1, 1, 1, 1], happened, [0.25])
        assert (one.hits, one.pai) == (2, 1)


@given(st.integers(0, 2**32 - 1), st.floats(0.01, 1))
@settings(deadline=None)
def test_no_ranking_beats_the_best_and_blind_chance_is_one(seed, share):
    rng = np.random.default_rng(seed)
    area, happened = rng.uniform(0.1, 5, 30), rng.poisson(1.0, 30)
    [blind] = measure(np.zeros(30), area, happened, [share])
    [any_one] = measure(rng.integers(0, 5, 30), area, happened, [share])
    assert any_one.hits <= any_one.best_hits + 1e-9
    if happened.sum():
        assert blind.pai == pytest.approx(1)
        assert 0 <= any_one.pei_star <= 1 + 1e-9


@given(st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=30)
def test_the_hits_are_the_mean_over_random_orders_of_cells_with_one_score(seed):
    rng = np.random.default_rng(seed)
    score, happened = rng.integers(0, 3, 12), rng.poisson(1.0, 12)
    [one] = measure(score, np.ones(12), happened, [0.5])
    drawn = [
        happened[np.lexsort((rng.random(12), -score))[:6]].sum() for _ in range(3000)
    ]  # fmt: skip
    assert one.hits == pytest.approx(np.mean(drawn), abs=0.25)


def test_more_area_never_has_fewer_hits():
    rng = np.random.default_rng(1)
    found = measure(rng.random(50), rng.random(50) + 0.1, rng.poisson(1, 50), [0.1, 0.3, 0.9, 1])
    assert (np.diff([one.hits for one in found]) >= 0).all()
    assert found[-1].hit_rate == pytest.approx(1)


def test_a_score_that_is_no_number_ranks_last():
    [one] = measure([np.nan, 0.0, -5.0], [1, 1, 1], [9, 1, 2], [2 / 3])
    assert one.hits == pytest.approx(3)


def test_where_nothing_happened_or_nothing_is_there_there_is_no_rate():
    for found in (measure([1, 2], [1, 1], [0, 0], [0.5]), measure([], [], [], [0.5])):
        assert np.isnan([found[0].hit_rate, found[0].pai, found[0].pei_star]).all()


def test_areas_and_shares_that_make_no_sense_are_refused():
    with pytest.raises(InvalidInput, match="area must be above zero"):
        measure([1], [0], [1], [0.5])
    for share in (0, 1.01, np.nan):
        with pytest.raises(InvalidInput, match="share"):
            measure([1], [1], [1], [share])
    with pytest.raises(InvalidInput, match="differ"):
        measure([1], [1, 2], [1], [0.5])


def test_a_forecast_sees_nothing_from_the_cut_on():
    everything, seen = incidents(500), []

    def spy(known, cut_us, cells):
        seen.append((cut_us, known.t_us.max(), len(known)))
        return np.zeros(len(cells))

    cuts = [30 * DAY_US, int(everything.t_us[250]), 90 * DAY_US]
    hold_out(everything, ground(), {"spy": spy}, cuts, 30 * DAY_US, [0.1])
    assert all(latest < cut for cut, latest, _ in seen)
    assert [n for *_, n in seen] == [(everything.t_us < cut).sum() for cut in cuts]


def test_it_is_measured_on_the_time_after_the_cut_as_long_as_the_horizon():
    everything = incidents(500)
    cut, horizon = 60 * DAY_US, 10 * DAY_US
    [one] = hold_out(everything, ground(), {"x": forecasts.all_time}, [cut], horizon, [0.2])
    t = everything.t_us
    assert one.scores[0].n == ((t >= cut) & (t < cut + horizon)).sum()


def test_incidents_outside_all_cells_are_neither_hits_nor_missed():
    outside = Incidents(np.array([5, 6]), np.zeros(2), np.zeros(2), np.array([-1, 3]))
    [one] = hold_out(outside, ground(), {"x": forecasts.all_time}, [0], 10, [1])
    assert one.scores[0].n == 1


def test_every_forecast_finds_the_corner_that_chance_does_not():
    cells = ground()
    near = Neighbours.within(cells.x, cells.y, 150)
    methods = {
        "last month": forecasts.last_month,
        "all time": forecasts.all_time,
        "persistence": forecasts.persistence(14 * DAY_US),
        "kde": forecasts.kde,
        "density": forecasts.chosen_density(0),
        "recent density": forecasts.recent_density(0),
        "gi*": forecasts.gi_star_of_counts(near),
    }
    cuts = [60 * DAY_US, 74 * DAY_US, 88 * DAY_US]
    found = pooled(hold_out(incidents(800), cells, methods, cuts, 14 * DAY_US, [0.09]))
    assert list(found) == list(methods)
    for scores in found.values():
        assert scores[0].pai > 4


@pytest.mark.parametrize("n", [0, 1, 2])
def test_forecasts_of_nothing_or_next_to_nothing_still_rank_all_cells(n):
    cells = ground()
    known = Incidents(
        np.arange(n), np.full(n, 50.0), np.full(n, -50.0), np.zeros(n, np.int64)
    )  # fmt: skip
    near = Neighbours.within(cells.x, cells.y, 150)
    for forecast in (
        forecasts.last_month,
        forecasts.kde,
        forecasts.chosen_density(0),
        forecasts.recent_density(0),
        forecasts.gi_star_of_counts(near),
    ):
        assert np.isfinite(forecast(known, DAY_US, cells)).all()


def test_a_surface_is_read_at_cell_centres():
    cells = ground()
    known = Incidents(np.zeros(1), np.array([350.0]), np.array([-720.0]), np.array([73]))
    score = forecasts.at_cells(known, cells, 120)
    assert score.argmax() == 73
    expected = 1e6 / (2 * np.pi * 120**2) * np.exp(-(30**2) / (2 * 120**2))
    assert score[73] == pytest.approx(expected, rel=0.002)


def test_of_two_like_places_the_recent_one_ranks_higher():
    cells = ground()
    known = Incidents(
        np.array([0, 1, 99, 100]) * DAY_US,
        np.array([150.0, 160, 850, 860]),
        np.array([-150.0, -150, -850, -850]),
        np.array([11, 11, 88, 88]),
    )
    score = forecasts.recent_density(0)(known, 101 * DAY_US, cells)
    assert score[88] > 2 * score[11]


def test_a_rate_by_effort_ranks_by_finds_per_hour_known_at_the_cut():
    cells = ground()
    known = Incidents(
        np.arange(40), np.zeros(40), np.zeros(40), np.repeat([3, 7], 20)
    )  # fmt: skip
    presence_s = np.full(100, 36_000.0)
    presence_s[7] = 360_000.0
    asked = []

    def until(cut_us):
        asked.append(cut_us)
        return presence_s

    score = forecasts.rate_by_effort(until)(known, 99, cells)
    assert asked == [99]
    assert score.argmax() == 3
    assert score[7] > score[8]


def test_hits_of_all_cuts_are_summed():
    everything, cells = incidents(600), ground()
    cuts = [30 * DAY_US, 60 * DAY_US]
    held = hold_out(everything, cells, {"x": forecasts.all_time}, cuts, 30 * DAY_US, [0.1, 0.2])
    total = pooled(held)["x"]
    assert [one.hits for one in total] == pytest.approx(
        [sum(one.scores[k].hits for one in held) for k in (0, 1)]
    )
    assert total[0].n == held[0].scores[0].n + held[1].scores[0].n


def test_no_cuts_give_nothing():
    assert pooled(hold_out(incidents(5), ground(), {"x": forecasts.kde}, [], DAY_US, [0.1])) == {}


def test_disorder_and_a_horizon_of_nothing_are_refused():
    with pytest.raises(InvalidInput, match="foretold"):
        hold_out(incidents(5), ground(), {}, [0], 0, [0.1])
    backwards = Incidents(np.array([2, 1]), np.zeros(2), np.zeros(2), np.zeros(2, np.int64))
    with pytest.raises(InvalidInput, match="order"):
        hold_out(backwards, ground(), {}, [0], 1, [0.1])
