"""The story of a cell: who came, what was met, what was asked for; page by page, as one may see."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import Client, World, incident_body, put_patrol, put_shift

from geo_patrol.store.repositories import grids

HOUR = timedelta(hours=1)


class Cell:
    """A cell of the reservoir's grid that is to be entered, and what is written about it."""

    def __init__(self, world: World) -> None:
        with world.store.reader() as session:
            stored = grids.grid_in_use(session, "changzhao")
        assert stored is not None
        cell = next(one for one in stored.grid.cells if one.visit_rule == "entered")
        point = cell.geometry.representative_point()
        self.world, self.code, self.lon, self.lat = world, cell.code, point.x, point.y
        self.officer = world.officer("officer")
        self.client = world.signed_in(self.officer)
        self.leader = world.member("leader")

    def ago(self, hours: float) -> str:
        """Return a moment so many hours ago."""
        moment: datetime = self.world.clock() - hours * HOUR
        return moment.isoformat()

    def visit(self, hours: float) -> UUID:
        """Have a crew stand in the cell for five minutes, so many hours ago."""
        shift_id = put_shift(self.leader, start=self.ago(hours + 1), end=self.ago(hours - 2))
        patrol_id = put_patrol(
            self.leader,
            shift_id,
            area="changzhao",
            start=self.ago(hours + 0.5),
            end=self.ago(hours - 1),
            crew=[str(self.officer.id)],
        )
        fixes = [[self.ago(hours - i / 120), self.lon, self.lat, 5] for i in range(11)]
        path = f"/api/v1/patrols/{patrol_id}/tracks/{uuid4()}"
        answer = self.client.put(path, {"device": "phone", "fixes": fixes})
        assert answer.status_code == 201, answer.text
        return patrol_id

    def incident(self, hours: float, **changes: Any) -> None:
        """Have anglers met in the cell."""
        body = incident_body(
            point={"lon": self.lon, "lat": self.lat},
            occurred_at=self.ago(hours),
            seized=[],
            **changes,
        )
        answer = self.client.put(f"/api/v1/incidents/{uuid4()}", body)
        assert answer.status_code == 201 and answer.json()["cell"] == self.code, answer.text

    def task(self) -> UUID:
        """Ask crews to look at the cell."""
        task_id = uuid4()
        body = {"area": "changzhao", "cell": self.code, "text": "看一下界标"}
        assert self.leader.put(f"/api/v1/tasks/{task_id}", body).status_code == 201
        return task_id

    def check_in(self, hours: float) -> None:
        """Look in at a check point in the cell."""
        point_id = uuid4()
        place = {"lon": self.lon, "lat": self.lat}
        point = {"area": "changzhao", "code": "CZ-9", "name": "码头", "radius_m": 60, **place}
        assert self.leader.put(f"/api/v1/check-points/{point_id}", point).status_code == 201
        body = {"check_point_id": str(point_id), "at": self.ago(hours), "by": "near", **place}
        assert self.client.put(f"/api/v1/check-ins/{uuid4()}", body).status_code == 201

    def story(self, client: Client | None = None, **query: Any) -> Any:
        """Return the story as somebody is told."""
        path = f"/api/v1/cells/changzhao/{self.code}/story"
        answer = (client or self.leader).get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def cell(loaded_world: World) -> Cell:
    """Give a cell at a moment long after all that other tests wrote of it."""
    loaded_world.clock.move(timedelta(days=40))
    return Cell(loaded_world)


def test_it_tells_who_came_what_was_met_and_asked_for_the_latest_first(cell: Cell) -> None:
    patrol_id = cell.visit(6)
    cell.incident(5, narrative="两人夜钓")
    cell.check_in(4)
    task_id = cell.task()
    answer = {"task_id": str(task_id), "at": cell.ago(0), "result": "done", "text": "完好"}
    assert cell.client.put(f"/api/v1/task-answers/{uuid4()}", answer).status_code == 201
    told = cell.story()
    assert [one["kind"] for one in told["items"]] == ["task", "check_in", "incident", "visit"]
    task, check_in, incident, visit = told["items"]
    assert task["task"]["answers"][0]["text"] == "完好"
    assert [one["name"] for one in task["answered_by"]] == [cell.officer.name]
    assert (check_in["point_name"], check_in["officer"]["id"]) == ("码头", str(cell.officer.id))
    assert (incident["narrative"], incident["outcomes"][0]["people"]) == ("两人夜钓", 2)
    assert (visit["patrol_id"], visit["how"], visit["mode"]) == (str(patrol_id), "entered", "boat")
    assert visit["crew"] == [{"id": str(cell.officer.id), "name": cell.officer.name}]
    stay = [datetime.fromisoformat(visit[name]) for name in ("at", "left_at")]
    assert stay[1] - stay[0] == timedelta(minutes=5)
    assert told["last_at"] == visit["left_at"]
    assert (told["next"], told["redacted"]) == (None, False)


def test_page_by_page_it_tells_the_same_even_of_what_happened_at_once(cell: Cell) -> None:
    for hours in (30, 20, 10):
        cell.visit(hours)
    for hours in (25, 25, 25, 15):
        cell.incident(hours)
    whole = cell.story()["items"]
    assert len(whole) == 7
    parts: list[Any] = []
    page = cell.story(limit=2)
    while True:
        parts += page["items"]
        if page["next"] is None:
            break
        page = cell.story(limit=2, cursor=page["next"])
    assert parts == whole


def test_it_goes_back_as_far_as_asked(cell: Cell) -> None:
    cell.visit(50)
    cell.visit(10)
    assert len(cell.story()["items"]) == 2
    assert len(cell.story(**{"from": cell.ago(24)})["items"]) == 1
    assert cell.story(**{"from": cell.ago(5)})["items"] == []


def test_what_does_not_count_is_in_no_story(cell: Cell) -> None:
    cell.incident(3)
    [told] = cell.story()["items"]
    body = {"void": True, "reason": "误报"}
    assert cell.leader.put(f"/api/v1/incidents/{told['id']}/void", body).status_code == 201
    assert cell.story()["items"] == []


def test_briefing_staff_learn_that_somebody_was_there_and_not_who(cell: Cell) -> None:
    cell.visit(6)
    cell.incident(5, narrative="王强拒不离开")
    cell.check_in(4)
    told = cell.story(cell.world.member("briefing"))
    assert cell.officer.name not in str(told) and str(cell.officer.id) not in str(told)
    check_in, incident, visit = told["items"]
    assert (visit["patrol_id"], visit["crew"]) == (None, [])
    assert (incident["narrative"], incident["category"]) == ("", "angling")
    assert check_in["officer"] is None
    assert told["redacted"]


def test_another_squad_and_unknown_cells_are_not_found(cell: Cell) -> None:
    park = cell.world.member("leader", "park")
    assert park.get(f"/api/v1/cells/changzhao/{cell.code}/story").status_code == 404
    assert cell.leader.get("/api/v1/cells/changzhao/000/story").status_code == 404
    bad = cell.leader.get(f"/api/v1/cells/changzhao/{cell.code}/story?cursor=none")
    assert (bad.status_code, bad.json()["code"]) == (422, "records.bad_cursor")
