"""A shift's duties by hand: points, tasks, alerts, handing over, calling for help, the base map."""

import io
import math
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from duty_world import Templates, Words, served
from officer_app import App
from officer_site import ON_THE_WATER, OfficerSite, Phone, officer_id, phone
from PIL import Image
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

OFFICER, LEADER = "演示甲", "演示队长"
WORDS = Words()
WEST, SOUTH, EAST, NORTH = 120.9, 29.3, 121.2, 29.6
TILE_PX = 256
ZOOMS = range(8, 14)


@pytest.fixture(scope="module")
def duty(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a site with an officer, a leader, work for a shift, and a base map."""
    folder = tmp_path_factory.mktemp("duty")
    people = {"R-07": OFFICER, "R-01": LEADER}
    tiles = write_ground(folder / "ground.mbtiles")
    with served(folder / "site", templates, people, WORDS, "R-01", tiles_file=tiles) as site:
        yield site


@pytest.fixture(scope="module")
def phones(
    duty: OfficerSite, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[App, App]]:
    """Give the officer's phone and the leader's, both logged in."""
    folder = tmp_path_factory.mktemp("phones")
    with ExitStack() as stack:
        apps = []
        for badge_no in ("r-07", "r-01"):
            held: Phone = stack.enter_context(phone(browser, duty, folder / badge_no))
            app = App(held.page, duty)
            app.open()
            app.log_in(badge_no)
            app.await_shift()
            apps.append(app)
        yield apps[0], apps[1]


def test_being_at_a_point_is_told_there(duty: OfficerSite, phones: tuple[App, App]) -> None:
    app, _ = phones
    app.go("checks")
    row = app.page.get_by_role("listitem").filter(has_text=WORDS.point)
    row.get_by_role("button", name=app.words("i_am_here")).click()
    expect(row.locator(".tag")).to_have_text(app.words("point_done"))
    app.expect_all_sent()
    (told,) = app.ask("GET", "check-ins").body["items"]
    assert (told["by"], told["flags"], told["counts"]) == ("near", [], True)
    assert told["officer_id"] == str(officer_id(duty, "R-07"))


def test_tasks_and_alerts_are_answered(duty: OfficerSite, phones: tuple[App, App]) -> None:
    app, leader = phones
    app.go("tasks")
    answer(app, WORDS.task, "task_nothing", "浮标还在")
    expect(app.page.get_by_text(app.words("no_tasks"))).to_be_visible()
    app.go("alerts")
    answer(app, WORDS.alert_note, "alert_true", "确有两人")
    expect(app.page.get_by_text(app.words("no_alerts"))).to_be_visible()
    app.expect_all_sent()
    ((task,), (alert,)) = (
        leader.ask("GET", one).body["items"] for one in ("tasks", "camera-alerts")
    )
    assert not task["open"] and not alert["open"]
    assert [(one["result"], one["text"]) for one in task["answers"]] == [
        ("seen_nothing", "浮标还在")
    ]
    assert [(one["result"], one["text"]) for one in alert["answers"]] == [("true", "确有两人")]


def answer(app: App, asked: str, result: str, text: str) -> None:
    row = app.page.get_by_role("listitem").filter(has_text=asked)
    row.get_by_role("button", name=app.words("answer")).click()
    sheet = app.page.get_by_role("dialog")
    sheet.get_by_role("radio", name=app.words(result), exact=True).click()
    sheet.get_by_label(app.words("note")).fill(text)
    sheet.get_by_role("button", name=app.words("save")).click()


def test_a_call_for_help_reaches_the_leader_and_is_seen(phones: tuple[App, App]) -> None:
    app, leader = phones
    app.go("sos")
    app.page.get_by_role("button", name=app.words("sos")).hover()
    app.page.mouse.down()
    calling = app.page.locator(".calling")
    expect(calling).to_be_visible()
    app.page.mouse.up()
    expect(app.page.get_by_text(app.words("sos_arrived"))).to_be_visible()

    look(leader)
    banner = leader.page.locator("button.banner")
    expect(banner).to_contain_text(OFFICER)
    banner.click()
    call = leader.page.locator(".other-call")
    expect(call).to_contain_text(f"{ON_THE_WATER['latitude']:.5f}")
    leader.button("say_seen").click()
    leader.button("say_coming").click()

    row = app.page.get_by_role("listitem").filter(has_text=LEADER)
    expect(row.filter(has_text=app.words("sign_coming"))).to_be_visible(timeout=15_000)
    expect(app.page.get_by_text(app.words("sos_seen", at="").strip())).to_be_visible()
    app.button("sos_end").click()
    sheet = app.page.get_by_role("dialog")
    sheet.get_by_role("button", name=app.words("sos_end")).click()
    expect(calling).to_have_count(0)
    app.expect_all_sent()
    look(leader)
    expect(call).to_have_count(0)


def test_a_handover_is_there_for_the_next_shift(duty: OfficerSite, phones: tuple[App, App]) -> None:
    app, leader = phones
    app.go("")
    expect(app.page.get_by_text(WORDS.handover)).to_be_visible()
    app.start_patrol()
    app.go("handover")
    app.page.get_by_label(app.words("handover_text")).fill("油箱只剩一半")
    app.page.get_by_label(app.words("handover_points")).fill("码头缆绳要换\n三号浮标")
    app.button("end_and_hand_over").click()
    expect(app.page.locator(".toast")).to_have_text(app.words("handed_over"))
    app.expect_all_sent()

    told = leader.ask("GET", "my/shift").body
    on = told["shift"]
    # No patrol of a shift ends after it, by clocks that are a second apart.
    ends = [datetime.fromisoformat(one["end"]) for one in told["patrols"]]
    now = max(datetime.now(UTC), *ends).isoformat()
    kept = {name: on[name] for name in ("squad", "kind", "start", "note")}
    version = {"If-Match": leader.ask("GET", f"shifts/{on['id']}").etag or ""}
    over = leader.ask("PUT", f"shifts/{on['id']}", {**kept, "end": now}, version)
    following = {"squad": on["squad"], "kind": "early", "start": now, "end": on["end"]}
    begun = leader.ask("PUT", f"shifts/{uuid4()}", following)
    assert (over.status, begun.status) == (200, 201)
    leader.go("")
    leader.page.reload()
    leader.unlock(LEADER)
    note = leader.page.locator(".handover")
    expect(note).to_contain_text("油箱只剩一半")
    expect(note.get_by_role("listitem")).to_have_text(["码头缆绳要换", "三号浮标"])
    expect(note).to_contain_text(OFFICER)


def test_the_base_map_is_taken_along_and_drawn_without_a_network(
    duty: OfficerSite, phones: tuple[App, App]
) -> None:
    app, _ = phones
    page = app.page
    app.go("map")
    page.get_by_role("button", name=app.words("ground_take", n="").split("（")[0]).click()
    expect(page.get_by_text(app.words("ground_here"))).to_be_visible(timeout=30_000)
    app.await_shell()
    duty.line.up = False
    page.reload()
    app.unlock(OFFICER)
    app.go("map")
    expect(page.get_by_text("示例底图 · © 示例测绘")).to_be_visible()
    tile = page.locator("img.ground-tile").first
    expect(tile).to_have_js_property("naturalWidth", TILE_PX, timeout=30_000)
    duty.line.up = True


def look(app: App) -> None:
    """Take the phone out of the pocket: it asks for news at once."""
    app.page.bring_to_front()
    app.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def write_ground(path: Path) -> Path:
    """Write a base map of the reservoir, every tile of one colour."""
    file = io.BytesIO()
    Image.new("RGB", (TILE_PX, TILE_PX), (160, 200, 170)).save(file, "PNG")
    about = {
        "name": "示例底图",
        "attribution": "© 示例测绘",
        "bounds": f"{WEST},{SOUTH},{EAST},{NORTH}",
    }
    rows = [
        (zoom, column, 2**zoom - 1 - row, file.getvalue())
        for zoom in ZOOMS
        for column in range(column_of(WEST, zoom), column_of(EAST, zoom) + 1)
        for row in range(row_of(NORTH, zoom), row_of(SOUTH, zoom) + 1)
    ]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE metadata (name text, value text)")
        connection.execute(
            "CREATE TABLE tiles (zoom_level int, tile_column int, tile_row int, tile_data blob)"
        )
        connection.executemany("INSERT INTO metadata VALUES (?, ?)", about.items())
        connection.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    return path


def column_of(lon: float, zoom: int) -> int:
    return int((lon + 180) / 360 * 2**zoom)


def row_of(lat: float, zoom: int) -> int:
    return int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**zoom)
