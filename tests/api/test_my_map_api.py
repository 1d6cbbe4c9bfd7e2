"""The map of an area as a phone keeps it: small, whole, and asked for again at no cost."""

import gzip
import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
import shapely
from api_world import World, put_patrol, put_shift

from api.my.map_schemas import KINDS
from geo_patrol.coverage.gaps import GAP_CLASSES
from geo_patrol.crs import from_metric
from geo_patrol.grid import CellKind
from geo_patrol.packing import PER_DEGREE, pack
from geo_patrol.store.repositories import grids

PATH = "/api/v1/my/map/changzhao"
MOST_BYTES = 60_000


def unpacked(shapes: list[Any]) -> list[shapely.MultiPolygon]:
    """Undo the packing as the phone does."""
    start = (0, 0)

    def ring(steps: list[int]) -> list[tuple[float, float]]:
        nonlocal start
        lon, lat = start
        points = []
        for i in range(0, len(steps), 2):
            lon, lat = lon + steps[i], lat + steps[i + 1]
            if i == 0:
                start = (lon, lat)
            points.append((lon / PER_DEGREE, lat / PER_DEGREE))
        return points

    def polygon(part: list[list[int]]) -> shapely.Polygon:
        rings = [ring(one) for one in part]
        return shapely.Polygon(rings[0], rings[1:])

    parts = ([[one]] if isinstance(one[0], int) else one for one in shapes)
    return [shapely.MultiPolygon([polygon(part) for part in shape]) for shape in parts]


def test_every_cell_comes_back_with_its_code_kind_and_shape(loaded_world: World) -> None:
    told = loaded_world.member("officer").get(PATH).json()
    with loaded_world.store.reader() as session:
        stored = grids.grid_in_use(session, "changzhao")
    assert stored is not None
    cells, grid = stored.grid.cells, told["grid"]
    assert (grid["id"], grid["codes"]) == (str(stored.id), [cell.code for cell in cells])
    assert grid["kinds"] == "".join(KINDS[cell.kind] for cell in cells)
    for cell, shape in zip(cells, unpacked(grid["polygons"]), strict=True):
        assert shapely.hausdorff_distance(cell.geometry, shape) < 1.5 / PER_DEGREE
    assert set(KINDS) == set(CellKind.__args__)
    assert len(set(KINDS.values())) == len(KINDS)


def test_cells_stand_as_the_gaps_say(loaded_world: World) -> None:
    client = loaded_world.member("officer")
    told = client.get(PATH).json()
    day = "from=2022-10-30&to=2022-11-01"
    gaps = client.get(f"/api/v1/gaps?area=changzhao&{day}").json()
    assert [GAP_CLASSES[int(one)] for one in told["grid"]["gap_class"]] == [
        one["gap_class"] for one in gaps["items"]
    ]
    mine = client.get("/api/v1/my/shift").json()
    [standing] = [one["standing"] for one in mine["areas"] if one["code"] == "changzhao"]
    assert standing["cells"] == len(gaps["items"])
    assert standing["never"] == gaps["counts"]["never"]
    assert standing["overdue"] == sum(1 for one in gaps["items"] if (one["ratio"] or 0) > 1)


def test_outline_water_and_zones_are_there_with_how_far_they_may_be_trusted(
    loaded_world: World,
) -> None:
    client = loaded_world.member("officer")
    told = client.get(PATH).json()
    area = next(
        one for one in client.get("/api/v1/areas").json()["items"] if one["code"] == "changzhao"
    )
    for name in ("status", "status_note", "source", "licence"):
        assert told["boundaries"][name] == area[name]
    outline, water = (shapely.geometry.shape(told[name]) for name in ("outline", "water"))
    exact = client.get("/api/v1/areas?format=geojson&area=changzhao").json()["features"][0]
    assert shapely.hausdorff_distance(outline, shapely.geometry.shape(exact["geometry"])) < 2e-5
    assert told["bounds"] == pytest.approx(outline.bounds, abs=2e-5)
    assert outline.is_valid and water.is_valid and water.intersects(outline)
    levels = {one["level"] for one in told["zones"]}
    wanted = client.get("/api/v1/zones?area=changzhao").json()["items"]
    assert levels == {one["level"] for one in wanted}
    assert all(shapely.geometry.shape(one["geometry"]).is_valid for one in told["zones"])


