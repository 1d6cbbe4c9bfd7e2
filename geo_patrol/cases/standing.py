"""How a case stands: its stage, who has it, which limits run, and what a person should see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from geo_patrol.cases.following import Conflict, Way, follow
from geo_patrol.cases.limits import Limit, LimitOf, Limits, LimitTable
from geo_patrol.cases.records import Act, Case, Holder, Origin, Stage
from geo_patrol.cases.worktime import WorkTime
from geo_patrol.errors import Finding, finding

WAITS_FOR: dict[Stage, LimitOf] = {
    "reported": "accept",
    "accepted": "dispatch",
    "dispatched": "handle",
    "handled": "verify",
    "verified": "close",
}


@dataclass(frozen=True)
class Terms:
    """What cases are measured by, at a moment."""

    table: LimitTable
    worktime: WorkTime
    now: datetime


@dataclass(frozen=True)
class Run:
    """A limit that runs, or has run; of one moment on which it is due it is overdue.

    ``met_at`` is None while it runs. Handing a case on does not begin its time anew; sending it
    back does.
    """

    what: LimitOf
    limit: Limit
    started_at: datetime
    due_at: datetime
    met_at: datetime | None = None
    remarks: tuple[Finding, ...] = ()

    @property
    def was_late(self) -> bool:
        """Whether it was met, but after it was due."""
        return self.met_at is not None and self.met_at >= self.due_at

    def is_overdue(self, now: datetime) -> bool:
        """Whether it runs, and was due before."""
        return self.met_at is None and self.due_at <= now


class Taken(NamedTuple):
    """How long a case took from its report to its last close, in seconds."""

    s: float
    working_s: float


@dataclass(frozen=True)
class CaseStanding:
    """How a case stands.

    Attributes
    ----------
    counts
        False of one that was voided, or whose incident does not count.
    since
        When it came to its stage.
    runs
        All limits that ran, in order of their beginning, those of the whole among them.
    in_time
        Of a closed case: whether every limit of the whole was kept; None of an open one, and
        without such a limit.
    taken
        None of an open case.
    """

    id: UUID
    squad_code: str
    origin: Origin
    counts: bool
    demo: bool
    way: Way
    runs: tuple[Run, ...]
    now: datetime
    taken: Taken | None
    score: int | None

    @property
    def category(self) -> str:
        """The code of what it is about."""
        return self.origin.category

    @property
    def area_code(self) -> str | None:
        """The area it lies in."""
        return self.origin.area_code

    @property
    def cell_code(self) -> str | None:
        """The cell it lies in."""
        return self.origin.cell_code

    @property
    def reported_at(self) -> datetime:
        """When it was first told of."""
        return self.way.reported_at

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        return self.way.position.stage

    @property
    def since(self) -> datetime:
        """When it came there."""
        return self.way.stays[-1].start

    @property
    def closed_at(self) -> datetime | None:
        """When it was closed last; None of an open one."""
        return self.since if self.stage == "closed" else None

    @property
    def holder(self) -> Holder | None:
        """Who has it now; None of a closed one."""
        return self.way.position.holder

    @property
    def open_runs(self) -> tuple[Run, ...]:
        """The limits that run now, the earliest due first."""
        found = [one for one in self.runs if one.met_at is None]
        return tuple(sorted(found, key=lambda one: (one.due_at, one.what)))

    @property
    def total(self) -> Run | None:
        """The limit of the whole, of the last round."""
        return next((one for one in reversed(self.runs) if one.what == "total"), None)

    @property
    def due_at(self) -> datetime | None:
        """When it is due next: the stage, or the whole; None without limits, and when closed.

        Nothing is due of one that does not count.
        """
        found = self.open_runs
        return found[0].due_at if found and self.counts else None

    @property
    def overdue(self) -> bool:
        """Whether a limit that runs was due before; never of one that does not count."""
        return self.counts and any(one.is_overdue(self.now) for one in self.runs)

    @property
    def total_overdue(self) -> bool:
        """Whether the limit of the whole runs, and was due before."""
        return self.total is not None and self.total.is_overdue(self.now)

    @property
    def in_time(self) -> bool | None:
        """Whether a closed case kept its limits of the whole."""
        wholes = [one for one in self.runs if one.what == "total"]
        if self.stage != "closed" or not wholes:
            return None
        return not any(one.was_late for one in wholes)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What cannot have been, or should not have been."""
        return self.way.conflicts

    @property
    def n_returned(self) -> int:
        """How often it was sent back."""
        return self.way.position.n_returned

    @property
    def n_reopened(self) -> int:
        """How often it was opened again."""
        return self.way.position.n_reopened

    @property
    def n_supervised(self) -> int:
        """How often it was supervised."""
        return self.way.position.n_supervised

    @property
    def n_circles(self) -> int:
        """How often it came back to who had given it on."""
        return self.way.position.n_circles

    @property
    def supervision(self) -> tuple[Finding, ...]:
        """Why it should be supervised, in words; empty where there is no reason to.

        One that was supervised since it fell due, or went round, is not offered again.
        """
        if not self.counts or self.stage == "closed":
            return ()
        ordered = [one.step.at for one in self.way.acts if one.step.kind == "supervised"]
        last = max(ordered, default=None)
        return tuple(
            one.finding for one in _reasons(self, self.now) if last is None or one.since > last
        )

    def reasons_at(self, moment: datetime) -> tuple[Finding, ...]:
        """Return why it was to be supervised at a moment, in words."""
        return tuple(one.finding for one in _reasons(self, moment))


