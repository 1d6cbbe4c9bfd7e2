"""What one law table has that another has not: entries that came, went, or read otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Change = Literal["added", "changed", "dropped"]
Content = Mapping[str, Sequence[Mapping[str, Any]]]
"""Entries by section, in JSON values; see `geo_patrol.workflows.law.content_of`."""


@dataclass(frozen=True)
class Difference:
    """An entry that two tables do not have alike.

    Attributes
    ----------
    section
        ``acts``, ``rules``, ``duties`` or ``periods``.
    id, since
        Which entry it is; several of one id follow each other, each from its first local day on,
        None for one that was in force before the table's time.
    before, after
        The entry in the one table and in the other; None where it is not in it.
    """

    section: str
    id: str
    since: str | None
    change: Change
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def differences(before: Content, after: Content) -> Iterator[Difference]:
    """Yield what differs from one table to another, section by section, in the later one's order.

    What was dropped comes last in its section.
    """
    for section in after:
        old = {_key(one): one for one in before.get(section, ())}
        for entry in after[section]:
            was = old.pop(_key(entry), None)
            if was != entry:
                change: Change = "added" if was is None else "changed"
                yield Difference(section, *_key(entry), change, was, entry)
        for key, was in old.items():
            yield Difference(section, *key, "dropped", was, None)


def _key(entry: Mapping[str, Any]) -> tuple[str, str | None]:
    return str(entry["id"]), entry.get("valid_from")
