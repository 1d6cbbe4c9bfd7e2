"""Which records belong to an operation: those that somebody named, and incidents by themselves.

An incident says where it was met: in a campaign, in a joint operation. One that lies in the time
and area of just one such operation belongs to it, unless somebody says otherwise. The rest is
offered, and counts once somebody takes it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from geo_patrol.incidents.records import Source
from geo_patrol.operations.records import LinkKind, Operation, OperationLink

Why = Literal["contested", "patrol", "outside"]
"""Why an incident is only offered: another operation of the same kind is in the same place and
time; it was met on one of the operation's patrols, but not as part of it; or it was met as part of
such an operation, in its time, but outside the areas of any: a position may be some metres off."""


@dataclass(frozen=True)
class Candidate:
    """An incident that may belong to an operation."""

    id: UUID
    at: datetime
    area_code: str | None
    source: Source
    patrol_id: UUID | None = None


@dataclass(frozen=True)
class Belonging:
    """Incidents of an operation by how they came to it, each in one place only."""

    linked: tuple[UUID, ...] = ()
    matched: tuple[UUID, ...] = ()
    offered: tuple[tuple[UUID, Why], ...] = ()

    @property
    def counting(self) -> tuple[UUID, ...]:
        """Those that belong to it."""
        return (*self.linked, *self.matched)


def named(links: Iterable[OperationLink], kind: LinkKind) -> set[UUID]:
    """Return what is said to belong to an operation; one word that holds is enough."""
    return {one.target_id for one in links if one.kind == kind and not one.removed}


def taken_out(links: Sequence[OperationLink], kind: LinkKind) -> set[UUID]:
    """Return what is said not to belong to it, and by nobody to belong."""
    removed = {one.target_id for one in links if one.kind == kind and one.removed}
    return removed - named(links, kind)


def meets(operation: Operation, one: Candidate) -> bool:
    """Whether an incident came up in an operation's time and area, as part of its kind."""
    if not _in_its_time(operation, one):
        return False
    return not operation.area_codes or one.area_code in operation.area_codes


def _in_its_time(operation: Operation, one: Candidate) -> bool:
    return one.source == operation.kind and operation.starts_at <= one.at < operation.ends_at


def belonging(
    operation: Operation,
    candidates: Iterable[Candidate],
    links: Sequence[OperationLink],
    *,
    patrols: Collection[UUID] = (),
    others: Sequence[Operation] = (),
    linked_elsewhere: Collection[UUID] = (),
) -> Belonging:
    """Sort incidents out.

    Parameters
    ----------
    candidates
        Incidents of the squad that count: at least those of the operation's time, of its patrols,
        and those that are linked.
    links
        All links of the operation.
    patrols
        The operation's patrols.
    others
        The squad's other operations that count.
    linked_elsewhere
        Incidents that links to other operations name: they are matched no more.
    """
    wanted, out = named(links, "incident"), taken_out(links, "incident")
    linked: list[UUID] = []
    matched: list[UUID] = []
    offered: list[tuple[UUID, Why]] = []
    for one in sorted(candidates, key=lambda one: (one.at, one.id)):
        if one.id in wanted:
            linked.append(one.id)
        elif one.id in out or one.id in linked_elsewhere:
            continue
        elif meets(operation, one):
            if any(meets(other, one) for other in others):
                offered.append((one.id, "contested"))
            else:
                matched.append(one.id)
        elif one.patrol_id in patrols:
            offered.append((one.id, "patrol"))
        elif _in_its_time(operation, one) and not any(meets(other, one) for other in others):
            offered.append((one.id, "outside"))
    return Belonging(tuple(linked), tuple(matched), tuple(offered))
