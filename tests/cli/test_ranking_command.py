"""``geo-patrol ranking``: on the screen, and as a file, with its rule."""

import csv
import io
import json
from contextlib import closing
from datetime import datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from commanding import done, refused, run

from geo_patrol.park.records import Block
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.responsibility import put_block

START = datetime(2022, 8, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
CELLS = tuple(f"330624000901{number:03}" for number in range(1, 4))


@pytest.fixture
def office(folder: Path) -> Path:
    """Stand where the park has a block whose name would be a formula."""
    with closing(
        open_store(f"sqlite:///{folder / 'geo-patrol-data' / 'geo-patrol.sqlite'}")
    ) as store:
        block = Block(UUID(int=1), "yulin", "yl-1", "=[red]片区", CELLS, START)
        put_block(store, SYSTEM, block, now=START)
    return folder


def test_areas_stand_in_order_with_the_rule(office: Path) -> None:
    said = done("ranking", "--quarter", "2022Q4", "--squad", "reservoir")
    assert "Changzhao" in said and "compliance × 40 %" in " ".join(said.split())
    assert (
        done("ranking", "--quarter", "2022Q4", "--area", "yulin", "--by", "cell").count("92)") > 90
    )


def test_blocks_go_into_files(office: Path) -> None:
    done("ranking", "--quarter", "2022Q4", "--by", "block", "--out", "r.csv")
    text = (office / "r.csv").read_text(encoding="utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))
    assert (row["code"], row["name"]) == ("yl-1", "'=[red]片区")
    assert (row["compliance_good"], row["compliance_n"], row["timeliness_n"]) == ("0", "276", "0")
    assert "Never of persons, nor of fines" in row["rule"]
    done("ranking", "--quarter", "2022Q4", "--by", "block", "--out", "r.json")
    told = json.loads((office / "r.json").read_text(encoding="utf-8"))
    assert told["lists"][0]["lines"][0]["name"]["zh"] == "=[red]片区"
    assert told["rule"]["least"] == {"compliance": 30, "timeliness": 5, "closure": 5}


def test_an_offices_own_rule_is_used_and_a_bad_one_told_of(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office / "own.toml").write_text(
        "[weights]\ncompliance = 100\ntimeliness = 0\nclosure = 0\n"
        "[least]\ncompliance = 1\ntimeliness = 1\nclosure = 1\n[list]\nplaces_percent = 50\n"
    )
    monkeypatch.setenv("GEO_PATROL_RANKING_RULE_FILE", "own.toml")
    said = " ".join(done("ranking", "--quarter", "2022Q4", "--by", "block").split())
    assert "compliance × 100 %" in said and "[red]" in said
    (office / "bad.toml").write_text("[weights]\ncompliance = 1\n")
    monkeypatch.setenv("GEO_PATROL_RANKING_RULE_FILE", "bad.toml")
    assert run("ranking", "--quarter", "2022Q4").exit_code != 0


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        (["--quarter", "2022Q4", "--by", "officer"], "ranking.by_unknown"),
        (["--quarter", "2022Q4", "--by", "cell"], "ranking.cells_of_which_area"),
        (["--quarter", "2022Q4", "--out", "r.xlsx"], "ranking.ending"),
    ],
)
def test_what_cannot_be_ranked_is_told(office: Path, asked: list[str], key: str) -> None:
    assert refused("ranking", *asked).key == key
