"""Rosters on the desk: made, pinned, published, changed for who is ill; phones see each of it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from uuid import uuid4

import pytest
from console_page import NARROW, PATIENCE_MS, WIDE, desk
from duty_world import Templates, served
from fitting import keep_picture, serious_faults
from officer_app import App
from officer_site import OfficerSite, phone
from playwright.sync_api import Browser, expect
from rostered_site import news, opened, part
from rosters_room import EARLY, LEADER, N_DAYS, NIGHT, OFFICE, PEOPLE, Rosters, day, prepare

from geo_patrol.messages import Language, text

pytestmark = pytest.mark.browser

MADE, EDITED, ASKED, SHOWN, RULED, PAST = 1, 20, 40, 60, 80, -20
"""In how many days the rosters of the tests begin: published ones may not meet."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a squad of four with a setup and no roster, served."""
    folder = tmp_path_factory.mktemp("rosters") / "site"
    with served(folder, templates, PEOPLE, leader="R-01", prepared=prepare) as made:
        yield made


@pytest.fixture
def rosters(site: OfficerSite, browser: Browser) -> Iterator[Rosters]:
    """Give the room, open before a leader."""
    with desk(browser, site, "r-01") as opened:
        yield Rosters(opened)


def duty_days(app: App) -> dict[str, str]:
    """Return one's shifts by day, as the phone is told."""
    told = app.ask("GET", "my/roster").body
    return {one["day"]: one["shift"] for one in told["duties"]}


def open_tasks(app: App) -> list[str]:
    """Return the ids of tasks that wait for somebody, as the phone is told."""
    told = app.ask("GET", "tasks?limit=1000").body["items"]
    return [one["id"] for one in told if one["open"]]


def test_a_roster_is_made_and_published_and_who_falls_ill_is_replaced_on_the_phones(
    rosters: Rosters, browser: Browser, site: OfficerSite, tmp_path: Path
) -> None:
    page = rosters.page
    rosters.opened.go("rosters")
    rosters.button("new").click()
    page.get_by_role("dialog").get_by_label(rosters.words("first_day")).fill(day(MADE).isoformat())
    page.get_by_role("radio", name=rosters.words("n_days", n=N_DAYS)).click()
    rosters.button("new_make").click()
    expect(page.locator("table.month-grid tbody tr")).to_have_count(4, timeout=PATIENCE_MS)
    rosters.solve()

    # What is settled by hand is there again when it is solved anew.
    settled = rosters.cell("R-07", 3)
    settled.click()
    page.keyboard.press("Delete")
    page.keyboard.press("1")
    page.keyboard.press("p")
    expect(settled).to_have_attribute("data-pinned", "true")
    rosters.solve()
    expect(settled).to_have_attribute("data-pinned", "true")
    expect(settled.locator(".duty-letters")).to_have_text("早")
    rosters.is_kept()
    planned = rosters.letters()

    # One more officer changes nothing here, which two real searches say; the month stays.
    rosters.button("what_if").click()
    page.get_by_role("radio", name=rosters.words("n_seconds", n=10), exact=True).click()
    rosters.button("what_if_search").click()
    compared = page.locator(".split-side table.fair tbody tr")
    expect(compared).to_have_count(2, timeout=3 * PATIENCE_MS)
    before, after = compared.filter(has_text=rosters.words("not_met")).locator("td").all()
    assert (before.inner_text(), after.inner_text()) == ("0", "0")
    assert rosters.letters() == planned
    rosters.button("what_if").click()

    rosters.button("publish").click()
    rosters.button("publish").click()
    expect(page.locator(".page .tag[data-state=published]")).to_be_visible(timeout=PATIENCE_MS)

    with phone(browser, site, tmp_path / "phone") as held:
        app = opened(held, "r-07")
        dates = [day(MADE + n).isoformat() for n in range(N_DAYS)]
        seen = duty_days(app)
        assert [seen.get(one, "") for one in dates] == planned["R-07"]
        assert seen[dates[3]] == "早"

        rosters.button("sick").click()
        side = page.locator(".split-side")
        side.get_by_label(rosters.words("who"), exact=True).select_option(label=PEOPLE["R-07"])
        side.get_by_label(rosters.words("first_day")).fill(dates[2])
        side.get_by_label(rosters.words("last_day")).fill(dates[3])
        rosters.button("sick_search").click()
        publish = rosters.button("sick_publish")
        expect(publish).to_be_enabled(timeout=3 * PATIENCE_MS)
        changes = page.locator(".change-list li")
        expect(changes.filter(has_text=PEOPLE["R-07"]).first).to_contain_text(rosters.words("off"))
        expect(settled).to_have_attribute("data-changed", "true")
        expect(settled.locator(".duty-was")).to_have_text("早")
        publish.click()
        expect(settled).to_have_attribute("data-leave", "off", timeout=PATIENCE_MS)
        expect(settled).not_to_have_attribute("data-changed", "true")

        news(app)
        told = part(app, "roster.changes")
        app.go("roster")
        expect(told).to_contain_text(app.words("roster.day_off"), timeout=PATIENCE_MS)
        assert dates[3] not in duty_days(app)
        [leave] = app.ask("GET", "my/roster").body["leaves"]
        assert (leave["kind"], leave["first_day"], leave["counts"]) == ("sick", dates[2], True)

        # Where nobody was goes to the next shifts' phones, is taken back, and goes once more.
        rosters.button("gaps_show").click()
        expect(page.locator(".gap-shift").first).to_be_visible(timeout=PATIENCE_MS)
        taken_back = page.get_by_role("button", name=re.compile("撤回还没做的"))
        for _ in range(2):
            rosters.button("gaps_hand").click()
            expect(taken_back).to_be_visible(timeout=PATIENCE_MS)
            assert open_tasks(app)
            taken_back.click()
            expect(rosters.button("gaps_hand")).to_be_enabled(timeout=PATIENCE_MS)
            assert not open_tasks(app)

    rosters.button("versions").click()
    reason = rosters.words("sick_reason", who=PEOPLE["R-07"], days="")
    expect(page.locator(".versions li").first).to_contain_text(reason.strip())


