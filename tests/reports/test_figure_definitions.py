"""Each figure of the squads has one definition, and says so when it cannot be counted."""

from dataclasses import fields

import pytest

from geo_patrol.messages import LANGUAGES
from geo_patrol.reports import FIGURES, Counts, FigureValue, figures_of


def values(counts: Counts) -> dict[str, FigureValue]:
    return dict(zip((one.code for one in FIGURES), figures_of(counts), strict=True))


def test_every_figure_has_a_name_a_unit_and_a_definition_in_both_languages() -> None:
    assert len({one.code for one in FIGURES}) == len(FIGURES) == 13
    for language in LANGUAGES:
        names = {one.name(language) for one in FIGURES}
        assert len(names) == len(FIGURES)
        for one in FIGURES:
            assert one.unit_name(language) and one.means(language) and one.counted(language)


def test_every_source_is_a_violation_found_and_some_are_told_apart() -> None:
    found = values(Counts(by_source={"patrol": 5, "camera": 2, "campaign": 3, "joint": 1}))
    assert found["violations"].value == 11
    assert found["found_by_camera"].value == 2
    assert found["found_in_campaigns"].value == 3
    assert found["found_jointly"].value == 1


def test_people_are_those_persuaded_and_no_others() -> None:
    assert values(Counts(people={"persuaded": 7, "warned": 4}))["persuaded"].value == 7


@pytest.mark.parametrize(
    ("kind", "unit", "n_sets"),
    [
        ("gill_net", "set", 60),
        ("gill_net", "米", 2),
        ("gill_net", " KG ", 2),
        ("boat", "set", 0),
        ("catch", "尾", 0),
        ("catch", "kg", 0),
    ],
)
def test_what_is_measured_counts_by_lines_and_boats_and_fish_are_no_gear(
    kind: str, unit: str, n_sets: int
) -> None:
    held = {(kind, unit): (2, 60)}
    assert values(Counts(held=held))["gear_seized"].value == n_sets


@pytest.mark.parametrize(
    ("n_cases", "fined", "told"),
    [
        (0, (0, 0), FigureValue(0, 0)),
        (3, (3, 450), FigureValue(450, 0)),
        (3, (2, 300), FigureValue(300, 1)),
        (3, (0, 0), FigureValue(None, 3)),
    ],
)
def test_a_sum_of_fines_says_how_many_cases_tell_none(
    n_cases: int, fined: tuple[int, int], told: FigureValue
) -> None:
    counts = Counts(outcomes={"filed_simple": n_cases}, fined={"filed_simple": fined})
    assert values(counts)["fines_simple"] == told
    assert values(counts)["cases_simple"].value == n_cases


def test_what_the_system_does_not_record_is_not_counted_rather_than_nothing() -> None:
    found = values(Counts())
    none = {code for code, value in found.items() if value.value is None}
    assert none == {"problems_assigned", "supervision_sheets", "combined_inspections"}
    assert found["violations"].value == found["gear_seized"].value == 0


def test_no_figure_knows_an_officer() -> None:
    told = {one.name for one in fields(Counts)}
    assert told == {"by_source", "outcomes", "people", "fined", "held"}
