"""Custody events for tests, on one night."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from geo_patrol.seizures import Chain, CustodyEvent, EventKind

NIGHT = datetime(2026, 9, 1, 14, tzinfo=UTC)


def at(minute: float) -> datetime:
    """Return a moment by the minutes after the night's first sight."""
    return NIGHT + timedelta(minutes=minute)


def event(
    kind: EventKind, minute: float, items: tuple[int, ...] = (1,), *, id: int = 0, **more: Any
) -> CustodyEvent:
    """Return an event; its id follows from its time and kind, unless one is given."""
    number = id or int(minute * 1000) + sum(map(ord, kind)) * 1_000_000
    given = {"received_at": at(minute + 1)} | more
    return CustodyEvent(UUID(int=number), kind, items, at(minute), **given)


def conflicts(found: Chain) -> list[tuple[str, tuple[int, ...]]]:
    """Return what conflicts there are; each must have words in both languages."""
    for one in found.conflicts:
        assert one.finding.text("zh") and one.finding.text("en")
    return [
        (one.finding.key.removeprefix("seizures.custody_"), one.items) for one in found.conflicts
    ]
