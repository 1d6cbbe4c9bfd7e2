"""New areas over HTTP: planned, looked at, opened; retired and brought back."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import shapely
from api_world import Client, World
from boundary_files import (
    BOUNDARIES,
    FREE,
    LAKE,
    PLANS,
    brought,
    force,
    geojson,
    plan,
    planned,
    written_as,
)

from geo_patrol.store.repositories import audit, grid_changes, grids, places
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows import area_opening, regridding
from geo_patrol.workflows.boundaries import import_area

BOWTIE = shapely.Polygon([(121.1, 29.4), (121.11, 29.41), (121.11, 29.4), (121.1, 29.41)])

HUGE = shapely.box(121.03, 29.3, 121.2, 29.44)


@pytest.fixture
def admin(fresh_world: World) -> Client:
    return fresh_world.member("admin")


@pytest.fixture
def keeper(world: World) -> Client:
    """Give an administrator of the world that all share: nothing there is opened."""
    return world.member("admin")


def opened(admin: Client, told: dict[str, Any]) -> Any:
    answer = admin.put(f"{PLANS}/{told['id']}/opening", {"reason": "县局批准"})
    assert answer.status_code == 200, answer.text
    return answer.json()


def finish(world: World) -> None:
    """Go on as a running server does, until nothing is left to do."""
    chosen = world.settings
    area_opening.go_on(
        world.store,
        epsg=chosen.metric_epsg,
        county=chosen.county_code,
        zone=chosen.zone,
        now=world.clock(),
    )
    with world.store.reader() as session:
        under_way = grid_changes.changes(session)
    for one in under_way:
        regridding.drive(world.store, one.grid_id, now=world.clock(), zone=chosen.zone)


def listed(client: Client, **query: Any) -> set[str]:
    return {one["code"] for one in client.get("/api/v1/areas", params=query).json()["items"]}


def acts(world: World, name: str) -> list[str]:
    with world.store.reader() as session:
        found = audit.page(session, object_name=name, limit=20)
    return [one.action for one in reversed(found)]


def located(world: World) -> str | None:
    at = FREE.centroid
    with world.store.reader() as session:
        return places.locate(session, at.x, at.y, world.clock()).area_code


def test_an_area_counts_once_it_is_opened_and_until_it_is_retired(
    fresh_world: World, admin: Client
) -> None:
    leader = fresh_world.member("leader", "park")
    told = planned(admin, geojson(FREE), name_en="New blocks", size_m=200, source="批复")
    figures = told["figures"]
    assert (told["state"], told["name_zh"], told["source"]) == ("draft", "新片区", "批复")
    assert figures["area_m2"] == pytest.approx(1.29e6, rel=0.02)
    assert figures["intervals"] == [{"interval_s": 86_400, "n": figures["n_cells"]}]
    assert [one["id"] for one in admin.get(PLANS).json()["items"]] == [told["id"]]
    assert admin.get(f"{PLANS}/{told['id']}").json() == told
    assert "blocks" not in listed(leader)
    assert located(fresh_world) is None

    done = opened(admin, told)
    assert (done["state"], done["reason"], done["figures"]) == ("opened", "县局批准", None)
    assert opened(admin, told) == done
    assert admin.get(PLANS).json()["items"] == []
    finish(fresh_world)
    assert "blocks" in listed(leader)
    assert located(fresh_world) == "blocks"
    with fresh_world.store.reader() as session:
        found = grids.grid_in_use(session, "blocks")
    assert found is not None
    assert (len(found.grid.cells), found.grid.size_m) == (figures["n_cells"], 200)
    assert acts(fresh_world, f"new_area/{told['id']}") == ["draft", "establish"]
    # What was opened is replaced as any other area's outline is.
    wider = brought(admin, geojson(shapely.box(121.10, 29.40, 121.114, 29.41)), area="blocks")
    assert force(admin, wider["id"]).status_code == 200
    finish(fresh_world)

    gone = admin.put(f"{BOUNDARIES}/blocks/retirement", {"reason": "撤并"})
    assert gone.status_code == 200, gone.text
    assert gone.json()["retired_reason"] == "撤并"
    again = admin.put(f"{BOUNDARIES}/blocks/retirement", {"reason": "再来一次"})
    assert again.json()["retired_at"] == gone.json()["retired_at"]
    assert "blocks" not in listed(leader)
    assert "blocks" in listed(leader, retired=True)
    assert located(fresh_world) is None
    assert admin.get(f"{BOUNDARIES}/blocks").json()["since"] is not None
    [*_, last] = admin.get(BOUNDARIES).json()["items"]
    assert (last["code"], last["grid"] is not None) == ("blocks", True)
    with fresh_world.store.reader() as session:
        then = places.areas(session, SYSTEM, at=fresh_world.clock() - timedelta(days=1))
    assert "blocks" in {one.code for one in then}

    back = admin.put(f"{BOUNDARIES}/blocks/return", {})
    assert back.status_code == 200, back.text
    assert back.json()["retired_at"] is None
    assert "blocks" in listed(leader)
    assert located(fresh_world) == "blocks"
    assert acts(fresh_world, "area/blocks") == ["load", "retire", "bring_back"]


def test_a_retired_area_gives_its_ground_to_another_and_then_stays_away(
    fresh_world: World, admin: Client, tmp_path: Any
) -> None:
    assert plan(admin, geojson(LAKE), code="second").status_code == 422
    assert admin.put(f"{BOUNDARIES}/lake/retirement", {"reason": "重划"}).status_code == 200
    opened(admin, planned(admin, geojson(LAKE), code="second"))
    finish(fresh_world)
    refused = admin.put(f"{BOUNDARIES}/lake/return", {})
    assert (refused.status_code, refused.json()["code"]) == (422, "boundaries.in_other_area")
    at = LAKE.centroid
    with fresh_world.store.reader() as session:
        found = places.locate(session, at.x, at.y, fresh_world.clock())
    assert (found.area_code, found.squad_code) == ("second", "park")
    # The command line replaces an outline; whether it is patrolled is not its business.
    path = tmp_path / "lake.geojson"
    path.write_bytes(geojson(shapely.box(120.98, 29.46, 121.001, 29.48)))
    import_area(
        fresh_world.store,
        path,
        code="lake",
        kind="reservoir",
        squad_code="reservoir",
        name_zh="湖",
        name_en="Lake",
        datum=None,
        status="approved",
        source="",
        licence="",
        now=fresh_world.clock(),
    )
    assert "lake" not in listed(admin)


def test_a_plan_that_somebody_was_faster_with_tells_why_it_fits_no_more(
    fresh_world: World, admin: Client
) -> None:
    one, other = (planned(admin, geojson(FREE), code=code) for code in ("one", "other"))
    opened(admin, one)
    late = admin.put(f"{PLANS}/{other['id']}/opening", {"reason": "也要"})
    assert (late.status_code, late.json()["code"]) == (422, "boundaries.in_other_area")
    seen = admin.get(f"{PLANS}/{other['id']}").json()
    assert (seen["state"], seen["figures"]) == ("draft", None)
    assert "boundaries.in_other_area" in {each["key"] for each in seen["remarks"]}
    thrown = admin.put(f"{PLANS}/{other['id']}/discard", {})
    assert thrown.json()["state"] == "discarded"
    assert admin.put(f"{PLANS}/{other['id']}/opening", {"reason": "x"}).status_code == 409
    assert admin.put(f"{PLANS}/{one['id']}/discard", {}).status_code == 409
    assert listed(admin) >= {"one"}


def test_a_reservoir_without_zones_says_that_nothing_is_required_there(keeper: Client) -> None:
    told = planned(
        keeper, written_as("zip", FREE), name="新库.zip", kind="reservoir", squad="reservoir"
    )
    assert [one["interval_s"] for one in told["figures"]["intervals"]] == [None]
    assert "new_areas.nothing_required" in {one["key"] for one in told["remarks"]}
    assert told["name_en"] == "新片区"


def test_the_same_again_is_nothing_and_something_else_is_a_conflict(keeper: Client) -> None:
    draft_id = uuid4()
    first = plan(keeper, geojson(FREE), draft_id, code="twice")
    assert first.status_code == 201
    again = plan(keeper, geojson(FREE), draft_id, code="twice")
    assert (again.status_code, again.json()) == (200, first.json())
    other = plan(keeper, geojson(FREE), draft_id, code="thrice")
    assert (other.status_code, other.json()["code"]) == (409, "new_areas.id_taken")


@pytest.mark.parametrize(
    ("data", "query", "code"),
    [
        (b"", {}, "space.json_broken"),
        (b"not a map", {"name": "a.gpkg"}, "space.not_what_it_says"),
        (geojson(BOWTIE), {}, "space.import_refused"),
        (geojson(LAKE), {}, "boundaries.in_other_area"),
        (geojson(FREE), {"code": "lake"}, "new_areas.code_taken"),
        (geojson(FREE), {"code": "湖"}, "boundaries.bad_area_code"),
        (geojson(FREE), {"code": "~new"}, "boundaries.bad_area_code"),
        (geojson(FREE), {"squad": "nobody"}, "records.no_squad"),
        (geojson(FREE), {"name_zh": "  "}, "api.invalid"),
        (geojson(FREE), {"name_zh": "新\u202e片"}, "api.invalid"),
        (geojson(FREE), {"size_m": "nan"}, "api.invalid"),
        (geojson(FREE), {"size_m": 3}, "api.invalid"),
        (geojson(FREE), {"status": "draft"}, "api.invalid"),
        (geojson(HUGE), {"size_m": 20}, "new_areas.too_many_cells"),
    ],
    ids=range(14),
)
def test_what_cannot_be_an_area_is_refused_and_leaves_nothing(
    keeper: Client, data: bytes, query: dict[str, Any], code: str
) -> None:
    before = keeper.get(PLANS).json()
    answer = plan(keeper, data, **query)
    assert (answer.status_code, answer.json()["code"]) == (
        404 if code == "records.no_squad" else 422,
        code,
    )
    assert keeper.get(PLANS).json() == before


def test_nobody_but_an_administrator_plans_or_retires(world: World) -> None:
    leader = world.member("leader")
    assert plan(leader, geojson(FREE)).status_code == 403
    assert leader.put(f"{BOUNDARIES}/lake/retirement", {"reason": "x"}).status_code == 403
    assert world.member("admin").put(f"{BOUNDARIES}/sea/return", {}).status_code == 404