def standing(
    case: Case,
    squad_code: str,
    origin: Origin,
    acts: Iterable[Act],
    terms: Terms,
    *,
    demo: bool = False,
) -> CaseStanding:
    """Say how a case stands by the steps that count, given in any order."""
    way = follow(origin.reported_at, acts)
    day = way.reported_at.astimezone(terms.worktime.tz).date()
    limits = terms.table.of(origin.category, day)
    runs = tuple(sorted(_runs(way, limits, terms), key=lambda one: (one.started_at, one.what)))
    taken = None
    if way.position.stage == "closed":
        start, end = way.reported_at, way.stays[-1].start
        working = terms.worktime.between(start, end)
        taken = Taken((end - start).total_seconds(), working.total_seconds())
    return CaseStanding(
        id=case.id,
        squad_code=squad_code,
        origin=origin,
        counts=not case.voided and not origin.void,
        demo=demo,
        way=way,
        runs=runs,
        now=terms.now,
        taken=taken,
        score=way.position.score,
    )


def _runs(way: Way, limits: Limits, terms: Terms) -> Iterator[Run]:
    rounds = [way.reported_at]
    for stay in way.stays:
        what = WAITS_FOR.get(stay.stage)
        if what is not None and what in limits:
            yield _run(what, limits[what], stay.start, stay.end, terms)
        if stay.stage == "closed":
            if "total" in limits:
                yield _run("total", limits["total"], rounds.pop(), stay.start, terms)
            if stay.end is not None:
                rounds = [stay.end]
    if way.stays[-1].stage != "closed" and "total" in limits:
        yield _run("total", limits["total"], rounds.pop(), None, terms)


def _run(
    what: LimitOf, limit: Limit, start: datetime, met_at: datetime | None, terms: Terms
) -> Run:
    if limit.unit == "hours":
        return Run(what, limit, start, start + timedelta(hours=limit.length), met_at)
    worktime = terms.worktime
    if limit.unit == "working_days":
        due_at = worktime.days_after(start, limit.length)
    else:
        due_at = worktime.after(start, limit.working)
    due_at = due_at.astimezone(UTC)
    unknown = worktime.unannounced(start, due_at)
    remarks = tuple(finding("", "seizures.year_unannounced", year=year) for year in unknown)
    return Run(what, limit, start, due_at, met_at, remarks)


class _Reason(NamedTuple):
    """Why a case is to be supervised, and since when."""

    since: datetime
    finding: Finding


def _reasons(case: CaseStanding, at: datetime) -> Iterator[_Reason]:
    """Yield why a case was to be supervised at a moment: limits that ran out, then circles."""
    running = [
        one
        for one in case.runs
        if one.due_at <= at and (one.met_at is None or one.met_at > at) and one.started_at <= at
    ]
    for run in sorted(running, key=lambda one: (one.due_at, one.what)):
        late = at - run.due_at
        days, hours = late.days, late.seconds // 3600
        words = finding("", f"cases.overdue_{run.what}", days=days, hours=hours)
        yield _Reason(run.due_at, words)
    keys = {one.step_id for one in case.conflicts if one.finding.key == "cases.step_circle"}
    turns = [one.step.at for one in case.way.acts if one.step.id in keys and one.step.at <= at]
    if turns:
        yield _Reason(max(turns), finding("", "cases.went_round", n=len(turns)))
