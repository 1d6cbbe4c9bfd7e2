"""Operations over HTTP: what is planned, what belongs to it, and what it comes to."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import Client, World, put_patrol, put_shift, where
from lettering import needs_font
from operating import (
    LINKS,
    OPERATIONS,
    link_body,
    operation_body,
    put_incident,
    put_link,
    put_new,
    put_operation,
    text_of_pdf,
)
from pyproj import Geod

from geo_patrol.store.repositories import places
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.auditing import verify

ZONE = "+08:00"


def days() -> Iterator[datetime]:
    day = datetime.fromisoformat(f"2021-01-01T00:00:00{ZONE}")
    while True:
        yield day
        day += timedelta(days=4)


DAYS = days()
"""Each operation has days of its own: two on one would contest each other's incidents."""


class Day:
    """A day with a joint operation on it, of a leader."""

    def __init__(self, leader: Client, **changes: Any) -> None:
        self.leader, self.start = leader, next(DAYS)
        end = self.start + timedelta(days=1)
        self.period = {"start": self.start.isoformat(), "end": end.isoformat()}
        self.id = put_operation(leader, **self.period, **changes)
        self.path = f"{OPERATIONS}/{self.id}"

    def at(self, hour: float) -> str:
        return (self.start + timedelta(hours=hour)).isoformat()

    def incident(self, **changes: Any) -> UUID:
        return put_incident(self.leader, **{"occurred_at": self.at(1), **changes})

    def shift(self) -> UUID:
        return put_shift(self.leader, start=self.at(0), end=self.at(8))

    def totals(self) -> Any:
        return self.leader.get(f"{self.path}/totals").json()["totals"]

    def report(self) -> Any:
        answer = self.leader.get(f"{self.path}/report")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def remarks(self) -> list[str]:
        told = self.leader.get(f"{self.path}/totals").json()["remarks"]
        return [one["key"] for one in told]


@pytest.fixture
def day(world: World) -> Day:
    return Day(world.member("leader"))


def test_a_leader_plans_edits_closes_and_voids_an_operation(world: World) -> None:
    leader, path = world.member("leader"), f"{OPERATIONS}/{uuid4()}"
    body = operation_body(start="2020-10-08T00:00:00+08:00", end="2020-10-09T00:00:00+08:00")
    made = leader.put(path, body)
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    told = made.json()
    assert (told["squad"], told["closed"], told["counts"]) == ("reservoir", None, True)
    assert told["agencies"][1] == {
        "agency": "public_security",
        **{"people": 4, "vehicles": 2, "boats": 0, "drones": 0, "task": "现场秩序"},
    }
    assert leader.put(path, body).status_code == 200
    assert leader.put(path, {**body, "name": "x"}).status_code == 409
    closed = {"at": "2020-10-09T02:00:00+08:00", "summary": "行动结束"}
    edited = leader.put(path, {**body, "closed": closed}, If_Match='"1"')
    assert edited.json()["closed"] == {"at": "2020-10-08T18:00:00Z", "summary": "行动结束"}
    voided = leader.put(path, {**body, "voided": "重复登记"}, If_Match='"2"')
    assert (voided.status_code, voided.json()["counts"]) == (200, False)
    assert leader.put(path, body, If_Match='"2"').status_code == 412
    [*_, last] = leader.get(f"/api/v1/history/operation/{path[-36:]}").json()["versions"]
    assert leader.put(f"{OPERATIONS}/{uuid4()}", last["body"]).status_code == 201


@pytest.mark.parametrize("role", ["officer", "auxiliary", "briefing", "admin"])
def test_nobody_else_plans_one(world: World, role: Any) -> None:
    answer = world.member(role).put(f"{OPERATIONS}/{uuid4()}", operation_body())
    assert (answer.status_code, answer.json()["code"]) == (403, "api.not_permitted")


def test_an_operation_that_makes_no_sense_is_refused_with_each_reason(world: World) -> None:
    body = operation_body(
        end="2022-10-07T00:00:00+08:00",
        agencies=[{"agency": "water"}, {"agency": "tax"}, {"agency": "water"}],
    )
    answer = world.member("leader").put(f"{OPERATIONS}/{uuid4()}", body)
    assert (answer.status_code, answer.json()["code"]) == (422, "operations.invalid")
    assert where(answer) == [
        "end",
        "agencies[0].agency",
        "agencies[1].agency",
        "agencies[2].agency",
    ]