def test_what_did_not_change_is_not_sent_again(loaded_world: World) -> None:
    client = loaded_world.member("officer")
    first = client.get(PATH)
    tag = first.headers["etag"]
    for sent in (tag, f"W/{tag}", f'"other", {tag}'):
        again = client.get(PATH, headers={"if-none-match": sent})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(PATH, headers={"if-none-match": '"other"'}).json() == first.json()


def test_it_is_another_one_once_somebody_was_there(loaded_world: World) -> None:
    world, leader = loaded_world, loaded_world.member("leader")
    before = leader.get(PATH)
    place = unpacked(before.json()["grid"]["polygons"])[0].representative_point()
    start = world.clock() - timedelta(hours=1)
    shift_id = put_shift(leader, start=start.isoformat(), end=world.clock().isoformat())
    patrol_id = put_patrol(
        leader,
        shift_id,
        area="changzhao",
        start=start.isoformat(),
        end=(start + timedelta(minutes=30)).isoformat(),
    )
    fixes = [
        [(start + timedelta(seconds=30 * n)).isoformat(), place.x, place.y, 5] for n in range(20)
    ]
    body = {"device": "a", "fixes": fixes}
    assert leader.put(f"/api/v1/patrols/{patrol_id}/tracks/{uuid4()}", body).status_code == 201
    after = leader.get(PATH, headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert before.json()["grid"]["gap_class"][0] == "4"
    assert after.json()["grid"]["gap_class"][0] == "0"


def test_an_area_without_a_grid_is_drawn_without_one(world: World) -> None:
    told = world.member("officer").get("/api/v1/my/map/lake").json()
    assert (told["grid"], told["water"], told["zones"]) == (None, None, [])
    assert told["boundaries"]["date"] is None
    assert shapely.geometry.shape(told["outline"]).bounds == tuple(told["bounds"])


def test_another_squad_s_area_is_not_there(world: World) -> None:
    client = world.member("officer", "park")
    for area in ("lake", "nowhere", "湖"):
        answer = client.get(f"/api/v1/my/map/{area}")
        assert (answer.status_code, answer.json()["code"]) == (404, "records.no_area")
    for area in ("%00", "a" * 65):
        assert client.get(f"/api/v1/my/map/{area}").status_code == 422


def test_it_fits_a_bad_line(loaded_world: World) -> None:
    answer = loaded_world.member("officer").get(PATH, headers={"accept-encoding": "gzip"})
    assert int(answer.headers["content-length"]) < MOST_BYTES / 3


def test_three_thousand_cells_fit_too() -> None:
    rng = np.random.default_rng(7)
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(60), np.arange(50)))
    corners = [(0, 0), (1, 0), (1, 1), (0, 1)]
    degrees = [
        from_metric(500_000 + 100.0 * (x + i), 3_255_000 + 100.0 * (y + j)) for i, j in corners
    ]
    rings = np.stack([np.column_stack(one) for one in degrees], axis=1)
    body = {
        "codes": [f"330624001001{n:03d}"[:12] + f"{n:03d}" for n in range(3000)],
        "polygons": pack(shapely.polygons(rings)),
        "kinds": "".join(rng.choice(list("saoh"), 3000)),
        "gap_class": "".join(rng.choice(list("0123456"), 3000)),
    }
    packed = json.dumps(body, separators=(",", ":")).encode()
    assert len(gzip.compress(packed, 5)) < MOST_BYTES / 2
