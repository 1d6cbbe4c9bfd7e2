"""The audit chain: every change, each entry bound to the one before by its hash.

An entry's hash covers all its fields and the hash before it, so that nothing can be edited, taken
out, put in or reordered without every later hash changing. Cutting entries off at the end leaves
a sound chain: that is found by an anchor, a chain's head kept somewhere else, and by records whose
entry is missing.

A squad has a chain of its own, and administration has one: squads never wait for each other.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import Any, Literal, NamedTuple

ADMINISTRATION = "@administration"
"""The chain of what concerns no squad: accounts, sessions, devices. No squad's code begins so."""

Algorithm = Literal["sha256", "sm3"]
Outcome = Literal["done", "refused"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_quoted = encode_basestring


class Act(NamedTuple):
    """What is to be entered: who did what to which object, and how it ended.

    ``details`` are plain JSON values and hold nothing personal: a record's version and digest.
    """

    chain: str
    actor: str
    action: str
    object: str
    at: datetime
    details: Mapping[str, Any] = {}
    outcome: Outcome = "done"


class Entry(NamedTuple):
    """One entry of a chain; ``seq`` counts from 1, ``prev`` is empty at the first one.

    ``details`` is canonical JSON, ``hash`` and ``prev`` are hexadecimal.
    """

    chain: str
    seq: int
    at: datetime
    actor: str
    action: str
    object: str
    outcome: str
    details: str
    algorithm: str
    prev: str
    hash: str


@dataclass(frozen=True)
class Head:
    """Where a chain ends; 0 and empty before its first entry."""

    chain: str
    seq: int = 0
    hash: str = ""


@dataclass(frozen=True)
class Break:
    """A place where a chain does not hold; ``key`` is the message that says how."""

    chain: str
    seq: int
    key: str


def canonical_json(value: object) -> str:
    """Return JSON in its one form: sorted keys, no spaces, text as it is."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def entry_hash(entry: Entry) -> str:
    """Return the hash that an entry must have.

    Raises
    ------
    ValueError
        When this Python's OpenSSL lacks the algorithm.
    """
    covered = covered_text(entry).encode()
    if entry.algorithm == "sha256":
        return hashlib.sha256(covered).hexdigest()
    return hashlib.new(entry.algorithm, covered).hexdigest()


def covered_text(entry: Entry) -> str:
    """Return what an entry's hash is taken of: a JSON array without spaces, in UTF-8.

    Algorithm, chain, number, microseconds since 1970, actor, action, object, outcome, details (as
    a string), the hash before. Written out by hand: half the time of a verification is this.
    """
    since = entry.at - EPOCH
    at_us = (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    return (
        f"[{_quoted(entry.algorithm)},{_quoted(entry.chain)},{entry.seq},{at_us},"
        f"{_quoted(entry.actor)},{_quoted(entry.action)},{_quoted(entry.object)},"
        f"{_quoted(entry.outcome)},{_quoted(entry.details)},{_quoted(entry.prev)}]"
    )


def link(acts: Iterable[Act], head: Head, algorithm: Algorithm) -> list[Entry]:
    """Return the entries that carry a chain on from its head, one for each act."""
    entries: list[Entry] = []
    for act in acts:
        entry = Entry(
            chain=head.chain,
            seq=head.seq + 1,
            at=act.at,
            actor=act.actor,
            action=act.action,
            object=act.object,
            outcome=act.outcome,
            details=canonical_json(act.details),
            algorithm=algorithm,
            prev=head.hash,
            hash="",
        )
        entry = entry._replace(hash=entry_hash(entry))
        entries.append(entry)
        head = Head(head.chain, entry.seq, entry.hash)
    return entries


def breaks(entries: Iterable[Entry], anchors: Mapping[str, Head] | None = None) -> Iterator[Break]:
    """Yield where chains do not hold.

    Parameters
    ----------
    entries
        Of all chains, each chain in the order of its ``seq``.
    anchors
        Heads that were written down before, by chain: the chain must still run through them.
    """
    anchors = anchors or {}
    ends: dict[str, tuple[int, str]] = {}
    for entry in entries:
        chain, seq = entry.chain, entry.seq
        last_seq, last_hash = ends.get(chain, _NOTHING)
        if seq != last_seq + 1:
            yield Break(chain, last_seq + 1, "audit.missing")
        elif entry.prev != last_hash:
            yield Break(chain, seq, "audit.relinked")
        if not _sound(entry):
            yield Break(chain, seq, "audit.edited")
        if chain in anchors and anchors[chain].seq == seq and anchors[chain].hash != entry.hash:
            yield Break(chain, seq, "audit.not_as_anchored")
        ends[chain] = seq, entry.hash
    for chain, anchor in anchors.items():
        last_seq, _ = ends.get(chain, _NOTHING)
        if last_seq < anchor.seq:
            yield Break(chain, last_seq + 1, "audit.cut_off")


_NOTHING = (0, "")


def _sound(entry: Entry) -> bool:
    try:
        return entry_hash(entry) == entry.hash
    except ValueError:
        return False
