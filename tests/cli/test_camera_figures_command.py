"""``geo-patrol cameras``: how often alerts are true, on the screen and as files; who is silent."""

import csv
import io
import json
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from commanding import done, refused

from api.commands.common import out
from geo_patrol.field.records import AlertAnswer, AlertResult, CameraAlert
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.camera_alerts import put_alert, put_alert_answer

AT = datetime(2022, 10, 8, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
TOLD: tuple[tuple[str, AlertResult | None], ...] = (
    ("[red]库湾[/red]", "true"),
    ("[red]库湾[/red]", "false"),
    ("=1+1", None),
)


@pytest.fixture
def office(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand at a wide screen where two cameras that nobody knows sent alerts."""
    monkeypatch.setattr(out, "width", 160)
    path = folder / "geo-patrol-data" / "geo-patrol.sqlite"
    with closing(open_store(f"sqlite:///{path}")) as store:
        for number, (camera, result) in enumerate(TOLD):
            at = AT + timedelta(hours=number)
            alert = CameraAlert(UUID(int=number + 1), camera, at, "person")
            put_alert(store, SYSTEM, alert, "reservoir", now=at)
            if result is not None:
                answer = AlertAnswer(uuid4(), alert.id, at, result)
                put_alert_answer(store, SYSTEM, answer, now=at)
    return folder


def test_shares_stand_with_their_intervals_and_names_are_as_they_were_sent(office: Path) -> None:
    said = done("cameras", "precision", "--from", "2022-10-01", "--to", "2022-11-01")
    assert "[red]库湾[/red]" in said and "50.0%" in said and "9%–91%" in said
    assert "never of persons" in said


def test_files_hold_what_the_screen_shows_and_no_formula(office: Path) -> None:
    done("cameras", "precision", "--out", "cameras.csv")
    text = (office / "cameras.csv").read_bytes().decode("utf-8-sig")
    rows = {row["key"]: row for row in csv.DictReader(io.StringIO(text))}
    assert list(rows) == ["'=1+1", "[red]库湾[/red]", "*"]
    assert (rows["*"]["n"], rows["*"]["n_true"], rows["*"]["share"]) == ("3", "1", "0.5")
    done("cameras", "precision", "--by", "hour", "--out", "hours.json")
    told = json.loads((office / "hours.json").read_text(encoding="utf-8"))
    assert [(row["key"], row["n"]) for row in told["rows"]] == [("01", 1), ("02", 1), ("03", 1)]


def test_there_are_no_rows_by_person_and_no_other_files(office: Path) -> None:
    assert refused("cameras", "precision", "--by", "officer").key == "cameras.by_unknown"
    assert refused("cameras", "precision", "--out", "cameras.pdf").key == "figures.ending"


def test_cameras_that_are_heard_of_too_seldom_are_told_apart(office: Path) -> None:
    said = done("cameras", "silent", "--at", "2022-12-31")
    assert said.count("too few alerts to tell") == 2
    assert "2 cameras, 0 of them silent" in said
