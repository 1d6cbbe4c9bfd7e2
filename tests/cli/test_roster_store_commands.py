"""``geo-patrol roster`` on the store: from a setup to a published roster made right again."""

import os
import re
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from commanding import done, refused, run
from roster_office import Office

from geo_patrol.store.engine import open_store
from geo_patrol.store.repositories.rosters import PROFILES, setup_of

SQUAD = "nanshan"
DAYS = ("--squad", SQUAD, "--first-day", "2099-11-02")
"""Monday: long after whenever a test runs, so that no day of it has begun."""
SETUP = """\
note = "按十月的办"

[[shifts]]
code = "早"
kind = "early"
start = "08:00"
end = "16:00"

[[shifts]]
code = "夜"
kind = "night"
start = "22:00"
end = "06:00"
forbidden_next = ["早"]

[[posts]]
code = "gate"
name = "大门"
shift = "早"
workday = 2
weekend = 2
holiday = 2

[[posts]]
code = "dam"
name = "大坝"
shift = "夜"
workday = 2
weekend = 2
holiday = 2
vehicle = true

[rules.rest]
hours = 12

[rules.fair_nights]
kind = "hard"
weight = 7

[[profiles]]
badge = "N000"
driver = true
skills = ["drone"]
most_nights = 3
balance_nights = 1.5

[[profiles]]
badge = "N001"
driver = true
first_day = 2099-11-01
"""


@contextmanager
def opened(folder: Path) -> Iterator[Office]:
    url = f"sqlite:///{folder / 'geo-patrol-data' / 'geo-patrol.sqlite'}"
    with closing(open_store(url, exclusive=True)) as store:
        yield Office(store, SQUAD)


@pytest.fixture
def office(folder: Path) -> Path:
    """Stand where a squad of twelve has no setup yet; every third one drives."""
    with opened(folder) as squad:
        for n, one in enumerate(squad.staff(12)):
            if n > 1 and n % 2:
                squad.profile(one, driver=True)
    (folder / "setup.toml").write_text(SETUP, encoding="utf-8")
    return folder


@pytest.fixture
def planned(office: Path) -> Path:
    """Stand where there is a draft of a week, without duties."""
    done("roster", "setup", "import", "setup.toml", "--squad", SQUAD)
    done("roster", "make", *DAYS, "--days", "7")
    return office


def n_duties(said: str) -> int:
    """Return how many duties a command told of first."""
    found = re.search(r"(\d+) duties", said)
    assert found is not None, said
    return int(found[1])


def test_a_setup_comes_in_by_a_file_and_goes_out_as_it_came(office: Path) -> None:
    said = done("roster", "setup", "import", "setup.toml", "--squad", SQUAD)
    again = done("roster", "setup", "import", "setup.toml", "--squad", SQUAD)
    done("roster", "setup", "export", "--squad", SQUAD, "--out", "out.toml")
    shown = done("roster", "setup", "show", "--squad", SQUAD)
    written = (office / "out.toml").read_text(encoding="utf-8")
    assert "3 records changed" in said and "0 records changed" in again
    assert shown == written
    told, meant = tomllib.loads(written), tomllib.loads(SETUP)
    assert [one["code"] for one in told["shifts"]] == ["早", "夜"]
    assert {**told, "profiles": told["profiles"][:2]} == meant
    assert "0 records changed" in done("roster", "setup", "import", "out.toml", "--squad", SQUAD)
    with opened(office) as squad, squad.store.reader() as session:
        kept = setup_of(session, SQUAD)
        assert kept is not None
        assert kept.record.posts[1].vehicle
        assert len(list(PROFILES.all(session))) == 7


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (('kind = "early"', 'kind = "dawn"'), "shifts[0].kind"),
        (('start = "08:00"', 'start = "25:00"'), "shifts[0].start"),
        (("workday = 2", "workday = -1"), "posts[0].workday"),
        (('badge = "N001"', 'badge = "X9"'), "profiles[X9]"),
        (("hours = 12", "hour = 12"), "rules"),
        (('shift = "夜"', 'shift = "晚"'), "posts"),
    ],
)
def test_a_setup_with_faults_is_refused_with_their_places(
    office: Path, change: tuple[str, str], reason: str
) -> None:
    (office / "setup.toml").write_text(SETUP.replace(*change, 1), encoding="utf-8")
    error = refused("roster", "setup", "import", "setup.toml", "--squad", SQUAD)
    assert any(one.where.startswith(reason) for one in error.findings), error.findings
    with opened(office) as squad, squad.store.reader() as session:
        assert setup_of(session, SQUAD) is None


