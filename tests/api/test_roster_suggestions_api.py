"""Suggestions over HTTP: shown to a leader, and handed to the shifts as tasks."""

from contextlib import closing
from datetime import timedelta
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import NOW, Client, Loop, World, make_world
from rostered_store import BOAT, CAR, ZONE, keep_roster

from api.roster_suggestions.nightly import chores
from api.upkeep import Upkeep
from geo_patrol.roster.records import KeptRoster
from geo_patrol.store.engine import Store


@pytest.fixture(scope="module")
def roster(loaded_world: World) -> KeptRoster:
    """Return a published roster of two days from today."""
    today = loaded_world.clock().astimezone(ZONE).date()
    return keep_roster(loaded_world.store, today, 2, (BOAT, CAR), at=loaded_world.clock())


def path(roster_id: UUID, query: str = "") -> str:
    return f"/api/v1/rosters/{roster_id}/suggestions{query}"


def post(client: Client, roster_id: UUID, **body: Any) -> Any:
    return client.ask("POST", path(roster_id), json=body)


def test_what_a_leader_was_shown_is_what_the_shifts_are_handed(
    loaded_world: World, roster: KeptRoster
) -> None:
    leader = loaded_world.member("leader")
    shown = leader.get(path(roster.id, "?days=1")).json()
    assert [one["code"] for one in shown["items"]] == ["早", "夜", "早"]
    assert all(one["legs"] and one["tasks"] == [] for one in shown["items"])
    answer = post(leader, roster.id, days=1, seed=shown["seed"])
    assert answer.status_code == 200
    handed = answer.json()
    n_legs = sum(len(one["legs"]) for one in shown["items"])
    assert handed["handed"] == {"new": n_legs, "withdrawn": 0, "kept": 0}
    for one, before in zip(handed["items"], shown["items"], strict=True):
        assert one["legs"] == before["legs"]
        told = [(leg["text"], leg["longest"], leg["end"]) for leg in one["legs"]]
        assert [(task["text"], task["cell"], task["due"]) for task in one["tasks"]] == told
        assert all(task["open"] and not task["seen"] for task in one["tasks"])
    task = handed["items"][0]["tasks"][0]
    kept = leader.get(f"/api/v1/tasks/{task['id']}").json()
    assert (kept["text"], kept["shift_id"]) == (task["text"], handed["items"][0]["shift_id"])
    again = post(leader, roster.id, days=1).json()
    assert again["handed"] == {"new": 0, "withdrawn": 0, "kept": n_legs}


def test_one_shift_can_be_given_others(loaded_world: World, roster: KeptRoster) -> None:
    leader = loaded_world.member("leader")
    shift = leader.get(path(roster.id)).json()["items"][0]["shift_id"]
    post(leader, roster.id, shift=shift)
    anew = post(leader, roster.id, shift=shift, anew=True).json()
    (only,) = anew["items"]
    assert anew["handed"]["withdrawn"] == anew["handed"]["new"] == len(only["legs"])
    assert [one["withdrawn"] for one in only["tasks"]].count(False) == len(only["legs"])


def test_the_legs_say_where_and_when(loaded_world: World, roster: KeptRoster) -> None:
    item = loaded_world.member("leader").get(path(roster.id)).json()["items"][0]
    leg = item["legs"][0]
    assert item["start"] < leg["start"] < leg["end"] < item["end"]
    assert (leg["post"], leg["area"], leg["mode"]) == ("船", "changzhao", "boat")
    assert leg["longest"] in leg["cells"]
    assert leg["never"] == len(leg["cells"])
    assert 120 < leg["lon"] < 122
    assert leg["gain"] > 0


@pytest.mark.parametrize("role", ["officer", "auxiliary", "briefing", "admin"])
def test_hours_are_shown_to_leaders_only(
    loaded_world: World, roster: KeptRoster, role: Any
) -> None:
    client = loaded_world.member(role)
    assert client.get(path(roster.id)).status_code == 403
    assert post(client, roster.id).status_code == 403


def test_what_cannot_be_asked_is_refused_in_words(loaded_world: World, roster: KeptRoster) -> None:
    leader = loaded_world.member("leader")
    assert leader.get(path(uuid4())).status_code == 404
    assert post(leader, uuid4()).status_code == 404
    assert loaded_world.member("leader", "park").get(path(roster.id)).status_code == 404
    assert leader.get(path(roster.id, f"?shift={uuid4()}")).status_code == 404
    both = leader.get(path(roster.id, f"?shift={uuid4()}&days=2"))
    assert both.status_code == 422
    assert "不要都写" in both.text
    for query in ("?days=0", "?days=15", "?seed=-1", "?other=1"):
        assert leader.get(path(roster.id, query)).status_code == 422
    assert post(leader, roster.id, days="2").status_code == 422
    later = loaded_world.clock().astimezone(ZONE).date() + timedelta(days=20)
    draft = keep_roster(loaded_world.store, later, 1, state="draft", at=loaded_world.clock())
    refused = leader.get(path(draft.id))
    assert (refused.status_code, "没有公布" in refused.text) == (422, True)
    published = keep_roster(loaded_world.store, later, 1, at=loaded_world.clock())
    assert leader.get(path(published.id)).json()["items"] == []


def test_the_server_hands_out_by_itself_where_that_is_set(loaded_store: Store, loop: Loop) -> None:
    store = loaded_store
    with closing(make_world(store, loop)) as off:
        assert chores(off.app.state.services) == ()
    with closing(make_world(store, loop, roster_suggest_days=1)) as on:
        roster = keep_roster(store, NOW.astimezone(ZONE).date(), 2, at=on.clock())
        services = on.app.state.services
        done = Event()
        further = chores(services)
        upkeep = Upkeep(store, services.evidence, services.keys, services.now, (*further, done.set))
        upkeep.start()
        assert done.wait(60)
        upkeep.stop()
        items = on.member("leader").get(path(roster.id, "?days=1")).json()["items"]
        assert all(len(one["tasks"]) == len(one["legs"]) > 0 for one in items)


def test_a_chore_that_fails_keeps_no_other_from_being_done(store: Store, loop: Loop) -> None:
    def fail() -> None:
        raise OSError("away")

    with closing(make_world(store, loop)) as world:
        services, done = world.app.state.services, Event()
        upkeep = Upkeep(store, services.evidence, services.keys, services.now, (fail, done.set))
        upkeep.start()
        assert done.wait(60)
        upkeep.stop()
