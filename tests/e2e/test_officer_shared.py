"""One phone for a squad: whose work it is, where it goes, and what the server says otherwise."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from duty_world import Templates, rival, served
from officer_app import App
from officer_site import OfficerSite, officer_id, phone
from PIL import Image
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from geo_patrol.store.engine import open_store
from geo_patrol.store.tables import AuditRow, EvidenceRow, VersionRow

pytestmark = pytest.mark.browser

FIRST, SECOND = "演示甲", "演示乙"
SECRET, DRAFT = "北岸芦苇后面两人夜钓", "还没写完的半句话"

_ALL_KEPT = """async () => {
    const asked = indexedDB.open("geo-patrol-officer");
    const database = await new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
    });
    const said = [JSON.stringify(Object.entries(localStorage))];
    const say = async (value) => {
        if (value instanceof Blob) return say(await value.arrayBuffer());
        if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
            said.push(new TextDecoder("utf-8").decode(value));
            said.push(new TextDecoder("utf-16le").decode(value));
        } else if (typeof value === "object" && value !== null) {
            for (const [name, part] of Object.entries(value)) {
                said.push(name);
                await say(part);
            }
        } else said.push(String(value));
    };
    for (const name of database.objectStoreNames) {
        const all = database.transaction(name).objectStore(name).getAll();
        await new Promise((resolve) => { all.onsuccess = resolve; });
        await say(all.result);
    }
    database.close();
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const one of await cache.keys()) said.push(await (await cache.match(one)).text());
    }
    return said.join("\\n");
}"""
_ALL_SHOWN = """() => [
    document.documentElement.outerHTML,
    ...Array.from(document.querySelectorAll("input, textarea"), (one) => one.value),
].join("\\n")"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a site with two officers and a shift that runs."""
    people = {"R-07": FIRST, "R-08": SECOND}
    with served(tmp_path_factory.mktemp("shared") / "site", templates, people) as site:
        yield site


@pytest.fixture(autouse=True)
def on_the_line(shared: OfficerSite) -> Iterator[None]:
    """Let a test begin with a good line, whatever the one before did to it."""
    shared.line.up = True
    if shared.process is None:
        shared.start()
    yield


def test_two_officers_on_one_phone_see_and_send_their_own_work_only(
    shared: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, shared, tmp_path / "phone") as held:
        app = App(held.page, shared)
        app.open()
        app.log_in("r-07")
        app.await_shift()
        shared.line.up = False
        app.log_incident("netting", narrative=SECRET)
        app.begin_incident("angling", narrative=DRAFT)
        expect(app.pill).to_contain_text("1")
        app.lock()
        expect(held.page.get_by_role("button", name=FIRST)).to_contain_text(
            app.words("n_unsent", n=1)
        )

        shared.line.up = True
        app.button("somebody_else").click()
        app.log_in("r-08", pin="161803")
        app.await_shift()
        for screen in ("", "incident", "seized", "queue", "handover", "route", "settings", "map"):
            app.go(screen)
            expect(held.page.get_by_role("heading", level=1)).to_be_visible()
            shown = held.page.evaluate(_ALL_SHOWN)
            assert SECRET not in shown and DRAFT not in shown
        assert app.unsent() == 0
        kept = held.page.evaluate(_ALL_KEPT)
        assert FIRST in kept
        assert SECRET not in kept and DRAFT not in kept
        app.log_incident("swimming", narrative="乙的记录")
        app.expect_all_sent()
        assert [one.narrative for one in incidents(shared)] == ["乙的记录"]
        app.go("settings")
        app.button("log_out").click()
        held.page.get_by_role("dialog").get_by_role("button", name=app.words("log_out")).click()

        app.unlock(FIRST)
        app.expect_all_sent()
        app.go("incident")
        app.button("more_details").click()
        expect(held.page.get_by_label(app.words("narrative"))).to_have_value(DRAFT)
    first, second = (officer_id(shared, badge_no) for badge_no in ("R-07", "R-08"))
    found = {one.narrative: one.actors for one in incidents(shared)}
    assert found[SECRET] == (first, f"officer/{first}")
    assert found["乙的记录"] == (second, f"officer/{second}")


