"""Incidents and seizures on the desk: found, read, voided, approved; what was typed is text."""

from collections.abc import Iterator
from typing import Literal
from uuid import uuid4

import pytest
from console_page import NARROW, PATIENCE_MS, WIDE, Desk, desk
from duty_world import Templates, served
from fitting import keep_picture, serious_faults
from officer_site import OfficerSite
from playwright.sync_api import Browser, Locator, Response, expect
from records_world import Typed, add_people, ago, incident_body, send, write

from geo_patrol.messages import Language

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]

RUNS = "</script><img src=x onerror=window.ran=1>${7*7}"
HOSTILE = Typed(
    narrative=f"1{RUNS}",
    note=f"2{RUNS}",
    person={
        "name": f"3{RUNS}",
        "id_number": "4<b>${7*7}</b>",
        "phone": "5<b>${7*7}</b>",
        "plate": "6<b>${7*7}</b>",
        "note": f"7{RUNS}",
    },
    number=f"8{RUNS}",
    condition=f"9{RUNS}",
    seal=f"10{RUNS}",
    place=f"11{RUNS}",
    reason=f"12{RUNS}",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a site with a squad."""
    folder = tmp_path_factory.mktemp("records") / "site"
    with served(folder, templates, {}, prepared=add_people) as made:
        yield made


def rows(opened: Desk) -> Locator:
    return opened.page.locator(".list-table tbody tr")


def choose(opened: Desk, label: str, value: str) -> None:
    opened.page.get_by_label(opened.words(label), exact=True).select_option(value)


def dialog(opened: Desk) -> Locator:
    return opened.page.get_by_role("dialog")


def act(opened: Desk, words: str) -> None:
    """Press what the dialog leads to; it closes once the server took it."""
    dialog(opened).get_by_role("button", name=words, exact=True).click()
    expect(dialog(opened)).to_be_hidden(timeout=PATIENCE_MS)


def toast(opened: Desk) -> Locator:
    return opened.page.locator(".toast")


def test_a_leader_finds_an_incident_reads_how_it_came_to_be_and_voids_it(
    site: OfficerSite, browser: Browser
) -> None:
    typed = Typed(narrative="三号浮标旁收网", number="示例扣〔2026〕第11号")
    with desk(browser, site, "r-01") as opened:
        told = write(opened, typed, days=3)
        write(opened, Typed(number="示例扣〔2026〕第12号"), days=4, category="angling")
        opened.go("incidents")
        links = rows(opened).get_by_role("link")
        links.first.focus()
        opened.page.keyboard.press("ArrowDown")
        expect(links.nth(1)).to_be_focused()
        choose(opened, "console_incidents.act", "netting")
        expect(rows(opened)).to_have_count(1)
        # What is chosen stands in the address: it can be sent on.
        assert "act%3Dnetting" in opened.page.url
        answers: list[Response] = []
        opened.page.on("response", lambda one: answers.append(one))
        rows(opened).first.get_by_role("link").press("Enter")
        opened.expect_said(typed.narrative)
        opened.expect_said(typed.person["name"])
        law = opened.page.locator(".law-note").first
        expect(law.locator("summary").first).to_contain_text("《渔业法》", timeout=PATIENCE_MS)
        photo = opened.page.locator(".shot img").first
        expect(photo).to_be_visible(timeout=PATIENCE_MS)
        photo.evaluate("one => one.decode()")
        opened.page.locator(".shot").first.click()
        expect(dialog(opened)).to_contain_text(told.photo)
        opened.page.keyboard.press("Escape")
        # It asks for nothing that is not there.
        assert [one.url for one in answers if one.status == 404] == []

        with opened.page.expect_download(timeout=PATIENCE_MS) as taken:
            opened.button("console_incidents.print").click()
        assert taken.value.path().read_bytes().startswith(b"%PDF-")

        edited = incident_body(typed, 3, "netting") | {"narrative": "改正：四号浮标旁"}
        edit(opened, told.incident, edited)
        opened.page.reload()
        timeline = opened.page.locator(".timeline")
        # The moment is told anew, and may be another minute: that is a change, too.
        removed = timeline.locator("del", has_text=typed.narrative)
        expect(removed).to_have_count(1, timeout=PATIENCE_MS)
        expect(timeline.locator("ins", has_text="改正：四号浮标旁")).to_have_count(1)
        expect(timeline).to_contain_text("演示队长")

        opened.button("console_incidents.void").click()
        reason = "与另一条重复"
        dialog(opened).get_by_role("textbox").fill(reason)
        act(opened, opened.words("console_incidents.void"))
        note = opened.words("console_incidents.is_void", reason=reason)
        expect(opened.page.locator(".record .note").first).to_have_text(note)
        expect(timeline).to_contain_text(opened.words("console_incidents.was_voided"))
        opened.go("incidents", "list", "act=netting")
        opened.expect_said(opened.words("console_incidents.none"))
        choose(opened, "console_incidents.status", "all")
        expect(rows(opened)).to_contain_text(opened.words("console_incidents.voided"))

        opened.go("incidents", told.incident)
        opened.button("console_incidents.count_again").click()
        dialog(opened).get_by_role("textbox").fill("核对后是两起")
        act(opened, opened.words("console_incidents.count_again"))
        toast(opened).get_by_role("button").click()
        expect(opened.page.locator(".record .note").first).to_be_visible(timeout=PATIENCE_MS)


def edit(opened: Desk, incident: str, body: dict[str, object]) -> None:
    status = opened.page.evaluate(
        """async ([path, body]) => {
            const headers = { "Content-Type": "application/json", "If-Match": '"1"' };
            const sent = { method: "PUT", headers, body: JSON.stringify(body) };
            return (await fetch(path, sent)).status;
        }""",
        [f"/api/v1/incidents/{incident}", body],
    )
    assert status == 200


def test_a_leader_looks_for_a_person_whose_name_stands_in_no_address(
    site: OfficerSite, browser: Browser
) -> None:
    plate = "浙D·77777"
    with desk(browser, site, "r-01") as opened:
        person = {"name": "钱塘阿福", "plate": plate}
        write(opened, Typed(person=person, number="示例扣〔2026〕第21号"), days=5)
        opened.go("incidents")
        opened.button("console_incidents.by_person").click()
        expect(dialog(opened)).to_contain_text(opened.words("console_incidents.search_why"))
        dialog(opened).get_by_label(opened.words("console_incidents.plate")).fill("浙Ｄ 77777")
        act(opened, opened.words("console_incidents.search"))
        expect(rows(opened)).to_have_count(1, timeout=PATIENCE_MS)
        opened.expect_said(opened.words("console_incidents.search_audited"))
        assert "77777" not in opened.page.url
        opened.button("console_incidents.search_end").click()
        expect(rows(opened).nth(1)).to_be_visible(timeout=PATIENCE_MS)


def test_a_leader_approves_what_is_due_extends_it_and_takes_a_slip_back(
    site: OfficerSite, browser: Browser
) -> None:
    typed = Typed(number="示例扣〔2026〕第31号")
    with desk(browser, site, "r-01") as opened:
        approved, extended = (
            opened.words(f"record_terms.fact_{one}") for one in ("approved", "extended")
        )
        write(opened, typed)
        opened.go("seizures")
        soon = opened.page.locator('.due-part[data-tone="wait"]')
        expect(soon).to_contain_text(typed.number, timeout=PATIENCE_MS)
        expect(opened.page.locator("nav.rail .rail-count")).not_to_have_text("0")
        soon.get_by_role("link", name=typed.number).click()
        clock = opened.page.locator(".clock").first
        expect(clock).to_have_attribute("data-tone", "wait", timeout=PATIENCE_MS)

        opened.page.get_by_role("button", name=approved, exact=True).click()
        act(opened, approved)
        expect(clock).to_have_attribute("data-tone", "ok", timeout=PATIENCE_MS)
        chain = opened.page.locator(".timeline")
        expect(chain).to_contain_text(approved)

        opened.page.get_by_role("button", name=extended, exact=True).click()
        dialog(opened).get_by_role("textbox").last.fill("案情复杂，须鉴定")
        act(opened, extended)
        longer = opened.words("console_seizures.extended_days", n=30)
        expect(opened.page.locator(".clocks")).to_contain_text(longer, timeout=PATIENCE_MS)

        toast(opened).get_by_role("button", name=opened.words("console_seizures.undo")).click()
        voided = chain.locator('li[data-void="true"]')
        expect(voided).to_contain_text(extended, timeout=PATIENCE_MS)
        expect(voided).to_contain_text(opened.words("console_seizures.taken_back"))
        expect(opened.page.locator(".clocks")).not_to_contain_text(longer)

        returned = opened.words("record_terms.step_returned")
        opened.page.get_by_role("button", name=returned, exact=True).click()
        act(opened, opened.words("console_seizures.step_save", what=returned, n=1))
        expect(opened.page.locator(".items")).to_contain_text(
            opened.words("record_terms.state_returned"), timeout=PATIENCE_MS
        )
        expect(chain).to_contain_text(opened.words("console_seizures.party"))


def test_what_people_typed_comes_out_as_text_wherever_it_is_shown(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "r-01") as opened:
        told = write(opened, HOSTILE, days=0.2)
        moved = {
            "seizure_id": told.seizure,
            "kind": "moved",
            "items": [1],
            "at": ago(0.1),
            "from_place": HOSTILE.place,
            "place": f"13{RUNS}",
            "note": f"14{RUNS}",
        }
        send(opened, "PUT", f"custody-events/{uuid4()}", moved)
        send(
            opened, "PUT", f"incidents/{told.incident}/void", {"void": True, "reason": f"15{RUNS}"}
        )

        opened.go("incidents", "list", "voided=all")
        expect(rows(opened).first).to_be_visible(timeout=PATIENCE_MS)
        opened.go("incidents", told.incident)
        person = HOSTILE.person
        expected = [HOSTILE.narrative, HOSTILE.note, HOSTILE.reason, *person.values(), f"15{RUNS}"]
        for one in [*expected, HOSTILE.number]:
            opened.expect_said(one)
        opened.page.locator(".shot").first.click()
        expect(dialog(opened)).to_contain_text(HOSTILE.note, timeout=PATIENCE_MS)
        opened.page.keyboard.press("Escape")

        opened.go("seizures")
        opened.expect_said(HOSTILE.number)
        opened.go("seizures", "list")
        opened.expect_said(HOSTILE.number)
        opened.go("seizures", told.seizure)
        in_seizure = (HOSTILE.condition, HOSTILE.seal, HOSTILE.place, HOSTILE.reason)
        for one in [HOSTILE.number, HOSTILE.note, *in_seizure, f"13{RUNS}", f"14{RUNS}"]:
            opened.expect_said(one)
        assert opened.page.evaluate("window.ran") is None
        assert opened.page.locator("img[src='x'], .page b").count() == 0


SIGHTS: list[tuple[tuple[int, int], Language, Scheme]] = [
    (WIDE, "zh", "light"),
    (NARROW, "zh", "dark"),
    (NARROW, "en", "light"),
]


@pytest.mark.parametrize(("size", "language", "scheme"), SIGHTS)
def test_every_view_is_without_serious_faults_and_fits(
    site: OfficerSite, browser: Browser, size: tuple[int, int], language: Language, scheme: Scheme
) -> None:
    name = f"{size[0]}-{language}-{scheme}"
    with desk(browser, site, "r-01", size=size, language=language, scheme=scheme) as opened:
        told = write(opened, Typed(number=f"示例扣〔2026〕第{size[0]}号"), days=0.9)
        views = {
            "incidents": ("incidents",),
            "incident": ("incidents", told.incident),
            "due": ("seizures",),
            "seizures": ("seizures", "list"),
            "seizure": ("seizures", told.seizure),
        }
        for view, parts in views.items():
            opened.go(*parts)
            expect(opened.page.locator(".spinner")).to_have_count(0, timeout=PATIENCE_MS)
            keep_picture(opened.page, f"{view}-{name}")
            assert serious_faults(opened.page, view) == []
            assert not opened.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        opened.button("record_terms.fact_approved").click()
        keep_picture(opened.page, f"approving-{name}")
        assert serious_faults(opened.page, "approving") == []