def test_edits_are_judged_at_once_taken_back_and_put_on_what_somebody_else_made(
    rosters: Rosters,
) -> None:
    page = rosters.page
    roster = rosters.keep(EDITED, ("R-07", 0, NIGHT), ("R-08", 0, EARLY), ("R-09", 1, EARLY))
    rosters.open(roster)
    first, after = rosters.cell("R-07", 0), rosters.cell("R-07", 1)

    # A day shift after a night: too little rest, said in the cell and in words.
    after.click()
    page.keyboard.press("e")
    expect(after).to_have_attribute("data-hard", "true", timeout=PATIENCE_MS)
    page.locator(".broken-card").filter(has_text=PEOPLE["R-07"]).first.click()
    expect(page.locator(".split-side .note[data-tone=bad]").first).to_be_visible()
    page.keyboard.press("Control+z")
    after.focus()
    page.keyboard.press("Control+z")
    expect(after.locator(".duty-letters")).to_have_text("")
    expect(after).not_to_have_attribute("data-hard", "true", timeout=PATIENCE_MS)

    # By mouse to a day off, and by keys for another shift.
    free = rosters.cell("R-10", 2)
    first.drag_to(free)
    expect(free.locator(".duty-letters")).to_have_text("夜")
    expect(first.locator(".duty-letters")).to_have_text("")
    early, other = rosters.cell("R-08", 0), rosters.cell("R-09", 1)
    early.focus()
    page.keyboard.press("x")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(other).to_be_focused()
    page.keyboard.press("Delete")
    page.keyboard.press("x")
    expect(early.locator(".duty-letters")).to_have_text("")
    expect(other.locator(".duty-letters")).to_have_text("早")

    # Meanwhile somebody else gives R-09 a night, and what is here goes on top of it.
    told = rosters.ask("GET", f"rosters/{roster}")
    body = {key: told[key] for key in ("squad", "first_day", "n_days", "state", "pins")}
    theirs = {"officer_id": rosters.id_of("R-09"), "day": day(EDITED + 4).isoformat()}
    duties = [*told["duties"], {**theirs, "shift": "夜", "post": "cz-night"}]
    answer = App(page, rosters.site).ask(
        "PUT", f"rosters/{roster}", {**body, "duties": duties}, {"If-Match": '"1"'}
    )
    assert answer.status == 200, answer.body
    rosters.button("save").click()
    expect(page.get_by_role("dialog")).to_contain_text(rosters.words("rival_theirs"))
    rosters.button("rival_keep").click()
    expect(rosters.cell("R-09", 4).locator(".duty-letters")).to_have_text("夜")
    expect(free.locator(".duty-letters")).to_have_text("夜")
    rosters.button("save").click()
    rosters.is_kept()
    kept = rosters.ask("GET", f"rosters/{roster}")["duties"]
    assert sorted((one["officer_id"], one["day"], one["shift"]) for one in kept) == sorted(
        (rosters.id_of(badge), day(EDITED + n).isoformat(), shift)
        for badge, n, shift in (("R-10", 2, "夜"), ("R-09", 1, "早"), ("R-09", 4, "夜"))
    )