def test_unsent_work_is_brought_in_from_files_once(
    shared: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    before = len(incidents(shared))
    picture = tmp_path / "photo.jpg"
    Image.new("RGB", (1200, 900), (30, 90, 140)).save(picture, "JPEG")
    with phone(browser, shared, tmp_path / "phone") as held:
        app = App(held.page, shared)
        app.open()
        app.log_in("r-07")
        app.await_shift()
        shared.line.up = False
        app.start_patrol()
        app.log_incident("netting", [picture], "存进文件的")
        app.log_incident("angling")
        app.go("queue")
        told = app.words("state_waiting")
        expect(held.page.get_by_text(told, exact=True).nth(3)).to_be_visible()
        with held.page.expect_download() as saving:
            app.button("save_to_file").click()
        saving.value.save_as(tmp_path / "queue.gpo")
        shared.stop()
        said = shared.command("import", "outbox", str(tmp_path / "queue.gpo"))
        assert FIRST in said
        assert len(incidents(shared)) == before + 2
        assert files(shared) == 1

        app.log_incident("swimming", narrative="密码忘了的")
        app.lock()
        held.page.get_by_role("button", name=FIRST).click()
        app.button("pin_forgotten").click()
        with held.page.expect_download() as saving:
            app.button("save_to_file").click()
        saving.value.save_as(tmp_path / "locked.gpo")
        shared.command("import", "outbox", str(tmp_path / "locked.gpo"))
        shared.command("import", "outbox", str(tmp_path / "locked.gpo"))
        found = incidents(shared)
        assert len(found) == before + 3
        assert files(shared) == 1
        author = officer_id(shared, "R-07")
        assert {one.actors for one in found[before:]} == {(author, "system")}

        shared.start()
        shared.line.up = True
        app.button("start_anew").click()
        app.log_in("r-07", pin="141421")
        app.lock()
        expect(held.page.get_by_text(app.words("aside_title"))).to_be_visible()
    assert len(incidents(shared)) == before + 3


def test_what_the_server_has_otherwise_is_laid_beside_and_settled_both_ways(
    shared: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, shared, tmp_path / "phone") as held:
        app = App(held.page, shared)
        app.open()
        app.log_in("r-07")
        app.await_shift()
        other = held.context.new_page()
        other.goto(f"{shared.origin}/officer/licences.txt")
        held.page.bring_to_front()
        ids = [
            rival(app, App(other, shared), mine, theirs)
            for mine, theirs in (("手机甲", "办公室甲"), ("手机乙", "办公室乙"))
        ]
        app.go("queue")
        settle(app, "send_mine", "手机甲", "办公室甲")
        settle(app, "keep_server", "手机乙", "办公室乙")
        app.expect_all_sent()
        told = [app.ask("GET", f"incidents/{one}").body["narrative"] for one in ids]
    assert told == ["手机甲", "办公室乙"]


def settle(app: App, how: str, mine: str, theirs: str) -> None:
    sides = app.page.get_by_role("dialog")
    rows = app.page.get_by_role("button", name=app.words("compare"))
    rows.first.click()
    expect(sides.get_by_text(app.words("on_server"), exact=True)).to_be_visible()
    expect(sides.locator(".side").nth(0)).to_contain_text(theirs)
    expect(sides.locator(".side").nth(1)).to_contain_text(mine)
    app.button(how).click()
    if how == "keep_server":
        # What is written here is lost by it: the app asks twice.
        app.button("ui.press_again", what=app.words(how)).click()
    expect(sides).to_have_count(0)


def test_a_clock_that_is_a_day_wrong_is_told_and_corrected(
    shared: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    day_ms = 86_400_000
    with phone(browser, shared, tmp_path / "phone") as held:
        held.page.add_init_script(
            f"""const Right = Date;
            Date = class extends Right {{
                constructor(...parts) {{ super(...(parts.length ? parts : [Date.now()])); }}
                static now() {{ return Right.now() - {day_ms}; }}
            }};"""
        )
        app = App(held.page, shared)
        app.open()
        app.log_in("r-07")
        app.await_shift()
        shared.line.up = False
        app.log_incident("angling", narrative="时钟慢一天")
        told = held.page.locator("button.banner")
        day = app.words("days_and", days=1, rest="0:00")
        expect(told).to_contain_text(app.words("capture.clock_wrong", offset=day))
        shared.line.up = True
        held.page.evaluate("dispatchEvent(new Event('online'))")
        app.expect_all_sent()
    (found,) = (one for one in incidents(shared) if one.narrative == "时钟慢一天")
    assert abs(datetime.now(UTC) - found.occurred_at) < timedelta(hours=1)


def test_a_session_that_ends_on_duty_stops_the_sending_only(
    shared: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, shared, tmp_path / "phone") as held:
        app = App(held.page, shared)
        app.open()
        app.log_in("r-07")
        app.await_shift()
        assert app.ask("DELETE", "session").status == 204
        for narrative in ("失效后一", "失效后二"):
            app.log_incident("angling", narrative=narrative)
        banner = held.page.locator("button.banner")
        expect(banner).to_contain_text(app.words("banner_signed_out"))
        assert app.unsent() == 2
        app.log_in_again()
        app.expect_all_sent()
    told = {one.narrative for one in incidents(shared)}
    assert {"失效后一", "失效后二"} <= told


@dataclass(frozen=True)
class Incident:
    """An incident as it was first written, with who is said to have written it, twice."""

    narrative: str
    occurred_at: datetime
    actors: tuple[object, str]


def incidents(site: OfficerSite) -> list[Incident]:
    first = select(VersionRow).where(VersionRow.kind == "incident", VersionRow.version == 1)
    with closing(open_store(site.store_url)) as store, store.reader() as session:
        actors = {row.object: row.actor for row in session.scalars(select(AuditRow))}
        return [
            Incident(
                row.body["narrative"],
                datetime.fromisoformat(row.body["occurred_at"]),
                (row.actor_id, actors[f"incident/{row.record_id}"]),
            )
            for row in session.scalars(first)
        ]


def files(site: OfficerSite) -> int:
    with closing(open_store(site.store_url)) as store, store.reader() as session:
        return len(session.scalars(select(EvidenceRow.sha256)).all())
