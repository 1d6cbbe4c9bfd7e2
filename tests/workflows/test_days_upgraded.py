"""A store of the release before day blocks, brought to this one and back: no figure is lost."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from duty_making import EARLY, ZONE, make_patrol, send, walk_over
from sqlalchemy import text

from geo_patrol.errors import Unavailable
from geo_patrol.store import schema
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import history
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows import figures
from geo_patrol.workflows.coverage import CoverageTable, coverage_table, gap_table

DAY = EARLY.replace(hour=0)
NEXT = DAY + timedelta(days=1)


def counted(store: Store) -> CoverageTable:
    with store.reader() as session:
        return coverage_table(session, SYSTEM, "changzhao", DAY, NEXT, ZONE)


def walked(store: Store) -> None:
    figures.require_zone(store, ZONE)
    patrol = make_patrol(store)
    send(store, patrol, walk_over(store, "changzhao", range(200, 260), EARLY))


def rows(store: Store) -> list[tuple[object, ...]]:
    statement = text(
        "SELECT shift_kind, cell_idx, presence_s, effort_s, length_m, n_visits FROM cell_days"
        " ORDER BY grid_id, day, shift_kind, cell_idx"
    )
    with store.upkeep() as session:
        return [tuple(row) for row in session.execute(statement)]


def test_figures_are_there_again_once_the_store_is_made_ready(loaded_store: Store) -> None:
    walked(loaded_store)
    before = counted(loaded_store)
    with loaded_store.reader() as session:
        gaps = gap_table(session, SYSTEM, "changzhao", DAY, NEXT, ZONE, now=NEXT)
    schema.downgrade(loaded_store, "0010")
    schema.upgrade(loaded_store)
    assert figures.make_ready(loaded_store, ZONE) == 2 + 7
    assert figures.make_ready(loaded_store, ZONE) == 0
    after = counted(loaded_store)
    assert before.presence_s.sum() > 0
    for name in ("presence_s", "effort_s", "length_m", "n_visits"):
        assert np.array_equal(getattr(after, name), getattr(before, name))
    with loaded_store.reader() as session:
        again = gap_table(session, SYSTEM, "changzhao", DAY, NEXT, ZONE, now=NEXT)
    assert np.array_equal(again.last_leave_us, gaps.last_leave_us)
    assert np.array_equal(again.compliance.met, gaps.compliance.met)


def test_until_then_no_figure_is_given_rather_than_an_empty_one(loaded_store: Store) -> None:
    walked(loaded_store)
    schema.downgrade(loaded_store, "0010")
    schema.upgrade(loaded_store)
    with pytest.raises(Unavailable) as due:
        counted(loaded_store)
    assert due.value.key == "store.figures_due"


def test_another_time_zone_is_refused_and_counting_anew_is_the_way_out(
    loaded_store: Store,
) -> None:
    walked(loaded_store)
    schema.downgrade(loaded_store, "0010")
    schema.upgrade(loaded_store)
    tokyo = ZoneInfo("Asia/Tokyo")
    with pytest.raises(Unavailable, match="Asia/Shanghai"):
        figures.make_ready(loaded_store, tokyo)
    figures.rebuild(loaded_store, tokyo)
    assert figures.make_ready(loaded_store, tokyo) == 0


def test_a_store_without_tracks_has_nothing_due(loaded_store: Store) -> None:
    schema.downgrade(loaded_store, "0010")
    schema.upgrade(loaded_store)
    assert figures.make_ready(loaded_store, ZONE) == 0
    assert counted(loaded_store).presence_s.sum() == 0


def test_the_older_program_finds_its_rows(loaded_store: Store) -> None:
    walked(loaded_store)
    table = counted(loaded_store)
    schema.downgrade(loaded_store, "0010")
    found = rows(loaded_store)
    assert {row[0] for row in found} == {"early"}
    of_cell = {row[1]: row[2:] for row in found}
    seen = np.flatnonzero(table.n_visits).tolist()
    assert sorted(of_cell) == seen
    for cell in seen:
        columns = (table.presence_s, table.effort_s, table.length_m, table.n_visits)
        assert of_cell[cell] == tuple(column[cell] for column in columns)


def test_it_finds_them_too_in_a_store_that_was_never_made_ready(loaded_store: Store) -> None:
    walked(loaded_store)
    schema.downgrade(loaded_store, "0010")
    found = rows(loaded_store)
    schema.upgrade(loaded_store)
    figures.make_ready_as_kept(loaded_store)
    schema.downgrade(loaded_store, "0010")
    assert rows(loaded_store) == found
    with loaded_store.reader() as session:
        assert history.fact(session, "figures_due") is None
