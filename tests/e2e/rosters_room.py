"""The room of rosters as a hand uses it, and a squad that plans with two posts."""

from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from console_page import PATIENCE_MS, Desk
from duty_world import AREA
from officer_app import App
from officer_site import ZONE, OfficerSite, officer_id
from playwright.sync_api import Locator, expect

from geo_patrol.roster.records import PostNeed, RosterSetup, ShiftTimes
from geo_patrol.roster.settings import builtin_rules
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.roster_setup import put_setup

LEADER, OFFICE = "演示队长", "r-02"
PEOPLE = {"R-07": "演示甲", "R-08": "演示乙", "R-09": "演示丙", "R-10": "演示丁", "R-01": LEADER}
EARLY = ShiftTimes("早", "early", "08:00", "16:00")
NIGHT = ShiftTimes("夜", "night", "22:00", "06:00")
N_DAYS = 7


def day(n: int) -> date:
    """Return a day at the squad; today is 0."""
    return datetime.now(ZONE).date() + timedelta(days=n)


def post(shift: ShiftTimes) -> PostNeed:
    """Return a post for one, who needs no certificate."""
    return PostNeed(f"cz-{shift.kind}", "长诏", AREA, shift.code, 1, 1, 1, enforcement=False)


def prepare(site: OfficerSite) -> None:
    """Write what the squad plans with, and who does bulletins."""
    site.add_officer("演示内勤", OFFICE, role="briefing")
    shifts = (EARLY, NIGHT)
    setup = RosterSetup(uuid4(), "reservoir", shifts, tuple(post(one) for one in shifts))
    with closing(open_store(site.store_url, exclusive=True)) as store:
        put_setup(store, SYSTEM, setup, office=builtin_rules(), now=datetime.now(UTC))


class Rosters:
    """The room of rosters as a hand uses it."""

    def __init__(self, opened: Desk) -> None:
        self.opened, self.page, self.site = opened, opened.page, opened.site

    def words(self, key: str, **params: object) -> str:
        """Return what the room says."""
        return self.opened.words(f"console_rosters.{key}", **params)

    def button(self, key: str, **params: object) -> Locator:
        """Return a button by its words, the one that was opened last."""
        name = self.words(key, **params)
        return self.page.get_by_role("button", name=name, exact=True).last

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """Ask the server with the session of who sits here; return what it says."""
        told = App(self.page, self.site).ask(method, path, body)
        assert told.status < 300, told.body
        return told.body

    def keep(self, begins: int, *duties: tuple[str, int, ShiftTimes], state: str = "draft") -> str:
        """Write a roster past the room: who has which shift on which of its days; return its id."""
        told = [
            {
                "officer_id": self.id_of(badge),
                "day": day(begins + n).isoformat(),
                "shift": shift.code,
                "post": f"cz-{shift.kind}",
            }
            for badge, n, shift in duties
        ]
        body = {"first_day": day(begins).isoformat(), "n_days": N_DAYS, "duties": told}
        roster = str(uuid4())
        self.ask("PUT", f"rosters/{roster}", {**body, "state": state, "reason": "先这样上"})
        return roster

    def open(self, roster: str, *more: str) -> None:
        """Open a month, and wait for its grid."""
        self.opened.go("rosters", roster, *more)
        expect(self.page.locator("table.month-grid")).to_be_visible(timeout=PATIENCE_MS)

    def id_of(self, badge: str) -> str:
        """Return an officer's id."""
        return str(officer_id(self.site, badge))

    def cell(self, badge: str, n: int) -> Locator:
        """Return somebody's n-th day."""
        row = self.page.locator("table.month-grid tbody tr").filter(has_text=PEOPLE[badge])
        return row.locator("td.duty").nth(n)

    def letters(self) -> dict[str, list[str]]:
        """Return what stands in each line, by badge number."""
        return {
            badge: [
                self.cell(badge, n).locator(".duty-letters").inner_text() for n in range(N_DAYS)
            ]
            for badge in PEOPLE
            if badge != "R-01"
        }

    def solve(self) -> None:
        """Have it solved within seconds, and take what is found."""
        self.button("solve").click()
        self.page.get_by_role("radio", name=self.words("n_seconds", n=10)).click()
        self.button("solve_begin").click()
        self.button("take").click(timeout=2 * PATIENCE_MS)
        self.opened.expect_said(self.words("taken"))

    def is_kept(self) -> None:
        """Wait until nothing here is unsaved."""
        expect(self.button("drop_edits")).to_have_count(0, timeout=PATIENCE_MS)