def test_areas_and_operations_of_another_squad_are_not_there(world: World, day: Day) -> None:
    leader, other = world.member("leader"), world.member("leader", "park")
    foreign = leader.put(f"{OPERATIONS}/{uuid4()}", operation_body(areas=["block"]))
    assert (foreign.status_code, foreign.json()["code"]) == (404, "records.no_area")
    for tail in ("", "/totals", "/report", "/papers/closing-report.pdf"):
        assert other.get(day.path + tail).status_code == 404
    assert str(day.id) not in other.get(f"{OPERATIONS}?limit=1000").text
    link = other.put(f"{LINKS}/{uuid4()}", link_body(day.id, "shift", uuid4()))
    assert (link.status_code, link.json()["code"]) == (404, "operations.no_operation")
    both = world.signed_in(world.officer("leader", more_squads=("park",)))
    body = {**operation_body(areas=["block"], squad="park"), **day.period}
    moved = both.put(day.path, body, If_Match='"1"')
    assert (moved.status_code, moved.json()["code"]) == (422, "field.stays_with_its_squad")
    shift = put_shift(other, squad="park")
    answer = both.put(f"{LINKS}/{uuid4()}", link_body(day.id, "shift", shift))
    assert (answer.status_code, answer.json()["code"]) == (422, "operations.of_other_squad")


def test_its_incidents_belong_to_it_by_themselves_and_are_counted(day: Day) -> None:
    net = {"kind": "ground_cage", "quantity": 3}
    catch = {"kind": "catch", "quantity": 5, "unit": "斤"}
    filed = {"kind": "filed_ordinary", "fine_yuan": 2000}
    day.incident(category="netting", outcomes=[filed], seized=[net, catch])
    day.incident(seized=[{"kind": "electro_set", "quantity": 1}])
    day.incident(source="patrol")
    day.incident(occurred_at=day.at(24))
    told = day.totals()
    assert (told["incidents"], told["persuaded"]) == (2, 2)
    assert told["by_category"] == [{"code": "angling", "n": 1}, {"code": "netting", "n": 1}]
    assert (told["nets"], told["electro_sets"], told["catch_kg"]) == (3, 1, 2.5)
    assert told["cases"] == {
        **{"simple": 0, "ordinary": 1, "transferred": 0},
        **{"fines_yuan": 2000, "fines_untold": 0},
    }
    forces = told["forces"]
    assert forces == {"agencies": 2, "people": 10, "vehicles": 4, "boats": 1, "drones": 1}


def test_an_incident_that_does_not_count_is_not_counted(day: Day) -> None:
    incident = day.incident()
    assert day.totals()["incidents"] == 1
    said = {"void": True, "reason": "误报"}
    day.leader.put(f"/api/v1/incidents/{incident}/void", said)
    assert day.totals()["incidents"] == 0


def test_a_shift_brings_its_patrols_with_their_hours_and_ways(day: Day) -> None:
    shift = day.shift()
    patrol = put_patrol(day.leader, shift, start=day.at(0), end=day.at(2))
    put_patrol(day.leader, shift, start=day.at(2), end=day.at(5), mode="car")
    fixes = [[day.at(n / 120), 120.985 + n * 2e-4, 29.47, 5] for n in range(1, 20)]
    track = f"/api/v1/patrols/{patrol}/tracks/{uuid4()}"
    assert day.leader.put(track, {"device": "a", "fixes": fixes}).status_code == 201
    assert day.totals()["patrols"]["patrols"] == 0
    link = put_link(day.leader, day.id, "shift", shift)
    told = day.totals()["patrols"]
    assert (told["shifts"], told["patrols"], told["hours"]) == (1, 2, 5.0)
    assert (told["cars"], told["boats"], told["running"]) == (1, 1, 0)
    put_new(day.leader, LINKS, link_body(day.id, "patrol", patrol, "只是路过"))
    assert day.totals()["patrols"]["patrols"] == 1
    put_link(day.leader, day.id, "patrol", patrol)
    assert day.totals()["patrols"]["patrols"] == 2
    removed = link_body(day.id, "shift", shift, "另一次行动")
    assert day.leader.put(f"{LINKS}/{link}", removed, If_Match='"1"').status_code == 200
    assert day.report()["patrols"] == [str(patrol)]


