"""Rosters and what they are made of, in the store."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from geo_patrol.roster.records import (
    Duty,
    DutyWish,
    ExtraNeed,
    KeptRoster,
    LeaveWish,
    OfficerProfile,
    Pin,
    PostNeed,
    RosterAnswer,
    RosterSetup,
    RuleChange,
    ShiftTimes,
    SwapWish,
)
from geo_patrol.store.repositories.received import Shelf
from geo_patrol.store.tables import (
    DutyWishRow,
    LeaveRow,
    OfficerProfileRow,
    RosterAnswerRow,
    RosterRow,
    RosterSetupRow,
    SwapRow,
)


def _shift(*, forbidden_next: Sequence[str], **rest: Any) -> ShiftTimes:
    return ShiftTimes(**rest, forbidden_next=tuple(forbidden_next))


def _post(*, skills: Sequence[str], **rest: Any) -> PostNeed:
    return PostNeed(**rest, skills=tuple(skills))


def _rule(*, numbers: Sequence[Sequence[Any]], **rest: Any) -> RuleChange:
    return RuleChange(**rest, numbers=tuple((name, value) for name, value in numbers))


def _duty(*, officer_id: str, day: str, **rest: Any) -> Duty:
    return Duty(UUID(officer_id), date.fromisoformat(day), **rest)


def _pin(*, officer_id: str, day: str, **rest: Any) -> Pin:
    return Pin(UUID(officer_id), date.fromisoformat(day), **rest)


def _extra_need(*, day: str, **rest: Any) -> ExtraNeed:
    return ExtraNeed(day=date.fromisoformat(day), **rest)


_PLANNED_WITH: dict[str, Callable[..., Any]] = {"shifts": _shift, "posts": _post, "rules": _rule}

SETUPS = Shelf(RosterSetupRow, RosterSetup, time="received_at", parts=_PLANNED_WITH)
PROFILES = Shelf(OfficerProfileRow, OfficerProfile, time="received_at")
LEAVES = Shelf(LeaveRow, LeaveWish, time="received_at")
WISHES = Shelf(DutyWishRow, DutyWish, time="received_at")
SWAPS = Shelf(SwapRow, SwapWish, time="received_at")
ROSTER_ANSWERS = Shelf(RosterAnswerRow, RosterAnswer, time="at")
ROSTERS = Shelf(
    RosterRow,
    KeptRoster,
    time="received_at",
    parts=_PLANNED_WITH | {"duties": _duty, "pins": _pin, "extra_needs": _extra_need},
)
