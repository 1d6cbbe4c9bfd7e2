"""The command line as its users run it, on a store in an empty folder."""

import json
import re
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from commanding import refused, run
from openpyxl import Workbook
from shapely.geometry import mapping

from api.maps.kinds import MAP_KINDS
from geo_patrol.boundaries import sample_zones
from geo_patrol.messages import text
from geo_patrol.settings import Settings
from geo_patrol.store.engine import open_store
from geo_patrol.store.repositories import accounts, incidents, people
from geo_patrol.store.scope import SYSTEM

DATA = Path(__file__).parents[1] / "data"


def test_a_map_is_written_as_one_file(folder: Path) -> None:
    result = run("map", "zones", "--area", "changzhao", "--out", "maps/zones.html")
    assert result.exit_code == 0, result.output
    assert "maps/zones.html" in result.output
    page = (folder / "maps" / "zones.html").read_text(encoding="utf-8")
    assert "长诏水库" in page
    assert not re.search(r"<(?:script|link|img)\b[^>]*https?:", page)
    assert sorted(path.name for path in (folder / "maps").iterdir()) == ["zones.html"]


@pytest.mark.parametrize("kind", [kind for kind in MAP_KINDS if kind != "zones"])
def test_maps_of_an_area_where_nobody_was_are_drawn_too(folder: Path, kind: str) -> None:
    period = ("--from", "2022-10-01", "--to", "2022-11-01")
    result = run("map", kind, "--area", "changzhao", "--area", "qincun", *period)
    assert result.exit_code == 0, result.output
    assert (folder / f"{kind}-changzhao-qincun.html").stat().st_size > 100_000


def test_an_unknown_area_and_an_unreadable_date_are_told(folder: Path) -> None:
    assert refused("map", "gaps", "--area", "nowhere").key == "records.no_area"
    error = refused("map", "gaps", "--area", "changzhao", "--from", "October")
    assert error.key == "cli.bad_date"


def test_there_is_no_store_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GEO_PATROL_DATABASE_URL", raising=False)
    assert refused("map", "gaps", "--area", "changzhao").key == "cli.no_store"
    assert list(tmp_path.iterdir()) == []


def test_tracks_go_in_with_their_bad_fixes_listed(folder: Path) -> None:
    words = ("import", "tracks", DATA / "tracks" / "Mojstrovka.gpx", "--area", "changzhao")
    result = run(*words, "--mode", "foot")
    assert result.exit_code == 0, result.output
    assert "no usable fix" in result.output
    assert "and 164 more" in result.output
    assert refused(*words).key == "cli.patrol_or_area"


def test_a_grid_made_again_is_the_same(folder: Path) -> None:
    words = ("grid", "make", "--area", "yulin", "--size", "200", "--town", "001")
    assert "now uses a new grid" in run(*words, "--village", "208").output
    assert "uses the same grid already" in run(*words, "--village", "208").output
    provisional = run(
        "grid",
        "make",
        "--area",
        "yulin",
        "--size",
        "100",
        "--digits",
        "14",
        "--provisional-sections",
    )
    assert "provisional" in provisional.output


