"""Who answers for a cell at a moment, and where nobody does."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from park_making import CELLS, MEMBERS, A, B, C, block, day, handed, held, held_cell

from geo_patrol.park.blocks import block_of_cell, pieces
from geo_patrol.park.records import Target
from geo_patrol.park.responsibility import Hole, Member, Tenure, chain, duties, holes, tenures

WEST = Target("block", "yard", "west")


def test_who_answers_for_a_cell_goes_before_who_answers_for_its_block() -> None:
    found = tenures([held(A), held_cell("c2", B, starts_at=day(9))], [])
    told = {
        month: [
            one.tenure and one.tenure.officer_id
            for one in duties(CELLS[:3], "yard", [block()], found, MEMBERS, day(month))
        ]
        for month in (8, 9)
    }
    assert told == {8: [A, A, A], 9: [A, B, A]}


def test_a_cell_in_no_block_is_nobodys() -> None:
    found = duties(CELLS, "yard", [block()], tenures([held(A)], []), MEMBERS, day(9))
    assert [one.vacancy for one in found] == [None] * 3 + ["nobody"] * 3
    assert [one.block is None for one in found] == [False] * 3 + [True] * 3


def test_who_left_answers_no_more_and_the_block_does_not_step_in() -> None:
    gone = {**MEMBERS, B: Member(B, day(10), "left")}
    found = tenures([held(A), held_cell("c2", B)], [])

    def of_c2(month: int) -> str | None:
        return duties(("c2",), "yard", [block()], found, gone, day(month))[0].vacancy

    assert (of_c2(9), of_c2(10), of_c2(11)) == (None, "left", "left")


def test_somebody_nobody_knows_has_moved() -> None:
    [one] = duties(("c1",), "yard", [block()], tenures([held(A)], []), {}, day(9))
    assert one.vacancy == "moved"


def test_a_hand_over_ends_one_time_and_begins_the_next() -> None:
    of = held(A, ends_at=day(12))
    found = chain(of, [handed(of, B, C, day(11)), handed(of, A, B, day(9))])
    assert found == [
        Tenure(WEST, A, day(8), day(9), of.id),
        Tenure(WEST, B, day(9), day(11), of.id),
        Tenure(WEST, C, day(11), day(12), of.id),
    ]


def test_what_was_voided_never_was() -> None:
    of = held(A)
    assert chain(held(A, voided="错了"), []) == []
    assert chain(of, [handed(of, A, B, day(9), voided="错了")]) == chain(of, [])
    assert block_of_cell([block(voided="错了")], day(9)) == {}


@given(st.lists(st.sampled_from([A, B, C]), max_size=6), st.randoms())
def test_in_any_order_of_arrival_the_times_are_whole_and_without_holes(
    takers: list[object], luck: object
) -> None:
    of = held(A)
    handovers = [handed(of, A, one, day(9, 1 + n)) for n, one in enumerate(takers)]  # type: ignore[arg-type]
    mixed = [*handovers]
    luck.shuffle(mixed)  # type: ignore[attr-defined]
    found = chain(of, mixed)
    assert found == chain(of, handovers)
    assert found[0].start == day(8) and found[-1].end is None
    assert all(one.end == two.start for one, two in pairwise(found))


def test_holes_are_told_with_why() -> None:
    found = tenures([held(A, ends_at=day(9)), held(B, starts_at=day(10))], [])
    gone = {**MEMBERS, B: Member(B, day(11), "left")}
    assert holes([block()], found, gone, day(8), day(12)) == [
        Hole(WEST, day(9), day(10), "nobody"),
        Hole(WEST, day(11), day(12), "left"),
    ]


def test_a_block_that_is_whole_has_no_holes_and_one_that_ended_none_after() -> None:
    whole = tenures([held(A)], [])
    assert holes([block()], whole, MEMBERS, day(8), day(12)) == []
    ended = block(ends_at=day(9))
    assert holes([ended], [], MEMBERS, day(8), day(12)) == [Hole(WEST, day(8), day(9), "nobody")]
    assert holes([ended], [], MEMBERS, day(10), day(12)) == []


def test_a_period_is_cut_where_blocks_begin_or_end_in_it() -> None:
    blocks = [
        block(ends_at=day(10)),
        block(starts_at=day(10)),
        block(starts_at=day(11), voided="x"),
    ]
    assert pieces(blocks, day(9), day(12)) == [(day(9), day(10)), (day(10), day(12))]
    assert pieces([], day(9), day(12)) == [(day(9), day(12))]
