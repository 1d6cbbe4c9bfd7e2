"""Spatial queries give the same answers on both stores, and use the index on both."""

from datetime import UTC, datetime

import pytest
from shapely.geometry import box
from sqlalchemy import select, text
from sqlalchemy.dialects import postgresql, sqlite

from geo_patrol.errors import InvalidInput
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import grids, places
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.spatial import Box, predicates
from geo_patrol.store.tables import CellRow

AT = datetime(2022, 10, 1, tzinfo=UTC)
IN_CHANGZHAO = (121.0, 29.432)


def test_a_point_is_found_in_its_cell_zone_and_area(loaded_store: Store) -> None:
    with loaded_store.reader() as session:
        cell = grids.cells(session, SYSTEM, area_code="changzhao", limit=2000).items[500].cell
        point = cell.geometry.representative_point()
        position = places.locate(session, point.x, point.y, AT)
    assert position.area_code == "changzhao"
    assert position.cell_code == cell.code
    assert position.zone_level == "first"
    assert position.squad_code == "reservoir"


def test_a_point_outside_everything_is_nowhere(loaded_store: Store) -> None:
    with loaded_store.reader() as session:
        position = places.locate(session, 120.5, 29.2, AT)
    assert (position.area_code, position.zone_id, position.cell_code) == (None, None, None)


def test_no_zone_holds_before_its_first_day(loaded_store: Store) -> None:
    with loaded_store.reader() as session:
        early = places.locate(session, *IN_CHANGZHAO, datetime(2021, 12, 31, tzinfo=UTC))
        later = places.locate(session, *IN_CHANGZHAO, AT)
    assert early.zone_id is None
    assert later.zone_level == "first"


def test_a_box_gives_the_cells_that_meet_it_and_no_others(loaded_store: Store) -> None:
    window = Box(121.0, 29.43, 121.004, 29.434)
    with loaded_store.reader() as session:
        every = grids.cells(session, SYSTEM, limit=10_000).items
        found = grids.cells(session, SYSTEM, box=window, limit=10_000).items
    expected = {one.cell.code for one in every if one.cell.geometry.intersects(box(*window))}
    assert {one.cell.code for one in found} == expected
    assert 10 < len(found) < 60


@pytest.mark.parametrize("predicate", ["box", "point"])
def test_the_query_plan_uses_the_spatial_index(loaded_store: Store, predicate: str) -> None:
    with loaded_store.upkeep() as session:
        within = predicates(session)
        condition = (
            within.intersects_box(CellRow, Box(121.0, 29.43, 121.001, 29.431))
            if predicate == "box"
            else within.covers_point(CellRow)
        )
        statement = select(CellRow.pk).where(condition)
        if predicate == "point":
            lon, lat = IN_CHANGZHAO
            statement = statement.params(lon=lon, lat=lat)
        if loaded_store.dialect == "postgresql":
            session.execute(text("ANALYZE grid_cells"))
            dialect = postgresql.dialect()
            prefix, wanted = "EXPLAIN", "gist_grid_cells_geometry"
        else:
            dialect = sqlite.dialect()
            prefix, wanted = "EXPLAIN QUERY PLAN", "VIRTUAL TABLE INDEX"
        compiled = statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
        plan = session.execute(text(f"{prefix} {compiled}")).all()
    assert any(wanted in str(row) for row in plan), plan


def test_the_store_itself_keeps_two_versions_of_a_zone_apart_in_time(loaded_store: Store) -> None:
    copy = (
        "INSERT INTO zones (id, area_code, level, code, name, status, status_note, source,"
        " licence, valid_from, valid_to, geometry) SELECT :id, area_code, level, code, name,"
        " status, status_note, source, licence, valid_from, valid_to, geometry FROM zones"
        " WHERE area_code = 'changzhao'"
    )
    with pytest.raises(InvalidInput, match="contradicts"), loaded_store.upkeep() as session:
        session.execute(text(copy), {"id": "00000000000070008000000000000001"})
    with loaded_store.reader() as session:
        assert len(places.zones(session, SYSTEM, at=AT, area_code="changzhao")) == 1
