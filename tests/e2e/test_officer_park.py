"""A day in the park on a phone: the operation that runs, my cells, a camera's call, what fits."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from duty_world import Templates
from fitting import faults_of
from officer_app import PATIENCE_MS, App
from officer_site import OfficerSite, officer_id, phone
from park_world import IN_THE_PARK, LEADER, opened, park, picture, save_as_case, step
from playwright.sync_api import Browser, expect

from geo_patrol.field.records import CameraAlert
from geo_patrol.messages import Language
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.camera_alerts import put_alert

pytestmark = pytest.mark.browser

AREA = "chengtan"
OPERATION, AIM = "园区夜间噪声联合整治", "夜市占道、噪声扰民"
LEFT_OVER = "二号路夜间油烟，周五复查"
CAMERA = "园区东门 2 号"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give the park's squad, served."""
    with park(tmp_path_factory.mktemp("park") / "site", templates) as made:
        yield made


@pytest.fixture(scope="module")
def app(
    site: OfficerSite, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[App]:
    """Give the leader's phone; an operation runs, and three cells are the leader's."""
    with phone(browser, site, tmp_path_factory.mktemp("park") / "phone") as held:
        found = opened(held, "p-01")
        prepare(found)
        look(found)
        yield found


def prepare(app: App) -> None:
    """Have the office's work done."""
    me = str(officer_id(app.site, "P-01"))
    colleague = str(officer_id(app.site, "P-07"))
    operation = {
        "kind": "joint",
        "name": OPERATION,
        "aim": AIM,
        "start": ago(hours=1),
        "end": ago(hours=-5),
        "areas": [AREA],
        "agencies": [{"agency": "public_security", "people": 4, "task": "现场秩序"}],
    }
    put(app, "operations", operation)
    cells = app.ask("GET", f"my/map/{AREA}").body["grid"]["codes"][:3]
    block = {"area": AREA, "code": "CT-1", "name": "澄潭一片区", "cells": cells}
    put(app, "blocks", {**block, "start": ago(days=9)})
    held = {"area": AREA, "block": "CT-1", "holder_id": colleague, "start": ago(days=8)}
    responsibility = put(app, "responsibilities", held)
    handover = {
        "responsibility_id": str(responsibility),
        "from_officer_id": colleague,
        "to_officer_id": me,
        "at": ago(days=1),
        "open_points": [LEFT_OVER],
    }
    put(app, "responsibility-handovers", handover)


def put(app: App, room: str, body: dict[str, Any]) -> UUID:
    """Write a new record past the app; return its id."""
    record_id = uuid4()
    answer = app.ask("PUT", f"{room}/{record_id}", body)
    assert answer.status == 201, answer.body
    return record_id


def ago(**span: float) -> str:
    """Return a moment in the past, as phones write it."""
    return (datetime.now(UTC).replace(microsecond=0) - timedelta(**span)).isoformat()


def look(app: App) -> None:
    """Open the app anew, which asks for all there is to know."""
    app.page.reload()
    app.unlock(LEADER)
    expect(app.page.get_by_role("link", name=OPERATION)).to_be_visible(timeout=PATIENCE_MS)


def test_an_incident_that_is_logged_while_an_operation_runs_belongs_to_it(app: App) -> None:
    app.go("")
    app.page.get_by_role("link", name=OPERATION).click()
    expect(app.page.get_by_text(AIM)).to_be_visible()
    for chosen, source in ((None, "joint"), ("patrol", "patrol")):
        app.begin_incident("muck_truck")
        gear = app.page.get_by_role("group", name=app.words("gear_kinds"))
        # Nobody fishes in a park: what is taken there is among the details.
        expect(gear).to_have_count(0)
        if chosen:
            app.button("more_details").click()
            expect(gear).to_be_visible()
            name = app.words(f"source_{chosen}")
            app.page.get_by_role("radio", name=name, exact=True).click()
        app.save_incident()
        app.expect_all_sent()
        told = app.ask("GET", "incidents?limit=10").body["items"]
        assert told[-1]["source"] == source


def test_my_cells_are_on_the_phone_with_what_was_left_over(app: App) -> None:
    app.go("")
    app.site.line.up = False
    try:
        app.page.get_by_role("link", name=app.words("cells.mine", n=3)).click()
        expect(app.page.locator("main .item")).to_have_count(3)
        expect(app.page.get_by_text(app.words("cells.left_over", what=LEFT_OVER))).to_be_visible()
        expect(app.page.locator("main .item").first).to_contain_text("澄潭一片区")
    finally:
        app.site.line.up = True


def test_the_nearest_crew_is_called_to_what_a_camera_saw(app: App) -> None:
    app.start_patrol()
    app.expect_all_sent()
    answer = app.ask("GET", "my/shift")
    [patrol] = answer.body["patrols"]
    here = {"lon": IN_THE_PARK["longitude"], "lat": IN_THE_PARK["latitude"], "accuracy_m": 6}
    sign = {"patrol_id": patrol["id"], "at": ago(minutes=1), **here}
    assert app.ask("PUT", "my/alive", sign).status < 300
    lon, lat = here["lon"] + 0.003, here["lat"]
    alert = CameraAlert(uuid4(), CAMERA, datetime.now(UTC), "smoke", lon, lat, "烧烤摊")
    app.site.stop()
    with closing(open_store(app.site.store_url, exclusive=True)) as store:
        put_alert(store, SYSTEM, alert, "park", now=datetime.now(UTC))
    app.site.start()
    app.go("alerts")
    app.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    item = app.page.locator(".item", has_text=CAMERA)
    near = app.words("alert_nearest_at", metres=290)
    expect(item.locator(".tag")).to_have_text(near, timeout=PATIENCE_MS)
    expect(item).to_contain_text(app.words("alert_unknown_camera"))


def test_a_cameras_photos_are_reviewed_signed_or_as_it_is(app: App, tmp_path: Path) -> None:
    app.begin_incident("oil_smoke", [picture(tmp_path, "camera", (90, 90, 90))])
    another = picture(tmp_path, "another", (140, 140, 140))
    app.page.locator('input[type="file"]').first.set_input_files(str(another))
    expect(app.page.locator("img.shot, .shot img")).to_have_count(2, timeout=PATIENCE_MS)
    app.button("more_details").click()
    app.page.get_by_role("radio", name=app.words("source_camera"), exact=True).click()
    app.save_incident()
    app.expect_all_sent()
    app.go("incidents")
    app.button("review.open").click()
    files = app.page.locator(".card")
    expect(files).to_have_count(2)
    app.button("review.unclear").click()
    app.button("seizure.save_anyway").click()
    expect(files.locator(".tag")).to_have_text(app.words("review.unclear"))
    app.expect_all_sent()
    app.site.line.up = False
    try:
        sign(app)
        app.button("review.clear").click()
        expect(files.locator(".tag")).to_have_count(2)
        expect(app.page.locator('a.pill[data-tone="ok"]')).to_have_count(0)
    finally:
        app.site.line.up = True
    app.expect_all_sent()
    told = {one["result"]: one for one in app.ask("GET", "camera-reviews").body["items"]}
    assert told["unclear"]["signature"] is None
    assert told["clear"]["officer_id"] == str(officer_id(app.site, "P-01"))
    incident = app.page.url.rpartition("/")[2]
    held = app.ask("GET", f"evidence?record=incident/{incident}").body["items"]
    [signature] = [one for one in held if one["id"] == told["clear"]["signature"]]
    assert signature["note"].startswith("审核签名")
    found = app.ask("GET", f"incidents/{incident}/camera-evidence").body["findings"]
    assert [one["key"] for one in found] == ["cameras.use_camera_unknown"]
    expect(app.button("review.clear")).to_have_count(0)
    expect(files).to_have_count(2)


def sign(app: App) -> None:
    """Sign on the second go: what was drawn first is cleared."""
    page = app.page
    again = app.words("seizure.sign_again")
    name = f"{app.words('seizure.sign')} {app.words('review.reviewer')}"
    page.get_by_role("button", name=name).click()
    draw(app)
    app.button("seizure.sign_again").click()
    app.button("ui.press_again", what=again).click()
    expect(page.get_by_role("button", name=again)).to_be_disabled()
    draw(app)
    app.button("seizure.sign_done").click()
    expect(page.locator(".signature")).to_have_count(1)


def draw(app: App) -> None:
    pad = app.page.locator(".sign-pad canvas").bounding_box()
    assert pad is not None
    mouse = app.page.mouse
    left, top = pad["x"] + 0.3 * pad["width"], pad["y"] + 0.3 * pad["height"]
    mouse.move(left, top)
    mouse.down()
    mouse.move(left + 60, top + 40, steps=6)
    mouse.up()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_screens_of_a_park_fit(
    app: App, tmp_path: Path, language: Language, scheme: str
) -> None:
    page = app.page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    app.go("settings")
    page.get_by_role("radio", name={"zh": "中文", "en": "English"}[language]).click()
    app.language = language
    case_id = save_as_case(app, picture(tmp_path, "before", (150, 60, 40)))
    step(app, "handled", picture(tmp_path, "after", (40, 120, 60)), "摊位已收，盲道恢复")
    app.expect_all_sent()
    [operation] = app.ask("GET", "operations?open=true").body["items"]
    views = ("", "cases", f"case/{case_id}", "cells", f"operation/{operation['id']}", "incidents")
    steps = tuple(f"case/{case_id}/{kind}" for kind in ("verified", "returned", "handed"))
    logged = app.ask("GET", "incidents?limit=10").body["items"]
    review = next(f"review/{one['id']}" for one in logged if one["source"] == "camera")
    faults: list[str] = []
    for view in (*views, *steps, "alerts", "due", "incident", review):
        app.go(view)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".spinner")).to_have_count(0)
        name = re.sub(r"/[0-9a-f-]{36}", "", view).replace("/", "-") or "home"
        faults += faults_of(page, f"park-{name}-{language}-{scheme}")
    app.go("settings")
    page.get_by_role("radio", name="中文").click()
    app.language = "zh"
    assert not faults, "\n".join(faults)
