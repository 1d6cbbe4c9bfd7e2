"""A squad of four with two posts, and rosters of it, for tests of workflows."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from geo_patrol.roster.records import (
    Duty,
    KeptRoster,
    LeaveWish,
    OfficerProfile,
    PostNeed,
    RosterAnswer,
    RosterState,
    ShiftTimes,
)
from geo_patrol.roster.settings import builtin_rules
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.repositories.rosters import LEAVES, PROFILES, ROSTER_ANSWERS
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.rosters import put_roster
from geo_patrol.workflows.writing import Written

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2022, 11, 7)
BEFORE = datetime(2022, 11, 1, 9, tzinfo=ZONE)
EARLY = ShiftTimes("早", "early", "08:00", "16:00")
NIGHT = ShiftTimes("夜", "night", "22:00", "06:00")
DAY_POST = PostNeed("gate", "大门", "", "早", 2, 2, 2)
NIGHT_POST = PostNeed("lake", "水库", "", "夜", 2, 2, 2)


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


@dataclass
class Squad:
    """A squad's people, and what they are told."""

    store: Store
    code: str = "nanshan"
    ids: list[UUID] = field(default_factory=list)

    def join(self, **changes: Any) -> UUID:
        n = len(self.ids) + 1
        one = Officer(
            uuid4(),
            self.code,
            f"{self.code}-{n:02}",
            f"{self.code}{n}",
            uuid4().hex,
            "officer",
            True,
        )
        with self.store.upkeep() as session:
            people.ensure_squad(session, self.code, self.code, self.code)
            people.save_officer(session, replace(one, **changes))
        self.ids.append(one.id)
        return one.id

    def roster(self, *duties: Duty, **changes: Any) -> KeptRoster:
        plain = KeptRoster(
            uuid4(), self.code, MONDAY, 7, "draft", (EARLY, NIGHT), (DAY_POST, NIGHT_POST), duties
        )
        return replace(plain, **changes)

    def duty(self, who: int, n: int, shift: str = "早") -> Duty:
        return Duty(self.ids[who], day(n), shift, "gate" if shift == "早" else "lake")

    def put(
        self,
        roster: KeptRoster,
        *,
        now: datetime = BEFORE,
        if_match: int | None = None,
        scope: Scope = SYSTEM,
    ) -> Written:
        return put_roster(
            self.store,
            scope,
            roster,
            office=builtin_rules(),
            zone=ZONE,
            now=now,
            if_match=if_match,
        )

    def publish(self, roster: KeptRoster, reason: str = "人手不够", **how: Any) -> KeptRoster:
        state: RosterState = "published"
        told = replace(roster, state=state, reason=reason)
        self.put(told, **how)
        return told

    def profile(self, who: int, **changes: Any) -> None:
        record = replace(OfficerProfile(uuid4(), self.code, self.ids[who]), **changes)
        with self.store.upkeep() as session:
            PROFILES.save(session, record, Found(self.code, BEFORE), new=True)

    def leave(self, who: int, first: int, last: int, kind: Any = "annual", *said: Any) -> None:
        record = LeaveWish(uuid4(), self.code, self.ids[who], kind, day(first), day(last))
        with self.store.upkeep() as session:
            LEAVES.save(session, record, Found(self.code, BEFORE), new=True)
            for n, result in enumerate(said):
                at = BEFORE + timedelta(minutes=n)
                answer = RosterAnswer(uuid4(), self.code, "leave", record.id, at, result)
                ROSTER_ANSWERS.save(session, answer, Found(self.code, at), new=True)


def squad_of(store: Store, n: int = 4, code: str = "nanshan") -> Squad:
    """Return a squad of so many certified officers."""
    squad = Squad(store, code)
    for _ in range(n):
        squad.join()
    return squad
