"""What briefing staff see of people: nothing, in no room, no detail, no answer that a page got."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from console_page import PATIENCE_MS, Desk, desk
from duty_world import Templates, Words, served
from officer_site import OfficerSite
from playwright.sync_api import Browser, Page, Response, expect
from records_world import Records, Typed, add_people, ago, send, write

pytestmark = pytest.mark.browser

NAME, ID_NUMBER, PHONE, PLATE = "钱塘阿福七", "330624198001017788", "13900007788", "浙D·7788K"
SECRETS = (NAME, ID_NUMBER, PHONE, PLATE)
ALL = " ".join(SECRETS)
TYPED = Typed(
    narrative=f"当事人{ALL}",
    note=f"告知{ALL}",
    person={"name": NAME, "id_number": ID_NUMBER, "phone": PHONE, "plate": PLATE, "note": ALL},
    number="示例扣〔2026〕第7号",
    condition=f"归还{ALL}",
    reason=f"{ALL}不签",
)
WORDS = Words(
    task=f"找{NAME}复核",
    alert_note=f"车牌{PLATE}",
    handover=f"{NAME}又来了，电话{PHONE}",
    open_point=f"{PLATE}还在岸边",
)
MOST_PAGES = 40
"""Pages that links lead to; a room that lists more of the same shows nothing new in them."""
LINKS = "Array.from(document.querySelectorAll('main a[href^=\"#/\"]'), (one) => one.hash)"
TABS = "main .segments [role=radio]"
STREAMED = "text/event-stream"
_KEEP_STREAMED = """
    window.streamed = [];
    window.EventSource = class extends EventSource {
        constructor(...its) {
            super(...its);
            this.addEventListener("message", ({ data }) => window.streamed.push(data));
        }
    };
"""
"""Keeps what event streams tell: as answers they do not end."""


@dataclass
class Overheard:
    """What a page is told while somebody looks around, and what it shows."""

    page: Page
    heard: list[Response] = field(default_factory=list)
    n_answers: int = 0
    n_streamed: int = 0
    found: set[tuple[str, str]] = field(default_factory=set)

    def listen(self) -> "Overheard":
        """Hear every answer from now on."""
        self.page.on("response", lambda answer: self.heard.append(answer))
        return self

    def look(self, where: str) -> None:
        """Take note of each secret that stands in the page or in what it was told."""
        spinner = self.page.locator(".spinner")
        expect(spinner, f"{where} goes on loading").to_have_count(0, timeout=PATIENCE_MS)
        self._note(f"text of {where}", self.page.evaluate("document.body.innerText"))
        # Attributes, and what is there but not to be seen.
        self._note(f"page of {where}", self.page.content())
        while self.heard:
            answer = self.heard.pop()
            kind = answer.headers.get("content-type", "")
            if kind.startswith(STREAMED) or answer.status in (204, 304):
                continue
            self.n_answers += 1
            said = answer.body().decode("utf-8", "replace")
            self._note(answer.url, _plain(said) if "json" in kind else said)
        streamed = self.page.evaluate("window.streamed.splice(0)")
        self.n_streamed += len(streamed)
        for told in streamed:
            self._note(f"stream at {where}", _plain(told))
        if self.page.get_by_role("dialog").count() > 0:
            # A view that asks something first; the first day's tour.
            self.page.keyboard.press("Escape")
            expect(self.page.get_by_role("dialog")).to_have_count(0)

    def _note(self, where: str, text: str) -> None:
        self.found |= {(one, where) for one in SECRETS if one in text}


def _plain(text: str) -> str:
    """Return JSON without escapes, which would hide a name."""
    return json.dumps(json.loads(text), ensure_ascii=False) if text else ""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a site where the same people stand in records, and in what was typed about them."""
    folder = tmp_path_factory.mktemp("private") / "site"
    with served(folder, templates, {}, WORDS, prepared=add_people) as made:
        yield made


