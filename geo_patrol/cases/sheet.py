"""What a supervision sheet (督办单) is made from: all that stands on it, in plain values."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from geo_patrol.cases.limits import Limit, LimitOf
from geo_patrol.cases.records import Stage, StepKind
from geo_patrol.errors import Finding
from geo_patrol.incidents.records import Source


@dataclass(frozen=True)
class WayLine:
    """A step: what was done, by whom and to whom in words, and what was noted."""

    at: datetime
    kind: StepKind
    by: str = ""
    to: str = ""
    note: str = ""


@dataclass(frozen=True)
class LimitLine:
    """A limit that was not kept: ``met_at`` is None while it runs."""

    what: LimitOf
    limit: Limit
    started_at: datetime
    due_at: datetime
    met_at: datetime | None


@dataclass(frozen=True)
class SupervisionSheet:
    """A case as its supervision sheet shows it; what is empty is left to be written by hand.

    Attributes
    ----------
    number, at, until, demand
        Of the supervision: empty and None as long as nobody has ordered one. Then the sheet is a
        draft, and says so.
    to
        Who has the case, in words; empty where nobody is named.
    reasons
        Why it is to be supervised.
    counts
        False of a case that does not count: the sheet is marked so.
    """

    id: UUID
    category: str
    source: Source
    place: str
    reported_at: datetime
    stage: Stage
    since: datetime
    to: str
    reasons: tuple[Finding, ...]
    limits: tuple[LimitLine, ...]
    way: tuple[WayLine, ...]
    zone: tzinfo
    address: str
    as_of: datetime
    number: str = ""
    at: datetime | None = None
    until: datetime | None = None
    demand: str = ""
    authority: str = ""
    squad: str = ""
    demo: bool = False
    counts: bool = True

    @property
    def draft(self) -> bool:
        """Whether nobody has ordered it yet."""
        return self.at is None
