"""What happens to seized things, and where each of them is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

EventKind = Literal[
    "seized",
    "moved",
    "inspected",
    "notice_posted",
    "confiscated",
    "returned",
    "destroyed",
    "transferred",
    "released_live",
    "disposed",
]


@dataclass(frozen=True)
class CustodyEvent:
    """One act on some of a seizure's items.

    Attributes
    ----------
    items
        Numbers in the inventory.
    at, received_at
        When it was done, by the phone; when the server had it. Both aware.
    place
        Where the items are afterwards: for what is seized, moved or inspected. Empty if nothing is
        said.
    from_place
        Where they were taken from, if it was written down.
    notice_ends
        Of a posted notice, when its time is over: as the office set it.
    to
        Who has them now: of what is returned, transferred or disposed of. A role or an agency, no
        private person.
    """

    id: UUID
    kind: EventKind
    items: tuple[int, ...]
    at: datetime
    received_at: datetime
    place: str = ""
    from_place: str = ""
    notice_ends: datetime | None = None
    to: str = ""
    note: str = ""


State = Literal[
    "held", "confiscated", "returned", "destroyed", "transferred", "released_live", "disposed"
]
ENDED: frozenset[State] = frozenset(
    {"returned", "destroyed", "transferred", "released_live", "disposed"}
)
"""The office holds it no more."""


class Whereabouts(NamedTuple):
    """Where one item is, and since when.

    ``place`` is the last one it was in, where its state is one of an end; ``placed_at`` is when it
    came there. ``event_id`` is what brought it into its state or place. ``notice_ends`` is None
    without a notice.
    """

    state: State
    place: str
    placed_at: datetime
    since: datetime
    event_id: UUID
    to: str = ""
    notice_ends: datetime | None = None