def test_what_is_no_setup_file_is_refused_in_words(office: Path) -> None:
    (office / "setup.toml").write_bytes(b"shifts = [")
    assert refused("roster", "setup", "import", "setup.toml", "--squad", SQUAD).key == (
        "roster_cli.no_toml"
    )
    assert refused("roster", "setup", "import", "no.toml", "--squad", SQUAD).key == (
        "roster_cli.unreadable"
    )
    assert refused("roster", "setup", "show", "--squad", SQUAD).key == "rosters.no_setup"
    assert refused("roster", "make", *DAYS).key == "rosters.no_setup"


def test_a_draft_is_made_filled_checked_published_and_made_right_again(planned: Path) -> None:
    assert "draft  0 duties" in done("roster", "list", "--squad", SQUAD)
    assert run("roster", "check", *DAYS).exit_code == 1
    filled = done("roster", "solve", *DAYS, "--time", "5")
    assert n_duties(filled) >= 28 and "All rules that must hold are kept" in filled
    assert "version 2" in filled
    assert "All rules that must hold are kept" in done("roster", "check", *DAYS)
    assert refused("roster", "replan", *DAYS, "--time", "5").key == "roster_jobs.not_published"
    done("roster", "publish", *DAYS)
    listed = done("roster", "list")
    assert "published  " in listed and n_duties(listed) == n_duties(filled)
    assert refused("roster", "solve", *DAYS).key == "roster_jobs.no_draft"
    told = done("roster", "replan", *DAYS, "--away", "N003:2099-11-04..2099-11-06", "--time", "60")
    assert "proven to be the fewest" in told or "Nothing has to change" in told
    assert "Nothing was written" in told
    needy = ("roster", "replan", *DAYS, "--need", "gate:2099-11-07:4", "--time", "60", "--save")
    assert refused(*needy).key == "roster_cli.reason"
    saved = done(*needy, "--reason", "台风", "--freeze-until", "2099-11-03")
    assert "→ 早 大门" in saved and "version 4" in saved
    assert n_duties(done("roster", "list")) >= 30


def test_an_explanation_has_shortages_costs_and_shares_and_each_day_of_one(planned: Path) -> None:
    empty = done("roster", "explain", *DAYS)
    assert "大门 早, 2099-11-02: 2 missing. " in empty
    assert "could come on this day" in empty
    done("roster", "solve", *DAYS, "--time", "3")
    whole = done("roster", "explain", *DAYS)
    assert "甲003" in whole and " / " in whole
    one = done("roster", "explain", *DAYS, "--officer", "N003")
    assert len(re.findall(r"2099-11-0\d  ", one)) == 7
    assert "needed at" in one or "every post has its people" in one
    assert refused("roster", "explain", *DAYS, "--officer", "X").key == "roster_cli.who"


def test_a_trial_writes_nothing_and_other_rules_are_tried(planned: Path) -> None:
    (planned / "rules.toml").write_text('[run_days]\nmost = 1\n[cover]\nkind = "off"\n')
    tried = done("roster", "solve", *DAYS, "--time", "3", "--dry-run", "--rules", "rules.toml")
    assert "Nothing was written" in tried
    assert "draft  0 duties" in done("roster", "list", "--squad", SQUAD)
    (planned / "wrong.toml").write_text("[run_days]\nmost = 99\n")
    error = refused("roster", "solve", *DAYS, "--rules", "wrong.toml")
    assert error.findings[0].where == "run_days.most"


def test_the_same_seed_fills_a_draft_alike(planned: Path) -> None:
    short = ("--squad", SQUAD, "--first-day", "2099-11-16")
    done("roster", "make", *short, "--days", "2")
    steady = ("--deterministic", "--seed", "3", "--time", "1", "--dry-run")
    words = [done("roster", "solve", *short, *steady) for _ in range(2)]
    # All but the seconds.
    first, second = (re.sub(r"\d+\.\d s", "", one) for one in words)
    assert first == second