def test_leave_is_decided_with_its_consequence_and_a_file_made_by_hand_is_read_back(
    rosters: Rosters, tmp_path: Path
) -> None:
    page = rosters.page
    roster = rosters.keep(ASKED, *((("R-08", n, EARLY)) for n in range(3)))
    asked = {"officer_id": rosters.id_of("R-08"), "kind": "annual"}
    days = {"first_day": day(ASKED + 1).isoformat(), "last_day": day(ASKED + 1).isoformat()}
    rosters.ask("PUT", f"leaves/{uuid4()}", {**asked, **days})
    rosters.open(roster)
    away = rosters.cell("R-08", 1)
    expect(away).to_have_attribute("data-leave", "asked")
    expect(page.locator("nav.rail li a[aria-current] .rail-count")).to_have_text("1")
    rosters.button("asks_n", n=1).click()
    ask = page.locator(".ask")
    expect(ask).to_contain_text(PEOPLE["R-08"])
    # Nobody else is at the post on that day.
    expect(ask.locator(".consequence .bad").first).to_be_visible(timeout=PATIENCE_MS)
    rosters.button("grant").click()
    expect(away).to_have_attribute("data-leave", "off", timeout=PATIENCE_MS)
    rosters.button("refuse_after_all").click()
    expect(away).not_to_have_attribute("data-leave", re.compile("."), timeout=PATIENCE_MS)

    rosters.button("files").click()
    with page.expect_download() as downloading:
        page.get_by_role("link", name=rosters.words("file_xlsx")).click()
    kept = tmp_path / "month.xlsx"
    downloading.value.save_as(kept)
    page.locator("input[type=file]").set_input_files(str(kept))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(rosters.words("no_changes"), timeout=PATIENCE_MS)
    by_hand = tmp_path / "by_hand.csv"
    heads = ",".join(day(ASKED + n).isoformat() for n in range(N_DAYS))
    by_hand.write_text(f"姓名,{heads}\n{PEOPLE['R-10']},休,夜,休,休,休,休,休\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(str(by_hand))
    rosters.button("import_take").click()
    expect(rosters.cell("R-10", 1).locator(".duty-letters")).to_have_text("夜")
    expect(rosters.cell("R-08", 0).locator(".duty-letters")).to_have_text("")
    rosters.button("undo").click()
    expect(rosters.cell("R-08", 0).locator(".duty-letters")).to_have_text("早")


def test_what_months_are_made_of_is_changed_and_the_next_check_says_so(rosters: Rosters) -> None:
    page = rosters.page
    roster = rosters.keep(RULED, *(("R-07", n, EARLY) for n in range(3)))
    rosters.opened.go("rosters", "setup")
    rule = page.locator(".rule-line").filter(has_text=text("roster.rule_run_days", "zh"))
    posts = page.locator(".setup-table").last.locator("tbody tr")
    for n in range(3):
        posts.first.locator("input").nth(n).fill("2")
    rule.locator(".rule-sentence input").fill("99")
    # Nonsense is told at its field, and cannot be saved.
    expect(rule.locator(".fault")).to_be_visible(timeout=PATIENCE_MS)
    expect(rosters.button("save")).to_be_disabled()
    rule.locator(".rule-sentence input").fill("2")
    rosters.button("save").click()
    versions = page.locator(".versions li")
    expect(versions).to_have_count(2, timeout=PATIENCE_MS)
    expect(versions.first).to_contain_text(text("roster.rule_run_days", "zh"))
    expect(versions.first).to_contain_text(LEADER)
    expect(rule).to_contain_text(rosters.words("is_own"))

    # The month keeps what it was made by until it is told to take the present ones.
    rosters.open(roster, "basis")
    third, cover = rosters.cell("R-07", 2), page.locator("td.cover").first
    expect(cover).to_have_text("1/1", timeout=PATIENCE_MS)
    expect(third).not_to_have_attribute("data-hard", "true")
    rosters.button("basis_take").click()
    expect(third).to_have_attribute("data-hard", "true", timeout=PATIENCE_MS)
    expect(cover).to_have_text("1/2")
    rosters.button("undo").click()
    expect(cover).to_have_text("1/1", timeout=PATIENCE_MS)

    rosters.opened.go("rosters", "setup")
    rosters.button("bring_back").click()
    rosters.button("save").click()
    expect(versions).to_have_count(3, timeout=PATIENCE_MS)
    expect(rule).not_to_contain_text(rosters.words("is_own"))


def test_what_somebody_may_do_is_written_and_a_month_is_held_against_patrols(
    rosters: Rosters,
) -> None:
    page = rosters.page
    rosters.opened.go("rosters", "people")
    line = page.locator("tbody tr").filter(has_text=PEOPLE["R-10"])
    expect(line).to_contain_text(rosters.words("not_written"))
    line.get_by_role("button").click()
    rosters.button("has_boat").click()
    rosters.button("save").click()
    expect(line).to_contain_text(rosters.words("has_boat"), timeout=PATIENCE_MS)
    expect(line).not_to_contain_text(rosters.words("not_written"))

    # While it is open somebody else writes; saved again, what is here goes over theirs.
    line.get_by_role("button").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name=rosters.words("has_boat"))).to_have_attribute(
        "aria-pressed", "true", timeout=PATIENCE_MS
    )
    officer = rosters.id_of("R-10")
    [kept] = rosters.ask("GET", f"officer-profiles?officer={officer}")["items"]
    body = {"squad": "reservoir", "officer_id": officer, "driver": True}
    path = f"officer-profiles/{kept['id']}"
    theirs = App(page, rosters.site).ask("PUT", path, body, {"If-Match": '"1"'})
    assert theirs.status == 200, theirs.body
    most = dialog.get_by_label(rosters.words("most_nights"))
    most.fill("3")
    rosters.button("save").click()
    expect(dialog).to_contain_text(rosters.words("profile_rival"), timeout=PATIENCE_MS)
    expect(most).to_have_value("3")
    rosters.button("save").click()
    expect(line).to_contain_text(rosters.words("at_most_nights", n=3), timeout=PATIENCE_MS)
    told = rosters.ask("GET", path)
    assert (told["boat_licence"], told["driver"], told["most_nights"]) == (True, False, 3)

    past = rosters.keep(PAST, ("R-07", 0, EARLY), ("R-08", 1, EARLY), state="published")
    rosters.open(past)
    rosters.button("attendance").click()
    rosters.opened.expect_said(rosters.words("attendance_what"))
    page.get_by_role("button", name=PEOPLE["R-07"]).click()
    side = page.locator(".split-side")
    expect(side).to_contain_text(rosters.words("there_of", n=0, of=1))
    expect(side.locator(".change-list li").first).to_contain_text(rosters.words("state_absent"))
    expect(page.locator("td.att[data-kind=early]")).to_have_count(2)


