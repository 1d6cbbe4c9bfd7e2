"""Areas and boundaries on the desk: replaced, refused in words, brought back; new areas."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import pytest
import shapely
from console_page import NARROW, PATIENCE_MS, WIDE, Desk, desk
from duty_world import Templates, served
from fitting import keep_picture, serious_faults
from officer_site import OfficerSite
from playwright.sync_api import Browser, FilePayload, expect
from shapely.affinity import translate

from geo_patrol.roles import Role
from geo_patrol.store.engine import open_store
from geo_patrol.store.repositories import places
from geo_patrol.store.scope import SYSTEM

pytestmark = pytest.mark.browser

AREA = "qincun"
HOSTILE = "<img src=x onerror=alert(1)>"
PEOPLE: Mapping[str, tuple[str, Role, str | None]] = {
    "r-01": ("演示队长", "leader", "reservoir"),
    "p-01": ("演示园区队长", "leader", "park"),
    "a-01": ("演示管理", "admin", None),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a site with an administrator and the squads' leaders."""

    def add(made: OfficerSite) -> None:
        for badge_no, (name, role, squad) in PEOPLE.items():
            made.add_officer(name, badge_no, squad=squad, role=role)

    with served(tmp_path_factory.mktemp("places") / "site", templates, {}, prepared=add) as made:
        yield made


def outline(site: OfficerSite, area: str) -> shapely.MultiPolygon:
    """Return the outline that an area has in the store."""
    with closing(open_store(site.store_url)) as store, store.reader() as session:
        found = places.area(session, area, SYSTEM)
    assert found is not None
    return found.geometry


def file_of(*shapes: shapely.Geometry, name: str = "新红线.geojson", **told: Any) -> FilePayload:
    """Return shapes as a file to choose."""
    features = [
        {"type": "Feature", "geometry": json.loads(shapely.to_geojson(one)), "properties": told}
        for one in shapes
    ]
    body = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    return {"name": name, "mimeType": "application/geo+json", "buffer": body}


def shifted(shape: shapely.MultiPolygon) -> shapely.MultiPolygon:
    """Return a shape with a bay more in the north-east and one less in the south."""
    west, south, east, north = shape.bounds
    bay = shapely.Point(east, (north + south) / 2).buffer(0.006)
    cut = shapely.box(west, south, east, south + 0.006)
    grown = shape.union(translate(bay, -0.003, 0)).difference(cut)
    return shapely.MultiPolygon([one for one in shapely.get_parts(grown) if one.area > 1e-8])


def upload(opened: Desk, area: str, file: FilePayload, **chosen: str) -> None:
    """Choose a file for an area, and have it looked at."""
    opened.go("places", area)
    opened.button("console_places.replace").click()
    sheet = opened.page.get_by_role("dialog")
    for key, value in chosen.items():
        label = opened.words(f"console_places.{key}")
        sheet.get_by_label(label, exact=True).select_option(value)
    sheet.get_by_label(opened.words("console_places.file"), exact=True).set_input_files(file)
    sheet.get_by_role("button", name=opened.words("console_places.upload"), exact=True).click()


def drawn_for(leader: Desk, area: str) -> dict[str, Any]:
    """Return the map of an area as the leader's page is told it."""
    told: dict[str, Any] = leader.page.evaluate(
        "async (area) => (await fetch(`/api/v1/my/map/${area}`)).json()", area
    )
    return {name: told[name] for name in ("outline", "zones", "grid", "boundaries")}


