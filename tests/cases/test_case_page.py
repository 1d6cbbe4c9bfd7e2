"""docs/cases.md: the way that it shows is the way that the program finds."""

import re
from datetime import datetime, timedelta
from pathlib import Path

from case_making import REPORTED, WANG, WORKTIME, ZONE, act, at, stand

from geo_patrol.cases.limits import read_limits
from geo_patrol.cases.records import StepKind
from geo_patrol.cases.standing import WAITS_FOR
from maps.documents.supervising import length_of

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "cases.md").read_text(encoding="utf-8")
STEPS: dict[str, StepKind] = {
    "受理": "accepted",
    "派遣": "dispatched",
    "处置": "handled",
    "核查": "verified",
    "结案": "closed",
    "评价": "rated",
}


def rows() -> list[list[str]]:
    lines = re.findall(r"^\| (10-\d\d \d\d:\d\d .*) \|$", PAGE, re.MULTILINE)
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def moment(told: str) -> datetime:
    return datetime.strptime(f"2022-{told}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


def told(due_at: datetime) -> str:
    local = due_at.astimezone(ZONE)
    if (local.hour, local.minute) == (0, 0):
        return f"{local - timedelta(days=1):%m-%d} 24:00"
    return f"{local:%m-%d %H:%M}"


def test_the_way_on_the_page_has_the_times_and_limits_that_the_program_finds() -> None:
    first, *others = rows()
    assert moment(first[0]) == REPORTED and [row[1] for row in others] == list(STEPS)
    acts = [
        act(
            STEPS[row[1]],
            moment(row[0]),
            WANG if row[1] == "派遣" else "",
            score=5 if row[1] == "评价" else None,
        )
        for row in others
    ]
    found = stand(acts, now=at(10, 31))
    runs = {one.what: one for one in found.runs}
    for row, stay in zip(others[:-1], found.way.stays, strict=False):
        assert stay.end is not None
        hours = WORKTIME.between(stay.start, stay.end) / timedelta(hours=1)
        run = runs[WAITS_FOR[stay.stage]]
        assert row[4:] == [f"{hours:.2f}", length_of(run.limit), told(run.due_at)]
        assert not run.was_late
    assert found.taken is not None and found.in_time
    whole = f"全程 {found.taken.s / 3600:.0f} 小时，其中上班时间 {found.taken.working_s / 3600:.2f}"
    assert whole in PAGE and told(runs["total"].due_at) in PAGE


def test_the_holiday_on_the_page_is_counted_so() -> None:
    found = stand(reported=at(9, 30, 17), now=at(9, 30, 17))
    assert [told(one.due_at) for one in found.runs] == ["09-30 17:30", "10-12 24:00"]


def test_the_file_on_the_page_is_a_sound_one() -> None:
    [example] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert read_limits(example.encode()).rules[0].categories == ("noise", "road_occupation")