def test_who_does_bulletins_sees_shifts_and_no_names(
    rosters: Rosters, browser: Browser, site: OfficerSite
) -> None:
    roster = rosters.keep(EDITED + N_DAYS, ("R-07", 0, NIGHT), state="published")
    with desk(browser, site, OFFICE) as other:
        room = Rosters(other)
        room.open(roster)
        expect(other.page.locator("td.duty[data-kind=night]")).to_have_count(1)
        other.expect_said(text("console_rosters.redacted", "zh"))
        room.button("attendance").click()
        other.expect_said(room.words("attendance_totals"))
        for name in PEOPLE.values():
            assert name not in other.page.content()


@pytest.mark.parametrize(
    ("size", "language", "scheme"),
    [
        (WIDE, "zh", "light"),
        (NARROW, "zh", "dark"),
        (NARROW, "en", "light"),
        (WIDE, "en", "dark"),
    ],
)
def test_its_screens_fit_and_have_no_serious_fault(
    site: OfficerSite,
    browser: Browser,
    size: tuple[int, int],
    language: Language,
    scheme: Literal["light", "dark"],
) -> None:
    faults: list[str] = []
    with desk(browser, site, "r-01", size=size, language=language, scheme=scheme) as opened:
        room = Rosters(opened)
        page = opened.page

        def look(name: str) -> None:
            expect(page.locator(".spinner")).to_have_count(0, timeout=PATIENCE_MS)
            keep_picture(page, f"rosters-{name}-{size[0]}-{language}-{scheme}")
            faults.extend(serious_faults(page, name))
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append(f"{name}: sideways")

        opened.go("rosters")
        expect(page.locator(".page h1")).to_be_visible()
        look("list")
        for place in ("setup", "people"):
            opened.go("rosters", place)
            look(place)
        duties = [("R-07", 0, NIGHT), ("R-07", 1, EARLY), ("R-08", 1, NIGHT), ("R-09", 2, EARLY)]
        roster = room.keep(SHOWN, *duties)
        room.open(roster)
        room.cell("R-07", 1).click()
        page.keyboard.press("p")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("2")
        expect(page.locator(".broken-card").first).to_be_visible(timeout=PATIENCE_MS)
        look("edited")
        for key in ("publish", "solve", "files", "keys"):
            room.button(key).click()
            look(key)
            page.keyboard.press("Escape")
        for key in ("asks", "what_if", "versions"):
            room.button(key).click()
            expect(page.locator(".split-side h2").first).to_be_visible()
            look(key)
        # What was changed stays while another room is open.
        opened.go("help")
        room.open(roster)
        expect(room.button("drop_edits")).to_be_visible()
        room.button("drop_edits").click()
    assert not faults, "\n".join(faults)
