"""Areas, zones and grids in: all or nothing, versions kept, tracks traced again."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from duty_making import EARLY, NOW, VAULT, ZONE, make_patrol, send, walk_over
from shapely import Point, Polygon, box, orient_polygons
from shapely.affinity import translate
from shapely.geometry import mapping
from sqlalchemy import select, text

from geo_patrol.boundaries import sample_zones
from geo_patrol.crs import from_wgs84
from geo_patrol.errors import InvalidInput, NotFound, Unavailable
from geo_patrol.incidents.records import Incident
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import grids, incidents, places
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.tables import VersionRow
from geo_patrol.workflows import boundaries, figures, gridding
from geo_patrol.workflows.coverage import coverage_table
from geo_patrol.workflows.records import put_incident
from geo_patrol.workflows.samples import load_samples

SINCE = datetime(2022, 9, 1, tzinfo=UTC)
AFTER = datetime(2022, 10, 1, tzinfo=UTC)


def changzhao() -> Any:
    return next(zone for zone in sample_zones() if zone.area_code == "changzhao").geometry


def write(path: Path, *shapes: Any, **properties: Any) -> Path:
    features = [
        {"type": "Feature", "properties": properties, "geometry": mapping(orient_polygons(shape))}
        for shape in shapes
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def import_first(store: Store, path: Path, **changes: Any) -> boundaries.BoundaryReport:
    options: dict[str, Any] = {
        "area_code": "changzhao",
        "level": "first",
        "datum": None,
        "status": "approved",
        "source": "新政发〔2022〕1 号",
        "licence": "",
        "valid_from": SINCE,
        "now": NOW,
    }
    return boundaries.import_zones(store, path, **(options | changes))


def in_force(store: Store, at: datetime) -> list[tuple[str, str]]:
    with store.reader() as session:
        found = places.zones(session, SYSTEM, at=at, area_code="changzhao")
    return [(zone.level, zone.status) for zone in found]


def test_an_approved_zone_takes_over_and_the_old_one_stays_in_the_past(
    loaded_store: Store, tmp_path: Path
) -> None:
    path = write(tmp_path / "zone.geojson", changzhao().buffer(0.0001), name="一级保护区")
    report = import_first(loaded_store, path)
    assert (report.n_read, report.n_new) == (1, 1)
    assert [one.key for one in report.findings] == ["boundaries.grid_older"]
    assert in_force(loaded_store, AFTER) == [("first", "approved")]
    assert in_force(loaded_store, SINCE - timedelta(days=1)) == [("first", "illustrative")]


def test_importing_again_changes_nothing(loaded_store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "zone.geojson", changzhao())
    import_first(loaded_store, path)
    assert import_first(loaded_store, path).n_new == 0


def test_a_look_first_writes_nothing(loaded_store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "zone.geojson", changzhao())
    import_first(loaded_store, path, dry_run=True)
    assert in_force(loaded_store, AFTER) == [("first", "illustrative")]


def test_one_bad_feature_refuses_the_whole_file(loaded_store: Store, tmp_path: Path) -> None:
    bow_tie = Polygon([(121, 29.42), (121.01, 29.43), (121.01, 29.42), (121, 29.43)])
    path = write(tmp_path / "zone.geojson", changzhao(), bow_tie)
    with pytest.raises(InvalidInput) as caught:
        import_first(loaded_store, path)
    assert [one.where for one in caught.value.findings] == ["2"]
    assert in_force(loaded_store, AFTER) == [("first", "illustrative")]


def test_a_file_in_gcj02_taken_for_wgs84_is_warned_of(loaded_store: Store, tmp_path: Path) -> None:
    from shapely import transform

    def shifted(points: Any) -> Any:
        return np.column_stack(from_wgs84(points[:, 0], points[:, 1], "gcj02"))

    path = write(tmp_path / "zone.geojson", transform(changzhao(), shifted))
    report = import_first(loaded_store, path, dry_run=True)
    assert [one.key for one in report.findings] == ["space.offset_gcj02"]
    declared = import_first(loaded_store, path, datum="gcj02", dry_run=True)
    assert declared.findings == ()


def test_an_unknown_area_is_told_with_the_known_ones(loaded_store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "zone.geojson", changzhao())
    with pytest.raises(NotFound, match="changzhao"):
        import_first(loaded_store, path, area_code="xinchang")


def test_a_draft_stands_beside_what_is_in_force_and_locates_nothing(loaded_store: Store) -> None:
    report = boundaries.draft_area_zones(
        loaded_store,
        area_code="changzhao",
        intake=None,
        water_first_m=500,
        land_first_m=200,
        water_second_m=2000,
        land_second_m=3000,
        valid_from=SINCE,
        now=NOW,
    )
    assert report.n_new == 2
    assert sorted(in_force(loaded_store, AFTER)) == [
        ("first", "draft"),
        ("first", "illustrative"),
        ("second", "draft"),
    ]
    with loaded_store.reader() as session:
        drafts = places.zones(session, SYSTEM, at=AFTER, area_code="changzhao")
        outer = next(zone for zone in drafts if zone.level == "second")
        point = outer.geometry.difference(changzhao().buffer(0.002)).representative_point()
        assert places.locate(session, point.x, point.y, AFTER).zone_id is None
        assert "not approved" in outer.status_note


def test_incidents_follow_when_a_zone_is_put_in_force_for_their_time(
    loaded_store: Store, tmp_path: Path
) -> None:
    incident = Incident(
        id=make_patrol(loaded_store).id,
        squad_code="reservoir",
        occurred_at=AFTER,
        lon=121.0,
        lat=29.432,
        accuracy_m=None,
        placed_by="map",
        category="angling",
        source="citizen",
    )
    put_incident(loaded_store, SYSTEM, incident, VAULT, now=NOW)
    import_first(loaded_store, write(tmp_path / "zone.geojson", changzhao()))
    with loaded_store.reader() as session:
        stored = incidents.incident(session, incident.id, SYSTEM)
        (zone,) = places.zones(session, SYSTEM, at=AFTER, area_code="changzhao")
    assert stored is not None
    assert stored.zone_id == zone.id


def test_a_new_grid_takes_over_with_all_tracks_traced_through_it(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    send(loaded_store, patrol, walk_over(loaded_store, "changzhao", range(200, 260), EARLY))
    day = EARLY.replace(hour=0)
    with loaded_store.reader() as session:
        before = coverage_table(session, SYSTEM, "changzhao", day, day + timedelta(days=1), ZONE)
    report = make_grid(loaded_store, size_m=200)
    assert (report.new, report.n_tracks) == (True, 1)
    with loaded_store.reader() as session:
        after = coverage_table(session, SYSTEM, "changzhao", day, day + timedelta(days=1), ZONE)
    assert len(after.grid.cells) < len(before.grid.cells) / 3
    # The walk stays inside the area but for its edge squares.
    assert after.presence_s.sum() == pytest.approx(before.presence_s.sum(), rel=0.02)
    assert make_grid(loaded_store, size_m=200).new is False


def make_grid(store: Store, **changes: Any) -> gridding.GridReport:
    options: dict[str, Any] = {
        "area_code": "changzhao",
        "size_m": 100,
        "epsg": 4549,
        "county": "330624",
        "town": None,
        "village": None,
        "villages": None,
        "provisional_sections": True,
        "code_digits": 15,
        "now": NOW,
        "zone": ZONE,
    }
    return gridding.make_area_grid(store, **(options | changes))


def test_the_old_grid_can_come_back_with_what_was_walked_meanwhile(loaded_store: Store) -> None:
    make_grid(loaded_store, size_m=200)
    patrol = make_patrol(loaded_store)
    send(loaded_store, patrol, walk_over(loaded_store, "changzhao", range(50, 90), EARLY))
    assert make_grid(loaded_store).new
    day = EARLY.replace(hour=0)
    with loaded_store.reader() as session:
        table = coverage_table(session, SYSTEM, "changzhao", day, day + timedelta(days=1), ZONE)
    assert len(table.grid.cells) == 1126
    assert table.presence_s.sum() > 0


def test_more_cells_than_numbers_are_refused_and_the_grid_in_use_stays(loaded_store: Store) -> None:
    with pytest.raises(InvalidInput) as caught:
        make_grid(loaded_store, town="112", village="208", provisional_sections=False)
    assert "999" in caught.value.text("en")
    with loaded_store.reader() as session:
        stored = grids.grid_in_use(session, "changzhao")
    assert stored is not None
    assert len(stored.grid.cells) == 1126


def test_an_official_grid_of_irregular_cells_is_covered_too(
    loaded_store: Store, tmp_path: Path
) -> None:
    west = box(121.0, 29.425, 121.01, 29.44)
    shapes = [
        west,
        translate(west, 0.01),
        Polygon([(121, 29.44), (121.02, 29.44), (121.01, 29.45)]),
    ]
    features = [
        {
            "type": "Feature",
            "properties": {"网格编码": f"33062411220800{number}"},
            "geometry": mapping(shape),
        }
        for number, shape in enumerate(shapes, start=1)
    ]
    path = tmp_path / "grid.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    patrol = make_patrol(loaded_store)
    fixes = walk_over(loaded_store, "changzhao", range(200, 260), EARLY)
    send(loaded_store, patrol, fixes)
    report = gridding.import_area_grid(
        loaded_store,
        path,
        area_code="changzhao",
        datum=None,
        columns=None,
        epsg=4549,
        now=NOW,
        zone=ZONE,
    )
    assert (report.n_cells, report.n_tracks) == (3, 1)
    day = EARLY.replace(hour=0)
    with loaded_store.reader() as session:
        table = coverage_table(session, SYSTEM, "changzhao", day, day + timedelta(days=1), ZONE)
    assert table.presence_s.sum() > 0
    assert [cell.code for cell in table.grid.cells] == [f"33062411220800{n}" for n in (1, 2, 3)]


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_full_disk_at_import_leaves_everything_as_it_was(
    loaded_store: Store, tmp_path: Path, backend: str
) -> None:
    # SQLite answers a page limit as it answers a full disk: SQLITE_FULL in the middle of a write.
    with loaded_store.upkeep() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
    detailed = changzhao().segmentize(0.000002)
    path = write(tmp_path / "zone.geojson", detailed)
    with pytest.raises(Unavailable) as caught:
        import_first(loaded_store, path)
    assert caught.value.key == "store.full"
    assert in_force(loaded_store, AFTER) == [("first", "illustrative")]
    with pytest.raises(Unavailable):
        make_grid(loaded_store, size_m=50)
    with loaded_store.reader() as session:
        stored = grids.grid_in_use(session, "changzhao")
    assert stored is not None
    assert len(stored.grid.cells) == 1126
    with loaded_store.upkeep() as session:
        session.execute(text("PRAGMA max_page_count = 1000000"))
    assert import_first(loaded_store, path).n_new == 1


def test_an_earlier_zone_ends_where_a_later_one_begins(loaded_store: Store, tmp_path: Path) -> None:
    later = write(tmp_path / "later.geojson", changzhao().buffer(0.0002), name="十一月")
    earlier = write(tmp_path / "earlier.geojson", changzhao().buffer(0.0001), name="九月")
    november = datetime(2022, 11, 1, tzinfo=UTC)
    import_first(loaded_store, later, valid_from=november)
    import_first(loaded_store, earlier)
    with loaded_store.reader() as session:
        names = {
            at: [zone.name for zone in places.zones(session, SYSTEM, at=at, area_code="changzhao")]
            for at in (AFTER, november)
        }
    assert names == {AFTER: ["九月"], november: ["十一月"]}


def test_zones_of_the_same_day_are_replaced_on_purpose_only_and_remembered(
    loaded_store: Store, tmp_path: Path
) -> None:
    import_first(loaded_store, write(tmp_path / "a.geojson", changzhao(), name="错的"))
    right = write(tmp_path / "b.geojson", changzhao().buffer(0.0001), name="对的")
    with pytest.raises(InvalidInput) as caught:
        import_first(loaded_store, right)
    assert caught.value.key == "boundaries.same_beginning"
    assert import_first(loaded_store, right, replace=True).n_new == 1
    with loaded_store.reader() as session:
        kept = session.scalars(select(VersionRow).where(VersionRow.kind == "zone")).all()
    wrong = [one.body for one in kept if one.body["name"] == "错的"]
    assert [body["replaced"] for body in wrong] == [False, True]
    assert "MULTIPOLYGON" in wrong[1]["geometry"]


def test_the_same_zone_tomorrow_changes_nothing(loaded_store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "zone.geojson", changzhao())
    import_first(loaded_store, path)
    assert import_first(loaded_store, path, valid_from=SINCE + timedelta(days=1)).n_new == 0


def test_samples_leave_the_operators_own_areas_alone(loaded_store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "zone.geojson", changzhao().buffer(0.0001), name="正式")
    import_first(loaded_store, path)
    load_samples(loaded_store, Settings(_env_file=None), now=NOW)
    assert in_force(loaded_store, AFTER) == [("first", "approved")]


def test_a_new_grid_gives_incidents_its_cells(loaded_store: Store) -> None:
    incident = Incident(
        id=make_patrol(loaded_store).id,
        squad_code="reservoir",
        occurred_at=AFTER,
        lon=121.0,
        lat=29.432,
        accuracy_m=None,
        placed_by="map",
        category="angling",
        source="citizen",
    )
    put_incident(loaded_store, SYSTEM, incident, VAULT, now=NOW)
    make_grid(loaded_store, size_m=90)
    with loaded_store.reader() as session:
        stored = incidents.incident(session, incident.id, SYSTEM)
        grid = grids.grid_in_use(session, "changzhao")
    assert stored is not None
    assert grid is not None
    cell = next(cell for cell in grid.grid.cells if cell.code == stored.cell_code)
    assert cell.geometry.covers(Point(121.0, 29.432))


def test_a_file_that_doubts_itself_is_no_approved_zone(loaded_store: Store, tmp_path: Path) -> None:
    told = {"status": "illustrative, not surveyed", "source": "traced", "licence": "ODbL 1.0"}
    path = write(tmp_path / "zone.geojson", changzhao().buffer(0.0001), **told)
    import_first(loaded_store, path, status=None, source=None, licence=None)
    with loaded_store.reader() as session:
        (zone,) = places.zones(session, SYSTEM, at=AFTER, area_code="changzhao")
    assert (zone.status, zone.source, zone.licence) == ("illustrative", "traced", "ODbL 1.0")


def test_a_feature_of_another_area_is_told(loaded_store: Store, tmp_path: Path) -> None:
    other = next(zone for zone in sample_zones() if zone.area_code == "qincun").geometry
    path = write(tmp_path / "zone.geojson", changzhao(), other)
    report = import_first(loaded_store, path, dry_run=True)
    assert ("2", "boundaries.not_here") in {(one.where, one.key) for one in report.findings}


def test_a_grid_of_another_area_is_refused(loaded_store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "grid.geojson", box(120.5, 29.2, 120.51, 29.21), code="330624112208001")
    with pytest.raises(InvalidInput) as caught:
        gridding.import_area_grid(
            loaded_store,
            path,
            area_code="changzhao",
            datum=None,
            columns=None,
            epsg=4549,
            now=NOW,
            zone=ZONE,
        )
    assert caught.value.key == "boundaries.grid_elsewhere"


def test_the_day_cache_can_be_made_anew_in_another_time_zone(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    send(loaded_store, patrol, walk_over(loaded_store, "changzhao", range(200, 260), EARLY))
    figures.require_zone(loaded_store, ZONE)
    tokyo = ZoneInfo("Asia/Tokyo")
    with pytest.raises(Unavailable, match="Asia/Shanghai"):
        figures.require_zone(loaded_store, tokyo)
    assert figures.rebuild(loaded_store, tokyo) == 2 + 7
    figures.require_zone(loaded_store, tokyo)
    day = EARLY.astimezone(tokyo).replace(hour=0)
    with loaded_store.reader() as session:
        table = coverage_table(session, SYSTEM, "changzhao", day, day + timedelta(days=1), tokyo)
    assert table.presence_s.sum() > 0
