"""Which of a patrol's tracks count."""

from random import Random
from uuid import UUID

import hypothesis.strategies as st
from hypothesis import given

from geo_patrol.tracks.standing import standings

A, B, C, D, E = (UUID(int=n) for n in range(1, 6))

NODES = st.integers(1, 7).map(lambda n: UUID(int=n))
EDGES = st.lists(st.tuples(NODES, NODES).filter(lambda one: one[0] != one[1]), max_size=14)


def counting(tracks: list[UUID], supersedes: list[tuple[UUID, UUID]], *gone: UUID) -> list[UUID]:
    found = standings(tracks, supersedes, gone)
    return sorted(one for one, what in found.items() if what == "counts")


def test_no_tracks_have_no_standing() -> None:
    assert standings([], [(A, B)], [C]) == {}


def test_a_better_track_stands_for_the_one_it_names_and_for_what_that_one_stood_for() -> None:
    assert standings([A, B, C], [(B, A)], []) == {A: "superseded", B: "counts", C: "counts"}
    assert counting([A, B, C], [(B, A), (C, B)]) == [C]


def test_what_a_withdrawn_track_says_of_others_does_not_hold() -> None:
    assert standings([A, B], [(B, A)], [B]) == {A: "counts", B: "withdrawn"}
    assert counting([A, B, C], [(B, A), (C, B)], B) == [A, C]


def test_a_track_that_is_withdrawn_and_superseded_is_withdrawn() -> None:
    assert standings([A, B], [(B, A)], [A])[A] == "withdrawn"


def test_ids_of_tracks_that_have_not_come_change_nothing() -> None:
    assert counting([A, B], [(A, C), (C, B)], D) == [A, B]


def test_of_a_circle_the_smallest_id_counts() -> None:
    assert counting([A, B, C], [(A, B), (B, C), (C, A)]) == [A]
    assert counting([A, B, C, D], [(B, C), (C, B), (C, D)]) == [A, B]


def test_none_of_a_circle_counts_when_a_track_outside_supersedes_any_of_it() -> None:
    assert counting([A, B, C], [(A, B), (B, A), (C, B)]) == [C]
    assert counting([A, B, C, D], [(A, B), (B, A), (C, D), (D, C), (D, A)]) == [C]


def test_a_long_chain_has_one_that_counts() -> None:
    chain = [UUID(int=n) for n in range(1, 20_001)]
    assert counting(chain, list(zip(chain[1:], chain[:-1], strict=True))) == [chain[-1]]


def reached(start: UUID, edges: set[tuple[UUID, UUID]]) -> set[UUID]:
    found = {start}
    while more := {older for newer, older in edges if newer in found} - found:
        found |= more
    return found


@given(st.sets(NODES), EDGES, st.sets(NODES), st.randoms(use_true_random=False))
def test_it_is_what_the_definition_says_whatever_the_order(
    tracks: set[UUID],
    edges: list[tuple[UUID, UUID]],
    gone: set[UUID],
    random: Random,
) -> None:
    found = standings(tracks, edges, gone)
    held = tracks - gone
    heard = {one for one in edges if held.issuperset(one)}
    for one in tracks:
        above = {other for other in held if one in reached(other, heard)}
        top = above <= reached(one, heard) and one == min({one, *above})
        expected = "withdrawn" if one in gone else "counts" if top else "superseded"
        assert found[one] == expected
    assert any(what == "counts" for what in found.values()) == bool(held)
    everything, twice = list(tracks), [*edges, *edges]
    random.shuffle(everything)
    random.shuffle(twice)
    assert standings(everything, twice, gone) == found
