"""``geo-patrol firms``: the list, a month's plan, figures on the screen and as files."""

import csv
import io
import json
from contextlib import closing
from datetime import datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from commanding import done, refused

from geo_patrol.cases.limits import builtin_limits
from geo_patrol.cases.worktime import WorkTime
from geo_patrol.firms.records import CombinedVisit, Firm, PlannedCheck
from geo_patrol.personal import Keyring
from geo_patrol.seizures.calendar import make_calendar
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.firm_visits import put_check, put_visit
from geo_patrol.workflows.firms import put_firm
from geo_patrol.workflows.persons import Vault

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2022, 12, 1, 9, tzinfo=ZONE)
FIRM = UUID(int=1)


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2022, 10, day, hour, tzinfo=ZONE)


@pytest.fixture
def office(folder: Path) -> Path:
    """Stand where a firm outside every cell has had one visit for two checks, and waits for two."""
    worktime = WorkTime(make_calendar(), builtin_limits().hours, ZONE)
    with closing(
        open_store(f"sqlite:///{folder / 'geo-patrol-data' / 'geo-patrol.sqlite'}")
    ) as store:
        kept = NOW - at(1)
        firm = Firm(FIRM, "park", "=[red]甲厂", lon=121.5, lat=29.9)
        put_firm(store, SYSTEM, firm, [], Vault(Keyring.random(), kept, kept), now=NOW)
        for number in range(4):
            check = PlannedCheck(
                UUID(int=10 + number), FIRM, f"事项{number}", "market", at(10), at(21), 60
            )
            put_check(store, SYSTEM, check, worktime=worktime, now=NOW)
        visit = CombinedVisit(
            UUID(int=20), FIRM, at(10, 9), 60, tuple(str(UUID(int=10 + n)) for n in range(2))
        )
        put_visit(store, SYSTEM, visit, tz=ZONE, now=NOW)
    return folder


def test_firms_are_listed_as_they_are_named(office: Path) -> None:
    said = done("firms", "list")
    assert "=[red]甲厂" in said and "outside_areas  outside_cells" in said
    assert "no firms" in done("firms", "list", "--squad", "reservoir")


def test_a_month_s_plan_is_the_same_on_the_screen_and_in_files(office: Path) -> None:
    said = " ".join(done("firms", "plan", "--month", "2022-10").split())
    assert "2 planned checks in 1 visits: 1 avoided; 0 find no room." in said
    done("firms", "plan", "--month", "2022-10", "--out", "plan.csv")
    text = (office / "plan.csv").read_bytes().decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))
    assert (row["firm"], row["matters"]) == ("'=[red]甲厂", "事项2、事项3")
    done("firms", "plan", "--month", "2022-10", "--out", "plan.json")
    told = json.loads((office / "plan.json").read_text(encoding="utf-8"))
    assert (told["n_checks"], told["n_visits"], told["fewest"]) == (2, 1, True)


def test_figures_tell_what_firms_were_spared(office: Path) -> None:
    assert "2022-10" in done("firms", "figures")
    done("firms", "figures", "--from", "2022-10-01", "--to", "2022-11-01", "--out", "firms.csv")
    text = (office / "firms.csv").read_bytes().decode("utf-8-sig")
    rows = {row["month"]: row for row in csv.DictReader(io.StringIO(text))}
    assert list(rows) == ["2022-10", "*"]
    told = ("n_checks", "n_unplaced", "n_visits", "n_alone", "n_avoided")
    assert [rows["*"][name] for name in told] == ["4", "2", "1", "2", "1"]


def test_what_cannot_be_is_told(office: Path) -> None:
    assert refused("firms", "plan", "--month", "2022-13").key == "firms.no_month"
    assert refused("firms", "plan", "--month", "2022-10", "--out", "x.pdf").key == "firms.ending"
    assert refused("firms", "figures", "--out", "x.pdf").key == "firms.ending"
