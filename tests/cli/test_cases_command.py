"""``geo-patrol cases``: the board, figures on the screen and as files, the supervision sheet."""

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
from lettering import needs_font

from geo_patrol.cases.records import Case, CaseStep, StepKind
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.cases import put_case, put_step

MONDAY = datetime(2022, 10, 10, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
NOW = datetime(2022, 10, 20, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
OPEN, CLOSED = UUID(int=1), UUID(int=2)
WAY: tuple[StepKind, ...] = ("handled", "verified", "closed")


@pytest.fixture
def office(folder: Path) -> Path:
    """Stand where one case is open, and overdue since, and one is closed in time."""
    with closing(
        open_store(f"sqlite:///{folder / 'geo-patrol-data' / 'geo-patrol.sqlite'}")
    ) as store:
        for case_id, category in ((OPEN, "oil_smoke"), (CLOSED, "noise")):
            case = Case(case_id, None, None, "citizen", category, MONDAY, 120.89, 29.51)
            put_case(store, SYSTEM, case, "park", now=NOW)
        for number, kind in enumerate(WAY):
            step = CaseStep(UUID(int=10 + number), CLOSED, kind, MONDAY.replace(hour=10 + number))
            put_step(store, SYSTEM, step, now=NOW)
    return folder


def test_the_board_shows_open_cases_and_why_they_are_to_be_supervised(office: Path) -> None:
    said = " ".join(done("cases", "board").split())
    assert str(OPEN) in said and str(CLOSED) not in said
    assert "1 open, 1 overdue, 1 to be supervised" in said and "overdue" in said
    assert "0 open" in done("cases", "board", "--squad", "reservoir")


def test_what_is_due_names_cases_too(office: Path) -> None:
    said = " ".join(done("due").split())
    assert str(OPEN) in said and "cases of the closed loop: 1 overdue" in said


def test_figures_are_the_same_on_the_screen_and_in_files(office: Path) -> None:
    said = done("cases", "figures", "--from", "2022-10-01", "--to", "2022-11-01")
    assert "noise" in said and "50.0%" in said
    done("cases", "figures", "--out", "cases.csv")
    text = (office / "cases.csv").read_bytes().decode("utf-8-sig")
    rows = {row["key"]: row for row in csv.DictReader(io.StringIO(text))}
    assert list(rows) == ["noise", "oil_smoke", "*"]
    assert (rows["*"]["n"], rows["*"]["share_in_time"], rows["noise"]["n_in_time"]) == (
        "2",
        "0.5",
        "1",
    )
    done("cases", "figures", "--by", "month", "--out", "cases.json")
    told = json.loads((office / "cases.json").read_text(encoding="utf-8"))
    assert [(one["key"], one["n_overdue"]) for one in told["rows"]] == [("2022-10", 1)]


def test_rows_by_person_and_files_of_other_kinds_are_refused(office: Path) -> None:
    assert refused("cases", "figures", "--by", "officer").key == "cases.by_unknown"
    assert refused("cases", "figures", "--out", "cases.pdf").key == "figures.ending"
    assert refused("cases", "sheet", str(UUID(int=9))).key == "cases.no_case"


@needs_font
def test_a_supervision_sheet_is_for_its_owner_only(office: Path) -> None:
    done("cases", "sheet", str(OPEN))
    made = office / f"supervision-sheet-{OPEN}.pdf"
    assert made.read_bytes()[:5] == b"%PDF-" and made.stat().st_mode & 0o77 == 0


def test_an_office_s_own_limits_are_used_and_bad_ones_are_told_at_once(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office / "limits.toml").write_text(
        'office_hours = ["09:00-17:00"]\n'
        '[[limits]]\ncategories = ["*"]\ntotal = "9000 working_days"\n'
    )
    monkeypatch.setenv("GEO_PATROL_CASE_LIMITS_FILE", "limits.toml")
    assert "1 open, 0 overdue" in done("cases", "board")
    (office / "bad.toml").write_text('office_hours = ["9-17"]\n')
    monkeypatch.setenv("GEO_PATROL_CASE_LIMITS_FILE", "bad.toml")
    told = run("cases", "board")
    assert told.exit_code != 0
    assert "office_hours[0]" in f"{told.output}{told.exception}"