def ledger(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_a_ledger_is_looked_at_then_taken_and_again_changes_nothing(folder: Path) -> None:
    path = ledger(
        folder / "台账.xlsx",
        ("时间", "类别", "经度", "纬度", "劝离人数", "钓竿"),
        ("2022-10-03 21:40", "垂钓", 121.0, 29.432, 2, 3),
        ("2022年10月4日5时10分", "电鱼", 121.001, 29.433, 1, None),
    )
    look = run("import", "incidents", path, "--dry-run")
    assert look.exit_code == 0, look.output
    assert "2 rows read, 2 usable, 0 with problems" in look.output
    assert "nothing was written" in look.output
    assert totals(folder) == (0, 0, 0)
    assert "2 added, 0 in the store already" in run("import", "incidents", path).output
    assert "0 added, 2 in the store already" in run("import", "incidents", path).output
    assert totals(folder) == (2, 3, 3)


def totals(folder: Path) -> tuple[int, int, int]:
    from datetime import UTC, datetime

    span = {"start": datetime(2022, 1, 1, tzinfo=UTC), "end": datetime(2023, 1, 1, tzinfo=UTC)}
    url = f"sqlite:///{folder / 'geo-patrol-data' / 'geo-patrol.sqlite'}"
    with closing(open_store(url)) as store, store.reader() as session:
        return incidents.totals(session, SYSTEM, squad="reservoir", **span)


def test_a_ledger_with_bad_rows_is_refused_whole_unless_they_are_to_be_left_out(
    folder: Path,
) -> None:
    path = ledger(
        folder / "台账.xlsx",
        ("时间", "类别", "经度", "纬度"),
        ("2022-10-03 21:40", "垂钓", 121.0, 29.432),
        ("2022-10-03 22:40", "钓鱼", 121.0, 29.432),
        ("2022-10-03 23:40", "垂钓", 29.432, 121.0),
    )
    error = refused("import", "incidents", path)
    assert error.key == "ledgers.not_clean"
    assert len(error.findings) == 2
    assert totals(folder) == (0, 0, 0)
    assert run("import", "incidents", path, "--skip-bad").exit_code == 0
    assert totals(folder) == (1, 0, 0)


def test_officers_come_from_their_ledger_and_get_passwords_one_by_one(folder: Path) -> None:
    path = ledger(
        folder / "officers.xlsx",
        ("姓名", "执法证号", "中队"),
        ("演示甲", "ZJ001", "reservoir"),
        ("演示乙", "ZJ002", "park"),
    )
    assert "2 added" in run("import", "officers", path).output
    assert "0 added, 2" in run("import", "officers", path).output
    listed = run("users", "list").output
    assert listed.count("zj00") == 2
    first = run("users", "password", "zj001").output
    second = run("users", "password", "zj001").output
    assert first != second
    assert refused("users", "password", "nobody").key == "cli.no_user"
    url = f"sqlite:///{folder / 'geo-patrol-data' / 'geo-patrol.sqlite'}"
    with closing(open_store(url)) as store, store.reader() as session:
        officer = people.officer_of_login(session, "zj001")
        assert officer is not None
        account = accounts.account(session, officer.id)
    assert (account.password_hash or "").startswith("$argon2id$")
    assert account.change_due


def test_a_running_server_keeps_other_writers_out_but_not_readers(folder: Path) -> None:
    url = Settings().store_url()
    with closing(open_store(url, exclusive=True)):
        assert refused("import", "samples").key == "store.locked"
        assert run("map", "zones", "--area", "qincun").exit_code == 0


def test_a_taken_port_is_told_at_once_with_another_one(folder: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        error = refused("up", "--demo", "--port", str(port))
    assert error.key == "cli.port_taken"
    assert f"--port {port + 1}" in error.text("zh")


def test_a_setting_that_cannot_be_read_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEO_PATROL_PORT", "many")
    error = refused("db", "status")
    assert "GEO_PATROL_PORT" in error.text("en")


def test_errors_are_words_in_the_chosen_language_and_no_trace(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", "--lang", "zh", "map", "gaps", "--area", "nowhere"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert text("records.no_area", "zh", area="nowhere") in done.stderr
    assert "Traceback" not in done.stderr


def test_a_store_begins_with_the_operators_own_boundaries_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GEO_PATROL_DATABASE_URL", raising=False)
    monkeypatch.setenv("GEO_PATROL_LANGUAGE", "en")
    (zone,) = (one for one in sample_zones() if one.area_code == "changzhao")
    shape = {"type": "Feature", "properties": {}, "geometry": mapping(zone.geometry)}
    file = tmp_path / "own.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [shape]}))
    people_file = tmp_path / "people.csv"
    people_file.write_text("姓名,执法证号\n演示甲,Z1\n", encoding="utf-8")
    names = ("--name-zh", "长诏水库", "--name-en", "Changzhao Reservoir")
    for words in (
        ("db", "upgrade"),
        ("import", "area", file, "--code", "changzhao", "--kind", "reservoir", *names),
        ("import", "zones", file, "--area", "changzhao", "--level", "first"),
        ("grid", "make", "--area", "changzhao", "--size", "200", "--provisional-sections"),
        ("import", "officers", people_file, "--squad", "reservoir"),
        ("map", "gaps", "--area", "changzhao", "--out", "gaps.html"),
    ):
        result = run(*words)
        assert result.exit_code == 0, (words, result.output, result.exception)
    assert "长诏水库" in (tmp_path / "gaps.html").read_text(encoding="utf-8")
