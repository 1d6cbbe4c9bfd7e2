"""A squad whose month is published, as phones find it: two officers, a third, and their leader."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from duty_world import AREA, Templates, served
from officer_app import PATIENCE_MS, App
from officer_site import ZONE, OfficerSite, Phone, officer_id
from playwright.sync_api import Locator, expect

from geo_patrol.roster.records import Duty, KeptRoster, PostNeed, ShiftTimes
from geo_patrol.roster.settings import builtin_rules
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.rosters import put_roster

FIRST, SECOND, THIRD, LEADER = "演示甲", "欧阳演示乙", "演示丙", "演示队长"
PEOPLE = {"R-07": FIRST, "R-08": SECOND, "R-09": THIRD, "R-01": LEADER}
SHIFTS = (
    ShiftTimes("早", "early", "08:00", "16:00"),
    ShiftTimes("中", "middle", "16:00", "24:00"),
    ShiftTimes("夜", "night", "22:00", "06:00"),
)
N_DAYS = 28
LINES = {
    "R-07": "--早早中-夜夜---早中-",
    "R-08": "----早早中-夜夜---早",
    "R-09": "-夜----早早中-夜---",
}
"""Who has which shift from the first day on, again and again; the first day is yesterday."""


def today() -> date:
    """Return the day at the squad."""
    return datetime.now(ZONE).date()


def day(n: int) -> date:
    """Return a day of the roster; today is 0."""
    return today() + timedelta(days=n)


def duties_of(site: OfficerSite, lines: Mapping[str, str]) -> tuple[Duty, ...]:
    """Return the duties of a month, each at the post of its shift."""
    return tuple(
        Duty(officer_id(site, badge_no), day(n - 1), line[n % len(line)], line[n % len(line)])
        for badge_no, line in lines.items()
        for n in range(N_DAYS)
        if line[n % len(line)] != "-"
    )


def post(shift: ShiftTimes) -> PostNeed:
    """Return a post for one or two, which need no certificate."""
    return PostNeed(shift.code, f"长诏 {shift.code}", AREA, shift.code, 0, 0, 2, enforcement=False)


def publish(site: OfficerSite) -> None:
    """Publish the month, before the site starts."""
    now = datetime.now(UTC)
    roster = KeptRoster(
        uuid4(),
        "reservoir",
        day(-1),
        N_DAYS,
        "published",
        SHIFTS,
        tuple(post(one) for one in SHIFTS),
        duties_of(site, LINES),
        reason="先这样上",
    )
    with closing(open_store(site.store_url, exclusive=True)) as store:
        put_roster(store, SYSTEM, roster, office=builtin_rules(), zone=ZONE, now=now)


@contextmanager
def rostered(folder: Path, templates: Templates) -> Iterator[OfficerSite]:
    """Serve a site whose squad has a published month."""
    with served(folder, templates, PEOPLE, leader="R-01", prepared=publish) as made:
        yield made


def opened(held: Phone, login: str) -> App:
    """Log in on a new phone; return the app once it has what it needs without a network."""
    app = App(held.page, held.site)
    app.open()
    app.log_in(login)
    app.await_shell()
    app.go("roster")
    expect(app.page.locator("table.month")).to_be_visible(timeout=PATIENCE_MS)
    return app


def mine(app: App) -> dict[str, Any]:
    """Return what the server tells of one's roster."""
    told = app.ask("GET", "my/roster")
    assert told.status == 200
    assert isinstance(told.body, dict)
    return told.body


def shifts_on(app: App, on: date) -> list[str]:
    """Return one's shifts of a day, as the server has them."""
    return [one["shift"] for one in mine(app)["duties"] if one["day"] == on.isoformat()]


def part(app: App, key: str) -> Locator:
    """Return a part of a screen by its name."""
    return app.page.get_by_role("region", name=app.words(key), exact=True)


def news(app: App) -> None:
    """Take the phone out of the pocket: it asks for news at once."""
    app.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
