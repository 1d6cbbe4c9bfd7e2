"""A month's proposal: which checks go together, and when each visit can be."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple
from uuid import UUID

from geo_patrol.cases.worktime import WorkTime
from geo_patrol.errors import Finding, finding
from geo_patrol.firms.merging import merge
from geo_patrol.firms.opening import Opening, common, no_room, opening
from geo_patrol.firms.quiet import quiet_stretches
from geo_patrol.firms.records import PlannedCheck, QuietWindow
from geo_patrol.firms.stretches import DAY, Stretch


class Busy(NamedTuple):
    """Agencies that are at a firm, and when."""

    firm_id: UUID
    agencies: frozenset[str]
    when: Stretch


@dataclass(frozen=True)
class Proposal:
    """A visit that could be, for one or more checks of a firm; ``reasons`` say why it is so."""

    firm_id: UUID
    starts_at: datetime
    minutes: int
    checks: tuple[PlannedCheck, ...]
    reasons: tuple[Finding, ...]

    @property
    def ends_at(self) -> datetime:
        """When it would be over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def agencies(self) -> frozenset[str]:
        """Whose checks they are."""
        return frozenset(one.agency for one in self.checks)


@dataclass(frozen=True)
class Plan:
    """Proposals by time, the checks that find no room with why, and whether no fewer can do."""

    proposals: tuple[Proposal, ...] = ()
    no_room: tuple[tuple[PlannedCheck, tuple[Finding, ...]], ...] = ()
    fewest: bool = True

    @property
    def n_checks(self) -> int:
        """Checks that the proposals do for: each would have been a visit of its own."""
        return sum(len(one.checks) for one in self.proposals)

    @property
    def n_avoided(self) -> int:
        """Visits that the firms would be spared."""
        return self.n_checks - len(self.proposals)


def plan(
    checks: Iterable[PlannedCheck],
    quiet: Mapping[UUID, Sequence[QuietWindow]],
    worktime: WorkTime,
    *,
    busy: Sequence[Busy] = (),
    capacity: int | None = None,
) -> Plan:
    """Propose visits for checks that are in none yet.

    Which checks go together is decided firm by firm, for the fewest visits; then the visits are
    given their times, those first that can wait least: no agency is at two firms at once, nor at
    more than ``capacity`` firms a day where that is given. A visit that finds no such time gets
    its first one all the same, and says so.

    Parameters
    ----------
    quiet
        Quiet windows by firm.
    busy
        Visits that are decided already.
    """
    by_firm: dict[UUID, list[PlannedCheck]] = defaultdict(list)
    for one in checks:
        by_firm[one.firm_id].append(one)
    groups: list[tuple[Opening, ...]] = []
    closed: list[tuple[PlannedCheck, tuple[Finding, ...]]] = []
    fewest = True
    for firm_id in sorted(by_firm):
        windows = quiet.get(firm_id, ())
        some = sorted(by_firm[firm_id], key=lambda one: (one.opens_at, one.closes_at, one.id))
        found = [opening(one, windows, worktime) for one in some]
        closed += [
            (one.check, tuple(no_room(one.check, windows, worktime)))
            for one in found
            if not one.starts
        ]
        made = merge(found)
        groups += made.groups
        fewest = fewest and made.fewest
    calendar = _Calendar(worktime.tz, busy, capacity)
    order = sorted(groups, key=lambda group: (common(group)[-1].end, group[0].check.id))
    proposals = [_proposal(one, quiet, worktime.tz, calendar) for one in order]
    proposals.sort(key=lambda one: (one.starts_at, one.firm_id))
    return Plan(tuple(proposals), tuple(closed), fewest)


def _proposal(
    group: Sequence[Opening],
    quiet: Mapping[UUID, Sequence[QuietWindow]],
    tz: tzinfo,
    calendar: "_Calendar",
) -> Proposal:
    checks = tuple(one.check for one in group)
    firm_id, minutes = checks[0].firm_id, max(one.minutes for one in checks)
    agencies = frozenset(one.agency for one in checks)
    starts = common(group)
    start = calendar.first(starts, timedelta(minutes=minutes), firm_id, agencies)
    reasons = [_why(checks)]
    opens = max(one.opens_at for one in checks)
    if quiet_stretches(quiet.get(firm_id, ()), opens, min(one.closes_at for one in checks), tz):
        reasons.append(finding("start", "firms.why_quiet"))
    if start is None:
        start = starts[0].start
        reasons.append(finding("start", "firms.why_crowded"))
    when = Stretch(start, start + timedelta(minutes=minutes))
    calendar.take(Busy(firm_id, agencies, when))
    return Proposal(firm_id, start, minutes, checks, tuple(reasons))


def _why(checks: Sequence[PlannedCheck]) -> Finding:
    if len(checks) > 1:
        n = len({one.agency for one in checks})
        return finding("checks", "firms.why_merged", n=len(checks), agencies=n)
    if checks[0].unannounced:
        return finding("checks", "firms.why_unannounced")
    return finding("checks", "firms.why_alone")


class _Calendar:
    """Where agencies and firms are already: neither is at two visits at once."""

    def __init__(self, tz: tzinfo, busy: Sequence[Busy], capacity: int | None) -> None:
        self._tz, self._capacity = tz, capacity
        self._busy: list[Busy] = []
        self._per_day: Counter[tuple[str, date]] = Counter()
        for one in busy:
            self.take(one)

    def take(self, one: Busy) -> None:
        """Note that some agencies are at a firm."""
        self._busy.append(one)
        for agency in one.agencies:
            self._per_day[agency, self._day(one.when.start)] += 1

    def first(
        self,
        starts: Iterable[Stretch],
        length: timedelta,
        firm_id: UUID,
        agencies: frozenset[str],
    ) -> datetime | None:
        """Return the first moment at which all are free for a length, or None."""
        met = [
            one.when
            for one in self._busy
            if one.firm_id == firm_id or not one.agencies.isdisjoint(agencies)
        ]
        for begin, end in starts:
            at = begin
            while at <= end:
                later = self._later(at, length, met, agencies)
                if later is None:
                    return at
                at = later
        return None

    def _later(
        self, at: datetime, length: timedelta, met: Sequence[Stretch], agencies: frozenset[str]
    ) -> datetime | None:
        """Return when to look again; None when all are free."""
        day = self._day(at)
        if self._capacity is not None and any(
            self._per_day[one, day] >= self._capacity for one in agencies
        ):
            return datetime.combine(day + DAY, time.min, self._tz)
        ends = [one.end for one in met if one.start < at + length and one.end > at]
        return max(ends) if ends else None

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self._tz).date()