def test_rosters_go_out_as_files_and_a_hand_made_one_is_checked(planned: Path) -> None:
    done("roster", "solve", *DAYS, "--time", "3")
    for form in ("xlsx", "csv", "ics"):
        said = done("roster", "export", *DAYS, "--format", form)
        path = planned / f"roster-{SQUAD}-2099-11-02.{form}"
        assert path.name in said and path.stat().st_size > 200
    own = done("roster", "export", *DAYS, "--out", "own.ics", "--officer", "N003")
    assert "own.ics" in own
    assert (planned / "own.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    back = done("roster", "check", f"roster-{SQUAD}-2099-11-02.xlsx", *DAYS)
    assert n_duties(back) >= 28
    assert "All rules that must hold are kept" in back
    assert refused("roster", "export", *DAYS, "--out", "a.doc").key == "roster_cli.ending"
    assert refused("roster", "export", *DAYS, "--out", "a.csv", "--officer", "N003").key == (
        "roster_cli.only_calendar"
    )
    assert refused("roster", "check", "a.xlsx").key == "roster_cli.whose_file"


def test_which_roster_is_meant_is_asked_when_several_could_be(planned: Path) -> None:
    done("roster", "make", *DAYS, "--days", "3")
    error = refused("roster", "check", *DAYS)
    assert error.key == "roster_cli.several"
    ids = [one.where for one in error.findings]
    assert run("roster", "check", ids[0]).exit_code == 1
    assert refused("roster", "check", "today").key == "roster_cli.no_id"
    assert refused("roster", "check").key == "roster_cli.which"
    far = ("--squad", SQUAD, "--first-day", "2098-01-01")
    assert refused("roster", "check", *far).key == "roster_cli.no_roster"
    assert refused("roster", "replan", *far, "--need", "x").key == "roster_cli.no_roster"


@pytest.mark.parametrize(
    ("option", "value", "key"),
    [
        ("--need", "gate", "roster_cli.bad_need"),
        ("--need", "gate:2099-11-07:many", "roster_cli.bad_need"),
        ("--need", "gate:soon:3", "cli.bad_date"),
        ("--away", "2099-11-07", "roster_cli.bad_away"),
        ("--away", "X9:2099-11-07", "roster_cli.who"),
    ],
)
def test_what_came_up_is_refused_when_it_cannot_be_read(
    planned: Path, option: str, value: str, key: str
) -> None:
    assert refused("roster", "replan", *DAYS, option, value).key == key


def test_an_empty_squad_is_answered_in_words(folder: Path) -> None:
    with opened(folder):
        (folder / "setup.toml").write_text(SETUP.split("[[profiles]]")[0], encoding="utf-8")
    done("roster", "setup", "import", "setup.toml", "--squad", SQUAD)
    done("roster", "make", *DAYS, "--days", "2")
    said = done("roster", "solve", *DAYS, "--time", "5")
    assert "the squad has nobody: its 2 posts can only be manned by others" in said
    assert "0 duties" in said


def test_ctrl_c_keeps_the_best_so_far_and_says_so(planned: Path) -> None:
    done("roster", "make", "--squad", SQUAD, "--first-day", "2099-12-01", "--days", "28")
    # More than can be had: nothing is proven within any time that a test has.
    hard = "[fair_hours]\ntolerance_hours = 0\n[short_run]\nleast = 5\n[short_break]\nleast = 4\n"
    (planned / "hard.toml").write_text(hard)
    month = ("--squad", SQUAD, "--first-day", "2099-12-01")
    words = ("roster", "solve", *month, "--time", "600", "--rules", "hard.toml")
    process = subprocess.Popen(
        [sys.executable, "-m", "api.cli", *words],
        cwd=planned,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A group of its own, as a terminal's: Ctrl-C goes to the searching process, too.
        start_new_session=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "soft rules" in line:
            break
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert "best so far" in said
    assert "Written to roster" in said
    assert "28 days" not in said and "draft  0 duties" in done("roster", "list")
