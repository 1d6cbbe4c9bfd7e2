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
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, NamedTuple

ADMINISTRATION = "@administration"
"""The chain of what concerns no squad: accounts, sessions, devices. No squad's code begins so."""

Algorithm = Literal["sha256", "sm3"]
Outcome = Literal["done", "refused"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


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
    covered = [
        entry.algorithm,
        entry.chain,
        entry.seq,
        (entry.at - EPOCH) // MICROSECOND,
        entry.actor,
        entry.action,
        entry.object,
        entry.outcome,
        entry.details,
        entry.prev,
    ]
    text = json.dumps(covered, separators=(",", ":"), ensure_ascii=False)
    return hashlib.new(entry.algorithm, text.encode()).hexdigest()


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
    reached: dict[str, Head] = {}
    for entry in entries:
        before = reached.get(entry.chain, Head(entry.chain))
        if entry.seq != before.seq + 1:
            yield Break(entry.chain, before.seq + 1, "audit.missing")
        elif entry.prev != before.hash:
            yield Break(entry.chain, entry.seq, "audit.relinked")
        if not _sound(entry):
            yield Break(entry.chain, entry.seq, "audit.edited")
        anchor = anchors.get(entry.chain)
        if anchor is not None and anchor.seq == entry.seq and anchor.hash != entry.hash:
            yield Break(entry.chain, entry.seq, "audit.not_as_anchored")
        reached[entry.chain] = Head(entry.chain, entry.seq, entry.hash)
    for chain, anchor in anchors.items():
        end = reached.get(chain, Head(chain))
        if end.seq < anchor.seq:
            yield Break(chain, end.seq + 1, "audit.cut_off")


def _sound(entry: Entry) -> bool:
    try:
        return entry_hash(entry) == entry.hash
    except ValueError:
        return False
