"""Custody as it is recorded: one act, with whose items it is about."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geo_patrol.seizures.events import CustodyEvent, EventKind


@dataclass(frozen=True)
class CustodyRecord:
    """One act on some of a seizure's items, as it was sent; see `CustodyEvent`.

    ``handed_to`` is a role or an agency, no private person; ``voided`` says why it does not count.
    """

    id: UUID
    seizure_id: UUID
    kind: EventKind
    items: tuple[int, ...]
    at: datetime
    place: str = ""
    from_place: str = ""
    notice_ends: datetime | None = None
    handed_to: str = ""
    note: str = ""
    voided: str = ""

    def event(self, received_at: datetime) -> CustodyEvent:
        """Return it as a link of the chain."""
        return CustodyEvent(
            self.id,
            self.kind,
            self.items,
            self.at,
            received_at,
            self.place,
            self.from_place,
            self.notice_ends,
            self.handed_to,
            self.note,
        )
