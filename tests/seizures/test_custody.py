"""Where each seized thing is, whatever order its events come in."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
import pytest
from custody_making import at, conflicts, event
from hypothesis import given

from geo_patrol.errors import InvalidInput
from geo_patrol.seizures import CustodyEvent, EventKind, chain, number_list

SEIZED = event("seized", 0, (1, 2, 3), place="三号码头")
MOVED = event("moved", 30, (1, 2), place="一号库房", from_place="三号码头")


def test_items_are_followed_from_the_bank_to_the_store_and_back_to_their_owner() -> None:
    events = [SEIZED, MOVED, event("inspected", 60, (1,), place="一号库房")]
    events += [event("returned", 90, (1,), to="当事人"), event("released_live", 2, (3,))]
    found = chain(events)
    assert conflicts(found) == []
    assert {n: (w.state, w.place) for n, w in found.items.items()} == {
        1: ("returned", "一号库房"),
        2: ("held", "一号库房"),
        3: ("released_live", "三号码头"),
    }
    assert (found.items[1].to, found.items[1].since) == ("当事人", at(90))
    assert (found.items[2].event_id, found.items[2].placed_at) == (MOVED.id, at(30))


def test_events_that_arrive_out_of_order_sort_themselves_by_time() -> None:
    late = replace(SEIZED, received_at=at(1000))
    found = chain([event("returned", 90, (1, 2, 3)), MOVED, late])
    assert [one.kind for one in found.events] == ["seized", "moved", "returned"]
    assert conflicts(found) == []


def test_of_one_time_the_server_decides_and_then_the_id() -> None:
    first = event("moved", 30, (1,), id=9, place="甲", received_at=at(31))
    second = event("moved", 30, (1,), id=8, place="乙", received_at=at(32))
    third = event("moved", 30, (1,), id=7, place="丙", received_at=at(32))
    found = chain([first, second, third, SEIZED])
    assert [one.place for one in found.events] == ["三号码头", "甲", "丙", "乙"]
    assert found.items[1].place == "乙"
    assert conflicts(found) == [("two_places", (1,)), ("two_places", (1,))]
    assert "“甲”" in found.conflicts[0].finding.text("zh")


def test_an_item_seized_in_one_place_and_moved_to_another_at_one_moment_is_in_two() -> None:
    moved = event("moved", 0, (1,), place="一号库房", received_at=at(2))
    assert conflicts(chain([SEIZED, moved])) == [("two_places", (1,))]


@pytest.mark.parametrize(
    ("end", "problem"),
    [
        ("returned", "after_returned"),
        ("destroyed", "after_destroyed"),
        ("transferred", "after_transferred"),
        ("released_live", "after_released_live"),
    ],
)
@pytest.mark.parametrize("then", ["returned", "moved", "seized", "confiscated", "inspected"])
def test_nothing_happens_to_what_is_gone(end: EventKind, problem: str, then: EventKind) -> None:
    found = chain([SEIZED, event(end, 10), event(then, 20, id=5, place="一号库房")])
    assert conflicts(found) == [(problem, (1,))]
    assert (found.items[1].state, found.items[1].since) == (end, at(10))


def test_returning_what_was_destroyed_is_told_in_words() -> None:
    events = [SEIZED, event("destroyed", 10, (1, 2, 3)), event("returned", 20, (1, 2, 3))]
    (conflict,) = chain(events).conflicts
    assert conflict.finding.text("zh") == "1–3 号已销毁，之后不可能再有这一步"


def test_an_event_before_the_seizure_and_one_of_what_was_never_seized_are_told_apart() -> None:
    early = event("moved", -5, (1,), place="一号库房")
    stray = event("moved", 40, (7, 8), place="一号库房")
    found = chain([SEIZED, early, stray], inventory=range(1, 8))
    assert conflicts(found) == [
        ("before_seizure", (1,)),
        ("never_seized", (7,)),
        ("unknown", (8,)),
    ]
    assert found.items[1].place == "三号码头"
    assert found.never_seized == (4, 5, 6, 7)


def test_without_an_inventory_what_nothing_seized_is_unknown() -> None:
    found = chain([event("returned", 5, (4,)), SEIZED])
    assert conflicts(found) == [("unknown", (4,))]
    assert found.never_seized == ()


def test_taken_from_another_place_counts_and_is_told_and_seen_elsewhere_moves_nothing() -> None:
    found = chain([SEIZED, replace(MOVED, from_place="二号码头")])
    assert conflicts(found) == [("moved_from_elsewhere", (1, 2))]
    assert found.items[1].place == "一号库房"
    found = chain([SEIZED, MOVED, event("inspected", 50, (1,), place="二号库房")])
    assert conflicts(found) == [("seen_elsewhere", (1,))]
    assert found.items[1].place == "一号库房"


def test_moved_to_nowhere_seized_twice_and_confiscated_twice_change_nothing() -> None:
    events = [SEIZED, event("moved", 5), event("seized", 6, place="别处")]
    events += [event("confiscated", 7), event("confiscated", 8)]
    found = chain(events)
    assert [key for key, _ in conflicts(found)] == [
        "moved_nowhere",
        "seized_twice",
        "confiscated_twice",
    ]
    assert (found.items[1].state, found.items[1].place) == ("confiscated", "三号码头")
    assert found.items[1].since == at(7)


def test_what_was_confiscated_is_destroyed_or_disposed_of_and_its_return_is_told() -> None:
    taken = [SEIZED, event("confiscated", 10, (1, 2, 3))]
    ends = [event("destroyed", 20, (1,)), event("disposed", 20, (2,))]
    found = chain([*taken, *ends, event("returned", 20, (3,))])
    assert conflicts(found) == [("returned_confiscated", (3,))]
    assert found.items[3].state == "returned"


@pytest.mark.parametrize(
    ("minute", "expected"), [(99.99, [("disposed_early", (1,))]), (100, []), (200, [])]
)
def test_gear_without_owner_is_disposed_of_when_the_notices_time_is_over(
    minute: float, expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    notice = event("notice_posted", 10, (1,), notice_ends=at(100))
    found = chain([SEIZED, notice, event("disposed", minute, (1,))])
    assert conflicts(found) == expected
    assert (found.items[1].state, found.items[1].notice_ends) == ("disposed", at(100))


def test_gear_without_owner_disposed_of_without_a_notice_is_told() -> None:
    assert conflicts(chain([SEIZED, event("disposed", 50)])) == [("disposed_unnoticed", (1,))]
    endless = event("notice_posted", 10)
    found = chain([SEIZED, endless, event("disposed", 50)])
    assert [key for key, _ in conflicts(found)] == ["notice_endless", "disposed_unnoticed"]


def test_a_repeat_is_one_event_and_another_content_under_its_id_does_not_count() -> None:
    shanghai = replace(SEIZED, at=SEIZED.at.astimezone(ZoneInfo("Asia/Shanghai")), items=(3, 2, 1))
    found = chain([SEIZED, SEIZED, shanghai])
    assert len(found.events) == 1 and conflicts(found) == []
    other = replace(SEIZED, place="别处", received_at=at(5))
    assert conflicts(chain([other, SEIZED])) == [("id_twice", (1, 2, 3))]


def test_a_time_without_an_offset_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        chain([replace(SEIZED, at=datetime(2026, 9, 1))])
    assert refused.value.key == "seizures.no_offset"


def test_no_events_are_an_empty_chain() -> None:
    found = chain([], inventory=[1, 2])
    assert (found.events, found.items, found.conflicts, found.never_seized) == ((), {}, (), (1, 2))


def test_ten_thousand_items_are_followed_and_ten_thousand_conflicts_are_one_sentence() -> None:
    everything = tuple(range(1, 10_001))
    events = [event("seized", 0, everything, place="三号码头")]
    events += [event("moved", n, everything, place=f"{n} 号库房䶮") for n in range(1, 6)]
    events += [event("destroyed", 10, everything), event("returned", 11, everything)]
    found = chain(events[::-1], inventory=everything)
    assert len(found.items) == 10_000
    assert {one.place for one in found.items.values()} == {"5 号库房䶮"}
    assert conflicts(found) == [("after_destroyed", everything)]
    assert found.conflicts[0].finding.text("en").startswith("no. 1–10000:")


def test_numbers_are_written_as_people_do() -> None:
    assert number_list([7, 1, 2, 3, 9, 10]) == "1–3, 7, 9–10"
    assert number_list([]) == ""


MINUTES = st.integers(0, 4)
EVENTS = st.builds(
    lambda id, kind, items, minute, received, place, notice: CustodyEvent(
        event(kind, minute, id=id).id,
        kind,
        tuple(items),
        at(minute),
        at(received),
        place,
        "",
        None if notice is None else at(notice),
    ),
    st.integers(1, 12),
    st.sampled_from(get_args(EventKind)),
    st.lists(st.integers(1, 4), min_size=1, max_size=4),
    MINUTES,
    MINUTES,
    st.sampled_from(["", "码头", "库房"]),
    st.none() | MINUTES,
)


@given(st.lists(EVENTS, max_size=10), st.randoms(use_true_random=False), st.booleans())
def test_the_same_events_in_any_order_are_the_same_chain_with_the_same_conflicts(
    events: list[CustodyEvent], rng: random.Random, counted: bool
) -> None:
    inventory = [1, 2, 3] if counted else None
    found = chain(events, inventory)
    again = [*events, *rng.sample(events, len(events) // 2)]
    rng.shuffle(again)
    assert chain(again, inventory) == found
    assert [one.at for one in found.events] == sorted(one.at for one in found.events)
    conflicts(found)


@given(st.lists(EVENTS, max_size=10))
def test_events_that_come_one_by_one_end_in_the_chain_of_all(events: list[CustodyEvent]) -> None:
    known: tuple[CustodyEvent, ...] = ()
    for one in events:
        known = chain([*known, one]).events
    assert chain(known) == chain(events)


@given(st.lists(EVENTS, max_size=10))
def test_each_seized_item_is_in_one_place_and_stays_gone_once_it_is(
    events: list[CustodyEvent],
) -> None:
    found = chain(events)
    gone = {"returned", "destroyed", "transferred", "released_live", "disposed"}
    seized = {number for one in found.events if one.kind == "seized" for number in one.items}
    assert set(found.items) <= seized
    for number, where in found.items.items():
        last = found.events[-1].at
        later = event("moved", (last - at(0)) / timedelta(minutes=1) + 9, (number,), place="远处")
        after = chain([*events, later]).items[number]
        assert (after == where) if where.state in gone else (after.place == "远处")
