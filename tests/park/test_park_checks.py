"""What blocks, responsibilities and hand-overs cannot be."""

from dataclasses import replace

import pytest
from park_making import CELLS, MEMBERS, A, B, C, around, block, day, handed, held, held_cell

from geo_patrol.park.checks import MOST_TOLD, block_faults, handover_faults, responsibility_faults
from geo_patrol.park.records import Block
from geo_patrol.park.responsibility import Member


def keys(faults: object) -> list[tuple[str, str]]:
    return [(one.where, one.key) for one in faults]  # type: ignore[attr-defined]


EAST = block("east", CELLS[3:])


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (replace(EAST, ends_at=EAST.starts_at), ("end", "records.end_before_start")),
        (replace(EAST, cells=()), ("cells", "park.no_cells")),
        (replace(EAST, cells=("c4", "c4")), ("cells", "park.cell_twice")),
        (replace(EAST, cells=("c9",)), ("cells", "park.no_cell")),
        (replace(EAST, cells=("c3", "c4")), ("cells", "park.cell_in_other_block")),
        (replace(EAST, code="west"), ("code", "park.block_twice")),
        (replace(EAST, voided="错了"), ("voided", "park.nothing_to_void")),
    ],
)
def test_a_bad_block_is_refused_in_words(bad: Block, told: tuple[str, str]) -> None:
    assert keys(block_faults(bad, around())) == [told]


def test_a_block_that_gets_other_cells_goes_on_under_its_code() -> None:
    before = block(ends_at=day(10))
    after = block(cells=CELLS[:4], starts_at=day(10))
    assert keys(block_faults(after, around(blocks=(before,)))) == []


def test_cells_that_an_older_grid_had_stay_in_a_block_that_is_ended() -> None:
    old = block(cells=("x1",))
    assert keys(block_faults(replace(old, ends_at=day(9)), around(blocks=()), old)) == []


def test_a_block_laid_over_another_is_told_of_cell_by_cell_up_to_a_limit() -> None:
    cells = tuple(f"c{number:03}" for number in range(100))
    faults = keys(block_faults(block("b", cells), around(cells=cells, blocks=(block("a", cells),))))
    assert len(faults) == MOST_TOLD + 1 and faults[-1] == ("cells", "park.more_cells")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"block_code": "north"}, ("block", "park.no_block")),
        ({"block_code": None, "cell_code": "c9"}, ("cell", "park.no_cell")),
        ({"holder_id": C}, ("holder_id", "park.cannot_answer")),
        ({"holder_id": B}, ("holder_id", "park.has_left")),
    ],
)
def test_a_bad_responsibility_is_refused_in_words(
    changes: dict[str, object], told: tuple[str, str]
) -> None:
    there = {A: Member(A), B: Member(B, day(10), "left")}
    bad = replace(held(A), **changes)  # type: ignore[arg-type]
    assert keys(responsibility_faults(bad, around(members=there))) == [told]


def test_a_responsibility_does_not_end_before_it_begins() -> None:
    told = keys(responsibility_faults(held(A, ends_at=day(7)), around()))
    assert ("end", "records.end_before_start") in told


def test_who_left_may_have_answered_until_then() -> None:
    there = {B: Member(B, day(10), "left")}
    past = held(B, ends_at=day(10))
    assert keys(responsibility_faults(past, around(members=there))) == []


def test_two_do_not_answer_for_the_same_at_once_but_one_after_the_other() -> None:
    first = held(A, ends_at=day(10))
    others = around(responsibilities=(first,))
    over = responsibility_faults(held(B, starts_at=day(9)), others)
    assert keys(over) == [("start", "park.overlaps")]
    assert keys(responsibility_faults(held(B, starts_at=day(10)), others)) == []
    assert keys(responsibility_faults(held_cell("c1", B), others)) == []


def test_only_who_has_it_hands_it_on() -> None:
    of = held(A, ends_at=day(12))
    first = handed(of, A, B, day(9))
    assert keys(handover_faults(first, of, [], MEMBERS)) == []
    late = handed(of, A, C, day(10))
    assert keys(handover_faults(late, of, [first], MEMBERS)) == [
        ("from_officer_id", "park.not_the_holder")
    ]
    # Slipped in before: the next one's giver would not have it any more.
    between = handed(of, A, C, day(8, 15))
    assert keys(handover_faults(between, of, [first], MEMBERS)) == [
        ("from_officer_id", "park.not_the_holder")
    ]


@pytest.mark.parametrize(
    ("giver", "taker", "month", "told"),
    [
        (A, A, 9, ("to_officer_id", "park.to_oneself")),
        (A, B, 12, ("at", "park.handed_outside")),
        (A, B, 8, ("at", "park.handed_outside")),
    ],
)
def test_a_bad_hand_over_is_refused_in_words(
    giver: object, taker: object, month: int, told: tuple[str, str]
) -> None:
    of = held(A, ends_at=day(12))
    bad = handed(of, giver, taker, day(month))  # type: ignore[arg-type]
    assert keys(handover_faults(bad, of, [], MEMBERS)) == [told]


def test_nobody_hands_over_twice_at_one_moment_nor_to_who_has_left() -> None:
    of = held(A)
    first = handed(of, A, B, day(9))
    twice = handed(of, A, C, day(9))
    assert keys(handover_faults(twice, of, [first], MEMBERS)) == [("at", "park.handed_twice")]
    gone = {B: Member(B, day(8, 20), "left")}
    assert keys(handover_faults(first, of, [], gone)) == [("to_officer_id", "park.has_left")]


def test_who_has_left_is_relieved() -> None:
    of = held(A)
    gone = {B: Member(B)}
    assert keys(handover_faults(handed(of, A, B, day(10)), of, [], gone)) == []


def test_a_hand_over_that_others_follow_from_is_not_voided() -> None:
    of = held(A)
    first, second = handed(of, A, B, day(9)), handed(of, B, C, day(10))
    gone = replace(first, voided="错了")
    assert keys(handover_faults(gone, of, [second], MEMBERS, first)) == [
        ("voided", "park.not_the_holder")
    ]
    assert keys(handover_faults(replace(second, voided="错了"), of, [first], MEMBERS, second)) == []


def test_a_responsibility_is_not_cut_short_of_its_hand_overs() -> None:
    of = held(A)
    short = replace(of, ends_at=day(9))
    faults = responsibility_faults(short, around(), [handed(of, A, B, day(10))], of)
    assert keys(faults) == [("end", "park.handed_outside")]


def test_voiding_changes_nothing_else_and_targets_stay() -> None:
    of = held(A)
    assert keys(responsibility_faults(replace(of, voided="错了"), around(), (), of)) == []
    changed = replace(of, voided="错了", holder_id=B)
    assert keys(responsibility_faults(changed, around(), (), of)) == [("voided", "park.void_alone")]
    other = replace(of, block_code=None, cell_code="c1")
    assert keys(responsibility_faults(other, around(), (), of)) == [
        ("cell", "park.target_is_fixed")
    ]
    elsewhere = replace(EAST, area_code="other", code="x")
    assert keys(block_faults(elsewhere, around(), EAST)) == [
        ("area", "park.stays_in_its_area"),
        ("code", "park.code_is_fixed"),
    ]
