"""``geo-patrol catalogue`` as users type it."""

from contextlib import closing
from pathlib import Path

import pytest
from commanding import done, refused

from geo_patrol.incidents.catalogue import Catalogue, built_in
from geo_patrol.settings import Settings
from geo_patrol.store.engine import open_store
from geo_patrol.workflows.catalogue import current

ROWS = """目录,代码,中文名称,英文名称,上级,队伍
类别,bait_drone,无人机投饵,Baiting by drone,fishing,库区
物品,rod,鱼竿,Rod,,
"""
LEDGER = "时间,经度,纬度,类别\n2022-10-01 09:00,121.0,29.43,无人机投饵\n"


def in_force() -> Catalogue:
    with closing(open_store(Settings().store_url())) as store, store.reader() as session:
        return current(session)


def listed(folder: Path, rows: str = ROWS) -> Path:
    path = folder / "terms.csv"
    path.write_text(rows, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["all.csv", "all.xlsx"])
def test_what_is_exported_comes_back_and_changes_nothing(folder: Path, name: str) -> None:
    said = done("catalogue", "export", folder / name)
    assert f"{len(built_in().terms)} terms" in said
    said = done("catalogue", "import", folder / name)
    assert f"0 terms new, 0 changed, {len(built_in().terms)} as before" in said
    assert in_force() is built_in()


def test_a_list_is_looked_at_then_taken_and_again_changes_nothing(folder: Path) -> None:
    words = ("catalogue", "import", listed(folder))
    said = done(*words, "--dry-run")
    assert "1 terms new, 1 changed" in said and "nothing was written" in said
    assert in_force() is built_in()
    assert "1 terms new, 1 changed, 0 as before" in done(*words)
    assert "0 terms new, 0 changed, 2 as before" in done(*words)
    assert in_force().categories["bait_drone"].squad_code == "reservoir"
    assert in_force().gear["rod"].zh == "鱼竿"


def test_a_ledger_with_the_office_s_own_category_is_taken(folder: Path) -> None:
    ledger = folder / "ledger.csv"
    ledger.write_text(LEDGER, encoding="utf-8")
    assert refused("import", "incidents", ledger).key == "ledgers.not_clean"
    done("catalogue", "import", listed(folder))
    assert "1 added" in done("import", "incidents", ledger)


def test_a_list_with_anything_wrong_is_not_taken(folder: Path) -> None:
    bad = listed(folder, ROWS.replace("无人机投饵", "垂钓"))
    assert refused("catalogue", "import", bad).key == "catalogue.rows_do_not_fit"
    bad = listed(folder, ROWS.replace("物品,", "物,"))
    assert refused("catalogue", "import", bad).key == "ledgers.not_clean"
    assert "1 terms new, 0 changed" in done("catalogue", "import", bad, "--skip-bad")
    assert refused("catalogue", "export", folder / "all.pdf").key == "cli.bad_choice"
