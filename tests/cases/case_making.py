"""Cases for tests, in the park, in October 2022."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from geo_patrol.cases.limits import LimitTable, builtin_limits
from geo_patrol.cases.records import Act, Case, CaseStep, Origin, StepKind
from geo_patrol.cases.standing import CaseStanding, Terms, standing
from geo_patrol.cases.worktime import WorkTime
from geo_patrol.seizures import make_calendar

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = make_calendar()
WORKTIME = WorkTime(CALENDAR, builtin_limits().hours, ZONE)
CASE = UUID(int=1)
WANG, LI, ZHAO = (str(UUID(int=900 + n)) for n in range(3))


def at(month: int, day: int, hour: int = 0, minute: int = 0, *, year: int = 2022) -> datetime:
    """Return a local moment."""
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


REPORTED = at(10, 10, 9)
"""A Monday, after a worked weekend."""
A_MINUTE_LATER = at(10, 10, 9, 1)


def act(kind: StepKind, moment: datetime, to: str = "", *, by: int = 0, **more: Any) -> Act:
    """Return a step; ``to`` names an officer; its id follows from what it says."""
    number = more.pop("id", None) or uuid5(CASE, f"{kind}/{moment.isoformat()}/{to}").int
    named = {"to_kind": "officer", "to_code": to} if to else {}
    step = CaseStep(UUID(int=number), CASE, kind, moment, **{**named, **more})
    return Act(step, UUID(int=by) if by else None)


def stand(
    acts: Iterable[Act] = (),
    *,
    now: datetime = A_MINUTE_LATER,
    reported: datetime = REPORTED,
    category: str = "oil_smoke",
    table: LimitTable | None = None,
    void: bool = False,
    voided: str = "",
    id: UUID = CASE,
) -> CaseStanding:
    """Return how a case stands; what it says must have words in both languages."""
    origin = Origin("citizen", category, reported, 120.89, 29.51, "", "block", None, void)
    terms = Terms(table or builtin_limits(), WORKTIME, now)
    made = standing(Case(id, voided=voided), "park", origin, acts, terms)
    for one in (*(each.finding for each in made.conflicts), *made.supervision):
        assert one.text("zh") and one.text("en")
    return made


def problems(found: CaseStanding) -> list[str]:
    """Return what conflicts there are."""
    return [one.finding.key.removeprefix("cases.step_") for one in found.conflicts]


def due(found: CaseStanding, what: str) -> datetime:
    """Return when the last limit of a kind is due."""
    return [one.due_at for one in found.runs if one.what == what][-1]


WHOLE_WAY = (
    act("accepted", at(10, 10, 9, 20)),
    act("dispatched", at(10, 10, 10), WANG),
    act("handled", at(10, 11, 15), by=900),
    act("verified", at(10, 12, 9), by=902),
    act("closed", at(10, 12, 10)),
    act("rated", at(10, 13, 8), score=5),
)
