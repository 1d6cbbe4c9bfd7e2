"""What an operation comes to is counted from its records, each once."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from operation_making import END, NOW, START, incident, operation, ride

from geo_patrol.incidents.records import Incident, Outcome, SeizedItem
from geo_patrol.operations.records import Force
from geo_patrol.operations.totals import Held, Totals, totals


def counted(*incidents: Incident, **changes: Any) -> Totals:
    values: dict[str, Any] = {"rides": [], "inventories": {}, "now": NOW}
    return totals(changes.pop("of", operation()), incidents=incidents, **{**values, **changes})


def test_agencies_bring_what_the_operation_says() -> None:
    forces = (Force("agriculture", 6, 2, 1, 1), Force("public_security", 4, 2))
    found = counted(of=operation(agencies=forces))
    told = (found.n_agencies, found.people, found.vehicles, found.boats, found.drones)
    assert told == (2, 10, 4, 1, 1)


def test_an_operation_without_anything_comes_to_nothing() -> None:
    found = counted(of=operation(agencies=()))
    assert (found.n_incidents, found.people, found.way_m, found.catch_kg) == (0, 0, 0.0, 0.0)
    assert (found.by_category, found.gear, found.fines_yuan) == ({}, (), 0)


def test_somebody_on_two_patrols_is_one_of_the_crew() -> None:
    anne, ben = uuid4(), uuid4()
    found = counted(rides=[ride(crew=(anne, ben)), ride(mode="car", crew=(anne,))])
    assert (found.n_patrols, found.n_crew, found.own_cars, found.own_boats) == (2, 2, 1, 1)
    assert (found.duty_s, found.way_m) == (4 * 3600, 10_000.0)


def test_a_patrol_that_runs_counts_up_to_now_and_one_to_come_counts_nothing() -> None:
    running, noon = ride(hours=None), START + timedelta(hours=12)
    assert counted(rides=[running], now=noon).duty_s == 12 * 3600
    assert counted(rides=[running]).n_running == 1
    assert counted(rides=[ride(hours=None, start=NOW.replace(year=2023))]).duty_s == 0.0


def test_a_patrol_that_nobody_ended_counts_no_longer_than_its_operation() -> None:
    assert counted(rides=[ride(hours=None)]).duty_s == 24 * 3600
    assert counted(rides=[ride(hours=None, start=END)]).duty_s == 0.0
    # One that was ended counts whole.
    assert counted(rides=[ride(hours=30)]).duty_s == 30 * 3600


def test_a_patrol_without_a_track_is_told_apart_from_one_that_went_nowhere() -> None:
    found = counted(rides=[ride(way_m=None), ride(way_m=0.0)])
    assert (found.n_untracked, found.way_m) == (1, 0.0)


def test_outcomes_count_people_and_cases_with_their_fines() -> None:
    found = counted(
        incident(Outcome("persuaded", 3), Outcome("filed_simple", fine_yuan=200)),
        incident(Outcome("persuaded", 2), Outcome("filed_ordinary", fine_yuan=5000)),
        incident(Outcome("filed_ordinary"), Outcome("transferred", agency="public_security")),
    )
    assert found.persuaded == 5
    assert (found.cases_simple, found.cases_ordinary, found.n_transferred) == (1, 2, 1)
    assert (found.fines_yuan, found.n_untold) == (5200, 1)
    assert (found.outcomes["persuaded"].n, found.outcomes["persuaded"].people) == (2, 5)


def test_a_case_that_two_agencies_share_is_one_case_handed_on() -> None:
    shared = (Outcome("transferred", agency=one) for one in ("public_security", "agriculture"))
    assert counted(incident(*shared)).n_transferred == 1


def test_a_case_with_a_letter_was_handed_on_whatever_its_incident_says() -> None:
    said, unsaid = incident(Outcome("transferred")), incident()
    found = counted(said, unsaid, incident(), handed_on={said.id, unsaid.id})
    assert found.n_transferred == 2


def test_nets_of_all_kinds_are_nets_and_electro_sets_stand_apart() -> None:
    found = counted(
        incident(seized=(SeizedItem("ground_cage", 3), SeizedItem("gill_net", 2, "条"))),
        incident(seized=(SeizedItem("electro_set", 1), SeizedItem("rod", 4))),
    )
    assert (found.nets, found.electro_sets) == (5, 1)
    assert (found.gear[0].kind, found.gear[0].quantity) == ("rod", 4)


def test_a_net_that_is_measured_in_metres_is_one_set() -> None:
    found = counted(incident(seized=(SeizedItem("gill_net", 300, "米"),)))
    assert found.nets == 1
    assert [(one.quantity, one.unit, one.sets) for one in found.gear] == [(300, "米", 1)]


@pytest.mark.parametrize(
    ("quantity", "unit", "kg"),
    [(12, "kg", 12.0), (7, "公斤", 7.0), (9, "斤", 4.5), (4, "两", 0.2), (500, "克", 0.5)],
)
def test_a_catch_is_weighed_in_kilogrammes_whatever_it_was_written_in(
    quantity: int, unit: str, kg: float
) -> None:
    found = counted(incident(seized=(SeizedItem("catch", quantity, unit),)))
    assert (found.catch_kg, found.catch_other, found.gear) == (kg, {}, ())


def test_a_catch_in_other_units_is_told_apart() -> None:
    found = counted(incident(seized=(SeizedItem("catch", 30, "尾"), SeizedItem("catch", 6, "斤"))))
    assert (found.catch_kg, found.catch_other) == (3.0, {"尾": 30})


def test_an_inventory_counts_instead_of_what_the_incident_says_itself() -> None:
    one = incident(seized=(SeizedItem("ground_cage", 9),))
    found = counted(one, inventories={one.id: [Held("ground_cage", "条", 3)]})
    assert found.nets == 3
    assert counted(one, inventories={one.id: []}).nets == 0


KINDS = st.sampled_from(["ground_cage", "gill_net", "electro_set", "rod", "catch"])
LINES = st.lists(
    st.builds(SeizedItem, KINDS, st.integers(1, 50), st.sampled_from(["set", "条", "斤", "米"])),
    max_size=6,
)


@given(st.lists(LINES, max_size=6))
def test_the_totals_of_two_halves_add_up_to_those_of_the_whole(lines: list[Any]) -> None:
    all_of_it = [incident(seized=tuple(some)) for some in lines]
    whole, parts = counted(*all_of_it), [counted(*all_of_it[::2]), counted(*all_of_it[1::2])]
    for name in ("n_incidents", "nets", "electro_sets"):
        assert getattr(whole, name) == sum(getattr(one, name) for one in parts)
    assert whole.catch_kg == pytest.approx(sum(one.catch_kg for one in parts))
    held = {(one.kind, one.unit): one.quantity for one in whole.gear}
    for part in parts:
        for one in part.gear:
            held[one.kind, one.unit] -= one.quantity
    assert set(held.values()) <= {0}


def test_what_came_up_most_stands_first() -> None:
    many = [incident(category=one) for one in ("angling", "netting", "netting", "boating")]
    assert list(counted(*many).by_category.items()) == [
        ("netting", 2),
        ("angling", 1),
        ("boating", 1),
    ]
