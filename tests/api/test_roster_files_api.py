"""Rosters as files over HTTP, files read for a roster, and one's own calendar."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import openpyxl
import pypdfium2
import pytest
from api_world import Client, World
from calendar_reading import Told, told_in
from lettering import needs_font
from roster_bodies import SETUPS, setup_body
from roster_duties import LEAVES, MINE, day, duties, publish, put, told, write

from geo_patrol.roster.records import KeptRoster
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.rosters import ROSTERS
from geo_patrol.store.scope import SYSTEM

IMPORT = "/api/v1/rosters/import"
CALENDAR = f"{MINE}.ics"


class Desk:
    """A leader with two officers and a published roster of theirs."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.leader, self.one, self.two = (
            world.officer("leader"),
            world.officer("officer"),
            world.officer("officer"),
        )
        self.roster = publish(world, self.leader, {self.one: "早早--夜", self.two: "-中夜"})
        self.client = world.signed_in(self.leader)

    def file(self, format: str, client: Client | None = None, **query: Any) -> httpx.Response:
        """Ask for the roster as a file."""
        params = {"format": format, **query}
        return (client or self.client).get(f"/api/v1/rosters/{self.roster.id}/file", params=params)

    def rewritten(self, lines: dict[Officer, str], **changes: Any) -> KeptRoster:
        """Write the roster with other duties."""
        own = duties({who.id: line for who, line in lines.items()})
        self.roster = replace(self.roster, duties=own, **changes)
        return write(self.world, self.leader, self.roster)

    def send(self, data: bytes, name: str = "班表.xlsx", **fields: Any) -> httpx.Response:
        """Send a file to be read."""
        files = {"file": (name, data)}
        return self.client.ask("POST", IMPORT, files=files, data=fields)


@pytest.fixture
def desk(fresh_world: World) -> Desk:
    return Desk(fresh_world)


def grid(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def test_a_roster_is_had_as_month_grid_list_and_calendar(desk: Desk) -> None:
    book = desk.file("xlsx")
    assert book.status_code == 200, book.text
    assert book.headers["content-disposition"] == 'attachment; filename="roster-2022-10-31.xlsx"'
    names = [grid(book.content).cell(row, 1).value for row in range(5, 8)]
    assert f"王强 {desk.one.badge_no}" in names
    rows = desk.file("csv").text.splitlines()
    assert rows[0].lstrip("\ufeff").startswith("日期,星期,班次")
    assert len(rows) == 1 + 5
    events = told_in(desk.file("ics").content)
    assert len(events) == 5
    own = desk.file("ics", officer=str(desk.one.id))
    assert len(told_in(own.content)) == 3
    assert "王强" not in own.text


def test_the_language_is_asked_for_or_accepted(desk: Desk) -> None:
    assert desk.file("csv", language="en").text.lstrip("\ufeff").startswith("day,weekday")
    path = f"/api/v1/rosters/{desk.roster.id}/file?format=csv"
    english = desk.client.get(path, headers={"accept-language": "en"})
    assert english.text.lstrip("\ufeff").startswith("day,weekday")


@needs_font
def test_a_roster_is_printed_by_who_draws_maps(desk: Desk) -> None:
    desk.rewritten({desk.one: "早----", desk.two: "-中夜"}, reason="临时任务")
    answer = desk.file("pdf")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith("inline")
    with pypdfium2.PdfDocument(answer.content) as document:
        said = [page.get_textpage().get_text_range() for page in document]
    assert "排班表（已公布）" in said[0]
    assert "第 2 版" in said[0]
    assert "临时任务" in said[-1]


def test_files_of_other_squads_are_not_there(desk: Desk) -> None:
    assert desk.file("xlsx", desk.world.member("leader", "park")).status_code == 404
    path = f"/api/v1/rosters/{uuid4()}/file"
    assert desk.client.get(path).status_code == 404


def test_a_calendar_is_of_somebody_in_the_roster(desk: Desk) -> None:
    answer = desk.file("ics", officer=str(uuid4()))
    assert (answer.status_code, answer.json()["findings"][0]["where"]) == (422, "officer")


def test_why_somebody_is_away_is_told_only_to_who_plans_and_asks(desk: Desk) -> None:
    officer = desk.world.signed_in(desk.two)
    put(officer, LEAVES, {"kind": "sick", "first_day": told(3), "last_day": told(4)})
    colleague = desk.world.member("officer")

    def said(client: Client, **query: Any) -> set[object]:
        sheet = grid(desk.file("xlsx", client, **query).content)
        return {cell.value for row in sheet.iter_rows(min_row=5, max_row=9) for cell in row}

    for client in (colleague, desk.client):
        assert "休" in said(client)
        assert "病" not in said(client)
    assert "病" in said(desk.client, leave_kinds=True)
    assert desk.file("xlsx", colleague, leave_kinds=True).status_code == 403


def test_a_roster_names_people_and_is_no_file_for_briefing_staff(desk: Desk) -> None:
    assert desk.file("xlsx", desk.world.member("briefing")).status_code == 403


def test_a_file_comes_back_as_the_roster_it_was_and_nothing_is_kept(desk: Desk) -> None:
    for format in ("xlsx", "csv"):
        sent = desk.send(desk.file(format).content, f"m.{format}", roster=str(desk.roster.id))
        assert sent.status_code == 200, sent.text
        found = sent.json()
        assert found["findings"] == []
        assert {
            (one["officer_id"], one["day"], one["shift"], one["post"]) for one in found["duties"]
        } == {
            (str(one.officer_id), one.day.isoformat(), one.shift, one.post)
            for one in desk.roster.duties
        }
        assert found["check"]["n_hard_broken"] > 0
    with desk.world.store.reader() as session:
        kept = ROSTERS.one(session, desk.roster.id, SYSTEM)
    assert kept is not None and set(kept.record.duties) == set(desk.roster.duties)


def test_a_hand_made_grid_is_judged_for_days_that_have_no_roster(desk: Desk) -> None:
    answer = desk.client.put(f"{SETUPS}/{uuid4()}", setup_body())
    assert answer.status_code == 201, answer.text
    text = f"姓名,7,8,9,10,11\n{desk.one.badge_no},早,夜班,早,休,白\n"
    about = {"first_day": "2022-11-07", "n_days": "7"}
    found = desk.send(text.encode(), "十一月.csv", squad="reservoir", **about).json()
    assert [(one["day"], one["shift"], one["post"]) for one in found["duties"]] == [
        ("2022-11-07", "早", "gate"),
        ("2022-11-08", "夜", "lake"),
        ("2022-11-09", "早", "gate"),
    ]
    assert [one["where"] for one in found["findings"]] == ["F2"]
    assert "看不懂“白”" in found["findings"][0]["reason_zh"]
    broken = {one["rule"] for one in found["check"]["broken"] if one["hard"]}
    assert {"rest", "cover"} <= broken


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.xlsx", "ledgers.empty"),
        (b"PK\x03\x04", "a.xlsx", "ledgers.xlsx_broken"),
        (b"no,roster\n", "a.csv", "roster_files.no_grid"),
    ],
)
def test_a_file_that_is_no_roster_is_refused(desk: Desk, data: bytes, name: str, code: str) -> None:
    answer = desk.send(data, name, roster=str(desk.roster.id))
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_a_form_says_what_the_file_is_for(desk: Desk) -> None:
    assert desk.send(b"x", "a.csv").json()["code"] == "roster_files.which_roster"
    bad = desk.send(b"x", "a.csv", roster="no id", extra="1").json()
    assert {one["where"] for one in bad["findings"]} == {"roster", "extra"}
    assert desk.client.ask("POST", IMPORT, json={}).status_code == 415
    empty = desk.client.ask("POST", IMPORT, files={"other": ("a", b"")})
    assert empty.json()["code"] == "roster_files.bad_form"
    broken = {"content-type": "multipart/form-data; boundary=x"}
    answer = desk.client.ask("POST", IMPORT, content=b"--y\r\n", headers=broken)
    assert (answer.status_code, answer.json()["code"]) == (422, "roster_files.bad_form")