def test_a_task_that_is_linked_counts_and_says_whether_it_is_open(day: Day) -> None:
    task = put_new(day.leader, "/api/v1/tasks", {"text": "看守码头"})
    put_link(day.leader, day.id, "task", task)
    assert (day.totals()["tasks"], day.totals()["tasks_open"]) == (1, 1)
    assert "operations.n_tasks_open" in day.remarks()
    answer = {"task_id": str(task), "at": "2022-10-30T10:00:00+08:00", "result": "done"}
    put_new(day.leader, "/api/v1/task-answers", answer)
    assert day.totals()["tasks_open"] == 0


def test_somebody_links_what_does_not_belong_by_itself_and_takes_out_what_does(day: Day) -> None:
    stranger = day.incident(source="citizen", occurred_at=day.at(-3))
    mine = day.incident()
    assert [one["id"] for one in day.report()["incidents"]] == [str(mine)]
    link = put_link(day.leader, day.id, "incident", stranger)
    put_new(day.leader, LINKS, link_body(day.id, "incident", mine, "另案处理"))
    told = day.report()["incidents"]
    assert [(one["id"], one["linked"]) for one in told] == [(str(stranger), True)]
    again = link_body(day.id, "incident", stranger)
    twice = day.leader.put(f"{LINKS}/{uuid4()}", again)
    assert (twice.status_code, twice.json()["code"]) == (422, "operations.linked_already")
    other = link_body(day.id, "incident", mine)
    changed = day.leader.put(f"{LINKS}/{link}", other, If_Match='"1"')
    assert (changed.status_code, changed.json()["code"]) == (422, "operations.link_is_fixed")
    listed = day.leader.get(f"{LINKS}?operation={day.id}").json()["items"]
    assert [one["holds"] for one in listed] == [True, False]
    of_mine = day.leader.get(f"{LINKS}?target={mine}").json()["items"]
    assert [(one["target_id"], one["removed"]) for one in of_mine] == [(str(mine), "另案处理")]


def test_what_two_operations_could_claim_is_offered_to_both_and_counted_in_neither(
    day: Day,
) -> None:
    other = put_operation(day.leader, **day.period, areas=[])
    incident = day.incident()
    report = day.report()
    assert report["totals"]["incidents"] == 0
    assert report["offered"] == [{"id": str(incident), "why": "contested"}]
    assert "operations.n_contested" in day.remarks()
    put_link(day.leader, day.id, "incident", incident)
    assert day.totals()["incidents"] == 1
    told = day.leader.get(f"{OPERATIONS}/{other}/report").json()
    assert (told["totals"]["incidents"], told["offered"]) == (0, [])


def test_what_its_patrols_met_on_their_own_is_offered(day: Day) -> None:
    patrol = put_patrol(day.leader, day.shift(), start=day.at(0), end=day.at(2))
    put_link(day.leader, day.id, "patrol", patrol)
    incident = day.incident(source="patrol", patrol_id=str(patrol))
    assert day.report()["offered"] == [{"id": str(incident), "why": "patrol"}]


def test_an_incident_that_comes_in_after_the_closing_is_counted_and_told(day: Day) -> None:
    closed = {"at": day.at(24), "summary": "结束"}
    body = {**operation_body(), **day.period, "closed": closed}
    assert day.leader.put(day.path, body, If_Match='"1"').status_code == 200
    day.incident()
    assert day.totals()["incidents"] == 1
    assert "operations.n_late" in day.remarks()


def test_nothing_new_is_linked_to_what_does_not_count(day: Day) -> None:
    body = {**operation_body(), **day.period, "voided": "取消"}
    day.leader.put(day.path, body, If_Match='"1"')
    answer = day.leader.put(f"{LINKS}/{uuid4()}", link_body(day.id, "shift", day.shift()))
    assert (answer.status_code, answer.json()["code"]) == (422, "operations.does_not_count")
    assert "operations.is_void" in day.remarks()


