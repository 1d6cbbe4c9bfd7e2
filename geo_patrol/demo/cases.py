"""Cases of a demo: of what the park squad met in the season, and some that are open now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import Any
from uuid import UUID

import numpy as np

from geo_patrol.cases.limits import LimitOf, builtin_limits
from geo_patrol.cases.records import Case, CaseStep, StepKind, case_id_of
from geo_patrol.cases.worktime import WorkTime
from geo_patrol.demo.days import LAST_DAY
from geo_patrol.demo.ids import Purpose, id_maker, stream
from geo_patrol.demo.people import leader
from geo_patrol.demo.records import DemoArea, Season, SquadCode
from geo_patrol.incidents.records import Incident
from geo_patrol.messages import text
from geo_patrol.seizures.calendar import make_calendar

SHARE = 0.6
"""Of the park's incidents; the others were settled on the spot, and are incidents only."""

_SQUAD: SquadCode = "park"
_SLOW, _RETURNED, _REOPENED, _RATED = 0.16, 0.12, 0.05, 0.5
_CIRCLES = (5, 31)
"""Which cases, by number, go round."""
_SCORES = (5, 4, 3, 2)
_SCORE_CHANCES = (0.55, 0.3, 0.1, 0.05)


@dataclass(frozen=True)
class DemoCase:
    """A case with its steps, each with who sent it."""

    case: Case
    officer_id: UUID
    steps: tuple[tuple[CaseStep, UUID], ...]


def cases(season: Season, zone: tzinfo) -> tuple[DemoCase, ...]:
    """Return the cases of a season, all closed before it is over; the same season, the same ones.

    They are what incidents became: nothing is added to what the squad met.
    """
    return tuple(_cases(season, zone))


def _cases(season: Season, zone: tzinfo) -> Iterator[DemoCase]:
    rng = stream(season.seed, Purpose.CASES)
    end = datetime.combine(LAST_DAY, time.min, zone)
    number = 0
    for incident in season.incidents:
        if incident.squad_code != _SQUAD or rng.random() >= SHARE:
            continue
        number += 1
        case = Case(id=case_id_of(incident.id), incident_id=incident.id)
        way = _Way(rng, season, zone, case.id, incident.category, incident.occurred_at)
        way.go(circle=number in _CIRCLES)
        if way.at < end:
            yield DemoCase(case, _author(season, incident, way), tuple(way.steps))


def _author(season: Season, incident: Incident, way: "_Way") -> UUID:
    crews = {one.id: one.crew for one in season.patrols if one.id == incident.patrol_id}
    crew = crews.get(incident.patrol_id, ()) if incident.patrol_id else ()
    return crew[0] if crew else way.hands[0]


