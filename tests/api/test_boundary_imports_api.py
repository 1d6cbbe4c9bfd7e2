"""Boundaries brought in over HTTP: drafts, looked at, put in force, and brought back."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import shapely
from api_world import Client, World, where
from boundary_files import BOUNDARIES, IMPORTS, LAKE, brought, force, geojson, send

from geo_patrol.errors import Unavailable
from geo_patrol.grid.changes import cell_changes
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import audit, grid_changes, grids, places
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows import boundary_deciding, regridding
from geo_patrol.workflows.gridding import make_area_grid

WIDER = shapely.box(120.98, 29.46, 121.002, 29.48)
"""The lake with a strip of about 194 m in the east."""
TODAY = "2022-10-31"


@pytest.fixture
def admin(fresh_world: World) -> Client:
    return fresh_world.member("admin")


@pytest.fixture
def keeper(world: World) -> Client:
    """Give an administrator of the world that all share: nothing there is put in force."""
    return world.member("admin")


def outline(store: Store, code: str = "lake") -> shapely.MultiPolygon:
    with store.reader() as session:
        found = places.area(session, code, SYSTEM)
    assert found is not None
    return found.geometry


def make_cells(world: World, area: str = "lake") -> None:
    chosen = world.settings
    make_area_grid(
        world.store,
        area_code=area,
        size_m=100,
        epsg=chosen.metric_epsg,
        county=chosen.county_code,
        town=None,
        village=None,
        villages=None,
        provisional_sections=True,
        code_digits=15,
        now=world.clock(),
        zone=chosen.zone,
    )


def codes(world: World, area: str = "lake") -> set[str]:
    with world.store.reader() as session:
        found = grids.grid_in_use(session, area)
    assert found is not None
    return {one.code for one in found.grid.cells}


def finish(world: World) -> None:
    """Go on as a running server does, until nothing is left to do."""
    boundary_deciding.go_on(world.store, epsg=world.settings.metric_epsg, now=world.clock())
    with world.store.reader() as session:
        under_way = grid_changes.changes(session)
    for one in under_way:
        regridding.drive(world.store, one.grid_id, now=world.clock(), zone=world.settings.zone)


def acts(store: Store, import_id: str) -> list[str]:
    with store.reader() as session:
        found = audit.page(session, object_name=f"boundary/{import_id}", limit=20)
    return [one.action for one in reversed(found)]


def test_a_draft_tells_what_it_would_change_and_changes_nothing(
    fresh_world: World, admin: Client
) -> None:
    make_cells(fresh_world)
    before = codes(fresh_world)
    told = brought(admin, geojson(WIDER), source="县政府批复")
    figures = told["figures"]
    assert (told["state"], told["source"]) == ("draft", "县政府批复")
    assert figures["after_m2"] > figures["before_m2"] > 4e6
    assert figures["gained_m2"] == pytest.approx(figures["after_m2"] - figures["before_m2"], abs=50)
    assert figures["lost_m2"] == 0
    assert figures["cells"]["lost"] == 0
    assert figures["cells"]["gained"] > 20
    assert figures["cells"]["after"] == figures["cells"]["before"] + figures["cells"]["gained"]
    assert told["drawn"]["gained"] is not None
    assert told["drawn"]["lost"] is None
    assert outline(fresh_world.store).equals(LAKE)
    assert codes(fresh_world) == before
    again = admin.get(f"{IMPORTS}/{told['id']}").json()
    assert again == told


def test_cells_that_stay_keep_their_codes_when_it_is_put_in_force(
    fresh_world: World, admin: Client
) -> None:
    make_cells(fresh_world)
    before = codes(fresh_world)
    told = brought(admin, geojson(WIDER))
    answer = force(admin, told["id"])
    assert answer.status_code == 200, answer.text
    assert outline(fresh_world.store).equals(WIDER)
    assert answer.json()["following"]
    finish(fresh_world)
    after = codes(fresh_world)
    assert before < after
    assert len(after) == told["figures"]["cells"]["after"]
    done = admin.get(f"{IMPORTS}/{told['id']}").json()
    assert (done["state"], done["following"], done["reason"]) == ("in_force", False, "批复的新红线")
    assert done["figures"] == told["figures"]
    assert done["drawn"]["gained"] == told["drawn"]["gained"]
    assert acts(fresh_world.store, told["id"]) == ["draft", "put_in_force"]


def test_what_held_before_is_brought_back_as_another_version(
    fresh_world: World, admin: Client
) -> None:
    make_cells(fresh_world)
    with fresh_world.store.reader() as session:
        first = grids.grid_in_use(session, "lake")
    smaller = shapely.box(120.985, 29.46, 121.0, 29.48)
    told = brought(admin, geojson(smaller))
    force(admin, told["id"])
    finish(fresh_world)
    assert len(codes(fresh_world)) == told["figures"]["cells"]["after"]
    back = str(uuid4())
    answer = admin.put(f"{IMPORTS}/{back}/restoration", {"of": told["id"]})
    assert answer.status_code == 201, answer.text
    assert (answer.json()["state"], answer.json()["restores"]) == ("draft", told["id"])
    assert outline(fresh_world.store).equals(smaller)
    fresh_world.clock.move(timedelta(minutes=10))
    assert force(admin, back).status_code == 200
    finish(fresh_world)
    assert outline(fresh_world.store).equals(LAKE)
    with fresh_world.store.reader() as session:
        third = grids.grid_in_use(session, "lake")
    assert first is not None and third is not None
    assert not cell_changes(first.grid, third.grid).any
    kinds = [one["state"] for one in admin.get(IMPORTS).json()["items"]]
    assert kinds == ["in_force", "in_force"]


def test_a_boundary_waits_for_its_day(fresh_world: World, admin: Client) -> None:
    make_cells(fresh_world)
    told = brought(admin, geojson(WIDER))
    answer = force(admin, told["id"], "2022-11-02")
    assert (answer.json()["state"], answer.json()["valid_from"]) == ("waiting", "2022-11-02")
    finish(fresh_world)
    assert outline(fresh_world.store).equals(LAKE)
    fresh_world.clock.move(timedelta(days=2))
    finish(fresh_world)
    admin = fresh_world.member("admin")
    assert outline(fresh_world.store).equals(WIDER)
    assert admin.get(f"{IMPORTS}/{told['id']}").json()["state"] == "in_force"
    assert acts(fresh_world.store, told["id"]) == ["draft", "put_in_force", "put_in_force"]


def test_one_that_waits_is_a_draft_again_when_it_does_not_fit_any_more(
    fresh_world: World, admin: Client
) -> None:
    told = brought(admin, geojson(WIDER))
    force(admin, told["id"], "2022-11-02")
    other = shapely.box(121.001, 29.46, 121.02, 29.48)
    moved = brought(
        admin, geojson(other.union(shapely.box(120.88, 29.5, 120.9, 29.52))), area="block"
    )
    force(admin, moved["id"])
    fresh_world.clock.move(timedelta(days=2))
    finish(fresh_world)
    admin = fresh_world.member("admin")
    assert outline(fresh_world.store).equals(LAKE)
    answer = admin.get(f"{IMPORTS}/{told['id']}")
    assert answer.status_code == 422
    [row] = admin.get(f"{IMPORTS}?area=lake").json()["items"]
    assert row["state"] == "draft"
    assert "boundaries.in_other_area" in {one["key"] for one in row["remarks"]}


def test_zones_follow_each_other_in_time_and_ask_cells_for_something_else(
    fresh_world: World, admin: Client
) -> None:
    make_cells(fresh_world)
    west = shapely.box(120.975, 29.455, 120.99, 29.485)
    first = brought(admin, geojson(west, name=["西区"], code=["W-1"]), part="first")
    assert first["figures"]["before_m2"] == 0
    assert first["figures"]["cells"]["asked_anew"] > 100
    assert not first["may_restore"]
    assert force(admin, first["id"], "2022-10-01").status_code == 200
    finish(fresh_world)
    answer = admin.get("/api/v1/zones?area=lake").json()["items"]
    assert [(one["level"], one["code"], one["name"]) for one in answer] == [
        ("first", "W-1", "西区")
    ]
    wider = shapely.box(120.975, 29.455, 120.995, 29.485)
    second = brought(admin, geojson(wider, code=["W-2"]), part="first")
    assert second["figures"]["lost_m2"] == 0
    assert force(admin, second["id"], "2022-09-01").status_code == 422
    assert force(admin, second["id"]).status_code == 200
    then = admin.get("/api/v1/zones?area=lake&at=2022-10-15").json()["items"]
    now = admin.get("/api/v1/zones?area=lake").json()["items"]
    assert ([one["code"] for one in then], [one["code"] for one in now]) == (["W-1"], ["W-2"])
    back = str(uuid4())
    admin.put(f"{IMPORTS}/{back}/restoration", {"of": second["id"]})
    assert force(admin, back).status_code == 200
    now = admin.get("/api/v1/zones?area=lake").json()["items"]
    assert [one["code"] for one in now] == ["W-1"]


def test_the_same_file_again_changes_nothing_and_another_one_is_a_conflict(
    fresh_world: World, admin: Client
) -> None:
    import_id = uuid4()
    assert send(admin, geojson(WIDER), import_id).status_code == 201
    assert send(admin, geojson(WIDER), import_id).status_code == 200
    assert send(admin, geojson(LAKE), import_id).status_code == 409
    assert send(admin, geojson(WIDER), import_id, part="first").status_code == 409
    assert acts(fresh_world.store, str(import_id)) == ["draft"]


def test_what_was_decided_stays_decided(fresh_world: World, admin: Client) -> None:
    told = brought(admin, geojson(WIDER))
    gone = admin.put(f"{IMPORTS}/{told['id']}/discard", {"reason": "传错了"})
    assert (gone.status_code, gone.json()["state"], gone.json()["reason"]) == (
        200,
        "discarded",
        "传错了",
    )
    assert admin.put(f"{IMPORTS}/{told['id']}/discard", {}).status_code == 200
    assert force(admin, told["id"]).status_code == 409
    other = brought(admin, geojson(WIDER))
    assert force(admin, other["id"]).status_code == 200
    assert force(admin, other["id"]).status_code == 200
    assert force(admin, other["id"], reason="别的理由").status_code == 409
    assert admin.put(f"{IMPORTS}/{other['id']}/discard", {}).status_code == 409
    assert acts(fresh_world.store, other["id"]) == ["draft", "put_in_force"]


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ({"valid_from": "2022-10-30", "reason": "x"}, ["valid_from"]),
        ({"valid_from": "2024-10-30", "reason": "x"}, ["valid_from"]),
        ({"valid_from": TODAY, "reason": " "}, ["reason"]),
        ({"valid_from": "soon", "reason": "x"}, ["valid_from"]),
    ],
)
def test_an_outline_needs_a_day_to_come_and_a_reason(
    keeper: Client, body: dict[str, Any], at: list[str]
) -> None:
    told = brought(keeper, geojson(WIDER))
    answer = keeper.put(f"{IMPORTS}/{told['id']}/force", body)
    assert (answer.status_code, where(answer)) == (422, at)


@pytest.mark.parametrize("role", ["leader", "officer", "briefing", "auditor"])
def test_only_an_administrator_brings_boundaries_in(
    world: World, keeper: Client, role: Any
) -> None:
    told = brought(keeper, geojson(WIDER))
    other = world.member(role)
    assert send(other, geojson(WIDER)).status_code == 403
    assert other.get(f"{IMPORTS}/{told['id']}").status_code == 403
    assert force(other, told["id"]).status_code == 403
    assert outline(world.store).equals(LAKE)


def test_the_list_of_areas_says_what_stands_in_them(loaded_world: World) -> None:
    admin = loaded_world.member("admin")
    found = {one["code"]: one for one in admin.get(BOUNDARIES).json()["items"]}
    one = found["changzhao"]
    assert one["grid"]["size_m"] == 100
    assert one["grid"]["n_cells"] > 900
    assert (one["status"], one["since"], one["recomputing"]) == ("illustrative", None, None)
    assert [level["level"] for level in one["levels"]] == ["first"]
    detail = admin.get(f"{BOUNDARIES}/changzhao").json()
    assert detail["outline"]["type"] in ("Polygon", "MultiPolygon")
    assert detail["water"] is not None
    assert admin.get(f"{BOUNDARIES}/nowhere").status_code == 404


def test_a_server_that_was_busy_goes_on_with_the_cells(
    fresh_world: World, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_cells(fresh_world)
    told = brought(admin, geojson(WIDER))

    def busy(*_args: Any, **_named: Any) -> None:
        raise Unavailable("store.busy")

    with monkeypatch.context() as patched:
        patched.setattr(regridding, "begin", busy)
        answer = force(admin, told["id"])
    assert (answer.status_code, answer.json()["following"]) == (200, True)
    finish(fresh_world)
    assert len(codes(fresh_world)) == told["figures"]["cells"]["after"]


def test_ids_are_uuids(keeper: Client) -> None:
    assert keeper.get(f"{IMPORTS}/{UUID(int=0)}").status_code == 404
    assert keeper.get(f"{IMPORTS}/x").status_code == 422