@pytest.fixture(scope="module")
def records(site: OfficerSite, browser: Browser) -> Records:
    """Give an incident and a seizure of theirs, with all that can be written about them."""
    with desk(browser, site, "r-01") as opened:
        told = write(opened, TYPED)
        again = write(opened, Typed(person=TYPED.person, number="示例扣〔2026〕第8号"), days=3)
        void = {"void": True, "reason": f"与{ALL}的另一条重复"}
        send(opened, "PUT", f"incidents/{again.incident}/void", void)
        returned = {
            "seizure_id": told.seizure,
            "kind": "returned",
            "items": [1],
            "at": ago(0.1),
            "to": NAME,
            "note": ALL,
        }
        send(opened, "PUT", f"custody-events/{uuid4()}", returned)
        shifts = opened.page.evaluate("fetch('/api/v1/shifts').then((one) => one.json())")
        shift = shifts["items"][0]
        patrol = {
            "shift_id": shift["id"],
            "area": "changzhao",
            "mode": "foot",
            "start": shift["start"],
            "end": None,
            "note": ALL,
        }
        send(opened, "PUT", f"patrols/{uuid4()}", patrol)
        approved = {"seizure_id": told.seizure, "kind": "approved", "at": ago(0.1), "note": ALL}
        send(opened, "PUT", f"clock-events/{uuid4()}", approved)
    return told


def look_around(opened: Desk) -> Overheard:
    """Open every room, each of its views, and what its links lead to."""
    overheard = Overheard(opened.page).listen()
    links = opened.page.locator("nav.rail li a").all()
    waiting = [str(one.get_attribute("href")) for one in links]
    seen: set[str] = set()
    while waiting and len(seen) < MOST_PAGES:
        place = waiting.pop(0)
        if place in seen:
            continue
        seen.add(place)
        opened.page.evaluate("(hash) => { location.hash = hash; }", place)
        overheard.look(place)
        waiting += opened.page.evaluate(LINKS)
        for at in range(opened.page.locator(TABS).count()):
            tab = opened.page.locator(TABS).nth(at)
            if not tab.is_visible():
                continue
            tab.click()
            overheard.look(f"{place}, view {at}")
            waiting += opened.page.evaluate(LINKS)
    return overheard


def test_briefing_staff_see_nobody_anywhere(
    site: OfficerSite, browser: Browser, records: Records
) -> None:
    with desk(browser, site, "r-02") as opened, desk(browser, site, "r-01") as other:
        opened.context.add_init_script(_KEEP_STREAMED)
        opened.page.reload()
        overheard = look_around(opened)
        # Somebody calls for help while they look: that is told to all who are there.
        call = {"kind": "sos", "at": ago(0), "text": ALL}
        send(other, "PUT", f"alarms/{uuid4()}", call)
        expect(opened.page.locator(".alarm-bar")).to_be_visible(timeout=PATIENCE_MS)
        opened.go("live")
        overheard.look("the live room with a call")
        for parts in (("incidents", records.incident), ("seizures", records.seizure)):
            opened.go(*parts)
            overheard.look("/".join(parts))
            # What is kept from them is said to be hidden, not left blank.
            opened.expect_said(opened.words("console_incidents.hidden"))
        opened.go("incidents", records.incident)
        opened.page.locator(".shot").first.click()
        overheard.look("a photo")
        assert overheard.n_answers > 20
        assert overheard.n_streamed > 0
        assert overheard.found == set()


def test_a_leader_sees_them_where_they_belong(
    site: OfficerSite, browser: Browser, records: Records
) -> None:
    with desk(browser, site, "r-01") as opened:
        opened.context.add_init_script(_KEEP_STREAMED)
        opened.page.reload()
        overheard = Overheard(opened.page).listen()
        opened.go("incidents", records.incident)
        opened.expect_said(NAME)
        overheard.look("the incident")
        shown = {secret for secret, where in overheard.found if where.startswith("text")}
        told = {secret for secret, where in overheard.found if "/api/v1/" in where}
        assert shown == told == set(SECRETS)


def test_no_act_is_offered_to_who_only_reads(
    site: OfficerSite, browser: Browser, records: Records
) -> None:
    with desk(browser, site, "r-02") as opened:
        opened.go("incidents", records.incident)
        opened.expect_said(opened.words("console_incidents.timeline"))
        opened.go("seizures", records.seizure)
        opened.expect_said(opened.words("console_seizures.chain"))
        for key in ("console_incidents.void", "console_seizures.mistaken"):
            expect(opened.page.get_by_role("button", name=opened.words(key))).to_have_count(0)
        expect(opened.page.locator(".acts")).to_have_count(0)
        expect(opened.page.locator("a[href*='/papers/']")).to_have_count(0)
        opened.go("incidents")
        expect(
            opened.page.get_by_role("button", name=opened.words("console_incidents.by_person"))
        ).to_have_count(0)