def test_a_boundary_is_replaced_with_a_preview_and_brought_back(
    site: OfficerSite, browser: Browser
) -> None:
    before = outline(site, AREA)
    with desk(browser, site, "a-01") as admin, desk(browser, site, "r-01") as leader:
        old = drawn_for(leader, AREA)
        upload(admin, AREA, file_of(shifted(before)))
        admin.expect_said(admin.words("console_places.state_draft"))
        admin.expect_said(admin.words("console_places.n_lost"))
        assert drawn_for(leader, AREA) == old

        admin.button("console_places.force").click()
        sheet = admin.page.get_by_role("dialog")
        act = sheet.get_by_role("button", name=admin.words("console_places.force"), exact=True)
        expect(act).to_be_disabled()
        sheet.get_by_label(admin.words("console_places.reason"), exact=True).fill(
            f"县政府批复 {HOSTILE}"
        )
        act.click()
        tag = admin.page.locator(".page-title .tag")
        expect(tag).to_have_text(admin.words("console_places.state_in_force"), timeout=PATIENCE_MS)
        expect(admin.page.locator(".places-progress")).to_have_count(0, timeout=PATIENCE_MS)
        admin.expect_said(HOSTILE)

        new = drawn_for(leader, AREA)
        assert new["outline"] != old["outline"]
        assert new["grid"]["id"] != old["grid"]["id"]
        kept = set(old["grid"]["codes"]) & set(new["grid"]["codes"])
        assert len(kept) > len(old["grid"]["codes"]) / 2

        admin.button("console_places.restore").click()
        admin.expect_said(admin.words("console_places.restores"))
        admin.button("console_places.force").click()
        sheet.get_by_label(admin.words("console_places.reason"), exact=True).fill("退回")
        sheet.get_by_role("button", name=admin.words("console_places.force"), exact=True).click()
        expect(tag).to_have_text(admin.words("console_places.state_in_force"), timeout=PATIENCE_MS)
        expect(admin.page.locator(".places-progress")).to_have_count(0, timeout=PATIENCE_MS)
        back = drawn_for(leader, AREA)
        assert (back["outline"], back["grid"]["codes"]) == (old["outline"], old["grid"]["codes"])


def test_a_broken_file_is_refused_in_words_and_hostile_names_come_out_as_text(
    site: OfficerSite, browser: Browser
) -> None:
    here = outline(site, "changzhao")
    west, south, east, north = here.bounds
    bowtie = shapely.Polygon([(west, south), (east, north), (east, south), (west, north)])
    with desk(browser, site, "a-01") as admin:
        upload(admin, "changzhao", file_of(bowtie))
        note = admin.page.get_by_role("dialog").get_by_role("alert")
        expect(note).to_contain_text(admin.words("console_places.refused"), timeout=PATIENCE_MS)
        why = admin.words("console_places.refused_feature", where="1", why="边界在")
        expect(note).to_contain_text(why)
        admin.button("console.cancel").click()

        upload(
            admin, "changzhao", file_of(here, name=f"{HOSTILE}.geojson", 名称=HOSTILE), part="first"
        )
        admin.expect_said(admin.words("console_places.n_shapes", n="1", names=HOSTILE))
        assert admin.page.locator("img[src=x]").count() == 0
        admin.button("console_places.discard").click()
        sheet = admin.page.get_by_role("dialog")
        sheet.get_by_role("button", name=admin.words("console_places.discard"), exact=True).click()
        admin.expect_said(admin.words("console_places.state_discarded"))
        admin.go("places", "changzhao")
        history = admin.page.locator(".places-history li")
        expect(history).to_have_count(1, timeout=PATIENCE_MS)


@pytest.mark.parametrize(
    ("size", "language", "scheme"),
    [(WIDE, "zh", "light"), (NARROW, "en", "light"), (NARROW, "zh", "dark")],
)
def test_the_room_is_whole_in_both_languages_and_sizes(
    site: OfficerSite, browser: Browser, size: tuple[int, int], language: Any, scheme: Any
) -> None:
    name = f"{size[0]}-{language}-{scheme}"
    with desk(browser, site, "a-01", size=size, language=language, scheme=scheme) as admin:
        admin.go("places")
        expect(admin.page.locator("tbody tr")).to_have_count(9, timeout=PATIENCE_MS)
        _looked_at(admin, f"places-list-{name}")
        admin.go("places", "changzhao")
        expect(admin.page.locator(".desk-map canvas")).to_be_attached(timeout=PATIENCE_MS)
        _looked_at(admin, f"places-area-{name}")
        admin.button("console_places.replace").click()
        _looked_at(admin, f"places-upload-{name}")
        admin.button("console.cancel").click()
        upload(admin, "changzhao", file_of(shifted(outline(site, "changzhao"))))
        expect(admin.page.locator(".map-card .legend-row")).to_have_count(5, timeout=PATIENCE_MS)
        _looked_at(admin, f"places-compare-{name}")
        admin.button("console_places.force").click()
        _looked_at(admin, f"places-force-{name}")


