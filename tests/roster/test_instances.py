"""Public instances go through the same engine, and a scorer of its own agrees with its answers."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from instance_scorer import score

from geo_patrol.errors import InvalidInput
from geo_patrol.roster.checker import check
from geo_patrol.roster.cpsat.engine import Engine
from geo_patrol.roster.instances import Instance, read_instance
from geo_patrol.roster.problem import Assignment, Roster
from geo_patrol.roster.solver import Effort

SMALL = Path(__file__).parents[1] / "data" / "roster" / "small.txt"


def test_the_scorer_agrees_that_the_answer_holds_all_rules_and_costs_what_it_says() -> None:
    instance = read_instance(SMALL)
    found = Engine(instance.problem, instance.settings, Effort(30, deterministic=True)).solve()
    assert found.status == "proven"
    assert found.value.hard == 0
    assert score(SMALL, answer(instance, found.roster)) == ([], found.value.soft)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_scorer_and_the_checker_judge_any_answer_alike(data: st.DataObject) -> None:
    instance = read_instance(SMALL)
    days = st.lists(st.sampled_from(["", "E", "L"]), min_size=10, max_size=10)
    lines = {one.id: data.draw(days) for one in instance.problem.officers}
    drawn = tuple(
        Assignment(who, day, code, code)
        for who, line in lines.items()
        for day, code in zip(instance.problem.days, line, strict=True)
        if code
    )
    report = check(instance.problem, drawn, instance.settings)
    broken, cost = score(SMALL, lines)
    assert cost == report.soft_cost
    assert bool(broken) == (report.hard_broken > 0)


def test_a_line_that_is_not_understood_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(SMALL.read_text().replace("L,450,E", "L,long,E"))
    with pytest.raises(InvalidInput) as caught:
        read_instance(path)
    assert caught.value.params["line"] == 7


@pytest.mark.parametrize("words", ["", "SECTION_HORIZON\n", "\x00\x01"])
def test_what_is_no_instance_is_refused(tmp_path: Path, words: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(words)
    with pytest.raises(InvalidInput):
        read_instance(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        read_instance(tmp_path / "none.txt")


def test_cover_that_weighs_differently_by_day_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.txt"
    path.write_text(SMALL.read_text().replace("3,E,1,100,1", "3,E,1,90,1"))
    with pytest.raises(InvalidInput) as caught:
        read_instance(path)
    assert caught.value.key == "roster.instance_weights"


def answer(instance: Instance, roster: Roster) -> dict[str, list[str]]:
    """Return a roster as the scorer reads it."""
    problem = instance.problem
    lines = {one.id: [""] * problem.n_days for one in problem.officers}
    for one in roster:
        lines[one.officer][(one.day - problem.first_day).days] = one.shift
    return lines
