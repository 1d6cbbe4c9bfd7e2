"""Which incidents belong to an operation: by somebody's word, or by themselves."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from operation_making import END, START, candidate, link, operation

from geo_patrol.operations.belonging import belonging, named, taken_out


def test_an_incident_of_its_kind_in_its_time_and_area_belongs_by_itself() -> None:
    one = candidate()
    assert belonging(operation(), [one], []).matched == (one.id,)


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "campaign"},
        {"source": "patrol"},
        {"at": START - timedelta(microseconds=1)},
        {"at": END},
    ],
    ids=str,
)
def test_any_other_does_not(changes: dict[str, Any]) -> None:
    found = belonging(operation(), [candidate(**changes)], [])
    assert (found.counting, found.offered) == ((), ())


@pytest.mark.parametrize("area", ["other", None])
def test_what_fits_but_for_its_place_is_offered_unless_it_is_another_operation_s(
    area: str | None,
) -> None:
    one = candidate(area_code=area)
    found = belonging(operation(), [one], [])
    assert (found.counting, found.offered) == ((), ((one.id, "outside"),))
    everywhere = operation(area_codes=())
    assert belonging(operation(), [one], [], others=[everywhere]).offered == ()
    assert belonging(everywhere, [one], [], others=[operation()]).matched == (one.id,)


def test_an_operation_without_areas_is_wherever_the_squad_is() -> None:
    one = candidate(area_code=None)
    assert belonging(operation(area_codes=()), [one], []).matched == (one.id,)


def test_what_somebody_named_belongs_whatever_it_says_of_itself() -> None:
    one = candidate(hours=-100, source="citizen", area_code="other")
    found = belonging(operation(), [one], [link(one.id)])
    assert (found.linked, found.matched) == ((one.id,), ())


def test_what_somebody_took_out_does_not_belong_by_itself() -> None:
    one = candidate()
    found = belonging(operation(), [one], [link(one.id, removed="另案")])
    assert (found.counting, found.offered) == ((), ())


def test_one_word_that_it_belongs_outweighs_others_that_were_removed() -> None:
    one = candidate()
    links = [link(one.id, removed="误关联"), link(one.id), link(one.id, removed="误关联")]
    assert belonging(operation(), [one], links).linked == (one.id,)
    assert taken_out(links, "incident") == set()
    assert named(links, "incident") == {one.id}
    assert named(links, "patrol") == set()


def test_an_incident_that_two_operations_could_claim_counts_in_neither_until_it_is_linked() -> None:
    one, mine, other = candidate(), operation(), operation(area_codes=())
    for operation_here, there in ((mine, other), (other, mine)):
        found = belonging(operation_here, [one], [], others=[there])
        assert (found.counting, found.offered) == ((), ((one.id, "contested"),))
    linked = belonging(mine, [one], [link(one.id)], others=[other])
    assert linked.counting == (one.id,)
    elsewhere = belonging(other, [one], [], others=[mine], linked_elsewhere={one.id})
    assert (elsewhere.counting, elsewhere.offered) == ((), ())


def test_an_operation_of_another_area_or_day_contests_nothing() -> None:
    one = candidate()
    others = [
        operation(area_codes=("other",)),
        operation(starts_at=END, ends_at=END + timedelta(days=1)),
        operation(kind="campaign"),
    ]
    assert belonging(operation(), [one], [], others=others).matched == (one.id,)


def test_what_its_patrols_met_from_another_source_is_offered_and_not_counted() -> None:
    patrol_id = uuid4()
    one = candidate(source="patrol", patrol_id=patrol_id)
    found = belonging(operation(), [one], [], patrols={patrol_id})
    assert (found.counting, found.offered) == ((), ((one.id, "patrol"),))


MANY = [candidate(hours=hour % 7) for hour in range(40)]
LINKS = [link(one.id, removed="x" if n % 2 else "") for n, one in enumerate(MANY[:20])]
PLAN = operation()


@given(st.permutations(MANY), st.permutations(LINKS))
def test_no_order_of_incidents_or_links_changes_who_belongs(many: Any, links: Any) -> None:
    found = belonging(PLAN, many, links)
    assert found == belonging(PLAN, MANY, LINKS)
    assert (len(found.linked), len(found.matched)) == (10, 20)