def test_what_is_not_there_cannot_be_linked(day: Day) -> None:
    for kind, code in (
        ("shift", "records.no_shift"),
        ("patrol", "records.no_patrol"),
        ("task", "field.no_task"),
        ("incident", "field.no_incident"),
    ):
        answer = day.leader.put(f"{LINKS}/{uuid4()}", link_body(day.id, kind, uuid4()))
        assert (answer.status_code, answer.json()["code"]) == (404, code)


def test_who_sees_no_free_text_sees_the_figures(world: World) -> None:
    day = Day(world.member("leader"), note="线人提供")
    day.incident()
    briefing = world.member("briefing")
    told = briefing.get(f"{day.path}/report").json()
    one = told["operation"]
    assert (one["redacted"], one["aim"], one["note"], one["officer_id"]) == (True, "", "", None)
    assert [each["task"] for each in one["agencies"]] == ["", ""]
    assert told["totals"] == day.totals()
    past = briefing.get(f"/api/v1/history/operation/{day.id}").text
    assert "线人" not in past
    assert "现场秩序" not in past


@needs_font
def test_a_closing_report_is_printed_for_all_who_read_records(world: World) -> None:
    day = Day(world.member("leader"))
    day.incident(category="netting", seized=[{"kind": "ground_cage", "quantity": 3}])
    answer = day.leader.get(f"{day.path}/papers/closing-report.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    said = text_of_pdf(answer.content)
    for part in ("联合执法行动总结报告", "行动未结束", "暂扣渔网3套", "湖", "现场秩序"):
        assert part in said, part
    told = world.member("briefing").get(f"{day.path}/papers/closing-report.pdf")
    redacted = text_of_pdf(told.content)
    assert "暂扣渔网3套" in redacted
    assert "现场秩序" not in redacted
    for role in ("auditor", "admin"):
        refused = world.member(role).get(f"{day.path}/papers/closing-report.pdf")
        assert refused.status_code == 403


def test_operations_are_listed_by_kind_and_by_whether_they_are_open(day: Day) -> None:
    listed = f"{OPERATIONS}?limit=1000&from={day.start:%Y-%m-%d}&through={day.start:%Y-%m-%d}"
    for query, there in (("", 1), ("&kind=joint", 1), ("&kind=campaign", 0), ("&open=false", 0)):
        assert len(day.leader.get(listed + query).json()["items"]) == there, query
    closed = {"at": day.at(30), "summary": "结束"}
    day.leader.put(day.path, {**operation_body(), **day.period, "closed": closed}, If_Match='"1"')
    assert day.leader.get(f"{listed}&open=true").json()["items"] == []


def test_all_of_it_is_as_the_chains_say(world: World, day: Day) -> None:
    put_link(day.leader, day.id, "incident", day.incident())
    found = verify(world.store)
    assert found.sound, found.findings[:3]


def test_tracks_are_as_long_as_the_phone_that_went_farthest(loaded_world: World) -> None:
    day = Day(loaded_world.member("leader"), areas=["changzhao"])
    shift = day.shift()
    patrol = put_patrol(
        day.leader, shift, area="changzhao", mode="boat", start=day.at(0), end=day.at(2)
    )
    put_link(day.leader, day.id, "patrol", patrol)
    assert day.totals()["patrols"]["untracked"] == 1
    with loaded_world.store.reader() as session:
        area = places.area(session, "changzhao", SYSTEM)
    assert area is not None
    middle = area.geometry.representative_point()
    for device, n in (("a", 20), ("b", 10)):
        fixes = [[day.at(k / 120), middle.x + k * 2e-4, middle.y, 5] for k in range(1, n)]
        track = f"/api/v1/patrols/{patrol}/tracks/{uuid4()}"
        assert day.leader.put(track, {"device": device, "fixes": fixes}).status_code == 201
    told = day.totals()["patrols"]
    assert told["untracked"] == 0
    lon = [middle.x + 2e-4, middle.x + 19 * 2e-4]
    assert told["km"] == round(Geod(ellps="WGS84").line_length(lon, [middle.y] * 2) / 1000, 2)