def test_a_file_for_another_squad_s_roster_is_out_of_reach(desk: Desk) -> None:
    other = desk.world.member("leader", "park")
    files = {"file": ("a.csv", b"x")}
    fields = {"roster": str(desk.roster.id)}
    assert other.ask("POST", IMPORT, files=files, data=fields).status_code == 404


def events(client: Client) -> list[Told]:
    answer = client.get(CALENDAR)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/calendar")
    return told_in(answer.content)


def test_my_calendar_has_my_published_duties_and_nobody_else(desk: Desk) -> None:
    client = desk.world.signed_in(desk.one)
    found = events(client)
    assert sorted((one.day - day(0)).days for one in found) == [0, 1, 4]
    assert {one.status for one in found} == {"CONFIRMED"}
    assert "王强" not in client.get(CALENDAR).text
    assert desk.two.badge_no not in client.get(CALENDAR).text


def test_what_is_changed_or_withdrawn_is_cancelled_under_its_uid(desk: Desk) -> None:
    client = desk.world.signed_in(desk.one)
    before = {one.day: one for one in events(client)}
    desk.world.clock.move(timedelta(minutes=2))
    desk.rewritten({desk.one: "早", desk.two: "-中夜"})
    after = {one.day: one for one in events(client)}
    assert {at: one.status for at, one in after.items()} == {
        day(0): "CONFIRMED",
        day(1): "CANCELLED",
        day(4): "CANCELLED",
    }
    assert all(after[at].uid == one.uid for at, one in before.items())
    assert all(after[at].sequence > one.sequence for at, one in before.items())
    desk.world.clock.move(timedelta(minutes=2))
    desk.rewritten({desk.one: "早", desk.two: "-中夜"}, state="withdrawn")
    assert {one.status for one in events(client)} == {"CANCELLED"}


def test_a_draft_is_in_nobodys_calendar(fresh_world: World) -> None:
    officer = fresh_world.officer("officer")
    publish(fresh_world, fresh_world.officer("leader"), {officer: "早"}, state="draft")
    assert events(fresh_world.signed_in(officer)) == []


def test_a_duty_lent_to_another_squad_is_in_my_calendar(fresh_world: World) -> None:
    lent = fresh_world.officer("officer", "park")
    both = fresh_world.officer("leader", more_squads=("park",))
    publish(fresh_world, both, {lent: "-早"})
    assert [one.day for one in events(fresh_world.signed_in(lent))] == [day(1)]