class _Way:
    """A case's way as it is made up, step by step."""

    def __init__(
        self,
        rng: np.random.Generator,
        season: Season,
        zone: tzinfo,
        case_id: UUID,
        category: str,
        reported_at: datetime,
    ) -> None:
        self.rng, self.case_id, self.at = rng, case_id, reported_at
        self.leader = leader(season.officers, _SQUAD)
        self.hands = [
            one.id for one in season.officers if one.squad_code == _SQUAD and one.role == "officer"
        ]
        table = builtin_limits()
        self.limits = table.of(category, reported_at.astimezone(zone).date())
        self.worktime = WorkTime(make_calendar(), table.hours, zone)
        self.steps: list[tuple[CaseStep, UUID]] = []
        self._make_id = id_maker(season.seed)

    def go(self, *, circle: bool) -> None:
        first, second, other = (
            self.hands[int(n)] for n in self.rng.choice(len(self.hands), 3, replace=False)
        )
        self._step("accepted", "accept", self.leader)
        self._step("dispatched", "dispatch", self.leader, to=first)
        if circle:
            for giver, taker in ((first, second), (second, first)):
                self._step("handed", "dispatch", giver, to=taker, note="season.case.not_mine")
            self._step("supervised", "verify", self.leader, note="season.case.settle")
        slow = 5.0 if self.rng.random() < _SLOW else 1.0
        self._step("handled", "handle", first, slow=slow, note="season.case.settled")
        if self.rng.random() < _RETURNED:
            self._step("returned", "verify", other, note="season.case.unsettled")
            self._step("handled", "handle", first, note="season.case.settled")
        self._end(other)
        if self.rng.random() < _REOPENED:
            self._step("reopened", "total", self.leader, note="season.case.again")
            self._step("handled", "handle", first, note="season.case.settled")
            self._end(other)
        if self.rng.random() < _RATED:
            score = int(self.rng.choice(_SCORES, p=_SCORE_CHANCES))
            self._step("rated", "verify", self.leader, score=score)

    def _end(self, other: UUID) -> None:
        self._step("verified", "verify", other)
        self._step("closed", "close", self.leader)

    def _step(
        self,
        kind: StepKind,
        within: LimitOf,
        by: UUID,
        *,
        to: UUID | None = None,
        note: str = "",
        slow: float = 1.0,
        **more: Any,
    ) -> None:
        """Add a step after some of the time that a limit gives, in office hours."""
        limit = self.limits[within]
        share = float(self.rng.uniform(0.15, 0.75)) * slow
        if limit.unit == "hours":
            self.at += limit.length * share * _HOUR
        else:
            day = sum(_hours(begin, end) for begin, end in self.worktime.hours)
            hours = limit.length * day if limit.unit == "working_days" else limit.working / _HOUR
            self.at = self.worktime.after(self.at, hours * share * _HOUR)
        self.at = self.at.replace(microsecond=0)
        number = len(self.steps) + 1
        step = CaseStep(
            id=self._make_id(f"case step/{self.case_id}/{number}"),
            case_id=self.case_id,
            kind=kind,
            at=self.at,
            to_kind="" if to is None else "officer",
            to_code="" if to is None else str(to),
            note=text(note, "zh") if note else "",
            **more,
        )
        self.steps.append((step, by))


_HOUR = timedelta(hours=1)


def _hours(begin: time, end: time) -> float:
    return (end.hour - begin.hour) + (end.minute - begin.minute) / 60


def open_cases(season: Season, areas: Sequence[DemoArea], now: datetime) -> tuple[DemoCase, ...]:
    """Return three problems that are open now: one new, one overdue, one that went round."""
    make_id = id_maker(season.seed)
    boss = leader(season.officers, _SQUAD)
    hands = [
        one.id for one in season.officers if one.squad_code == _SQUAD and one.role == "officer"
    ]
    park = [one for one in areas if one.squad_code == _SQUAD]
    if not park or len(hands) < 2:
        return ()
    point = park[0].outline.representative_point()
    told: tuple[tuple[str, str, timedelta, tuple[tuple[StepKind, int | None], ...]], ...] = (
        ("new", "road_occupation", timedelta(minutes=20), ()),
        (
            "late",
            "oil_smoke",
            timedelta(days=16),
            (("accepted", None), ("dispatched", 0)),
        ),
        (
            "round",
            "advertising",
            timedelta(days=9),
            (("accepted", None), ("dispatched", 0), ("handed", 1), ("handed", 0)),
        ),
    )
    made = []
    for name, category, ago, way in told:
        case = Case(
            id=make_id(f"open case/{name}"),
            source="citizen",
            category=category,
            reported_at=(now - ago).replace(microsecond=0),
            lon=round(point.x, 6),
            lat=round(point.y, 6),
            note=text(f"season.case.open_{name}", "zh"),
        )
        steps = []
        for number, (kind, to) in enumerate(way, start=1):
            step = CaseStep(
                id=make_id(f"open case/{name}/{number}"),
                case_id=case.id,
                kind=kind,
                at=(now - ago + timedelta(hours=2 * number)).replace(microsecond=0),
                to_kind="" if to is None else "officer",
                to_code="" if to is None else str(hands[to]),
                note=text("season.case.not_mine", "zh") if kind == "handed" else "",
            )
            steps.append((step, boss if kind != "handed" else hands[0]))
        made.append(DemoCase(case, boss, tuple(steps)))
    return tuple(made)
