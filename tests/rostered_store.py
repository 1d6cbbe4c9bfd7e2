"""Published rosters for tests of what is made of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import delete

from geo_patrol.roster.clock import shift_id
from geo_patrol.roster.records import Duty, KeptRoster, PostNeed, RosterState, ShiftTimes
from geo_patrol.roster.settings import builtin_rules
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.tables import ShiftRow
from geo_patrol.workflows.rosters import put_roster

ZONE = ZoneInfo("Asia/Shanghai")
SHIFTS = (
    ShiftTimes("夜", "night", "00:00", "08:00"),
    ShiftTimes("早", "early", "08:00", "16:00"),
    ShiftTimes("中", "middle", "16:00", "24:00"),
)
BOAT = PostNeed("船", "昌兆船", "changzhao", "早", 2, 2, 2, on_water=True)
CAR = PostNeed("车", "昌兆车", "changzhao", "夜", 2, 2, 2, vehicle=True)


def keep_roster(
    store: Store,
    first_day: date,
    n_days: int,
    posts: Sequence[PostNeed] = (BOAT,),
    *,
    state: RosterState = "published",
    at: datetime,
) -> KeptRoster:
    """Write a roster of the reservoir squad in which somebody is at each post on each day."""
    officers = {post.code: uuid4() for post in posts}
    with store.upkeep() as session:
        for officer_id in officers.values():
            login = officer_id.hex[:12]
            made = Officer(officer_id, "reservoir", login, "甲", login, "officer", True)
            people.save_officer(session, made)
    days = [first_day + timedelta(days=n) for n in range(n_days)]
    draft = KeptRoster(
        id=uuid4(),
        squad_code="reservoir",
        first_day=first_day,
        n_days=n_days,
        state="draft",
        shifts=SHIFTS,
        posts=tuple(posts),
        duties=tuple(
            Duty(officers[post.code], day, post.shift, post.code) for day in days for post in posts
        ),
    )
    put_roster(store, SYSTEM, draft, office=builtin_rules(), zone=ZONE, now=at)
    if state == "draft":
        return draft
    told = replace(draft, state=state, reason="人手不够")
    put_roster(store, SYSTEM, told, office=builtin_rules(), zone=ZONE, now=at, if_match=1)
    return told


def forget_shifts(store: Store) -> None:
    """Take away the records of shifts, as if somebody had published without making them."""
    with store.upkeep() as session:
        session.execute(delete(ShiftRow))


def shift_of(day: date, code: str) -> UUID:
    """Return the id of the record of a shift of the reservoir squad."""
    return shift_id("reservoir", day, code)


def at_other_area(post: PostNeed, area_code: str) -> PostNeed:
    """Return a post like another one in another area."""
    return replace(post, code=f"{post.code}{area_code}", area_code=area_code)
