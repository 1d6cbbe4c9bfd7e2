"""The chain by itself: whatever is done to it shows."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.audit import (
    Act,
    Algorithm,
    Entry,
    Head,
    breaks,
    canonical_json,
    covered_text,
    entry_hash,
    link,
)

AT = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)


def acts(n: int, chain: str = "reservoir") -> list[Act]:
    return [
        Act(chain, "officer/1", "edit", f"incident/{i}", AT + timedelta(seconds=i), {"version": i})
        for i in range(n)
    ]


def chain_of(n: int, chain: str = "reservoir", algorithm: Algorithm = "sha256") -> list[Entry]:
    return link(acts(n, chain), Head(chain), algorithm)


def keys(entries: list[Entry], anchors: dict[str, Head] | None = None) -> list[tuple[int, str]]:
    return [(one.seq, one.key) for one in breaks(entries, anchors)]


def head_of(entries: list[Entry], n: int) -> dict[str, Head]:
    return {entries[0].chain: Head(entries[0].chain, n, entries[n - 1].hash)}


def test_a_chain_that_nobody_touched_holds() -> None:
    entries = chain_of(50)
    assert keys(entries) == []
    assert keys(entries, head_of(entries, 50)) == []
    assert keys([]) == []


# What is hashed, written out: a program that has nothing of ours can check a chain.
COVERED = (
    '["{}","reservoir",1,1767323045678901,"officer/1","edit","incident/0","done",'
    '"{{\\"version\\":0}}",""]'
)
KNOWN: dict[Algorithm, str] = {
    "sha256": "b4329fc766210ac1b671694d2beec816aec518ce0ac470c3b5f94f0ca359e102",
    "sm3": "2ceb9bf649243eb489eddae4493f4ceabcfe61cf04d5987deb36d4cb4ba35c45",
}


@pytest.mark.parametrize("algorithm", ["sha256", "sm3"])
def test_hashes_are_what_they_have_always_been(algorithm: Algorithm) -> None:
    (entry,) = link(acts(1), Head("reservoir"), algorithm)
    assert entry.hash == KNOWN[algorithm]
    text = COVERED.format(algorithm)
    assert entry.hash == hashlib.new(algorithm, text.encode()).hexdigest()


def test_sm3_is_the_standard_s() -> None:
    # GB/T 32905-2016, example 1.
    known = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert hashlib.new("sm3", b"abc").hexdigest() == known


def test_an_anchor_taken_earlier_holds_while_the_chain_grows() -> None:
    entries = chain_of(50)
    assert keys(entries, head_of(entries, 20)) == []


CHANGES: dict[str, Any] = {
    "chain": "park",
    "at": AT + timedelta(microseconds=1),
    "actor": "officer/2",
    "action": "create",
    "object": "incident/x",
    "outcome": "refused",
    "details": "{}",
    "algorithm": "sm3",
}


@pytest.mark.parametrize("field", [name for name in CHANGES if name != "chain"])
def test_an_edit_of_any_field_shows_where_it_was_made(field: str) -> None:
    entries = chain_of(10)
    entries[4] = entries[4]._replace(**{field: CHANGES[field]})
    assert keys(entries) == [(5, "audit.edited")]


def test_an_edit_with_its_hash_made_anew_shows_at_the_next_entry() -> None:
    entries = chain_of(10)
    forged = entries[4]._replace(actor="officer/2")
    entries[4] = forged._replace(hash=entry_hash(forged))
    assert keys(entries) == [(6, "audit.relinked")]


def test_an_algorithm_that_does_not_exist_is_no_way_out() -> None:
    entries = chain_of(3)
    entries[1] = entries[1]._replace(algorithm="none")
    assert keys(entries) == [(2, "audit.edited")]


def test_a_deletion_in_the_middle_and_at_the_beginning_show() -> None:
    entries = chain_of(10)
    assert keys([*entries[:4], *entries[5:]]) == [(5, "audit.missing")]
    assert keys(entries[1:]) == [(1, "audit.missing")]


def test_a_deletion_closed_up_by_renumbering_shows() -> None:
    entries = chain_of(10)
    renumbered = [one._replace(seq=one.seq - 1) for one in entries[5:]]
    found = keys([*entries[:4], *renumbered])
    assert found[0] == (5, "audit.relinked")
    assert {key for _seq, key in found} == {"audit.relinked", "audit.edited"}


def test_two_entries_in_each_others_place_show() -> None:
    entries = chain_of(10)
    entries[3], entries[4] = entries[4]._replace(seq=4), entries[3]._replace(seq=5)
    assert (4, "audit.relinked") in keys(entries)


def test_a_cut_at_the_end_shows_by_the_anchor_only() -> None:
    entries = chain_of(10)
    assert keys(entries[:7]) == []
    assert keys(entries[:7], head_of(entries, 10)) == [(8, "audit.cut_off")]
    assert keys([], head_of(entries, 10)) == [(1, "audit.cut_off")]


def test_a_chain_forged_from_the_start_shows_by_the_anchor() -> None:
    entries = chain_of(10)
    forged = link(
        [one._replace(actor="officer/9") for one in acts(10)], Head("reservoir"), "sha256"
    )
    assert keys(forged) == []
    assert keys(forged, head_of(entries, 10)) == [(10, "audit.not_as_anchored")]


def test_chains_do_not_touch_each_other() -> None:
    park, reservoir = chain_of(5, "park"), chain_of(5)
    reservoir[2] = reservoir[2]._replace(actor="x")
    assert [(one.chain, one.seq) for one in breaks([*park, *reservoir])] == [("reservoir", 3)]


def test_a_chain_may_change_its_algorithm_and_goes_on() -> None:
    first = chain_of(5)
    last = first[-1]
    more = link(acts(5), Head(last.chain, last.seq, last.hash), "sm3")
    assert keys([*first, *more]) == []
    more[0] = more[0]._replace(actor="x")
    assert keys([*first, *more]) == [(6, "audit.edited")]


@given(st.data())
def test_no_single_tampering_goes_unseen_with_an_anchor(data: st.DataObject) -> None:
    entries = chain_of(data.draw(st.integers(2, 12)))
    anchors = head_of(entries, len(entries))
    place = data.draw(st.integers(0, len(entries) - 1))
    way = data.draw(st.sampled_from(["edit", "rehash", "delete", "cut", "swap", "insert"]))
    if way == "edit":
        field = data.draw(st.sampled_from([name for name in CHANGES if name != "chain"]))
        entries[place] = entries[place]._replace(**{field: CHANGES[field]})
    elif way == "rehash":
        forged = entries[place]._replace(object="incident/forged")
        entries[place] = forged._replace(hash=entry_hash(forged))
    elif way == "delete":
        del entries[place]
    elif way == "cut":
        entries = entries[:place]
    elif way == "swap":
        other = (place + 1) % len(entries)
        entries[place], entries[other] = entries[other], entries[place]
    else:
        entries.insert(place, entries[place]._replace(object="incident/forged"))
    assert keys(entries, anchors) != []


@given(st.builds(Act, *(st.text() for _ in range(4)), st.just(AT), st.just({}), st.just("done")))
def test_what_is_hashed_is_json_whatever_the_text(act: Act) -> None:
    (entry,) = link([act], Head(act.chain), "sha256")
    at_us = 1767323045678901
    assert json.loads(covered_text(entry)) == [
        *("sha256", act.chain, 1, at_us, act.actor, act.action, act.object, "done", "{}", "")
    ]


def test_canonical_json_has_one_form_for_one_value() -> None:
    assert canonical_json({"b": 1, "a": "劝离"}) == '{"a":"劝离","b":1}'
    assert canonical_json({"a": "劝离", "b": 1}) == canonical_json({"b": 1, "a": "劝离"})
