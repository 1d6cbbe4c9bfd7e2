"""The chain of custody: where each seized thing is, told from events that come in any order.

Events are put in order by the time of the act; of one time, by when the server had them, then by
id. Facts from the field are never refused. What cannot have been (returning what was destroyed)
changes nothing, and is told as a conflict, in words; what should not have been (disposing of
gear before its notice was over) is told too, but counts.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.seizures.events import CustodyEvent, Whereabouts
from geo_patrol.seizures.numbering import number_list
from geo_patrol.seizures.steps import step


class Conflict(NamedTuple):
    """What cannot be: the event, the items concerned, in order, and why."""

    event_id: UUID
    items: tuple[int, ...]
    finding: Finding


@dataclass(frozen=True)
class Chain:
    """Custody as far as it is known.

    Attributes
    ----------
    events
        Each once, in order.
    items
        Item → where it is; items of the inventory that no event has seized are missing here.
    conflicts
        In the order of the events.
    never_seized
        Items of the inventory that no event has seized.
    """

    events: tuple[CustodyEvent, ...]
    items: Mapping[int, Whereabouts]
    conflicts: tuple[Conflict, ...]
    never_seized: tuple[int, ...] = ()


def chain(events: Iterable[CustodyEvent], inventory: Collection[int] | None = None) -> Chain:
    """Put events in order and follow each item.

    The same events give the same chain in whatever order, and however often, they come.

    Parameters
    ----------
    inventory
        Numbers of the items there are; if not given, those that some event seized.

    Returns
    -------
    Chain
        Empty without events.

    Raises
    ------
    InvalidInput
        When a time has no offset.
    """
    ordered = _ordered(events)
    seized = {number for event in ordered if event.kind == "seized" for number in event.items}
    known = seized if inventory is None else frozenset(inventory)
    items: dict[int, Whereabouts] = {}
    conflicts: list[Conflict] = []
    ids: set[UUID] = set()
    for event in ordered:
        if event.id in ids:
            conflicts.append(_conflict(event, event.items, "id_twice", None))
            continue
        ids.add(event.id)
        # Many items fail for one reason: they are told in one sentence.
        failed: dict[tuple[str, Whereabouts | None], list[int]] = {}
        for number in event.items:
            if number not in known:
                failed.setdefault(("unknown", None), []).append(number)
                continue
            before = items.get(number)
            after, problems = step(before, event, to_come=number in seized)
            if after is not None:
                items[number] = after
            for problem in problems:
                failed.setdefault((problem, before), []).append(number)
        for (problem, before), numbers in failed.items():
            conflicts.append(_conflict(event, tuple(numbers), problem, before))
    missing = tuple(sorted(set(known) - items.keys()))
    return Chain(ordered, dict(sorted(items.items())), tuple(conflicts), missing)


def _conflict(
    event: CustodyEvent, items: tuple[int, ...], problem: str, before: Whereabouts | None
) -> Conflict:
    words = finding(
        "",
        f"seizures.custody_{problem}",
        items=number_list(items),
        place=before.place if before else "",
        told=event.from_place if event.kind == "moved" else event.place,
    )
    return Conflict(event.id, items, words)


def _ordered(events: Iterable[CustodyEvent]) -> tuple[CustodyEvent, ...]:
    return tuple(sorted({_plain(event) for event in events}, key=_order))


def _plain(event: CustodyEvent) -> CustodyEvent:
    """Return an event in one form: items named twice, or another offset, make no other event."""
    moments = (event.at, event.received_at, event.notice_ends or event.at)
    if any(moment.utcoffset() is None for moment in moments):
        raise InvalidInput("seizures.no_offset")
    return replace(
        event,
        items=tuple(sorted(set(event.items))),
        at=event.at.astimezone(UTC),
        received_at=event.received_at.astimezone(UTC),
        notice_ends=event.notice_ends and event.notice_ends.astimezone(UTC),
    )


def _order(event: CustodyEvent) -> tuple[datetime, datetime, str, str]:
    return (event.at, event.received_at, str(event.id), repr(event))
