"""``geo-patrol import cameras`` and grids whose cells count when seen, as users type them."""

from contextlib import closing
from pathlib import Path

from commanding import done, refused

from geo_patrol.settings import Settings
from geo_patrol.store.engine import open_store
from geo_patrol.store.repositories import cameras, grids
from geo_patrol.store.scope import SYSTEM

ROWS = """点位,经度,纬度,朝向,视场角,可视距离
大坝,121.0075,29.4300,90,60,300
库湾,121.0100,29.4310,180,90,0
"""


def listed(folder: Path, rows: str = ROWS) -> Path:
    path = folder / "cameras.csv"
    path.write_text(rows, encoding="utf-8")
    return path


def count() -> int:
    with closing(open_store(Settings().store_url())) as store, store.reader() as session:
        return len(cameras.cameras(session, SYSTEM))


def test_a_list_is_looked_at_then_taken_and_again_changes_nothing(folder: Path) -> None:
    words = ("import", "cameras", listed(folder), "--squad", "reservoir", "--datum", "wgs84")
    said = done(*words, "--dry-run")
    assert "2 rows read" in said and "sees nothing" in said and "nothing was written" in said
    assert count() == 0
    assert "2 new" in done(*words)
    assert "0 new, 0 changed, 2 as before" in done(*words)
    assert count() == 2


def test_columns_may_be_named(folder: Path) -> None:
    path = listed(folder, ROWS.replace("可视距离", "看多远"))
    words = ("import", "cameras", path, "--squad", "reservoir", "--datum", "gcj02")
    assert refused(*words).key == "ledgers.columns_missing"
    assert "2 new" in done(*words, "--column", "range=看多远")


def test_a_list_needs_its_datum_and_its_rows_must_be_good(folder: Path) -> None:
    words = ("import", "cameras", listed(folder), "--squad", "reservoir")
    assert refused(*words).key == "space.datum_required"
    bad = listed(folder, ROWS.replace(",90,60,", ",90,400,"))
    words = ("import", "cameras", bad, "--squad", "reservoir", "--datum", "wgs84")
    assert refused(*words).key == "ledgers.not_clean"
    assert count() == 0
    assert "1 new" in done(*words, "--skip-bad")


def test_a_grid_is_made_with_kinds_that_count_when_seen(folder: Path) -> None:
    words = ("grid", "make", "--area", "changzhao", "--size", "200", "--provisional-sections")
    done(*words, "--seen", "open_water=60", "--seen", "hinterland=25%")
    with closing(open_store(Settings().store_url())) as store, store.reader() as session:
        stored = grids.grid_in_use(session, "changzhao")
    assert stored is not None
    rules = {(cell.kind, cell.visit_rule, cell.seen_share) for cell in stored.grid.cells}
    assert ("open_water", "seen", 0.6) in rules and ("hinterland", "seen", 0.25) in rules
    assert ("shoreline", "entered", None) in rules
    assert refused(*words, "--seen", "open_water=0").key == "space.seen_share_impossible"
    assert refused(*words, "--seen", "open_water=most").key == "space.seen_share_impossible"
    assert refused(*words, "--seen", "sky=10").key == "cli.bad_choice"
