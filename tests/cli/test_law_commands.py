"""``geo-patrol law``, ``import calendar`` and ``due``, as users type them."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from commanding import done, refused
from seized_store import OWN_LAW, ZONE, a_seizure

from geo_patrol.settings import Settings
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.seizing import put_seizure

DAYS = "日期,类型,名称\n2027-02-05,休,春节\n2027-02-07,班,\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_law_file_is_checked_looked_at_and_put_in_force(folder: Path) -> None:
    path = written(folder, "own.yaml", OWN_LAW)
    assert "1 changes" in done("law", "check", path)
    said = done("law", "import", path, "--dry-run")
    assert "2 own-1: new" in said and "nothing was written" in said
    assert "version 1" in done("law", "import", path)
    assert "nothing changed (version 1)" in done("law", "import", path)
    changed = written(folder, "own.yaml", OWN_LAW.replace("500", "400"))
    assert "version 2" in done("law", "import", changed)


def test_a_law_file_with_a_fault_or_a_hole_is_not_used(folder: Path) -> None:
    bad = written(folder, "own.yaml", OWN_LAW.replace("first", "third"))
    for words in (("law", "check", bad), ("law", "import", bad)):
        error = refused(*words)
        assert error.key == "law.table_unsound" and error.findings
    assert refused("law", "check", folder / "none.yaml").key == "law.file_unreadable"
    holey = (
        OWN_LAW
        + "    valid_to: 2026-01-31\n"
        + OWN_LAW.split("\n", 1)[1].replace("id: own-1", "id: own-2")
        + "    valid_from: 2026-02-03\n"
    )
    error = refused("law", "import", written(folder, "own.yaml", holey))
    assert [one.key for one in error.findings] == ["law.hole"]


def test_a_calendar_is_looked_at_and_taken_over(folder: Path) -> None:
    path = written(folder, "days.csv", DAYS)
    said = done("import", "calendar", path, "--dry-run")
    assert "2 days new" in said and "nothing was written" in said
    assert "not announced" in said
    assert "2 days new" in done("import", "calendar", path)
    assert "0 days new, 0 changed, 2 as before" in done("import", "calendar", path)
    bad = written(folder, "bad.csv", DAYS + "2027-13-01,休,\n")
    assert refused("import", "calendar", bad).key == "ledgers.not_clean"


def test_what_is_due_is_listed_with_the_overdue_first(folder: Path) -> None:
    assert "no period runs" in done("due")
    now = datetime.now(UTC)
    with closing(open_store(Settings().store_url(), exclusive=True)) as store:
        for days, number in ((1, "新"), (40, "旧")):
            seizure = a_seizure(now - timedelta(days=days), measure="seizure", number=number)
            put_seizure(store, SYSTEM, seizure, now=now, tz=ZONE)
    lines = done("due").splitlines()
    assert "旧" in lines[0] and "OVERDUE" in lines[0]
    assert "新" in lines[1] and "left" in lines[1]
    assert lines[2].startswith("1 overdue, 0 due soon, 2 in all")
    assert "新" not in done("due", "--until", now.date().isoformat())
    assert "no period runs" in done("due", "--squad", "park")
