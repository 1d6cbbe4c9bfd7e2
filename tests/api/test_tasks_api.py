"""Tasks over HTTP: leaders ask, crews answer, and both are kept."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import Client, World, put_patrol, put_shift, where
from field_bodies import put_task, task_answer_body, task_body, written

from geo_patrol.workflows.auditing import verify

PATH, ANSWERS = "/api/v1/tasks", "/api/v1/task-answers"


def listed(client: Client, query: str = "") -> list[str]:
    return [one["id"] for one in client.get(f"{PATH}?limit=1000{query}").json()["items"]]


def test_a_leader_asks_and_it_is_open_until_somebody_answers(world: World) -> None:
    leader, officer = world.member("leader"), world.officer("officer")
    client, path = world.signed_in(officer), f"{PATH}/{uuid4()}"
    task_id = UUID(path.rpartition("/")[2])
    due = "2022-10-31T18:00:00+08:00"
    made = leader.put(path, task_body(area="lake", lon=120.99, lat=29.47, due=due))
    assert (made.status_code, made.json()["open"], made.json()["answers"]) == (201, True, [])
    assert leader.put(path, task_body(area="lake", lon=120.99, lat=29.47, due=due)).json() == (
        made.json()
    )
    assert str(task_id) in listed(client, "&open=true&area=lake")
    body = task_answer_body(task_id, at=world.clock().isoformat())
    address = f"{ANSWERS}/{uuid4()}"
    first, again = client.put(address, body), client.put(address, body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    told = leader.get(path).json()
    assert (told["open"], told["answers"]) == (False, [first.json()])
    assert (first.json()["officer_id"], first.json()["flags"]) == (str(officer.id), [])
    assert str(task_id) not in listed(client, "&open=true")
    assert str(task_id) in listed(client, "&open=false")
    assert str(task_id) in listed(client)


def test_several_crews_may_answer_and_late_ones_are_flagged(world: World) -> None:
    leader = world.member("leader")
    task_id, patrol_id = put_task(leader), put_patrol(leader)
    for result, ago in (("not_possible", 0), ("seen_nothing", 11), ("done", -11)):
        at = (world.clock() - timedelta(minutes=ago)).isoformat()
        body = task_answer_body(task_id, result=result, at=at, patrol_id=str(patrol_id))
        written(world.member("auxiliary"), ANSWERS, body)
    answers = leader.get(f"{PATH}/{task_id}").json()["answers"]
    assert [(one["result"], one["flags"]) for one in answers] == [
        ("not_possible", []),
        ("seen_nothing", ["late"]),
        ("done", ["clock_ahead"]),
    ]


def test_a_word_put_right_later_was_still_told_in_time(world: World) -> None:
    client, task_id = world.member("leader"), put_task(world.member("leader"))
    at = world.clock().isoformat()
    path = f"{ANSWERS}/{written(client, ANSWERS, task_answer_body(task_id, at=at))}"
    world.clock.move(timedelta(minutes=20))
    edited = client.put(path, task_answer_body(task_id, at=at, text="改过"), If_Match='"1"')
    world.clock.move(-timedelta(minutes=20))
    assert (edited.status_code, edited.json()["text"], edited.json()["flags"]) == (200, "改过", [])


def test_a_task_that_was_withdrawn_is_not_open(world: World) -> None:
    leader = world.member("leader")
    path = f"{PATH}/{put_task(leader)}"
    answer = leader.put(path, task_body(withdrawn=True), If_Match='"1"')
    assert (answer.status_code, answer.json()["open"]) == (200, False)
    assert path.rpartition("/")[2] not in listed(leader, "&open=true")


@pytest.mark.parametrize("role", ["officer", "auxiliary", "briefing", "admin"])
def test_only_leaders_ask(world: World, role: Any) -> None:
    answer = world.member(role).put(f"{PATH}/{uuid4()}", task_body())
    assert (answer.status_code, answer.json()["code"]) == (403, "api.not_permitted")


def test_without_a_squad_it_is_the_leader_s_own(world: World) -> None:
    leader = world.member("leader", "park")
    assert leader.get(f"{PATH}/{put_task(leader, squad=None)}").json()["squad"] == "park"


def test_what_a_task_names_is_the_squad_s(world: World) -> None:
    leader, park = world.member("leader"), world.member("leader", "park")
    theirs = put_shift(park, squad="park")
    patrol = put_patrol(park, theirs, area="block")
    for changes, code in (
        ({"squad": "park"}, "records.no_squad"),
        ({"shift_id": str(theirs)}, "records.no_shift"),
        ({"patrol_id": str(patrol)}, "records.no_patrol"),
        ({"area": "block"}, "records.no_area"),
        ({"area": "lake", "cell": "330624001001001"}, "field.no_cell"),
    ):
        answer = leader.put(f"{PATH}/{uuid4()}", task_body(**changes))
        assert (answer.status_code, answer.json()["code"]) == (404, code)
    both = world.signed_in(world.officer("leader", more_squads=("park",)))
    crossed = both.put(f"{PATH}/{uuid4()}", task_body(shift_id=str(theirs)))
    assert (crossed.status_code, crossed.json()["code"]) == (404, "records.no_shift")
    moved = both.put(f"{PATH}/{put_task(both)}", task_body(squad="park"), If_Match='"1"')
    assert (moved.status_code, moved.json()["code"]) == (422, "field.stays_with_its_squad")


def test_a_cell_of_the_area_s_grid_can_be_named(loaded_world: World) -> None:
    leader = loaded_world.member("leader")
    cell = leader.get("/api/v1/cells?area=changzhao&limit=1").json()["items"][0]["code"]
    task_id = put_task(leader, area="changzhao", cell=cell)
    assert leader.get(f"{PATH}/{task_id}").json()["cell"] == cell
    answer = leader.put(f"{PATH}/{uuid4()}", task_body(cell=cell))
    assert (answer.status_code, answer.json()["code"]) == (422, "field.cell_without_area")


def test_tasks_and_answers_of_another_squad_are_not_there(world: World) -> None:
    leader, other = world.member("leader"), world.member("leader", "park")
    task_id = put_task(leader)
    assert other.get(f"{PATH}/{task_id}").status_code == 404
    assert str(task_id) not in listed(other)
    answer = other.put(f"{ANSWERS}/{uuid4()}", task_answer_body(task_id))
    assert (answer.status_code, answer.json()["code"]) == (404, "field.no_task")
    mine = written(leader, ANSWERS, task_answer_body(task_id))
    over = other.put(f"{ANSWERS}/{mine}", task_answer_body(put_task(other, squad="park")))
    assert (over.status_code, over.json()["code"]) == (404, "records.not_found")


def test_briefing_staff_see_no_word_of_tasks_and_answers(world: World) -> None:
    leader, staff = world.member("leader"), world.member("briefing")
    task_id = put_task(leader, text="找王五")
    answer_id = written(leader, ANSWERS, task_answer_body(task_id, text="王五不在"))
    for address in (
        f"{PATH}/{task_id}",
        f"{PATH}?limit=1000",
        f"/api/v1/history/task/{task_id}",
        f"/api/v1/history/task_answer/{answer_id}",
    ):
        answer = staff.get(address)
        assert answer.status_code == 200
        assert "王五" not in answer.text
        assert "王五" in leader.get(address).text


def test_all_of_it_is_as_the_chains_say(world: World) -> None:
    leader = world.member("leader")
    task_id = put_task(leader, lon=120.5, lat=29.0, due="2022-11-01T00:00:00.25+08:00")
    written(leader, ANSWERS, task_answer_body(task_id))
    assert verify(world.store).sound


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"text": ""}, "text"),
    ({"text": "x" * 2001}, "text"),
    ({"due": "2022-10-31"}, "due"),
    ({"lon": 120.5}, ""),
    ({"lon": 29.0, "lat": 120.5}, ""),
    ({"cell": "x" * 16}, "cell"),
    ({"withdrawn": "no"}, "withdrawn"),
]


@pytest.mark.parametrize(("changes", "place"), WRONG, ids=lambda value: str(value)[:40])
def test_each_wrong_field_is_named(world: World, changes: dict[str, Any], place: str) -> None:
    answer = world.member().put(f"{PATH}/{uuid4()}", task_body(**changes))
    assert answer.status_code == 422
    assert where(answer) == [place]


def test_the_results_are_three(world: World) -> None:
    answer = world.member().put(f"{ANSWERS}/{uuid4()}", task_answer_body(uuid4(), result="ok"))
    assert (answer.status_code, where(answer)) == (422, ["result"])