def codes_of(leader: Desk) -> list[str]:
    """Return the areas that the leader's pages and phones are told of."""
    told: list[str] = leader.page.evaluate(
        "async () => (await (await fetch('/api/v1/my/shift')).json()).areas.map((a) => a.code)"
    )
    return told


def test_a_new_area_counts_once_it_is_opened_and_until_it_is_retired(
    site: OfficerSite, browser: Browser
) -> None:
    ground = shapely.box(121.10, 29.40, 121.112, 29.41)
    with desk(browser, site, "a-01") as admin, desk(browser, site, "p-01") as leader:
        admin.go("places")
        admin.button("console_places.new_area").click()
        sheet = admin.page.get_by_role("dialog")
        act = sheet.get_by_role("button", name=admin.words("console_places.plan_look"), exact=True)
        for key, told in {"name_zh": HOSTILE, "code": "wozhou", "cell_side": "200"}.items():
            sheet.get_by_label(admin.words(f"console_places.{key}"), exact=True).fill(told)
        kind = sheet.get_by_label(admin.words("console_places.kind"), exact=True)
        kind.select_option("park")
        file = sheet.get_by_label(admin.words("console_places.file"), exact=True)
        expect(act).to_be_disabled()
        file.set_input_files(file_of(outline(site, "nanyan")))
        act.click()
        note = sheet.get_by_role("alert")
        expect(note).to_contain_text("南岩", timeout=PATIENCE_MS)
        file.set_input_files(file_of(ground))
        act.click()
        n_cells = admin.words("console_places.n_cells", n="36")
        admin.expect_said(n_cells)
        admin.expect_said(admin.words("console_places.every_day"))
        assert admin.page.locator("img[src=x]").count() == 0
        assert "wozhou" not in codes_of(leader)

        admin.button("console_places.open_area").click()
        sheet.get_by_label(admin.words("console_places.reason"), exact=True).fill("县局批准")
        sheet.get_by_role(
            "button", name=admin.words("console_places.open_area"), exact=True
        ).click()
        cells = admin.words("console_places.cells_of", n="36", size="200")
        admin.expect_said(cells)
        assert len(drawn_for(leader, "wozhou")["grid"]["codes"]) == 36
        leader.go("help")
        leader.go("gaps", "wozhou")
        expect(leader.page.get_by_text(HOSTILE).first).to_be_attached(timeout=PATIENCE_MS)

        admin.button("console_places.retire").click()
        sheet.get_by_label(admin.words("console_places.reason"), exact=True).fill("撤并")
        sheet.get_by_role("button", name=admin.words("console_places.retire"), exact=True).click()
        expect(sheet).to_be_hidden(timeout=PATIENCE_MS)
        admin.expect_said(admin.words("console_places.retired_note"))
        assert "wozhou" not in codes_of(leader)
        admin.button("console_places.bring_back").first.click()
        expect(admin.button("console_places.replace")).to_be_visible(timeout=PATIENCE_MS)
        assert "wozhou" in codes_of(leader)


def _looked_at(opened: Desk, name: str) -> None:
    keep_picture(opened.page, name)
    assert serious_faults(opened.page, name) == []
    assert not opened.page.evaluate("document.documentElement.scrollWidth > innerWidth"), name
