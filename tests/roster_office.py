"""A squad that plans rosters, for tests that go through the store, on real searches."""

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
    Pin,
    PostNeed,
    RosterAnswer,
    ShiftTimes,
)
from geo_patrol.roster.settings import RuleSettings, builtin_rules
from geo_patrol.roster.solver import Effort
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.repositories.rosters import LEAVES, PROFILES, ROSTER_ANSWERS
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.roster_search import Question, question_of
from geo_patrol.workflows.roster_solving import Proposal, propose, save_proposal
from geo_patrol.workflows.rosters import put_roster

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2022, 11, 7)
BEFORE = datetime(2022, 11, 1, 9, tzinfo=ZONE)
EARLY = ShiftTimes("早", "early", "08:00", "16:00")
MIDDLE = ShiftTimes("中", "middle", "16:00", "24:00")
NIGHT = ShiftTimes("夜", "night", "22:00", "06:00")
GATE = PostNeed("gate", "大门", "", "早", 2, 2, 2)
DAM = PostNeed("dam", "大坝", "", "夜", 2, 2, 2)
QUICK = Effort(seconds=5, seed=1)


def day(n: int) -> date:
    """Return the n-th day of the roster, the first being 0."""
    return MONDAY + timedelta(days=n)


@dataclass
class Office:
    """A squad's people and rosters."""

    store: Store
    squad: str = "nanshan"
    rules: RuleSettings = field(default_factory=builtin_rules)
    ids: list[UUID] = field(default_factory=list)

    def __post_init__(self) -> None:
        with self.store.upkeep() as session:
            people.ensure_squad(session, self.squad, "南山队", "Nanshan squad")

    def staff(self, n: int, **changes: Any) -> list[UUID]:
        """Add so many certified officers, unless changes say otherwise."""
        joined = [self._officer(len(self.ids) + each) for each in range(n)]
        with self.store.upkeep() as session:
            for one in joined:
                people.save_officer(session, replace(one, **changes))
        self.ids += [one.id for one in joined]
        return [one.id for one in joined]

    def _officer(self, n: int) -> Officer:
        key = uuid4()
        return Officer(key, self.squad, f"N{n:03}", f"甲{n:03}", key.hex, "officer", True)

    def profile(self, officer: UUID, **changes: Any) -> None:
        """Say what the squad plans an officer by."""
        one = OfficerProfile(uuid4(), self.squad, officer, **changes)
        with self.store.upkeep() as session:
            PROFILES.save(session, one, Found(self.squad, BEFORE), new=True)

    def off(self, officer: UUID, first: int, last: int) -> UUID:
        """Grant somebody leave from one day of the roster to another."""
        one = LeaveWish(uuid4(), self.squad, officer, "annual", day(first), day(last))
        said = RosterAnswer(uuid4(), self.squad, "leave", one.id, BEFORE, "granted")
        with self.store.upkeep() as session:
            LEAVES.save(session, one, Found(self.squad, BEFORE), new=True)
            ROSTER_ANSWERS.save(session, said, Found(self.squad, BEFORE), new=True)
        return one.id

    def roster(self, n_days: int = 7, **changes: Any) -> KeptRoster:
        """Keep a draft of two posts, early and night, two people each."""
        plain = KeptRoster(
            uuid4(), self.squad, MONDAY, n_days, "draft", (EARLY, NIGHT), (GATE, DAM)
        )
        return self.keep(replace(plain, **changes))

    def keep(self, roster: KeptRoster, *, if_match: int | None = None) -> KeptRoster:
        """Write a roster as a leader's desk would."""
        put_roster(
            self.store,
            SYSTEM,
            roster,
            office=self.rules,
            zone=ZONE,
            now=BEFORE,
            if_match=if_match,
        )
        return roster

    def question(self, roster: KeptRoster, now: datetime = BEFORE) -> Question:
        """Return what a search for it is given."""
        with self.store.reader() as session:
            return question_of(session, SYSTEM, roster.id, self.rules, zone=ZONE, now=now)

    def propose(self, roster: KeptRoster, effort: Effort = QUICK) -> Proposal:
        """Solve it, for real."""
        return propose(self.question(roster), effort)

    def published(self, n_days: int = 7, **changes: Any) -> KeptRoster:
        """Make a roster, have it filled, and publish it."""
        draft = self.roster(n_days, **changes)
        found = self.propose(draft)
        save_proposal(
            self.store, SYSTEM, found, office=self.rules, zone=ZONE, now=BEFORE, if_match=1
        )
        with self.store.reader() as session:
            kept = question_of(session, SYSTEM, draft.id, self.rules, zone=ZONE, now=BEFORE).roster
        told = replace(kept, state="published", reason="先这样上")
        return self.keep(told, if_match=2)


def duty(officer: UUID, n: int, shift: str = "早") -> Duty:
    """Return a shift of somebody at its post."""
    return Duty(officer, day(n), shift, "gate" if shift == "早" else "dam")


def pin(officer: UUID, n: int, shift: str | None = None, post: str | None = None) -> Pin:
    """Return what was settled by hand; without a shift a day off."""
    return Pin(officer, day(n), shift, post)
